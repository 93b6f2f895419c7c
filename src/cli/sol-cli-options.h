/* sol-cli-options.h: what the subcommands' command lines have in common
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-cli-link.h"
#include "sol-cli.h"

G_BEGIN_DECLS

#define SOL_CLI_ERROR (sol_cli_error_quark ())

typedef enum
{
  SOL_CLI_ERROR_USAGE, /* an option out of its range, a missing one, one too many */
  SOL_CLI_ERROR_FILE,  /* a file that cannot be read */
  SOL_CLI_ERROR_DENIED, /* the access rules say no to what was asked */
} SolCliError;

GQuark sol_cli_error_quark (void);

/**
 * sol_cli_parse:
 * @entries: (array zero-terminated=1): options of the subcommand
 * @link: (nullable): gets the options of a connection
 * @usage: what stands behind the options in the first line of --help, or NULL
 * @summary: a sentence on what the subcommand does
 * @argv: (inout): the subcommand and its arguments; what is left of them afterwards, the subcommand first
 *
 * `--help` prints and exits. Errors: of %G_OPTION_ERROR, or %SOL_CLI_ERROR_USAGE for operands when @usage is NULL.
 */
gboolean sol_cli_parse        (const GOptionEntry  *entries,
                               SolCliLink          *link,
                               const char          *usage,
                               const char          *summary,
                               char              ***argv,
                               GError             **error);

/* FALSE with an error that names the option, its value and its range */
gboolean sol_cli_check_range  (const char          *option,
                               gint64               value,
                               gint64               lowest,
                               gint64               highest,
                               GError             **error);

/**
 * sol_cli_read_password:
 * @password: (inout) (nullable): as given by --password
 * @path: (nullable): a file whose first line is the password, `-` for standard input; not together with @password
 */
gboolean sol_cli_read_password (char              **password,
                                const char         *path,
                                GError            **error);

/* Takes as many descriptors as the system lets this process have: a client each */
void     sol_cli_raise_descriptor_limit (void);

/* Prints `soliton-cli SUBCOMMAND: MESSAGE` on standard error. Takes @error. Returns: the exit code for its cause */
int      sol_cli_fail         (GError              *error);

/* The same with more options beside @entries. @more: (nullable) (array zero-terminated=1): lists of them */
gboolean sol_cli_parse_more   (const GOptionEntry  *entries,
                               const GOptionEntry **more,
                               SolCliLink          *link,
                               const char          *usage,
                               const char          *summary,
                               char              ***argv,
                               GError             **error);

G_END_DECLS
