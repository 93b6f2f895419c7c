/* sol-scope-view-tick.c: once a frame: where the picture stands and what it says
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#include "sol-scope-describe.h"

#define MEASURE_EVERY_US (G_USEC_PER_SEC / 2)
#define DESCRIBE_EVERY_US G_USEC_PER_SEC
#define HYSTERESIS 0.15      /* of the signal's range */
#define LEVEL_TOLERANCE 0.1  /* of the signal's range that the level may be off before it is moved */
#define LONGEST_LATENCY_S 2  /* what is older waits for nothing but its first frame */
#define SLOW_SAMPLES 100     /* shown of a signal that has no frequency and few samples */

static guint
sum_generations (SolScopeView *self)
{
  guint sum = 0;

  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    sum += sol_channel_get_generation (sol_scope_trace_get_channel (sol_scope_view_get_trace (self, i)));
  return sum;
}

/* The range of all traces that share @leader's unit and axis, so that what is equal looks equal */
static gboolean
get_group_range (SolScopeView  *self,
                 SolScopeTrace *leader,
                 double        *low,
                 double        *high)
{
  gint64 begin_ns = self->window.begin_ns, end_ns = sol_scope_window_get_end (&self->window);

  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      double trace_low, trace_high;

      if (!sol_scope_trace_get_visible (trace) || !sol_scope_trace_get_scale (trace)->is_auto)
        continue;
      if (g_strcmp0 (sol_scope_trace_get_unit (trace), sol_scope_trace_get_unit (leader)) != 0
          || sol_scope_trace_get_second (trace) != sol_scope_trace_get_second (leader))
        continue;
      if (!sol_scope_trace_get_range (trace, begin_ns, end_ns, &trace_low, &trace_high))
        continue;
      *low = MIN (*low, trace_low);
      *high = MAX (*high, trace_high);
    }
  return *low <= *high;
}

static void
follow_scales (SolScopeView *self,
               gint64        now_us)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      double low, high;

      if (!sol_scope_trace_get_visible (trace) || !sol_scope_trace_get_scale (trace)->is_auto)
        continue;
      if (get_group_range (self, trace, &low, &high))
        sol_scope_scale_follow (sol_scope_trace_get_scale (trace), low, high, now_us);
    }
}

/* Moves a level that nobody set to the middle of the signal, but only when it is off by more than noise */
static void
follow_level (SolScopeView *self)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  const SolMeasurement *m;
  double middle;

  if (source == NULL)
    return;
  m = sol_scope_trace_get_measurement (source);
  middle = (m->min + m->max) / 2;
  if (m->n_samples < 2 || !isfinite (middle))
    return;
  if (self->is_hysteresis_auto)
    self->sweep.trigger.hysteresis = HYSTERESIS * (m->max - m->min);
  if (!self->is_level_auto || fabs (self->sweep.trigger.level - middle) <= LEVEL_TOLERANCE * (m->max - m->min))
    return;
  self->sweep.trigger.level = middle;
  self->sweep.trigger.upper_level = MAX (self->sweep.trigger.upper_level, middle);
  sol_scope_view_retrigger (self);
}

/* The time base that shows the source well; 0 when too little is known of it */
static gint64
choose_time_base (SolScopeView *self)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  const SolMeasurement *m;
  const SolChannelStats *stats;

  if (source == NULL)
    return 0;
  m = sol_scope_trace_get_measurement (source);
  stats = sol_scope_trace_get_stats (source);
  if (isfinite (m->frequency_hz) && m->frequency_hz > 0)
    return sol_scope_time_base_for (m->frequency_hz);
  if (stats->declared_rate_hz == 0 && stats->measured_rate_hz > 0 && stats->n_messages > 2)
    return sol_scope_time_base_step ((gint64) (SLOW_SAMPLES / SOL_SCOPE_DIVISIONS * 1e9 / stats->measured_rate_hz), 0);
  return 0;
}

