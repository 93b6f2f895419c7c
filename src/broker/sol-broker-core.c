/* sol-broker-core.c: all state of the broker's thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-core-private.h"

#include <glib/gi18n.h>

#include "sol-broker-listeners-private.h"
#include "sol-broker-tls-private.h"
#include "sol-conn-private.h"
#include "sol-hash-private.h"
#include "sol-journal-private.h"
#include "sol-listener.h"
#include "sol-pace-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"
#include "sol-store-users.h"
#include "sol-sys-private.h"

#define STATS_INTERVAL_US (100 * 1000)

void
sol_broker_core_update_stats (SolBrokerCore *self)
{
  self->stats.n_sessions = g_hash_table_size (self->sessions);
  self->stats.n_subscriptions = sol_topic_tree_get_n (self->topics);
  self->stats.n_retained = sol_retain_get_n (self->retained);
  self->stats.retained_bytes = sol_retain_get_bytes (self->retained);
  self->stats.queued_bytes = sol_broker_core_get_queued (self);
  self->stats.n_queued = self->n_queued;
  self->stats.n_packets_out = self->stats.n_messages_out + self->n_others_out;
  self->stats.n_shared = sol_topic_tree_get_n_shared (self->topics);
  self->stats.store_bytes = sol_journal_get_bytes (self->journal);
}

static void
sol_broker_core_tell_stats (SolBrokerCore *self)
{
  sol_broker_core_update_stats (self);
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

/* Once a batch: tells now, or sees to it that what happened is told in time. Nothing happens in
 * an idle broker. */
static void
sol_broker_core_note_stats (SolBrokerCore *self)
{
  gint64 left_us
      = self->stats_told_us + STATS_INTERVAL_US - sol_reactor_now_us (self->reactor);

  if (left_us <= 0)
    sol_broker_core_tell_stats (self);
  else if (g_source_get_ready_time (self->stats_timer) < 0)
    g_source_set_ready_time (self->stats_timer, g_get_monotonic_time () + left_us);
}

