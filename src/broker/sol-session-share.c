/* sol-session-share.c: what a member of a group leaves to the others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-session-private.h"

static void
hand_over (SolBrokerCore *core,
           SolShare      *share,
           SolMessage    *message)
{
  gint64 now_us = sol_broker_core_get_real_us (core);
  SolDelivery delivery;

  if (sol_message_is_expired (message, now_us))
    {
      core->stats.n_expired++;
      return;
    }
  delivery = sol_delivery_from_message (message, FALSE, now_us);
  sol_share_deliver (share, &delivery);
  sol_delivery_clear (&delivery);
}

static void
hand_over_queue (SolBrokerCore   *core,
                 SolMessageQueue *queue)
{
  while (queue->n > 0)
    {
      SolQueuedMessage item = sol_message_queue_pop (queue);

      if (item.route != NULL && item.route->share != NULL)
        hand_over (core, item.route->share, item.message);
      sol_queued_message_clear (&item);
    }
}

void
sol_session_hand_back (SolSession *self,
                       SolShare   *share)
{
  SolMessageQueue taken = sol_message_queue_take_shared (&self->queue, share);

  for (guint32 i = 0; i < taken.n; i++)
    {
      const SolQueuedMessage *item = sol_message_queue_get (&taken, i);

      sol_session_forget (self, item->row, item->message, FALSE);
    }
  self->core->queued_bytes -= taken.n_bytes;
  self->core->n_queued -= taken.n;
  hand_over_queue (self->core, &taken);
}

void
sol_session_hand_back_all (SolSession *self)
{
  SolMessageQueue queue = self->queue;

  for (guint32 i = 0; i < self->inflight.n; i++)
    {
      SolInflightSlot *slot = sol_inflight_get (&self->inflight, i);

      if (slot->message != NULL && slot->qos == 1 && slot->route != NULL
          && slot->route->share != NULL)
        hand_over (self->core, slot->route->share, slot->message);
    }
  self->queue = (SolMessageQueue) { 0 };
  self->core->queued_bytes -= queue.n_bytes;
  self->core->n_queued -= queue.n;
  hand_over_queue (self->core, &queue);
}

void
sol_session_rejoin (SolSession *self)
{
  for (SolSubscription *at = self->subscriber.subscriptions; at != NULL; at = at->next)
    if (sol_subscription_get_share (at) != NULL)
      sol_share_welcome (sol_subscription_get_share (at), at);
}
