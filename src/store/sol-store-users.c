/* sol-store-users.c: who may connect: names and password hashes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-users.h"

#include <glib/gi18n.h>

#include "sol-store-private.h"

#define PUT_USER "INSERT INTO users (name, hash, changed_at) VALUES (?1, ?2, unixepoch ()) " \
                 "ON CONFLICT (name) DO UPDATE " \
                 "SET hash = excluded.hash, changed_at = excluded.changed_at"
#define RENEW_USER "UPDATE users SET hash = ?3 WHERE name = ?1 AND hash = ?2"
#define REMOVE_USER "DELETE FROM users WHERE name = ?1"
#define LIST_USERS "SELECT name, hash FROM users"

typedef struct
{
  char *name;
  char *hash;
  char *renewed;   /* nullable */
} User;

static User *
user_new (const char *name,
          const char *hash)
{
  User *user = g_new0 (User, 1);

  user->name = g_strdup (name);
  user->hash = g_strdup (hash);
  return user;
}

static void
user_free (gpointer data)
{
  User *user = data;

  g_free (user->name);
  g_free (user->hash);
  g_free (user->renewed);
  g_free (user);
}

static gboolean
put_user (SolStoreDb  *db,
          gpointer     data,
          gpointer    *result,
          GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, PUT_USER, error);
  User *user = data;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, user->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, user->hash, -1, SQLITE_STATIC);
  return sol_store_db_run (db, statement, error);
}

static gboolean
renew_user (SolStoreDb  *db,
            gpointer     data,
            gpointer    *result,
            GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, RENEW_USER, error);
  User *user = data;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, user->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, user->hash, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, user->renewed, -1, SQLITE_STATIC);
  return sol_store_db_run (db, statement, error);
}

static gboolean
put_users (SolStoreDb  *db,
           gpointer     data,
           gpointer    *result,
           GError     **error)
{
  GHashTable *users = data;
  GHashTableIter iter;
  gpointer name, hash;
  gboolean done = sol_store_db_execute (db, "SAVEPOINT users", error);

  g_hash_table_iter_init (&iter, users);
  while (done && g_hash_table_iter_next (&iter, &name, &hash))
    {
      User user = { .name = name, .hash = hash };

      done = put_user (db, &user, NULL, error);
    }
  if (done)
    return sol_store_db_execute (db, "RELEASE users", error);
  sol_store_db_execute (db, "ROLLBACK TO users; RELEASE users", NULL);
  return FALSE;
}

static gboolean
remove_user (SolStoreDb  *db,
             gpointer     data,
             gpointer    *result,
             GError     **error)
{
  sqlite3_stmt *statement = sol_store_db_prepare (db, REMOVE_USER, error);
  User *user = data;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, user->name, -1, SQLITE_STATIC);
  if (!sol_store_db_run (db, statement, error))
    return FALSE;
  if (sqlite3_changes (db->handle) > 0)
    return TRUE;
  g_set_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_NOT_FOUND, _ ("There is no user “%s”."),
               user->name);
  return FALSE;
}

static gboolean
list_users (SolStoreDb  *db,
            gpointer     data,
            gpointer    *result,
            GError     **error)
{
  g_autoptr (GHashTable) users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sqlite3_stmt *statement = sol_store_db_prepare (db, LIST_USERS, error);
  GError *local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sol_store_db_step (db, statement, &local_error))
    g_hash_table_insert (users, g_strdup ((const char *) sqlite3_column_text (statement, 0)),
                         g_strdup ((const char *) sqlite3_column_text (statement, 1)));
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  *result = g_steal_pointer (&users);
  return TRUE;
}

static const SolStoreWork put_user_work = { SOL_STORE_WRITE, put_user, user_free, NULL };

void
sol_store_put_user_async (SolStore            *self,
                          const char          *name,
                          const char          *hash,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (name != NULL && hash != NULL);

  sol_store_run_async (self, &put_user_work, user_new (name, hash), cancellable, callback, user_data);
}

gboolean
sol_store_put_user_finish (SolStore      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return sol_store_write_finish (self, &put_user_work, result, error);
}

static const SolStoreWork renew_user_work = { SOL_STORE_WRITE, renew_user, user_free, NULL };

void
sol_store_renew_user_async (SolStore   *self,
                            const char *name,
                            const char *hash,
                            const char *renewed)
{
  User *user = user_new (name, hash);

  user->renewed = g_strdup (renewed);
  sol_store_run_async (self, &renew_user_work, user, NULL, NULL, NULL);
}

static const SolStoreWork put_users_work = { SOL_STORE_WRITE, put_users, (GDestroyNotify) g_hash_table_unref, NULL };

void
sol_store_put_users_async (SolStore            *self,
                           GHashTable          *users,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, hash;

  g_hash_table_iter_init (&iter, users);
  while (g_hash_table_iter_next (&iter, &name, &hash))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (hash));
  sol_store_run_async (self, &put_users_work, copy, cancellable, callback, user_data);
}

gboolean
sol_store_put_users_finish (SolStore      *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return sol_store_write_finish (self, &put_users_work, result, error);
}

static const SolStoreWork remove_user_work = { SOL_STORE_WRITE, remove_user, user_free, NULL };

void
sol_store_remove_user_async (SolStore            *self,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (name != NULL);

  sol_store_run_async (self, &remove_user_work, user_new (name, NULL), cancellable, callback, user_data);
}

gboolean
sol_store_remove_user_finish (SolStore      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return sol_store_write_finish (self, &remove_user_work, result, error);
}

static const SolStoreWork list_users_work = { SOL_STORE_READ, list_users, NULL, (GDestroyNotify) g_hash_table_unref };

void
sol_store_list_users_async (SolStore            *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  sol_store_run_async (self, &list_users_work, NULL, cancellable, callback, user_data);
}

GHashTable *
sol_store_list_users_finish (SolStore      *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return sol_store_read_finish (self, &list_users_work, result, error);
}
