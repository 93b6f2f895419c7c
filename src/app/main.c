/* main.c: the desktop application, or with a subcommand the command line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "sol-application.h"
#include "sol-cli.h"
#include "sol-deadline.h"

static void
bind_translations (void)
{
  const char *dir = g_getenv ("SOLITON_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, dir != NULL ? dir : SOL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* The session ends, or Ctrl+C: nobody can be asked, and clients are told all the same */
static gboolean
told_to_end_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static int
run (int    argc,
     char **argv)
{
  g_autoptr (SolDeadline) deadline = NULL;
  SolApplication *application = sol_application_new (NULL);
  int status;

  g_unix_signal_add (SIGTERM, told_to_end_cb, application);
  g_unix_signal_add (SIGINT, told_to_end_cb, application);
  status = g_application_run (G_APPLICATION (application), argc, argv);
  /* The last reference waits for the threads, and these for the disk */
  deadline = sol_deadline_new (SOL_DEADLINE_STOP_S, _("stopping the broker"));
  sol_application_stop_broker (application);
  g_object_unref (application);
  return status;
}

int
main (int    argc,
      char **argv)
{
  bind_translations ();
  if (argc > 1 && sol_cli_has_command (argv[1]))
    return sol_cli_main (argc, argv);
  return run (argc, argv);
}
