/* sol-measure-levels.c: state levels by the histogram method, and the RMS about the mean
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-measure-private.h"

#include <math.h>

/* Source: IEEE 181-2011, 5.2: state levels as the modes of the two halves of a histogram. A sine or a triangle has no
 * states: no band of its histogram holds much of a half, or its few samples in a period only pass through it. */

#define N_BINS 256
#define WIDTH 5         /* bins that are looked at together to find the mode: 2 % of peak to peak */
#define REACH 5         /* bins to each side of the mode that the level is the mean of */
#define N_STEPS 3       /* noise hides the mode: its place is improved so often */
#define MIN_PART 0.2    /* of the half's samples that a state holds within WIDTH */
#define MIN_STAY 0.125  /* of those, how many follow one within REACH */

typedef struct
{
  double  sums[N_BINS];
  guint32 counts[N_BINS];
  guint32 stays[N_BINS];   /* how many follow a sample that is close by */
} Histogram;

static void
fill (Histogram        *self,
      const SolStretch *stretch,
      SolMeasurement   *measurement)
{
  double scale = N_BINS / measurement->peak_to_peak, square_sum = 0.0;
  int last = -N_BINS;

  for (gsize i = 0; i < stretch->n; i++)
    {
      double value = stretch->values[i], off = value - measurement->mean;
      int bin;

      if (isnan (value))
        continue;
      square_sum += off * off;
      bin = (int) MIN ((value - measurement->min) * scale, N_BINS - 1);
      self->sums[bin] += value;
      self->counts[bin]++;
      self->stays[bin] += ABS (bin - last) <= REACH;
      last = bin;
    }
  measurement->ac_rms = sqrt (square_sum / (double) measurement->n_samples);
}

static guint64
count (const guint32 *counts,
       guint          begin,
       guint          n)
{
  guint64 sum = 0;

  for (guint i = begin; i < begin + n; i++)
    sum += counts[i];
  return sum;
}

/* Returns: the first of the WIDTH bins that hold most */
static guint
find_mode (const Histogram *self,
           guint            begin)
{
  guint mode = begin;
  guint64 most = 0;

  for (guint i = begin; i <= begin + N_BINS / 2 - WIDTH; i++)
    if (count (self->counts, i, WIDTH) > most)
      {
        most = count (self->counts, i, WIDTH);
        mode = i;
      }
  return mode;
}

/* The mean of the samples around a bin */
static double
get_mean (const Histogram *self,
          guint            bin)
{
  guint begin = bin > REACH ? bin - REACH : 0, end = MIN (bin + REACH + 1, N_BINS);
  double sum = 0.0;

  for (guint i = begin; i < end; i++)
    sum += self->sums[i];
  return sum / (double) count (self->counts, begin, end - begin);
}

/* One half, which begins at bin @begin and whose end away from the middle is @extreme */
static double
get_level (const Histogram      *self,
           const SolMeasurement *measurement,
           guint                 begin,
           double                extreme)
{
  double scale = N_BINS / measurement->peak_to_peak, level;
  guint mode = find_mode (self, begin);
  double n = (double) count (self->counts, mode, WIDTH);

  if (n < MIN_PART * (double) count (self->counts, begin, N_BINS / 2)
      || (double) count (self->stays, mode, WIDTH) < MIN_STAY * n)
    return extreme;
  level = get_mean (self, mode + WIDTH / 2);
  for (guint i = 1; i < N_STEPS; i++)
    level = get_mean (self, (guint) CLAMP ((level - measurement->min) * scale, 0, N_BINS - 1));
  return level;
}

void
sol_measure_levels (const SolStretch *stretch,
                    SolMeasurement   *measurement)
{
  Histogram histogram = { 0 };

  measurement->top = measurement->base = measurement->max;
  measurement->ac_rms = measurement->n_samples > 0 ? 0.0 : NAN;
  if (measurement->peak_to_peak > 0.0 && isfinite (measurement->peak_to_peak)
      && isfinite (N_BINS / measurement->peak_to_peak))
    {
      fill (&histogram, stretch, measurement);
      measurement->top = get_level (&histogram, measurement, N_BINS / 2, measurement->max);
      measurement->base = get_level (&histogram, measurement, 0, measurement->min);
    }
  measurement->amplitude = measurement->top - measurement->base;
}
