/* sol-source-gate.c: between a thread that delivers and an owner that may leave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-source-gate-private.h"

struct _SolSourceGate
{
  gatomicrefcount ref_count;
  GMutex          lock;      /* of @func, held while it runs */
  SolClientFunc   func;      /* NULL once closed */
  gpointer        user_data; /* borrowed until closed */
};

SolSourceGate *
sol_source_gate_new (SolClientFunc func,
                     gpointer      user_data)
{
  SolSourceGate *self = g_new0 (SolSourceGate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->func = func;
  self->user_data = user_data;
  return self;
}

SolSourceGate *
sol_source_gate_ref (SolSourceGate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_source_gate_unref (SolSourceGate *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
sol_source_gate_deliver (SolMessage *message,
                         gpointer    gate)
{
  SolSourceGate *self = gate;

  g_mutex_lock (&self->lock);
  if (self->func != NULL)
    self->func (message, self->user_data);
  g_mutex_unlock (&self->lock);
}

void
sol_source_gate_close (SolSourceGate *self)
{
  g_mutex_lock (&self->lock);
  self->func = NULL;
  g_mutex_unlock (&self->lock);
}
