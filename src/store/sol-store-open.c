/* sol-store-open.c: from a path to a database that can be used
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-open-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sol-store-claim-private.h"
#include "sol-store-salvage-private.h"
#include "sol-store-schema-private.h"
#include "sol-store.h"

/* A process that is killed loses no commit; a power cut may lose the newest, never the order */
#define SET_JOURNAL "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"

static gboolean
fail_with_errno (const char  *path,
                 GError     **error)
{
  g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_OPEN,
               _ ("Cannot open the database “%s”: %s. "
                  "Check that you may write to the file and its folder."),
               path, g_strerror (errno));
  return FALSE;
}

static gboolean
make_folder (const char  *path,
             GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0 || fail_with_errno (path, error);
}

/* Ours before SQLite opens it: its journal files take over the mode, which keeps password hashes to
   the owner */
static gboolean
make_private_file (const char  *path,
                   GError     **error)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600), status;

  if (fd < 0)
    return fail_with_errno (path, error);
  status = fchmod (fd, 0600);
  close (fd);
  return status == 0 || fail_with_errno (path, error);
}

/* A name that is free, also for SQLite's files beside it */
static char *
dup_dated_path (const char *path,
                const char *word)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *dated = g_strdup_printf ("%s.%s-%s", path, word, date);

  for (guint i = 2; g_file_test (dated, G_FILE_TEST_EXISTS); i++)
    {
      g_free (dated);
      dated = g_strdup_printf ("%s.%s-%s-%u", path, word, date, i);
    }
  return dated;
}

static gboolean
move_with_suffix (const char *from,
                  const char *to,
                  const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);

  return g_rename (source, target) == 0 || errno == ENOENT;
}

/* The write-ahead log first: left alone beside a new file, it would be taken for that one's */
static gboolean
put_aside (const char  *path,
           const char  *aside,
           GError     **error)
{
  if (!move_with_suffix (path, aside, "-wal") || !move_with_suffix (path, aside, "-shm")
      || !move_with_suffix (path, aside, ""))
    return fail_with_errno (path, error);
  return TRUE;
}

/* Nothing but a copy that SQLite itself makes holds what is still in the write-ahead log */
static gboolean
back_up (SolStoreDb  *db,
         const char  *path,
         GError     **error)
{
  g_autofree char *copy = dup_dated_path (path, "backup");
  char *sql;
  gboolean done;

  if (!make_private_file (copy, error))
    return FALSE;
  sql = sqlite3_mprintf ("VACUUM INTO %Q", copy);
  done = sol_store_db_execute (db, sql, error);
  sqlite3_free (sql);
  return done;
}

static SolStoreDb *
open_checked (const char  *path,
              GError     **error)
{
  g_autoptr (SolStoreDb) db = sol_store_db_connect (path != NULL ? path : ":memory:", error);
  gboolean is_empty;
  guint version;

  if (db == NULL || !sol_store_schema_check (db, &version, &is_empty, error)
      || !sol_store_db_execute (db, SET_JOURNAL, error))
    return NULL;
  if (!sol_store_schema_is_old (version))
    return g_steal_pointer (&db);
  if (path != NULL && !is_empty && !back_up (db, path, error))
    return NULL;
  if (!sol_store_schema_upgrade (db, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* Lost are sessions and retained messages, and what stood on a page that cannot be read */
static SolStoreDb *
replace_damaged (const char    *path,
                 const GError  *reason,
                 char         **warning,
                 GError       **error)
{
  g_autofree char *aside = dup_dated_path (path, "damaged");
  g_autoptr (SolStoreDb) db = NULL;
  SolStoreSaved saved;

  if (!put_aside (path, aside, error) || !make_private_file (path, error))
    return NULL;
  db = open_checked (path, error);
  if (db == NULL || !sol_store_salvage (db, aside, &saved, error))
    return NULL;
  *warning = g_strdup_printf (
      _ ("The database “%s” is damaged. It was put aside as “%s” and a new one was made. Saved "
         "into it: %u users, %u access rules, %u bans; look whether any is missing. Sessions and "
         "retained messages are lost. (%s)"),
      path, aside, saved.n_users, saved.n_rules, saved.n_bans, reason->message);
  return g_steal_pointer (&db);
}

static SolStoreDb *
open_or_replace (const char  *path,
                 char       **warning,
                 GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  SolStoreDb *db = open_checked (path, &local_error);

  if (db != NULL)
    return db;
  if (!g_error_matches (local_error, SOL_STORE_ERROR, SOL_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return replace_damaged (path, local_error, warning, error);
}

static SolStoreDb *
open_file (const char  *path,
           char       **warning,
           GError     **error)
{
  SolStoreDb *db = NULL;
  int turn;

  if (!make_folder (path, error) || !sol_store_take_turn (path, &turn, error))
    return NULL;
  if (make_private_file (path, error))
    db = open_or_replace (path, warning, error);
  if (turn >= 0)
    close (turn);
  return db;
}

SolStoreDb *
sol_store_open (const char  *path,
                char       **warning,
                GError     **error)
{
  *warning = NULL;
  return path != NULL ? open_file (path, warning, error) : open_checked (NULL, error);
}
