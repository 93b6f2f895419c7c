/* sol-engine-password.c: the password of the web admin
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-private.h"

static void apply_password (GTask *task);

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (sol_engine_apply_config_finish (SOL_ENGINE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else if (g_error_matches (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_STALE))
    {
      /* Another change was before this one in the queue; it does not touch the password */
      g_error_free (error);
      apply_password (task);
      return;
    }
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
apply_password (GTask *task)
{
  SolEngine *self = g_task_get_source_object (task);
  g_autoptr (SolConfig) config = sol_config_copy (self->config);

  g_free (config->web_password);
  config->web_password = g_strdup (g_task_get_task_data (task));
  sol_engine_apply_config_async (self, config, g_task_get_cancellable (task), applied_cb, task);
}

static void
hashed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  char *hash = sol_broker_hash_password_finish (result, &error);

  if (hash == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, hash, g_free);
  apply_password (task);
}

void
sol_engine_set_web_password_async (SolEngine           *self,
                                   const char          *password,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sol_engine_set_web_password_async);
  if (password == NULL)
    apply_password (task);
  else if (sol_engine_check_password (password, &error))
    sol_broker_hash_password_async (password, cancellable, hashed_cb, task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

gboolean
sol_engine_set_web_password_finish (SolEngine     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
