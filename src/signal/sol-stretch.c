/* sol-stretch.c: a stretch of one signal as plain numbers, to calculate with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-stretch.h"

#include <math.h>
#include <string.h>

#define JOIN_NS 2.0          /* what rounding to whole nanoseconds may shift a piece by */
#define JOIN_PERIODS 1e-6

double
sol_stretch_get_rate (const SolStretch *self)
{
  double span_s;

  if (self->n < 2)
    return 0.0;
  if (self->period_s > 0.0)
    return 1.0 / self->period_s;
  span_s = self->times_s[self->n - 1] - self->times_s[0];
  return span_s > 0.0 ? (double) (self->n - 1 - self->n_gaps) / span_s : 0.0;
}

static void
reserve (double **array,
         gsize   *n_allocated,
         gsize    n)
{
  if (n <= *n_allocated)
    return;
  *n_allocated = MAX (n, *n_allocated * 2);
  *array = g_renew (double, *array, *n_allocated);
}

static void
reserve_both (SolStretch *self,
              gsize       n)
{
  reserve (&self->values, &self->n_values_allocated, n);
  if (self->period_s <= 0.0)
    reserve (&self->times_s, &self->n_times_allocated, n);
}

void
sol_stretch_set (SolStretch   *self,
                 const double *values,
                 const double *times_s,
                 gsize         n,
                 double        period_s)
{
  self->period_s = times_s == NULL ? period_s : 0.0;
  self->zero_ns = 0;
  self->n_gaps = 0;
  self->n = n;
  reserve_both (self, n);
  if (n > 0)
    memcpy (self->values, values, n * sizeof (double));
  if (n > 0 && times_s != NULL)
    memcpy (self->times_s, times_s, n * sizeof (double));
}

/* From here on every sample has its own time */
static void
make_uneven (SolStretch *self)
{
  double period_s = self->period_s;

  if (period_s <= 0.0)
    return;
  self->period_s = 0.0;
  reserve_both (self, self->n);
  for (gsize i = 0; i < self->n; i++)
    self->times_s[i] = (double) i * period_s;
}

static gboolean
continues (const SolStretch *self,
           const SolPiece   *piece)
{
  double period_ns = self->period_s * 1e9;
  double off_ns = (double) (piece->t0_ns - self->zero_ns) - (double) self->n * period_ns;

  return self->period_s > 0.0 && !piece->is_after_gap
         && fabs (piece->period_ns - period_ns) <= JOIN_PERIODS * period_ns
         && fabs (off_ns) <= JOIN_NS + JOIN_PERIODS * period_ns;
}

static void
add_gap (SolStretch *self,
         double      t_s)
{
  reserve_both (self, self->n + 1);
  self->times_s[self->n] = t_s;
  self->values[self->n++] = NAN;
  self->n_gaps++;
}

static void
add_piece (SolStretch     *self,
           const SolPiece *piece)
{
  double offset_s, period_s = piece->period_ns * 1e-9;

  if (self->n == 0)
    {
      self->zero_ns = sol_piece_get_time (piece, 0);
      self->period_s = period_s;
    }
  else if (!continues (self, piece))
    make_uneven (self);
  offset_s = (double) (sol_piece_get_time (piece, 0) - self->zero_ns) * 1e-9;
  if (piece->is_after_gap && self->n > 0)
    add_gap (self, offset_s);

  reserve_both (self, self->n + piece->n);
  memcpy (self->values + self->n, piece->values, piece->n * sizeof (double));
  for (gsize i = 0; self->period_s <= 0.0 && i < piece->n; i++)
    self->times_s[self->n + i] = period_s > 0.0 ? offset_s + (double) i * period_s
                                                : (double) (piece->times_ns[i] - self->zero_ns) * 1e-9;
  self->n += piece->n;
}

void
sol_stretch_read (SolStretch *self,
                  SolChannel *channel,
                  gint64      begin_ns,
                  gint64      end_ns,
                  gsize       limit)
{
  guint64 end = sol_channel_find_sample (channel, end_ns);
  guint64 at = sol_channel_find_sample (channel, begin_ns);
  SolPieceBuffer buffer;
  SolPiece piece;

  self->n = 0;
  self->n_gaps = 0;
  self->period_s = 0.0;
  self->zero_ns = begin_ns;
  at = end > limit ? MAX (at, end - limit) : at;
  while (sol_channel_read_piece (channel, &at, end, &buffer, &piece))
    add_piece (self, &piece);
}

/* @y at @t_s, which lies between its samples @i and @i + 1 */
static double
interpolate (const SolStretch *y,
             gsize             i,
             double            t_s)
{
  double from_s = sol_stretch_get_time (y, i), step_s = sol_stretch_get_time (y, i + 1) - from_s;

  if (!(step_s > 0.0) || t_s <= from_s)
    return y->values[i];
  return y->values[i] + (y->values[i + 1] - y->values[i]) * (t_s - from_s) / step_s;
}

gsize
sol_stretch_pair (const SolStretch *x,
                  const SolStretch *y,
                  double           *xs,
                  double           *ys,
                  gsize             limit)
{
  double shift_s = (double) (x->zero_ns - y->zero_ns) * 1e-9;
  gsize n = MIN (x->n, limit), at = 0;

  for (gsize i = 0; i < n; i++)
    {
      double t_s = sol_stretch_get_time (x, i) + shift_s, value = NAN;

      while (at + 2 < y->n && sol_stretch_get_time (y, at + 1) < t_s)
        at++;
      if (y->n >= 2 && t_s >= sol_stretch_get_time (y, 0) && t_s <= sol_stretch_get_time (y, at + 1))
        value = interpolate (y, at, t_s);
      xs[i] = isnan (value) ? NAN : x->values[i];
      ys[i] = isnan (xs[i]) ? NAN : value;
    }
  return n;
}

void
sol_stretch_clear (SolStretch *self)
{
  g_clear_pointer (&self->values, g_free);
  g_clear_pointer (&self->times_s, g_free);
  memset (self, 0, sizeof *self);
}
