/* sol-generator-actions.c: generator.*: every operation of the Generator view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include "sol-window.h"

static void
start (SolGeneratorPage *self)
{
  SolGeneratorSettings settings;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (sol_generator_page_get_settings (self, &settings, &error)
      && sol_engine_start_generator (self->engine, &settings, sol_generator_page_get_topic (self),
                                     (guint8) adw_combo_row_get_selected (self->qos), &error))
    return;
  sol_generator_page_update_actions (self);
  if (SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), error->message);
}

static void
start_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  start (user_data);
}

static void
stop_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_engine_stop_generator (SOL_GENERATOR_PAGE (user_data)->engine);
}

static void
run_changed (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  if (g_variant_get_boolean (state))
    start (user_data);
  else
    sol_engine_stop_generator (SOL_GENERATOR_PAGE (user_data)->engine);
}

static void
show_on_scope_activated (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  GtkWidget *widget = GTK_WIDGET (self);

  if (!sol_engine_is_generating (self->engine))
    start (self);
  gtk_widget_activate_action (widget, "scope.add-topic", "s", sol_generator_page_get_topic (self));
  gtk_widget_activate_action (widget, "win.view", "s", "scope");
}

static void
open_table_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  sol_generator_page_open_table (user_data);
}

static const GActionEntry entries[] = {
  { "start", start_activated },
  { "stop", stop_activated },
  { "run", NULL, NULL, "false", run_changed },
  { "open-table", open_table_activated },
  { "show-on-scope", show_on_scope_activated },
};

void
sol_generator_page_add_actions (SolGeneratorPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

static GSimpleAction *
get_action (SolGeneratorPage *self,
            const char       *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

void
sol_generator_page_update_actions (SolGeneratorPage *self)
{
  gboolean is_running = sol_engine_is_generating (self->engine);
  gboolean is_right = sol_generator_page_check_form (self);

  g_simple_action_set_state (get_action (self, "run"), g_variant_new_boolean (is_running));
  g_simple_action_set_enabled (get_action (self, "run"), is_running || is_right);
  g_simple_action_set_enabled (get_action (self, "start"), !is_running && is_right);
  g_simple_action_set_enabled (get_action (self, "stop"), is_running);
  g_simple_action_set_enabled (get_action (self, "show-on-scope"), is_right);
}
