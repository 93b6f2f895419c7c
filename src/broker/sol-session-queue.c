/* sol-session-queue.c: what waits for a client: in the queue, and in flight until it comes back
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-permits-private.h"
#include "sol-session-send-private.h"

static gboolean
sol_session_has_queue_room (SolSession *self,
                            gsize       cost)
{
  SolBrokerCore *core = self->core;
  gsize own = self->queue.n_bytes + (self->conn != NULL ? self->conn->outbox.n_bytes : 0);

  if (self->queue.n >= core->max_queued_messages
      || (self->queue.n > 0 && own + cost > core->max_queue_bytes))
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

void
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
