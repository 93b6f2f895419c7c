/* sol-client-core-receive.c: what a client reads
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-client-core-private.h"
#include "sol-client-error-private.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-publish.h"
#include "sol-mqtt-reason.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-topic.h"

#define CONNACK_OCTET (SOL_MQTT_CONNACK << 4)
/* In 5.0 the length of the properties follows, so that this is the answer of a broker that does not know it */
#define OLDER_CONNACK_SIZE 2

static gboolean
handle_connack (SolClientCore       *self,
                const SolMqttFrame  *frame,
                GError             **error)
{
  SolMqttConnack connack = { 0 };

  if (self->version == SOL_MQTT_VERSION_5_0 && frame->length == OLDER_CONNACK_SIZE)
    {
      g_propagate_error (error, sol_client_error_from_refusal (SOL_MQTT_REASON_UNSUPPORTED_VERSION,
                                                               connack.properties, self->options));
      return FALSE;
    }
  if (!sol_mqtt_connack_parse (frame, self->version, &connack, error)
      || !sol_client_core_check_connack_v5 (self, &connack, error))
    return FALSE;
  /* [MQTT-3.2.2-4]: there is nothing here that the two could go on with */
  if (connack.session_present && self->options->clean_session && !self->has_connected)
    {
      g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_PROTOCOL,
                           _("an old session is offered where a new one was asked for"));
      return FALSE;
    }
  if (connack.code == SOL_MQTT_CONNECT_ACCEPTED)
    {
      sol_client_core_handle_connack (self, &connack);
      return TRUE;
    }
  g_propagate_error (error, self->version == SOL_MQTT_VERSION_5_0
                              ? sol_client_error_from_refusal (connack.code, connack.properties,
                                                               self->options)
                              : sol_client_error_from_connack (connack.code, self->options));
  return FALSE;
}

static void
deliver (SolClientCore        *self,
         const SolMqttPublish *publish)
{
  g_autoptr (SolMessage) message = NULL;

  if (self->func == NULL)
    return;
  message = sol_message_new (publish->topic, publish->topic_len, publish->payload,
                             publish->payload_len, publish->qos, publish->retain,
                             self->arrived_us);
  self->func (message, self->user_data);
}

static gboolean
handle_publish (SolClientCore       *self,
                const SolMqttFrame  *frame,
                GError             **error)
{
  SolMqttPublish publish;

  if (!sol_mqtt_publish_parse (frame, &publish, error))
    return FALSE;
  if (!sol_mqtt_topic_is_name (publish.topic, publish.topic_len))
    {
      g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_TOPIC,
                           _("a message came with an invalid topic"));
      return FALSE;
    }
  if (publish.qos < 2 || sol_client_inflight_receive (&self->inflight, publish.packet_id))
    deliver (self, &publish);
  if (publish.qos > 0)
    sol_client_core_put_ack (self, publish.qos == 1 ? SOL_MQTT_PUBACK : SOL_MQTT_PUBREC,
                             publish.packet_id);
  return TRUE;
}

static gboolean
handle_ack (SolClientCore       *self,
            const SolMqttFrame  *frame,
            GError             **error)
{
  guint16 packet_id;

  if (!sol_mqtt_ack_parse (frame, &packet_id, error))
    return FALSE;
  switch (frame->type)
    {
    case SOL_MQTT_PUBACK:
      sol_client_core_acknowledge (self, packet_id, 1, 0);
      break;
    case SOL_MQTT_PUBREC:
      sol_client_inflight_release (&self->inflight, packet_id);
      sol_client_core_put_ack (self, SOL_MQTT_PUBREL, packet_id);
      break;
    case SOL_MQTT_PUBREL:
      sol_client_inflight_forget (&self->inflight, packet_id);
      sol_client_core_put_ack (self, SOL_MQTT_PUBCOMP, packet_id);
      break;
    case SOL_MQTT_PUBCOMP:
    default:
      sol_client_core_acknowledge (self, packet_id, 2, 0);
      break;
    }
  sol_client_core_try_leave (self);
  return TRUE;
}

