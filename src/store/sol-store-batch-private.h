/* sol-store-batch-private.h: a batch as the store's thread reads it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-batch.h"
#include "sol-store-db-private.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_STORE_CHANGE_FORGET_ALL,
  SOL_STORE_CHANGE_PUT_SESSION,
  SOL_STORE_CHANGE_REMOVE_SESSION,
  SOL_STORE_CHANGE_PUT_SUBSCRIPTION,
  SOL_STORE_CHANGE_REMOVE_SUBSCRIPTION,
  SOL_STORE_CHANGE_PUT_RECEIVED,
  SOL_STORE_CHANGE_REMOVE_RECEIVED,
} SolStoreChangeKind;

typedef struct
{
  SolStoreChangeKind kind;
  guint16            packet_id;
  union
  {
    SolStoreSession      session;
    SolStoreSubscription subscription;
  };
} SolStoreChange;

/* A row that an earlier transaction wrote */
typedef struct
{
  guint64         id;
  SolStoreRowKind kind;
} SolStoreOldRow;

struct _SolStoreBatch
{
  GDestroyNotify release;
  guint64        first_row;
  gsize          n_bytes;
  guint          n_rows;    /* not taken back */
  GArray        *rows;      /* SolStoreRow: number @first_row and on */
  GArray        *released;  /* guint64: deliveries */
  GArray        *removed;   /* SolStoreOldRow */
  GArray        *changes;   /* SolStoreChange; owns its strings */
};

/* Within a transaction, in the store's thread */
gboolean sol_store_batch_write (const SolStoreBatch  *self,
                                SolStoreDb           *db,
                                GError              **error);

G_END_DECLS
