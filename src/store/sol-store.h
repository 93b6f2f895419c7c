/* sol-store.h: what outlives the process: one SQLite database, one thread that touches it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SOL_STORE_ERROR (sol_store_error_quark ())

typedef enum
{
  SOL_STORE_ERROR_OPEN,      /* the file cannot be opened or made */
  SOL_STORE_ERROR_DATABASE,  /* SQLite says no */
  SOL_STORE_ERROR_TOO_NEW,   /* written by a later version */
  SOL_STORE_ERROR_NOT_FOUND,
  SOL_STORE_ERROR_CLOSED,
} SolStoreError;

GQuark sol_store_error_quark (void);

#define SOL_TYPE_STORE (sol_store_get_type ())
G_DECLARE_FINAL_TYPE (SolStore, sol_store, SOL, STORE, GObject)

/**
 * sol_store_new:
 * @path: (nullable): the database's file; NULL keeps it in memory. Its folder is made when missing.
 *
 * Starts the store's thread and opens the database there (WAL, versioned schema). A failure to open is what every
 * later call answers. The last reference closes it, all writes done.
 */
SolStore *sol_store_new (const char *path);

G_END_DECLS
