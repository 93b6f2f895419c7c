/* sol-store-private.h: how a table family hands its work to the store's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-db-private.h"
#include "sol-store.h"

G_BEGIN_DECLS

/**
 * SolStoreFunc:
 * @data: what sol_store_submit() was given
 * @result: (out): for g_task_propagate_pointer(), or left NULL
 *
 * Runs in the store's thread.
 */
typedef gboolean (*SolStoreFunc) (SolStoreDb  *db,
                                  gpointer     data,
                                  gpointer    *result,
                                  GError     **error);

typedef enum
{
  SOL_STORE_READ,   /* sees every write submitted before it */
  SOL_STORE_WRITE,  /* joins the open batch; answered when that is committed */
} SolStoreAccess;

/**
 * sol_store_submit:
 * @task: (transfer full): answered in its own context: by a pointer after a read, by TRUE after a
 * write
 * @data: (transfer full): freed by @data_free in any thread
 * @result_free: (nullable): frees a result that nobody takes
 *
 * Writes that wait together are one transaction: N of them cost one commit. A write that fails
 * alone (a constraint) fails alone; a failure that SQLite answers by rolling back (disk full, I/O)
 * fails all writes of the batch.
 */
void sol_store_submit (SolStore       *self,
                       GTask          *task,
                       SolStoreAccess  access,
                       SolStoreFunc    func,
                       gpointer        data,
                       GDestroyNotify  data_free,
                       GDestroyNotify  result_free);

G_END_DECLS
