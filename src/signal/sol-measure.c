/* sol-measure.c: what a scope says of a stretch of signal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-measure-private.h"

#include <math.h>

#define MAX_MEASURED 1000000u

typedef struct
{
  const char    *nick;
  gsize          offset;     /* of a double in SolMeasurement; of a guint64 for counts */
  SolMeasureUnit unit;
} Row;

#define ROW(nick, field, unit) { nick, G_STRUCT_OFFSET (SolMeasurement, field), SOL_MEASURE_IN_##unit }

static const Row rows[SOL_N_MEASURES] = {
  [SOL_MEASURE_PEAK_TO_PEAK] = ROW ("peak-to-peak", peak_to_peak, UNITS),
  [SOL_MEASURE_MAX] = ROW ("max", max, UNITS),
  [SOL_MEASURE_MIN] = ROW ("min", min, UNITS),
  [SOL_MEASURE_MEAN] = ROW ("mean", mean, UNITS),
  [SOL_MEASURE_RMS] = ROW ("rms", rms, UNITS),
  [SOL_MEASURE_AC_RMS] = ROW ("ac-rms", ac_rms, UNITS),
  [SOL_MEASURE_TOP] = ROW ("top", top, UNITS),
  [SOL_MEASURE_BASE] = ROW ("base", base, UNITS),
  [SOL_MEASURE_AMPLITUDE] = ROW ("amplitude", amplitude, UNITS),
  [SOL_MEASURE_FREQUENCY] = ROW ("frequency", frequency_hz, HERTZ),
  [SOL_MEASURE_PERIOD] = ROW ("period", period_s, SECONDS),
  [SOL_MEASURE_DUTY] = ROW ("duty", duty, RATIO),
  [SOL_MEASURE_POSITIVE_WIDTH] = ROW ("positive-width", positive_width_s, SECONDS),
  [SOL_MEASURE_NEGATIVE_WIDTH] = ROW ("negative-width", negative_width_s, SECONDS),
  [SOL_MEASURE_RISE] = ROW ("rise", rise_s, SECONDS),
  [SOL_MEASURE_FALL] = ROW ("fall", fall_s, SECONDS),
  [SOL_MEASURE_OVERSHOOT] = ROW ("overshoot", overshoot, RATIO),
  [SOL_MEASURE_PRESHOOT] = ROW ("preshoot", preshoot, RATIO),
  [SOL_MEASURE_FALL_OVERSHOOT] = ROW ("fall-overshoot", fall_overshoot, RATIO),
  [SOL_MEASURE_FALL_PRESHOOT] = ROW ("fall-preshoot", fall_preshoot, RATIO),
  [SOL_MEASURE_POSITIVE_PULSES] = ROW ("positive-pulses", n_positive_pulses, COUNTS),
  [SOL_MEASURE_NEGATIVE_PULSES] = ROW ("negative-pulses", n_negative_pulses, COUNTS),
  [SOL_MEASURE_RISES] = ROW ("rises", n_rises, COUNTS),
  [SOL_MEASURE_FALLS] = ROW ("falls", n_falls, COUNTS),
};

const char *
sol_measure_get_nick (SolMeasure measure)
{
  g_return_val_if_fail ((guint) measure < SOL_N_MEASURES, NULL);

  return rows[measure].nick;
}

SolMeasureUnit
sol_measure_get_unit (SolMeasure measure)
{
  g_return_val_if_fail ((guint) measure < SOL_N_MEASURES, SOL_MEASURE_IN_UNITS);

  return rows[measure].unit;
}

double
sol_measurement_get (const SolMeasurement *self,
                     SolMeasure            measure)
{
  g_return_val_if_fail ((guint) measure < SOL_N_MEASURES, NAN);

  if (rows[measure].unit == SOL_MEASURE_IN_COUNTS)
    return (double) G_STRUCT_MEMBER (guint64, self, rows[measure].offset);
  return G_STRUCT_MEMBER (double, self, rows[measure].offset);
}

void
sol_measure_sums (const SolStretch *stretch,
                  SolMeasurement   *measurement)
{
  double lo = INFINITY, hi = -INFINITY, sum = 0.0, square_sum = 0.0;
  guint64 n = 0;

  for (gsize i = 0; i < stretch->n; i++)
    {
      double value = stretch->values[i], counted = isnan (value) ? 0.0 : value;

      lo = value < lo ? value : lo;
      hi = value > hi ? value : hi;
      sum += counted;
      square_sum += counted * counted;
      n += !isnan (value);
    }
  measurement->n_samples = n;
  measurement->min = n > 0 ? lo : NAN;
  measurement->max = n > 0 ? hi : NAN;
  measurement->mean = sum / (double) n;
  measurement->rms = sqrt (square_sum / (double) n);
  measurement->peak_to_peak = measurement->max - measurement->min;
}

void
sol_measure_stretch (const SolStretch *stretch,
                     SolMeasurement   *measurement)
{
  *measurement = (SolMeasurement) { 0 };
  sol_measure_sums (stretch, measurement);
  sol_measure_levels (stretch, measurement);
  sol_measure_edges (stretch, measurement);
  sol_measure_transitions (stretch, measurement);
}

void
sol_channel_measure (SolChannel     *channel,
                     gint64          begin_ns,
                     gint64          end_ns,
                     SolMeasurement *measurement)
{
  g_auto (SolStretch) stretch = { 0 };

  g_return_if_fail (SOL_IS_CHANNEL (channel));

  sol_stretch_read (&stretch, channel, begin_ns, end_ns, MAX_MEASURED);
  sol_measure_stretch (&stretch, measurement);
}
