/* sol-conn-connect.c: CONNECT: who it is, and whether it is let in
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-bans-private.h"
#include "sol-conn-private.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-reason.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

static char *
dup_slice (SolMqttSlice slice)
{
  return g_strndup ((const char *) slice.data, slice.length);
}

/* Returns: (nullable): who it is by its method or its certificate, where that says so */
static const char *
sol_conn_get_identity (SolConn *self)
{
  SolTls *tls = sol_transport_get_tls (&self->transport);

  if (self->v5 != NULL && self->v5->auth != NULL)
    return self->v5->auth->user_name;

  return tls != NULL && self->core->config->tls_identity ? sol_tls_get_subject (tls) : NULL;
}

char *
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

static SolRefusal
find_refusal (guint8 code)
{
  switch (code)
    {
    case SOL_MQTT_REASON_BAD_CREDENTIALS:
      return SOL_REFUSAL_CREDENTIALS;
    case SOL_MQTT_REASON_NOT_AUTHORIZED:
      return SOL_REFUSAL_NOT_ALLOWED;
    case SOL_MQTT_REASON_BANNED:
      return SOL_REFUSAL_BANNED;
    case SOL_MQTT_REASON_CONNECTION_RATE_EXCEEDED:
      return SOL_REFUSAL_THROTTLED;
    case SOL_MQTT_REASON_QUOTA_EXCEEDED:
      return SOL_REFUSAL_FULL;
    case SOL_MQTT_REASON_SERVER_BUSY:
      return SOL_REFUSAL_BUSY;
    default:
      return SOL_REFUSAL_PROTOCOL;
    }
}

static void
sol_conn_count_refusal (SolConn *self,
                        guint8   code)
{
  self->core->stats.n_refused++;
  self->core->stats.n_refused_for[find_refusal (code)]++;
}

/* A stranger does not learn who exists: that is for the log alone */
static const char *
get_told_reason (guint8      code,
                 const char *reason)
{
  return code == SOL_MQTT_REASON_BAD_CREDENTIALS ? N_("wrong user name or password") : reason;
}

static void
sol_conn_refuse (SolConn              *self,
                 const SolMqttConnect *connect,
                 guint8                code,
                 const char           *reason)
{
  sol_conn_count_refusal (self, code);
  sol_conn_tell_refusal (self, connect, reason);
  sol_conn_put_refusal (self, code, get_told_reason (code, reason));
  sol_conn_close (self, NULL);
}

