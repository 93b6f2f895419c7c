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
  SOL_STORE_ERROR_BUSY,      /* another broker has the file */
  SOL_STORE_ERROR_DAMAGED,   /* found while running; the next start puts the file aside */
  SOL_STORE_ERROR_STALE,     /* changed by somebody else meanwhile */
} SolStoreError;

GQuark sol_store_error_quark (void);

#define SOL_TYPE_STORE (sol_store_get_type ())
G_DECLARE_FINAL_TYPE (SolStore, sol_store, SOL, STORE, GObject)

/**
 * sol_store_new:
 * @path: (nullable): the database's file; NULL keeps it in memory. Its folder is made when missing.
 *
 * Starts the store's thread and opens the database there (WAL, versioned schema). A failure to open
 * is what every later call answers. The last reference closes it, all writes done. A call holds a
 * reference until it is answered.
 *
 * The file is readable by its owner alone. A damaged one is put aside as `PATH.damaged-DATE` and a
 * new one made; one that an older version wrote is copied to `PATH.backup-DATE` before it is
 * changed; one of a later version, or of another program, is left as it is and refused.
 */
SolStore *sol_store_new         (const char *path);

/**
 * sol_store_dup_warning:
 *
 * Thread: any. Known from the moment that the first call of any kind was answered.
 *
 * Returns: (transfer full) (nullable): why the database was put aside and where it is now, for a
 * person to read
 */
char     *sol_store_dup_warning (SolStore   *self);

/* Whether another process wrote to the database since the last time of asking; asked for the first
   time it is not. Cost: one page of shared memory read. */
void      sol_store_check_others_async  (SolStore             *self,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean  sol_store_check_others_finish (SolStore             *self,
                                         GAsyncResult         *result);

G_END_DECLS
