/* sol-engine-generators.c: the generator's sources, kept in the data folder
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-engine-private.h"
#include "sol-file.h"
#include "sol-wave-config.h"

#define FILE_NAME "generator.json"
#define FIRST_TOPIC "soliton/signal"

static JsonObject *
to_json_cb (gpointer user_data)
{
  return sol_generator_list_to_json (SOL_ENGINE (user_data)->generators);
}

/* What a person meets before anything was made: what Show Me a Signal sends */
static void
add_first (SolEngine *self)
{
  g_autoptr (SolWaveConfig) config = NULL;
  SolGeneratorSettings settings;

  sol_generator_settings_init_simple (&settings);
  config = sol_wave_config_new (_("Sine"), FIRST_TOPIC, &settings);
  sol_generator_list_add (self->generators, 0, config, NULL);
}

/* FALSE: the file was put aside, and what is left of it is to be saved */
static gboolean
load (SolEngine  *self,
      const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL, problem = NULL;
  g_autoptr (GPtrArray) configs = NULL;
  gsize length;

  if (!sol_file_read (path, SOL_FILE_MAX_SETTINGS, &text, &length, &error))
    {
      if (!g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
          && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
        sol_engine_put_aside (self, path, _("The generator’s sources cannot be read"), error);
      add_first (self);
      return TRUE;
    }
  configs = sol_wave_configs_parse (text, length, &problem, &error);
  if (error != NULL || problem != NULL)
    sol_engine_put_aside (self, path, _("Not all of the generator’s sources can be understood"),
                          error != NULL ? error : problem);
  if (configs != NULL)
    sol_generator_list_load (self->generators, configs);
  return error == NULL && problem == NULL;
}

static void
changed_cb (SolEngine *self)
{
  sol_saver_touch (self->generators_saver);
}

void
sol_engine_start_generators (SolEngine  *self,
                             const char *data_dir)
{
  g_autofree char *path = NULL;
  gboolean is_whole;

  if (data_dir == NULL)
    {
      add_first (self);
      return;
    }
  path = g_build_filename (data_dir, FILE_NAME, NULL);
  is_whole = load (self, path);
  self->generators_saver = sol_saver_new (path, _("The generator’s sources cannot be saved"), to_json_cb, self);
  g_signal_connect_object (self->generators, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  if (!is_whole)
    changed_cb (self);
}

void
sol_engine_stop_generators (SolEngine *self)
{
  if (self->generators == NULL)
    return;
  sol_generator_list_stop_all (self->generators);
  g_clear_pointer (&self->generators_saver, sol_saver_free);
  g_clear_object (&self->generators);
}

SolGeneratorList *
sol_engine_get_generators (SolEngine *self)
{
  return self->generators;
}