static void
refused_cb (const char   *filter,
            const GError *error,
            gpointer      user_data)
{
  SolClientCore *self = user_data;

  self->funcs->refused (filter, error, self->funcs_data);
}

static gboolean
handle_suback (SolClientCore       *self,
               const SolMqttFrame  *frame,
               GError             **error)
{
  SolMqttSuback suback;

  if (!sol_mqtt_suback_parse (frame, self->version, &suback, error)
      || !sol_client_core_check_words (self, suback.properties, error))
    return FALSE;
  sol_client_subscriptions_answer (&self->subscriptions, &suback,
                                   frame->type == SOL_MQTT_UNSUBACK, refused_cb, self);
  sol_client_core_try_leave (self);
  return TRUE;
}

static gboolean
handle_ping_response (SolClientCore       *self,
                      const SolMqttFrame  *frame,
                      GError             **error)
{
  if (frame->length > 0 || !sol_mqtt_frame_check_flags (frame))
    {
      g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                           _("reserved bits are set in PINGRESP, or there is more of it"));
      return FALSE;
    }
  self->ping_us = 0;
  return TRUE;
}

static gboolean
handle_frame (SolClientCore       *self,
              const SolMqttFrame  *frame,
              GError             **error)
{
  gboolean is_v5 = self->limits.is_v5;

  switch (frame->type)
    {
    case SOL_MQTT_PUBLISH:
      return is_v5 ? sol_client_core_handle_publish_v5 (self, frame, error)
                   : handle_publish (self, frame, error);
    case SOL_MQTT_PUBACK:
    case SOL_MQTT_PUBREC:
    case SOL_MQTT_PUBREL:
    case SOL_MQTT_PUBCOMP:
      return is_v5 ? sol_client_core_handle_ack_v5 (self, frame, error)
                   : handle_ack (self, frame, error);
    case SOL_MQTT_SUBACK:
    case SOL_MQTT_UNSUBACK:
      return handle_suback (self, frame, error);
    case SOL_MQTT_PINGRESP:
      return handle_ping_response (self, frame, error);
    case SOL_MQTT_DISCONNECT:
      if (is_v5)
        return sol_client_core_handle_disconnect_v5 (self, frame, error);
      G_GNUC_FALLTHROUGH;
    default:
      g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_PROTOCOL,
                   _("a packet of type %u came, which no broker sends here"), (guint) frame->type);
      return FALSE;
    }
}

static gboolean
begins_otherwise (const SolClientReader *reader)
{
  return reader->end > reader->begin && reader->data[reader->begin] != CONNACK_OCTET;
}

/* Returns: FALSE with @error when the link must go */
static gboolean
read_frames (SolClientCore  *self,
             GError        **error)
{
  SolClientReader *reader = &self->link->reader;
  g_autoptr (GError) cause = NULL;
  SolMqttFrame frame;

  if (self->state == SOL_CLIENT_CONNECTING && begins_otherwise (reader))
    {
      g_propagate_error (error, sol_client_error_not_mqtt (reader->data + reader->begin,
                                                           reader->end - reader->begin,
                                                           self->options));
      return FALSE;
    }
  while (sol_client_reader_next (reader, &frame, &cause))
    if (self->state == SOL_CLIENT_CONNECTING ? !handle_connack (self, &frame, &cause)
                                             : !handle_frame (self, &frame, &cause))
      break;
  if (cause == NULL)
    return TRUE;
  if (cause->domain == SOL_CLIENT_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    {
      if (self->state == SOL_CLIENT_CONNECTED)
        sol_client_core_put_disconnect (self, sol_mqtt_error_get_reason (cause));
      g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT,
                   _("What %s port %u sends is not MQTT (%s): update the broker, or check the "
                     "port"),
                   self->options->host, self->options->port, cause->message);
    }
  return FALSE;
}

gboolean
sol_client_core_receive (gpointer user_data)
{
  SolClientCore *self = user_data;
  g_autoptr (GError) error = NULL;

  self->arrived_us = g_get_real_time ();
  if (read_frames (self, &error))
    return TRUE;
  sol_client_core_lose (self, error);
  return FALSE;
}
