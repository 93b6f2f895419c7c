/* sol-recording-db.c: a recording's file as a database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recording-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/* A reader that makes a checkpoint holds the file for that long at most */
#define BUSY_TIMEOUT_MS 1000
/* Of MQTT: no payload is longer */
#define MAX_VALUE_BYTES (256 * 1024 * 1024)

#define STRING_OF(number) #number
#define TEXT_OF(number) STRING_OF (number)

/* A killed process loses no commit; a power cut may take the newest. A checkpoint each 16 MiB of log. */
#define SET_JOURNAL                                                                                                    \
  "PRAGMA journal_mode = WAL;"                                                                                         \
  "PRAGMA synchronous = NORMAL;"                                                                                       \
  "PRAGMA cache_size = -16384;"                                                                                        \
  "PRAGMA wal_autocheckpoint = 4096"

#define MAKE_TABLES                                                                                                    \
  "BEGIN;"                                                                                                             \
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;"                                                \
  "CREATE TABLE topics (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"                                           \
  "CREATE TABLE messages ("                                                                                            \
  "  id INTEGER PRIMARY KEY,"                                                                                          \
  "  time_ns INTEGER NOT NULL,"                                                                                        \
  "  topic_id INTEGER NOT NULL REFERENCES topics (id),"                                                                \
  "  qos INTEGER NOT NULL,"                                                                                            \
  "  retain INTEGER NOT NULL,"                                                                                         \
  "  payload BLOB NOT NULL,"                                                                                           \
  "  properties BLOB,"                                                                                                 \
  "  expiry_s INTEGER);"                                                                                               \
  "CREATE VIEW messages_by_topic AS"                                                                                   \
  "  SELECT m.id, m.time_ns, m.time_ns / 1e9 AS time_s, t.name AS topic, m.qos, m.retain, m.payload"                   \
  "  FROM messages m JOIN topics t ON t.id = m.topic_id;"                                                              \
  "PRAGMA user_version = " TEXT_OF (SOL_RECORDING_VERSION) ";"                                                         \
  "PRAGMA application_id = " TEXT_OF (SOL_RECORDING_APPLICATION_ID) ";"                                                \
  "COMMIT"

#define COUNT_TABLES                                                                                                   \
  "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('meta', 'topics', 'messages')"

gboolean
sol_recording_db_execute (sqlite3     *db,
                          const char  *sql,
                          GError     **error)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK || sol_recording_db_fail (db, error);
}

sqlite3_stmt *
sol_recording_db_prepare (sqlite3     *db,
                          const char  *sql,
                          GError     **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    sol_recording_db_fail (db, error);
  return statement;
}

gboolean
sol_recording_db_read_int (sqlite3     *db,
                           const char  *sql,
                           gint64      *value,
                           GError     **error)
{
  sqlite3_stmt *statement = sol_recording_db_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  code = sqlite3_step (statement);
  *value = code == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    sol_recording_db_fail (db, error);
  sqlite3_finalize (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
fail_with_errno (const char  *path,
                 GError     **error)
{
  if (errno == EEXIST)
    g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_EXISTS,
                 _ ("“%s” is there already. Choose another name, or remove it first."), path);
  else
    g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_OPEN,
                 _ ("Cannot make the recording “%s”: %s."), path, g_strerror (errno));
  return FALSE;
}

/* The log of a file before would be taken for that of a new one */
void
sol_recording_db_remove (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *index = g_strconcat (path, "-shm", NULL);

  g_unlink (log);
  g_unlink (index);
  g_unlink (path);
}

static gboolean
make_file (const char  *path,
           gboolean     replace,
           GError     **error)
{
  int fd;

  if (replace)
    sol_recording_db_remove (path);
  fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail_with_errno (path, error);
  close (fd);
  return TRUE;
}

static sqlite3 *
connect (const char  *path,
         int          flags,
         GError     **error)
{
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2 (path, &db, flags | SQLITE_OPEN_NOMUTEX, NULL);

  if (code != SQLITE_OK)
    {
      g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_OPEN, _ ("Cannot open the recording “%s”: %s."),
                   path, sqlite3_errstr (code));
      sqlite3_close_v2 (db);
      return NULL;
    }
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, BUSY_TIMEOUT_MS);
  sqlite3_limit (db, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
  return db;
}

sqlite3 *
sol_recording_db_create (const char  *path,
                         gboolean     replace,
                         GError     **error)
{
  sqlite3 *db;

  if (!make_file (path, replace, error))
    return NULL;
  db = connect (path, SQLITE_OPEN_READWRITE, error);
  if (db == NULL)
    return NULL;
  if (sol_recording_db_execute (db, SET_JOURNAL, error) && sol_recording_db_execute (db, MAKE_TABLES, error))
    return db;
  sqlite3_close_v2 (db);
  sol_recording_db_remove (path);
  return NULL;
}

static gboolean
check_identity (sqlite3     *db,
                const char  *path,
                GError     **error)
{
  gint64 application, version, n_tables;

  if (!sol_recording_db_read_int (db, "PRAGMA application_id", &application, error)
      || !sol_recording_db_read_int (db, "PRAGMA user_version", &version, error)
      || !sol_recording_db_read_int (db, COUNT_TABLES, &n_tables, error))
    return FALSE;
  if (application != SOL_RECORDING_APPLICATION_ID || n_tables != 3)
    sol_recording_db_fail_as_foreign (path, error);
  else if (version != SOL_RECORDING_VERSION)
    g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_FORMAT,
                 _ ("“%s” was recorded by a later Soliton (version %d of the tables; this one knows %d). "
                    "Install that Soliton."),
                 path, (int) version, SOL_RECORDING_VERSION);
  else
    return TRUE;
  return FALSE;
}

sqlite3 *
sol_recording_db_open (const char  *path,
                       GError     **error)
{
  sqlite3 *db;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_OPEN, _ ("There is no file “%s”."), path);
      return NULL;
    }
  db = connect (path, SQLITE_OPEN_READONLY, error);
  if (db == NULL)
    return NULL;
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  if (sol_recording_db_execute (db, "PRAGMA cell_size_check = ON", error) && check_identity (db, path, error))
    return db;
  sqlite3_close_v2 (db);
  return NULL;
}
