/* sol-conn.c: one connection: octets in and out, time-outs and its end
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"

#include <glib/gi18n.h>

#include "sol-broker-listeners-private.h"
#include "sol-pace-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

#define CONNECT_MS 10000

char *
sol_conn_dup_address (SolConn *self)
{
  SolEndpoint peer;

  if (!sol_endpoint_read_peer (sol_transport_get_fd (&self->transport), &peer))
    return NULL;
  return sol_endpoint_to_string (&peer);
}

static void
sol_conn_unlink (SolConn *self)
{
  SolBrokerCore *core = self->core;

  if (self->previous != NULL)
    self->previous->next = self->next;
  else
    core->conns = self->next;
  if (self->next != NULL)
    self->next->previous = self->previous;
  core->n_conns--;
}

static void
sol_conn_link (SolConn *self)
{
  SolBrokerCore *core = self->core;

  self->next = core->conns;
  if (self->next != NULL)
    self->next->previous = self;
  core->conns = self;
  core->n_conns++;
  core->stats.n_sockets++;
}

/* With its will, which the session may keep for a while */
static void
sol_conn_leave_session (SolConn *self)
{
  SolSession *session = g_steal_pointer (&self->session);
  guint32 will_delay_s = self->v5 != NULL ? self->v5->will_delay_s : 0;

  if (session == NULL)
    return;
  self->core->stats.n_connections--;
  self->core->stats.n_connections_at[self->door]--;
  sol_session_set_conn (session, NULL);
  sol_permits_keep_user (session, g_steal_pointer (&self->user_name));
  sol_session_leave (session, g_steal_pointer (&self->will), will_delay_s,
                     sol_clock_real_us (self->core->clock));
}

/* The last words, CONNACK with a refusal above all, go out if the network takes them at once */
static void
sol_conn_shut (SolConn *self)
{
  SolBrokerCore *core = self->core;

  if (self->outbox.n_bytes > 0 && !self->is_blocked && !self->is_held
      && (self->doom == NULL || self->doom_code != 0))
    sol_transport_flush (&self->transport, core->reactor, &self->outbox, core->outbox_pool);
  sol_transport_close (&self->transport, core->reactor);
  sol_timer_wheel_disarm (core->wheel, &self->timer);
  g_clear_pointer (&self->ticket, sol_auth_cancel);
  sol_outbox_clear (&self->outbox, core->outbox_pool);
  sol_buffer_clear (&self->input);
}

void
sol_conn_close (SolConn    *self,
                const char *reason)
{
  SolBrokerCore *core = self->core;

  if (self->state == SOL_CONN_CLOSED)
    return;
  if (self->state == SOL_CONN_CONNECTED)
    sol_broker_core_tell (core, SOL_BROKER_EVENT_DISCONNECTED, self, reason);
  else if (reason != NULL)
    sol_broker_core_tell (core, SOL_BROKER_EVENT_REFUSED, self, reason);

  if (self->state == SOL_CONN_CONNECTED)
    sol_conn_drop_acks (self);
  sol_conn_drop_pace (self);
  self->state = SOL_CONN_CLOSED;
  sol_conn_shut (self);
  sol_conn_unlink (self);
  sol_conn_leave_session (self);
  g_clear_pointer (&self->user_name, g_free);
  g_clear_pointer (&self->v5, sol_conn_v5_free);
  sol_reactor_bury (core->reactor, self, g_free);
  sol_broker_listeners_retry (core->listeners);
}

void
sol_conn_close_for (SolConn    *self,
                    guint8      code,
                    const char *reason)
{
  if (self->state == SOL_CONN_CONNECTED && self->v5 != NULL)
    sol_conn_put_farewell (self, code, reason);
  else if ((self->state == SOL_CONN_CHECKING || self->state == SOL_CONN_AUTHENTICATING)
           && self->v5 != NULL)
    sol_conn_put_refusal (self, code, reason);
  sol_conn_close (self, reason);
}

void
sol_conn_doom (SolConn    *self,
               guint8      code,
               const char *reason)
{
  self->doom = reason;
  self->doom_code = code;
  sol_conn_mark_dirty (self);
}

void
sol_conn_reject (SolConn    *self,
                 guint8      code,
                 const char *reason)
{
  if (!self->is_held || self->v5 == NULL || self->is_ending)
    {
      sol_conn_close_for (self, code, reason);
      return;
    }
  self->is_ending = TRUE;
  sol_conn_doom (self, code, reason);
}

