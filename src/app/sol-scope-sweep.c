/* sol-scope-sweep.c: when the picture is taken: trigger, free run or roll
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-sweep.h"

#define AUTO_AFTER_NS (G_GINT64_CONSTANT (200) * 1000 * 1000)
#define ROLL_SPAN_NS (G_GINT64_CONSTANT (1000) * 1000 * 1000)
#define LONGEST_LAG_NS (G_GINT64_CONSTANT (5) * 1000 * 1000 * 1000)
#define STALE_AFTER_US (G_USEC_PER_SEC * 3 / 2)
#define ROLL_COLUMNS 1600 /* the width that a rolling left edge is aligned to */

void
sol_scope_sweep_init (SolScopeSweep *self)
{
  *self = (SolScopeSweep) {
    .mode = SOL_TRIGGER_AUTO,
    .position = 0.5,
    .per_div_ns = G_GINT64_CONSTANT (200) * 1000 * 1000,
    .status = SOL_SCOPE_STATUS_READY,
  };
  self->window.per_div_ns = self->per_div_ns;
}

void
sol_scope_sweep_restart (SolScopeSweep *self)
{
  self->trigger_ns = 0;
  self->not_before_ns = 0;
  self->roll_end_ns = 0;
  self->generation = 0;
  self->newest_ns = 0;
}

gint64
sol_scope_sweep_get_lag (const SolChannelStats *stats)
{
  double rate_hz = stats->declared_rate_hz > 0 ? stats->declared_rate_hz : stats->measured_rate_hz;

  if (!(rate_hz > 0) || stats->last_points == 0)
    return 0;
  return (gint64) MIN (stats->last_points / rate_hz * 1e9, LONGEST_LAG_NS);
}

static gint64
get_span (const SolScopeSweep *self)
{
  return self->per_div_ns * SOL_SCOPE_DIVISIONS;
}

/* Moves the trigger on to the newest crossing whose picture is complete */
static gboolean
find_trigger (SolScopeSweep         *self,
              SolChannel            *channel,
              const SolChannelStats *stats)
{
  gint64 span_ns = get_span (self);
  gint64 patience_ns = MAX (MAX (AUTO_AFTER_NS, span_ns), sol_scope_sweep_get_lag (stats) * 3 / 2);
  gint64 before_ns = stats->last_ns - (gint64) ((1 - self->position) * span_ns);
  gint64 after_ns = MAX (MAX (stats->first_ns, self->not_before_ns), before_ns - 2 * patience_ns);
  gint64 found_ns;

  if (self->trigger_ns > before_ns)
    return TRUE;
  if (after_ns < before_ns
      && sol_channel_find_trigger (channel, &self->trigger, after_ns, before_ns, &found_ns)
      && found_ns > self->trigger_ns)
    self->trigger_ns = found_ns;
  return self->trigger_ns != 0 && before_ns - self->trigger_ns <= patience_ns;
}

static void
show_trigger (SolScopeSweep *self)
{
  self->roll_end_ns = 0;
  self->window = sol_scope_window_at (self->trigger_ns, self->position, self->per_div_ns);
}

static void
show_newest (SolScopeSweep         *self,
             const SolChannelStats *stats,
             gint64                 now_us)
{
  gint64 span_ns = get_span (self);

  if (span_ns >= ROLL_SPAN_NS)
    self->roll_end_ns = sol_scope_roll_end (self->roll_end_ns, stats->last_ns, (now_us - self->advanced_us) * 1000,
                                            MAX (sol_scope_sweep_get_lag (stats), AUTO_AFTER_NS));
  else
    self->roll_end_ns = stats->last_ns;
  self->window.per_div_ns = self->per_div_ns;
  self->window.begin_ns = sol_scope_align (self->roll_end_ns - span_ns, span_ns, ROLL_COLUMNS);
  self->window.zero_ns = sol_scope_window_get_end (&self->window);
}

/* Rolling moves on without new samples; the rest waits for them */
static gboolean
is_due (SolScopeSweep         *self,
        const SolChannelStats *stats,
        guint                  generation,
        gint64                 now_us)
{
  gboolean is_rolling = self->roll_end_ns != 0 && self->roll_end_ns < stats->last_ns;

  if (generation != self->generation)
    {
      self->generation = generation;
      self->fresh_us = now_us;
      return TRUE;
    }
  return is_rolling;
}

/* A trigger that stands while nothing arrives is history */
static void
note_silence (SolScopeSweep         *self,
              const SolChannelStats *stats,
              gint64                 now_us)
{
  gint64 patience_us = MAX (STALE_AFTER_US, sol_scope_sweep_get_lag (stats) / 1000 * 3);

  if (now_us - self->fresh_us > patience_us)
    self->status = SOL_SCOPE_STATUS_READY;
}

gboolean
sol_scope_sweep_advance (SolScopeSweep *self,
                         SolChannel    *channel,
                         gboolean       uses_trigger,
                         gint64         now_us)
{
  SolScopeWindow before = self->window;
  SolChannelStats stats;
  guint generation = sol_channel_get_generation (channel);

  sol_channel_get_stats (channel, &stats);
  if (!is_due (self, &stats, generation, now_us) || stats.n_samples == 0)
    {
      note_silence (self, &stats, now_us);
      self->advanced_us = now_us;
      return FALSE;
    }
  if (stats.last_ns < self->newest_ns - LONGEST_LAG_NS)
    self->trigger_ns = self->roll_end_ns = 0; /* the source's clock was set back */
  self->newest_ns = stats.last_ns;

  if (uses_trigger && find_trigger (self, channel, &stats))
    {
      self->status = SOL_SCOPE_STATUS_TRIGGERED;
      show_trigger (self);
    }
  else if (uses_trigger && self->mode == SOL_TRIGGER_NORMAL)
    {
      self->status = SOL_SCOPE_STATUS_READY;
      if (self->trigger_ns != 0)
        show_trigger (self);
    }
  else
    {
      self->status = SOL_SCOPE_STATUS_AUTO;
      show_newest (self, &stats, now_us);
    }
  self->advanced_us = now_us;
  return before.begin_ns != self->window.begin_ns || before.zero_ns != self->window.zero_ns
         || before.per_div_ns != self->window.per_div_ns;
}
