/* sol-measure.c: what a scope says of a stretch of signal
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-history-private.h"

#include <math.h>
#include <string.h>

/* The period is the slope of a line through the times of all edges, by least squares, so that noise at the two ends
 * matters little. An edge counts when the signal has gone from below a band around the mid level to above it: ripple
 * and noise within the band make no edge. Its time is the sum of the upward minus the downward crossings of the mid
 * level on the way, which is where a noiseless edge would have crossed. Sines are measured up to 0.4 of the sampling
 * rate: beyond that, no sample may fall outside the band in a half-wave. */

#define BAND 0.15            /* of peak to peak, to each side of the mid level */
#define MAX_SPREAD 0.35      /* standard deviation of periods over their mean: more is noise and has no frequency */

void
sol_totals_init (SolTotals *self)
{
  *self = (SolTotals) { .min = INFINITY, .max = -INFINITY };
}

void
sol_totals_add (SolTotals      *self,
                const SolSlice *slice)
{
  for (gsize i = 0; i < slice->n; i++)
    {
      double value = slice->values[i];

      if (isnan (value))
        continue;
      self->min = MIN (self->min, value);
      self->max = MAX (self->max, value);
      self->sum += value;
      self->square_sum += value * value;
      self->n++;
    }
}

static void
fit_add (SolEdgeFit *self,
         double      t)
{
  double k = self->n;

  self->n += 1.0;
  self->sum_k += k;
  self->sum_t += t;
  self->sum_kk += k * k;
  self->sum_kt += k * t;
}

/* Adds a fit's part to the common slope */
static void
fit_close (SolEdgeFit   *self,
           SolCrossings *crossings)
{
  if (self->n > 1.0)
    {
      crossings->spread += self->sum_kt - self->sum_k * self->sum_t / self->n;
      crossings->weight += self->sum_kk - self->sum_k * self->sum_k / self->n;
    }
  memset (self, 0, sizeof *self);
}

/* Edges before and after a gap are no whole number of periods apart */
static void
restart (SolCrossings *self)
{
  fit_close (&self->rises, self);
  fit_close (&self->falls, self);
  self->state = 0;
  self->crossing = 0.0;
  self->last_v = NAN;
  self->last_rise = self->last_fall = NAN;
}

void
sol_crossings_init (SolCrossings    *self,
                    const SolTotals *totals)
{
  memset (self, 0, sizeof *self);
  self->mid = totals->min / 2.0 + totals->max / 2.0;
  self->band = BAND * (totals->max - totals->min);
  restart (self);
}

static void
note_rise (SolCrossings *self,
           double        t)
{
  double period = t - self->last_rise;

  fit_add (&self->rises, t);
  if (!isnan (period))
    {
      self->n_periods += 1.0;
      self->period_sum += period;
      self->period_square_sum += period * period;
    }
  if (!isnan (period) && self->last_fall > self->last_rise)
    {
      self->high_sum += self->last_fall - self->last_rise;
      self->high_periods += period;
    }
  self->last_rise = t;
}

static void
note_edge (SolCrossings *self,
           int           state)
{
  if (self->state != 0 && state > 0)
    note_rise (self, self->crossing);
  else if (self->state != 0)
    {
      fit_add (&self->falls, -self->crossing);
      self->last_fall = -self->crossing;
    }
  self->state = state;
}

static void
visit (SolCrossings *self,
       double        t,
       double        v)
{
  double from = self->last_v - self->mid, to = v - self->mid;
  int side = to >= self->band ? 1 : to <= -self->band ? -1 : 0;

  if ((from < 0.0) != (to < 0.0))
    {
      double crossing = t - (t - self->last_t) * to / (to - from);

      self->crossing += to >= 0.0 ? crossing : -crossing;
    }
  if (side != 0 && side != self->state)
    note_edge (self, side);
  if (side != 0)
    self->crossing = 0.0;
}

void
sol_crossings_add (SolCrossings   *self,
                   const SolSlice *slice)
{
  if (slice->is_after_gap)
    restart (self);
  for (gsize i = 0; i < slice->n; i++)
    {
      if (isnan (slice->values[i]))
        restart (self);
      else if (!isnan (self->last_v))
        visit (self, slice->times_s[i], slice->values[i]);
      self->last_t = slice->times_s[i];
      self->last_v = slice->values[i];
    }
}

static gboolean
is_periodic (const SolCrossings *self)
{
  double mean = self->period_sum / self->n_periods;
  double variance = self->period_square_sum / self->n_periods - mean * mean;

  return self->n_periods < 3.0 || variance <= MAX_SPREAD * MAX_SPREAD * mean * mean;
}

void
sol_crossings_finish (SolCrossings   *self,
                      SolMeasurement *measurement)
{
  restart (self);
  measurement->frequency_hz = measurement->period_s = measurement->duty = NAN;
  if (!(self->band > 0.0) || !(self->weight > 0.0) || !(self->spread > 0.0) || !is_periodic (self))
    return;
  measurement->period_s = self->spread / self->weight;
  measurement->frequency_hz = 1.0 / measurement->period_s;
  if (self->high_periods > 0.0)
    measurement->duty = self->high_sum / self->high_periods;
}