static guint8
verdict_to_reason (SolAuthVerdict verdict)
{
  switch (verdict)
    {
    case SOL_AUTH_REFUSED_ANONYMOUS:
      return SOL_MQTT_REASON_NOT_AUTHORIZED;
    case SOL_AUTH_REFUSED_BUSY:
      return SOL_MQTT_REASON_SERVER_BUSY;
    default:
      return SOL_MQTT_REASON_BAD_CREDENTIALS;
    }
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

  if (!connect->has_will)
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

/* It said at first that it was somebody else, or nobody */
static gboolean
sol_conn_proves_banned (SolConn              *self,
                        const SolMqttConnect *connect)
{
  return self->v5 != NULL && self->v5->auth != NULL && sol_conn_is_banned (self, connect);
}

void
sol_conn_judge (SolConn              *self,
                const SolMqttConnect *connect,
                SolAuthVerdict        verdict)
{
  sol_conn_count_failure (self, verdict);
  if (verdict != SOL_AUTH_ACCEPTED)
    sol_conn_refuse (self, connect, verdict_to_reason (verdict), sol_auth_get_reason (verdict));
  else if (sol_conn_proves_banned (self, connect))
    sol_conn_refuse (self, connect, SOL_MQTT_REASON_BANNED, N_("It is banned"));
  else if (!sol_conn_may_leave_will (self, connect))
    sol_conn_refuse (self, connect, SOL_MQTT_REASON_NOT_AUTHORIZED,
                     N_("It may not publish to the topic of its will"));
  else if (sol_conn_is_one_too_many (self, connect))
    {
      self->core->stats.n_refused_full++;
      sol_conn_refuse (self, connect, SOL_MQTT_REASON_QUOTA_EXCEEDED,
                       N_("As many clients are connected as max_connections allows"));
    }
  else if (sol_conn_wants_too_many_sessions (self, connect))
    {
      self->core->stats.n_refused_sessions++;
      sol_conn_refuse (self, connect, SOL_MQTT_REASON_QUOTA_EXCEEDED,
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
  sol_conn_count_refusal (self, SOL_MQTT_REASON_CONNECTION_RATE_EXCEEDED);
  self->core->stats.n_throttled++;
  sol_conn_put_refusal (self, SOL_MQTT_REASON_CONNECTION_RATE_EXCEEDED, NULL);
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

/* In the shape that the peer reads. Before 5.0 there is a code for a version alone. */
static void
sol_conn_refuse_malformed (SolConn              *self,
                           const SolMqttConnect *connect,
                           const GError         *error)
{
  gboolean is_v5 = connect->version == SOL_MQTT_VERSION_5_0;

  self->version = is_v5 ? SOL_MQTT_VERSION_5_0 : SOL_MQTT_VERSION_3_1_1;
  if (is_v5 || g_error_matches (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_BAD_VERSION))
    {
      sol_conn_refuse (self, connect, sol_mqtt_error_get_reason (error), error->message);
      return;
    }
  sol_conn_count_refusal (self, SOL_MQTT_REASON_MALFORMED);
  sol_conn_close (self, error->message);
}

/* Only 5.0 can tell a client the identifier that was made for it. Before 3.1.1 every client had one. */
static gboolean
may_be_nameless (const SolMqttConnect *connect)
{
  if (connect->version == SOL_MQTT_VERSION_3_1_1)
    return connect->clean_session;
  return connect->version == SOL_MQTT_VERSION_5_0;
}

static void
sol_conn_take_version (SolConn              *self,
                       const SolMqttConnect *connect)
{
  self->version = connect->version;
  self->frame_base = SOL_FRAME_BARE;
  if (connect->version != SOL_MQTT_VERSION_5_0)
    return;
  self->v5 = sol_conn_v5_new (connect, self->core->max_inflight, self->core->max_packet_bytes);
  self->frame_base = sol_conn_v5_takes_any_frame (self->v5) ? SOL_FRAME_V5_BARE : SOL_FRAME_OWN;
}

void
sol_conn_handle_connect (SolConn            *self,
                         const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  const SolAuthMethod *method;
  SolMqttConnect connect;
  SolMqttSlice name;

  if (!sol_mqtt_connect_parse (frame, &connect, &error))
    {
      sol_conn_refuse_malformed (self, &connect, error);
      return;
    }
  sol_conn_take_version (self, &connect);
  name = sol_mqtt_properties_get_data (connect.properties, SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD);
  method = name.data != NULL ? sol_broker_core_find_method (self->core, name) : NULL;
  if (connect.client_id.length == 0 && !may_be_nameless (&connect))
    sol_conn_refuse (self, &connect, SOL_MQTT_REASON_CLIENT_ID_INVALID,
                     N_("It asks for a session that lasts, and gives no client identifier"));
  else if (name.data != NULL && method == NULL)
    sol_conn_refuse (self, &connect, SOL_MQTT_REASON_BAD_AUTHENTICATION_METHOD,
                     N_("It asks for an authentication method, and there is none here"));
  else if (sol_conn_is_banned (self, &connect))
    sol_conn_refuse (self, &connect, SOL_MQTT_REASON_BANNED, N_("It is banned"));
  else if (method != NULL && sol_conn_is_throttled (self))
    sol_conn_refuse_throttled (self);
  else if (method != NULL)
    sol_conn_begin_auth (self, method, frame, &connect);
  else
    sol_conn_check (self, &connect);
}
