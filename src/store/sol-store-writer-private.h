/* sol-store-writer-private.h: the store's thread: what was submitted, in order, writes in batches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-broker.h"
#include "sol-store-private.h"

G_BEGIN_DECLS

typedef struct _SolStoreWriter SolStoreWriter;

/* Starts the thread; the database is opened there */
SolStoreWriter *sol_store_writer_new         (const char      *path);

/* Any thread. @task: (transfer full): answered in its own context: by a pointer after a read, by TRUE after a write.
 * @data: (transfer full) */
void            sol_store_writer_submit      (SolStoreWriter     *self,
                                              GTask              *task,
                                              const SolStoreWork *work,
                                              gpointer            data);

/* Any thread; as sol_store_commit() */
void            sol_store_writer_commit_batch (SolStoreWriter    *self,
                                               SolStoreBatch     *batch,
                                               SolStoreSafety     safety,
                                               SolStoreCommitFunc func,
                                               gpointer           user_data);

/* Any thread */
char           *sol_store_writer_dup_warning (SolStoreWriter  *self);

/* Commits, closes the database and ends the thread; waits for it. Never from the store's thread. */
void            sol_store_writer_free        (SolStoreWriter  *self);

G_END_DECLS
