/* sol-ack-queue.c: acknowledgements of one connection that wait for the store
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ack-queue-private.h"

#define MIN_SLOTS 32

static SolAckQueue *
sol_ack_queue_new (void)
{
  SolAckQueue *self = g_new0 (SolAckQueue, 1);

  self->n_slots = MIN_SLOTS;
  self->acks = g_new (SolAck, MIN_SLOTS);
  return self;
}

static void
sol_ack_queue_grow (SolAckQueue *self)
{
  SolAck *acks = g_new (SolAck, self->n_slots * 2);

  for (guint32 i = 0; i < self->n; i++)
    acks[i] = *sol_ack_queue_get (self, i);
  g_free (self->acks);
  self->acks = acks;
  self->n_slots *= 2;
  self->head = 0;
}

void
sol_ack_queue_push (SolAckQueue  **self,
                    const SolAck  *ack)
{
  if (*self == NULL)
    *self = sol_ack_queue_new ();
  if ((*self)->n == (*self)->n_slots)
    sol_ack_queue_grow (*self);
  (*self)->n++;
  *sol_ack_queue_get (*self, (*self)->n - 1) = *ack;
}

void
sol_ack_queue_pop (SolAckQueue **self)
{
  (*self)->head = ((*self)->head + 1) & ((*self)->n_slots - 1);
  (*self)->n--;
  if ((*self)->n == 0)
    g_clear_pointer (self, sol_ack_queue_free);
}

void
sol_ack_queue_free (SolAckQueue *self)
{
  g_free (self->acks);
  g_free (self);
}
