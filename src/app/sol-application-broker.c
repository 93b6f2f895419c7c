/* sol-application-broker.c: app.*: start and stop the broker, and use another port
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include "sol-config-row.h"

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
    sol_window_show_start_error (sol_application_ensure_window (self), error);
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
web_port_applied_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (SolApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_config_apply_field_finish (SOL_ENGINE (object), result, &error))
    sol_window_toast (sol_application_ensure_window (self), error->message);
}

static void
port_applied_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (SolApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_config_apply_field_finish (SOL_ENGINE (object), result, &error))
    sol_window_toast (sol_application_ensure_window (self), error->message);
  else
    start_broker_activated (NULL, NULL, self);
}

static void
apply_port (SolApplication      *self,
            const char          *field,
            GVariant            *port,
            GAsyncReadyCallback  callback)
{
  sol_config_apply_field_async (sol_application_get_engine (self), field,
                                json_node_init_int (json_node_alloc (), g_variant_get_int32 (port)), callback,
                                g_object_ref (self));
}

static void
use_port_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  apply_port (user_data, "port", parameter, port_applied_cb);
}

static void
use_websocket_port_activated (GSimpleAction *action,
                              GVariant      *parameter,
                              gpointer       user_data)
{
  apply_port (user_data, "websocket_port", parameter, port_applied_cb);
}

static void
use_web_port_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  apply_port (user_data, "web_port", parameter, web_port_applied_cb);
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

static const GActionEntry entries[] = {
  { "start-broker", start_broker_activated },
  { "stop-broker", stop_broker_activated },
  { "toggle-broker", toggle_broker_activated },
  { "use-port", use_port_activated, "i" },
  { "use-websocket-port", use_websocket_port_activated, "i" },
  { "use-web-port", use_web_port_activated, "i" },
  { "open-admin", open_admin_activated },
};

void
sol_application_add_broker_actions (SolApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