/* A connection that closes may publish its will, which makes others dirty */
static void
flush_cb (gpointer data,
          gpointer user_data)
{
  SolBrokerCore *self = user_data;

  sol_journal_flush (self->journal);
  while (self->dirty_head != NULL)
    {
      SolConn *conn = self->dirty_head;

      self->dirty_head = conn->dirty_next;
      if (self->dirty_head == NULL)
        self->dirty_tail = NULL;
      conn->is_dirty = FALSE;
      sol_conn_flush (conn);
    }
  sol_journal_flush (self->journal);
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

static void
retained_dropped_cb (SolMessage *message,
                     gpointer    user_data)
{
  sol_journal_drop_retained (user_data, message);
}

/* Stored if the user still has @hash. What fails is tried again when the user comes to another process: the
 * imported hash serves as long. */
static void
renew_cb (const char *user_name,
          const char *hash,
          const char *renewed,
          gpointer    user_data)
{
  SolStore *store = user_data;

  if (store != NULL)
    sol_store_renew_user_async (store, user_name, hash, renewed);
}

SolBrokerCore *
sol_broker_core_new (GMainContext             *context,
                     SolStore                 *store,
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
  sol_auth_set_renew_func (self->auth, renew_cb, store);
  self->id_seed = sol_hash_seed_new ();
  self->topics = sol_topic_tree_new ();
  self->memo = sol_match_memo_new (self->topics);
  self->retained = sol_retain_new ();
  self->refusals = sol_refusals_new ();
  self->throttle = sol_throttle_new ();
  self->denials = sol_denials_new ();
  self->away_users = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->withheld = g_hash_table_new (NULL, NULL);
  self->sessions = sol_broker_core_new_sessions ();
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->paces = sol_pace_table_new ();
  self->listeners = sol_broker_listeners_new (self);
  self->stats_timer = timer_source_new (context, stats_timer_cb, self);
  self->input = g_malloc (SOL_BROKER_INPUT_BYTES);
  self->head = g_byte_array_new ();
  self->forwarded = g_byte_array_new ();
  self->real_offset_us = sol_clock_real_us (clock) - sol_clock_now_us (clock);
  self->max_total_bytes = G_MAXSIZE;
  self->max_queue_bytes = G_MAXSIZE;
  self->max_queued_messages = G_MAXUINT;
  self->max_retained = G_MAXUINT;
  self->max_retained_bytes = G_MAXSIZE;
  self->retain_timer.func = sol_broker_core_expire_retained_cb;
  self->journal = sol_journal_new (self, store);
  self->sys = sol_sys_new (self);
  sol_retain_set_dropped (self->retained, retained_dropped_cb, self->journal);
  sol_reactor_set_flush (self->reactor, flush_cb, self);
  return self;
}

void
sol_broker_core_free (SolBrokerCore *self)
{
  g_assert (self->config == NULL && self->conns == NULL);

  g_clear_pointer (&self->sys, sol_sys_free);
  g_clear_pointer (&self->journal, sol_journal_free);
  sol_broker_core_free_sessions (self);
  sol_broker_listeners_free (self->listeners);
  sol_auth_free (self->auth);
  sol_timer_wheel_disarm (self->wheel, &self->retain_timer);
  sol_reactor_free (self->reactor);
  sol_timer_wheel_free (self->wheel);
  sol_match_memo_free (self->memo);
  sol_topic_tree_free (self->topics);
  sol_retain_free (self->retained);
  sol_refusals_free (self->refusals);
  sol_throttle_free (self->throttle);
  sol_denials_free (self->denials);
  sol_broker_core_free_permits (self);
  g_clear_pointer (&self->bans, g_hash_table_unref);
  g_hash_table_unref (self->away_users);
  g_hash_table_unref (self->withheld);
  sol_outbox_pool_free (self->outbox_pool);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->paces);
  g_source_destroy (self->stats_timer);
  g_source_unref (self->stats_timer);
  g_free (self->input);
  g_byte_array_unref (self->head);
  g_byte_array_unref (self->forwarded);
  g_free (self);
}

static void
sol_broker_core_set_config (SolBrokerCore   *self,
                            SolBrokerConfig *config,
                            SolTlsContext   *tls)
{
  sol_broker_core_set_tls (self, tls);
  sol_throttle_set_limit (self->throttle, config->max_login_failures);
  sol_broker_core_set_pace (self, config->max_publish_rate, config->max_publish_bytes);
  g_clear_pointer (&self->config, sol_broker_config_unref);
  self->config = sol_broker_config_ref (config);
  self->max_packet_bytes = MIN (config->max_packet_bytes, SOL_MQTT_MAX_PACKET);
  self->max_queue_bytes = config->max_queue_bytes;
  self->max_queued_messages = config->max_queued_messages > 0 ? config->max_queued_messages : G_MAXUINT;
  self->max_total_bytes = config->max_total_bytes;
  self->max_retained = config->max_retained;
  self->max_retained_bytes = config->max_retained_bytes;
  self->max_inflight = CLAMP (config->max_inflight, 1, G_MAXUINT16);
  sol_journal_set_durability (self->journal, config->durability);
  sol_listener_reserve (config->max_connections);
}

gboolean
sol_broker_core_start (SolBrokerCore    *self,
                       SolBrokerConfig  *config,
                       SolTlsContext    *tls,
                       GError          **error)
{
  if (!sol_broker_listeners_apply (self->listeners, config, error))
    return FALSE;
  sol_broker_core_set_config (self, config, tls);
  sol_broker_core_limit_sessions (self);
  self->stats.started_us = sol_clock_now_us (self->clock);
  self->stats.is_accepting = TRUE;
  sol_sys_set_interval (self->sys, config->sys_interval_s);
  sol_broker_core_tell_stats (self);
  return TRUE;
}

