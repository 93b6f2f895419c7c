/* sol-store-schema.c: the tables, version by version
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-schema-private.h"

#include <glib/gi18n.h>

#include "sol-store.h"

#define READ_VERSION "PRAGMA user_version"
#define READ_APPLICATION "PRAGMA application_id"
#define READ_TABLES "SELECT count(*) FROM sqlite_schema"
#define READ_HEALTH "PRAGMA quick_check(1)"

/* `SOLT`, at octet 68 of the file: tells ours from any other program's database */
#define APPLICATION_ID 0x534f4c54

/* Step N makes version N + 1 of version N. A step that was released is never edited: add one. */
static const char *const steps[] = {
  "CREATE TABLE users ("
  "  name TEXT PRIMARY KEY NOT NULL,"
  "  hash TEXT NOT NULL,"
  "  changed_at INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;",

  /* What the broker keeps. Deliveries, messages, retained messages and wills are numbered in one
     row of numbers, so that the order of deliveries is the order of their numbers. A delivery has
     its content itself, or names the message that has it. */
  "CREATE TABLE sessions ("
  "  id INTEGER PRIMARY KEY,"
  "  client_id TEXT NOT NULL,"
  "  user_name TEXT,"
  "  version INTEGER NOT NULL,"
  "  expiry_s INTEGER NOT NULL,"
  "  ended_us INTEGER NOT NULL,"
  "  sent_row INTEGER NOT NULL"
  ") STRICT;"
  "CREATE TABLE subscriptions ("
  "  session INTEGER NOT NULL,"
  "  filter TEXT NOT NULL,"
  "  options INTEGER NOT NULL,"
  "  identifier INTEGER NOT NULL,"
  "  PRIMARY KEY (session, filter)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE received ("
  "  session INTEGER NOT NULL,"
  "  packet_id INTEGER NOT NULL,"
  "  PRIMARY KEY (session, packet_id)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE deliveries ("
  "  id INTEGER PRIMARY KEY,"
  "  session INTEGER NOT NULL,"
  "  packet_id INTEGER NOT NULL,"
  "  qos INTEGER NOT NULL,"
  "  retain INTEGER NOT NULL,"
  "  is_released INTEGER NOT NULL,"
  "  message INTEGER NOT NULL,"
  "  topic TEXT,"
  "  payload BLOB,"
  "  properties BLOB,"
  "  published_qos INTEGER NOT NULL,"
  "  published_retain INTEGER NOT NULL,"
  "  arrived_us INTEGER NOT NULL,"
  "  expires_us INTEGER,"
  "  identifiers BLOB,"
  "  share TEXT"
  ") STRICT;"
  "CREATE TABLE messages ("
  "  id INTEGER PRIMARY KEY,"
  "  topic TEXT NOT NULL,"
  "  payload BLOB,"
  "  properties BLOB,"
  "  published_qos INTEGER NOT NULL,"
  "  published_retain INTEGER NOT NULL,"
  "  arrived_us INTEGER NOT NULL,"
  "  expires_us INTEGER"
  ") STRICT;"
  "CREATE TABLE retained ("
  "  id INTEGER PRIMARY KEY,"
  "  topic TEXT NOT NULL,"
  "  payload BLOB,"
  "  properties BLOB,"
  "  published_qos INTEGER NOT NULL,"
  "  published_retain INTEGER NOT NULL,"
  "  arrived_us INTEGER NOT NULL,"
  "  expires_us INTEGER"
  ") STRICT;"
  "CREATE TABLE wills ("
  "  id INTEGER PRIMARY KEY,"
  "  topic TEXT NOT NULL,"
  "  payload BLOB,"
  "  properties BLOB,"
  "  published_qos INTEGER NOT NULL,"
  "  published_retain INTEGER NOT NULL,"
  "  arrived_us INTEGER NOT NULL,"
  "  expires_us INTEGER,"
  "  session INTEGER NOT NULL,"
  "  delay_s INTEGER NOT NULL"
  ") STRICT;",

  "CREATE TABLE acl_rules ("
  "  position INTEGER PRIMARY KEY NOT NULL,"
  "  who INTEGER NOT NULL,"
  "  user TEXT,"
  "  operation INTEGER NOT NULL,"
  "  is_allowed INTEGER NOT NULL,"
  "  filter TEXT NOT NULL"
  ") STRICT;"
  "CREATE TABLE acl_revision (revision INTEGER NOT NULL) STRICT;"
  "INSERT INTO acl_revision VALUES (0);"
  "CREATE TABLE bans ("
  "  kind INTEGER NOT NULL,"
  "  value TEXT NOT NULL,"
  "  since INTEGER NOT NULL,"
  "  until INTEGER NOT NULL,"
  "  PRIMARY KEY (kind, value)"
  ") STRICT, WITHOUT ROWID;",

  /* Of whom No Local is to keep them */
  "ALTER TABLE retained ADD COLUMN publisher TEXT;"
  "ALTER TABLE wills ADD COLUMN publisher TEXT;",
};

