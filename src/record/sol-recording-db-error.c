/* sol-recording-db-error.c: why a recording cannot be read or written, with the cure
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-db-private.h"

#include <errno.h>

#include <glib/gi18n.h>

G_DEFINE_QUARK (sol-recording-error-quark, sol_recording_error)

static gboolean
is_out_of_room (sqlite3 *db)
{
  int system = sqlite3_system_errno (db);

  return (sqlite3_errcode (db) & 0xff) == SQLITE_FULL
         || ((sqlite3_errcode (db) & 0xff) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT));
}

static const char *
find_cure (sqlite3 *db)
{
  if (is_out_of_room (db))
    return _ ("The disk is full: make room.");
  switch (sqlite3_errcode (db) & 0xff)
    {
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return _ ("Check that you may use the file and its folder.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Another program keeps the file locked: close it there.");
    case SQLITE_CORRUPT:
      return _ ("The file is damaged: `sqlite3 FILE .recover` saves what can be read.");
    default:
      return _ ("Check the disk.");
    }
}

static SolRecordingError
find_code (sqlite3 *db)
{
  switch (sqlite3_errcode (db) & 0xff)
    {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return SOL_RECORDING_ERROR_OPEN;
    default:
      return sqlite3_db_readonly (db, "main") == 1 ? SOL_RECORDING_ERROR_READ : SOL_RECORDING_ERROR_WRITE;
    }
}

gboolean
sol_recording_db_fail_as_foreign (const char  *path,
                                  GError     **error)
{
  g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_FORMAT, _ ("“%s” is not a recording of Soliton."),
               path);
  return FALSE;
}

/* A damaged file's own words may stand in it, and they are any octets */
static void
make_valid (GError **error)
{
  char *message;

  if (error == NULL)
    return;
  message = g_utf8_make_valid ((*error)->message, -1);
  g_free ((*error)->message);
  (*error)->message = message;
}

gboolean
sol_recording_db_fail (sqlite3  *db,
                       GError  **error)
{
  if ((sqlite3_errcode (db) & 0xff) == SQLITE_NOTADB)
    return sol_recording_db_fail_as_foreign (sqlite3_db_filename (db, "main"), error);
  g_set_error (error, SOL_RECORDING_ERROR, find_code (db), _ ("The recording “%s” failed: %s. %s"),
               sqlite3_db_filename (db, "main"),
               is_out_of_room (db) ? sqlite3_errstr (SQLITE_FULL) : sqlite3_errmsg (db), find_cure (db));
  make_valid (error);
  return FALSE;
}
