/* sol-engine-import.c: users of mosquitto's password file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

#include "sol-engine-access.h"
#include "sol-mosquitto.h"

static void
users_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (sol_engine_finish_users (SOL_ENGINE (source), result, task))
    g_task_return_int (task, g_hash_table_size (g_task_get_task_data (task)));
}

static void
users_stored_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_store_put_users_finish (SOL_STORE (source), result, &error))
    {
      sol_engine_load_users_async (g_task_get_source_object (task), users_loaded_cb, task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

void
sol_engine_import_users_async (SolEngine           *self,
                               const char          *text,
                               gsize                length,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  GHashTable *users = sol_mosquitto_parse_passwords (text, length, &error);

  g_task_set_source_tag (task, sol_engine_import_users_async);
  if (users == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, users, (GDestroyNotify) g_hash_table_unref);
  sol_store_put_users_async (self->store, users, NULL, users_stored_cb, task);
}

guint
sol_engine_import_users_finish (SolEngine     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n > 0 ? (guint) n : 0;
}
