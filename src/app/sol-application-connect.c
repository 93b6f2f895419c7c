/* sol-application-connect.c: app.*: which broker the views look at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-application-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-connect-dialog.h"

#define SECURE "mqtts://"

/* @address: `host:port`, for an encrypted one behind `mqtts://` */
static GSocketConnectable *
parse_address (const char  *address,
               GError     **error)
{
  gboolean is_secure = g_str_has_prefix (address, SECURE);

  return g_network_address_parse (is_secure ? address + strlen (SECURE) : address, is_secure ? 8883 : 1883, error);
}

static void
show_dialog (SolApplication *self,
             const char     *address_text)
{
  g_autoptr (GSocketConnectable) address = address_text != NULL ? parse_address (address_text, NULL) : NULL;
  SolConnectDialog *dialog = sol_connect_dialog_new (sol_application_get_engine (self),
                                                     sol_application_get_settings (self),
                                                     GTK_WINDOW (sol_application_ensure_window (self)));

  if (address != NULL)
    sol_connect_dialog_set_address (dialog, g_network_address_get_hostname (G_NETWORK_ADDRESS (address)),
                                    g_network_address_get_port (G_NETWORK_ADDRESS (address)),
                                    g_str_has_prefix (address_text, SECURE));
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  SolApplication *application; /* owned */
  char           *address;     /* owned */
} Connect;

static void
connect_free (Connect *connect)
{
  g_object_unref (connect->application);
  g_free (connect->address);
  g_free (connect);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Connect, connect_free)

static gboolean
wants_user (const GError *error)
{
  return g_error_matches (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CREDENTIALS)
         || g_error_matches (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_AUTHORIZED);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Connect) connect = user_data;
  g_autoptr (GError) error = NULL;

  if (sol_source_connect_finish (SOL_SOURCE (object), result, &error))
    return;
  if (wants_user (error))
    show_dialog (connect->application, connect->address);
  else
    sol_window_toast (sol_application_ensure_window (connect->application), error->message);
}

static void
connect_to_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolApplication *self = user_data;
  SolEngine *engine = sol_application_get_engine (self);
  SolWindow *window = sol_application_ensure_window (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnectable) address = parse_address (g_variant_get_string (parameter, NULL), &error);
  SolClientOptions options;
  Connect *connect;

  if (address == NULL)
    {
      sol_window_toast (window, error->message);
      return;
    }
  sol_client_options_init (&options);
  options.host = g_network_address_get_hostname (G_NETWORK_ADDRESS (address));
  options.port = g_network_address_get_port (G_NETWORK_ADDRESS (address));
  sol_engine_use_other_broker (engine, &options);
  connect = g_new (Connect, 1);
  *connect = (Connect) { g_object_ref (self), g_variant_dup_string (parameter, NULL) };
  sol_source_connect_async (sol_engine_get_source (engine), NULL, connected_cb, connect);
  sol_window_show_view (window, "messages");
}

static void
connect_activated (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  show_dialog (user_data, NULL);
}

static void
connect_dialog_activated (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  show_dialog (user_data, g_variant_get_string (parameter, NULL));
}

static void
use_this_broker_activated (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  sol_engine_use_this_broker (sol_application_get_engine (user_data));
}

static const GActionEntry entries[] = {
  { "connect", connect_activated },
  { "connect-dialog", connect_dialog_activated, "s" },
  { "connect-to", connect_to_activated, "s" },
  { "use-this-broker", use_this_broker_activated },
};

void
sol_application_add_connect_actions (SolApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
