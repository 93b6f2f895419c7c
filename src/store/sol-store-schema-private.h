/* sol-store-schema-private.h: the tables, version by version
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-db-private.h"

G_BEGIN_DECLS

/**
 * sol_store_schema_check:
 * @version: (out): of the tables in the file, 0 for a new one
 * @is_empty: (out): nothing in it yet
 *
 * Changes nothing. Errors: %SOL_STORE_ERROR_TOO_NEW; %SOL_STORE_ERROR_OPEN for another program's
 * file; %SOL_STORE_ERROR_DAMAGED.
 */
gboolean sol_store_schema_check   (SolStoreDb  *db,
                                   guint       *version,
                                   gboolean    *is_empty,
                                   GError     **error);

/* Whether tables of @version need sol_store_schema_upgrade() */
gboolean sol_store_schema_is_old  (guint        version);

/* Brings the tables to this program's version in one transaction: all of it or nothing */
gboolean sol_store_schema_upgrade (SolStoreDb  *db,
                                   GError     **error);

G_END_DECLS
