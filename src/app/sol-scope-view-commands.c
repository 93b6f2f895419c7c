/* sol-scope-view-commands.c: run, stop, zoom, pan and autoscale of the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <glib/gi18n.h>

#define MIDDLE 0.5
#define FARTHEST_LEFT (-20.0) /* picture widths that a trigger may stand out of sight */

/* Running */

gboolean
sol_scope_view_get_running (SolScopeView *self)
{
  return self->is_running;
}

void
sol_scope_view_set_running (SolScopeView *self,
                            gboolean      is_running)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  self->is_single = FALSE;
  if (self->is_running == is_running)
    return;
  self->is_running = is_running;
  if (is_running)
    sol_scope_sweep_restart (&self->sweep);
  sol_scope_view_move (self);
  g_object_notify (G_OBJECT (self), "running");
}

void
sol_scope_view_run_single (SolScopeView *self)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  SolChannelStats stats = { 0 };

  if (source != NULL)
    sol_channel_get_stats (sol_scope_trace_get_channel (source), &stats);
  sol_scope_view_set_running (self, TRUE);
  sol_scope_sweep_restart (&self->sweep);
  self->sweep.not_before_ns = stats.last_ns;
  self->is_single = TRUE;
}

SolScopeStatus
sol_scope_view_get_status (SolScopeView *self)
{
  return self->is_running ? self->sweep.status : SOL_SCOPE_STATUS_STOP;
}

const char *
sol_scope_status_get_name (SolScopeStatus status)
{
  switch (status)
    {
    case SOL_SCOPE_STATUS_AUTO:
      return _("Auto");
    case SOL_SCOPE_STATUS_READY:
      return _("Ready");
    case SOL_SCOPE_STATUS_TRIGGERED:
      return _("Trig’d");
    case SOL_SCOPE_STATUS_STOP:
    default:
      return _("Stop");
    }
}

/* Time */

gint64
sol_scope_view_get_time_base (SolScopeView *self)
{
  return self->sweep.per_div_ns;
}

/* A triggered picture keeps its trigger, a free one its newest samples, a stopped one what is under @pointer */
static void
zoom_to (SolScopeView *self,
         gint64        per_div_ns,
         double        pointer)
{
  gboolean is_free = self->is_running && self->sweep.status != SOL_SCOPE_STATUS_TRIGGERED;
  double zero = sol_scope_window_get_position (&self->window);

  if (pointer < 0)
    pointer = self->is_running && zero >= 0 && zero <= 1 ? zero : MIDDLE;
  sol_scope_window_zoom (&self->window, is_free ? 1 : pointer, per_div_ns);
  if (self->is_running && !is_free)
    self->sweep.position = CLAMP (sol_scope_window_get_position (&self->window), FARTHEST_LEFT, 1);
  self->sweep.per_div_ns = per_div_ns;
  if (self->is_running)
    sol_scope_sweep_restart (&self->sweep);
  self->wants_setup = FALSE;
  sol_scope_view_move (self);
  g_object_notify (G_OBJECT (self), "time-base");
}

void
sol_scope_view_set_time_base (SolScopeView *self,
                              gint64        per_div_ns)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  per_div_ns = CLAMP (per_div_ns, SOL_SCOPE_TIME_BASE_MIN_NS, SOL_SCOPE_TIME_BASE_MAX_NS);
  self->wants_setup = FALSE;
  if (per_div_ns != self->sweep.per_div_ns)
    zoom_to (self, per_div_ns, -1);
}

void
sol_scope_view_zoom_time (SolScopeView *self,
                          int           steps,
                          double        pointer)
{
  gint64 per_div_ns = sol_scope_time_base_step (self->sweep.per_div_ns, steps);

  if (per_div_ns != self->sweep.per_div_ns)
    zoom_to (self, per_div_ns, pointer);
}

gboolean
sol_scope_view_get_extent (SolScopeView *self,
                           gint64       *first_ns,
                           gint64       *last_ns)
{
  *first_ns = G_MAXINT64;
  *last_ns = G_MININT64;
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolChannelStats stats;

      sol_channel_get_stats (sol_scope_trace_get_channel (trace), &stats);
      if (!sol_scope_trace_get_visible (trace) || stats.n_samples == 0)
        continue;
      *first_ns = MIN (*first_ns, stats.first_ns);
      *last_ns = MAX (*last_ns, stats.last_ns);
    }
  return *first_ns <= *last_ns;
}