static gboolean
check_identity (SolStoreDb  *db,
                gboolean     is_empty,
                GError     **error)
{
  gint64 id;

  if (!sol_store_db_read_int (db, READ_APPLICATION, &id, error))
    return FALSE;
  if (id == APPLICATION_ID || (id == 0 && is_empty))
    return TRUE;
  g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_OPEN,
               _ ("“%s” is the database of another program. "
                  "Choose another folder for Soliton’s data."),
               sqlite3_db_filename (db->handle, NULL));
  return FALSE;
}

static gboolean
check_health (SolStoreDb  *db,
              GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, READ_HEALTH, error);
  gboolean is_good;

  if (statement == NULL || !sol_store_db_step (db, statement, error))
    return FALSE;
  is_good = g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  if (!is_good)
    g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_DAMAGED, "%s",
                 (const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return is_good;
}

gboolean
sol_store_schema_check (SolStoreDb  *db,
                        guint       *version,
                        gboolean    *is_empty,
                        GError     **error)
{
  gint64 found, n_tables;

  if (!sol_store_db_read_int (db, READ_TABLES, &n_tables, error)
      || !sol_store_db_read_int (db, READ_VERSION, &found, error)
      || !check_identity (db, n_tables == 0 && found == 0, error))
    return FALSE;
  if (found < 0 || found > (gint64) G_N_ELEMENTS (steps))
    {
      g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_TOO_NEW,
                   _ ("The database “%s” was written by a later Soliton (version %d of the tables; "
                      "this one knows %d). Install that Soliton, or choose another folder."),
                   sqlite3_db_filename (db->handle, NULL), (int) found,
                   (int) G_N_ELEMENTS (steps));
      return FALSE;
    }
  *version = found;
  *is_empty = n_tables == 0;
  return check_health (db, error);
}

gboolean
sol_store_schema_is_old (guint version)
{
  return version < G_N_ELEMENTS (steps);
}

static gboolean
run_steps (SolStoreDb  *db,
           GError     **error)
{
  g_autofree char *mark = NULL;
  gint64 version;

  /* Read again under the lock: another process may just have done it */
  if (!sol_store_db_read_int (db, READ_VERSION, &version, error))
    return FALSE;
  for (gsize i = version; i < G_N_ELEMENTS (steps); i++)
    if (!sol_store_db_execute (db, steps[i], error))
      return FALSE;
  mark = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d",
                          (int) G_N_ELEMENTS (steps), APPLICATION_ID);
  return sol_store_db_execute (db, mark, error);
}

gboolean
sol_store_schema_upgrade (SolStoreDb  *db,
                          GError     **error)
{
  if (!sol_store_db_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_steps (db, error) && sol_store_db_execute (db, "COMMIT", error))
    return TRUE;
  sol_store_db_execute (db, "ROLLBACK", NULL);
  return FALSE;
}
