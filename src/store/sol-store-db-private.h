/* sol-store-db-private.h: a database connection with its statements
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* All here belongs to the store's thread */
typedef struct
{
  sqlite3    *handle;
  GHashTable *statements;  /* SQL, by address → sqlite3_stmt */
  int         claim_fd;    /* of the lock that sol_store_claim() holds; -1 without */
} SolStoreDb;

/**
 * sol_store_db_connect:
 * @path: an existing file, or `:memory:`
 *
 * Opens only: no schema, no check.
 */
SolStoreDb   *sol_store_db_connect      (const char    *path,
                                         GError       **error);
void          sol_store_db_free         (SolStoreDb    *self);

/* One statement or several without parameters; rows are dropped */
gboolean      sol_store_db_execute      (SolStoreDb    *self,
                                         const char    *sql,
                                         GError       **error);

/**
 * sol_store_db_prepare:
 * @sql: a static string: prepared once, found again by its address
 *
 * Returns: (transfer none) (nullable): ready to be bound
 */
sqlite3_stmt *sol_store_db_prepare      (SolStoreDb    *self,
                                         const char    *sql,
                                         GError       **error);

/* The next row. FALSE without @error after the last one; either way the statement is then reset and
   lets go of what was bound. */
gboolean      sol_store_db_step         (SolStoreDb    *self,
                                         sqlite3_stmt  *statement,
                                         GError       **error);

/* A statement without rows. @statement: (nullable): the preparation failed, with @error set */
gboolean      sol_store_db_run          (SolStoreDb    *self,
                                         sqlite3_stmt  *statement,
                                         GError       **error);

/* The first column of the first row of @sql, a static string */
gboolean      sol_store_db_read_int     (SolStoreDb    *self,
                                         const char    *sql,
                                         gint64        *value,
                                         GError       **error);

/* Sets @error from @code, a result of SQLite, with the cause and the cure. Returns: FALSE, always
   */
gboolean      sol_store_db_fail         (SolStoreDb    *self,
                                         int            code,
                                         GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolStoreDb, sol_store_db_free)

G_END_DECLS
