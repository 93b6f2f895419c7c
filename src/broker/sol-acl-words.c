/* sol-acl-words.c: a rule as it is written on a command line
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl.h"

#include <glib/gi18n.h>

#include "sol-broker.h"

static gboolean
fail (const char  *word,
      const char  *expected,
      GError     **error)
{
  g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
               _("“%s” cannot stand in this place of a rule: %s"), word != NULL ? word : "",
               expected);
  return FALSE;
}

static gboolean
parse_verdict (const char  *word,
               SolAclRule  *rule,
               GError     **error)
{
  rule->is_allowed = g_strcmp0 (word, "allow") == 0;
  return rule->is_allowed || g_strcmp0 (word, "deny") == 0
         || fail (word, _("write allow or deny first."), error);
}

/* Moves @words behind what it used */
static gboolean
parse_who (const char * const **words,
           SolAclRule          *rule,
           GError             **error)
{
  const char *word = *(*words)++;

  if (g_strcmp0 (word, "everybody") == 0)
    rule->who = SOL_ACL_EVERYBODY;
  else if (g_strcmp0 (word, "anonymous") == 0)
    rule->who = SOL_ACL_ANONYMOUS;
  else if (g_strcmp0 (word, "user") == 0 && **words != NULL)
    {
      rule->who = SOL_ACL_USER;
      rule->user = g_strdup (*(*words)++);
    }
  else
    return fail (word, _("write everybody, anonymous, or user and the user’s name."), error);
  return TRUE;
}

static gboolean
parse_operation (const char  *word,
                 SolAclRule  *rule,
                 GError     **error)
{
  if (g_strcmp0 (word, "publish") == 0)
    rule->operation = SOL_ACL_PUBLISH;
  else if (g_strcmp0 (word, "subscribe") == 0)
    rule->operation = SOL_ACL_SUBSCRIBE;
  else if (g_strcmp0 (word, "both") == 0)
    rule->operation = SOL_ACL_BOTH;
  else
    return fail (word, _("write publish, subscribe, or both."), error);
  return TRUE;
}

SolAclRule *
sol_acl_rule_new_from_words (const char * const  *words,
                             GError             **error)
{
  g_autoptr (SolAclRule) rule = g_new0 (SolAclRule, 1);
  const char * const *at = words;

  if (!parse_verdict (*at, rule, error))
    return NULL;
  at++;
  if (*at == NULL)
    {
      fail (NULL, _("write everybody, anonymous, or user and the user’s name."), error);
      return NULL;
    }
  if (!parse_who (&at, rule, error) || !parse_operation (*at, rule, error))
    return NULL;
  at++;
  rule->filter = g_strdup (*at);
  if (*at != NULL && at[1] != NULL)
    {
      fail (at[1], _("a rule ends with its topic filter. Put quotes around one with spaces."),
            error);
      return NULL;
    }
  return sol_acl_check_rule (rule, error) ? g_steal_pointer (&rule) : NULL;
}
