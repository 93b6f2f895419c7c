/* sol-store-call.c: one read or write on its way through the store's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-call-private.h"

static void
call_free (SolStoreCall *self)
{
  if (self->result != NULL && self->work->result_free != NULL)
    self->work->result_free (self->result);
  if (self->work->data_free != NULL)
    self->work->data_free (self->data);
  g_clear_error (&self->error);
  g_object_unref (self->task);
  g_free (self);
}

static gboolean
call_answer_cb (gpointer user_data)
{
  SolStoreCall *self = user_data;

  if (self->error != NULL)
    g_task_return_error (self->task, g_steal_pointer (&self->error));
  else if (self->work->access == SOL_STORE_READ)
    g_task_return_pointer (self->task, g_steal_pointer (&self->result), self->work->result_free);
  else
    g_task_return_boolean (self->task, TRUE);
  return G_SOURCE_REMOVE;
}

SolStoreCall *
sol_store_call_new (GTask              *task,
                    const SolStoreWork *work,
                    gpointer            data)
{
  SolStoreCall *self = g_new0 (SolStoreCall, 1);

  /* Asked before the work is done, not after: what was written is told */
  g_task_set_check_cancellable (task, FALSE);
  self->task = task;
  self->work = work;
  self->data = data;
  return self;
}

void
sol_store_call_run (SolStoreCall *self,
                    SolStoreDb   *db)
{
  self->work->func (db, self->data, &self->result, &self->error);
}

/* The task goes to its context before it is answered: were its last reference dropped here, the
 * store would be asked to end its own thread. */
void
sol_store_call_answer (SolStoreCall *self)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_static_name (source, "sol-store-answer");
  g_source_set_callback (source, call_answer_cb, self, (GDestroyNotify) call_free);
  g_source_attach (source, g_task_get_context (self->task));
  g_source_unref (source);
}
