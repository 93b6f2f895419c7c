/* sol-cli-ban.c: soliton-cli ban: who is kept out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-cli-access.h"
#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"

static char *
dup_time (gint64 time_s)
{
  g_autoptr (GDateTime) time = time_s != 0 ? g_date_time_new_from_unix_local (time_s) : NULL;

  return time != NULL ? g_date_time_format (time, "%F %T") : g_strdup (_("for ever"));
}

static gboolean
list (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autoptr (GPtrArray) bans = NULL;

  if (!sol_cli_check_args (args, 0, 0, "ban list", error))
    return FALSE;
  sol_engine_list_bans_async (engine, sol_cli_wait_cb, &wait);
  bans = sol_engine_list_bans_finish (engine, sol_cli_wait (&wait), error);
  for (guint i = 0; bans != NULL && i < bans->len; i++)
    {
      const SolBan *ban = bans->pdata[i];
      g_autofree char *until = dup_time (ban->until_s);

      g_print ("%s %s  %s\n", sol_ban_kind_name (ban->kind), ban->value, until);
    }
  return bans != NULL;
}

static gboolean
parse_kind (char       **args,
            SolBanKind  *kind,
            GError     **error)
{
  if (sol_ban_kind_parse (args[0], kind))
    return TRUE;
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("“%s” cannot be banned: write client, user or address first."), args[0]);
  return FALSE;
}

/* `90`, `90s`, `15m`, `2h`, `7d` */
static gboolean
parse_duration (const char  *text,
                guint       *seconds,
                GError     **error)
{
  static const struct
  {
    char  letter;
    guint seconds;
  } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
  g_autofree char *digits = g_strdup (text);
  gsize length = strlen (digits);
  guint unit = 1;
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (length > 0 && text[length - 1] == units[i].letter)
      {
        unit = units[i].seconds;
        digits[length - 1] = '\0';
      }
  if (g_ascii_string_to_unsigned (digits, 10, 1, G_MAXUINT / unit, &value, NULL))
    {
      *seconds = (guint) value * unit;
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("“%s” is not a time: write a number and s, m, h or d, as in 15m."), text);
  return FALSE;
}

static gboolean
add (SolEngine  *engine,
     char      **args,
     GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  SolBanKind kind;
  guint seconds = 0;

  if (!sol_cli_check_args (args, 2, 3, "ban add client|user|address NAME [TIME]", error)
      || !parse_kind (args, &kind, error)
      || (args[2] != NULL && !parse_duration (args[2], &seconds, error)))
    return FALSE;
  sol_engine_ban_async (engine, kind, args[1], seconds, sol_cli_wait_cb, &wait);
  return sol_engine_ban_finish (engine, sol_cli_wait (&wait), error);
}

static gboolean
drop (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  SolBanKind kind;

  if (!sol_cli_check_args (args, 2, 2, "ban remove client|user|address NAME", error)
      || !parse_kind (args, &kind, error))
    return FALSE;
  sol_engine_unban_async (engine, kind, args[1], sol_cli_wait_cb, &wait);
  return sol_engine_unban_finish (engine, sol_cli_wait (&wait), error);
}

int
sol_cli_run_ban (char **argv)
{
  const SolCliVerb verbs[] = { { "list", list }, { "add", add }, { "remove", drop }, { NULL, NULL } };

  return sol_cli_run_verb (
      verbs, _("list | add client|user|address NAME [TIME] | remove client|user|address NAME"),
      _("Who is kept out, for ever or for a time as in 90s, 15m, 2h, 7d. Who is connected is disconnected: a running "
        "broker notices within a second."),
      argv);
}
