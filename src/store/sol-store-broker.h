/* sol-store-broker.h: what a broker keeps of its sessions and messages
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-batch.h"
#include "sol-store.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_STORE_RELAXED,  /* a killed process loses nothing; a power cut may lose what was newest */
  SOL_STORE_STRICT,   /* every transaction is on the disk before it is answered */
} SolStoreSafety;

/**
 * SolStoreCommitFunc:
 * @batch: the caller's again: not emptied, so that after an error it can be committed once more
 * @error: (nullable): nothing of the batch was written
 *
 * Called in the store's thread.
 */
typedef void (*SolStoreCommitFunc) (SolStoreBatch *batch,
                                    const GError  *error,
                                    gpointer       user_data);

/**
 * sol_store_commit:
 * @func: (nullable): without one the batch is freed when it was written, or could not be
 *
 * Thread: any. Transactions are made in the order of calling. Cost: one post; in the store's thread
 * some 2 to 3 µs a row and, when strict, one fdatasync.
 */
void     sol_store_commit      (SolStore             *self,
                                SolStoreBatch        *batch,
                                SolStoreSafety        safety,
                                SolStoreCommitFunc    func,
                                gpointer              user_data);

/* Called in the store's thread while it loads: sessions first, their subscriptions and received
 * identifiers, messages before the deliveries that share them, deliveries in the order in which
 * they were added. What they are given is theirs for the call. */
typedef struct
{
  void (*session)      (const SolStoreSession      *session,
                        gpointer                    user_data);
  void (*subscription) (const SolStoreSubscription *subscription,
                        gpointer                    user_data);
  void (*received)     (guint32                     session,
                        guint16                     packet_id,
                        gpointer                    user_data);
  void (*row)          (guint64                     id,
                        const SolStoreRow          *row,
                        gpointer                    user_data);
} SolStoreReader;

/**
 * sol_store_load_async:
 * @reader, @user_data: live until it is finished
 *
 * Reads all that was committed. From then on the file is this process's: another broker that asks
 * for the same one is refused.
 * Errors: %SOL_STORE_ERROR_BUSY when another process has it.
 */
void     sol_store_load_async  (SolStore             *self,
                                const SolStoreReader *reader,
                                gpointer              reader_data,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean sol_store_load_finish (SolStore             *self,
                                GAsyncResult         *result,
                                GError              **error);

G_END_DECLS
