/* sol-arrivals-private.h: the rate at which samples come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_N_ARRIVALS 32

/* How many samples had come by when */
typedef struct
{
  gint64  arrived_us;
  guint64 n_samples;
} SolArrival;

/* Some marks over the last two seconds. Begin with { 0 } */
typedef struct
{
  gint64     arrived_us; /* of the newest message; stays when the rest is forgotten */
  SolArrival marks[SOL_N_ARRIVALS];
  guint      n_marks;
} SolArrivals;

/* @n_samples: that have come by now, this message's included. Cost: O(1) */
void   sol_arrivals_note     (SolArrivals       *self,
                              gint64             arrived_us,
                              guint64            n_samples);

/* @n_samples: that have come by now. Returns: samples over time of arrival, last 2 s; 0: not known yet */
double sol_arrivals_get_rate (const SolArrivals *self,
                              guint64            n_samples);

/* What came before no longer counts */
void   sol_arrivals_clear    (SolArrivals       *self);

G_END_DECLS
