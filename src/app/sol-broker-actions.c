/* sol-broker-actions.c: broker.*: what can be done in the Broker view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-config-row.h"
#include "sol-device-window.h"
#include "sol-lan.h"
#include "sol-user-dialog.h"
#include "sol-window.h"

static SolWindow *
get_window (SolBrokerPage *self)
{
  return SOL_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
toast_error (SolBrokerPage *self,
             const GError  *error)
{
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    sol_window_toast (get_window (self), error->message);
}

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolBrokerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_config_apply_field_finish (SOL_ENGINE (object), result, &error))
    toast_error (self, error);
  if (self->engine != NULL)
    sol_broker_page_update_actions (self);
}

static void
copy_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), g_variant_get_string (parameter, NULL));
  sol_window_toast (get_window (self), _("Address copied"));
}

static void
reachable_change_state (GSimpleAction *action,
                        GVariant      *value,
                        gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  const char *host = g_strcmp0 (g_variant_get_string (value, NULL), "network") == 0 ? "0.0.0.0" : "127.0.0.1";
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));

  if (g_variant_equal (state, value))
    return;
  sol_config_apply_field_async (self->engine, "host", json_node_init_string (json_node_alloc (), host), applied_cb,
                                g_object_ref (self));
}

static void
web_admin_change_state (GSimpleAction *action,
                        GVariant      *value,
                        gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  JsonNode *node = json_node_init_boolean (json_node_alloc (), g_variant_get_boolean (value));

  sol_config_apply_field_async (self->engine, "web_enabled", node, applied_cb, g_object_ref (self));
}

static void
require_password_activated (GSimpleAction *action,
                            GVariant      *parameter,
                            gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  JsonNode *node = json_node_init_boolean (json_node_alloc (), FALSE);

  sol_config_apply_field_async (self->engine, "allow_anonymous", node, applied_cb, g_object_ref (self));
  gtk_stack_set_visible_child_name (self->lists, "users");
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "add-user", NULL);
}

static void
user_saved_cb (SolBrokerPage *self)
{
  sol_window_toast (get_window (self), _("User saved"));
}

static void
show_user_dialog (SolBrokerPage *self,
                  const char    *user)
{
  SolUserDialog *dialog = sol_user_dialog_new (self->engine, GTK_WINDOW (get_window (self)), user);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (user_saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_user_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  gtk_stack_set_visible_child_name (self->lists, "users");
  show_user_dialog (self, NULL);
}

static void
set_password_activated (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  show_user_dialog (user_data, g_variant_get_string (parameter, NULL));
}

static void
removed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolBrokerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_engine_remove_user_finish (SOL_ENGINE (object), result, &error))
    toast_error (self, error);
}

static void
remove_response_cb (SolBrokerPage    *self,
                    const char       *response,
                    AdwMessageDialog *dialog)
{
  const char *user = g_object_get_data (G_OBJECT (dialog), "user");

  if (g_strcmp0 (response, "remove") == 0)
    sol_engine_remove_user_async (self->engine, user, NULL, removed_cb, g_object_ref (self));
}

static void
remove_user_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  const char *user = g_variant_get_string (parameter, NULL);
  g_autofree char *heading = g_strdup_printf (_("Remove “%s”?"), user);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (get_window (self)), heading,
                                              _("Devices that use this name are disconnected and cannot come back."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "user", g_strdup (user), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (remove_response_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
kicked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolBrokerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_broker_kick_finish (SOL_BROKER (object), result, &error) && error != NULL)
    toast_error (self, error);
}

static void
disconnect_client_activated (GSimpleAction *action,
                             GVariant      *parameter,
                             gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  sol_broker_kick_async (sol_engine_get_broker (self->engine), g_variant_get_string (parameter, NULL), NULL, kicked_cb,
                         g_object_ref (self));
}

static void
show_client_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  g_autoptr (SolClientItem) item = sol_broker_page_dup_client (self, g_variant_get_string (parameter, NULL));

  if (item == NULL)
    return;
  sol_client_detail_set_item (self->client_detail, item);
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->client_detail));
}

static void
hide_client_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
  sol_client_detail_set_item (self->client_detail, NULL);
}

static void
hide_log_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  g_settings_set_boolean (self->settings, "log-visible", FALSE);
}

static void
log_saved_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SolBrokerPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    toast_error (self, error);
  else if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    sol_window_toast (get_window (self), _("Log saved"));
}

static void
save_response_cb (SolBrokerPage        *self,
                  int                   response,
                  GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      text = sol_log_pane_dup_text (self->log_pane);
      bytes = g_bytes_new (text, strlen (text));
      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, log_saved_cb,
                                           g_object_ref (self));
    }
  g_object_unref (chooser);
}

static void
save_log_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  SolBrokerPage *self = user_data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Save the Log"), GTK_WINDOW (get_window (self)),
                                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "soliton-log.txt");
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_response_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
connect_device_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  SolBrokerPage *self = user_data;

  gtk_window_present (GTK_WINDOW (sol_device_window_new (self->engine, GTK_WINDOW (get_window (self)))));
}

static const GActionEntry entries[] = {
  { "connect-device", connect_device_activated },
  { "copy", copy_activated, "s" },
  { "reachable", NULL, "s", "'local'", reachable_change_state },
  { "web-admin", NULL, NULL, "false", web_admin_change_state },
  { "require-password", require_password_activated },
  { "add-user", add_user_activated },
  { "set-password", set_password_activated, "s" },
  { "remove-user", remove_user_activated, "s" },
  { "show-client", show_client_activated, "s" },
  { "hide-client", hide_client_activated },
  { "disconnect-client", disconnect_client_activated, "s" },
  { "hide-log", hide_log_activated },
  { "save-log", save_log_activated },
};

static GSimpleAction *
lookup (SolBrokerPage *self,
        const char    *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));
}

void
sol_broker_page_add_actions (SolBrokerPage *self)
{
  g_autoptr (GAction) log = g_settings_create_action (self->settings, "log-visible");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  sol_broker_page_add_access_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), log);
}

SolClientItem *
sol_broker_page_dup_client (SolBrokerPage *self,
                            const char    *client_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->clients); i++)
    {
      g_autoptr (SolClientItem) item = g_list_model_get_item (self->clients, i);

      if (g_strcmp0 (sol_client_item_get_info (item)->client_id, client_id) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

void
sol_broker_page_update_actions (SolBrokerPage *self)
{
  SolConfig *config = sol_engine_get_config (self->engine);
  SolBrokerState state = sol_engine_get_broker_state (self->engine);
  gboolean settled = state == SOL_BROKER_STOPPED || state == SOL_BROKER_RUNNING;
  const char *reachable = sol_lan_is_reachable (config->broker->host) ? "network" : "local";

  g_simple_action_set_state (lookup (self, "reachable"), g_variant_new_string (reachable));
  g_simple_action_set_enabled (lookup (self, "reachable"), settled);
  g_simple_action_set_state (lookup (self, "web-admin"), g_variant_new_boolean (config->web_enabled));
  g_simple_action_set_enabled (lookup (self, "disconnect-client"), state == SOL_BROKER_RUNNING);
}
