/* sol-scope-view-trigger.c: the trigger's settings of the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

void
sol_scope_view_retrigger (SolScopeView *self)
{
  if (self->is_running)
    sol_scope_sweep_restart (&self->sweep);
  sol_scope_view_move (self);
  g_signal_emit_by_name (self, "changed");
}

gboolean
sol_trigger_has_upper_level (const SolTrigger *trigger)
{
  return trigger->kind == SOL_TRIGGER_WINDOW || trigger->kind == SOL_TRIGGER_RUNT;
}

gboolean
sol_scope_view_get_uses_trigger (SolScopeView *self)
{
  return self->uses_trigger;
}

void
sol_scope_view_set_uses_trigger (SolScopeView *self,
                                 gboolean      uses_trigger)
{
  if (self->uses_trigger == uses_trigger)
    return;
  self->uses_trigger = uses_trigger;
  sol_scope_view_retrigger (self);
}

SolTriggerMode
sol_scope_view_get_trigger_mode (SolScopeView *self)
{
  return self->mode;
}

void
sol_scope_view_set_trigger_mode (SolScopeView   *self,
                                 SolTriggerMode  mode)
{
  if (self->mode == mode)
    return;
  self->mode = mode;
  sol_scope_view_retrigger (self);
}

const SolTrigger *
sol_scope_view_get_trigger (SolScopeView *self)
{
  return &self->sweep.trigger;
}

gboolean
sol_scope_view_set_trigger (SolScopeView      *self,
                            const SolTrigger  *trigger,
                            GError           **error)
{
  g_return_val_if_fail (SOL_IS_SCOPE_VIEW (self), FALSE);

  if (!sol_trigger_check (trigger, error))
    return FALSE;
  if (trigger->level != self->sweep.trigger.level || sol_trigger_has_upper_level (trigger))
    self->is_level_auto = FALSE;
  if (trigger->hysteresis != self->sweep.trigger.hysteresis)
    self->is_hysteresis_auto = FALSE;
  self->sweep.trigger = *trigger;
  sol_scope_view_retrigger (self);
  return TRUE;
}

void
sol_scope_view_set_trigger_edge (SolScopeView *self,
                                 SolEdge       edge)
{
  if (self->sweep.trigger.edge == edge)
    return;
  self->sweep.trigger.edge = edge;
  sol_scope_view_retrigger (self);
}

void
sol_scope_view_set_trigger_level (SolScopeView *self,
                                  double        level)
{
  if (!isfinite (level))
    return;
  self->is_level_auto = FALSE;
  if (self->sweep.trigger.level == level)
    return;
  self->sweep.trigger.level = level;
  self->sweep.trigger.upper_level = MAX (self->sweep.trigger.upper_level, level);
  sol_scope_view_retrigger (self);
}

void
sol_scope_view_set_trigger_upper_level (SolScopeView *self,
                                        double        level)
{
  if (!isfinite (level))
    return;
  self->is_level_auto = FALSE;
  self->sweep.trigger.upper_level = level;
  self->sweep.trigger.level = MIN (self->sweep.trigger.level, level);
  sol_scope_view_retrigger (self);
}

gint64
sol_scope_view_get_holdoff (SolScopeView *self)
{
  return self->sweep.holdoff_ns;
}

void
sol_scope_view_set_holdoff (SolScopeView *self,
                            gint64        holdoff_ns)
{
  holdoff_ns = MAX (holdoff_ns, 0);
  if (self->sweep.holdoff_ns == holdoff_ns)
    return;
  self->sweep.holdoff_ns = holdoff_ns;
  sol_scope_view_retrigger (self);
}

double
sol_scope_view_get_position (SolScopeView *self)
{
  gboolean is_shown = self->sweep.status == SOL_SCOPE_STATUS_TRIGGERED || self->sweep.trigger_ns != 0;

  return is_shown ? sol_scope_window_get_position (&self->window) : self->sweep.position;
}

void
sol_scope_view_set_position (SolScopeView *self,
                             double        position)
{
  if (!isfinite (position))
    return;
  self->sweep.position = CLAMP (position, 0, 1);
  if (!self->is_running)
    self->window = sol_scope_window_at (self->window.zero_ns, self->sweep.position, self->window.per_div_ns);
  sol_scope_view_retrigger (self);
}

void
sol_scope_view_set_hysteresis (SolScopeView *self,
                               double        hysteresis)
{
  self->is_hysteresis_auto = !(hysteresis >= 0);
  if (!self->is_hysteresis_auto)
    self->sweep.trigger.hysteresis = hysteresis;
  sol_scope_view_measure_now (self);
  sol_scope_view_retrigger (self);
}

void
sol_scope_view_center_trigger (SolScopeView *self)
{
  self->is_level_auto = TRUE;
  sol_scope_view_measure_now (self);
  sol_scope_view_retrigger (self);
}

gboolean
sol_scope_view_is_level_auto (SolScopeView *self)
{
  return self->is_level_auto;
}

gboolean
sol_scope_view_is_hysteresis_auto (SolScopeView *self)
{
  return self->is_hysteresis_auto;
}

SolScopeTrace *
sol_scope_view_get_source (SolScopeView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->traces));

  if (self->source != NULL)
    return self->source;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (G_LIST_MODEL (self->traces), i);

      if (sol_scope_trace_get_visible (trace))
        return trace; /* the store holds it */
    }
  return NULL;
}

void
sol_scope_view_set_source (SolScopeView  *self,
                           SolScopeTrace *trace)
{
  if (!g_set_object (&self->source, trace))
    return;
  sol_scope_view_measure_now (self);
  sol_scope_view_retrigger (self);
}
