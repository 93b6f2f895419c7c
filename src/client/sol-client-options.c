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
#include "sol-mqtt-properties.h"
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
  copy->certificate_file = g_strdup (options->certificate_file);
  copy->key_file = g_strdup (options->key_file);
  copy->client_id = g_strdup (options->client_id != NULL ? options->client_id : client_id);
  copy->user_name = g_strdup (options->user_name);
  copy->password = g_strdup (options->password);
  copy->will = options->will != NULL ? sol_message_ref (options->will) : NULL;
  copy->properties = options->properties != NULL ? g_bytes_ref (options->properties) : NULL;
  copy->will_properties
    = options->will_properties != NULL ? g_bytes_ref (options->will_properties) : NULL;
  copy->max_inflight = CLAMP (options->max_inflight, 1, SOL_CLIENT_MAX_INFLIGHT);
  return copy;
}

void
sol_client_options_free (SolClientOptions *options)
{
  g_free ((char *) options->host);
  g_free ((char *) options->ca_file);
  g_free ((char *) options->certificate_file);
  g_free ((char *) options->key_file);
  g_free ((char *) options->client_id);
  g_free ((char *) options->user_name);
  g_free ((char *) options->password);
  g_clear_pointer (&options->will, sol_message_unref);
  g_clear_pointer (&options->properties, g_bytes_unref);
  g_clear_pointer (&options->will_properties, g_bytes_unref);
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

static SolMqttSlice
slice_of (GBytes *bytes)
{
  SolMqttSlice slice = { NULL, 0 };

  if (bytes != NULL)
    slice.data = g_bytes_get_data (bytes, &slice.length);
  return slice;
}

SolMqttSlice
sol_client_options_get_properties (const SolClientOptions *options)
{
  return slice_of (options->properties);
}

static gboolean
check_properties (const SolClientOptions  *options,
                  GError                 **error)
{
  g_autoptr (GError) cause = NULL;
  SolMqttProperty method;

  if (options->properties == NULL && options->will_properties == NULL)
    return TRUE;
  if (options->protocol == SOL_CLIENT_PROTOCOL_3_1_1)
    return fail (error, _("Properties need MQTT 5.0: choose it, or leave them out"));
  if (!sol_mqtt_properties_check (slice_of (options->properties), SOL_MQTT_CONNECT, &cause)
      || !sol_mqtt_properties_check (slice_of (options->will_properties), SOL_MQTT_WILL, &cause))
    return fail (error, cause->message);
  if (sol_mqtt_properties_find (slice_of (options->properties),
                                SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD, &method))
    return fail (error, _("No authentication method is known here: use a user name and password"));
  return TRUE;
}

gboolean
sol_client_options_check (const SolClientOptions  *options,
                          GError                 **error)
{
  if (!is_text (options->client_id) || !is_text (options->user_name))
    return fail (error, _("The client identifier and the user name must be UTF-8 text of at most "
                          "65535 octets"));
  if (options->password != NULL && options->user_name == NULL
      && options->protocol != SOL_CLIENT_PROTOCOL_5)
    return fail (error, _("A password needs a user name beside it"));
  if (options->password != NULL && strlen (options->password) > G_MAXUINT16)
    return fail (error, _("The password is longer than 65535 octets, the most that MQTT carries"));
  if (options->client_id != NULL && *options->client_id == '\0' && !options->clean_session)
    return fail (error, _("A lasting session needs a client identifier"));
  return check_properties (options, error)
         && (options->will == NULL || check_will (options->will, error));
}

static SolMqttSlice
make_slice (const char *text)
{
  return (SolMqttSlice) { (const guint8 *) text, text != NULL ? strlen (text) : 0 };
}

/* A session that is not clean lasts in 3.1.1: so it does in 5.0, where it must be asked for */
static GByteArray *
make_properties (const SolClientOptions *options,
                 guint32                *session_expiry_s)
{
  SolMqttSlice given = sol_client_options_get_properties (options);
  GByteArray *block = g_byte_array_new ();
  SolMqttProperty property = { .number = 0 };

  g_byte_array_append (block, given.data, (guint) given.length);
  if (!sol_mqtt_properties_find (given, SOL_MQTT_PROPERTY_SESSION_EXPIRY, &property)
      && !options->clean_session)
    {
      property.number = G_MAXUINT32;
      sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_SESSION_EXPIRY, property.number);
    }
  *session_expiry_s = property.number;
  return block;
}

void
sol_client_options_write_connect (const SolClientOptions *options,
                                  guint8                  version,
                                  gboolean                is_first,
                                  GByteArray             *out)
{
  const SolMessage *will = options->will;
  guint32 session_expiry_s;
  g_autoptr (GByteArray) properties = make_properties (options, &session_expiry_s);
  gboolean may_last = version == SOL_MQTT_VERSION_5_0 && !is_first && session_expiry_s > 0;
  SolMqttConnect connect = {
    .version = version,
    .clean_session = options->clean_session && !may_last,
    .properties = sol_mqtt_properties_of (properties),
    .will_properties = slice_of (options->will_properties),
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
