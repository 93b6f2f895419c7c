/* sol-cli-access.c: what users, acl and ban have in common: the data folder of a broker, running or not
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-access.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"
#include "sol-file.h"
#include "sol-mosquitto.h"


static const SolCliVerb *
find_verb (const SolCliVerb  *verbs,
           const char        *name,
           GError           **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const SolCliVerb *verb = verbs; verb->name != NULL; verb++)
    {
      if (g_strcmp0 (verb->name, name) == 0)
        return verb;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", verb->name);
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("Say what to do: %s."), names->str);
  return NULL;
}

gboolean
sol_cli_check_args (char       **args,
                    guint        least,
                    guint        most,
                    const char  *expected,
                    GError     **error)
{
  guint n = g_strv_length (args);

  if (n >= least && n <= most)
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("What belongs here is: %s"), expected);
  return FALSE;
}

gboolean
sol_cli_read_file (const char  *path,
                   char       **text,
                   gsize       *length,
                   GError     **error)
{
  if (!g_str_equal (path, "-"))
    return sol_file_read (path, SOL_MOSQUITTO_MAX_BYTES, text, length, error);
  return sol_file_read_open (STDIN_FILENO, path, SOL_MOSQUITTO_MAX_BYTES, text, length, error);
}

static gboolean
run (const SolCliVerb  *verb,
     const char        *data_dir,
     char             **args,
     GError           **error)
{
  g_autofree char *folder = data_dir != NULL
                                ? g_strdup (data_dir)
                                : g_build_filename (g_get_user_data_dir (), "soliton", "broker", NULL);
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (SolEngine) engine = sol_engine_new (folder, NULL, config);

  return verb->run (engine, args, error);
}

int
sol_cli_run_verb (const SolCliVerb  *verbs,
                  const char        *usage,
                  const char        *summary,
                  char             **argv)
{
  g_auto (GStrv) rest = g_strdupv (argv);
  g_autofree char *data_dir = NULL;
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir,
      N_("Folder of the broker’s database; the default is that of soliton-cli broker"), N_("FOLDER") },
    { NULL },
  };
  const SolCliVerb *verb;
  GError *error = NULL;

  if (!sol_cli_parse (entries, NULL, usage, summary, &rest, &error))
    return sol_cli_fail (error);
  verb = find_verb (verbs, rest[1], &error);
  if (verb == NULL || !run (verb, data_dir, rest + 2, &error))
    return sol_cli_fail (error);
  return SOL_EXIT_OK;
}
