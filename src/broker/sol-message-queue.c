/* sol-message-queue.c: messages of QoS 1 and 2 that wait for one client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-message-queue-private.h"

#define MIN_SLOTS 16

static void
sol_message_queue_grow (SolMessageQueue *self)
{
  guint32 n_slots = MAX (MIN_SLOTS, self->n_slots * 2);
  SolQueuedMessage *items = g_new (SolQueuedMessage, n_slots);

  for (guint32 i = 0; i < self->n; i++)
    items[i] = self->items[(self->head + i) & (self->n_slots - 1)];
  g_free (self->items);
  self->items = items;
  self->n_slots = n_slots;
  self->head = 0;
}

void
sol_message_queue_push (SolMessageQueue *self,
                        SolMessage      *message,
                        guint8           qos,
                        gboolean         retain)
{
  if (self->n == self->n_slots)
    sol_message_queue_grow (self);
  self->items[(self->head + self->n) & (self->n_slots - 1)] = (SolQueuedMessage) {
    .message = sol_message_ref (message),
    .qos = qos,
    .retain = retain != FALSE,
  };
  self->n++;
  self->n_bytes += sol_message_queue_cost (message->topic_len, message->payload_len);
}

SolQueuedMessage
sol_message_queue_pop (SolMessageQueue *self)
{
  SolQueuedMessage item = self->items[self->head];

  self->head = (self->head + 1) & (self->n_slots - 1);
  self->n--;
  self->n_bytes -= sol_message_queue_cost (item.message->topic_len, item.message->payload_len);
  if (self->n == 0)
    sol_message_queue_clear (self);
  return item;
}

void
sol_message_queue_clear (SolMessageQueue *self)
{
  for (guint32 i = 0; i < self->n; i++)
    sol_message_unref (self->items[(self->head + i) & (self->n_slots - 1)].message);
  g_free (self->items);
  *self = (SolMessageQueue) { 0 };
}
