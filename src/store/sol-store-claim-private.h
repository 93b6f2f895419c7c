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

G_END_DECLS
