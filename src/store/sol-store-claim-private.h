/* sol-store-claim-private.h: one broker a database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-db-private.h"

G_BEGIN_DECLS

/**
 * sol_store_claim:
 *
 * Locks the file `PATH.lock` until the database is closed or the process ends, however it ends.
 * SQLite's own locks last a transaction: other programs may go on to read and change users.
 * Errors: %SOL_STORE_ERROR_BUSY.
 */
gboolean sol_store_claim (SolStoreDb  *db,
                          GError     **error);

/**
 * sol_store_take_turn:
 * @turn: (out): to close() when the file is open; -1 where folders cannot be locked
 *
 * Waits until nobody else opens a database in the folder of @path, ten seconds at most. Two that make the file, put it
 * aside or bring it to new tables at once would undo each other's work, and SQLite waits for nobody who changes the
 * journal's mode.
 * Errors: %SOL_STORE_ERROR_BUSY.
 */
gboolean sol_store_take_turn (const char  *path,
                              int         *turn,
                              GError     **error);

G_END_DECLS
