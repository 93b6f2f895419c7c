/* sol-store-bans.c: who is kept out, and until when
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-bans.h"

#include <glib/gi18n.h>

#include "sol-store-private.h"

#define DROP_OVER "DELETE FROM bans WHERE until != 0 AND until <= unixepoch ()"
#define PUT_BAN                                                             \
  "INSERT INTO bans (kind, value, since, until) VALUES (?1, ?2, ?3, ?4) "   \
  "ON CONFLICT (kind, value) DO UPDATE SET since = excluded.since, until = excluded.until"
#define REMOVE_BAN "DELETE FROM bans WHERE kind = ?1 AND value = ?2"
#define LIST_BANS                                                           \
  "SELECT kind, value, since, until FROM bans "                             \
  "WHERE until = 0 OR until > unixepoch () ORDER BY since DESC, kind, value"

static gboolean
put_ban (SolStoreDb  *db,
         gpointer     data,
         gpointer    *result,
         GError     **error)
{
  sqlite3_stmt *statement;
  const SolBan *ban = data;

  if (!sol_store_db_run (db, sol_store_db_prepare (db, DROP_OVER, error), error))
    return FALSE;
  statement = sol_store_db_prepare (db, PUT_BAN, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, ban->kind);
  sqlite3_bind_text (statement, 2, ban->value, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, ban->since_s);
  sqlite3_bind_int64 (statement, 4, ban->until_s);
  return sol_store_db_run (db, statement, error);
}

static gboolean
remove_ban (SolStoreDb  *db,
            gpointer     data,
            gpointer    *result,
            GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, REMOVE_BAN, error);
  const SolBan *ban = data;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, ban->kind);
  sqlite3_bind_text (statement, 2, ban->value, -1, SQLITE_STATIC);
  if (!sol_store_db_run (db, statement, error))
    return FALSE;
  if (sqlite3_changes (db->handle) > 0)
    return TRUE;
  g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_NOT_FOUND, _ ("“%s” is not banned."),
               ban->value);
  return FALSE;
}

static gboolean
list_bans (SolStoreDb  *db,
           gpointer     data,
           gpointer    *result,
           GError     **error)
{
  g_autoptr (GPtrArray) bans = sol_bans_new ();
  sqlite3_stmt *statement = sol_store_db_prepare (db, LIST_BANS, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sol_store_db_step (db, statement, &local_error))
    g_ptr_array_add (bans, sol_ban_new (sqlite3_column_int (statement, 0),
                                        (const char *) sqlite3_column_text (statement, 1),
                                        sqlite3_column_int64 (statement, 2),
                                        sqlite3_column_int64 (statement, 3)));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *result = g_steal_pointer (&bans);
  return TRUE;
}

static const SolStoreWork put_ban_work = { SOL_STORE_WRITE, put_ban, (GDestroyNotify) sol_ban_free, NULL };

void
sol_store_put_ban_async (SolStore            *self,
                         const SolBan        *ban,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ban != NULL);

  sol_store_run_async (self, &put_ban_work, sol_ban_copy (ban), cancellable, callback, user_data);
}

gboolean
sol_store_put_ban_finish (SolStore      *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return sol_store_write_finish (self, &put_ban_work, result, error);
}

static const SolStoreWork remove_ban_work = { SOL_STORE_WRITE, remove_ban, (GDestroyNotify) sol_ban_free, NULL };

void
sol_store_remove_ban_async (SolStore            *self,
                            SolBanKind           kind,
                            const char          *value,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (value != NULL);

  sol_store_run_async (self, &remove_ban_work, sol_ban_new (kind, value, 0, 0), cancellable, callback, user_data);
}

gboolean
sol_store_remove_ban_finish (SolStore      *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return sol_store_write_finish (self, &remove_ban_work, result, error);
}

static const SolStoreWork list_bans_work = { SOL_STORE_READ, list_bans, NULL, (GDestroyNotify) g_ptr_array_unref };

void
sol_store_list_bans_async (SolStore            *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  sol_store_run_async (self, &list_bans_work, NULL, cancellable, callback, user_data);
}

GPtrArray *
sol_store_list_bans_finish (SolStore      *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return sol_store_read_finish (self, &list_bans_work, result, error);
}
