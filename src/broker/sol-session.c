/* sol-session.c: what the broker knows of a client: subscriptions, messages under way and waiting
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-session-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-conn-forward-private.h"
#include "sol-journal-private.h"
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

static void
sol_session_count_too_large (SolSession *self)
{
  self->n_dropped++;
  self->core->stats.n_dropped++;
  self->core->stats.n_too_large_out++;
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

static SolQueuedMessage
sol_session_dequeue (SolSession *self)
{
  SolQueuedMessage item = sol_message_queue_pop (&self->queue);

  self->core->n_queued--;
  self->core->queued_bytes -= sol_message_queue_cost (sol_message_get_size (item.message));
  return item;
}

/* Those that waited longest stand first. Source: MQTT 5.0 §3.3.2.3.3 */
static void
sol_session_drop_expired (SolSession *self)
{
  gint64 now_us = sol_broker_core_get_real_us (self->core);

  while (self->queue.n > 0
         && sol_message_is_expired (sol_message_queue_get (&self->queue, 0)->message, now_us))
    {
      SolQueuedMessage item = sol_session_dequeue (self);

      self->core->stats.n_expired++;
      sol_session_forget (self, item.row, item.message, FALSE);
      sol_queued_message_clear (&item);
    }
}

static void
sol_session_enqueue (SolSession  *self,
                     SolDelivery *delivery,
                     SolSending   sending)
{
  gsize cost = sol_message_queue_cost (sol_delivery_get_size (delivery));
  SolQueuedMessage item = { .route = sending.route, .qos = sending.qos, .retain = sending.retain };

  if (!sol_session_has_queue_room (self, cost))
    sol_session_drop_expired (self);
  if (!sol_session_has_queue_room (self, cost))
    {
      sol_session_count_drop (self);
      return;
    }
  item.message = sol_delivery_get_message (delivery);
  sol_message_queue_push (&self->queue, &item);
  self->core->queued_bytes += cost;
  self->core->n_queued++;
  if (self->stored != 0)
    sol_session_store_last (self);
}

static gboolean
sol_session_can_send (SolSession *self)
{
  return self->conn != NULL
         && sol_inflight_has_room (&self->inflight, sol_conn_get_window (self->conn))
         && sol_conn_has_room (self->conn);
}

/* A session that ends with its connection never sends again, so it keeps the identifier alone;
 * but what a group gave it at QoS 1, another member gets then */
static gboolean
sol_session_keeps (const SolSession *self,
                   SolSending        sending)
{
  if (sol_session_is_lasting (self))
    return TRUE;
  return sending.qos == 1 && sending.route != NULL && sending.route->share != NULL;
}

/* One that the client cannot take is dropped, and takes no identifier: MQTT-3.1.2-25 */
static gboolean
sol_session_send (SolSession             *self,
                  SolDelivery            *delivery,
                  SolSending              sending,
                  const SolQueuedMessage *item)
{
  SolMessage *kept = NULL;
  SolRoute *route = NULL;

  if (!sol_conn_takes (self->conn, delivery, sending.route, sending.qos))
    {
      sol_session_count_too_large (self);
      return FALSE;
    }
  if (sol_session_keeps (self, sending))
    {
      kept = sol_message_ref (sol_delivery_get_message (delivery));
      route = sol_route_ref (sending.route);
    }
  if (self->stored != 0 && item != NULL)
    sol_inflight_skip_to (&self->inflight, item->id);
  sending.packet_id
      = sol_inflight_push (&self->inflight, kept, route, sending.qos, sending.retain);
  if (G_UNLIKELY (self->stored != 0))
    sol_session_store_sent (self, item);
  sol_conn_put_publish (self->conn, delivery, sending);
  return TRUE;
}

static void
sol_session_send_once (SolSession  *self,
                       SolDelivery *delivery,
                       SolSending   sending)
{
  if (self->conn == NULL)
    return;
  if (sol_conn_takes (self->conn, delivery, sending.route, 0))
    sol_conn_deliver (self->conn, delivery, sending);
  else
    sol_session_count_too_large (self);
}

static inline gboolean
sol_session_get_retain (const SolDelivery *delivery,
                        const SolTarget   *target)
{
  return delivery->is_retained
         | (delivery->published_retain & target->flags & SOL_TARGET_RETAIN_AS_PUBLISHED);
}