/* The first signal of a page is shown without a hand on it */
static void
set_up (SolScopeView *self)
{
  gint64 per_div_ns = choose_time_base (self);

  if (per_div_ns == 0)
    return;
  self->wants_setup = FALSE;
  sol_scope_view_set_time_base (self, CLAMP (per_div_ns, SOL_SCOPE_TIME_BASE_MIN_NS, SOL_SCOPE_TIME_BASE_MAX_NS));
  self->wants_setup = FALSE;
}

/* A screen reader speaks each change: not more often than it can */
static void
describe (SolScopeView *self,
          gint64        now_us)
{
  g_autofree char *text = NULL;

  if (!self->wants_words || now_us - self->described_us < DESCRIBE_EVERY_US)
    return;
  self->wants_words = FALSE;
  self->described_us = now_us;
  text = sol_scope_describe (self);
  if (g_strcmp0 (text, self->description) == 0)
    return;
  g_free (self->description);
  self->description = g_steal_pointer (&text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->description, -1);
}

void
sol_scope_view_measure (SolScopeView *self,
                        gint64        now_us)
{
  gint64 begin_ns, end_ns;

  sol_scope_view_get_measured (self, &begin_ns, &end_ns);
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    sol_scope_trace_measure (sol_scope_view_get_trace (self, i), begin_ns, end_ns);
  self->measured_us = now_us;
  follow_level (self);
  if (self->wants_setup)
    set_up (self);
  self->wants_words = TRUE;
  g_signal_emit_by_name (self, "measured");
  self->latency_s = NAN;
}

void
sol_scope_view_measure_now (SolScopeView *self)
{
  sol_scope_view_measure (self, g_get_monotonic_time ());
}

static gboolean
advance (SolScopeView *self,
         gint64        now_us)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  gint64 trigger_ns = self->sweep.trigger_ns;
  gboolean is_changed;

  if (!self->is_running || source == NULL)
    return FALSE;
  self->sweep.mode = self->is_single ? SOL_TRIGGER_SINGLE : self->mode;
  is_changed = sol_scope_sweep_advance (&self->sweep, sol_scope_trace_get_channel (source),
                                        self->uses_trigger || self->is_single, now_us);
  self->window = self->sweep.window;
  if (self->is_single && self->sweep.trigger_ns != trigger_ns
      && self->sweep.status == SOL_SCOPE_STATUS_TRIGGERED)
    sol_scope_view_set_running (self, FALSE);
  return is_changed;
}

static void
tell_status (SolScopeView *self)
{
  SolScopeStatus status = sol_scope_view_get_status (self);

  if (status == self->told_status)
    return;
  self->told_status = status;
  g_object_notify (G_OBJECT (self), "status");
}

/* The frame that begins now shows what has arrived; the longest since the last measuring counts */
static void
note_latency (SolScopeView *self)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  SolChannelStats stats;
  double latency_s;

  if (source == NULL)
    return;
  sol_channel_get_stats (sol_scope_trace_get_channel (source), &stats);
  latency_s = (g_get_real_time () - stats.arrived_us) / 1e6;
  if (stats.arrived_us != 0 && latency_s >= 0 && latency_s < LONGEST_LATENCY_S)
    self->latency_s = isnan (self->latency_s) ? latency_s : MAX (self->latency_s, latency_s);
}

gboolean
sol_scope_view_tick_cb (GtkWidget     *widget,
                        GdkFrameClock *clock,
                        gpointer       user_data)
{
  SolScopeView *self = SOL_SCOPE_VIEW (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  guint generations = sum_generations (self);
  gboolean is_new = self->is_running && generations != self->generations;

  if (is_new)
    note_latency (self);
  if (advance (self, now_us) || is_new || self->is_moved)
    {
      self->generations = generations;
      self->is_moved = FALSE;
      follow_scales (self, now_us);
      sol_scope_view_collect (self, now_us);
      sol_scope_view_persist (self, now_us);
      gtk_widget_queue_draw (widget);
    }
  if (generations != self->measured_generations && now_us - self->measured_us >= MEASURE_EVERY_US)
    {
      self->measured_generations = generations;
      sol_scope_view_measure (self, now_us);
    }
  tell_status (self);
  describe (self, now_us);
  return G_SOURCE_CONTINUE;
}
