/* sol-scope-cursor-actions.c: scope.cursor*, scope.measure*: cursors and measurements
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

static const char *const cursor_names[] = {
  [SOL_SCOPE_CURSOR_TIME_A] = "time-a",   [SOL_SCOPE_CURSOR_TIME_B] = "time-b",
  [SOL_SCOPE_CURSOR_VALUE_A] = "value-a", [SOL_SCOPE_CURSOR_VALUE_B] = "value-b",
};

static void
cursors_changed (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  sol_scope_view_show_cursors (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static void
cursor_changed (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cursor_names); i++)
    if (g_str_equal (cursor_names[i], g_variant_get_string (state, NULL)))
      sol_scope_view_select_cursor (SOL_SCOPE_PAGE (user_data)->view, i);
}

static void
next_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolScopeView *view = SOL_SCOPE_PAGE (user_data)->view;

  sol_scope_view_select_cursor (view, (sol_scope_view_get_cursors (view)->selected + 1) % SOL_SCOPE_N_CURSORS);
}

static void
step_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_scope_view_step_cursor (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_int32 (parameter));
}

/* The arrow keys belong to the selected cursor while there is one for their direction */
static void
arrow_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SolScopePage *self = user_data;
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (self->view);
  gboolean is_time = cursors->selected <= SOL_SCOPE_CURSOR_TIME_B;
  const char *way = g_variant_get_string (parameter, NULL);
  gboolean is_sideways = g_str_equal (way, "left") || g_str_equal (way, "right");
  int steps = g_str_equal (way, "right") || g_str_equal (way, "up") ? 1 : -1;

  if (cursors->is_shown && is_time == is_sideways)
    sol_scope_view_step_cursor (self->view, steps);
  else if (is_sideways)
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), steps > 0 ? "pan-right" : "pan-left", NULL);
}

static void
between_changed (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  gboolean is_between = g_str_equal (g_variant_get_string (state, NULL), "cursors");
  SolScopeView *view = SOL_SCOPE_PAGE (user_data)->view;

  if (is_between)
    sol_scope_view_show_cursors (view, TRUE);
  sol_scope_view_set_measures_between (view, is_between);
}

static void
reset_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  sol_scope_view_reset_statistics (SOL_SCOPE_PAGE (user_data)->view);
}

static void
measurements_changed (GSimpleAction *action,
                      GVariant      *state,
                      gpointer       user_data)
{
  SolScopePage *self = user_data;

  g_simple_action_set_state (action, state);
  gtk_widget_set_visible (GTK_WIDGET (self->measures), g_variant_get_boolean (state));
  if (g_variant_get_boolean (state))
    adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
statistics_changed (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  sol_scope_measures_set_statistics (SOL_SCOPE_PAGE (user_data)->measures, g_variant_get_boolean (state));
}

/* `measure-rise` and its like: whether that one is in the list */
static void
measure_changed (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  const char *nick = g_action_get_name (G_ACTION (action)) + strlen ("measure-");

  for (guint i = 0; i < SOL_N_MEASURES; i++)
    if (g_str_equal (sol_measure_get_nick (i), nick))
      sol_scope_measures_set_shown (SOL_SCOPE_PAGE (user_data)->measures, i, g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static const GActionEntry entries[] = {
  { "cursors", NULL, NULL, "false", cursors_changed },
  { "cursor", NULL, "s", "'time-a'", cursor_changed },
  { "cursor-next", next_activated },
  { "cursor-step", step_activated, "i" },
  { "arrow", arrow_activated, "s" },
  { "measurements", NULL, NULL, "true", measurements_changed },
  { "measured", NULL, "s", "'window'", between_changed },
  { "statistics", NULL, NULL, "false", statistics_changed },
  { "statistics-reset", reset_activated },
};

static void
add_measure (SolScopePage *self,
             SolMeasure    measure)
{
  g_autofree char *name = g_strdup_printf ("measure-%s", sol_measure_get_nick (measure));
  gboolean is_shown = sol_scope_measures_get_shown (self->measures, measure);
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (is_shown));

  g_signal_connect (action, "change-state", G_CALLBACK (measure_changed), self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

void
sol_scope_page_add_cursor_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    add_measure (self, i);
}

void
sol_scope_page_update_cursor_actions (SolScopePage *self)
{
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (self->view);
  gboolean is_between = sol_scope_view_get_measures_between (self->view);

  sol_scope_page_set_state (self, "cursors", g_variant_new_boolean (cursors->is_shown));
  sol_scope_page_set_state (self, "cursor", g_variant_new_string (cursor_names[cursors->selected]));
  sol_scope_page_set_state (self, "measured", g_variant_new_string (is_between ? "cursors" : "window"));
}
