/* sol-acl.h: access rules, compiled: who may publish or subscribe to what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-acl-rule.h"

G_BEGIN_DECLS

/* More are refused by sol_acl_check_rules() */
#define SOL_ACL_MAX_RULES 10000

/* Who asks; borrowed */
typedef struct
{
  const char *user;       /* nullable: anonymous */
  const char *client_id;
} SolAclClient;

typedef struct
{
  gboolean is_allowed;
  guint    rule;  /* the one that decided, counted from 1; 0: none matched */
} SolAclVerdict;

/* Immutable, counted; any thread */
typedef struct _SolAcl SolAcl;

/* Errors: %SOL_BROKER_ERROR_INVALID, the message names what is wrong with the rule and what to write instead */
gboolean      sol_acl_check_rule      (const SolAclRule    *rule,
                                       GError             **error);
/* The same for each, with its number, and %SOL_ACL_MAX_RULES */
gboolean      sol_acl_check_rules     (const GPtrArray     *rules,
                                       GError             **error);

/**
 * sol_acl_rule_new_from_words:
 * @words: (array zero-terminated=1): `allow|deny everybody|anonymous|user NAME publish|subscribe|both FILTER`
 *
 * Returns: (transfer full) (nullable): a rule that was checked
 */
SolAclRule   *sol_acl_rule_new_from_words (const char * const  *words,
                                           GError             **error);

/**
 * sol_acl_new:
 * @rules: (element-type SolAclRule): checked; copied. An empty list allows everything.
 *
 * The first rule that matches decides; where none does, it is denied. `%u` and `%c` stand for the
 * user name and the client identifier; a rule that has one matches nobody whose name is missing,
 * holds `/`, `+` or `#`, or would begin the topic with `$`. Wildcards at the first level match no
 * topic that begins with `$`, as in any filter: reading `$SYS` takes a rule that says `$SYS/#`.
 */
SolAcl       *sol_acl_new             (const GPtrArray     *rules);
SolAcl       *sol_acl_ref             (SolAcl              *self);
void          sol_acl_unref           (SolAcl              *self);

gboolean      sol_acl_is_empty        (const SolAcl        *self);

/**
 * sol_acl_check_topic:
 * @operation: %SOL_ACL_PUBLISH, or %SOL_ACL_SUBSCRIBE for what a subscription would deliver
 * @topic: a valid name
 *
 * Cost: the rules of this user and of everybody, one after the other; no allocation but for `%u`
 * and `%c` in a rule over 512 octets.
 */
SolAclVerdict sol_acl_check_topic     (const SolAcl        *self,
                                       const SolAclClient  *client,
                                       SolAclOperation      operation,
                                       const char          *topic,
                                       gsize                topic_len);

/**
 * sol_acl_check_filter:
 * @filter: a valid filter; of `$share/GROUP/FILTER` the filter counts
 *
 * Whether somebody may subscribe. A rule matches when its filter covers all that @filter can
 * match: `#` needs a rule that allows `#`. A rule that denies a part of it is passed over here,
 * and takes its part out of what is delivered.
 */
SolAclVerdict sol_acl_check_filter    (const SolAcl        *self,
                                       const SolAclClient  *client,
                                       const char          *filter,
                                       gsize                filter_len);

/* Whether every topic that the valid filter @narrow matches is matched by the valid filter @wide */
gboolean      sol_acl_filter_covers   (const char          *wide,
                                       gsize                wide_len,
                                       const char          *narrow,
                                       gsize                narrow_len);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolAcl, sol_acl_unref)

G_END_DECLS
