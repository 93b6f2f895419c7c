/* sol-broker-core.c: all state of the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-core-private.h"

#include <glib/gi18n.h>

#include "sol-broker-event-private.h"
#include "sol-broker-listeners-private.h"
#include "sol-conn-private.h"
#include "sol-hash-private.h"
#include "sol-listener.h"
#include "sol-mqtt-topic.h"
#include "sol-session-private.h"

#define STATS_INTERVAL_US (100 * 1000)

static guint
session_hash (gconstpointer key)
{
  const SolSession *self = key;

  return (guint) sol_hash_octets (self->client_id, self->id_len, self->core->id_seed);
}

static gboolean
session_equal (gconstpointer a,
               gconstpointer b)
{
  const SolSession *one = a, *two = b;

  return one->id_len == two->id_len && memcmp (one->client_id, two->client_id, one->id_len) == 0;
}

static void
sol_broker_core_tell_stats (SolBrokerCore *self)
{
  self->stats.n_sessions = g_hash_table_size (self->sessions);
  self->stats.n_subscriptions = sol_topic_tree_get_n (self->topics);
  self->stats.n_retained = sol_retain_get_n (self->retained);
  self->stats.retained_bytes = sol_retain_get_bytes (self->retained);
  self->stats.queued_bytes = sol_broker_core_get_queued (self);
  self->stats_told_us = sol_reactor_now_us (self->reactor);
  g_source_set_ready_time (self->stats_timer, -1);
  self->funcs.stats (&self->stats, self->funcs.user_data);
}

static gboolean
stats_timer_cb (gpointer user_data)
{
  sol_broker_core_tell_stats (user_data);
  return G_SOURCE_CONTINUE;
}

/* Once a batch: tells now, or sees to it that what happened is told in time. Nothing happens in an idle broker. */
static void
sol_broker_core_note_stats (SolBrokerCore *self)
{
  gint64 due_us = self->stats_told_us + STATS_INTERVAL_US;

  if (sol_reactor_now_us (self->reactor) >= due_us)
    sol_broker_core_tell_stats (self);
  else if (g_source_get_ready_time (self->stats_timer) < 0)
    g_source_set_ready_time (self->stats_timer, due_us);
}

/* A connection that closes may publish its will, which makes others dirty */
static void
flush_cb (gpointer data,
          gpointer user_data)
{
  SolBrokerCore *self = user_data;

  while (self->dirty_head != NULL)
    {
      SolConn *conn = self->dirty_head;

      self->dirty_head = conn->dirty_next;
      if (self->dirty_head == NULL)
        self->dirty_tail = NULL;
      conn->is_dirty = FALSE;
      sol_conn_flush (conn);
    }
  sol_broker_core_note_stats (self);
}

static gboolean
timer_source_dispatch (GSource     *source,
                       GSourceFunc  callback,
                       gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_source_funcs = { .dispatch = timer_source_dispatch };

static GSource *
timer_source_new (GMainContext *context,
                  GSourceFunc   func,
                  gpointer      user_data)
{
  GSource *source = g_source_new (&timer_source_funcs, sizeof (GSource));

  g_source_set_callback (source, func, user_data, NULL);
  g_source_attach (source, context);
  return source;
}

SolBrokerCore *
sol_broker_core_new (GMainContext             *context,
                     const SolClock           *clock,
                     const SolBrokerCoreFuncs *funcs)
{
  SolBrokerCore *self = g_new0 (SolBrokerCore, 1);

  self->clock = clock;
  self->context = context;
  self->funcs = *funcs;
  self->reactor = sol_reactor_new (context, clock);
  self->wheel = sol_timer_wheel_new (context, clock);
  self->outbox_pool = sol_outbox_pool_new ();
  self->auth = sol_auth_new (context);
  self->id_seed = sol_hash_seed_new ();
  self->topics = sol_topic_tree_new ();
  self->memo = sol_match_memo_new (self->topics);
  self->retained = sol_retain_new ();
  self->refusals = sol_refusals_new ();
  self->sessions = g_hash_table_new (session_hash, session_equal);
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->listeners = sol_broker_listeners_new (self);
  self->stats_timer = timer_source_new (context, stats_timer_cb, self);
  self->input = g_malloc (SOL_BROKER_INPUT_BYTES);
  self->max_total_bytes = G_MAXSIZE;
  self->max_queue_bytes = G_MAXSIZE;
  sol_reactor_set_flush (self->reactor, flush_cb, self);
  return self;
}

static void
sol_broker_core_free_sessions (SolBrokerCore *self)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    {
      g_hash_table_iter_steal (&iter);
      sol_session_free (session);
    }
  g_hash_table_unref (self->sessions);
}

