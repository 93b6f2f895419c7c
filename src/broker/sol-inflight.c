/* sol-inflight.c: messages sent to one client and not yet acknowledged
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-inflight-private.h"

#define MIN_SLOTS 8
void
sol_inflight_grow (SolInflight *self)
{
  guint32 n_slots = MAX (MIN_SLOTS, self->n_slots * 2);
  SolInflightSlot *slots = g_new (SolInflightSlot, n_slots);

  for (guint32 i = 0; i < self->n; i++)
    slots[i] = *sol_inflight_get (self, i);
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
  self->head = 0;
}

void
sol_inflight_skip_to (SolInflight *self,
                      guint16      id)
{
  while (self->n > 0 && sol_inflight_next_id (self->last_id) != id)
    {
      sol_inflight_push (self, NULL, NULL, 1, FALSE);
      sol_inflight_finish (self, sol_inflight_get (self, self->n - 1));
    }
  self->last_id = (guint16) (id == 1 ? SOL_INFLIGHT_N_IDS : id - 1u);
}

void
sol_inflight_hold (SolInflight *self)
{
  self->n_held = 0;
  self->held_from = 0;
  for (guint32 i = 0; i < self->n; i++)
    {
      SolInflightSlot *slot = sol_inflight_get (self, i);

      slot->is_held = slot->state == SOL_INFLIGHT_SENT && slot->message != NULL;
      self->n_held += slot->is_held ? 1 : 0;
    }
}

SolInflightSlot *
sol_inflight_take_held (SolInflight *self,
                        guint        limit)
{
  if (self->n_held == 0 || self->n_open - self->n_held >= limit)
    return NULL;
  while (self->held_from < self->n)
    {
      SolInflightSlot *slot = sol_inflight_get (self, self->held_from++);

      if (!slot->is_held)
        continue;
      slot->is_held = FALSE;
      self->n_held--;
      return slot;
    }
  return NULL;
}

/* It needs no sending any more */
static void
sol_inflight_unhold (SolInflight     *self,
                     SolInflightSlot *slot)
{
  self->n_held -= slot->is_held ? 1 : 0;
  slot->is_held = FALSE;
}

static void
slot_clear (SolInflightSlot *slot)
{
  g_clear_pointer (&slot->message, sol_message_unref);
  g_clear_pointer (&slot->route, sol_route_unref);
}

void
sol_inflight_release (SolInflight     *self,
                      SolInflightSlot *slot)
{
  sol_inflight_unhold (self, slot);
  slot->state = SOL_INFLIGHT_RELEASED;
  slot_clear (slot);
}

void
sol_inflight_finish (SolInflight     *self,
                     SolInflightSlot *slot)
{
  sol_inflight_unhold (self, slot);
  slot->state = SOL_INFLIGHT_DONE;
  slot_clear (slot);
  self->n_open--;
  while (self->n > 0 && self->slots[self->head].state == SOL_INFLIGHT_DONE)
    {
      self->head = (self->head + 1) & (self->n_slots - 1);
      self->n--;
      self->held_from -= self->held_from > 0 ? 1 : 0;
    }
}

void
sol_inflight_clear (SolInflight *self)
{
  for (guint32 i = 0; i < self->n; i++)
    slot_clear (sol_inflight_get (self, i));
  g_free (self->slots);
  *self = (SolInflight) { 0 };
}
