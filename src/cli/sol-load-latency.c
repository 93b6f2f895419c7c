/* sol-load-latency.c: times counted into buckets, for percentiles without keeping each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-latency.h"

/* Times below 32 µs have a bucket each; above, the five bits behind the highest one choose the step of the octave. */
static guint
bucket_of (guint32 us)
{
  guint shift;

  if (us < SOL_LOAD_LATENCY_STEPS)
    return us;
  shift = g_bit_storage (us) - 6;
  return (shift + 1) * SOL_LOAD_LATENCY_STEPS + (us >> shift) - SOL_LOAD_LATENCY_STEPS;
}

/* The first time that is in the next bucket */
static double
bucket_end (guint bucket)
{
  guint octave = bucket / SOL_LOAD_LATENCY_STEPS;
  guint step = bucket % SOL_LOAD_LATENCY_STEPS + 1;

  if (octave == 0)
    return step;
  return (double) ((guint64) (SOL_LOAD_LATENCY_STEPS + step) << (octave - 1));
}

void
sol_load_latency_add (SolLoadLatency *self,
                      guint32         us)
{
  self->counts[bucket_of (us)]++;
  self->n++;
}

double
sol_load_latency_get_percentile (const SolLoadLatency *self,
                                 double                fraction)
{
  guint64 wanted = (guint64) (fraction * self->n);
  guint64 n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (self->counts); i++)
    {
      n += self->counts[i];
      if (n > 0 && n >= wanted)
        return bucket_end (i);
    }
  return 0;
}
