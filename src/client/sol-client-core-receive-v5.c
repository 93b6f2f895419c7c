/* sol-client-core-receive-v5.c: what a client of 5.0 reads otherwise
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-client-core-private.h"
#include "sol-client-error-private.h"
#include "sol-client-options-private.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-disconnect.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-publish.h"
#include "sol-mqtt-topic.h"

static gboolean
fail (GError      **error,
      SolMqttError  code,
      const char   *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, code, text);
  return FALSE;
}

static gboolean
resolve_topic (SolClientCore   *self,
               SolMqttPublish  *publish,
               GError         **error)
{
  const char *topic;

  if (publish->topic_len > 0
      && !sol_mqtt_topic_is_name (publish->topic, publish->topic_len))
    return fail (error, SOL_MQTT_ERROR_BAD_TOPIC, _("a message came with an invalid topic"));
  if (publish->topic_alias == 0)
    return TRUE;
  if (publish->topic_len > 0
      && !sol_client_aliases_learn (&self->aliases, publish->topic_alias, publish->topic,
                                    publish->topic_len))
    return fail (error, SOL_MQTT_ERROR_BAD_ALIAS,
                 _("a message came with a topic alias over the maximum"));
  topic = sol_client_aliases_resolve (&self->aliases, publish->topic_alias);
  if (topic == NULL)
    return fail (error, SOL_MQTT_ERROR_BAD_ALIAS,
                 _("a message came with a topic alias that means nothing"));
  publish->topic = topic;
  publish->topic_len = (guint16) strlen (topic);
  return TRUE;
}

static gboolean
is_kept (guint8 id)
{
  return id != SOL_MQTT_PROPERTY_TOPIC_ALIAS && id != SOL_MQTT_PROPERTY_MESSAGE_EXPIRY;
}

/* What of the properties the receiver sees */
static SolMqttSlice
filter_properties (SolClientCore *self,
                   SolMqttSlice   properties,
                   guint32       *expiry_s,
                   gboolean      *expires)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (properties);
  SolMqttProperty property;

  *expires = FALSE;
  g_byte_array_set_size (self->scratch, 0);
  while (sol_mqtt_property_next (&iter, &property))
    if (is_kept (property.id))
      g_byte_array_append (self->scratch, property.raw.data, (guint) property.raw.length);
    else if (property.id == SOL_MQTT_PROPERTY_MESSAGE_EXPIRY)
      {
        *expires = TRUE;
        *expiry_s = property.number;
      }
  return sol_mqtt_properties_of (self->scratch);
}

static SolMessage *
make_message (SolClientCore        *self,
              const SolMqttPublish *publish)
{
  guint32 expiry_s = 0;
  gboolean expires;
  SolMqttSlice properties = filter_properties (self, publish->properties, &expiry_s, &expires);
  const SolMessageParts parts = {
    .topic = publish->topic,
    .payload = publish->payload,
    .properties = properties.data,
    .payload_len = publish->payload_len,
    .properties_len = properties.length,
    .topic_len = publish->topic_len,
    .qos = publish->qos,
    .retain = publish->retain,
    .arrived_us = self->arrived_us,
    .expires_us = expires ? self->arrived_us + (gint64) expiry_s * G_USEC_PER_SEC : 0,
  };

  return sol_message_new_from_parts (&parts);
}

static void
deliver (SolClientCore        *self,
         const SolMqttPublish *publish)
{
  g_autoptr (SolMessage) message = NULL;

  if (self->func == NULL)
    return;
  if (publish->properties.length > 0)
    message = make_message (self, publish);
  else
    message = sol_message_new (publish->topic, publish->topic_len, publish->payload,
                               publish->payload_len, publish->qos, publish->retain,
                               self->arrived_us);
  self->func (message, self->user_data);
}

/* QoS 1 is answered at once; only QoS 2 stays open */
static gboolean
check_quota (const SolClientCore  *self,
             GError              **error)
{
  if (G_LIKELY (self->inflight.n_received <= self->receive_maximum))
    return TRUE;
  g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REASON,
                       _("The broker sent more messages at once than this client takes"));
  return FALSE;
}

