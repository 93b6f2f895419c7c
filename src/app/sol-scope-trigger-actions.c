/* sol-scope-trigger-actions.c: scope.trigger*: what the picture waits for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <math.h>

static const char *const mode_names[] = { [SOL_TRIGGER_AUTO] = "auto", [SOL_TRIGGER_NORMAL] = "normal", NULL };
static const char *const edge_names[] = {
  [SOL_EDGE_RISING] = "rising", [SOL_EDGE_FALLING] = "falling", [SOL_EDGE_EITHER] = "either", NULL
};
static const char *const kind_names[] = {
  [SOL_TRIGGER_EDGE] = "edge",       [SOL_TRIGGER_PULSE] = "pulse", [SOL_TRIGGER_WINDOW] = "window",
  [SOL_TRIGGER_TIMEOUT] = "timeout", [SOL_TRIGGER_RUNT] = "runt",   NULL
};
static const char *const pulse_names[] = {
  [SOL_PULSE_SHORTER] = "shorter", [SOL_PULSE_LONGER] = "longer", [SOL_PULSE_WITHIN] = "within", NULL
};
static const char *const window_names[] = { [SOL_WINDOW_ENTERS] = "enters", [SOL_WINDOW_LEAVES] = "leaves", NULL };

/* Returns: the place of @name in @names, -1 for none */
static int
find_name (const char *const *names,
           GVariant          *name)
{
  for (int i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], g_variant_get_string (name, NULL)))
      return i;
  return -1;
}

/* Settings that cannot be are told and change nothing */
static void
apply (SolScopePage     *self,
       const SolTrigger *trigger)
{
  g_autoptr (GError) error = NULL;

  if (!sol_scope_view_set_trigger (self->view, trigger, &error))
    sol_scope_page_toast (self, error->message);
}

static void
trigger_changed (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  sol_scope_view_set_uses_trigger (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static void
mode_changed (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  int mode = find_name (mode_names, state);

  if (mode >= 0)
    sol_scope_view_set_trigger_mode (SOL_SCOPE_PAGE (user_data)->view, (SolTriggerMode) mode);
}

/* A pulse, a time or a second level that nobody set begins where the signal and the picture are */
static void
choose_kind (SolScopePage  *self,
             SolTrigger    *trigger,
             SolTriggerKind kind)
{
  SolScopeTrace *source = sol_scope_view_get_source (self->view);
  const SolMeasurement *m = source != NULL ? sol_scope_trace_get_measurement (source) : NULL;
  double division_s = sol_scope_view_get_time_base (self->view) / 1e9;

  trigger->kind = kind;
  if (trigger->shortest_s == 0)
    trigger->shortest_s = division_s;
  if (trigger->longest_s < trigger->shortest_s)
    trigger->longest_s = 2 * trigger->shortest_s;
  if (trigger->upper_level > trigger->level || m == NULL || !isfinite (m->max - m->min))
    return;
  trigger->level = m->min + (m->max - m->min) / 4;
  trigger->upper_level = m->max - (m->max - m->min) / 4;
}

/* The words of the trigger's settings: one action each */
static void
word_changed (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  SolTrigger trigger = *sol_scope_view_get_trigger (self->view);
  gboolean is_edge = g_str_equal (name, "trigger-edge"), is_kind = g_str_equal (name, "trigger-kind");
  gboolean is_pulse = g_str_equal (name, "trigger-pulse");
  int place = find_name (is_edge ? edge_names : is_kind ? kind_names : is_pulse ? pulse_names : window_names, state);

  if (place < 0)
    return;
  if (is_edge)
    trigger.edge = (SolEdge) place;
  else if (is_kind)
    choose_kind (self, &trigger, (SolTriggerKind) place);
  else if (is_pulse)
    trigger.pulse_rule = (SolPulseRule) place;
  else
    trigger.window_rule = (SolWindowRule) place;
  apply (self, &trigger);
}

/* And the numbers, in the channel's units and in seconds */
static void
number_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));
  SolTrigger trigger = *sol_scope_view_get_trigger (self->view);
  double value = g_variant_get_double (parameter);

  if (g_str_equal (name, "trigger-level"))
    sol_scope_view_set_trigger_level (self->view, value);
  else if (g_str_equal (name, "trigger-upper-level"))
    sol_scope_view_set_trigger_upper_level (self->view, value);
  else if (g_str_equal (name, "trigger-hysteresis"))
    sol_scope_view_set_hysteresis (self->view, value);
  else if (g_str_equal (name, "trigger-holdoff"))
    sol_scope_view_set_holdoff (self->view, (gint64) (CLAMP (value, 0, 1e6) * 1e9));
  else if (g_str_equal (name, "trigger-position"))
    sol_scope_view_set_position (self->view, value);
  else
    {
      *(g_str_equal (name, "trigger-shortest") ? &trigger.shortest_s : &trigger.longest_s) = value;
      apply (self, &trigger);
    }
}

static void
half_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_scope_view_center_trigger (SOL_SCOPE_PAGE (user_data)->view);
}

static void
hysteresis_auto_activated (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  sol_scope_view_set_hysteresis (SOL_SCOPE_PAGE (user_data)->view, NAN);
}

static void
source_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolScopePage *self = user_data;
  SolScopeTrace *trace = sol_scope_view_find_trace (self->view, g_variant_get_string (parameter, NULL));

  if (trace != NULL)
    sol_scope_view_set_source (self->view, trace);
}

static const GActionEntry entries[] = {
  { "trigger", NULL, NULL, "true", trigger_changed },
  { "trigger-mode", NULL, "s", "'auto'", mode_changed },
  { "trigger-edge", NULL, "s", "'rising'", word_changed },
  { "trigger-kind", NULL, "s", "'edge'", word_changed },
  { "trigger-pulse", NULL, "s", "'shorter'", word_changed },
  { "trigger-window", NULL, "s", "'enters'", word_changed },
  { "trigger-level", number_activated, "d" },
  { "trigger-upper-level", number_activated, "d" },
  { "trigger-hysteresis", number_activated, "d" },
  { "trigger-shortest", number_activated, "d" },
  { "trigger-longest", number_activated, "d" },
  { "trigger-holdoff", number_activated, "d" },
  { "trigger-position", number_activated, "d" },
  { "trigger-half", half_activated },
  { "trigger-hysteresis-auto", hysteresis_auto_activated },
  { "trigger-source", source_activated, "s" },
};

void
sol_scope_page_add_trigger_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

void
sol_scope_page_update_trigger_actions (SolScopePage *self)
{
  const SolTrigger *trigger = sol_scope_view_get_trigger (self->view);

  sol_scope_page_set_state (self, "trigger", g_variant_new_boolean (sol_scope_view_get_uses_trigger (self->view)));
  sol_scope_page_set_state (self, "trigger-mode",
                            g_variant_new_string (mode_names[sol_scope_view_get_trigger_mode (self->view)]));
  sol_scope_page_set_state (self, "trigger-edge", g_variant_new_string (edge_names[trigger->edge]));
  sol_scope_page_set_state (self, "trigger-kind", g_variant_new_string (kind_names[trigger->kind]));
  sol_scope_page_set_state (self, "trigger-pulse", g_variant_new_string (pulse_names[trigger->pulse_rule]));
  sol_scope_page_set_state (self, "trigger-window", g_variant_new_string (window_names[trigger->window_rule]));
}
