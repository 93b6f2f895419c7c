/* sol-client-core-send.c: what a client writes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-client-core-private.h"
#include "sol-client-reply-private.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-disconnect.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-publish.h"

/* A batch beyond this is written in pieces, so that its octets are still in the processor's cache */
#define PUSH_SIZE (256 * 1024)

/* The message's own properties, and what belongs to this connection and moment */
static void
add_properties (SolClientCore    *self,
                const SolMessage *message,
                SolMqttPublish   *publish)
{
  gboolean is_known;
  guint16 alias = sol_client_aliases_choose (&self->aliases, message->topic, &is_known);
  gboolean expires = message->expires_us != SOL_MESSAGE_NEVER;

  publish->properties
    = (SolMqttSlice) { sol_message_get_properties (message), message->properties_len };
  if (alias == 0 && !expires)
    return;
  g_byte_array_set_size (self->scratch, 0);
  if (expires)
    sol_mqtt_properties_add_number (self->scratch, SOL_MQTT_PROPERTY_MESSAGE_EXPIRY,
                                    sol_message_get_expiry_s (message, g_get_real_time ()));
  if (alias != 0)
    sol_mqtt_properties_add_number (self->scratch, SOL_MQTT_PROPERTY_TOPIC_ALIAS, alias);
  g_byte_array_append (self->scratch, publish->properties.data, message->properties_len);
  publish->properties = sol_mqtt_properties_of (self->scratch);
  if (is_known)
    publish->topic_len = 0;
}

static gsize
put_head (SolClientCore        *self,
          const SolMqttPublish *publish,
          guint8               *out)
{
  return self->limits.is_v5 ? sol_mqtt_publish_put_head_v5 (out, publish)
                            : sol_mqtt_publish_put_head (out, publish);
}

static void
put_publish (SolClientCore    *self,
             const SolMessage *message,
             guint16           packet_id,
             gboolean          dup)
{
  GByteArray *out = self->link->writer.out;
  guint at = out->len;
  SolMqttPublish publish = {
    .topic = message->topic,
    .payload_len = message->payload_len,
    .topic_len = message->topic_len,
    .packet_id = packet_id,
    .qos = message->qos,
    .dup = dup,
    .retain = message->retain,
  };
  gsize n;

  if (self->limits.is_v5)
    add_properties (self, message, &publish);
  g_byte_array_set_size (out, (guint) (at
                                       + sol_mqtt_publish_head_size_v5 (message->topic_len,
                                                                        publish.properties.length)
                                       + message->payload_len));
  n = put_head (self, &publish, out->data + at);
  memcpy (out->data + at + n, sol_message_get_payload (message), message->payload_len);
  g_byte_array_set_size (out, (guint) (at + n + message->payload_len));
  sol_client_link_touch (self->link);
  if (sol_client_writer_get_unsent (&self->link->writer) > PUSH_SIZE)
    sol_client_link_push (self->link);
}

/* Takes both over */
static void
send_unacknowledged (SolClientCore *self,
                     SolMessage    *message,
                     GTask         *task)
{
  g_autoptr (GError) error = NULL;

  if (sol_client_limits_check_message (&self->limits, message, &error))
    put_publish (self, message, 0, FALSE);
  self->n_let_go += sol_message_get_size (message);
  sol_message_unref (message);
  sol_client_link_touch (self->link);
  if (error != NULL)
    sol_client_reply_error (task, error);
  else if (task != NULL)
    sol_client_writer_mark (&self->link->writer, task);
}

/* Lets go of a message that is done; @error: (nullable): completes it */
static void
finish (SolClientCore     *self,
        SolClientOutgoing *outgoing,
        guint8             reason,
        const GError      *error)
{
  self->n_let_go += sol_message_get_size (outgoing->message);
  if (error != NULL)
    sol_client_reply_error (g_steal_pointer (&outgoing->task), error);
  else
    sol_client_reply_value (g_steal_pointer (&outgoing->task), reason);
  sol_client_outgoing_free (outgoing);
  /* Nothing may be written for the last one, and its octets must be let go all the same */
  sol_client_link_touch (self->link);
}

static void
repeat (SolClientCore *self)
{
  SolClientOutgoing *outgoing;

  while ((outgoing = sol_client_inflight_repeat (&self->inflight)) != NULL)
    put_publish (self, outgoing->message, outgoing->packet_id, self->is_resumed);
}

static void
pump (SolClientCore *self)
{
  SolClientOutgoing *outgoing;

  repeat (self);
  while ((outgoing = sol_client_inflight_admit (&self->inflight)) != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (sol_client_limits_check_message (&self->limits, outgoing->message, &error))
        put_publish (self, outgoing->message, outgoing->packet_id, FALSE);
      else
        finish (self, sol_client_inflight_withdraw (&self->inflight, outgoing->packet_id), 0, error);
    }
}

static void
reply_not_connected (GTask *task)
{
  g_autoptr (GError) error = NULL;

  if (task == NULL)
    return;
  g_set_error_literal (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_CONNECTED,
                       _("There is no connection to a broker: connect first"));
  sol_client_reply_error (task, error);
}