void
sol_broker_core_free (SolBrokerCore *self)
{
  g_assert (self->config == NULL && self->conns == NULL);

  sol_broker_core_free_sessions (self);
  sol_broker_listeners_free (self->listeners);
  sol_auth_free (self->auth);
  sol_reactor_free (self->reactor);
  sol_timer_wheel_free (self->wheel);
  sol_match_memo_free (self->memo);
  sol_topic_tree_free (self->topics);
  sol_retain_free (self->retained);
  sol_refusals_free (self->refusals);
  sol_outbox_pool_free (self->outbox_pool);
  g_hash_table_unref (self->users);
  g_source_destroy (self->stats_timer);
  g_source_unref (self->stats_timer);
  g_free (self->input);
  g_free (self);
}

static void
sol_broker_core_set_config (SolBrokerCore   *self,
                            SolBrokerConfig *config)
{
  g_clear_pointer (&self->config, sol_broker_config_unref);
  self->config = sol_broker_config_ref (config);
  self->max_packet_bytes = MIN (config->max_packet_bytes, SOL_MQTT_MAX_PACKET);
  self->max_queue_bytes = config->max_queue_bytes;
  self->max_total_bytes = config->max_total_bytes;
  self->max_inflight = CLAMP (config->max_inflight, 1, G_MAXUINT16);
  sol_listener_reserve (config->max_connections);
}

gboolean
sol_broker_core_start (SolBrokerCore    *self,
                       SolBrokerConfig  *config,
                       GError          **error)
{
  if (!sol_broker_listeners_apply (self->listeners, config, error))
    return FALSE;
  sol_broker_core_set_config (self, config);
  self->stats.started_us = sol_clock_now_us (self->clock);
  self->stats.is_accepting = TRUE;
  sol_broker_core_tell_stats (self);
  return TRUE;
}

/* Why the configuration no longer lets a connection be; NULL when it does */
static const char *
sol_broker_core_get_objection (SolBrokerCore *self,
                               SolConn       *conn)
{
  if (!sol_broker_listeners_serve (self->listeners, sol_transport_get_fd (&conn->transport), conn->is_websocket))
    return N_("The broker no longer listens at the address or port that it came to");
  if (!self->config->allow_anonymous && conn->state == SOL_CONN_CONNECTED && conn->user_name == NULL)
    return N_("Anonymous access was switched off");
  return NULL;
}

gboolean
sol_broker_core_apply (SolBrokerCore    *self,
                       SolBrokerConfig  *config,
                       GError          **error)
{
  if (!sol_broker_listeners_apply (self->listeners, config, error))
    return FALSE;
  sol_broker_core_set_config (self, config);
  self->stats.is_accepting = FALSE;
  sol_broker_listeners_retry (self->listeners);
  for (SolConn *conn = self->conns, *next; conn != NULL; conn = next)
    {
      const char *objection = sol_broker_core_get_objection (self, conn);

      if (objection != NULL)
        sol_conn_doom (conn, objection);
      next = conn->next;
    }
  sol_reactor_wake (self->reactor);
  return TRUE;
}

void
sol_broker_core_stop (SolBrokerCore *self)
{
  if (self->config == NULL)
    return;
  sol_broker_listeners_close (self->listeners);
  while (self->conns != NULL)
    sol_conn_close (self->conns, N_("The broker was stopped"));
  g_clear_pointer (&self->config, sol_broker_config_unref);
  self->stats.started_us = 0;
  self->stats.is_accepting = FALSE;
  sol_broker_core_tell_stats (self);
}

void
sol_broker_core_set_users (SolBrokerCore *self,
                           GHashTable    *users)
{
  g_autoptr (GHashTable) old = self->users;

  self->users = users;
  sol_auth_set_users (self->auth, users);
  for (SolConn *conn = self->conns; conn != NULL; conn = conn->next)
    if (conn->user_name != NULL
        && g_strcmp0 (g_hash_table_lookup (old, conn->user_name),
                      g_hash_table_lookup (users, conn->user_name)) != 0)
      sol_conn_doom (conn, N_("Its user was removed, or has another password now"));
}

gboolean
sol_broker_core_kick (SolBrokerCore *self,
                      const char    *client_id)
{
  SolSession *session = sol_broker_core_find_session (self, client_id, strlen (client_id));

  if (session == NULL || session->conn == NULL)
    return FALSE;
  sol_conn_close (session->conn, N_("It was disconnected by hand"));
  return TRUE;
}

const SolMatch *
sol_broker_core_match (SolBrokerCore *self,
                       const char    *topic,
                       gsize          topic_len)
{
  const SolMatch *match = sol_match_memo_find (self->memo, topic, topic_len);

  if (G_LIKELY (match != NULL))
    return match;
  if (!sol_mqtt_topic_is_name (topic, topic_len))
    return NULL;
  return sol_match_memo_learn (self->memo, topic, topic_len);
}

