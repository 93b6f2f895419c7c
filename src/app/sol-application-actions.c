/* sol-application-actions.c: app.*: what can be done without naming a view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <glib/gi18n.h>

#include "sol-preferences.h"
#include "sol-self-test-window.h"

static void
show_signal_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  sol_application_show_signal (user_data);
}

static GtkWindow *
find_preferences (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (SOL_IS_PREFERENCES (window))
        return window;
    }
  return NULL;
}

/* One window for all openings: libadwaita 1.2 keeps the rows of each that is destroyed */
static void
preferences_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolApplication *self = user_data;
  GtkWindow *preferences = find_preferences ();

  if (preferences == NULL)
    {
      preferences = GTK_WINDOW (sol_preferences_new (sol_application_get_engine (self)));
      gtk_window_set_hide_on_close (preferences, TRUE);
      gtk_window_set_destroy_with_parent (preferences, TRUE);
      gtk_window_set_transient_for (preferences, GTK_WINDOW (sol_application_ensure_window (self)));
    }
  gtk_window_present (preferences);
}

static void
self_test_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  GtkWindow *window = GTK_WINDOW (sol_self_test_window_new ());

  gtk_window_set_destroy_with_parent (window, TRUE);
  gtk_window_set_transient_for (window, GTK_WINDOW (sol_application_ensure_window (user_data)));
  gtk_window_present (window);
}

static void
about_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  sol_application_show_about (user_data);
}

static void
quit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_application_ask_to_quit (user_data);
}

static const GActionEntry entries[] = {
  { "show-signal", show_signal_activated },
  { "preferences", preferences_activated },
  { "self-test", self_test_activated },
  { "about", about_activated },
  { "quit", quit_activated },
};

static const struct
{
  const char *action;
  const char *accels[2];
} shortcuts[] = {
  { "app.toggle-broker", { "<Control>b" } },
  { "app.connect", { "<Control><Shift>c" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.toggle-recording", { "<Control>r" } },
  { "app.open-recording", { "<Control>o" } },
  { "app.quit", { "<Control>q" } },
  { "win.view('broker')", { "<Control>1" } },
  { "win.view('messages')", { "<Control>2" } },
  { "win.view('scope')", { "<Control>3" } },
  { "win.view('generator')", { "<Control>4" } },
  { "win.search", { "<Control>f" } },
  { "win.fullscreen", { "F11" } },
  { "window.close", { "<Control>w" } },
  { "broker.add-user", { "<Control>u" } },
  { "broker.log-visible", { "<Control>l" } },
  { "messages.add-filter", { "<Control>k" } },
  { "messages.send", { "<Control>Return" } },
};

void
sol_application_add_actions (SolApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  sol_application_add_broker_actions (self);
  sol_application_add_connect_actions (self);
  sol_application_add_recording_actions (self);
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
  gboolean settled = state == SOL_BROKER_STOPPED || state == SOL_BROKER_RUNNING;

  set_enabled (self, "start-broker", state == SOL_BROKER_STOPPED);
  set_enabled (self, "stop-broker", state == SOL_BROKER_RUNNING);
  set_enabled (self, "toggle-broker", settled);
  set_enabled (self, "show-signal", settled);
  set_enabled (self, "use-this-broker", !sol_source_is_local (sol_engine_get_source (engine)));
  set_enabled (self, "open-admin", sol_admin_get_url (sol_application_get_admin (self)) != NULL);
}
