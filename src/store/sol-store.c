/* sol-store.c: what outlives the process: one SQLite database, one thread that touches it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-private.h"

#include "sol-store-broker.h"
#include "sol-store-writer-private.h"

struct _SolStore
{
  GObject parent_instance;

  /* Owned; set once, before anybody else has the object */
  SolStoreWriter *writer;
};

G_DEFINE_QUARK (sol-store-error-quark, sol_store_error)

G_DEFINE_FINAL_TYPE (SolStore, sol_store, G_TYPE_OBJECT)

static void
sol_store_finalize (GObject *object)
{
  SolStore *self = SOL_STORE (object);

  g_clear_pointer (&self->writer, sol_store_writer_free);
  G_OBJECT_CLASS (sol_store_parent_class)->finalize (object);
}

static void
sol_store_class_init (SolStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sol_store_finalize;
}

static void
sol_store_init (SolStore *self)
{
}

SolStore *
sol_store_new (const char *path)
{
  SolStore *self = g_object_new (SOL_TYPE_STORE, NULL);

  self->writer = sol_store_writer_new (path);
  return self;
}

char *
sol_store_dup_warning (SolStore *self)
{
  g_return_val_if_fail (SOL_IS_STORE (self), NULL);

  return sol_store_writer_dup_warning (self->writer);
}

void
sol_store_run_async (SolStore            *self,
                     const SolStoreWork  *work,
                     gpointer             data,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOL_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, (gpointer) work);
  sol_store_writer_submit (self->writer, task, work, data);
}

gpointer
sol_store_read_finish (SolStore            *self,
                       const SolStoreWork  *work,
                       GAsyncResult        *result,
                       GError             **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) work), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sol_store_write_finish (SolStore            *self,
                        const SolStoreWork  *work,
                        GAsyncResult        *result,
                        GError             **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) work), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_store_commit (SolStore           *self,
                  SolStoreBatch      *batch,
                  SolStoreSafety      safety,
                  SolStoreCommitFunc  func,
                  gpointer            user_data)
{
  sol_store_writer_commit_batch (self->writer, batch, safety, func, user_data);
}
