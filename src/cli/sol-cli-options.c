/* sol-cli-options.c: what the subcommands' command lines have in common
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-options.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "sol-cli-exit.h"
#include "sol-file.h"

#define MAX_PASSWORD_FILE 65536u /* octets; the first line counts */

G_DEFINE_QUARK (sol-cli-error-quark, sol_cli_error)

gboolean
sol_cli_parse (const GOptionEntry  *entries,
               SolCliLink          *link,
               const char          *usage,
               const char          *summary,
               char              ***argv,
               GError             **error)
{
  return sol_cli_parse_more (entries, NULL, link, usage, summary, argv, error);
}

gboolean
sol_cli_parse_more (const GOptionEntry  *entries,
                    const GOptionEntry **more,
                    SolCliLink          *link,
                    const char          *usage,
                    const char          *summary,
                    char              ***argv,
                    GError             **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);

  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    g_option_context_add_main_entries (context, more[i], GETTEXT_PACKAGE);
  if (link != NULL)
    sol_cli_link_add_options (link, context);
  if (!g_option_context_parse_strv (context, argv, error))
    return FALSE;
  if (usage != NULL || g_strv_length (*argv) <= 1)
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("“%s” is one argument too many."), (*argv)[1]);
  return FALSE;
}

gboolean
sol_cli_check_range (const char  *option,
                     gint64       value,
                     gint64       lowest,
                     gint64       highest,
                     GError     **error)
{
  if (value >= lowest && value <= highest)
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("%s cannot be %" PRId64 ": it must be %" PRId64 " to %" PRId64 "."), option,
               value, lowest, highest);
  return FALSE;
}

static char *
read_stdin_line (void)
{
  g_autofree char *line = g_malloc0 (2048);

  if (fgets (line, 2048, stdin) == NULL)
    line[0] = '\0';
  return g_steal_pointer (&line);
}

gboolean
sol_cli_read_password (char       **password,
                       const char  *path,
                       GError     **error)
{
  if (path == NULL)
    return TRUE;
  if (*password != NULL)
    {
      g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE, _("Give --password or --password-file, not both."));
      return FALSE;
    }
  if (g_str_equal (path, "-"))
    *password = read_stdin_line ();
  else if (!sol_file_read (path, MAX_PASSWORD_FILE, password, NULL, error))
    return FALSE;
  (*password)[strcspn (*password, "\r\n")] = '\0';
  return TRUE;
}

void
sol_cli_raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

int
sol_cli_fail (GError *error)
{
  SolExit code = sol_cli_exit_for_error (error);

  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
  if (code == SOL_EXIT_USAGE)
    g_printerr (_("Try `%s --help`.\n"), g_get_prgname ());
  g_error_free (error);
  return code;
}
