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
 * @data: what sol_store_run_async() was given
 * @result: (out): for sol_store_read_finish(), or left NULL
 *
 * Runs in the store's thread.
 */
typedef gboolean (*SolStoreFunc) (SolStoreDb  *db,
                                  gpointer     data,
                                  gpointer    *result,
                                  GError     **error);

typedef enum
{
  SOL_STORE_READ,   /* sees every write that was asked for before it */
  SOL_STORE_WRITE,  /* joins the open batch; answered when that is committed */
} SolStoreAccess;

/* What is done in the store's thread; static */
typedef struct
{
  SolStoreAccess access;
  SolStoreFunc   func;
  GDestroyNotify data_free;    /* nullable; in any thread */
  GDestroyNotify result_free;  /* nullable: frees a result that nobody takes */
} SolStoreWork;

/**
 * sol_store_run_async:
 * @data: (transfer full): for @work's function
 *
 * Writes that wait together are one transaction: N of them cost one commit. A write that fails alone (a constraint)
 * fails alone; a failure that SQLite answers by rolling back (disk full, I/O) fails all writes of the batch.
 */
void     sol_store_run_async    (SolStore            *self,
                                 const SolStoreWork  *work,
                                 gpointer             data,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data);

/* Returns: (transfer full) (nullable): what the read found */
gpointer sol_store_read_finish  (SolStore            *self,
                                 const SolStoreWork  *work,
                                 GAsyncResult        *result,
                                 GError             **error);
gboolean sol_store_write_finish (SolStore            *self,
                                 const SolStoreWork  *work,
                                 GAsyncResult        *result,
                                 GError             **error);

G_END_DECLS
