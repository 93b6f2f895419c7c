/* sol-cli-link.c: a subcommand's connection to a broker, and the options that say which
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-link.h"

#include <glib/gi18n.h>

#include "sol-cli-options.h"
#include "sol-cli-properties.h"
#include "sol-cli-wait.h"
#include "sol-mqtt-properties.h"

void
sol_cli_link_init (SolCliLink *self)
{
  *self = (SolCliLink) { .keep_alive_s = 60, .session_expiry_s = -1 };
}

static void
add_v5_options (SolCliLink     *self,
                GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "session-expiry", 0, 0, G_OPTION_ARG_INT64, &self->session_expiry_s,
      N_("Seconds that the session outlives the connection (0; 4294967295 is for ever)"), N_("SECONDS") },
    { "receive-maximum", 0, 0, G_OPTION_ARG_INT, &self->receive_maximum,
      N_("Messages of QoS 1 and 2 to take at once (65535)"), N_("N") },
    { "maximum-packet-size", 0, 0, G_OPTION_ARG_INT64, &self->maximum_packet_size,
      N_("Largest packet to take (no limit)"), N_("OCTETS") },
    { "topic-alias-maximum", 0, 0, G_OPTION_ARG_INT, &self->topic_alias_maximum,
      N_("Topic aliases that the broker may use (0)"), N_("N") },
    { "connect-property", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->user_properties,
      N_("Property of the connection, may be given several times"), N_("NAME=VALUE") },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("v5", _("MQTT 5.0 connection options:"),
                                            _("Show options of an MQTT 5.0 connection"), NULL, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_add_group (context, group);
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
    { "cafile", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->ca_file, NULL, NULL },
    { "cert", 0, 0, G_OPTION_ARG_FILENAME, &self->certificate_file,
      N_("Certificate of this client, PEM; means --tls"), N_("FILE") },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &self->key_file, N_("Its key, PEM (in the same file)"), N_("FILE") },
    { "insecure", 0, 0, G_OPTION_ARG_NONE, &self->insecure,
      N_("Take any certificate: anyone can pose as the broker"), NULL },
    { "keep-alive", 'k', 0, G_OPTION_ARG_INT, &self->keep_alive_s,
      N_("Seconds, 0 is off (60)"), N_("SECONDS") },
    { "protocol", 'V', 0, G_OPTION_ARG_STRING, &self->protocol_nick,
      N_("Version of MQTT: 3.1.1 or 5 (5, or what the broker knows)"), N_("VERSION") },
    { "no-clean", 0, 0, G_OPTION_ARG_NONE, &self->no_clean,
      N_("Take up the session of --client-id, and let it last"), NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  add_v5_options (self, context);
}

static gboolean
has_v5_options (const SolCliLink *self)
{
  return self->needs_v5 || self->session_expiry_s >= 0 || self->receive_maximum != 0
         || self->maximum_packet_size != 0 || self->topic_alias_maximum != 0
         || self->user_properties != NULL || self->will_properties != NULL;
}

static gboolean
sol_cli_link_choose_protocol (SolCliLink  *self,
                              GError     **error)
{
  const char *nick = self->protocol_nick;

  if (nick == NULL)
    self->protocol = has_v5_options (self) ? SOL_CLIENT_PROTOCOL_5 : SOL_CLIENT_PROTOCOL_AUTO;
  else if (g_str_equal (nick, "5") || g_str_equal (nick, "5.0") || g_str_equal (nick, "mqttv5"))
    self->protocol = SOL_CLIENT_PROTOCOL_5;
  else if (!g_str_equal (nick, "3.1.1") && !g_str_equal (nick, "311") && !g_str_equal (nick, "4")
           && !g_str_equal (nick, "mqttv311"))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("--protocol cannot be “%s”: it must be 3.1.1 or 5."),
                   nick);
      return FALSE;
    }
  else if (has_v5_options (self))
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
                   _("MQTT 3.1.1 has no properties: give --protocol 5, or leave their options out."));
      return FALSE;
    }
  else
    self->protocol = SOL_CLIENT_PROTOCOL_3_1_1;
  return TRUE;
}

static gboolean
sol_cli_link_check_v5 (SolCliLink  *self,
                       GError     **error)
{
  if (self->no_clean && self->client_id == NULL)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("--no-clean needs the --client-id of the session."));
      return FALSE;
    }
  return sol_cli_link_choose_protocol (self, error)
         && (self->session_expiry_s == -1
             || sol_cli_check_range ("--session-expiry", self->session_expiry_s, 0, G_MAXUINT32, error))
         && sol_cli_check_range ("--receive-maximum", self->receive_maximum, 0, G_MAXUINT16, error)
         && sol_cli_check_range ("--maximum-packet-size", self->maximum_packet_size, 0, G_MAXUINT32, error)
         && sol_cli_check_range ("--topic-alias-maximum", self->topic_alias_maximum, 0, G_MAXUINT16, error)
         && sol_cli_check_range ("--topic-alias", self->n_topic_aliases, 0, G_MAXUINT16, error)
         && sol_cli_add_user_properties (self->user_properties, "--connect-property", NULL, error);
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
  self->tls |= self->ca_file != NULL || self->certificate_file != NULL || self->insecure;
  if (self->port == 0)
    self->port = self->tls ? 8883 : 1883;
  return sol_cli_check_range ("--port", self->port, 1, 65535, error)
         && sol_cli_check_range ("--keep-alive", self->keep_alive_s, 0, 65535, error)
         && sol_cli_link_check_v5 (self, error)
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

/* Returns: (transfer full) (nullable): the properties of CONNECT */
static GBytes *
sol_cli_link_build_properties (const SolCliLink *self)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();

  if (self->session_expiry_s >= 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_SESSION_EXPIRY, (guint32) self->session_expiry_s);
  if (self->receive_maximum > 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, (guint32) self->receive_maximum);
  if (self->maximum_packet_size > 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE, (guint32) self->maximum_packet_size);
  if (self->topic_alias_maximum > 0)
    sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM, (guint32) self->topic_alias_maximum);
  sol_cli_add_user_properties (self->user_properties, "", block, NULL);
  return block->len > 0 ? g_bytes_new (block->data, block->len) : NULL;
}

