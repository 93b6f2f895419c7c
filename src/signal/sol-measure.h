/* sol-measure.h: what a scope says of a stretch of signal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-stretch.h"

G_BEGIN_DECLS

/* Terms of IEEE 181-2011 (transitions, pulses and their levels). NaN where the stretch does not define a value. Samples
 * that are no number count for nothing; what a gap divides is measured on each side. data/doc/MEASUREMENTS.md
 * says the same to people. */
typedef struct
{
  guint64 n_samples;

  /* All samples weigh the same, also where they are uneven in time */
  double  min, max, mean;
  double  rms;               /* √ of the mean square */
  double  ac_rms;            /* the same about the mean: the population's standard deviation */
  double  peak_to_peak;      /* max − min */

  /* State levels: the modes of the histogram of 256 bins between min and max, one in each half; the mean of the samples
   * within five bins of the mode. Where no five neighbouring bins hold a fifth of their half's samples, or the signal
   * does not stay there from one sample to the next, the level is max or min itself: so for sines and triangles. */
  double  top, base;
  double  amplitude;         /* top − base */

  /* Of crossings of the mid level, (top + base) / 2, interpolated between samples. An edge counts when the signal has
   * gone from 15 % of the amplitude below the mid level to 15 % above it, or back. */
  double  period_s;          /* slope of a line through the times of all edges, least squares */
  double  frequency_hz;      /* 1 / period */
  double  duty;              /* 0..1: positive widths over the periods that begin with them */
  double  positive_width_s;  /* mean time from a rising edge to the next falling one */
  double  negative_width_s;  /* the other way round */
  guint64 n_rises, n_falls;  /* edges */
  guint64 n_positive_pulses; /* pairs of edges that are whole within the stretch */
  guint64 n_negative_pulses;

  /* Means over the transitions that are whole within the stretch, between 10 % and 90 % of the amplitude: from the last
   * crossing of the first level to the first one of the second */
  double  rise_s, fall_s;
  /* Over the amplitude, at least 0: how far the signal goes beyond the level it comes to, or the level it leaves,
   * within three transition times of the transition and before the mid level is crossed again */
  double  overshoot, preshoot;             /* of rising transitions */
  double  fall_overshoot, fall_preshoot;   /* of falling ones */
} SolMeasurement;

/* Each of them by number, for lists and statistics */
typedef enum
{
  SOL_MEASURE_PEAK_TO_PEAK,
  SOL_MEASURE_MAX,
  SOL_MEASURE_MIN,
  SOL_MEASURE_MEAN,
  SOL_MEASURE_RMS,
  SOL_MEASURE_AC_RMS,
  SOL_MEASURE_TOP,
  SOL_MEASURE_BASE,
  SOL_MEASURE_AMPLITUDE,
  SOL_MEASURE_FREQUENCY,
  SOL_MEASURE_PERIOD,
  SOL_MEASURE_DUTY,
  SOL_MEASURE_POSITIVE_WIDTH,
  SOL_MEASURE_NEGATIVE_WIDTH,
  SOL_MEASURE_RISE,
  SOL_MEASURE_FALL,
  SOL_MEASURE_OVERSHOOT,
  SOL_MEASURE_PRESHOOT,
  SOL_MEASURE_FALL_OVERSHOOT,
  SOL_MEASURE_FALL_PRESHOOT,
  SOL_MEASURE_POSITIVE_PULSES,
  SOL_MEASURE_NEGATIVE_PULSES,
  SOL_MEASURE_RISES,
  SOL_MEASURE_FALLS,
} SolMeasure;

#define SOL_N_MEASURES (SOL_MEASURE_FALLS + 1)

typedef enum
{
  SOL_MEASURE_IN_UNITS,    /* of the channel */
  SOL_MEASURE_IN_SECONDS,
  SOL_MEASURE_IN_HERTZ,
  SOL_MEASURE_IN_RATIO,    /* 1 is 100 % */
  SOL_MEASURE_IN_COUNTS,
} SolMeasureUnit;

/* For files and programs, such as `ac-rms`; words for people are the page's */
const char    *sol_measure_get_nick        (SolMeasure              measure);
SolMeasureUnit sol_measure_get_unit        (SolMeasure              measure);
double         sol_measurement_get         (const SolMeasurement   *self,
                                            SolMeasure              measure);

/* Cost: O(n), no allocation */
void           sol_measure_stretch         (const SolStretch       *stretch,
                                            SolMeasurement         *measurement);

/* Over [begin, end), at most the newest 1,000,000 samples of it. Copies them to a stretch of its own: who measures
 * often reads into one that stays, and calls sol_measure_stretch(). */
void           sol_channel_measure         (SolChannel             *channel,
                                            gint64                  begin_ns,
                                            gint64                  end_ns,
                                            SolMeasurement         *measurement);

/* Over acquisitions. Begin with { 0 }. Source: Welford, Technometrics 4 (1962) 419. */
typedef struct
{
  guint64 n;
  double  mean, min, max;
  double  square_sum;   /* of the differences from the mean */
} SolStatistics;

/* NaN is left out; cost O(1) */
void           sol_statistics_add          (SolStatistics          *self,
                                            double                  value);

/* The sample's standard deviation, with n − 1; NaN for less than two values */
double         sol_statistics_get_sigma    (const SolStatistics    *self);

typedef struct
{
  SolStatistics of[SOL_N_MEASURES];
} SolMeasurementStatistics;

void           sol_measurement_statistics_add (SolMeasurementStatistics *self,
                                               const SolMeasurement     *measurement);

G_END_DECLS