/* Whatever is not said in a few words; out of line, so that the common way is short */
G_GNUC_NO_INLINE static void
sol_session_deliver_apart (SolSession      *self,
                           SolDelivery     *delivery,
                           const SolTarget *target)
{
  SolSending sending = {
    .route = target->route,
    .qos = MIN (target->qos, delivery->qos),
    .retain = (guint8) sol_session_get_retain (delivery, target),
  };

  if (sending.qos == 0)
    sol_session_send_once (self, delivery, sending);
  else if (self->queue.n == 0 && (sending.qos == 1 || self->stored == 0)
           && sol_session_can_send (self))
    sol_session_send (self, delivery, sending, NULL);
  else
    sol_session_enqueue (self, delivery, sending);
}

/* Nobody need keep the message, and nothing waits before it */
static inline gboolean
sol_session_needs_id_only (const SolSession *self)
{
  return (self->expiry_s | self->stored | self->queue.n) == 0
         && sol_inflight_has_room (&self->inflight, sol_conn_get_window (self->conn));
}

static inline void
sol_session_forward (SolSession        *self,
                     const SolDelivery *delivery,
                     guint8             qos,
                     gboolean           retain)
{
  guint16 id = qos > 0 ? sol_inflight_push (&self->inflight, NULL, NULL, qos, retain) : 0;
  guint first = SOL_MQTT_PUBLISH << 4 | qos << SOL_MQTT_FLAG_QOS_SHIFT | (guint) retain;

  sol_conn_copy (self->conn, delivery, (guint8) first, id);
  sol_conn_count_out (self->conn, delivery->payload_len);
}

static void
sol_session_deliver_cb (SolSubscriber   *subscriber,
                        SolDelivery     *delivery,
                        const SolTarget *target)
{
  SolSession *self = (SolSession *) subscriber;
  guint8 qos = MIN (target->qos, delivery->qos);

  if (G_LIKELY (self->conn != NULL && sol_conn_forwards (self->conn, delivery, target->route, qos)
                && (qos == 0 || sol_session_needs_id_only (self))))
    sol_session_forward (self, delivery, qos, sol_session_get_retain (delivery, target));
  else
    sol_session_deliver_apart (self, delivery, target);
}

/* Returns: whether it is under way now */
static gboolean
sol_session_send_queued (SolSession             *self,
                         const SolQueuedMessage *item)
{
  gint64 now_us = sol_broker_core_get_real_us (self->core);
  SolSending sending = { .route = item->route, .qos = item->qos, .retain = item->retain };
  SolDelivery delivery;
  gboolean is_sent;

  if (sol_message_is_expired (item->message, now_us))
    {
      self->core->stats.n_expired++;
      return FALSE;
    }
  if (!sol_session_may_receive (self, self->core, item->message->topic, item->message->topic_len))
    return FALSE;
  delivery = sol_delivery_from_message (item->message, FALSE, now_us);
  is_sent = sol_session_send (self, &delivery, sending, item);
  sol_delivery_clear (&delivery);
  return is_sent;
}

/* What is under way does not expire: MQTT-4.3.3-7. A client that came back with a smaller Maximum
 * Packet Size cannot take it any more: it counts as delivered. */
static void
sol_session_send_again (SolSession      *self,
                        SolInflightSlot *slot)
{
  SolSending sending
      = { .route = slot->route, .packet_id = slot->id, .qos = slot->qos, .retain = slot->retain,
          .dup = TRUE };
  SolDelivery delivery = sol_delivery_from_message (slot->message, FALSE,
                                                    sol_broker_core_get_real_us (self->core));

  if (sol_conn_takes (self->conn, &delivery, slot->route, slot->qos))
    sol_conn_put_publish (self->conn, &delivery, sending);
  else
    {
      sol_session_count_too_large (self);
      sol_session_forget (self, slot->row, slot->message, FALSE);
      sol_inflight_finish (&self->inflight, slot);
    }
  sol_delivery_clear (&delivery);
}

/* What was held back of it when the client came with a smaller Receive Maximum than there is */
static void
sol_session_send_held (SolSession *self)
{
  SolInflightSlot *slot;

  while ((slot = sol_inflight_take_held (&self->inflight, sol_conn_get_window (self->conn))) != NULL)
    sol_session_send_again (self, slot);
}

