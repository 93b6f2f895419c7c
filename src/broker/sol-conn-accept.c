/* sol-conn-accept.c: a client that is let in: its session, its will, and what holds between it and the broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

#define KEEP_ALIVE_PROBES 3

/* A peer that pings less often than max_keepalive asks is found dead by TCP in one and a half
 * times that */
static void
sol_conn_probe_peer (SolConn *self,
                     guint    limit_s)
{
  int fd = sol_transport_get_fd (&self->transport);
  int on = 1;
  int idle_s = (int) MIN (limit_s, 32767);
  int interval_s = MAX (1, idle_s / (2 * KEEP_ALIVE_PROBES));
  int probes = KEEP_ALIVE_PROBES;
  guint timeout_ms = (guint) idle_s * 1500;

  setsockopt (fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
  setsockopt (fd, IPPROTO_TCP, TCP_KEEPIDLE, &idle_s, sizeof idle_s);
  setsockopt (fd, IPPROTO_TCP, TCP_KEEPINTVL, &interval_s, sizeof interval_s);
  setsockopt (fd, IPPROTO_TCP, TCP_KEEPCNT, &probes, sizeof probes);
  setsockopt (fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
}

/* Source: MQTT 5.0 [MQTT-3.2.2-21]: only there can a client be told to ping more often */
static guint16
sol_conn_choose_keep_alive (SolConn              *self,
                            const SolMqttConnect *connect)
{
  guint limit_s = self->core->config->max_keepalive_s;

  if (self->v5 == NULL || limit_s == 0
      || (connect->keep_alive_s > 0 && connect->keep_alive_s <= limit_s))
    return connect->keep_alive_s;
  return (guint16) MIN (limit_s, G_MAXUINT16);
}

static void
sol_conn_watch_peer (SolConn *self)
{
  guint limit_s = self->core->config->max_keepalive_s;

  if (self->keep_alive_s > 0)
    sol_timer_wheel_arm (self->core->wheel, &self->timer,
                         self->keep_alive_s * G_GINT64_CONSTANT (1500));
  else
    sol_timer_wheel_disarm (self->core->wheel, &self->timer);
  if (limit_s > 0 && (self->keep_alive_s == 0 || self->keep_alive_s > limit_s))
    sol_conn_probe_peer (self, limit_s);
}

/* What goes on to those who get it, in its order. Source: MQTT 5.0 §3.1.3.2 */
static GByteArray *
list_will_properties (SolMqttSlice properties)
{
  GByteArray *kept = g_byte_array_new ();
  SolMqttPropertyIter iter = sol_mqtt_property_iter (properties);
  SolMqttProperty property;

  while (sol_mqtt_property_next (&iter, &property))
    if (property.id != SOL_MQTT_PROPERTY_WILL_DELAY
        && property.id != SOL_MQTT_PROPERTY_MESSAGE_EXPIRY)
      g_byte_array_append (kept, property.raw.data, (guint) property.raw.length);
  return kept;
}

/* Its expiry begins when it is published: sol_absence_take_will() */
static SolMessage *
sol_conn_make_will (SolConn              *self,
                    const SolMqttConnect *connect)
{
  g_autoptr (GByteArray) properties = list_will_properties (connect->will_properties);
  gint64 now_us = sol_broker_core_get_real_us (self->core);
  SolMqttProperty expiry;
  SolMessageParts parts = {
    .topic = (const char *) connect->will_topic.data,
    .topic_len = (guint16) connect->will_topic.length,
    .payload = connect->will_payload.data,
    .payload_len = connect->will_payload.length,
    .properties = properties->data,
    .properties_len = properties->len,
    .publisher = connect->will_retain ? self->session->client_id : NULL,
    .qos = connect->will_qos,
    .retain = connect->will_retain,
    .arrived_us = now_us,
  };

  if (!connect->has_will)
    return NULL;
  if (sol_mqtt_properties_find (connect->will_properties, SOL_MQTT_PROPERTY_MESSAGE_EXPIRY,
                                &expiry))
    parts.expires_us = now_us + expiry.number * (gint64) G_USEC_PER_SEC;
  return sol_message_new_from_parts (&parts);
}

/* The one before goes first, and what it had is this one's. Source: MQTT 3.1.1 [MQTT-3.1.4-2], MQTT 5.0
 * [MQTT-3.1.4-3] */
static SolSession *
sol_conn_take_over (SolConn      *self,
                    SolMqttSlice  id)
{
  SolSession *session = sol_broker_core_find_session (self->core, (const char *) id.data, id.length);

  if (session == NULL || session->conn == NULL)
    return session;
  sol_conn_close_for (session->conn, SOL_MQTT_REASON_SESSION_TAKEN_OVER,
                      N_("Another connection came with the same client identifier"));
  return sol_broker_core_find_session (self->core, (const char *) id.data, id.length);
}

guint32
sol_conn_choose_expiry (SolConn              *self,
                        const SolMqttConnect *connect)
{
  return sol_conn_limit_expiry (self, sol_conn_v5_get_wanted_expiry (connect));
}

static SolSession *
sol_conn_find_session (SolConn              *self,
                       const SolMqttConnect *connect,
                       gboolean             *is_present)
{
  char assigned[32];
  SolMqttSlice id = connect->client_id;
  SolSession *session;

  if (id.length == 0)
    {
      g_snprintf (assigned, sizeof assigned, "soliton-%08x%08x", g_random_int (), g_random_int ());
      id = (SolMqttSlice) { (const guint8 *) assigned, strlen (assigned) };
    }
  session = sol_conn_take_over (self, id);
  *is_present = session != NULL && !connect->clean_session;
  if (*is_present)
    {
      sol_session_return (session);
      sol_broker_core_set_session_expiry (self->core, session,
                                          sol_conn_choose_expiry (self, connect));
      return session;
    }
  if (session != NULL)
    sol_broker_core_remove_session (self->core, session);
  return sol_broker_core_add_session (self->core, (const char *) id.data, id.length,
                                      sol_conn_choose_expiry (self, connect));
}

/* CONNACK promises the session, that the one before it is gone, and the will */
static void
sol_conn_store (SolConn *self)
{
  SolJournal *journal = self->core->journal;

  if (!sol_journal_is_on (journal))
    return;
  if (sol_session_is_lasting (self->session))
    sol_journal_put_session (journal, self->session);
  if (self->will != NULL)
    sol_journal_put_will (journal, self->will, self->session,
                          self->v5 != NULL ? self->v5->will_delay_s : 0);
  sol_conn_hold (self);
}

void
sol_conn_accept (SolConn              *self,
                 const SolMqttConnect *connect)
{
  SolBrokerCore *core = self->core;
  gboolean is_present;
  SolSession *session;

  core->packet_wait = 0;
  session = sol_conn_find_session (self, connect, &is_present);
  sol_session_set_conn (session, self);
  sol_session_rejoin (session);
  self->session = session;
  self->state = SOL_CONN_CONNECTED;
  session->version = self->version;
  self->keep_alive_s = sol_conn_choose_keep_alive (self, connect);
  self->since_s = (guint32) (sol_clock_real_us (core->clock) / G_USEC_PER_SEC);
  self->active_us = sol_reactor_now_us (core->reactor);
  self->user_name = sol_conn_dup_user_name (self, connect);
  self->will = sol_conn_make_will (self, connect);
  sol_permits_drop_user (session);
  core->stats.n_connects++;
  core->stats.n_connections++;
  core->stats.n_connects_at[self->door]++;
  core->stats.n_connections_at[self->door]++;

  sol_conn_limit_websocket (self);
  sol_conn_watch_peer (self);
  sol_broker_core_tell (core, SOL_BROKER_EVENT_CONNECTED, self, NULL);
  if (!sol_conn_put_acceptance (self, connect, is_present))
    {
      g_clear_pointer (&self->will, sol_message_unref);
      sol_conn_close (self, N_("Its Maximum Packet Size has no room for the answer to its CONNECT"));
      return;
    }
  sol_conn_store (self);
  sol_session_resume (session);
}
