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
sol_message_queue_push (SolMessageQueue        *self,
                        const SolQueuedMessage *item)
{
  if (self->n == self->n_slots)
    sol_message_queue_grow (self);
  self->items[(self->head + self->n) & (self->n_slots - 1)] = *item;
  sol_message_ref (item->message);
  sol_route_ref (item->route);
  self->n++;
  self->n_bytes += sol_message_queue_cost (sol_message_get_size (item->message));
}

SolQueuedMessage *
sol_message_queue_get (const SolMessageQueue *self,
                       guint32                i)
{
  return &self->items[(self->head + i) & (self->n_slots - 1)];
}

SolQueuedMessage
sol_message_queue_pop (SolMessageQueue *self)
{
  SolQueuedMessage item = self->items[self->head];

  self->head = (self->head + 1) & (self->n_slots - 1);
  self->n--;
  self->n_bytes -= sol_message_queue_cost (sol_message_get_size (item.message));
  if (self->n == 0)
    sol_message_queue_clear (self);
  return item;
}

void
sol_queued_message_clear (SolQueuedMessage *item)
{
  g_clear_pointer (&item->message, sol_message_unref);
  g_clear_pointer (&item->route, sol_route_unref);
}

SolMessageQueue
sol_message_queue_take_shared (SolMessageQueue *self,
                               SolShare        *share)
{
  SolMessageQueue kept = { 0 }, taken = { 0 };

  while (self->n > 0)
    {
      SolQueuedMessage item = sol_message_queue_pop (self);
      gboolean is_taken = item.route != NULL && item.route->share == share;

      sol_message_queue_push (is_taken ? &taken : &kept, &item);
      sol_queued_message_clear (&item);
    }
  *self = kept;
  return taken;
}

void
sol_message_queue_clear (SolMessageQueue *self)
{
  for (guint32 i = 0; i < self->n; i++)
    sol_queued_message_clear (sol_message_queue_get (self, i));
  g_free (self->items);
  *self = (SolMessageQueue) { 0 };
}
