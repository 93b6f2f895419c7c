/* sol-acl-check.c: whether a rule can be: for whom, and to what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-broker.h"
#include "sol-mqtt-topic.h"

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID, message);
  return FALSE;
}

/* `%u` and `%c` stand for text of one level: the filter is judged with a letter in their place */
static char *
dup_with_letters (const char *filter)
{
  GString *text = g_string_new (NULL);

  for (const char *at = filter; *at != '\0'; at++)
    if (at[0] == '%' && (at[1] == 'u' || at[1] == 'c'))
      {
        g_string_append_c (text, 'x');
        at++;
      }
    else
      g_string_append_c (text, *at);
  return g_string_free (text, FALSE);
}

static gboolean
check_filter (const char  *filter,
              GError     **error)
{
  g_autofree char *text = filter != NULL ? dup_with_letters (filter) : NULL;

  if (text == NULL || *text == '\0')
    return fail (error, _("A rule needs a topic filter. Write # for every topic."));
  if (strlen (filter) > G_MAXUINT16)
    return fail (error, _("The topic filter is longer than 65535 octets."));
  if (g_str_has_prefix (filter, "$share/"))
    return fail (error, _("A rule holds for shared subscriptions by itself: write what stands "
                          "behind $share/GROUP/."));
  if (sol_mqtt_topic_is_filter (text, strlen (text)))
    return TRUE;
  g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
               _("“%s” is not a topic filter: + must be a whole level, and # the whole last one."),
               filter);
  return FALSE;
}

gboolean
sol_acl_check_rule (const SolAclRule  *rule,
                    GError           **error)
{
  if (rule->who == SOL_ACL_USER && (rule->user == NULL || *rule->user == '\0'))
    return fail (error, _("A rule for a user needs the user’s name."));
  if (rule->who == SOL_ACL_USER && !g_utf8_validate (rule->user, -1, NULL))
    return fail (error, _("The user name of a rule must be UTF-8 text."));
  if (rule->who < SOL_ACL_EVERYBODY || rule->who > SOL_ACL_USER)
    return fail (error, _("A rule is for everybody, for anonymous clients, or for one user."));
  if (rule->operation < SOL_ACL_PUBLISH || rule->operation > SOL_ACL_BOTH)
    return fail (error, _("A rule is about publishing, subscribing, or both."));
  return check_filter (rule->filter, error);
}

gboolean
sol_acl_check_rules (const GPtrArray  *rules,
                     GError          **error)
{
  if (rules->len > SOL_ACL_MAX_RULES)
    {
      g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID,
                   _("At most %d access rules can be kept, these are %u. Use %%u and %%c to say "
                     "the same with fewer."),
                   SOL_ACL_MAX_RULES, rules->len);
      return FALSE;
    }
  for (guint i = 0; i < rules->len; i++)
    if (!sol_acl_check_rule (rules->pdata[i], error))
      {
        g_prefix_error (error, _("Rule %u: "), i + 1);
        return FALSE;
      }
  return TRUE;
}
