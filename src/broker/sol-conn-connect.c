/* sol-conn-connect.c: CONNECT: who it is, and which session it gets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <glib/gi18n.h>

#include "sol-bans-private.h"
#include "sol-conn-private.h"
#include "sol-journal-private.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-reason.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

#define KEEP_ALIVE_PROBES 3

static void
sol_conn_put_connack (SolConn  *self,
                      gboolean  session_present,
                      guint8    code)
{
  guint8 packet[8];

  sol_conn_put (self, packet, sol_mqtt_connack_put (packet, self->version, session_present, code));
}

static char *
dup_slice (SolMqttSlice slice)
{
  return g_strndup ((const char *) slice.data, slice.length);
}

/* Returns: (nullable): who it is by its certificate, where that says so */
static const char *
sol_conn_get_identity (SolConn *self)
{
  SolTls *tls = sol_transport_get_tls (&self->transport);

  return tls != NULL && self->core->config->tls_identity ? sol_tls_get_subject (tls) : NULL;
}

/* Returns: (transfer full) (nullable) */
static char *
sol_conn_dup_user_name (SolConn              *self,
                        const SolMqttConnect *connect)
{
  const char *identity = sol_conn_get_identity (self);

  if (identity != NULL)
    return g_strdup (identity);
  return connect->has_user_name ? dup_slice (connect->user_name) : NULL;
}

static void
sol_conn_tell_refusal (SolConn              *self,
                       const SolMqttConnect *connect,
                       const char           *reason)
{
  g_autofree char *client_id
      = connect->client_id.length > 0 ? dup_slice (connect->client_id) : NULL;
  g_autofree char *user_name = connect->has_user_name ? dup_slice (connect->user_name) : NULL;

  sol_broker_core_tell_refusal (self->core, self, client_id, user_name, reason);
}

static void
sol_conn_refuse (SolConn              *self,
                 const SolMqttConnect *connect,
                 guint8                code,
                 const char           *reason)
{
  self->core->stats.n_refused++;
  sol_conn_tell_refusal (self, connect, reason);
  sol_conn_put_connack (self, FALSE, code);
  sol_conn_close (self, NULL);
}

static guint8
verdict_to_code (SolAuthVerdict verdict)
{
  switch (verdict)
    {
    case SOL_AUTH_REFUSED_ANONYMOUS:
      return SOL_MQTT_CONNECT_NOT_AUTHORIZED;
    case SOL_AUTH_REFUSED_BUSY:
      return SOL_MQTT_CONNECT_SERVER_UNAVAILABLE;
    default:
      return SOL_MQTT_CONNECT_BAD_CREDENTIALS;
    }
}

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

static SolMessage *
will_new (const SolMqttConnect *connect)
{
  if (!connect->has_will)
    return NULL;
  return sol_message_new ((const char *) connect->will_topic.data, connect->will_topic.length,
                          connect->will_payload.data, connect->will_payload.length,
                          connect->will_qos, connect->will_retain, g_get_real_time ());
}

/* The one before goes first: its will is sent, and what it had is this one's: MQTT-3.1.4-2 */
static SolSession *
sol_conn_take_over (SolConn      *self,
                    SolMqttSlice  id)
{
  SolSession *session = sol_broker_core_find_session (self->core, (const char *) id.data, id.length);

  if (session == NULL || session->conn == NULL)
    return session;
  sol_conn_close (session->conn, N_("Another connection came with the same client identifier"));
  return sol_broker_core_find_session (self->core, (const char *) id.data, id.length);
}