void
sol_session_pump (SolSession *self)
{
  if (self->conn != NULL && self->inflight.n_held > 0)
    sol_session_send_held (self);
  while (self->queue.n > 0 && sol_session_can_send (self) && sol_session_is_next_ready (self))
    {
      SolQueuedMessage item = sol_session_dequeue (self);

      if (!sol_session_send_queued (self, &item))
        sol_session_forget (self, item.row, item.message, FALSE);
      sol_queued_message_clear (&item);
    }
  if (self->queue.n == 0)
    self->is_dropping = FALSE;
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
        {
          sol_session_forget (self, slot->row, slot->message, FALSE);
          sol_inflight_finish (&self->inflight, slot);
        }
    }
}

void
sol_session_resume (SolSession *self)
{
  if (self->core->permits != NULL)
    sol_session_withhold (self);
  sol_inflight_hold (&self->inflight);
  for (guint32 i = 0; i < self->inflight.n; i++)
    {
      const SolInflightSlot *slot = sol_inflight_get (&self->inflight, i);

      if (slot->state == SOL_INFLIGHT_RELEASED)
        sol_conn_put_ack (self->conn, SOL_MQTT_PUBREL, slot->id);
    }
  sol_session_pump (self);
}

static inline void
sol_session_finish (SolSession      *self,
                    SolInflightSlot *slot)
{
  if (G_UNLIKELY (self->stored != 0))
    sol_session_forget (self, slot->row, slot->message, TRUE);
  sol_inflight_finish (&self->inflight, slot);
  if (self->queue.n > 0 || self->inflight.n_held > 0)
    sol_session_pump (self);
}

/* An identifier that is not known is one of a message that is done: PUBREC wants its PUBREL all
 * the same. A refusal ends the delivery: MQTT-4.3.3-4, and PUBREL does not follow. */
static gboolean
sol_session_acknowledge_receipt (SolSession       *self,
                                 SolInflightSlot  *slot,
                                 const SolMqttAck *ack)
{
  gboolean is_refused = sol_mqtt_reason_is_failure (ack->reason);

  if (slot != NULL && slot->qos != 2)
    return FALSE;
  if (is_refused && slot != NULL && slot->state == SOL_INFLIGHT_SENT)
    sol_session_finish (self, slot);
  if (is_refused)
    return TRUE;
  if (slot != NULL && slot->state == SOL_INFLIGHT_SENT && self->stored != 0)
    sol_journal_release (self->core->journal, slot->row, slot->message);
  if (slot != NULL)
    sol_inflight_release (&self->inflight, slot);
  sol_conn_acknowledge (self->conn, SOL_MQTT_PUBREL, ack->packet_id,
                        slot != NULL ? SOL_MQTT_REASON_SUCCESS
                                     : SOL_MQTT_REASON_PACKET_ID_NOT_FOUND);
  return TRUE;
}

gboolean
sol_session_acknowledge_sent (SolSession *self,
                              guint16     packet_id)
{
  SolInflightSlot *slot = sol_inflight_find (&self->inflight, packet_id);

  if (slot == NULL)
    return TRUE;
  if (slot->qos != 1)
    return FALSE;
  sol_session_finish (self, slot);
  return TRUE;
}

gboolean
sol_session_acknowledge (SolSession       *self,
                         guint8            type,
                         const SolMqttAck *ack)
{
  SolInflightSlot *slot;

  if (type == SOL_MQTT_PUBACK)
    return sol_session_acknowledge_sent (self, ack->packet_id);
  slot = sol_inflight_find (&self->inflight, ack->packet_id);
  if (type == SOL_MQTT_PUBREC)
    return sol_session_acknowledge_receipt (self, slot, ack);
  if (slot == NULL)
    return TRUE;
  if (slot->state != SOL_INFLIGHT_RELEASED)
    return FALSE;
  sol_session_finish (self, slot);
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
                 gsize          id_len)
{
  SolSession *self = g_malloc0 (sizeof (SolSession) + id_len + 1);

  self->subscriber.deliver = sol_session_deliver_cb;
  self->subscriber.is_away = TRUE;
  self->core = core;
  self->id_len = (guint16) id_len;
  memcpy (self->client_id, client_id, id_len);
  return self;
}

void
sol_session_free (SolSession *self)
{
  sol_session_return (self);
  sol_topic_tree_remove_subscriber (self->core->topics, &self->subscriber);
  sol_permits_forget_session (self);
  self->core->queued_bytes -= self->queue.n_bytes;
  self->core->n_queued -= self->queue.n;
  sol_message_queue_clear (&self->queue);
  sol_inflight_clear (&self->inflight);
  sol_id_set_clear (&self->received);
  g_free (self);
}
