/* sol-conn-deliver.c: messages into the output of one connection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-session-private.h"

/* Payloads up to here are copied: to one receiver a copy is cheaper than a shared message and a
 * vector, to many a shared one saves memory */
#define COPY_ONE_BYTES 8192
#define COPY_MANY_BYTES 1024

static inline guint8
first_octet (const SolDelivery *delivery,
             guint8             qos,
             gboolean           dup)
{
  return (guint8) (SOL_MQTT_PUBLISH << 4 | (dup ? SOL_MQTT_FLAG_DUP : 0)
                  | qos << SOL_MQTT_FLAG_QOS_SHIFT
                  | (delivery->is_retained ? SOL_MQTT_FLAG_RETAIN : 0));
}

static inline gboolean
is_copied (const SolDelivery *delivery)
{
  return delivery->payload_len <= (delivery->n_targets == 1 ? COPY_ONE_BYTES : COPY_MANY_BYTES);
}

/* The packet as it came, where its layout is the one wanted: with an identifier, or without */
static inline gboolean
sol_conn_copy_frame (SolConn     *self,
                     SolDelivery *delivery,
                     guint8       qos,
                     guint16      packet_id,
                     gboolean     dup)
{
  guint8 *out;

  if (delivery->frame == NULL || (qos > 0) != (delivery->qos > 0) || !is_copied (delivery)
      || delivery->frame_len > SOL_OUTBOX_MAX_RESERVE)
    return FALSE;
  out = sol_outbox_reserve (&self->outbox, self->core->outbox_pool, delivery->frame_len);
  memcpy (out, delivery->frame, delivery->frame_len);
  out[0] = first_octet (delivery, qos, dup);
  if (qos > 0)
    {
      guint8 *id = out + delivery->frame_len - delivery->payload_len - 2;

      id[0] = (guint8) (packet_id >> 8);
      id[1] = (guint8) packet_id;
    }
  return TRUE;
}

static void
sol_conn_put_head (SolConn              *self,
                   const SolMqttPublish *publish)
{
  gsize size = sol_mqtt_publish_head_size (publish->topic_len);
  guint8 small[512];
  g_autofree guint8 *large = size > sizeof small ? g_malloc (size) : NULL;
  guint8 *head = large != NULL ? large : small;

  sol_outbox_append (&self->outbox, self->core->outbox_pool, head,
                     sol_mqtt_publish_put_head (head, publish));
}

static void
sol_conn_build_frame (SolConn     *self,
                      SolDelivery *delivery,
                      guint8       qos,
                      guint16      packet_id,
                      gboolean     dup)
{
  SolMqttPublish publish = {
    .topic = delivery->topic,
    .topic_len = delivery->topic_len,
    .payload_len = delivery->payload_len,
    .packet_id = packet_id,
    .qos = qos,
    .dup = dup,
    .retain = delivery->is_retained,
  };
  SolMessage *message;

  sol_conn_put_head (self, &publish);
  if (is_copied (delivery))
    {
      sol_outbox_append (&self->outbox, self->core->outbox_pool, delivery->payload,
                         delivery->payload_len);
      return;
    }
  message = sol_message_ref (sol_delivery_get_message (delivery));
  sol_outbox_append_shared (&self->outbox, self->core->outbox_pool,
                            sol_message_get_payload (message), message->payload_len, message,
                            (GDestroyNotify) sol_message_unref);
}

void
sol_conn_put_publish (SolConn     *self,
                      SolDelivery *delivery,
                      guint8       qos,
                      guint16      packet_id,
                      gboolean     dup)
{
  if (G_UNLIKELY (!sol_conn_copy_frame (self, delivery, qos, packet_id, dup)))
    sol_conn_build_frame (self, delivery, qos, packet_id, dup);
  self->n_out++;
  self->core->stats.n_messages_out++;
  sol_conn_mark_dirty (self);
  /* Written while it is still in the cache */
  if (G_UNLIKELY (self->outbox.n_bytes >= SOL_CONN_FLUSH_BYTES && !self->is_blocked))
    sol_conn_write (self);
}

/* Only one that lags behind is held to the limits */
static gboolean
sol_conn_is_full (SolConn     *self,
                  SolDelivery *delivery)
{
  SolBrokerCore *core = self->core;
  gsize wanted = delivery->topic_len + delivery->payload_len;

  return self->outbox.n_bytes + wanted > core->max_queue_bytes
         || sol_broker_core_get_queued (core) + wanted > core->max_total_bytes;
}

void
sol_conn_deliver (SolConn     *self,
                  SolDelivery *delivery)
{
  if (G_UNLIKELY (self->outbox.n_bytes >= SOL_CONN_FLUSH_BYTES
                  && sol_conn_is_full (self, delivery)))
    sol_session_count_drop (self->session);
  else
    sol_conn_put_publish (self, delivery, 0, 0, FALSE);
}
