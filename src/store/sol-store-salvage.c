/* sol-store-salvage.c: what can still be read of a damaged database
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-salvage-private.h"

/* A table by its key, both ways. Conditions keep out what damage made of a value. */
typedef struct
{
  const char *forward;
  const char *backward;
  const char *add;
} Table;

#define USERS "SELECT name, hash, changed_at FROM users WHERE name <> '' AND hash <> '' "
#define RULES                                                                          \
  "SELECT position, who, user, operation, is_allowed, filter FROM acl_rules "          \
  "WHERE who BETWEEN 0 AND 2 AND (who = 2) = (user IS NOT NULL) "                      \
  "AND operation BETWEEN 1 AND 3 AND is_allowed IN (0, 1) AND filter <> '' "
#define BANS "SELECT kind, value, since, until FROM bans WHERE kind BETWEEN 0 AND 2 AND value <> '' "

static const Table users = {
  USERS "ORDER BY name",
  USERS "ORDER BY name DESC",
  "INSERT OR IGNORE INTO users (name, hash, changed_at) VALUES (?1, ?2, ?3)",
};

static const Table rules = {
  RULES "ORDER BY position",
  RULES "ORDER BY position DESC",
  "INSERT OR IGNORE INTO acl_rules (position, who, user, operation, is_allowed, filter) "
  "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
};

static const Table bans = {
  BANS "ORDER BY kind, value",
  BANS "ORDER BY kind DESC, value DESC",
  "INSERT OR IGNORE INTO bans (kind, value, since, until) VALUES (?1, ?2, ?3, ?4)",
};

static gboolean
is_text_valid (sqlite3_stmt *row)
{
  for (int i = 0; i < sqlite3_column_count (row); i++)
    if (sqlite3_column_type (row, i) == SQLITE_TEXT
        && !g_utf8_validate ((const char *) sqlite3_column_text (row, i),
                             sqlite3_column_bytes (row, i), NULL))
      return FALSE;
  return TRUE;
}

/* One whose types are not the table's is not taken: the table is a strict one */
static gboolean
copy_row (SolStoreDb    *db,
          const char    *add,
          sqlite3_stmt  *row,
          guint         *n,
          GError       **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, add, error);
  int code;

  if (statement == NULL)
    return FALSE;
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (statement, i + 1, sqlite3_column_value (row, i));
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    *n += (guint) sqlite3_changes (db->handle);
  else if ((code & 0xff) != SQLITE_CONSTRAINT)
    sol_store_db_fail (db, code, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE || (code & 0xff) == SQLITE_CONSTRAINT;
}

/* Until the end, or until a page cannot be read */
static gboolean
copy_rows (SolStoreDb  *db,
           sqlite3     *damaged,
           const char  *sql,
           const char  *add,
           guint       *n,
           GError     **error)
{
  sqlite3_stmt *row = NULL;
  gboolean done = TRUE;

  if (sqlite3_prepare_v2 (damaged, sql, -1, &row, NULL) != SQLITE_OK)
    return TRUE;
  while (done && sqlite3_step (row) == SQLITE_ROW)
    if (is_text_valid (row))
      done = copy_row (db, add, row, n, error);
  sqlite3_finalize (row);
  return done;
}

static gboolean
copy_table (SolStoreDb   *db,
            sqlite3      *damaged,
            const Table  *table,
            guint        *n,
            GError      **error)
{
  return copy_rows (db, damaged, table->forward, table->add, n, error)
         && copy_rows (db, damaged, table->backward, table->add, n, error);
}

static gboolean
copy_all (SolStoreDb     *db,
          sqlite3        *damaged,
          SolStoreSaved  *saved,
          GError        **error)
{
  if (!sol_store_db_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (copy_table (db, damaged, &users, &saved->n_users, error)
      && copy_table (db, damaged, &rules, &saved->n_rules, error)
      && copy_table (db, damaged, &bans, &saved->n_bans, error)
      && sol_store_db_execute (db, "COMMIT", error))
    return TRUE;
  sol_store_db_execute (db, "ROLLBACK", NULL);
  return FALSE;
}

gboolean
sol_store_salvage (SolStoreDb     *db,
                   const char     *path,
                   SolStoreSaved  *saved,
                   GError        **error)
{
  sqlite3 *damaged = NULL;
  gboolean done = TRUE;

  *saved = (SolStoreSaved) { 0 };
  if (sqlite3_open_v2 (path, &damaged, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
    {
      sqlite3_db_config (damaged, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
      sqlite3_exec (damaged, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
      done = copy_all (db, damaged, saved, error);
    }
  sqlite3_close (damaged);
  return done;
}
