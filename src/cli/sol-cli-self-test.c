/* sol-cli-self-test.c: soliton-cli self-test: is what is measured what was set?
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"
#include "sol-self-test-report.h"

static int
run (gboolean is_json)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autoptr (GArray) rows = NULL;
  g_autofree char *text = NULL;
  GError *error = NULL;

  sol_self_test_async (NULL, NULL, NULL, sol_cli_wait_cb, &wait);
  rows = sol_self_test_finish (sol_cli_wait (&wait), &error);
  if (rows == NULL)
    return sol_cli_fail (error);
  text = is_json ? sol_self_test_to_json (rows) : sol_self_test_to_text (rows);
  g_print (is_json ? "%s\n" : "%s", text);
  return sol_self_test_count_passed (rows) == rows->len ? SOL_EXIT_OK : SOL_EXIT_FAILURE;
}

int
sol_cli_run_self_test (char **argv)
{
  gboolean is_json = FALSE;
  g_auto (GStrv) rest = g_strdupv (argv);
  GError *error = NULL;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &is_json, N_("Print JSON"), NULL },
    { NULL },
  };

  if (!sol_cli_parse (entries, NULL, NULL,
                      _("Sends every wave in every format through a broker of its own and measures what arrives."),
                      &rest, &error))
    return sol_cli_fail (error);
  return run (is_json);
}
