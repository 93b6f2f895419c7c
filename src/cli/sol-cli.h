/* sol-cli.h: the command line: soliton-cli SUBCOMMAND, and soliton SUBCOMMAND
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit codes that scripts can use */
typedef enum
{
  SOL_EXIT_OK          = 0,
  SOL_EXIT_FAILURE     = 1, /* what was asked could not be done */
  SOL_EXIT_USAGE       = 2, /* the command line is wrong */
  SOL_EXIT_UNREACHABLE = 3, /* nobody answers there */
  SOL_EXIT_REFUSED     = 4, /* the broker said no */
} SolExit;

/* Is @name a subcommand: broker, pub, sub, record …? */
gboolean sol_cli_has_command (const char  *name);

/* @argv[1] is the subcommand; --help and --version are understood without one. Returns: the process's exit code */
int      sol_cli_main        (int          argc,
                              char       **argv);

G_END_DECLS
