/* sol-arrivals.c: the rate at which samples come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-arrivals-private.h"

#define MARK_STEP_US 62500
#define RATE_SPAN_US (2 * G_USEC_PER_SEC)

void
sol_arrivals_note (SolArrivals *self,
                   gint64       arrived_us,
                   guint64      n_samples)
{
  const SolArrival *last = &self->marks[(self->n_marks + SOL_N_ARRIVALS - 1) % SOL_N_ARRIVALS];

  self->arrived_us = arrived_us;
  if (self->n_marks > 0 && arrived_us < last->arrived_us)
    self->n_marks = 0;
  if (self->n_marks > 0 && arrived_us - last->arrived_us < MARK_STEP_US)
    return;
  self->marks[self->n_marks++ % SOL_N_ARRIVALS] = (SolArrival) { arrived_us, n_samples };
}

/* From the newest mark that is two seconds old, or the oldest there is */
double
sol_arrivals_get_rate (const SolArrivals *self,
                       guint64            n_samples)
{
  guint n = MIN (self->n_marks, SOL_N_ARRIVALS);
  const SolArrival *since = NULL;

  for (guint i = 1; i <= n; i++)
    {
      since = &self->marks[(self->n_marks - i) % SOL_N_ARRIVALS];
      if (self->arrived_us - since->arrived_us >= RATE_SPAN_US)
        break;
    }
  if (since == NULL || self->arrived_us <= since->arrived_us)
    return 0.0;
  return (double) (n_samples - since->n_samples) / ((double) (self->arrived_us - since->arrived_us) / G_USEC_PER_SEC);
}

void
sol_arrivals_clear (SolArrivals *self)
{
  self->n_marks = 0;
}
