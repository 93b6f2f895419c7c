/* sol-acl-rule.c: who may publish or subscribe to what: one rule, as it is kept
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl-rule.h"

SolAclRule *
sol_acl_rule_new (SolAclWho        who,
                  const char      *user,
                  SolAclOperation  operation,
                  gboolean         is_allowed,
                  const char      *filter)
{
  SolAclRule *self = g_new0 (SolAclRule, 1);

  self->who = who;
  self->user = who == SOL_ACL_USER ? g_strdup (user) : NULL;
  self->operation = operation;
  self->is_allowed = is_allowed;
  self->filter = g_strdup (filter);
  return self;
}

SolAclRule *
sol_acl_rule_copy (const SolAclRule *self)
{
  return sol_acl_rule_new (self->who, self->user, self->operation, self->is_allowed, self->filter);
}

void
sol_acl_rule_free (SolAclRule *self)
{
  g_free (self->user);
  g_free (self->filter);
  g_free (self);
}

GPtrArray *
sol_acl_rules_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sol_acl_rule_free);
}

GPtrArray *
sol_acl_rules_copy (const GPtrArray *rules)
{
  GPtrArray *copy = sol_acl_rules_new ();

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (copy, sol_acl_rule_copy (rules->pdata[i]));
  return copy;
}

static char *
dup_who (const SolAclRule *self)
{
  switch (self->who)
    {
    case SOL_ACL_USER:
      return g_strdup_printf ("user %s", self->user);
    case SOL_ACL_ANONYMOUS:
      return g_strdup ("anonymous");
    case SOL_ACL_EVERYBODY:
    default:
      return g_strdup ("everybody");
    }
}

char *
sol_acl_rule_to_text (const SolAclRule *self)
{
  g_autofree char *who = dup_who (self);

  return g_strdup_printf ("%s %s %s %s", self->is_allowed ? "allow" : "deny", who,
                          self->operation == SOL_ACL_BOTH      ? "both"
                          : self->operation == SOL_ACL_PUBLISH ? "publish"
                                                               : "subscribe",
                          self->filter);
}
