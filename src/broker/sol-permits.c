/* sol-permits.c: what the access rules say to sessions, asked on the way of a message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-permits-private.h"

#include <glib/gi18n.h>

#include "sol-broker-event-private.h"
#include "sol-conn-private.h"
#include "sol-session-private.h"

const char *
sol_session_get_user (const SolSession *self)
{
  return self->conn != NULL ? self->conn->user_name
                            : g_hash_table_lookup (self->core->away_users, self);
}

static SolAclClient
sol_session_get_acl_client (const SolSession *self)
{
  return (SolAclClient) { sol_session_get_user (self), self->client_id };
}

static void
sol_broker_core_tell_hidden (SolBrokerCore *self,
                             guint          n_hidden)
{
  g_autofree char *reason = NULL;

  if (n_hidden == 0)
    return;
  reason = g_strdup_printf (ngettext ("%u more refusal by access rules is not listed",
                                      "%u more refusals by access rules are not listed", n_hidden),
                            n_hidden);
  sol_broker_core_warn (self, NULL, reason);
}

static void
sol_broker_core_tell_denial (SolBrokerCore      *self,
                             SolConn            *conn,
                             const SolAclClient *client,
                             SolAclOperation     operation,
                             const char         *topic,
                             gsize               topic_len,
                             guint               rule)
{
  g_autofree char *address = NULL;
  g_autofree char *name = NULL;
  guint n_before, n_hidden;

  if (!sol_denials_count (self->denials, client->client_id, topic, topic_len,
                          sol_clock_now_us (self->clock), &n_before, &n_hidden))
    return;
  sol_broker_core_tell_hidden (self, n_hidden);
  address = conn != NULL ? sol_conn_dup_address (conn) : NULL;
  name = g_strndup (topic, topic_len);
  self->funcs.event (sol_broker_event_new_denied (client->client_id, client->user, address,
                                                  operation, name, rule, n_before),
                     self->funcs.user_data);
}

static void
sol_session_tell_denial (SolSession      *self,
                         SolAclOperation  operation,
                         const char      *topic,
                         gsize            topic_len,
                         guint            rule)
{
  SolAclClient client = sol_session_get_acl_client (self);

  sol_broker_core_tell_denial (self->core, self->conn, &client, operation, topic, topic_len, rule);
}

static guint
hash_pair (const SolMatch   *match,
           const SolSession *session)
{
  guint64 mixed = ((guint64) (gsize) match >> 4) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)
                  ^ ((guint64) (gsize) session >> 4) * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  return (guint) (mixed >> 32);
}

/* Both grow: their sum is never the same again after either has */
static guint64
sol_permits_get_stamp (SolBrokerCore *core)
{
  return core->permits->stamp + sol_match_memo_get_stamp (core->memo);
}

gboolean
sol_permits_refuse_reserved (SolSession *session,
                             const char *topic,
                             gsize       topic_len)
{
  session->core->stats.n_denied_publish++;
  sol_session_tell_denial (session, SOL_ACL_PUBLISH, topic, topic_len, 0);
  return FALSE;
}

gboolean
sol_permits_judge_publish (SolSession     *session,
                           const SolMatch *match,
                           const char     *topic,
                           gsize           topic_len)
{
  SolBrokerCore *core = session->core;
  SolPermits *permits = core->permits;
  guint64 stamp = sol_permits_get_stamp (core);
  guint at = hash_pair (match, session) % G_N_ELEMENTS (permits->published);
  SolAclClient client;
  SolAclVerdict verdict;

  if (match != NULL && permits->published[at].match == match
      && permits->published[at].session == session && permits->published[at].stamp == stamp)
    return TRUE;
  client = sol_session_get_acl_client (session);
  verdict = sol_acl_check_topic (permits->acl, &client, SOL_ACL_PUBLISH, topic, topic_len);
  if (verdict.is_allowed && match != NULL)
    {
      permits->published[at].match = match;
      permits->published[at].session = session;
      permits->published[at].stamp = stamp;
    }
  if (verdict.is_allowed)
    return TRUE;
  core->stats.n_denied_publish++;
  sol_session_tell_denial (session, SOL_ACL_PUBLISH, topic, topic_len, verdict.rule);
  return FALSE;
}

gboolean
sol_permits_judge_subscribe (SolSession *session,
                             const char *filter,
                             gsize       filter_len)
{
  SolAclClient client = sol_session_get_acl_client (session);
  SolAclVerdict verdict
      = sol_acl_check_filter (session->core->permits->acl, &client, filter, filter_len);

  if (verdict.is_allowed)
    return TRUE;
  session->core->stats.n_denied_subscribe++;
  sol_session_tell_denial (session, SOL_ACL_SUBSCRIBE, filter, filter_len, verdict.rule);
  return FALSE;
}

static gboolean
sol_session_can_read (SolSession *self,
                      const char *topic,
                      gsize       topic_len)
{
  SolAclClient client = sol_session_get_acl_client (self);

  return sol_acl_check_topic (self->core->permits->acl, &client, SOL_ACL_SUBSCRIBE, topic,
                              topic_len)
      .is_allowed;
}

