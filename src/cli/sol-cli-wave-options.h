/* sol-cli-wave-options.h: waves as a command line describes them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-wave-config.h"

G_BEGIN_DECLS

/* As they were given; each owned, and nothing where nothing was given */
typedef struct
{
  double *numbers;                 /* of the fields; NaN */
  int    *counts;                  /* of those that are counts; G_MININT */
  char  **words;                   /* of the choices */
  GArray *entries;                 /* of GOptionEntry */
  char   *config_file;
  char   *wave_file, *column;
  char   *table_file;
  char   *scenario;
  char  **harmonics;               /* ORDER,AMPLITUDE[,PHASE] */
} SolCliWaveOptions;

void                sol_cli_wave_options_init    (SolCliWaveOptions  *self);
/* Returns: (transfer none): as long as @self */
const GOptionEntry *sol_cli_wave_options_get     (SolCliWaveOptions  *self);

/**
 * sol_cli_wave_options_make:
 * @topic: (nullable): as it was given
 *
 * After parsing: what the options say, the files they name read.
 * Errors: %SOL_CLI_ERROR_USAGE with the option; those of the files.
 *
 * Returns: (transfer full) (nullable) (element-type SolWaveConfig): valid, at least one
 */
GPtrArray          *sol_cli_wave_options_make    (SolCliWaveOptions  *self,
                                                  const char         *topic,
                                                  GError            **error);
void                sol_cli_wave_options_clear   (SolCliWaveOptions  *self);

G_END_DECLS
