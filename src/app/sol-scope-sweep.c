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
#define MAX_SEARCHED 2e6  /* samples that a restart looks through, some 10 ms */

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
  self->is_started = FALSE;
}

guint64
sol_scope_sweep_get_n_acquired (const SolScopeSweep *self)
{
  return self->reader.acquisition.n_acquired;
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

static gint64
get_patience (const SolScopeSweep   *self,
              const SolChannelStats *stats)
{
  return MAX (MAX (AUTO_AFTER_NS, get_span (self)), sol_scope_sweep_get_lag (stats) * 3 / 2);
}

/* What is behind the trigger in the picture */
static gint64
get_post (const SolScopeSweep *self)
{
  return (gint64) ((1 - self->position) * get_span (self));
}

static void
apply_settings (SolScopeSweep         *self,
                const SolChannelStats *stats)
{
  SolAcquisition *acquisition = &self->reader.acquisition;

  acquisition->mode = self->mode;
  acquisition->holdoff_ns = self->holdoff_ns;
  acquisition->patience_ns = get_patience (self, stats);
  acquisition->silence_us = MAX (STALE_AFTER_US, sol_scope_sweep_get_lag (stats) / 1000 * 3);
  acquisition->position = MAX (self->position, 0);
  acquisition->span_ns = self->position < 0 ? get_post (self) : get_span (self);
}

/* A picture that can be shown at once is looked for in what has come last */
static void
start (SolScopeSweep         *self,
       SolChannel            *channel,
       const SolChannelStats *stats)
{
  double rate_hz = MAX (stats->declared_rate_hz, stats->measured_rate_hz);
  gint64 reach_ns = get_post (self) + 2 * get_patience (self, stats) + self->holdoff_ns;
  gint64 from_ns;

  if (reach_ns / 1e9 * rate_hz > MAX_SEARCHED)
    reach_ns = (gint64) (MAX_SEARCHED / rate_hz * 1e9);
  from_ns = MAX (MAX (stats->first_ns, stats->last_ns - reach_ns), self->not_before_ns);
  sol_trigger_reader_init (&self->reader, &self->trigger);
  apply_settings (self, stats);
  sol_trigger_reader_start (&self->reader, channel, from_ns);
  self->is_started = TRUE;
  self->channel = channel;
}

/* In normal mode a signal that no longer triggers is waited for, as one that has not begun to */
static SolScopeStatus
get_status (const SolScopeSweep   *self,
            const SolChannelStats *stats)
{
  const SolAcquisition *acquisition = &self->reader.acquisition;
  gint64 waited_ns = stats->last_ns - acquisition->trigger_ns - get_post (self) - self->holdoff_ns;

  switch (acquisition->state)
    {
    case SOL_ACQUISITION_AUTO:
      return SOL_SCOPE_STATUS_AUTO;
    case SOL_ACQUISITION_TRIGGERED:
      return waited_ns > 2 * get_patience (self, stats) ? SOL_SCOPE_STATUS_READY : SOL_SCOPE_STATUS_TRIGGERED;
    case SOL_ACQUISITION_STOPPED:
      return SOL_SCOPE_STATUS_TRIGGERED;
    case SOL_ACQUISITION_READY:
    default:
      return SOL_SCOPE_STATUS_READY;
    }
}

static void
find_trigger (SolScopeSweep         *self,
              SolChannel            *channel,
              const SolChannelStats *stats,
              gint64                 now_us)
{
  if (!self->is_started || self->channel != channel)
    start (self, channel, stats);
  apply_settings (self, stats);
  sol_trigger_reader_advance (&self->reader, channel, now_us, NULL, NULL);
  self->trigger_ns = self->reader.acquisition.trigger_ns;
  self->status = get_status (self, stats);
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

/* Before the first trigger, auto mode has no picture that it could keep */
static gboolean
is_free (const SolScopeSweep *self)
{
  return self->status == SOL_SCOPE_STATUS_AUTO || (self->mode == SOL_TRIGGER_AUTO && self->trigger_ns == 0);
}

static gboolean
is_same (const SolScopeWindow *a,
         const SolScopeWindow *b)
{
  return a->begin_ns == b->begin_ns && a->zero_ns == b->zero_ns && a->per_div_ns == b->per_div_ns;
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
  if (uses_trigger)
    find_trigger (self, channel, &stats, now_us);
  else
    self->status = SOL_SCOPE_STATUS_AUTO;
  if (is_free (self))
    show_newest (self, &stats, now_us);
  else if (self->trigger_ns != 0)
    show_trigger (self);
  self->advanced_us = now_us;
  return !is_same (&before, &self->window);
}