/* Apart from the session: most have no such count */
static void
sol_session_count_withheld (SolSession *self)
{
  GHashTable *withheld = self->core->withheld;
  gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (withheld, self));

  self->core->stats.n_withheld++;
  g_hash_table_insert (withheld, self, GSIZE_TO_POINTER (n + 1));
}

gboolean
sol_permits_judge_receive (SolSession *session,
                           const char *topic,
                           gsize       topic_len)
{
  if (sol_session_can_read (session, topic, topic_len))
    return TRUE;
  sol_session_count_withheld (session);
  return FALSE;
}

void
sol_broker_core_count_withheld (SolBrokerCore  *self,
                                const SolMatch *match,
                                gconstpointer   publisher)
{
  for (guint i = 0; i < match->withheld->len; i++)
    {
      const SolTarget *target = &g_array_index (match->withheld, SolTarget, i);

      if (sol_target_wants (target, publisher))
        sol_session_count_withheld (sol_session_from_subscriber (target->subscriber));
    }
}

guint64
sol_session_get_withheld (const SolSession *self)
{
  return GPOINTER_TO_SIZE (g_hash_table_lookup (self->core->withheld, self));
}

gboolean
sol_broker_core_allows_will (SolBrokerCore *self,
                             SolConn       *conn,
                             const char    *client_id,
                             const char    *user_name,
                             const char    *topic,
                             gsize          topic_len)
{
  SolAclClient client = { user_name, client_id };
  SolAclVerdict verdict = { .is_allowed = !sol_sys_owns_topic (topic, topic_len) };

  if (verdict.is_allowed && self->permits != NULL)
    verdict = sol_acl_check_topic (self->permits->acl, &client, SOL_ACL_PUBLISH, topic, topic_len);
  if (verdict.is_allowed)
    return TRUE;
  self->stats.n_denied_publish++;
  sol_broker_core_tell_denial (self, conn, &client, SOL_ACL_PUBLISH, topic, topic_len,
                               verdict.rule);
  return FALSE;
}

/* Of all that a topic reaches: taps inside this process are not asked */
static gboolean
may_target_cb (SolSubscriber *subscriber,
               const char    *topic,
               gsize          topic_len,
               gpointer       user_data)
{
  SolSession *session = sol_session_from_subscriber (subscriber);

  return session == NULL || sol_session_can_read (session, topic, topic_len);
}

void
sol_permits_forget_session (SolSession *session)
{
  g_hash_table_remove (session->core->away_users, session);
  g_hash_table_remove (session->core->withheld, session);
  if (session->core->permits != NULL)
    session->core->permits->stamp++;
}

void
sol_permits_keep_user (SolSession *session,
                       char       *user_name)
{
  if (user_name != NULL)
    g_hash_table_insert (session->core->away_users, session, user_name);
}

void
sol_permits_drop_user (SolSession *session)
{
  const char *before = g_hash_table_lookup (session->core->away_users, session);
  const char *now = session->conn != NULL ? session->conn->user_name : NULL;

  /* What it may do and what reaches it was decided for somebody else */
  if (session->core->permits != NULL && g_strcmp0 (before, now) != 0)
    {
      session->core->permits->stamp++;
      sol_match_memo_forget (session->core->memo);
    }
  g_hash_table_remove (session->core->away_users, session);
}

/* Told once, when the rules change: from then on its messages just stay out */
static void
sol_session_tell_lost (SolSession *self)
{
  SolAclClient client = sol_session_get_acl_client (self);

  for (SolSubscription *at = self->subscriber.subscriptions; at != NULL; at = at->next)
    {
      g_autofree char *filter = sol_subscription_dup_filter (at);
      SolAclVerdict verdict
          = sol_acl_check_filter (self->core->permits->acl, &client, filter, strlen (filter));

      if (!verdict.is_allowed)
        sol_session_tell_denial (self, SOL_ACL_SUBSCRIBE, filter, strlen (filter), verdict.rule);
    }
}

static void
sol_broker_core_tell_lost (SolBrokerCore *self)
{
  for (SolConn *conn = self->conns; conn != NULL; conn = conn->next)
    if (conn->session != NULL)
      sol_session_tell_lost (conn->session);
}

void
sol_broker_core_free_permits (SolBrokerCore *self)
{
  if (self->permits == NULL)
    return;
  sol_acl_unref (self->permits->acl);
  g_clear_pointer (&self->permits, g_free);
}

void
sol_broker_core_set_acl (SolBrokerCore *self,
                         SolAcl        *acl)
{
  sol_broker_core_free_permits (self);
  sol_match_memo_forget (self->memo);
  if (sol_acl_is_empty (acl))
    {
      sol_match_memo_set_filter (self->memo, NULL, NULL);
      sol_acl_unref (acl);
      return;
    }
  self->permits = g_new0 (SolPermits, 1);
  self->permits->acl = acl;
  self->permits->stamp = 1;
  sol_match_memo_set_filter (self->memo, may_target_cb, self);
  sol_broker_core_tell_lost (self);
}