/* The seam for retained messages that outlast the process. Source: MQTT 3.1.1 §3.3.1.3 */
static void
sol_broker_core_retain (SolBrokerCore *self,
                        SolDelivery   *delivery)
{
  gboolean is_kept;

  if (delivery->payload_len == 0)
    {
      sol_retain_remove (self->retained, delivery->topic, delivery->topic_len);
      return;
    }
  is_kept = sol_retain_put (self->retained, sol_delivery_get_message (delivery), self->max_total_bytes);
  if (!is_kept)
    self->stats.n_dropped++;
  if (!is_kept && !self->is_retain_full)
    sol_broker_core_warn (self, NULL,
                          N_("A retained message was not kept: they take all of max_total_bytes, or its "
                             "topic has over 200 levels"));
  self->is_retain_full = !is_kept;
}

void
sol_broker_core_publish (SolBrokerCore  *self,
                         const SolMatch *match,
                         SolDelivery    *delivery)
{
  delivery->n_targets = match->n_targets;
  if (G_UNLIKELY (delivery->published_retain))
    sol_broker_core_retain (self, delivery);
  for (guint32 i = 0; i < match->n_targets; i++)
    {
      const SolTarget *target = &match->targets[i];

      target->subscriber->deliver (target->subscriber, delivery, target->qos);
    }
}

void
sol_broker_core_publish_message (SolBrokerCore *self,
                                 SolMessage    *message)
{
  const SolMatch *match = sol_broker_core_match (self, message->topic, message->topic_len);
  SolDelivery delivery = sol_delivery_from_message (message, FALSE);

  if (match != NULL)
    sol_broker_core_publish (self, match, &delivery);
  sol_delivery_clear (&delivery);
  sol_reactor_wake (self->reactor);
}

/* The table looks at a session's identifier: one on the stack stands for it */
SolSession *
sol_broker_core_find_session (SolBrokerCore *self,
                              const char    *client_id,
                              gsize          id_len)
{
  gsize size = sizeof (SolSession) + id_len + 1;
  g_autofree SolSession *key = g_malloc (size);

  key->core = self;
  key->id_len = (guint16) id_len;
  memcpy (key->client_id, client_id, id_len);
  return g_hash_table_lookup (self->sessions, key);
}

SolSession *
sol_broker_core_add_session (SolBrokerCore *self,
                             const char    *client_id,
                             gsize          id_len,
                             gboolean       is_lasting)
{
  SolSession *session = sol_session_new (self, client_id, id_len, is_lasting);

  g_hash_table_add (self->sessions, session);
  return session;
}

void
sol_broker_core_remove_session (SolBrokerCore *self,
                                SolSession    *session)
{
  g_hash_table_remove (self->sessions, session);
  sol_session_free (session);
}

void
sol_broker_core_warn (SolBrokerCore *self,
                      SolSession    *session,
                      const char    *reason)
{
  SolConn *conn = session != NULL ? session->conn : NULL;
  g_autofree char *address = conn != NULL ? sol_conn_dup_address (conn) : NULL;

  self->funcs.event (sol_broker_event_new (SOL_BROKER_EVENT_WARNING,
                                           session != NULL ? session->client_id : NULL,
                                           conn != NULL ? conn->user_name : NULL, address, reason, 0),
                     self->funcs.user_data);
}

void
sol_broker_core_tell (SolBrokerCore      *self,
                      SolBrokerEventType  type,
                      SolConn            *conn,
                      const char         *reason)
{
  g_autofree char *address = NULL;

  if (type == SOL_BROKER_EVENT_REFUSED)
    {
      sol_broker_core_tell_refusal (self, conn, NULL, NULL, reason);
      return;
    }
  address = sol_conn_dup_address (conn);
  self->funcs.event (sol_broker_event_new (type, conn->session->client_id, conn->user_name, address, reason, 0),
                     self->funcs.user_data);
}

void
sol_broker_core_tell_refusal (SolBrokerCore *self,
                              SolConn       *conn,
                              const char    *client_id,
                              const char    *user_name,
                              const char    *reason)
{
  g_autofree char *address = sol_conn_dup_address (conn);
  g_autofree char *host = NULL;
  SolEndpoint peer;
  guint n_before;

  if (sol_endpoint_read_peer (sol_transport_get_fd (&conn->transport), &peer))
    host = sol_endpoint_dup_address (&peer);
  if (!sol_refusals_count (self->refusals, host != NULL ? host : "", sol_clock_now_us (self->clock),
                           &n_before))
    return;
  self->funcs.event (sol_broker_event_new (SOL_BROKER_EVENT_REFUSED, client_id, user_name, address, reason,
                                           n_before),
                     self->funcs.user_data);
}
