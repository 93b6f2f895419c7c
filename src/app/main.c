/* main.c: the desktop application, or with a subcommand the command line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "sol-application.h"
#include "sol-cli.h"

static void
bind_translations (void)
{
  const char *dir = g_getenv ("SOLITON_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : SOL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (SolApplication) application = NULL;

  bind_translations ();
  if (argc > 1 && sol_cli_has_command (argv[1]))
    return sol_cli_main (argc, argv);

  application = sol_application_new (NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
