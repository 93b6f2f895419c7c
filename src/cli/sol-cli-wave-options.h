/* sol-cli-wave-options.h: a wave as a command line describes it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-generator-settings.h"
#include "sol-scenario.h"

G_BEGIN_DECLS

/* The numbers of the settings are parsed in place, words after that */
typedef struct
{
  SolGeneratorSettings settings;
  const SolScenario   *scenario;   /* NULL: the settings alone */

  /* Owned, as they were given */
  int   *counts;                   /* of the fields that are counts */
  GArray *entries;                 /* of GOptionEntry */
  char  *shape;
  char  *format;
  char  *sweep;
  char  *table_file;
  char  *scenario_nick;
  char **harmonics;                /* ORDER,AMPLITUDE[,PHASE] */
} SolCliWaveOptions;

void                sol_cli_wave_options_init    (SolCliWaveOptions  *self);
/* Returns: (transfer none): as long as @self */
const GOptionEntry *sol_cli_wave_options_get     (SolCliWaveOptions  *self);
/* After parsing: words to settings. FALSE with an error that names the option */
gboolean            sol_cli_wave_options_check   (SolCliWaveOptions  *self,
                                                  GError            **error);
void                sol_cli_wave_options_clear   (SolCliWaveOptions  *self);

G_END_DECLS
