/* sol-permits-private.h: what the access rules say to sessions, asked on the way of a message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acl.h"
#include "sol-broker-core-private.h"
#include "sol-sys-private.h"

G_BEGIN_DECLS

/* Rules in force, and what is remembered of their verdicts. Without rules the core has none: each
 * question below is one pointer test then. */
struct _SolPermits
{
  SolAcl *acl;        /* owned, not empty */
  guint64 stamp;      /* grows when a verdict that is remembered may be wrong */
  struct
  {
    const SolMatch   *match;
    const SolSession *session;
    guint64           stamp;
  } published[1024];  /* by both addresses: publications that were allowed */
};

/* @acl: (transfer full): replaces the rules. Open subscriptions that they no longer allow are told in the log; what
 * they deliver is decided topic by topic. */
void     sol_broker_core_set_acl      (SolBrokerCore    *self,
                                       SolAcl           *acl);
void     sol_broker_core_free_permits (SolBrokerCore    *self);

/* The session is about to be freed: its address may be another's next */
void     sol_permits_forget_session   (SolSession       *session);

/* The user of a lasting session outlasts its connection: what is queued for it goes by the same rules.
 * @user_name: (transfer full) (nullable) */
void     sol_permits_keep_user        (SolSession       *session,
                                       char             *user_name);

/* The client is back: from now on its connection knows its user */
void     sol_permits_drop_user        (SolSession       *session);

gboolean sol_permits_judge_publish    (SolSession       *session,
                                       const SolMatch   *match,
                                       const char       *topic,
                                       gsize             topic_len);
gboolean sol_permits_judge_subscribe  (SolSession       *session,
                                       const char       *filter,
                                       gsize             filter_len);
gboolean sol_permits_judge_receive    (SolSession       *session,
                                       const char       *topic,
                                       gsize             topic_len);

/* The broker's own topics are nobody else's, whatever the rules say */
gboolean sol_permits_refuse_reserved  (SolSession       *session,
                                       const char       *topic,
                                       gsize             topic_len);

/* Whether the session may publish to a valid topic; if not it is told and counted. @match: (nullable): what
 * sol_broker_core_match() gave for the topic: with it the verdict is remembered */
static inline gboolean
sol_session_may_publish (SolSession     *session,
                         SolBrokerCore  *core,
                         const SolMatch *match,
                         const char     *topic,
                         gsize           topic_len)
{
  if (G_UNLIKELY (topic[0] == '$') && sol_sys_owns_topic (topic, topic_len))
    return sol_permits_refuse_reserved (session, topic, topic_len);
  return G_LIKELY (core->permits == NULL)
         || sol_permits_judge_publish (session, match, topic, topic_len);
}

/* Whether it may subscribe to a valid filter; if not it is told and counted */
static inline gboolean
sol_session_may_subscribe (SolSession    *session,
                           SolBrokerCore *core,
                           const char    *filter,
                           gsize          filter_len)
{
  return G_LIKELY (core->permits == NULL)
         || sol_permits_judge_subscribe (session, filter, filter_len);
}

/* Whether a message of this topic may go to it: for what was retained or queued, and for members of shared
 * subscriptions; sol_broker_core_match() has asked for all others already. If not it is counted. */
static inline gboolean
sol_session_may_receive (SolSession    *session,
                         SolBrokerCore *core,
                         const char    *topic,
                         gsize          topic_len)
{
  return G_LIKELY (core->permits == NULL)
         || sol_permits_judge_receive (session, topic, topic_len);
}

/* A message was published: whom the rules keep it from. @publisher: (nullable): as the delivery's */
void     sol_broker_core_count_withheld (SolBrokerCore  *self,
                                         const SolMatch *match,
                                         gconstpointer   publisher);
/* Messages that rules kept from it */
guint64  sol_session_get_withheld     (const SolSession *self);

/* Whether a client that is not connected yet may leave this will; if not it is counted, and told as the reason of the
 * refusal by the caller. @user_name: (nullable) */
gboolean sol_broker_core_allows_will  (SolBrokerCore    *self,
                                       SolConn          *conn,
                                       const char       *client_id,
                                       const char       *user_name,
                                       const char       *topic,
                                       gsize             topic_len);

G_END_DECLS
