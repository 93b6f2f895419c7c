/* sol-application-actions.c: app.*: what can be done without naming a view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

static void
stop_done_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SolApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_engine_stop_broker_finish (SOL_ENGINE (object), result, &error))
    sol_window_toast (sol_application_ensure_window (self), error->message);
}

static void
start_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SolApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_engine_start_broker_finish (SOL_ENGINE (object), result, &error))
    sol_window_toast (sol_application_ensure_window (self), error->message);
}

static void
start_broker_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  SolApplication *self = user_data;

  sol_engine_start_broker_async (sol_application_get_engine (self), NULL, start_done_cb, g_object_ref (self));
}

static void
stop_broker_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolApplication *self = user_data;

  sol_engine_stop_broker_async (sol_application_get_engine (self), NULL, stop_done_cb, g_object_ref (self));
}

static void
toggle_broker_activated (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  SolApplication *self = user_data;
  gboolean running = sol_engine_get_broker_state (sol_application_get_engine (self)) == SOL_BROKER_RUNNING;

  g_action_group_activate_action (G_ACTION_GROUP (self), running ? "stop-broker" : "start-broker", NULL);
}

static void
use_this_broker_activated (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  sol_engine_use_this_broker (sol_application_get_engine (user_data));
}

static void
open_admin_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolApplication *self = user_data;

  gtk_show_uri (GTK_WINDOW (sol_application_ensure_window (self)),
                sol_admin_get_url (sol_application_get_admin (self)), GDK_CURRENT_TIME);
}

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry entries[] = {
  { "start-broker", start_broker_activated },
  { "stop-broker", stop_broker_activated },
  { "toggle-broker", toggle_broker_activated },
  { "use-this-broker", use_this_broker_activated },
  { "open-admin", open_admin_activated },
  { "quit", quit_activated },
};

static const struct
{
  const char *action;
  const char *accels[3];
} shortcuts[] = {
  { "app.toggle-broker", { "<Control>b" } },
  { "app.quit", { "<Control>q" } },
  { "win.view('broker')", { "<Control>1" } },
  { "win.view('messages')", { "<Control>2" } },
  { "win.view('scope')", { "<Control>3" } },
  { "win.view('generator')", { "<Control>4" } },
};

void
sol_application_add_actions (SolApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action, shortcuts[i].accels);
  sol_application_update_actions (self);
}

static void
set_enabled (SolApplication *self,
             const char     *name,
             gboolean        enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
sol_application_update_actions (SolApplication *self)
{
  SolEngine *engine = sol_application_get_engine (self);
  SolBrokerState state = sol_engine_get_broker_state (engine);
  SolSource *source = sol_engine_get_source (engine);

  set_enabled (self, "start-broker", state == SOL_BROKER_STOPPED);
  set_enabled (self, "stop-broker", state == SOL_BROKER_RUNNING);
  set_enabled (self, "toggle-broker", state == SOL_BROKER_STOPPED || state == SOL_BROKER_RUNNING);
  set_enabled (self, "use-this-broker", source == NULL || !sol_source_is_local (source));
  set_enabled (self, "open-admin", sol_admin_get_url (sol_application_get_admin (self)) != NULL);
}
