/* sol-id-set.c: packet identifiers received at QoS 2 and not yet released
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Open addressing with the identifier as its own hash: clients number their packets one after the
 * other, so that they fill slots one after the other. While none is astray, one goes when its
 * slot is emptied.
 */
#include "config.h"

#include "sol-id-set-private.h"

#define MIN_SLOTS 16

/* The slot of @id, or the free one where it would be */
static guint32
sol_id_set_locate (const SolIdSet *self,
                   guint16         id)
{
  guint32 mask = self->n_slots - 1;
  guint32 at = id & mask;

  while (self->slots[at] != 0 && self->slots[at] != id)
    at = (at + 1) & mask;
  return at;
}

static inline gboolean
sol_id_set_is_own (const SolIdSet *self,
                   guint32         at,
                   guint16         id)
{
  return at == (id & (self->n_slots - 1));
}

static void
sol_id_set_put (SolIdSet *self,
                guint32   at,
                guint16   id)
{
  self->slots[at] = id;
  self->n++;
  self->n_astray += !sol_id_set_is_own (self, at, id);
}

static void
sol_id_set_grow (SolIdSet *self)
{
  SolIdSet bigger = { .n_slots = MAX (MIN_SLOTS, self->n_slots * 2) };

  bigger.slots = g_new0 (guint16, bigger.n_slots);
  for (guint32 i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      sol_id_set_put (&bigger, sol_id_set_locate (&bigger, self->slots[i]), self->slots[i]);
  g_free (self->slots);
  *self = bigger;
}

gboolean
sol_id_set_add (SolIdSet *self,
                guint16   id)
{
  guint32 at;

  if (self->n * 4 >= self->n_slots * 3)
    sol_id_set_grow (self);
  at = sol_id_set_locate (self, id);
  if (self->slots[at] == id)
    return FALSE;
  sol_id_set_put (self, at, id);
  return TRUE;
}

/* Moves those behind the gap forward that a search would no longer reach */
static void
sol_id_set_close_gap (SolIdSet *self,
                      guint32   gap)
{
  guint32 mask = self->n_slots - 1;

  for (guint32 at = (gap + 1) & mask; self->slots[at] != 0; at = (at + 1) & mask)
    {
      guint32 home = self->slots[at] & mask;

      if (((at - home) & mask) < ((at - gap) & mask))
        continue;
      self->slots[gap] = self->slots[at];
      self->n_astray -= sol_id_set_is_own (self, gap, self->slots[gap]);
      gap = at;
    }
  self->slots[gap] = 0;
}

gboolean
sol_id_set_remove (SolIdSet *self,
                   guint16   id)
{
  guint32 at;

  if (self->n == 0)
    return FALSE;
  at = sol_id_set_locate (self, id);
  if (self->slots[at] != id)
    return FALSE;
  self->n--;
  self->n_astray -= !sol_id_set_is_own (self, at, id);
  if (self->n_astray > 0)
    sol_id_set_close_gap (self, at);
  else
    self->slots[at] = 0;
  return TRUE;
}

void
sol_id_set_foreach (const SolIdSet *self,
                    void          (*func) (guint16  id,
                                           gpointer user_data),
                    gpointer        user_data)
{
  for (guint32 i = 0; i < self->n_slots; i++)
    if (self->slots[i] != 0)
      func (self->slots[i], user_data);
}

void
sol_id_set_clear (SolIdSet *self)
{
  g_free (self->slots);
  *self = (SolIdSet) { 0 };
}
