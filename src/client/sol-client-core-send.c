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
#include "sol-mqtt-publish.h"

/* A batch beyond this is written in pieces, so that its octets are still in the processor's cache */
#define PUSH_SIZE (256 * 1024)

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

  g_byte_array_set_size (out, (guint) (at + sol_mqtt_publish_head_size (message->topic_len)
                                       + message->payload_len));
  n = sol_mqtt_publish_put_head (out->data + at, &publish);
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
  put_publish (self, message, 0, FALSE);
  self->n_let_go += sol_message_get_size (message);
  sol_message_unref (message);
  if (task != NULL)
    sol_client_writer_mark (&self->link->writer, task);
}

static void
pump (SolClientCore *self)
{
  SolClientOutgoing *outgoing;

  while ((outgoing = sol_client_inflight_admit (&self->inflight)) != NULL)
    put_publish (self, outgoing->message, outgoing->packet_id, FALSE);
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
                                guint8         qos,
                                gboolean       is_removal,
                                GTask         *task)
{
  SolClientRequest *request;

  if (!takes_requests (self))
    {
      g_free (filter);
      reply_not_connected (task);
      return;
    }
  request = sol_client_subscriptions_ask (&self->subscriptions, filter, qos, is_removal, task);
  if (request == NULL)
    {
      g_free (filter);
      reply_too_many (task);
    }
  else if (self->state == SOL_CLIENT_CONNECTED)
    {
      sol_client_request_write (request, self->link->writer.out);
      sol_client_link_touch (self->link);
    }
}

void
sol_client_core_acknowledge (SolClientCore *self,
                             guint16        packet_id,
                             guint8         qos)
{
  SolClientOutgoing *outgoing = sol_client_inflight_acknowledge (&self->inflight, packet_id, qos);

  if (outgoing == NULL)
    return;
  self->n_let_go += sol_message_get_size (outgoing->message);
  sol_client_reply_value (g_steal_pointer (&outgoing->task), TRUE);
  sol_client_outgoing_free (outgoing);
  pump (self);
  /* Nothing may be written for the last one, and its octets must be let go all the same */
  sol_client_link_touch (self->link);
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

static void
send_again (SolClientCore *self,
            gboolean       session_present)
{
  for (GList *link = self->inflight.released.head; link != NULL; link = link->next)
    {
      const SolClientOutgoing *outgoing = link->data;

      sol_client_core_put_ack (self, SOL_MQTT_PUBREL, outgoing->packet_id);
    }
  for (GList *link = self->inflight.sent.head; link != NULL; link = link->next)
    {
      const SolClientOutgoing *outgoing = link->data;

      put_publish (self, outgoing->message, outgoing->packet_id, session_present);
    }
}

/* Subscriptions first: what is published behind them comes back. Then the old messages, then the new ones. */
void
sol_client_core_resume (SolClientCore *self,
                        gboolean       session_present)
{
  SolClientOutgoing *outgoing;

  sol_client_subscriptions_resume (&self->subscriptions, session_present, self->link->writer.out);
  sol_client_link_touch (self->link);
  if (!session_present)
    sol_client_inflight_restart (&self->inflight);
  send_again (self, session_present);
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
