/* sol-scope-actions.c: scope.*: run, time, values; others are in files of their own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#define PAN_STEP 0.1

/* One operation on the view that needs nothing else */
typedef struct
{
  const char *name;
  void      (*func) (SolScopeView *view);
} Command;

static void
run_stop (SolScopeView *view)
{
  sol_scope_view_set_running (view, !sol_scope_view_get_running (view));
}

static void
time_base_up (SolScopeView *view)
{
  sol_scope_view_zoom_time (view, 1, -1);
}

static void
time_base_down (SolScopeView *view)
{
  sol_scope_view_zoom_time (view, -1, -1);
}

static void
scale_up (SolScopeView *view)
{
  sol_scope_view_step_scale (view, 1);
}

static void
scale_down (SolScopeView *view)
{
  sol_scope_view_step_scale (view, -1);
}

static void
pan_left (SolScopeView *view)
{
  sol_scope_view_pan (view, PAN_STEP);
}

static void
pan_right (SolScopeView *view)
{
  sol_scope_view_pan (view, -PAN_STEP);
}

static const Command commands[] = {
  { "run-stop", run_stop },
  { "single", sol_scope_view_run_single },
  { "autoscale", sol_scope_view_autoscale },
  { "clear", sol_scope_view_clear },
  { "time-base-up", time_base_up },
  { "time-base-down", time_base_down },
  { "scale-up", scale_up },
  { "scale-down", scale_down },
  { "pan-left", pan_left },
  { "pan-right", pan_right },
  { "go-oldest", sol_scope_view_go_oldest },
  { "go-newest", sol_scope_view_go_newest },
};

static void
command_activated (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SolScopePage *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      commands[i].func (self->view);
}

static void
run_changed (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  sol_scope_view_set_running (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_boolean (state));
}

static void
time_base_changed (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  sol_scope_view_set_time_base (SOL_SCOPE_PAGE (user_data)->view, g_variant_get_int64 (state));
}

static void
show_panel_changed (GSimpleAction *action,
                    GVariant      *state,
                    gpointer       user_data)
{
  g_simple_action_set_state (action, state);
  adw_flap_set_reveal_flap (SOL_SCOPE_PAGE (user_data)->flap, g_variant_get_boolean (state));
}

static const GActionEntry entries[] = {
  { "run", NULL, NULL, "true", run_changed },
  { "time-base", NULL, "x", "int64 200000000", time_base_changed },
  { "show-panel", NULL, NULL, "true", show_panel_changed },
};

/* A folded flap is closed by a click beside it */
static void
flap_revealed_cb (SolScopePage *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "show-panel");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));
}

void
sol_scope_page_add_actions (SolScopePage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sol_scope_page_add_file_actions (self);
  sol_scope_page_add_channel_actions (self);
  sol_scope_page_add_cursor_actions (self);
  sol_scope_page_add_display_actions (self);
  sol_scope_page_add_layout_actions (self);
  sol_scope_page_add_topic_actions (self);
  sol_scope_page_add_trigger_actions (self);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const GActionEntry entry = { commands[i].name, command_activated };

      g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
    }
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (flap_revealed_cb), self, G_CONNECT_SWAPPED);
}

void
sol_scope_page_set_state (SolScopePage *self,
                          const char   *name,
                          GVariant     *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

void
sol_scope_page_update_actions (SolScopePage *self)
{
  sol_scope_page_set_state (self, "run", g_variant_new_boolean (sol_scope_view_get_running (self->view)));
  sol_scope_page_set_state (self, "time-base", g_variant_new_int64 (sol_scope_view_get_time_base (self->view)));
  sol_scope_page_update_display_actions (self);
  sol_scope_page_update_cursor_actions (self);
  sol_scope_page_update_trigger_actions (self);
}
