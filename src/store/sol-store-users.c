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

void
sol_store_put_user_async (SolStore            *self,
                          const char          *name,
                          const char          *hash,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOL_IS_STORE (self) && name != NULL && hash != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sol_store_put_user_async);
  sol_store_submit (self, task, SOL_STORE_WRITE, put_user, user_new (name, hash), user_free, NULL);
}

gboolean
sol_store_put_user_finish (SolStore      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sol_store_put_user_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_store_renew_user_async (SolStore   *self,
                            const char *name,
                            const char *hash,
                            const char *renewed)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  User *user = user_new (name, hash);

  user->renewed = g_strdup (renewed);
  g_task_set_source_tag (task, sol_store_renew_user_async);
  sol_store_submit (self, task, SOL_STORE_WRITE, renew_user, user, user_free, NULL);
}

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
  GTask *task;

  g_hash_table_iter_init (&iter, users);
  while (g_hash_table_iter_next (&iter, &name, &hash))
    g_hash_table_insert (copy, g_strdup (name), g_strdup (hash));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sol_store_put_users_async);
  sol_store_submit (self, task, SOL_STORE_WRITE, put_users, copy,
                    (GDestroyNotify) g_hash_table_unref, NULL);
}

gboolean
sol_store_put_users_finish (SolStore      *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sol_store_put_users_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_store_remove_user_async (SolStore            *self,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOL_IS_STORE (self) && name != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sol_store_remove_user_async);
  sol_store_submit (self, task, SOL_STORE_WRITE, remove_user, user_new (name, NULL), user_free,
                    NULL);
}

gboolean
sol_store_remove_user_finish (SolStore      *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sol_store_remove_user_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_store_list_users_async (SolStore            *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (SOL_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sol_store_list_users_async);
  sol_store_submit (self, task, SOL_STORE_READ, list_users, NULL, NULL,
                    (GDestroyNotify) g_hash_table_unref);
}

GHashTable *
sol_store_list_users_finish (SolStore      *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, sol_store_list_users_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
