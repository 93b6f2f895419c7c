/* sol-cli-users.c: soliton-cli users: who may connect
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "sol-cli-access.h"
#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"

static gboolean
list (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_auto (GStrv) names = NULL;

  if (!sol_cli_check_args (args, 0, 0, "users list", error))
    return FALSE;
  sol_engine_list_users_async (engine, NULL, sol_cli_wait_cb, &wait);
  names = sol_engine_list_users_finish (engine, sol_cli_wait (&wait), error);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    g_print ("%s\n", names[i]);
  return names != NULL;
}

/* From a terminal it is asked for and not shown; else it is the first line of standard input, so that it stands in no
 * list of processes */
static char *
read_password (void)
{
  gboolean is_terminal = isatty (STDIN_FILENO);
  struct termios before, quiet;
  char line[1024] = "";

  if (is_terminal)
    {
      g_printerr ("%s", _("Password: "));
      is_terminal = tcgetattr (STDIN_FILENO, &before) == 0;
      quiet = before;
      quiet.c_lflag &= (tcflag_t) ~ECHO;
    }
  if (is_terminal)
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      g_printerr ("\n");
    }
  line[strcspn (line, "\r\n")] = '\0';
  return g_strdup (line);
}

static gboolean
put (SolEngine   *engine,
     const char  *name,
     GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autofree char *password = read_password ();
  gboolean done;

  sol_engine_put_user_async (engine, name, password, NULL, sol_cli_wait_cb, &wait);
  done = sol_engine_put_user_finish (engine, sol_cli_wait (&wait), error);
  explicit_bzero (password, strlen (password));
  return done;
}

static gboolean
has_user (SolEngine   *engine,
          const char  *name,
          gboolean    *found,
          GError     **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_auto (GStrv) names = NULL;

  sol_engine_list_users_async (engine, NULL, sol_cli_wait_cb, &wait);
  names = sol_engine_list_users_finish (engine, sol_cli_wait (&wait), error);
  *found = names != NULL && g_strv_contains ((const char * const *) names, name);
  return names != NULL;
}

static gboolean
add (SolEngine  *engine,
     char      **args,
     GError    **error)
{
  gboolean found;

  if (!sol_cli_check_args (args, 1, 1, "users add NAME < PASSWORD", error)
      || !has_user (engine, args[0], &found, error))
    return FALSE;
  if (!found)
    return put (engine, args[0], error);
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS,
               _("There is a user “%s” already. Change the password by: users password %s"), args[0],
               args[0]);
  return FALSE;
}

static gboolean
change_password (SolEngine  *engine,
                 char      **args,
                 GError    **error)
{
  gboolean found;

  if (!sol_cli_check_args (args, 1, 1, "users password NAME < PASSWORD", error)
      || !has_user (engine, args[0], &found, error))
    return FALSE;
  if (found)
    return put (engine, args[0], error);
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_NOT_FOUND,
               _("There is no user “%s”. Add it by: users add %s"), args[0], args[0]);
  return FALSE;
}

static gboolean
drop (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };

  if (!sol_cli_check_args (args, 1, 1, "users remove NAME", error))
    return FALSE;
  sol_engine_remove_user_async (engine, args[0], NULL, sol_cli_wait_cb, &wait);
  return sol_engine_remove_user_finish (engine, sol_cli_wait (&wait), error);
}

static gboolean
import (SolEngine  *engine,
        char      **args,
        GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autofree char *text = NULL;
  gsize length;
  guint n;

  if (!sol_cli_check_args (args, 1, 1, "users import FILE", error)
      || !sol_cli_read_file (args[0], &text, &length, error))
    return FALSE;
  sol_engine_import_users_async (engine, text, length, sol_cli_wait_cb, &wait);
  n = sol_engine_import_users_finish (engine, sol_cli_wait (&wait), error);
  if (n == 0)
    return FALSE;
  g_print (ngettext ("%u user taken over\n", "%u users taken over\n", n), n);
  return TRUE;
}

int
sol_cli_run_users (char **argv)
{
  const SolCliVerb verbs[] = {
    { "list", list },     { "add", add },         { "password", change_password },
    { "remove", drop },   { "import", import },   { NULL, NULL },
  };

  return sol_cli_run_verb (verbs, _("list | add NAME | password NAME | remove NAME | import FILE"),
                           _("Who may connect. The password is asked for, or read from standard input; the file is "
                             "mosquitto’s password_file. A running broker notices within a second."),
                           argv);
}