/* New limits may let more be sent */
static void
sol_broker_core_release (SolConn *conn)
{
  if (conn->state != SOL_CONN_CONNECTED)
    return;
  sol_conn_limit_websocket (conn);
  if (conn->session->queue.n > 0 || conn->session->inflight.n_held > 0)
    sol_session_pump (conn->session);
}

/* Where the configuration no longer lets a connection be */
static void
sol_broker_core_review (SolBrokerCore *self,
                        SolConn       *conn)
{
  if (!sol_broker_listeners_serve (self->listeners, sol_transport_get_fd (&conn->transport),
                                   conn->door))
    sol_conn_doom (conn, SOL_MQTT_REASON_ADMINISTRATIVE,
                   N_("The broker no longer listens at the address or port it used"));
  else if (!self->config->allow_anonymous && conn->state == SOL_CONN_CONNECTED
           && conn->user_name == NULL)
    sol_conn_doom (conn, SOL_MQTT_REASON_NOT_AUTHORIZED, N_("Anonymous access was switched off"));
}

gboolean
sol_broker_core_apply (SolBrokerCore    *self,
                       SolBrokerConfig  *config,
                       SolTlsContext    *tls,
                       GError          **error)
{
  guint max_session_expiry_s = self->config->max_session_expiry_s;

  if (!sol_broker_listeners_apply (self->listeners, config, error))
    return FALSE;
  sol_broker_core_set_config (self, config, tls);
  sol_sys_set_interval (self->sys, config->sys_interval_s);
  if (config->max_session_expiry_s != max_session_expiry_s)
    sol_broker_core_limit_sessions (self);
  self->stats.is_accepting = FALSE;
  sol_broker_listeners_retry (self->listeners);
  for (SolConn *conn = self->conns; conn != NULL; conn = conn->next)
    {
      sol_broker_core_review (self, conn);
      sol_broker_core_release (conn);
    }
  sol_reactor_wake (self->reactor);
  return TRUE;
}

/* Wills that are due with the connection: their subscribers get them before they are sent away. One that may wait stays
 * with its session, for the next start. Source: MQTT 5.0 §3.1.2.5 */
static void
sol_broker_core_publish_wills (SolBrokerCore *self)
{
  for (SolConn *conn = self->conns; conn != NULL; conn = conn->next)
    if (conn->will != NULL
        && (conn->v5 == NULL || conn->v5->will_delay_s == 0 || conn->session->expiry_s == 0))
      sol_session_publish_will (conn->session, g_steal_pointer (&conn->will));
}

void
sol_broker_core_stop (SolBrokerCore *self)
{
  if (self->config == NULL)
    return;
  sol_broker_listeners_close (self->listeners);
  sol_broker_core_publish_wills (self);
  while (self->conns != NULL)
    sol_conn_close_for (self->conns, SOL_MQTT_REASON_SERVER_SHUTTING_DOWN,
                        N_("The broker was stopped"));
  sol_sys_set_interval (self->sys, 0);
  sol_broker_core_set_tls (self, NULL);
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
        && !sol_auth_is_same_password (self->auth, conn->user_name,
                                       g_hash_table_lookup (old, conn->user_name),
                                       g_hash_table_lookup (users, conn->user_name)))
      sol_conn_doom (conn, SOL_MQTT_REASON_NOT_AUTHORIZED,
                     N_("Its user was removed, or has another password now"));
}

gboolean
sol_broker_core_kick (SolBrokerCore *self,
                      const char    *client_id)
{
  SolSession *session = sol_broker_core_find_session (self, client_id, strlen (client_id));

  if (session == NULL || session->conn == NULL)
    return FALSE;
  sol_conn_close_for (session->conn, SOL_MQTT_REASON_ADMINISTRATIVE,
                      N_("It was disconnected by hand"));
  return TRUE;
}
