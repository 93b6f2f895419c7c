/* store-support.c: a store in a folder of its own, and its calls without a callback each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-support.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "sol-test-folder.h"

void
store_fixture_set_up (StoreFixture  *self,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sol-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "data", "soliton.db", NULL);
}

void
store_fixture_tear_down (StoreFixture  *self,
                         gconstpointer  data)
{
  sol_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

gboolean
store_put_user (SolStore    *store,
                const char  *name,
                const char  *hash,
                GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_put_user_async (store, name, hash, NULL, keep_result_cb, &result);
  return sol_store_put_user_finish (store, wait_for_result (&result), error);
}

gboolean
store_remove_user (SolStore    *store,
                   const char  *name,
                   GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_remove_user_async (store, name, NULL, keep_result_cb, &result);
  return sol_store_remove_user_finish (store, wait_for_result (&result), error);
}

GHashTable *
store_list_users (SolStore  *store,
                  GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_list_users_async (store, NULL, keep_result_cb, &result);
  return sol_store_list_users_finish (store, wait_for_result (&result), error);
}

guint
store_count_files (StoreFixture *self,
                   const char   *part)
{
  g_autofree char *inner = g_path_get_dirname (self->path);

  return sol_test_count_files (inner, part);
}

char *
store_find_file (StoreFixture *self,
                 const char   *part)
{
  g_autofree char *inner = g_path_get_dirname (self->path);
  g_autoptr (GDir) dir = g_dir_open (inner, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, part) != NULL && !g_str_has_suffix (name, "-wal")
        && !g_str_has_suffix (name, "-shm"))
      return g_build_filename (inner, name, NULL);
  g_error ("no file with %s in its name", part);
}

static sqlite3 *
open_sql (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  sqlite3 *handle;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  return handle;
}

void
store_run_sql (const char *path,
               const char *sql)
{
  sqlite3 *handle = open_sql (path);

  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

gint64
store_read_sql (const char *path,
                const char *sql)
{
  sqlite3 *handle = open_sql (path);
  sqlite3_stmt *statement;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}
