/* sol-acl-rule.h: who may publish or subscribe to what: one rule, as it is kept
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_ACL_PUBLISH = 1,
  SOL_ACL_SUBSCRIBE = 2,
  SOL_ACL_BOTH = 3,
} SolAclOperation;

typedef enum
{
  SOL_ACL_EVERYBODY,  /* with a user name or without */
  SOL_ACL_ANONYMOUS,  /* without */
  SOL_ACL_USER,
} SolAclWho;

/* Filled by its maker, then only read */
typedef struct
{
  SolAclWho        who;
  char            *user;       /* of %SOL_ACL_USER, else NULL */
  SolAclOperation  operation;
  gboolean         is_allowed;
  char            *filter;     /* `%u` stands for the user name, `%c` for the client identifier */
} SolAclRule;

/* Strings are copied; @user: nullable */
SolAclRule *sol_acl_rule_new       (SolAclWho         who,
                                    const char       *user,
                                    SolAclOperation   operation,
                                    gboolean          is_allowed,
                                    const char       *filter);
SolAclRule *sol_acl_rule_copy      (const SolAclRule *self);
void        sol_acl_rule_free      (SolAclRule       *self);

/* Returns: (transfer full) (element-type SolAclRule): an empty list that frees what is in it */
GPtrArray  *sol_acl_rules_new      (void);
/* Returns: (transfer full): a copy with copies */
GPtrArray  *sol_acl_rules_copy     (const GPtrArray  *rules);

/* `allow user lab publish bench/%c/#`: as the command line takes it. Returns: (transfer full) */
char       *sol_acl_rule_to_text   (const SolAclRule *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolAclRule, sol_acl_rule_free)

G_END_DECLS
