/* sol-scope-view-collect.c: statistics over the pictures that the scope took
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#define REST 10 /* times as long as the last collecting took */

static void
get_part (SolScopeView *self,
          gboolean      is_between,
          gint64       *begin_ns,
          gint64       *end_ns)
{
  gint64 a_ns = self->window.zero_ns + self->cursors.times_ns[0];
  gint64 b_ns = self->window.zero_ns + self->cursors.times_ns[1];

  *begin_ns = self->window.begin_ns;
  *end_ns = sol_scope_window_get_end (&self->window);
  if (!is_between || !self->cursors.is_shown)
    return;
  *begin_ns = MIN (a_ns, b_ns);
  *end_ns = MAX (a_ns, b_ns);
}

void
sol_scope_view_get_measured (SolScopeView *self,
                             gint64       *begin_ns,
                             gint64       *end_ns)
{
  get_part (self, self->measures_between, begin_ns, end_ns);
}

void
sol_scope_view_get_analysed (SolScopeView *self,
                             gint64       *begin_ns,
                             gint64       *end_ns)
{
  get_part (self, self->analyses_between, begin_ns, end_ns);
}

gboolean
sol_scope_view_get_analyses_between (SolScopeView *self)
{
  return self->analyses_between;
}

void
sol_scope_view_set_analyses_between (SolScopeView *self,
                                     gboolean      analyses_between)
{
  if (self->analyses_between == analyses_between)
    return;
  self->analyses_between = analyses_between;
  if (analyses_between)
    sol_scope_view_show_cursors (self, TRUE);
  g_signal_emit_by_name (self, "changed");
}

/* A free-running picture is a new one when it shows nothing of the last */
gboolean
sol_scope_view_is_new_picture (SolScopeView *self,
                               guint64      *seen)
{
  guint64 n_acquired = sol_scope_sweep_get_n_acquired (&self->sweep);
  gboolean is_triggered = self->sweep.status == SOL_SCOPE_STATUS_TRIGGERED || n_acquired > 0;
  gboolean is_new = is_triggered ? n_acquired > 0 && (guint64) self->sweep.trigger_ns != *seen
                                 : self->sweep.status == SOL_SCOPE_STATUS_AUTO
                                     && (guint64) self->window.begin_ns >= *seen;

  if (is_new)
    *seen = (guint64) (self->sweep.status == SOL_SCOPE_STATUS_AUTO ? sol_scope_window_get_end (&self->window)
                                                                   : self->sweep.trigger_ns);
  return is_new;
}

void
sol_scope_view_collect (SolScopeView *self,
                        gint64        now_us)
{
  gint64 begin_ns, end_ns, began_us;

  if (!self->is_running || now_us < self->collect_us || !sol_scope_view_is_new_picture (self, &self->collected))
    return;
  began_us = g_get_monotonic_time ();
  sol_scope_view_get_measured (self, &begin_ns, &end_ns);
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (sol_scope_trace_get_visible (trace))
        sol_scope_trace_collect (trace, begin_ns, end_ns);
    }
  self->collect_us = now_us + (g_get_monotonic_time () - began_us) * REST;
}

void
sol_scope_view_reset_statistics (SolScopeView *self)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    sol_scope_trace_reset_statistics (sol_scope_view_get_trace (self, i));
  g_signal_emit_by_name (self, "measured");
}

gboolean
sol_scope_view_get_measures_between (SolScopeView *self)
{
  return self->measures_between;
}

void
sol_scope_view_set_measures_between (SolScopeView *self,
                                     gboolean      measures_between)
{
  if (self->measures_between == measures_between)
    return;
  self->measures_between = measures_between;
  sol_scope_view_reset_statistics (self);
  sol_scope_view_measure_now (self);
  g_signal_emit_by_name (self, "changed");
}

double
sol_scope_view_get_latency (SolScopeView *self)
{
  return self->latency_s;
}
