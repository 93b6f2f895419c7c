/* sol-cli-access.h: what users, acl and ban have in common: the data folder of a broker, running or not
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-engine-access.h"

G_BEGIN_DECLS

/* A subcommand of a subcommand: `acl add …` */
typedef struct
{
  const char *name;
  /* @args: (array zero-terminated=1): what stands behind the name */
  gboolean  (*run) (SolEngine  *engine,
                    char      **args,
                    GError    **error);
} SolCliVerb;

/**
 * sol_cli_run_verb:
 * @verbs: (array zero-terminated): ended by one without a name
 * @usage: what stands behind the options in the first line of --help
 *
 * Opens the database in the data folder (`--data-dir`) without starting a broker there, and runs the verb. A broker
 * that uses the same folder notices within a second. Returns: the exit code
 */
int      sol_cli_run_verb      (const SolCliVerb  *verbs,
                                const char        *usage,
                                const char        *summary,
                                char             **argv);

/* FALSE with an error that says @expected when there are not as many arguments */
gboolean sol_cli_check_args    (char             **args,
                                guint              least,
                                guint              most,
                                const char        *expected,
                                GError           **error);

/* Reads a file, or standard input for `-` */
gboolean sol_cli_read_file     (const char        *path,
                                char             **text,
                                gsize             *length,
                                GError           **error);

G_END_DECLS
