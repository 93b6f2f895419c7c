/* sol-session.c: what the broker knows of a client: subscriptions, messages under way and waiting
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-session-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-permits-private.h"

void
sol_session_count_drop (SolSession *self)
{
  self->n_dropped++;
  self->core->stats.n_dropped++;
  if (self->is_dropping)
    return;
  self->is_dropping = TRUE;
  sol_broker_core_warn (
      self->core, self,
      N_("The client reads more slowly than its messages come, and its queue is full: "
          "messages for it are dropped"));
}

static gboolean
sol_session_has_queue_room (SolSession *self,
                            gsize       cost)
{
  SolBrokerCore *core = self->core;
  gsize own = self->queue.n_bytes + (self->conn != NULL ? self->conn->outbox.n_bytes : 0);

  if (self->queue.n > 0 && own + cost > core->max_queue_bytes)
    return FALSE;
  return sol_broker_core_get_queued (core) + cost <= core->max_total_bytes;
}

static void
sol_session_enqueue (SolSession  *self,
                     SolDelivery *delivery,
                     guint8       qos)
{
  gsize cost = sol_message_queue_cost (delivery->topic_len, delivery->payload_len);

  if (!sol_session_has_queue_room (self, cost))
    {
      sol_session_count_drop (self);
      return;
    }
  sol_message_queue_push (&self->queue, sol_delivery_get_message (delivery), qos,
                          delivery->is_retained);
  self->core->queued_bytes += cost;
}

static gboolean
sol_session_can_send (SolSession *self)
{
  return self->conn != NULL && sol_inflight_has_room (&self->inflight, self->core->max_inflight)
         && sol_conn_has_room (self->conn);
}

/* A session that ends with its connection never sends again, so it keeps the identifier alone */
static void
sol_session_send (SolSession  *self,
                  SolDelivery *delivery,
                  guint8       qos)
{
  SolMessage *kept
      = self->is_lasting ? sol_message_ref (sol_delivery_get_message (delivery)) : NULL;
  guint16 id = sol_inflight_push (&self->inflight, kept, qos, delivery->is_retained);

  sol_conn_put_publish (self->conn, delivery, qos, id, FALSE);
}

static void
sol_session_deliver_cb (SolSubscriber *subscriber,
                        SolDelivery   *delivery,
                        guint8         granted_qos)
{
  SolSession *self = (SolSession *) subscriber;
  guint8 qos = MIN (granted_qos, delivery->qos);

  if (qos == 0)
    {
      if (self->conn != NULL)
        sol_conn_deliver (self->conn, delivery);
    }
  else if (self->queue.n == 0 && sol_session_can_send (self))
    sol_session_send (self, delivery, qos);
  else
    sol_session_enqueue (self, delivery, qos);
}

void
sol_session_pump (SolSession *self)
{
  while (self->queue.n > 0 && sol_session_can_send (self))
    {
      SolQueuedMessage item = sol_message_queue_pop (&self->queue);
      SolDelivery delivery = sol_delivery_from_message (item.message, item.retain);

      self->core->queued_bytes -= sol_message_queue_cost (delivery.topic_len, delivery.payload_len);
      if (sol_session_may_receive (self, self->core, delivery.topic, delivery.topic_len))
        sol_session_send (self, &delivery, item.qos);
      sol_delivery_clear (&delivery);
      sol_message_unref (item.message);
    }
  if (self->queue.n == 0)
    self->is_dropping = FALSE;
}

static void
sol_session_send_again (SolSession      *self,
                        SolInflightSlot *slot)
{
  SolDelivery delivery;

  if (slot->state == SOL_INFLIGHT_RELEASED)
    sol_conn_put_ack (self->conn, SOL_MQTT_PUBREL, slot->id);
  if (slot->state != SOL_INFLIGHT_SENT || slot->message == NULL)
    return;
  delivery = sol_delivery_from_message (slot->message, slot->retain);
  sol_conn_put_publish (self->conn, &delivery, slot->qos, slot->id, TRUE);
  sol_delivery_clear (&delivery);
}

/* From the newest to the oldest: the oldest takes those behind it that are done away with it */
static void
sol_session_withhold (SolSession *self)
{
  for (guint32 i = self->inflight.n; i-- > 0;)
    {
      SolInflightSlot *slot = sol_inflight_get (&self->inflight, i);

      if (slot->state == SOL_INFLIGHT_SENT && slot->message != NULL
          && !sol_permits_judge_receive (self, slot->message->topic, slot->message->topic_len))
        sol_inflight_finish (&self->inflight, slot);
    }
}

void
sol_session_resume (SolSession *self)
{
  if (self->core->permits != NULL)
    sol_session_withhold (self);
  for (guint32 i = 0; i < self->inflight.n; i++)
    sol_session_send_again (self, sol_inflight_get (&self->inflight, i));
  sol_session_pump (self);
}

/* An identifier that is not known is one of a message that is done: PUBREC wants its PUBREL all
 * the same */
static gboolean
sol_session_acknowledge_receipt (SolSession      *self,
                                 SolInflightSlot *slot,
                                 guint16          id)
{
  if (slot != NULL && slot->qos != 2)
    return FALSE;
  if (slot != NULL)
    sol_inflight_release (&self->inflight, slot);
  sol_conn_put_ack (self->conn, SOL_MQTT_PUBREL, id);
  return TRUE;
}

gboolean
sol_session_acknowledge (SolSession *self,
                         guint8      type,
                         guint16     id)
{
  SolInflightSlot *slot = sol_inflight_find (&self->inflight, id);

  if (type == SOL_MQTT_PUBREC)
    return sol_session_acknowledge_receipt (self, slot, id);
  if (slot == NULL)
    return TRUE;
  if (type == SOL_MQTT_PUBACK ? slot->qos != 1 : slot->state != SOL_INFLIGHT_RELEASED)
    return FALSE;
  sol_inflight_finish (&self->inflight, slot);
  if (self->queue.n > 0)
    sol_session_pump (self);
  return TRUE;
}

SolSession *
sol_session_from_subscriber (SolSubscriber *subscriber)
{
  return subscriber->deliver == sol_session_deliver_cb ? (SolSession *) subscriber : NULL;
}

SolSession *
sol_session_new (SolBrokerCore *core,
                 const char    *client_id,
                 gsize          id_len,
                 gboolean       is_lasting)
{
  SolSession *self = g_malloc0 (sizeof (SolSession) + id_len + 1);

  self->subscriber.deliver = sol_session_deliver_cb;
  self->core = core;
  self->is_lasting = is_lasting;
  self->id_len = (guint16) id_len;
  memcpy (self->client_id, client_id, id_len);
  return self;
}

void
sol_session_free (SolSession *self)
{
  sol_topic_tree_remove_subscriber (self->core->topics, &self->subscriber);
  sol_permits_forget_session (self);
  self->core->queued_bytes -= self->queue.n_bytes;
  sol_message_queue_clear (&self->queue);
  sol_inflight_clear (&self->inflight);
  sol_id_set_clear (&self->received);
  g_free (self);
}
