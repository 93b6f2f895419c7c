/* sol-cli-link.c: a subcommand's connection to a broker, and the options that say which
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-link.h"

#include <glib/gi18n.h>

#include "sol-cli-options.h"
#include "sol-cli-wait.h"

void
sol_cli_link_init (SolCliLink *self)
{
  *self = (SolCliLink) { .keep_alive_s = 60 };
}

void
sol_cli_link_add_options (SolCliLink     *self,
                          GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &self->host, N_("Where the broker runs (localhost)"), N_("HOST") },
    { "broker", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, &self->host, NULL, NULL },
    { "port", 'p', 0, G_OPTION_ARG_INT, &self->port, N_("Its port (1883, with TLS 8883)"), N_("PORT") },
    { "client-id", 'i', 0, G_OPTION_ARG_STRING, &self->client_id,
      N_("Client identifier (a new one each time)"), N_("ID") },
    { "username", 'u', 0, G_OPTION_ARG_STRING, &self->user_name, N_("User name"), N_("NAME") },
    { "password", 'P', 0, G_OPTION_ARG_STRING, &self->password,
      N_("Password; others see it in the process list"), N_("WORD") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_("File with the password in its first line"), N_("FILE") },
    { "tls", 0, 0, G_OPTION_ARG_NONE, &self->tls, N_("Connect by TLS"), NULL },
    { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file,
      N_("Certificates to trust, PEM; means --tls (the system’s)"), N_("FILE") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &self->insecure,
      N_("Take any certificate: anyone can pose as the broker"), NULL },
    { "keep-alive", 'k', 0, G_OPTION_ARG_INT, &self->keep_alive_s,
      N_("Seconds, 0 is off (60)"), N_("SECONDS") },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

gboolean
sol_cli_link_check (SolCliLink  *self,
                    GError     **error)
{
  if (self->password != NULL && self->user_name == NULL)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("A password needs a user name: give --username too."));
      return FALSE;
    }
  self->tls |= self->ca_file != NULL || self->insecure;
  if (self->port == 0)
    self->port = self->tls ? 8883 : 1883;
  return sol_cli_check_range ("--port", self->port, 1, 65535, error)
         && sol_cli_check_range ("--keep-alive", self->keep_alive_s, 0, 65535, error)
         && sol_cli_read_password (&self->password, self->password_file, error);
}

static void
state_cb (SolClient  *client,
          GParamSpec *pspec,
          gpointer    user_data)
{
  SolClientState state = sol_client_get_state (client);
  g_autoptr (GError) error = sol_client_dup_error (client);

  if (state == SOL_CLIENT_WAITING)
    g_printerr (_("%s: %s. Trying again.\n"), g_get_prgname (), error != NULL ? error->message : "");
}

static void
sol_cli_link_fill (SolCliLink       *self,
                   SolClientOptions *options)
{
  sol_client_options_init (options);
  options->host = self->host != NULL ? self->host : "localhost";
  options->port = (guint16) self->port;
  options->use_tls = self->tls;
  options->ca_file = self->ca_file;
  options->accept_any_certificate = self->insecure;
  options->client_id = self->client_id;
  options->user_name = self->user_name;
  options->password = self->password;
  options->keep_alive_s = (guint16) self->keep_alive_s;
}

gboolean
sol_cli_link_open (SolCliLink     *self,
                   SolMessage     *will,
                   gboolean        reconnect,
                   SolClientFunc   func,
                   gpointer        user_data,
                   GError        **error)
{
  g_auto (SolCliWait) wait = { 0 };
  SolClientOptions options;

  sol_cli_link_fill (self, &options);
  options.will = will;
  options.reconnect = reconnect;
  self->cancellable = sol_cli_catch_signals ();
  self->client = sol_client_new (func, user_data);
  sol_client_connect_async (self->client, &options, self->cancellable, sol_cli_wait_cb, &wait);
  if (!sol_client_connect_finish (self->client, sol_cli_wait (&wait), NULL, error))
    return FALSE;
  g_signal_connect (self->client, "notify::state", G_CALLBACK (state_cb), NULL);
  return TRUE;
}

gboolean
sol_cli_link_publish (SolCliLink  *self,
                      SolMessage  *message,
                      GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_client_publish_async (self->client, message, self->cancellable, sol_cli_wait_cb, &wait);
  return sol_client_publish_finish (self->client, sol_cli_wait (&wait), error);
}

gboolean
sol_cli_link_subscribe (SolCliLink  *self,
                        const char  *filter,
                        guint8       qos,
                        GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_client_subscribe_async (self->client, filter, qos, self->cancellable, sol_cli_wait_cb, &wait);
  return sol_client_subscribe_finish (self->client, sol_cli_wait (&wait), NULL, error);
}

gboolean
sol_cli_link_unsubscribe (SolCliLink  *self,
                          const char  *filter,
                          GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_client_unsubscribe_async (self->client, filter, NULL, sol_cli_wait_cb, &wait);
  return sol_client_unsubscribe_finish (self->client, sol_cli_wait (&wait), error);
}

void
sol_cli_link_close (SolCliLink *self)
{
  g_auto (SolCliWait) wait = { 0 };

  g_signal_handlers_disconnect_by_func (self->client, state_cb, NULL);
  sol_client_disconnect_async (self->client, NULL, sol_cli_wait_cb, &wait);
  sol_client_disconnect_finish (self->client, sol_cli_wait (&wait), NULL);
}

void
sol_cli_link_clear (SolCliLink *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->password, g_free);
  g_clear_pointer (&self->password_file, g_free);
  g_clear_pointer (&self->ca_file, g_free);
}
