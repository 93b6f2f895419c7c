/* sol-generator-item-table.c: reads the file that a source's wave comes from
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-item-private.h"

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (sol_wave_config_read_table (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Another wave may have been chosen meanwhile */
static gboolean
still_waits (SolGeneratorItem    *item,
             const SolWaveConfig *asked)
{
  const SolShapeTable *table = sol_generator_item_get_config (item)->settings.table;

  return table != NULL && sol_shape_table_get_problem (table) != NULL
         && g_strcmp0 (sol_shape_table_get_path (table), sol_shape_table_get_path (asked->settings.table)) == 0;
}

static void
put_table (SolGeneratorItem *item,
           SolShapeTable    *table)
{
  SolWaveConfig *config = sol_wave_config_copy (sol_generator_item_get_config (item));

  sol_shape_table_unref (config->settings.table);
  config->settings.table = table;
  sol_generator_item_take_config (item, config);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  SolGeneratorItem *item = SOL_GENERATOR_ITEM (object);
  const SolWaveConfig *asked = g_task_get_task_data (G_TASK (result));
  SolShapeTable *table = asked->settings.table;
  g_autoptr (GError) error = NULL;

  if (!still_waits (item, asked))
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    put_table (item, sol_shape_table_ref (table));
  else
    put_table (item, sol_shape_table_new_missing (sol_shape_table_get_path (table), sol_shape_table_get_column (table),
                                                  error->message));
}

void
sol_generator_item_read_table (SolGeneratorItem *self)
{
  const SolWaveConfig *config = sol_generator_item_get_config (self);
  g_autoptr (GTask) task = g_task_new (self, NULL, read_cb, NULL);

  if (config->settings.table == NULL || sol_shape_table_get_problem (config->settings.table) == NULL)
    return;
  g_task_set_source_tag (task, sol_generator_item_read_table);
  g_task_set_task_data (task, sol_wave_config_copy (config), (GDestroyNotify) sol_wave_config_free);
  g_task_run_in_thread (task, read_thread);
}
