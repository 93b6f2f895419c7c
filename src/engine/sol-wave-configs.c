/* sol-wave-configs.c: a file of sources of waves
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-config.h"

#include <glib/gi18n.h>

#include "sol-file.h"
#include "sol-generator-fields.h"
#include "sol-json.h"

static SolWaveConfig *
parse_source (JsonNode  *node,
              guint      number,
              GError   **error)
{
  SolWaveConfig *config = NULL;
  g_autoptr (GError) cause = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    config = sol_wave_config_new_from_json (json_node_get_object (node), &cause);
  else
    cause = g_error_new_literal (SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, _("expected an object: { … }"));
  if (config == NULL)
    /* Translators: a source's number in a file, and what is wrong with it */
    g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, _("source %u: %s"), number, cause->message);
  return config;
}

static JsonArray *
get_sources (JsonObject  *object,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "sources");

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) <= SOL_WAVE_CONFIG_MAX)
    return json_node_get_array (node);
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("sources: expected a list of at most %d of them"), SOL_WAVE_CONFIG_MAX);
  return NULL;
}

GPtrArray *
sol_wave_configs_parse (const char  *text,
                        gsize        length,
                        GError     **problem,
                        GError     **error)
{
  g_autoptr (JsonObject) object = sol_json_parse_object (text, length, error);
  g_autoptr (GPtrArray) configs = NULL;
  JsonArray *sources = object != NULL ? get_sources (object, error) : NULL;

  if (sources == NULL)
    return NULL;
  configs = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_wave_config_free);
  for (guint i = 0; i < json_array_get_length (sources); i++)
    {
      g_autoptr (GError) cause = NULL;
      SolWaveConfig *config = parse_source (json_array_get_element (sources, i), i + 1, &cause);

      if (config != NULL)
        g_ptr_array_add (configs, config);
      else if (problem == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      else if (*problem == NULL)
        *problem = g_steal_pointer (&cause);
    }
  return g_steal_pointer (&configs);
}

/* Paths count from the folder of the file that they stand in */
static void
resolve (SolWaveConfig *config,
         const char    *folder)
{
  SolShapeTable *table = config->settings.table;
  const char *path = table != NULL ? sol_shape_table_get_path (table) : NULL;
  g_autofree char *full = NULL;

  if (path == NULL || g_path_is_absolute (path))
    return;
  full = g_build_filename (folder, path, NULL);
  config->settings.table = sol_shape_table_new_missing (full, sol_shape_table_get_column (table),
                                                        sol_shape_table_get_problem (table));
  sol_shape_table_unref (table);
}

static gboolean
complete (SolWaveConfig  *config,
          guint           number,
          const char     *folder,
          GError        **error)
{
  const SolGeneratorField *wrong;
  g_autoptr (GError) cause = NULL;

  resolve (config, folder);
  if (sol_wave_config_read_table (config, &cause) && sol_wave_config_check (config, &cause))
    return TRUE;
  if ((wrong = sol_generator_find_wrong_field (&config->settings)) != NULL)
    g_prefix_error (&cause, "%s: ", wrong->nick);
  g_set_error (error, cause->domain, cause->code, _("source %u: %s"), number, cause->message);
  return FALSE;
}

GPtrArray *
sol_wave_configs_read (const char  *path,
                       GError     **error)
{
  g_autofree char *text = NULL, *folder = g_path_get_dirname (path);
  g_autoptr (GPtrArray) configs = NULL;
  gsize length;

  if (!sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, error))
    return NULL;
  configs = sol_wave_configs_parse (text, length, NULL, error);
  for (guint i = 0; configs != NULL && i < configs->len; i++)
    if (!complete (configs->pdata[i], i + 1, folder, error))
      {
        g_prefix_error (error, "%s: ", path);
        return NULL;
      }
  return g_steal_pointer (&configs);
}