/* Before 5.0 a session that is not clean is for ever, as far as the broker lets it */
static guint32
sol_conn_choose_expiry (SolConn              *self,
                        const SolMqttConnect *connect)
{
  guint32 limit_s = self->core->config->max_session_expiry_s;
  guint32 wanted_s = connect->clean_session ? 0 : SOL_SESSION_NEVER_EXPIRES;

  return limit_s > 0 ? MIN (wanted_s, limit_s) : wanted_s;
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

static gboolean
sol_conn_is_one_too_many (SolConn              *self,
                          const SolMqttConnect *connect)
{
  SolSession *session;

  if (self->core->stats.n_connections < self->core->config->max_connections)
    return FALSE;
  session = sol_broker_core_find_session (self->core, (const char *) connect->client_id.data,
                                          connect->client_id.length);
  return session == NULL || session->conn == NULL;
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

static void
sol_conn_accept (SolConn              *self,
                 const SolMqttConnect *connect)
{
  SolBrokerCore *core = self->core;
  gboolean is_present;
  SolSession *session;

  core->packet_wait = 0;
  session = sol_conn_find_session (self, connect, &is_present);
  sol_session_set_conn (session, self);
  self->session = session;
  self->state = SOL_CONN_CONNECTED;
  session->version = self->version;
  self->keep_alive_s = connect->keep_alive_s;
  self->since_s = (guint32) (sol_clock_real_us (core->clock) / G_USEC_PER_SEC);
  self->active_us = sol_reactor_now_us (core->reactor);
  self->user_name = sol_conn_dup_user_name (self, connect);
  self->will = will_new (connect);
  sol_permits_drop_user (session);
  core->stats.n_connects++;
  core->stats.n_connections++;

  if (self->door == SOL_DOOR_WEBSOCKET)
    sol_websocket_set_limit (sol_transport_get_websocket (&self->transport),
                             core->max_packet_bytes + SOL_BROKER_INPUT_BYTES);
  sol_conn_watch_peer (self);
  sol_conn_put_connack (self, is_present, SOL_MQTT_CONNECT_ACCEPTED);
  sol_conn_store (self);
  sol_broker_core_tell (core, SOL_BROKER_EVENT_CONNECTED, self, NULL);
  sol_session_resume (session);
}

/* Before the password is looked at: who is kept out costs nothing */
static gboolean
sol_conn_is_banned (SolConn              *self,
                    const SolMqttConnect *connect)
{
  g_autofree char *client_id = NULL;
  g_autofree char *user_name = NULL;

  if (self->core->bans == NULL)
    return FALSE;
  client_id = dup_slice (connect->client_id);
  user_name = sol_conn_dup_user_name (self, connect);
  return sol_broker_core_is_banned (self->core, self, client_id, user_name);
}

static gboolean
sol_conn_may_leave_will (SolConn              *self,
                         const SolMqttConnect *connect)
{
  g_autofree char *client_id = NULL;
  g_autofree char *user_name = NULL;

  if (self->core->permits == NULL || !connect->has_will)
    return TRUE;
  client_id = dup_slice (connect->client_id);
  user_name = sol_conn_dup_user_name (self, connect);
  return sol_broker_core_allows_will (self->core, self, client_id, user_name,
                                      (const char *) connect->will_topic.data,
                                      connect->will_topic.length);
}

static gboolean
sol_conn_wants_too_many_sessions (SolConn              *self,
                                  const SolMqttConnect *connect)
{
  SolBrokerCore *core = self->core;
  SolSession *session;

  if (core->config->max_sessions == 0 || core->stats.n_lasting < core->config->max_sessions
      || sol_conn_choose_expiry (self, connect) == 0)
    return FALSE;
  session = sol_broker_core_find_session (core, (const char *) connect->client_id.data,
                                          connect->client_id.length);
  return session == NULL || !sol_session_is_lasting (session);
}

static void
sol_conn_judge (SolConn              *self,
                const SolMqttConnect *connect,
                SolAuthVerdict        verdict)
{
  sol_conn_count_failure (self, verdict);
  if (verdict != SOL_AUTH_ACCEPTED)
    sol_conn_refuse (self, connect, verdict_to_code (verdict), sol_auth_get_reason (verdict));
  else if (!sol_conn_may_leave_will (self, connect))
    sol_conn_refuse (self, connect, SOL_MQTT_CONNECT_NOT_AUTHORIZED,
                     N_("It may not publish to the topic of its will"));
  else if (sol_conn_is_one_too_many (self, connect))
    {
      self->core->stats.n_refused_full++;
      sol_conn_refuse (self, connect, SOL_MQTT_CONNECT_SERVER_UNAVAILABLE,
                       N_("As many clients are connected as max_connections allows"));
    }
  else if (sol_conn_wants_too_many_sessions (self, connect))
    {
      self->core->stats.n_refused_sessions++;
      sol_conn_refuse (self, connect, SOL_MQTT_CONNECT_SERVER_UNAVAILABLE,
                       N_("As many lasting sessions are kept as max_sessions allows"));
    }
  else
    sol_conn_accept (self, connect);
}

/* CONNECT stands at the front of @input, whole and checked before */
static void
checked_cb (SolAuthVerdict verdict,
            gpointer       user_data)
{
  SolConn *self = user_data;
  SolMqttConnect connect;
  SolMqttFrame frame;
  gssize used = sol_mqtt_frame_next (sol_buffer_get_data (&self->input),
                                     sol_buffer_get_length (&self->input), SOL_MQTT_MAX_PACKET,
                                     &frame, NULL);

  self->ticket = NULL;
  self->state = SOL_CONN_NEW;
  if (used <= 0 || !sol_mqtt_connect_parse (&frame, &connect, NULL))
    g_assert_not_reached ();
  sol_conn_judge (self, &connect, verdict);
  if (self->state == SOL_CONN_CLOSED)
    return;
  sol_buffer_consume (&self->input, (gsize) used);
  sol_transport_set_reading (&self->transport, self->core->reactor, TRUE);
  sol_conn_process_held (self);
}

/* Without a line in the log for each: the beginning of the pause is there */
static void
sol_conn_refuse_throttled (SolConn *self)
{
  self->core->stats.n_refused++;
  self->core->stats.n_throttled++;
  sol_conn_put_connack (self, FALSE,
                        self->version == SOL_MQTT_VERSION_5_0 ? SOL_MQTT_REASON_CONNECTION_RATE_EXCEEDED
                                                              : SOL_MQTT_CONNECT_SERVER_UNAVAILABLE);
  sol_conn_close (self, NULL);
}

static void
sol_conn_check (SolConn              *self,
                const SolMqttConnect *connect)
{
  SolAuthRequest request = {
    .allow_anonymous = self->core->config->allow_anonymous,
    .has_user_name = connect->has_user_name,
    .user_name = connect->user_name,
    .has_password = connect->has_password,
    .password = connect->password,
  };
  SolAuthVerdict verdict = SOL_AUTH_ACCEPTED;

  if (sol_conn_get_identity (self) == NULL && connect->has_user_name && sol_conn_is_throttled (self))
    {
      sol_conn_refuse_throttled (self);
      return;
    }
  if (sol_conn_get_identity (self) == NULL)
    verdict = sol_auth_check (self->core->auth, &request, checked_cb, self, &self->ticket);

  if (verdict != SOL_AUTH_PENDING)
    {
      sol_conn_judge (self, connect, verdict);
      return;
    }
  self->state = SOL_CONN_CHECKING;
  sol_timer_wheel_disarm (self->core->wheel, &self->timer);
  sol_transport_set_reading (&self->transport, self->core->reactor, FALSE);
}

static void
sol_conn_refuse_malformed (SolConn              *self,
                           const SolMqttConnect *connect,
                           const GError         *error)
{
  if (!g_error_matches (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_VERSION))
    {
      self->core->stats.n_refused++;
      sol_conn_close (self, error->message);
      return;
    }
  self->version
      = connect->version == SOL_MQTT_VERSION_5_0 ? SOL_MQTT_VERSION_5_0 : SOL_MQTT_VERSION_3_1_1;
  sol_conn_refuse (self, connect,
                   self->version == SOL_MQTT_VERSION_5_0 ? SOL_MQTT_REASON_UNSUPPORTED_VERSION
                                                         : SOL_MQTT_CONNECT_BAD_VERSION,
                   error->message);
}

/* What the parser reads and the broker does not speak yet */
static gboolean
check_version (guint8    version,
               GError  **error)
{
  if (version == SOL_MQTT_VERSION_3_1_1)
    return TRUE;
  g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_VERSION,
               _("The client asks for protocol level %u: choose MQTT 3.1.1 in it"),
               (guint) version);
  return FALSE;
}

void
sol_conn_handle_connect (SolConn            *self,
                         const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttConnect connect;

  if (!sol_mqtt_connect_parse (frame, &connect, &error)
      || !check_version (connect.version, &error))
    {
      sol_conn_refuse_malformed (self, &connect, error);
      return;
    }
  self->version = connect.version;
  if (connect.client_id.length == 0 && !connect.clean_session)
    sol_conn_refuse (self, &connect, SOL_MQTT_CONNECT_IDENTIFIER_REJECTED,
                     N_("It asks for a session that lasts, and gives no client identifier"));
  else if (sol_conn_is_banned (self, &connect))
    sol_conn_refuse (self, &connect, SOL_MQTT_CONNECT_NOT_AUTHORIZED, N_("It is banned"));
  else
    sol_conn_check (self, &connect);
}
