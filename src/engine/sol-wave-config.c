/* sol-wave-config.c: a source of waves as it is kept: name, topic, settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"
#include "sol-text.h"
#include "sol-wave-open.h"

SolWaveConfig *
sol_wave_config_new (const char                 *name,
                     const char                 *topic,
                     const SolGeneratorSettings *settings)
{
  SolWaveConfig *self = g_new0 (SolWaveConfig, 1);

  self->name = g_strdup (name);
  self->topic = g_strdup (topic);
  sol_generator_settings_copy (settings, &self->settings);
  return self;
}

SolWaveConfig *
sol_wave_config_copy (const SolWaveConfig *self)
{
  SolWaveConfig *copy = sol_wave_config_new (self->name, self->topic, &self->settings);

  copy->qos = self->qos;
  copy->retain = self->retain;
  return copy;
}

void
sol_wave_config_free (SolWaveConfig *self)
{
  sol_generator_settings_clear (&self->settings);
  g_free (self->name);
  g_free (self->topic);
  g_free (self);
}

gboolean
sol_wave_config_check_name (const char  *name,
                            GError     **error)
{
  gsize length = strlen (name);

  if (length >= 1 && length <= SOL_WAVE_NAME_MAX && g_utf8_validate (name, -1, NULL))
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("The name has %zu octets: expected 1 to %d of text"), length, SOL_WAVE_NAME_MAX);
  return FALSE;
}

gboolean
sol_wave_config_check_topic (const char  *topic,
                             GError     **error)
{
  g_autofree char *head = sol_text_head (topic, 64);

  if (sol_mqtt_topic_is_name (topic, strlen (topic)))
    return TRUE;
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
               _("The topic must be 1 to 65535 octets of text without “+” and “#”, not “%.64s”"), head);
  return FALSE;
}

gboolean
sol_wave_config_check (const SolWaveConfig  *self,
                       GError              **error)
{
  if (self->qos > 2)
    {
      g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, _("qos is %u: expected 0, 1 or 2"),
                   self->qos);
      return FALSE;
    }
  return sol_wave_config_check_name (self->name, error) && sol_wave_config_check_topic (self->topic, error)
         && sol_generator_settings_check (&self->settings, error);
}

gboolean
sol_wave_config_read_table (SolWaveConfig  *self,
                            GError        **error)
{
  SolShapeTable *table = self->settings.table;
  const char *path = table != NULL ? sol_shape_table_get_path (table) : NULL;
  const char *name = path != NULL ? sol_shape_table_get_column (table) : NULL;
  g_autoptr (SolWaveFile) file = NULL;
  SolWaveFacts facts;
  guint column;

  if (path == NULL || sol_shape_table_get_problem (table) == NULL)
    return TRUE;
  file = sol_wave_open (path, error);
  if (file == NULL)
    return FALSE;
  column = sol_wave_file_get_wave_column (file);
  if (name != NULL && !sol_wave_file_find_column (file, name, &column, error))
    return FALSE;
  self->settings.table = sol_wave_file_read (file, column, -1, &facts, error);
  if (self->settings.table == NULL)
    {
      self->settings.table = table;
      return FALSE;
    }
  sol_shape_table_unref (table);
  return TRUE;
}

GPtrArray *
sol_wave_configs_for_scenario (const SolScenario *scenario,
                               const char        *topic)
{
  GPtrArray *configs = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_wave_config_free);

  for (guint i = 0; i < scenario->n_sources; i++)
    {
      g_auto (SolGeneratorSettings) settings = { 0 };
      g_autofree char *full = g_strconcat (topic, scenario->sources[i].suffix, NULL);

      sol_scenario_fill (scenario, i, &settings);
      g_ptr_array_add (configs, sol_wave_config_new (_(scenario->sources[i].name), full, &settings));
    }
  return configs;
}
