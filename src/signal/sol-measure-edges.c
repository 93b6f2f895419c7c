/* sol-measure-edges.c: edges, pulses, period and duty
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-measure-private.h"

#include <math.h>
#include <string.h>

/* The period is the slope of a line through the times of all edges, by least squares, so that noise at the two ends
 * matters little. An edge counts when the signal has gone from below a band around the mid level to above it: ripple
 * and noise within the band make no edge. Its time is the sum of the upward minus the downward crossings of the mid
 * level on the way, which is where a noiseless edge would have crossed. Sines are measured up to 0.4 of the sampling
 * rate: beyond that, no sample may fall outside the band in a half-wave. */

#define BAND 0.15            /* of the amplitude, to each side of the mid level */
#define MAX_SPREAD 0.35      /* standard deviation of periods over their mean: more is noise and has no frequency */

/* Edges of one direction, for a line through their times by least squares */
typedef struct
{
  double n, sum_k, sum_t, sum_kk, sum_kt;
} EdgeFit;

typedef struct
{
  double   mid, band;          /* level, and how far from it the signal must go */
  int      state;              /* 1 high, -1 low, 0 not known yet */
  double   last_v;
  double   crossing;           /* up minus down crossings of the mid level since the band was left */
  double   last_rise, last_fall;
  EdgeFit  rises, falls;
  double   spread, weight;     /* of the fits that gaps have closed: Σ and Σ of squares */
  double   n_periods, period_sum, period_square_sum;
  double   high_sum, high_periods;
  double   positive_sum, negative_sum;
  guint64  n_rises, n_falls, n_positive, n_negative;
} Crossings;

static void
fit_add (EdgeFit *self,
         double   t)
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
fit_close (EdgeFit   *self,
           Crossings *crossings)
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
restart (Crossings *self)
{
  fit_close (&self->rises, self);
  fit_close (&self->falls, self);
  self->state = 0;
  self->crossing = 0.0;
  self->last_v = NAN;
  self->last_rise = self->last_fall = NAN;
}

/* Periods and the duty are of whole periods between rising edges */
static void
note_rise (Crossings *self,
           double     t)
{
  double period = t - self->last_rise;

  self->n_rises++;
  fit_add (&self->rises, t);
  if (self->last_fall > self->last_rise && !isnan (period))
    {
      self->high_sum += self->last_fall - self->last_rise;
      self->high_periods += period;
    }
  if (!isnan (period))
    {
      self->n_periods += 1.0;
      self->period_sum += period;
      self->period_square_sum += period * period;
    }
  if (!isnan (self->last_fall))
    {
      self->n_negative++;
      self->negative_sum += t - self->last_fall;
    }
  self->last_rise = t;
}

static void
note_fall (Crossings *self,
           double     t)
{
  self->n_falls++;
  fit_add (&self->falls, t);
  if (!isnan (self->last_rise))
    {
      self->n_positive++;
      self->positive_sum += t - self->last_rise;
    }
  self->last_fall = t;
}

static void
note_edge (Crossings *self,
           int        state)
{
  if (self->state != 0 && state > 0)
    note_rise (self, self->crossing);
  else if (self->state != 0)
    note_fall (self, -self->crossing);
  self->state = state;
}

static inline void
visit (Crossings        *self,
       const SolStretch *stretch,
       gsize             i)
{
  double from = self->last_v - self->mid, to = stretch->values[i] - self->mid;
  int side = to >= self->band ? 1 : to <= -self->band ? -1 : 0;

  if ((from < 0.0) != (to < 0.0))
    {
      double last_t = sol_stretch_get_time (stretch, i - 1), t = sol_stretch_get_time (stretch, i);
      double crossing = t - (t - last_t) * to / (to - from);

      self->crossing += to >= 0.0 ? crossing : -crossing;
    }
  if (side != 0 && side != self->state)
    note_edge (self, side);
  if (side != 0)
    self->crossing = 0.0;
}

/* Beyond the band on the side where it was already: most samples are */
static inline gboolean
stays (const Crossings *self,
       double           value)
{
  return self->state > 0 ? value - self->mid >= self->band : self->state < 0 && value - self->mid <= -self->band;
}

static void
walk (Crossings        *self,
      const SolStretch *stretch)
{
  for (gsize i = 0; i < stretch->n; i++)
    {
      double value = stretch->values[i];

      if (stays (self, value))
        self->crossing = 0.0;
      else if (isnan (value))
        restart (self);
      else if (!isnan (self->last_v))
        visit (self, stretch, i);
      self->last_v = value;
    }
  restart (self);
}

static gboolean
is_periodic (const Crossings *self)
{
  double mean = self->period_sum / self->n_periods;
  double variance = self->period_square_sum / self->n_periods - mean * mean;

  return self->n_periods < 3.0 || variance <= MAX_SPREAD * MAX_SPREAD * mean * mean;
}

static void
finish (const Crossings *self,
        SolMeasurement  *measurement)
{
  measurement->n_rises = self->n_rises;
  measurement->n_falls = self->n_falls;
  measurement->n_positive_pulses = self->n_positive;
  measurement->n_negative_pulses = self->n_negative;
  measurement->positive_width_s = self->positive_sum / (double) self->n_positive;
  measurement->negative_width_s = self->negative_sum / (double) self->n_negative;
  measurement->frequency_hz = measurement->period_s = measurement->duty = NAN;
  if (!(self->weight > 0.0) || !(self->spread > 0.0) || !is_periodic (self))
    return;
  measurement->period_s = self->spread / self->weight;
  measurement->frequency_hz = 1.0 / measurement->period_s;
  if (self->high_periods > 0.0)
    measurement->duty = self->high_sum / self->high_periods;
}

void
sol_measure_edges (const SolStretch *stretch,
                   SolMeasurement   *measurement)
{
  Crossings crossings = { .mid = measurement->base / 2.0 + measurement->top / 2.0,
                          .band = BAND * measurement->amplitude };

  restart (&crossings);
  if (crossings.band > 0.0)
    walk (&crossings, stretch);
  finish (&crossings, measurement);
}