gboolean
sol_client_core_handle_publish_v5 (SolClientCore       *self,
                                   const SolMqttFrame  *frame,
                                   GError             **error)
{
  SolMqttPublish publish;

  if (!sol_mqtt_publish_parse_v5 (frame, &publish, error)
      || !resolve_topic (self, &publish, error))
    return FALSE;
  if (publish.qos < 2 || sol_client_inflight_receive (&self->inflight, publish.packet_id))
    {
      if (!check_quota (self, error))
        {
          sol_client_core_put_disconnect (self, SOL_MQTT_REASON_RECEIVE_MAXIMUM_EXCEEDED);
          return FALSE;
        }
      deliver (self, &publish);
    }
  if (publish.qos > 0)
    sol_client_core_put_ack (self, publish.qos == 1 ? SOL_MQTT_PUBACK : SOL_MQTT_PUBREC,
                             publish.packet_id);
  return TRUE;
}

static void
refuse (SolClientCore    *self,
        guint8            type,
        const SolMqttAck *ack)
{
  g_autoptr (GError) error = sol_client_error_from_ack (type, ack->reason, ack->properties);

  sol_client_core_give_back (self, ack->packet_id, error);
}

/* Nor is it told why, where it asked not to be */
gboolean
sol_client_core_check_words (const SolClientCore  *self,
                             SolMqttSlice          properties,
                             GError              **error)
{
  if (G_LIKELY (properties.length == 0 || self->wants_problem_info))
    return TRUE;
  return fail (error, SOL_MQTT_ERROR_PROTOCOL,
               _("an answer came with words that this client asked not to be sent"));
}

static gboolean
has_property (SolMqttSlice properties,
              guint8       id)
{
  SolMqttProperty property;

  return sol_mqtt_properties_find (properties, id, &property);
}

gboolean
sol_client_core_check_connack_v5 (const SolClientCore   *self,
                                  const SolMqttConnack  *connack,
                                  GError               **error)
{
  SolMqttSlice asked = sol_client_options_get_properties (self->options);

  if (has_property (connack->properties, SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD))
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("an authentication method is named, and the client named none"));
  if (has_property (connack->properties, SOL_MQTT_PROPERTY_RESPONSE_INFO)
      && sol_mqtt_properties_get_number (asked, SOL_MQTT_PROPERTY_REQUEST_RESPONSE_INFO, 0) == 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("response information came that was not asked for"));
  return TRUE;
}

gboolean
sol_client_core_handle_ack_v5 (SolClientCore       *self,
                               const SolMqttFrame  *frame,
                               GError             **error)
{
  SolMqttAck ack;

  if (!sol_mqtt_ack_parse_v5 (frame, &ack, error)
      || !sol_client_core_check_words (self, ack.properties, error))
    return FALSE;
  if (frame->type == SOL_MQTT_PUBREL)
    {
      sol_client_inflight_forget (&self->inflight, ack.packet_id);
      sol_client_core_put_ack (self, SOL_MQTT_PUBCOMP, ack.packet_id);
    }
  else if (frame->type == SOL_MQTT_PUBCOMP)
    sol_client_core_acknowledge (self, ack.packet_id, 2, 0);
  else if (sol_mqtt_reason_is_failure (ack.reason))
    refuse (self, frame->type, &ack);
  else if (frame->type == SOL_MQTT_PUBACK)
    sol_client_core_acknowledge (self, ack.packet_id, 1, ack.reason);
  else
    {
      sol_client_inflight_release (&self->inflight, ack.packet_id);
      sol_client_core_put_ack (self, SOL_MQTT_PUBREL, ack.packet_id);
    }
  sol_client_core_try_leave (self);
  return TRUE;
}

gboolean
sol_client_core_handle_disconnect_v5 (SolClientCore       *self,
                                      const SolMqttFrame  *frame,
                                      GError             **error)
{
  SolMqttDisconnect disconnect;

  if (!sol_mqtt_disconnect_parse (frame, SOL_MQTT_VERSION_5_0, &disconnect, error))
    return FALSE;
  /* MQTT-3.14.2-2, and table 3-13 */
  if (disconnect.reason == SOL_MQTT_REASON_DISCONNECT_WITH_WILL
      || has_property (disconnect.properties, SOL_MQTT_PROPERTY_SESSION_EXPIRY))
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("DISCONNECT has what only a client may put into it"));
  g_propagate_error (error, sol_client_error_from_disconnect (disconnect.reason,
                                                              disconnect.properties,
                                                              self->options));
  return FALSE;
}
