/* sol-client-options.c: what a connection is made with
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-options-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-connect.h"
#include "sol-mqtt-topic.h"

#define DEFAULT_PORT     1883
#define DEFAULT_TLS_PORT 8883

void
sol_client_options_init (SolClientOptions *options)
{
  *options = (SolClientOptions) {
    .clean_session = TRUE,
    .keep_alive_s = 60,
    .timeout_s = 10,
    .reconnect = TRUE,
    .max_queue_bytes = 16 * 1024 * 1024,
    .max_inflight = 100,
  };
}

static guint16
choose_port (const SolClientOptions *options)
{
  if (options->port != 0)
    return options->port;
  return options->use_tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
}

SolClientOptions *
sol_client_options_copy (const SolClientOptions *options,
                         const char             *client_id)
{
  SolClientOptions *copy = g_new (SolClientOptions, 1);

  *copy = *options;
  copy->host = g_strdup (options->host != NULL ? options->host : "localhost");
  copy->port = choose_port (options);
  copy->ca_file = g_strdup (options->ca_file);
  copy->client_id = g_strdup (options->client_id != NULL ? options->client_id : client_id);
  copy->user_name = g_strdup (options->user_name);
  copy->password = g_strdup (options->password);
  copy->will = options->will != NULL ? sol_message_ref (options->will) : NULL;
  copy->max_inflight = CLAMP (options->max_inflight, 1, SOL_CLIENT_MAX_INFLIGHT);
  return copy;
}

void
sol_client_options_free (SolClientOptions *options)
{
  g_free ((char *) options->host);
  g_free ((char *) options->ca_file);
  g_free ((char *) options->client_id);
  g_free ((char *) options->user_name);
  g_free ((char *) options->password);
  g_clear_pointer (&options->will, sol_message_unref);
  g_free (options);
}

static gboolean
is_text (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  return length <= G_MAXUINT16 && (length == 0 || sol_mqtt_utf8_is_valid (text, length));
}

static gboolean
fail (GError     **error,
      const char  *text)
{
  g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID, text);
  return FALSE;
}

static gboolean
check_will (const SolMessage  *will,
            GError           **error)
{
  if (!sol_mqtt_topic_is_name (will->topic, will->topic_len))
    return fail (error, _("The topic of the will may not be empty or contain + or #"));
  if (will->payload_len > G_MAXUINT16)
    return fail (error, _("The will is longer than 65535 octets, the most that MQTT carries"));
  return TRUE;
}

gboolean
sol_client_options_check (const SolClientOptions  *options,
                          GError                 **error)
{
  if (!is_text (options->client_id) || !is_text (options->user_name))
    return fail (error, _("The client identifier and the user name must be UTF-8 text of at most "
                          "65535 octets"));
  if (options->password != NULL && options->user_name == NULL)
    return fail (error, _("A password needs a user name beside it"));
  if (options->password != NULL && strlen (options->password) > G_MAXUINT16)
    return fail (error, _("The password is longer than 65535 octets, the most that MQTT carries"));
  if (options->client_id != NULL && *options->client_id == '\0' && !options->clean_session)
    return fail (error, _("A lasting session needs a client identifier"));
  return options->will == NULL || check_will (options->will, error);
}

static SolMqttSlice
make_slice (const char *text)
{
  return (SolMqttSlice) { (const guint8 *) text, text != NULL ? strlen (text) : 0 };
}

void
sol_client_options_write_connect (const SolClientOptions *options,
                                  GByteArray             *out)
{
  const SolMessage *will = options->will;
  SolMqttConnect connect = {
    .version = SOL_MQTT_VERSION_3_1_1,
    .clean_session = options->clean_session,
    .keep_alive_s = options->keep_alive_s,
    .client_id = make_slice (options->client_id),
    .has_user_name = options->user_name != NULL,
    .user_name = make_slice (options->user_name),
    .has_password = options->password != NULL,
    .password = make_slice (options->password),
  };

  if (will != NULL)
    {
      connect.has_will = TRUE;
      connect.will_qos = will->qos;
      connect.will_retain = will->retain;
      connect.will_topic = (SolMqttSlice) { (const guint8 *) will->topic, will->topic_len };
      connect.will_payload = (SolMqttSlice) { sol_message_get_payload (will), will->payload_len };
    }
  sol_mqtt_connect_write (&connect, out);
}