/* Who is not read, because the store is behind or it publishes too fast, may have said something all
 * the while */
static gint64
sol_conn_get_idle_us (SolConn *self)
{
  return self->is_paused || self->is_waiting ? 0 : sol_reactor_now_us (self->core->reactor) - self->active_us;
}

static void
timer_cb (SolTimer *timer)
{
  SolConn *self = (SolConn *) ((guint8 *) timer - G_STRUCT_OFFSET (SolConn, timer));
  gint64 limit_us = self->keep_alive_s * G_GINT64_CONSTANT (1500000);
  gint64 idle_us = sol_conn_get_idle_us (self);

  if (self->state == SOL_CONN_AUTHENTICATING)
    sol_conn_close_for (self, SOL_MQTT_REASON_NOT_AUTHORIZED,
                        N_("It did not prove who it is within ten seconds"));
  else if (self->state == SOL_CONN_NEW)
    sol_conn_close (self, self->door == SOL_DOOR_TLS && !sol_conn_is_websocket (self)
                                  && !sol_tls_is_open (sol_transport_get_tls (&self->transport))
                              ? N_("It did not finish the TLS handshake within ten seconds")
                              : N_("It sent no CONNECT within ten seconds"));
  else if (idle_us >= limit_us)
    sol_conn_close_for (self, SOL_MQTT_REASON_KEEP_ALIVE_TIMEOUT,
                        N_("Nothing came from it for one and a half times its keep-alive"));
  else
    sol_timer_wheel_arm (self->core->wheel, timer, (limit_us - idle_us) / 1000 + 1);
}

static SolConn *
sol_conn_alloc (SolBrokerCore *core)
{
  SolConn *self = g_new0 (SolConn, 1);

  self->core = core;
  self->timer.func = timer_cb;
  self->active_us = sol_reactor_now_us (core->reactor);
  return self;
}

void
sol_conn_new (SolBrokerCore *core,
              int            fd)
{
  SolConn *self = sol_conn_alloc (core);

  if (!sol_transport_open (&self->transport, core->reactor, fd, sol_conn_ready_cb))
    {
      g_free (self);
      return;
    }
  sol_conn_link (self);
  sol_timer_wheel_arm (core->wheel, &self->timer, CONNECT_MS);
}

void
sol_conn_new_tls (SolBrokerCore *core,
                  int            fd)
{
  SolConn *self = sol_conn_alloc (core);

  self->door = SOL_DOOR_TLS;
  if (!sol_transport_open_tls (&self->transport, core->reactor, core->tls, fd, sol_conn_ready_cb))
    {
      g_free (self);
      return;
    }
  sol_conn_link (self);
  sol_timer_wheel_arm (core->wheel, &self->timer, CONNECT_MS);
}

void
sol_conn_lend (SolConn      *self,
               const guint8 *data,
               gsize         length)
{
  SolBrokerListeners *listeners = self->core->listeners;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (sol_transport_get_fd (&self->transport), NULL);
  SolTls *tls;
  SolTlsStream *stream;

  if (socket == NULL)
    {
      sol_conn_close (self, NULL);
      return;
    }
  tls = sol_transport_steal_tls (&self->transport, self->core->reactor);
  stream = sol_tls_stream_new (tls, socket, data, length);
  self->core->stats.n_sockets--;  /* counted again when it is a WebSocket */
  sol_conn_close (self, NULL);
  sol_broker_listeners_lend (listeners, stream);
}

void
sol_conn_new_websocket (SolBrokerCore *core,
                        SolWebsocket  *websocket)
{
  SolConn *self = sol_conn_alloc (core);

  self->door = sol_websocket_get_tls (websocket) != NULL ? SOL_DOOR_TLS : SOL_DOOR_WEBSOCKET;
  sol_transport_open_websocket (&self->transport, core->reactor, websocket, sol_conn_ready_cb);
  sol_websocket_set_limit (websocket, SOL_CONN_HELD_BYTES);
  sol_websocket_set_func (websocket, sol_conn_received_cb, self);
  sol_conn_link (self);
  sol_timer_wheel_arm (core->wheel, &self->timer, CONNECT_MS);
}
