/* sol-store-open-private.h: from a path to a database that can be used
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-store-db-private.h"

G_BEGIN_DECLS

/**
 * sol_store_open:
 * @path: (nullable): NULL keeps it in memory
 * @warning: (out): (transfer full) (nullable): what sol_store_dup_warning() tells
 *
 * Makes folder and file, checks, puts a damaged file aside and saves what sol_store_salvage() can,
 * backs an old one up, brings it to this version's tables.
 * Cost: reads the whole file once (quick_check).
 */
SolStoreDb *sol_store_open (const char  *path,
                            char       **warning,
                            GError     **error);

G_END_DECLS
