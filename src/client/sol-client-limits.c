/* sol-client-limits.c: what a broker of 5.0 takes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-limits-private.h"

#include <glib/gi18n.h>

#include "sol-mqtt-properties.h"
#include "sol-mqtt-publish.h"

#define MAX_QOS 2

void
sol_client_limits_init (SolClientLimits        *self,
                        const SolClientOptions *options,
                        const SolMqttConnack   *connack)
{
  SolMqttSlice given = connack != NULL ? connack->properties : (SolMqttSlice) { NULL, 0 };

  *self = (SolClientLimits) {
    .is_v5 = connack != NULL,
    .has_retain
    = sol_mqtt_properties_get_number (given, SOL_MQTT_PROPERTY_RETAIN_AVAILABLE, 1) != 0,
    .maximum_qos
    = (guint8) sol_mqtt_properties_get_number (given, SOL_MQTT_PROPERTY_MAXIMUM_QOS, MAX_QOS),
    .receive_maximum = (guint16) sol_mqtt_properties_get_number (
        given, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, G_MAXUINT16),
    .keep_alive_s = (guint16) sol_mqtt_properties_get_number (
        given, SOL_MQTT_PROPERTY_SERVER_KEEP_ALIVE, options->keep_alive_s),
    .topic_alias_maximum
    = (guint16) sol_mqtt_properties_get_number (given, SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM, 0),
    .packet_bytes = sol_mqtt_properties_get_number (given, SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE,
                                                    G_MAXUINT32),
  };
}

/* Not less than what is written: an expiry and an alias are counted whether they are there or not */
static gsize
get_packet_size (const SolMessage *message)
{
  return sol_mqtt_publish_head_size_v5 (message->topic_len,
                                        message->properties_len
                                            + 2 * SOL_MQTT_PROPERTY_NUMBER_SIZE)
         + message->payload_len;
}

static gboolean
check_size (const SolClientLimits  *self,
            const SolMessage       *message,
            GError                **error)
{
  if (G_LIKELY (self->packet_bytes == G_MAXUINT32
                || get_packet_size (message) <= self->packet_bytes))
    return TRUE;
  g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_LIMIT,
               _("A message of %u octets is too large: the broker takes packets of %u at most"),
               message->payload_len, self->packet_bytes);
  return FALSE;
}

static gboolean
check_age (const SolMessage  *message,
           GError           **error)
{
  if (G_LIKELY (message->expires_us == SOL_MESSAGE_NEVER)
      || !sol_message_is_expired (message, g_get_real_time ()))
    return TRUE;
  g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_EXPIRED,
                       _("The message expired before it could be sent"));
  return FALSE;
}

gboolean
sol_client_limits_check_message (const SolClientLimits  *self,
                                 const SolMessage       *message,
                                 GError                **error)
{
  if (!self->is_v5)
    return TRUE;
  if (G_UNLIKELY (message->qos > self->maximum_qos))
    {
      g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_LIMIT,
                   _("The broker takes messages of QoS %u at most: publish with that"),
                   (guint) self->maximum_qos);
      return FALSE;
    }
  if (G_UNLIKELY (message->retain && !self->has_retain))
    {
      g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_LIMIT,
                           _("The broker keeps no retained messages: publish without retain"));
      return FALSE;
    }
  return check_size (self, message, error) && check_age (message, error);
}

gsize
sol_client_limits_get_body_bytes (guint32 packet_bytes)
{
  for (guint n = 4; n > 1; n--)
    {
      gsize body = packet_bytes > 1 + n ? packet_bytes - 1 - n : 0;

      if (sol_mqtt_length_size (body) >= n)
        return MIN (body, SOL_MQTT_MAX_PACKET);
    }
  return packet_bytes > 2 ? MIN (packet_bytes - 2, 127) : 0;
}
