/* sol-stretch.h: a stretch of one signal as plain numbers, to calculate with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

/* A copy: one thread at a time, nobody's lock. Begin with { 0 } and use it again and again: its memory stays. */
typedef struct
{
  /* Owned */
  double *values;       /* (array length=n): NaN is no number, or stands in a gap */
  double *times_s;      /* (array length=n): since @zero_ns; only where @period_s is 0 */

  gsize   n;
  double  period_s;     /* from sample to sample; 0: see @times_s */
  gint64  zero_ns;      /* Unix time of the first sample */
  guint   n_gaps;

  gsize   n_values_allocated, n_times_allocated;
} SolStretch;

static inline double
sol_stretch_get_time (const SolStretch *self,
                      gsize             i)
{
  return self->period_s > 0.0 ? (double) i * self->period_s : self->times_s[i];
}

/* Samples a second: 1 / period, or the mean over the stretch; 0 for less than two samples */
double   sol_stretch_get_rate     (const SolStretch     *self);

/**
 * sol_stretch_set:
 * @times_s: (nullable) (array length=n): increasing; %NULL: every @period_s
 *
 * Copies plain arrays.
 */
void     sol_stretch_set          (SolStretch           *self,
                                   const double         *values,
                                   const double         *times_s,
                                   gsize                 n,
                                   double                period_s);

/**
 * sol_stretch_read:
 * @limit: samples; when there are more in [@begin_ns, @end_ns), the newest are taken
 *
 * Cost: O(n), the channel's lock taken for each %SOL_PIECE_SIZE samples. A stretch of one even rate without gaps has a
 * period; else each sample has its time, and a gap is marked by a NaN between its sides.
 */
void     sol_stretch_read         (SolStretch           *self,
                                   SolChannel           *channel,
                                   gint64                begin_ns,
                                   gint64                end_ns,
                                   gsize                 limit);

/**
 * sol_stretch_pair:
 * @xs, @ys: (array length=limit) (out caller-allocates)
 *
 * Two signals against each other: the samples of @x, and @y at the same times between its samples by linear
 * interpolation. Where @y has no sample around, or either has a gap, both are NaN: a line is broken there.
 *
 * Returns: how many were written
 */
gsize    sol_stretch_pair         (const SolStretch     *x,
                                   const SolStretch     *y,
                                   double               *xs,
                                   double               *ys,
                                   gsize                 limit);

void     sol_stretch_clear        (SolStretch           *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SolStretch, sol_stretch_clear)

G_END_DECLS
