/* sol-wave-config.h: a source of waves as it is kept: name, topic, settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sol-generator.h"
#include "sol-scenario.h"

G_BEGIN_DECLS

#define SOL_WAVE_CONFIG_MAX 64       /* sources */
#define SOL_WAVE_NAME_MAX   100      /* octets of a name */

typedef struct
{
  char                *name;      /* owned, 1..SOL_WAVE_NAME_MAX octets */
  char                *topic;     /* owned; with more than one channel, channel k publishes to topic/k */
  guint8               qos;
  gboolean             retain;
  SolGeneratorSettings settings;
} SolWaveConfig;

/* @settings: copied */
SolWaveConfig *sol_wave_config_new        (const char                  *name,
                                           const char                  *topic,
                                           const SolGeneratorSettings  *settings);
SolWaveConfig *sol_wave_config_copy       (const SolWaveConfig         *self);
void           sol_wave_config_free       (SolWaveConfig               *self);

/* Can it publish? FALSE with an error that names what cannot be */
gboolean       sol_wave_config_check      (const SolWaveConfig         *self,
                                           GError                     **error);
gboolean       sol_wave_config_check_name  (const char                 *name,
                                            GError                    **error);
gboolean       sol_wave_config_check_topic (const char                 *topic,
                                            GError                    **error);

/* Reads the file that the table is to come from; not in the main thread. TRUE when there is none, too */
gboolean       sol_wave_config_read_table (SolWaveConfig               *self,
                                           GError                     **error);

/* Returns: (transfer full) (element-type SolWaveConfig): the scenario's sources, on topics behind @topic */
GPtrArray     *sol_wave_configs_for_scenario (const SolScenario        *scenario,
                                              const char               *topic);

/* data/doc/GENERATOR.md describes the JSON. Returns: (transfer full) */
JsonObject    *sol_wave_config_to_json    (const SolWaveConfig         *self);

/**
 * sol_wave_config_new_from_json:
 *
 * What is missing is as sol_generator_settings_init() has it. A file of a wave is not read here, but stands for itself
 * in the table. What can be read but not run, as a frequency out of its range, is no error here.
 * Errors: %SOL_GENERATOR_ERROR_SETTINGS with the member.
 */
SolWaveConfig *sol_wave_config_new_from_json (JsonObject               *object,
                                              GError                  **error);

/**
 * sol_wave_configs_parse:
 * @text: (array length=length): a file's, `{"sources": [ … ]}`
 * @problem: (out) (optional) (transfer full) (nullable): the first source that cannot be read, which is left out; when
 *   this is NULL such a source is an error
 *
 * Errors: those of sol_json_parse_object(); %SOL_GENERATOR_ERROR_SETTINGS with the source and its member.
 *
 * Returns: (transfer full) (nullable) (element-type SolWaveConfig): at most %SOL_WAVE_CONFIG_MAX
 */
GPtrArray     *sol_wave_configs_parse     (const char                  *text,
                                           gsize                        length,
                                           GError                     **problem,
                                           GError                     **error);

/* A file that a person wrote: paths in it count from its folder, the files of waves are read, and everything must be
 * right. Not in the main thread. Returns: (transfer full) (nullable) */
GPtrArray     *sol_wave_configs_read      (const char                  *path,
                                           GError                     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolWaveConfig, sol_wave_config_free)

G_END_DECLS
