/* sol-config-field.c: one field of the configuration, applied
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config-row.h"

static void
applied_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_engine_apply_config_finish (SOL_ENGINE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sol_config_apply_field_async (SolEngine           *engine,
                              const char          *field,
                              JsonNode            *value,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (engine, NULL, callback, user_data);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (SolConfig) config = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, sol_config_apply_field_async);
  json_object_set_member (object, field, value);
  config = sol_config_new_from_json (sol_engine_get_config (engine), object, NULL, &error);
  if (config == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  sol_engine_apply_config_async (engine, config, NULL, applied_cb, task);
}

gboolean
sol_config_apply_field_finish (SolEngine     *engine,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, engine), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
