/* sol-channel-stats.c: what a channel counts and measures of its messages
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-channel-private.h"

#include <math.h>

/* How far the newest sample's stated time is from its arrival; 0 when it states none */
static double
get_skew_ns (const SolSampleBlock *block,
             gint64                arrived_us)
{
  double skew_ns;

  if (block->skew_ns != 0)
    return (double) block->skew_ns;
  if (!block->is_timed)
    return 0.0;
  skew_ns = (double) block->t0_ns - (double) arrived_us * SOL_NS_PER_US;
  if (block->times_ns != NULL && block->n_values > 0)
    skew_ns += (double) (block->times_ns[block->n_values - 1] - block->times_ns[0]);
  else if (block->rate_hz > 0.0 && block->n_values > 1)
    skew_ns += (double) (block->n_values - 1) / block->rate_hz * 1e9;
  return skew_ns;
}

void
sol_channel_measure_block (const SolSampleBlock *block,
                           gint64                arrived_us,
                           SolBlockFacts        *facts)
{
  SolSummary summary = { INFINITY, -INFINITY, 0.0, FALSE };
  gsize n = sol_summary_add (&summary, block->values, block->n_values);

  facts->lo = n > 0 ? summary.lo : NAN;
  facts->hi = n > 0 ? summary.hi : NAN;
  facts->mean = summary.sum / (double) n;
  facts->skew_ns = get_skew_ns (block, arrived_us);
}

void
sol_channel_note_block (SolChannel           *self,
                        const SolSampleBlock *block,
                        const SolBlockFacts  *facts,
                        gint64                arrived_us)
{
  SolChannelStats *stats = &self->stats;

  stats->n_messages++;
  stats->n_samples += block->n_values;
  stats->declared_rate_hz = block->rate_hz;
  stats->is_rate_assumed = block->is_rate_assumed;
  stats->last_points = block->n_values;
  stats->last_min = facts->lo;
  stats->last_max = facts->hi;
  stats->last_mean = facts->mean;
  stats->skew_s = facts->skew_ns * 1e-9;
  sol_jitter_note (&self->jitter, block, arrived_us);
  sol_arrivals_note (&self->arrivals, arrived_us, stats->n_samples);
}

void
sol_channel_get_stats (SolChannel      *self,
                       SolChannelStats *stats)
{
  const SolHistory *history = &self->history;

  g_return_if_fail (SOL_IS_CHANNEL (self));

  g_mutex_lock (&self->lock);
  *stats = self->stats;
  stats->n_gaps = history->n_gaps;
  stats->n_lost = history->n_lost;
  stats->n_overlaps = history->n_overlaps;
  stats->arrived_us = self->arrivals.arrived_us;
  stats->jitter_s = self->jitter.jitter_us * 1e-6;
  stats->n_bytes = history->n_bytes + history->runs->len * sizeof (SolRun);
  stats->limit_bytes = history->limit_bytes;
  stats->measured_rate_hz = sol_arrivals_get_rate (&self->arrivals, stats->n_samples);
  if (history->first < history->next)
    {
      stats->first_ns = sol_history_get_time (history, history->first);
      stats->last_ns = sol_history_get_time (history, history->next - 1);
    }
  g_mutex_unlock (&self->lock);
}
