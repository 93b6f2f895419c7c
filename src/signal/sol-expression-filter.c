/* sol-expression-filter.c: functions of a formula that remember samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-expression-private.h"

#include <math.h>
#include <string.h>

#define MIN_WINDOW 256
#define MAX_WINDOW (1u << 20)      /* samples of mean() */
#define STEP_TOLERANCE 1e-6        /* of the step: less does not change a filter */
#define WINDOW_TOLERANCE 1e-9      /* of the window: rounding of times must not let a sample more into it */
#define MAX_TURN (0.98 * G_PI)     /* of 2π · hz · step: nearer to half the rate nothing is filtered */

void
sol_filter_init (SolFilter     *self,
                 SolFilterKind  kind,
                 double         parameter)
{
  *self = (SolFilter) { .kind = kind, .parameter = parameter };
  sol_filter_interrupt (self);
}

void
sol_filter_clear (SolFilter *self)
{
  g_clear_pointer (&self->times_s, g_free);
  g_clear_pointer (&self->values, g_free);
  self->n_allocated = 0;
}

void
sol_filter_interrupt (SolFilter *self)
{
  self->last = self->last_s = NAN;
  self->step_s = 0.0;
  self->first = self->n = 0;
  if (self->kind != SOL_FILTER_INTEGRAL)
    self->sum = 0.0;
}

static double
step_diff (SolFilter *self,
           double     t_s,
           double     value)
{
  return (value - self->last) / (t_s - self->last_s);
}

static double
step_integral (SolFilter *self,
               double     t_s,
               double     value)
{
  if (!isnan (self->last))
    self->sum += (value + self->last) / 2.0 * (t_s - self->last_s);
  return self->sum;
}

/* Source: the step response of the analogue filter, 1 − e^(−2π · hz · t), which this follows exactly */
static double
step_lowpass1 (SolFilter *self,
               double     t_s,
               double     value)
{
  double step_s = t_s - self->last_s;

  if (isnan (self->last))
    return self->s1 = value;
  if (fabs (step_s - self->step_s) > STEP_TOLERANCE * self->step_s)
    {
      self->step_s = step_s;
      self->b0 = -expm1 (-2.0 * G_PI * self->parameter * step_s);
    }
  return self->s1 += self->b0 * (value - self->s1);
}

/* Source: R. Bristow-Johnson, Cookbook formulae for audio EQ biquad filter coefficients: low pass, Q = 1/√2; the
 * bilinear transform with its frequency bent so that the corner stays */
static void
set_lowpass (SolFilter *self,
             double     step_s)
{
  double turn = 2.0 * G_PI * self->parameter * step_s, alpha = sin (turn) / G_SQRT2, scale = 1.0 / (1.0 + alpha);

  self->step_s = step_s;
  if (turn >= MAX_TURN)
    {
      self->b0 = 1.0;
      self->b1 = self->b2 = self->a1 = self->a2 = 0.0;
      return;
    }
  self->b1 = (1.0 - cos (turn)) * scale;
  self->b0 = self->b2 = self->b1 / 2.0;
  self->a1 = -2.0 * cos (turn) * scale;
  self->a2 = (1.0 - alpha) * scale;
}

/* As if the signal had been @value for ever */
static void
settle (SolFilter *self,
        double     value)
{
  self->s2 = (self->b2 - self->a2) * value;
  self->s1 = (1.0 - self->b0) * value;
}

static double
step_lowpass (SolFilter *self,
              double     t_s,
              double     value)
{
  double step_s = t_s - self->last_s, out;

  if (isnan (self->last))
    return value;
  if (fabs (step_s - self->step_s) > STEP_TOLERANCE * self->step_s)
    {
      gboolean is_first = self->step_s <= 0.0;

      set_lowpass (self, step_s);
      if (is_first)
        settle (self, self->last);
    }
  out = self->b0 * value + self->s1;
  self->s1 = self->b1 * value - self->a1 * out + self->s2;
  self->s2 = self->b2 * value - self->a2 * out;
  return out;
}

/* Once a round of the ring, so that rounding does not add up */
static void
sum_again (SolFilter *self)
{
  self->sum = 0.0;
  for (gsize i = 0; i < self->n; i++)
    self->sum += self->values[(self->first + i) & (self->n_allocated - 1)];
}

static void
drop_first (SolFilter *self)
{
  self->sum -= self->values[self->first];
  self->first = (self->first + 1) & (self->n_allocated - 1);
  self->n--;
  if (self->first == 0)
    sum_again (self);
}

/* Twice the room, with the ring laid out from 0 */
static void
grow (SolFilter *self)
{
  gsize n_allocated = MAX (self->n_allocated * 2, MIN_WINDOW);
  double *times_s = g_new (double, n_allocated), *values = g_new (double, n_allocated);

  for (gsize i = 0; i < self->n; i++)
    {
      gsize from = (self->first + i) & (self->n_allocated - 1);

      times_s[i] = self->times_s[from];
      values[i] = self->values[from];
    }
  sol_filter_clear (self);
  self->times_s = times_s;
  self->values = values;
  self->n_allocated = n_allocated;
  self->first = 0;
}

static double
step_mean (SolFilter *self,
           double     t_s,
           double     value)
{
  gsize at;

  while (self->n > 0 && t_s - self->times_s[self->first] >= self->parameter * (1.0 - WINDOW_TOLERANCE))
    drop_first (self);
  if (self->n == self->n_allocated && self->n < MAX_WINDOW)
    grow (self);
  else if (self->n == self->n_allocated)
    drop_first (self);
  at = (self->first + self->n++) & (self->n_allocated - 1);
  self->times_s[at] = t_s;
  self->values[at] = value;
  self->sum += value;
  return self->sum / (double) self->n;
}

typedef double (*Step) (SolFilter *self, double t_s, double value);

/* What is no number stays none, and the filter goes on behind it; a slope or an area across it is not taken. So with a
 * time that does not go on. */
static inline void
run (SolFilter    *self,
     const double *times_s,
     const double *in,
     double       *out,
     guint         n,
     Step          step)
{
  gboolean forgets = self->kind == SOL_FILTER_DIFF || self->kind == SOL_FILTER_INTEGRAL;

  for (guint i = 0; i < n; i++)
    {
      double value = in[i];

      if (!isfinite (value) || times_s[i] <= self->last_s)
        {
          out[i] = NAN;
          self->last = forgets ? NAN : self->last;
          continue;
        }
      out[i] = step (self, times_s[i], value);
      self->last = value;
      self->last_s = times_s[i];
    }
}

void
sol_filter_run (SolFilter    *self,
                const double *times_s,
                const double *in,
                double       *out,
                guint         n)
{
  switch (self->kind)
    {
    case SOL_FILTER_DIFF:
      return run (self, times_s, in, out, n, step_diff);
    case SOL_FILTER_INTEGRAL:
      return run (self, times_s, in, out, n, step_integral);
    case SOL_FILTER_MEAN:
      return run (self, times_s, in, out, n, step_mean);
    case SOL_FILTER_LOWPASS:
      return run (self, times_s, in, out, n, step_lowpass);
    case SOL_FILTER_LOWPASS1:
    default:
      return run (self, times_s, in, out, n, step_lowpass1);
    }
}
