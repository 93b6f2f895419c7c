/* sol-store-others.c: whether another process wrote to the same database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store.h"

#include "sol-store-private.h"

/* Changes with every commit of another connection, not with our own */
#define READ_VERSION "PRAGMA data_version"

static gboolean
read_version (SolStoreDb  *db,
              gpointer     data,
              gpointer    *result,
              GError     **error)
{
  gint64 version;

  if (!sol_store_db_read_int (db, READ_VERSION, &version, error))
    return FALSE;
  *result = GUINT_TO_POINTER ((guint) version);
  return TRUE;
}

void
sol_store_check_others_async (SolStore            *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOL_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, sol_store_check_others_async);
  sol_store_submit (self, task, SOL_STORE_READ, read_version, NULL, NULL, NULL);
}

gboolean
sol_store_check_others_finish (SolStore      *self,
                               GAsyncResult  *result)
{
  guint version, before;

  g_return_val_if_fail (g_async_result_is_tagged (result, sol_store_check_others_async), FALSE);

  version = GPOINTER_TO_UINT (g_task_propagate_pointer (G_TASK (result), NULL));
  before = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self), "soliton-data-version"));
  if (version != 0)
    g_object_set_data (G_OBJECT (self), "soliton-data-version", GUINT_TO_POINTER (version));
  return version != 0 && before != 0 && version != before;
}
