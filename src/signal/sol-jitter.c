/* sol-jitter.c: how unevenly messages arrive
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-jitter-private.h"

#include <math.h>

#define WEIGHT 16.0

/* How far apart the two messages should arrive; NaN when nothing says so */
static double
get_expected (const SolJitter      *self,
              const SolSampleBlock *block)
{
  if (block->is_timed && self->t0_ns != 0)
    return (double) (block->t0_ns - self->t0_ns) / 1e3;
  if (block->rate_hz > 0.0 && block->n_values > 1)
    return (double) block->n_values / block->rate_hz * 1e6;
  return self->expected_us > 0.0 ? self->expected_us : NAN;
}

void
sol_jitter_note (SolJitter            *self,
                 const SolSampleBlock *block,
                 gint64                arrived_us)
{
  double apart_us = (double) (arrived_us - self->arrived_us);
  double off_us = fabs (apart_us - get_expected (self, block));

  if (self->arrived_us != 0 && apart_us >= 0.0)
    {
      self->expected_us += self->expected_us > 0.0 ? (apart_us - self->expected_us) / WEIGHT : apart_us;
      if (isfinite (off_us))
        self->jitter_us += (off_us - self->jitter_us) / WEIGHT;
    }
  self->arrived_us = arrived_us;
  self->t0_ns = block->is_timed ? block->t0_ns : 0;
}