static void
refused_cb (SolClient    *client,
            const char   *filter,
            const GError *error,
            gpointer      user_data)
{
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
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
  options->certificate_file = self->certificate_file;
  options->key_file = self->key_file;
  options->client_id = self->client_id;
  options->user_name = self->user_name;
  options->password = self->password;
  options->keep_alive_s = (guint16) self->keep_alive_s;
  options->clean_session = !self->no_clean;
  options->protocol = self->protocol;
  options->will_properties = self->will_properties;
  options->max_topic_aliases = (guint16) self->n_topic_aliases;
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
  g_autoptr (GBytes) properties = sol_cli_link_build_properties (self);
  SolClientOptions options;

  sol_cli_link_fill (self, &options);
  options.properties = properties;
  options.will = will;
  options.reconnect = reconnect;
  self->cancellable = sol_cli_catch_signals ();
  self->client = sol_client_new (func, user_data);
  sol_client_connect_async (self->client, &options, self->cancellable, sol_cli_wait_cb, &wait);
  if (!sol_client_connect_finish (self->client, sol_cli_wait (&wait), NULL, error))
    return FALSE;
  g_signal_connect (self->client, "notify::state", G_CALLBACK (state_cb), NULL);
  g_signal_connect (self->client, "subscription-refused", G_CALLBACK (refused_cb), NULL);
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
                        guint8       options,
                        GBytes      *properties,
                        GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_client_subscribe_full_async (self->client, filter, options, properties, self->cancellable, sol_cli_wait_cb,
                                   &wait);
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
  g_clear_pointer (&self->protocol_nick, g_free);
  g_clear_pointer (&self->user_properties, g_strfreev);
  g_clear_pointer (&self->will_properties, g_bytes_unref);
  g_clear_pointer (&self->certificate_file, g_free);
  g_clear_pointer (&self->key_file, g_free);
}