static void
clamp_window (SolScopeView *self)
{
  gint64 first_ns, last_ns;

  if (sol_scope_view_get_extent (self, &first_ns, &last_ns))
    sol_scope_window_clamp (&self->window, first_ns, last_ns);
}

const SolScopeWindow *
sol_scope_view_get_window (SolScopeView *self)
{
  return &self->window;
}

void
sol_scope_view_show (SolScopeView *self,
                     gint64        begin_ns,
                     gint64        per_div_ns)
{
  sol_scope_view_set_running (self, FALSE);
  sol_scope_view_set_time_base (self, per_div_ns);
  self->window.begin_ns = begin_ns;
  clamp_window (self);
  sol_scope_view_move (self);
}

void
sol_scope_view_set_zero (SolScopeView *self,
                         gint64        t_ns)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  self->window.zero_ns = t_ns;
  sol_scope_view_move (self);
}

void
sol_scope_view_pan (SolScopeView *self,
                    double        fraction)
{
  if (self->is_running && self->sweep.status == SOL_SCOPE_STATUS_TRIGGERED)
    {
      self->sweep.position = CLAMP (self->sweep.position + fraction, FARTHEST_LEFT, 1);
      sol_scope_sweep_restart (&self->sweep);
      return;
    }
  sol_scope_view_set_running (self, FALSE);
  sol_scope_window_pan (&self->window, fraction);
  clamp_window (self);
  sol_scope_view_move (self);
}

/* Shows the stretch that begins with the oldest sample kept, or ends with the newest */
static void
go_to_end (SolScopeView *self,
           gboolean      is_newest)
{
  gint64 first_ns, last_ns;

  if (!sol_scope_view_get_extent (self, &first_ns, &last_ns))
    return;
  sol_scope_view_set_running (self, FALSE);
  self->window.begin_ns = is_newest ? last_ns - sol_scope_window_get_span (&self->window) : first_ns;
  sol_scope_view_move (self);
}

void
sol_scope_view_go_oldest (SolScopeView *self)
{
  go_to_end (self, FALSE);
}

void
sol_scope_view_go_newest (SolScopeView *self)
{
  go_to_end (self, TRUE);
}

/* Values */

void
sol_scope_view_zoom_scale (SolScopeView *self,
                           double        factor,
                           double        pointer)
{
  if (self->selected == NULL)
    return;
  sol_scope_scale_zoom (sol_scope_trace_get_scale (self->selected), pointer, factor);
  sol_scope_view_move (self);
}

void
sol_scope_view_step_scale (SolScopeView *self,
                           int           steps)
{
  SolScopeScale *scale;

  if (self->selected == NULL)
    return;
  scale = sol_scope_trace_get_scale (self->selected);
  sol_scope_scale_set_step (scale, sol_scope_value_step (sol_scope_scale_get_step (scale), steps));
  sol_scope_view_move (self);
  g_signal_emit_by_name (self, "changed");
}

void
sol_scope_view_autoscale (SolScopeView *self)
{
  /* An empty scale is fitted anew by the next frame */
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    *sol_scope_trace_get_scale (sol_scope_view_get_trace (self, i)) = (SolScopeScale) { .is_auto = TRUE };
  if (self->is_running)
    self->sweep.position = MIDDLE;
  self->is_level_auto = self->is_hysteresis_auto = TRUE;
  self->wants_setup = TRUE;
  sol_scope_view_measure_now (self);
  sol_scope_view_retrigger (self);
}

void
sol_scope_view_clear (SolScopeView *self)
{
  sol_scope_view_reset_statistics (self);
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    sol_channel_clear (sol_scope_trace_get_channel (sol_scope_view_get_trace (self, i)));
  sol_scope_sweep_restart (&self->sweep);
  self->sweep.status = SOL_SCOPE_STATUS_READY;
  sol_scope_view_measure_now (self);
  sol_scope_view_move (self);
}
