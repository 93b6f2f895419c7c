/* sol-engine-users.c: who may connect: the store keeps them, the broker is told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include <string.h>

#include <glib/gi18n.h>

#define MAX_NAME 256
#define MAX_PASSWORD 511

static void
users_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GHashTable) users = sol_store_list_users_finish (SOL_STORE (source), result, &error);

  if (users == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->broker != NULL)
    sol_broker_set_users (self->broker, users);
  g_task_return_boolean (task, TRUE);
}

void
sol_engine_load_users_async (SolEngine           *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, sol_engine_load_users_async);
  sol_store_list_users_async (self->store, NULL, users_listed_cb, task);
}

gboolean
sol_engine_load_users_finish (SolEngine     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static int
compare_names_cb (gconstpointer a,
                  gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
names_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GHashTable) users = sol_store_list_users_finish (SOL_STORE (source), result, &error);
  g_autoptr (GPtrArray) names = NULL;
  GHashTableIter iter;
  gpointer name;

  if (users == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_iter_init (&iter, users);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names_cb);
  g_ptr_array_add (names, NULL);
  g_task_return_pointer (task, g_ptr_array_steal (names, NULL), (GDestroyNotify) g_strfreev);
}

void
sol_engine_list_users_async (SolEngine           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_list_users_async);
  sol_store_list_users_async (self->store, cancellable, names_listed_cb, task);
}

char **
sol_engine_list_users_finish (SolEngine     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
sol_engine_finish_users (SolEngine    *self,
                         GAsyncResult *result,
                         GTask        *task)
{
  GError *error = NULL;

  if (!sol_engine_load_users_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  sol_engine_emit_users (self);
  return TRUE;
}

static void
changed_users_loaded_cb (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (sol_engine_finish_users (SOL_ENGINE (source), result, task))
    g_task_return_boolean (task, TRUE);
}

static void
user_stored_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_put_user_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_load_users_async (g_task_get_source_object (task), changed_users_loaded_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
password_hashed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GTask *task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autofree char *hash = sol_broker_hash_password_finish (result, &error);

  if (hash != NULL)
    {
      sol_store_put_user_async (self->store, g_task_get_task_data (task), hash, NULL,
                                user_stored_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
has_control_characters (const char *name)
{
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

gboolean
sol_engine_check_user_name (const char  *name,
                            GError     **error)
{
  gsize length = strlen (name);

  if (length < 1 || length > MAX_NAME)
    g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                 _ ("username must be 1 to %d octets long; it was %zu"), MAX_NAME, length);
  else if (!g_utf8_validate_len (name, length, NULL) || has_control_characters (name))
    g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                         _ ("username must be UTF-8 text without control characters"));
  else
    return TRUE;
  return FALSE;
}

gboolean
sol_engine_check_password (const char  *password,
                           GError     **error)
{
  gsize length = strlen (password);

  if (length >= 1 && length <= MAX_PASSWORD)
    return TRUE;
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
               _ ("password must be 1 to %d octets long; it was %zu"), MAX_PASSWORD, length);
  return FALSE;
}

void
sol_engine_put_user_async (SolEngine           *self,
                           const char          *name,
                           const char          *password,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sol_engine_put_user_async);
  if (!sol_engine_check_user_name (name, &error) || !sol_engine_check_password (password, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, g_strdup (name), g_free);
  sol_broker_hash_password_async (password, cancellable, password_hashed_cb, task);
}

gboolean
sol_engine_put_user_finish (SolEngine     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
user_removed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_remove_user_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_load_users_async (g_task_get_source_object (task), changed_users_loaded_cb, task);
      return;
    }
  if (g_error_matches (error, SOL_STORE_ERROR, SOL_STORE_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      error = g_error_new (SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_NOT_FOUND,
                           _ ("There is no user “%s”"), (const char *)g_task_get_task_data (task));
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
sol_engine_remove_user_async (SolEngine           *self,
                              const char          *name,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_engine_remove_user_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  sol_store_remove_user_async (self->store, name, cancellable, user_removed_cb, task);
}

gboolean
sol_engine_remove_user_finish (SolEngine     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
