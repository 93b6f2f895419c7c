/* sol-cli-acl.c: soliton-cli acl: who may publish or subscribe to what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-acl-json.h"
#include "sol-cli-access.h"
#include "sol-cli-commands.h"
#include "sol-cli-options.h"
#include "sol-cli-wait.h"
#include "sol-mosquitto.h"

static SolAclList *
get (SolEngine  *engine,
     GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_engine_get_acl_async (engine, NULL, sol_cli_wait_cb, &wait);
  return sol_engine_get_acl_finish (engine, sol_cli_wait (&wait), error);
}

static gboolean
put (SolEngine        *engine,
     const GPtrArray  *rules,
     guint             revision,
     GError          **error)
{
  g_auto (SolCliWait) wait = { 0 };

  sol_engine_put_acl_async (engine, rules, revision, NULL, sol_cli_wait_cb, &wait);
  return sol_engine_put_acl_finish (engine, sol_cli_wait (&wait), error);
}

static gboolean
list (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_autoptr (SolAclList) acl = NULL;

  if (!sol_cli_check_args (args, 0, 0, "acl list", error))
    return FALSE;
  acl = get (engine, error);
  for (guint i = 0; acl != NULL && i < acl->rules->len; i++)
    {
      g_autofree char *text = sol_acl_rule_to_text (acl->rules->pdata[i]);

      g_print ("%u %s\n", i + 1, text);
    }
  return acl != NULL;
}

static gboolean
parse_number (const char  *text,
              guint        most,
              guint       *number,
              GError     **error)
{
  guint64 value;

  if (g_ascii_string_to_unsigned (text, 10, 1, MAX (most, 1), &value, NULL) && value <= most)
    {
      *number = (guint) value;
      return TRUE;
    }
  g_set_error (error, SOL_CLI_ERROR, SOL_CLI_ERROR_USAGE,
               _("“%s” is not the number of a rule: there are %u. See them by: acl list"), text, most);
  return FALSE;
}

/* A number before the rule says where it goes; without one it goes to the end */
static gboolean
add (SolEngine  *engine,
     char      **args,
     GError    **error)
{
  g_autoptr (SolAclList) acl = get (engine, error);
  guint place = acl != NULL ? acl->rules->len + 1 : 0;
  SolAclRule *rule;

  if (acl == NULL)
    return FALSE;
  if (args[0] != NULL && g_ascii_isdigit (args[0][0]))
    {
      if (!parse_number (args[0], place, &place, error))
        return FALSE;
      args++;
    }
  rule = sol_acl_rule_new_from_words ((const char * const *) args, error);
  if (rule == NULL)
    return FALSE;
  g_ptr_array_insert (acl->rules, (int) place - 1, rule);
  return put (engine, acl->rules, acl->revision, error);
}

static gboolean
drop (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_autoptr (SolAclList) acl = NULL;
  guint number;

  if (!sol_cli_check_args (args, 1, 1, "acl remove NUMBER", error))
    return FALSE;
  acl = get (engine, error);
  if (acl == NULL || !parse_number (args[0], acl->rules->len, &number, error))
    return FALSE;
  g_ptr_array_remove_index (acl->rules, number - 1);
  return put (engine, acl->rules, acl->revision, error);
}

static gboolean
import (SolEngine  *engine,
        char      **args,
        GError    **error)
{
  g_autoptr (GPtrArray) rules = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!sol_cli_check_args (args, 1, 1, "acl import FILE", error)
      || !sol_cli_read_file (args[0], &text, &length, error))
    return FALSE;
  rules = sol_mosquitto_parse_acl (text, length, error);
  if (rules == NULL || !put (engine, rules, SOL_STORE_ANY_REVISION, error))
    return FALSE;
  g_print (ngettext ("%u rule taken over\n", "%u rules taken over\n", rules->len), rules->len);
  return TRUE;
}

static gboolean
print_answer (const SolAclAnswer  *answer,
              GError             **error)
{
  g_autofree char *text = sol_acl_answer_to_text (answer);
  g_autofree char *rule = answer->rule != NULL ? sol_acl_rule_to_text (answer->rule) : NULL;

  if (rule != NULL)
    g_print ("%s: %s\n", text, rule);
  else
    g_print ("%s\n", text);
  if (answer->verdict.is_allowed)
    return TRUE;
  g_set_error_literal (error, SOL_CLI_ERROR, SOL_CLI_ERROR_DENIED, _("It is denied."));
  return FALSE;
}

#define TEST_USAGE "acl test everybody|anonymous|user NAME publish|subscribe TOPIC [CLIENT]"

static gboolean
test (SolEngine  *engine,
      char      **args,
      GError    **error)
{
  g_auto (SolCliWait) wait = { 0 };
  g_autoptr (SolAclAnswer) answer = NULL;
  const char *user = NULL;
  SolAclOperation operation;

  if (args[0] != NULL && g_str_equal (args[0], "user") && args[1] != NULL)
    user = *++args;
  if (!sol_cli_check_args (args, 3, 4, TEST_USAGE, error))
    return FALSE;
  if (!sol_acl_operation_parse (args[1], &operation) || operation == SOL_ACL_BOTH)
    return sol_cli_check_args (args, 0, 0, TEST_USAGE, error);
  sol_engine_test_acl_async (engine, user, args[3] != NULL ? args[3] : "", operation, args[2],
                             sol_cli_wait_cb, &wait);
  answer = sol_engine_test_acl_finish (engine, sol_cli_wait (&wait), error);
  return answer != NULL && print_answer (answer, error);
}

int
sol_cli_run_acl (char **argv)
{
  const SolCliVerb verbs[] = {
    { "list", list },     { "add", add },   { "remove", drop },
    { "import", import }, { "test", test }, { NULL, NULL },
  };

  return sol_cli_run_verb (
      verbs,
      _("list | add [NUMBER] RULE | remove NUMBER | import FILE | test WHO publish|subscribe TOPIC [CLIENT]"),
      _("Who may publish or subscribe to what. RULE is allow|deny WHO publish|subscribe|both FILTER; WHO is everybody, "
        "anonymous or user NAME; in FILTER %u stands for the user name and %c for the client identifier. The first "
        "rule that matches decides; without rules everything is allowed. The file is mosquitto’s acl_file and "
        "replaces all rules. A running broker notices within a second."),
      argv);
}
