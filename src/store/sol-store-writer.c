/* sol-store-writer.c: the store's thread: what was submitted, in order, writes in batches
 *
 * The first write of a batch begins a transaction and posts the commit behind whatever is waiting
 * by then, so the writes that wait together are committed together: one fsync at most, and one
 * answer each after it. A read commits first.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-writer-private.h"

#include <glib/gi18n.h>

#include "sol-io-thread.h"
#include "sol-store-batch-private.h"
#include "sol-store-call-private.h"
#include "sol-store-open-private.h"

typedef struct
{
  SolStoreBatch      *batch;
  SolStoreSafety      safety;
  SolStoreCommitFunc  func;
  gpointer            user_data;
} Commit;

struct _SolStoreWriter
{
  SolIoThread *thread;

  /* The thread's */
  char       *path;
  SolStoreDb *db;
  GError     *open_error;
  SolStoreSafety safety;  /* of @db */
  GPtrArray  *batch;  /* SolStoreCall: done, not yet committed */

  /* Under @lock */
  GMutex  lock;
  char   *warning;
};

static void
sol_store_writer_end_batch (SolStoreWriter  *self,
                            const GError    *error)
{
  for (guint i = 0; i < self->batch->len; i++)
    {
      SolStoreCall *call = self->batch->pdata[i];

      if (error != NULL && call->error == NULL)
        call->error = g_error_copy (error);
      sol_store_call_answer (call);
    }
  g_ptr_array_set_size (self->batch, 0);
}

static void
sol_store_writer_commit (SolStoreWriter *self)
{
  g_autoptr (GError) error = NULL;

  if (self->batch->len == 0)
    return;
  if (!sol_store_db_execute (self->db, "COMMIT", &error))
    sol_store_db_execute (self->db, "ROLLBACK", NULL);
  sol_store_writer_end_batch (self, error);
}

static void
commit_cb (gpointer data,
           gpointer user_data)
{
  sol_store_writer_commit (data);
}

static gboolean
sol_store_writer_begin_batch (SolStoreWriter  *self,
                              GError         **error)
{
  if (self->batch->len > 0)
    return TRUE;
  if (!sol_store_db_execute (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  sol_io_thread_post (self->thread, commit_cb, self, NULL, NULL);
  return TRUE;
}

static void
sol_store_writer_write (SolStoreWriter *self,
                        SolStoreCall   *call)
{
  if (!sol_store_writer_begin_batch (self, &call->error))
    {
      sol_store_call_answer (call);
      return;
    }
  sol_store_call_run (call, self->db);
  g_ptr_array_add (self->batch, call);
  /* SQLite ends the transaction by itself on a full disk or an I/O error: nothing of the batch was
     written */
  if (sqlite3_get_autocommit (self->db->handle))
    sol_store_writer_end_batch (self, call->error);
}

static void
sol_store_writer_read (SolStoreWriter *self,
                       SolStoreCall   *call)
{
  sol_store_writer_commit (self);
  sol_store_call_run (call, self->db);
  sol_store_call_answer (call);
}

static void
run_call_cb (gpointer data,
             gpointer user_data)
{
  SolStoreWriter *self = user_data;
  SolStoreCall *call = data;

  if (self->db == NULL)
    call->error = g_error_copy (self->open_error);
  else
    g_cancellable_set_error_if_cancelled (g_task_get_cancellable (call->task), &call->error);

  if (call->error != NULL)
    sol_store_call_answer (call);
  else if (call->work->access == SOL_STORE_WRITE)
    sol_store_writer_write (self, call);
  else
    sol_store_writer_read (self, call);
}

void
sol_store_writer_submit (SolStoreWriter     *self,
                         GTask              *task,
                         const SolStoreWork *work,
                         gpointer            data)
{
  sol_io_thread_post (self->thread, run_call_cb, sol_store_call_new (task, work, data), self, NULL);
}

/* Not within a transaction: there SQLite ignores it */
static gboolean
sol_store_writer_set_safety (SolStoreWriter  *self,
                             SolStoreSafety   safety,
                             GError         **error)
{
  if (self->safety == safety)
    return TRUE;
  if (!sol_store_db_execute (self->db,
                             safety == SOL_STORE_STRICT ? "PRAGMA synchronous = FULL"
                                                        : "PRAGMA synchronous = NORMAL",
                             error))
    return FALSE;
  self->safety = safety;
  return TRUE;
}

static gboolean
sol_store_writer_run_commit (SolStoreWriter  *self,
                             const Commit    *commit,
                             GError         **error)
{
  if (self->db == NULL)
    {
      g_propagate_error (error, g_error_copy (self->open_error));
      return FALSE;
    }
  sol_store_writer_commit (self);
  if (!sol_store_writer_set_safety (self, commit->safety, error)
      || !sol_store_db_execute (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (sol_store_batch_write (commit->batch, self->db, error)
      && sol_store_db_execute (self->db, "COMMIT", error))
    return TRUE;
  /* SQLite may have done so by itself */
  if (!sqlite3_get_autocommit (self->db->handle))
    sol_store_db_execute (self->db, "ROLLBACK", NULL);
  return FALSE;
}

static void
run_commit_cb (gpointer data,
               gpointer user_data)
{
  const Commit *commit = data;
  g_autoptr (GError) error = NULL;

  sol_store_writer_run_commit (user_data, commit, &error);
  if (commit->func != NULL)
    commit->func (commit->batch, error, commit->user_data);
  else
    sol_store_batch_free (commit->batch);
}

void
sol_store_writer_commit_batch (SolStoreWriter     *self,
                               SolStoreBatch      *batch,
                               SolStoreSafety      safety,
                               SolStoreCommitFunc  func,
                               gpointer            user_data)
{
  Commit commit = { batch, safety, func, user_data };

  sol_io_thread_post (self->thread, run_commit_cb, g_memdup2 (&commit, sizeof commit), self,
                      g_free);
}

static void
open_cb (gpointer data,
         gpointer user_data)
{
  SolStoreWriter *self = data;
  char *warning = NULL;

  self->db = sol_store_open (self->path, &warning, &self->open_error);
  g_mutex_lock (&self->lock);
  self->warning = warning;
  g_mutex_unlock (&self->lock);
}

static void
close_cb (gpointer data,
          gpointer user_data)
{
  SolStoreWriter *self = data;

  if (self->db == NULL)
    return;
  sol_store_writer_commit (self);
  g_clear_pointer (&self->db, sol_store_db_free);
}

SolStoreWriter *
sol_store_writer_new (const char *path)
{
  SolStoreWriter *self = g_new0 (SolStoreWriter, 1);

  g_mutex_init (&self->lock);
  self->path = g_strdup (path);
  self->batch = g_ptr_array_new ();
  self->thread = sol_io_thread_new ("sol-store");
  sol_io_thread_post (self->thread, open_cb, self, NULL, NULL);
  return self;
}

char *
sol_store_writer_dup_warning (SolStoreWriter *self)
{
  char *warning;

  g_mutex_lock (&self->lock);
  warning = g_strdup (self->warning);
  g_mutex_unlock (&self->lock);
  return warning;
}

void
sol_store_writer_free (SolStoreWriter *self)
{
  sol_io_thread_post (self->thread, close_cb, self, NULL, NULL);
  sol_io_thread_stop (self->thread);
  g_ptr_array_unref (self->batch);
  g_clear_error (&self->open_error);
  g_mutex_clear (&self->lock);
  g_free (self->warning);
  g_free (self->path);
  g_free (self);
}