static gboolean
takes_requests (const SolClientCore *self)
{
  return self->state != SOL_CLIENT_DISCONNECTED && self->leave == SOL_CLIENT_STAY;
}

void
sol_client_core_handle_publish (SolClientCore *self,
                                SolMessage    *message,
                                GTask         *task)
{
  if (!takes_requests (self))
    {
      self->n_let_go += sol_message_get_size (message);
      sol_client_core_settle (self);
      sol_message_unref (message);
      reply_not_connected (task);
    }
  else if (message->qos == 0 && self->state == SOL_CLIENT_CONNECTED)
    send_unacknowledged (self, message, task);
  else
    {
      sol_client_inflight_push (&self->inflight, message, task);
      if (self->state == SOL_CLIENT_CONNECTED)
        pump (self);
    }
}

static void
reply_too_many (GTask *task)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_FULL,
                       _("Too many subscriptions wait for the broker’s answer: wait for some"));
  sol_client_reply_error (task, error);
}

void
sol_client_core_handle_request (SolClientCore *self,
                                char          *filter,
                                guint8         options,
                                GBytes        *properties,
                                gboolean       is_removal,
                                GTask         *task)
{
  SolClientRequest *request;

  if (!takes_requests (self))
    {
      g_free (filter);
      g_clear_pointer (&properties, g_bytes_unref);
      reply_not_connected (task);
      return;
    }
  request = sol_client_subscriptions_ask (&self->subscriptions, filter, options, properties,
                                          is_removal, task);
  if (request == NULL)
    {
      g_free (filter);
      g_clear_pointer (&properties, g_bytes_unref);
      reply_too_many (task);
    }
  else if (self->state == SOL_CLIENT_CONNECTED)
    {
      sol_client_request_write (request, self->version, self->link->writer.out);
      sol_client_link_touch (self->link);
    }
}

void
sol_client_core_acknowledge (SolClientCore *self,
                             guint16        packet_id,
                             guint8         qos,
                             guint8         reason)
{
  SolClientOutgoing *outgoing = sol_client_inflight_acknowledge (&self->inflight, packet_id, qos);

  if (outgoing == NULL)
    return;
  finish (self, outgoing, reason, NULL);
  pump (self);
}

void
sol_client_core_give_back (SolClientCore *self,
                           guint16        packet_id,
                           const GError  *error)
{
  SolClientOutgoing *outgoing = sol_client_inflight_withdraw (&self->inflight, packet_id);

  if (outgoing == NULL)
    return;
  finish (self, outgoing, 0, error);
  pump (self);
}

void
sol_client_core_put_ack (SolClientCore *self,
                         guint8         type,
                         guint16        packet_id)
{
  guint8 octets[SOL_MQTT_ACK_SIZE];

  sol_mqtt_ack_put (octets, type, packet_id);
  g_byte_array_append (self->link->writer.out, octets, sizeof octets);
  sol_client_link_touch (self->link);
}

void
sol_client_core_put_empty (SolClientCore *self,
                           guint8         type)
{
  const guint8 octets[] = { (guint8) (type << 4), 0 };

  g_byte_array_append (self->link->writer.out, octets, sizeof octets);
  sol_client_link_touch (self->link);
}

void
sol_client_core_put_disconnect (SolClientCore *self,
                                guint8         reason)
{
  guint8 octets[SOL_MQTT_DISCONNECT_SIZE];

  if (self->version < SOL_MQTT_VERSION_5_0)
    return;
  g_byte_array_append (self->link->writer.out, octets, sol_mqtt_disconnect_put (octets, reason));
  sol_client_link_push (self->link);
}

static void
release_again (SolClientCore *self)
{
  for (GList *link = self->inflight.released.head; link != NULL; link = link->next)
    {
      const SolClientOutgoing *outgoing = link->data;

      sol_client_core_put_ack (self, SOL_MQTT_PUBREL, outgoing->packet_id);
    }
}

/* Subscriptions first: what is published behind them comes back. Then the old messages, then the new ones. */
void
sol_client_core_resume (SolClientCore *self,
                        gboolean       session_present)
{
  SolClientOutgoing *outgoing;

  self->is_resumed = session_present;
  sol_client_subscriptions_resume (&self->subscriptions, session_present, self->version,
                                   self->link->writer.out);
  sol_client_link_touch (self->link);
  if (!session_present)
    sol_client_inflight_restart (&self->inflight);
  sol_client_inflight_rewind (&self->inflight);
  release_again (self);
  repeat (self);
  while ((outgoing = sol_client_inflight_take_unsent (&self->inflight)) != NULL)
    {
      send_unacknowledged (self, sol_message_ref (outgoing->message),
                           g_steal_pointer (&outgoing->task));
      sol_client_outgoing_free (outgoing);
    }
  pump (self);
}

void
sol_client_core_try_leave (SolClientCore *self)
{
  if (self->leave != SOL_CLIENT_LEAVE_WHEN_IDLE || self->subscriptions.requests.length > 0
      || !sol_client_inflight_is_idle (&self->inflight))
    return;
  self->leave = SOL_CLIENT_LEAVING;
  sol_client_core_put_empty (self, SOL_MQTT_DISCONNECT);
}
