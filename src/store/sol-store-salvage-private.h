/* sol-store-salvage-private.h: what can still be read of a damaged database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-db-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_users;
  guint n_rules;
  guint n_bans;
} SolStoreSaved;

/**
 * sol_store_salvage:
 * @path: of the damaged file; it is only read
 * @saved: (out): how many rows were read and put into @db, which has none
 *
 * Users, access rules and bans, row by row: from the first on and from the last back, until a page
 * cannot be read. A row that makes no sense is left out.
 *
 * Errors: those of @db
 */
gboolean sol_store_salvage (SolStoreDb     *db,
                            const char     *path,
                            SolStoreSaved  *saved,
                            GError        **error);

G_END_DECLS
