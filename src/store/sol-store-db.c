/* sol-store-db.c: a database connection with its statements
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-db-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "sol-store.h"

/* Another process may hold the file for the length of a commit, not of a backup */
#define BUSY_TIMEOUT_MS 5000

static const char *
find_cure (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      return _ ("The disk is full: make room and try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return _ ("Check that you may write to the file and its folder.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Another program uses the file: close it and try again.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("Start Soliton again: it puts the damaged file aside and makes a new one.");
    default:
      return _ ("Check the disk and try again.");
    }
}

static SolStoreError
find_error_code (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return SOL_STORE_ERROR_DAMAGED;
    case SQLITE_CANTOPEN:
      return SOL_STORE_ERROR_OPEN;
    default:
      return SOL_STORE_ERROR_DATABASE;
    }
}

/* The files beside the database do not fail for want of room by that name */
static gboolean
is_out_of_room (SolStoreDb *self,
                int         code)
{
  int system = sqlite3_system_errno (self->handle);

  return (code & 0xff) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT);
}

gboolean
sol_store_db_fail (SolStoreDb  *self,
                   int          code,
                   GError     **error)
{
  const char *path = sqlite3_db_filename (self->handle, NULL);
  gboolean is_full = is_out_of_room (self, code);

  g_set_error (error, SOL_STORE_ERROR, find_error_code (code),
               _ ("The database “%s” failed: %s. %s"),
               path != NULL && *path != '\0' ? path : ":memory:",
               is_full ? sqlite3_errstr (SQLITE_FULL) : sqlite3_errmsg (self->handle),
               find_cure (is_full ? SQLITE_FULL : code));
  return FALSE;
}

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

SolStoreDb *
sol_store_db_connect (const char  *path,
                      GError     **error)
{
  g_autoptr (SolStoreDb) self = g_new0 (SolStoreDb, 1);
  int code;

  self->claim_fd = -1;
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  code = sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_OPEN,
                   _ ("Cannot open the database “%s”: %s. %s"), path, sqlite3_errstr (code),
                   find_cure (code));
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  return g_steal_pointer (&self);
}

void
sol_store_db_free (SolStoreDb *self)
{
  /* SQLite keeps a connection open that has statements left */
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  if (self->claim_fd >= 0)
    close (self->claim_fd);
  g_free (self);
}

gboolean
sol_store_db_execute (SolStoreDb  *self,
                      const char  *sql,
                      GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || sol_store_db_fail (self, code, error);
}

sqlite3_stmt *
sol_store_db_prepare (SolStoreDb  *self,
                      const char  *sql,
                      GError     **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int code;

  if (statement != NULL)
    return statement;
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      sol_store_db_fail (self, code, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

gboolean
sol_store_db_step (SolStoreDb    *self,
                   sqlite3_stmt  *statement,
                   GError       **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    sol_store_db_fail (self, code, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return FALSE;
}

gboolean
sol_store_db_run (SolStoreDb    *self,
                  sqlite3_stmt  *statement,
                  GError       **error)
{
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;
  sol_store_db_step (self, statement, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

gboolean
sol_store_db_read_int (SolStoreDb  *self,
                       const char  *sql,
                       gint64      *value,
                       GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (self, sql, error);

  if (statement == NULL || !sol_store_db_step (self, statement, error))
    return FALSE;
  *value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}
