/* sol-conn.c: one connection: octets in and out, time-outs and its end
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"

#include <errno.h>
#include <sys/socket.h>

#include <glib/gi18n.h>

#include "sol-broker-listeners-private.h"
#include "sol-mqtt-error.h"
#include "sol-session-private.h"

#define CONNECT_MS 10000

/* What a CONNECT can need at most: five fields of 65535 octets and their lengths, and the fixed fields */
#define MAX_CONNECT_BYTES (5 * 65537 + 10)

/* A beginning of a packet up to here is put before the next octets in the common buffer, a longer one grows by itself */
#define JOIN_BYTES (64 * 1024)

/* Held of a WebSocket, which cannot be told to wait, while a password is checked */
#define HELD_BYTES (1024 * 1024)

/* Answers that a client may leave unread while nothing reaches it */
#define UNREAD_BYTES (1024 * 1024)

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
}

static void
sol_conn_leave_session (SolConn *self)
{
  SolSession *session = g_steal_pointer (&self->session);

  if (session == NULL)
    return;
  self->core->stats.n_connections--;
  session->conn = NULL;
  session->since_us = sol_clock_real_us (self->core->clock);
  if (!session->is_lasting)
    sol_broker_core_remove_session (self->core, session);
}

/* The last words, CONNACK with a refusal above all, go out if the network takes them at once */
static void
sol_conn_shut (SolConn *self)
{
  SolBrokerCore *core = self->core;

  if (self->outbox.n_bytes > 0 && !self->is_blocked && self->doom == NULL)
    sol_transport_flush (&self->transport, core->reactor, &self->outbox, core->outbox_pool);
  sol_transport_close (&self->transport, core->reactor);
  sol_timer_wheel_disarm (core->wheel, &self->timer);
  g_clear_pointer (&self->ticket, sol_auth_cancel);
  sol_outbox_clear (&self->outbox, core->outbox_pool);
  sol_buffer_clear (&self->input);
  g_clear_pointer (&self->user_name, g_free);
}

void
sol_conn_close (SolConn    *self,
                const char *reason)
{
  SolBrokerCore *core = self->core;
  SolMessage *will = g_steal_pointer (&self->will);

  if (self->state == SOL_CONN_CLOSED)
    return;
  if (self->state == SOL_CONN_CONNECTED)
    sol_broker_core_tell (core, SOL_BROKER_EVENT_DISCONNECTED, self, reason);
  else if (reason != NULL)
    sol_broker_core_tell (core, SOL_BROKER_EVENT_REFUSED, self, reason);

  self->state = SOL_CONN_CLOSED;
  sol_conn_shut (self);
  sol_conn_unlink (self);
  sol_conn_leave_session (self);
  sol_reactor_bury (core->reactor, self, g_free);
  sol_broker_listeners_retry (core->listeners);
  if (will != NULL)
    sol_broker_core_publish_message (core, will);
  g_clear_pointer (&will, sol_message_unref);
}

void
sol_conn_doom (SolConn    *self,
               const char *reason)
{
  self->doom = reason;
  sol_conn_mark_dirty (self);
}

static void
sol_conn_handle_disconnect (SolConn *self)
{
  /* The client's goodbye takes its will away: MQTT-3.14.4-3 */
  g_clear_pointer (&self->will, sol_message_unref);
  sol_conn_close (self, N_("It said goodbye"));
}

static void
sol_conn_handle_ping (SolConn *self)
{
  static const guint8 answer[] = { SOL_MQTT_PINGRESP << 4, 0 };

  sol_conn_put (self, answer, sizeof answer);
}

static void
sol_conn_handle_empty (SolConn            *self,
                       const SolMqttFrame *frame)
{
  if (frame->length != 0 || !sol_mqtt_frame_check_flags (frame))
    sol_conn_close (self, N_("It sent a packet with reserved bits or octets too many"));
  else if (frame->type == SOL_MQTT_PINGREQ)
    sol_conn_handle_ping (self);
  else
    sol_conn_handle_disconnect (self);
}

static void
sol_conn_handle_frame (SolConn            *self,
                       const SolMqttFrame *frame)
{
  switch (frame->type)
    {
    case SOL_MQTT_PUBLISH:
      sol_conn_handle_publish (self, frame);
      break;
    case SOL_MQTT_PUBACK:
    case SOL_MQTT_PUBREC:
    case SOL_MQTT_PUBREL:
    case SOL_MQTT_PUBCOMP:
      sol_conn_handle_ack (self, frame);
      break;
    case SOL_MQTT_SUBSCRIBE:
      sol_conn_handle_subscribe (self, frame);
      break;
    case SOL_MQTT_UNSUBSCRIBE:
      sol_conn_handle_unsubscribe (self, frame);
      break;
    case SOL_MQTT_PINGREQ:
    case SOL_MQTT_DISCONNECT:
      sol_conn_handle_empty (self, frame);
      break;
    case SOL_MQTT_CONNECT:
      sol_conn_close (self, N_("It sent a second CONNECT"));
      break;
    default:
      sol_conn_close (self, N_("It sent a packet that only a server sends, or none that MQTT 3.1.1 has"));
    }
}

static void
sol_conn_fail (SolConn      *self,
               const GError *error)
{
  if (g_error_matches (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_TOO_LARGE))
    self->core->stats.n_too_large++;
  sol_conn_close (self, error->message);
}

/* The first packet is known by its first octet, so that nothing else is waited for */
static gsize
sol_conn_process_connect (SolConn      *self,
                          const guint8 *data,
                          gsize         length)
{
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;
  gssize used;

  if (data[0] >> 4 != SOL_MQTT_CONNECT)
    {
      sol_conn_close (self, N_("It does not speak MQTT: its first packet is no CONNECT"));
      return 0;
    }
  used = sol_mqtt_frame_next (data, length, MAX_CONNECT_BYTES, &frame, &error);
  if (used < 0)
    sol_conn_fail (self, error);
  if (used <= 0)
    return 0;
  sol_conn_handle_connect (self, &frame);
  return self->state == SOL_CONN_CONNECTED ? (gsize) used : 0;
}

gsize
sol_conn_process (SolConn      *self,
                  const guint8 *data,
                  gsize         length)
{
  g_autoptr (GError) error = NULL;
  gsize limit = self->core->max_packet_bytes;
  SolMqttFrame frame;
  gssize n = 0;
  gsize used = 0;

  if (G_UNLIKELY (self->state == SOL_CONN_NEW && length > 0))
    used = sol_conn_process_connect (self, data, length);
  while (self->state == SOL_CONN_CONNECTED
         && (n = sol_mqtt_frame_next (data + used, length - used, limit, &frame, &error)) > 0)
    {
      sol_conn_handle_frame (self, &frame);
      used += (gsize) n;
    }
  if (G_UNLIKELY (n < 0))
    sol_conn_fail (self, error);
  if (used > 0)
    self->active_us = sol_reactor_now_us (self->core->reactor);
  return used;
}

/* Process may close the connection, and with it @input goes: its own octets are used last */
static void
sol_conn_process_input (SolConn *self)
{
  gsize used = sol_conn_process (self, sol_buffer_get_data (&self->input),
                                 sol_buffer_get_length (&self->input));

  if (self->state != SOL_CONN_CLOSED && used > 0)
    sol_buffer_consume (&self->input, used);
}

void
sol_conn_process_held (SolConn *self)
{
  sol_conn_process_input (self);
}

static void
sol_conn_take (SolConn      *self,
               const guint8 *data,
               gsize         held,
               gsize         length)
{
  gsize used = sol_conn_process (self, data, length);

  if (self->state == SOL_CONN_CLOSED)
    return;
  if (used == 0)
    {
      sol_buffer_append (&self->input, data + held, length - held);
      return;
    }
  if (held > 0)
    sol_buffer_clear (&self->input);
  sol_buffer_append (&self->input, data + used, length - used);
}

static gssize
sol_conn_receive (SolConn *self,
                  guint8  *buffer,
                  gsize    size)
{
  gssize n = recv (self->transport.watch.fd, buffer, size, 0);

  if (n > 0)
    self->core->stats.n_bytes_in += (guint64) n;
  else if (n == 0)
    sol_conn_close (self, self->session != NULL ? N_("It went away without saying goodbye") : NULL);
  else if (errno != EAGAIN && errno != EINTR)
    sol_conn_close (self, self->session != NULL ? N_("The network connection broke") : NULL);
  return n;
}

static void
sol_conn_read (SolConn *self)
{
  guint8 *buffer = self->core->input;
  gsize held = sol_buffer_get_length (&self->input);
  gssize n;

  if (held > JOIN_BYTES)
    {
      n = sol_conn_receive (self, buffer, SOL_BROKER_INPUT_BYTES);
      if (n <= 0)
        return;
      sol_buffer_append (&self->input, buffer, (gsize) n);
      sol_conn_process_input (self);
      return;
    }
  if (held > 0)
    memcpy (buffer, sol_buffer_get_data (&self->input), held);
  n = sol_conn_receive (self, buffer + held, SOL_BROKER_INPUT_BYTES - held);
  if (n > 0)
    sol_conn_take (self, buffer, held, held + (gsize) n);
}

static void
ready_cb (SolWatch *watch,
          guint32   events)
{
  SolConn *self = (SolConn *) watch;

  if (events & EPOLLOUT)
    {
      self->is_blocked = FALSE;
      sol_conn_mark_dirty (self);
    }
  if (self->is_websocket)
    return;
  if (self->state == SOL_CONN_CHECKING && events & (EPOLLHUP | EPOLLERR))
    sol_conn_close (self, NULL);
  else if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
    sol_conn_read (self);
}

static void
received_cb (const guint8 *data,
             gsize         length,
             gpointer      user_data)
{
  SolConn *self = user_data;

  if (data == NULL)
    {
      sol_conn_close (self, self->session != NULL ? N_("Its WebSocket was closed without saying goodbye")
                                                  : NULL);
      return;
    }
  self->core->stats.n_bytes_in += length;
  if (sol_buffer_get_length (&self->input) == 0)
    {
      sol_conn_take (self, data, 0, length);
      return;
    }
  sol_buffer_append (&self->input, data, length);
  if (self->state != SOL_CONN_CHECKING)
    sol_conn_process_input (self);
  else if (sol_buffer_get_length (&self->input) > HELD_BYTES)
    sol_conn_close (self, N_("It sent too much before it was accepted"));
}

static void
sol_conn_write_done (SolConn            *self,
                     SolTransportResult  result,
                     gsize               before)
{
  gsize left = self->outbox.n_bytes;

  self->is_blocked = result == SOL_TRANSPORT_BLOCKED;
  self->core->stats.n_bytes_out += before - left;
  if (left < before || left == 0)
    self->unread_bytes = left;
  if (result == SOL_TRANSPORT_FAILED)
    sol_conn_doom (self, N_("The network connection broke"));
}

void
sol_conn_write (SolConn *self)
{
  gsize before = self->outbox.n_bytes;

  sol_conn_write_done (self,
                       sol_transport_flush (&self->transport, self->core->reactor, &self->outbox,
                                            self->core->outbox_pool),
                       before);
}

void
sol_conn_flush (SolConn *self)
{
  if (self->state == SOL_CONN_CLOSED)
    return;
  if (!self->is_blocked && self->outbox.n_bytes > 0 && self->doom == NULL)
    sol_conn_write (self);
  else if (self->is_blocked && self->outbox.n_bytes > self->unread_bytes + self->core->max_queue_bytes + UNREAD_BYTES)
    self->doom = N_("It asks and asks, and does not read the answers");

  if (self->doom != NULL)
    sol_conn_close (self, self->doom);
  else if (self->session != NULL && self->session->queue.n > 0)
    sol_session_pump (self->session);
}

void
sol_conn_put (SolConn      *self,
              const guint8 *data,
              gsize         length)
{
  sol_outbox_append (&self->outbox, self->core->outbox_pool, data, length);
  sol_conn_mark_dirty (self);
}

static void
timer_cb (SolTimer *timer)
{
  SolConn *self = (SolConn *) ((guint8 *) timer - G_STRUCT_OFFSET (SolConn, timer));
  gint64 limit_us = self->keep_alive_s * G_USEC_PER_SEC * 3 / 2;
  gint64 idle_us = sol_reactor_now_us (self->core->reactor) - self->active_us;

  if (self->state == SOL_CONN_NEW)
    sol_conn_close (self, N_("It sent no CONNECT within ten seconds"));
  else if (idle_us >= limit_us)
    sol_conn_close (self, N_("Nothing came from it for one and a half times its keep-alive"));
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

  if (!sol_transport_open (&self->transport, core->reactor, fd, ready_cb))
    {
      g_free (self);
      return;
    }
  sol_conn_link (self);
  sol_timer_wheel_arm (core->wheel, &self->timer, CONNECT_MS);
}

void
sol_conn_new_websocket (SolBrokerCore *core,
                        SolWebsocket  *websocket)
{
  SolConn *self = sol_conn_alloc (core);

  self->is_websocket = TRUE;
  sol_transport_open_websocket (&self->transport, core->reactor, websocket, ready_cb);
  sol_websocket_set_limit (websocket, HELD_BYTES);
  sol_websocket_set_func (websocket, received_cb, self);
  sol_conn_link (self);
  sol_timer_wheel_arm (core->wheel, &self->timer, CONNECT_MS);
}
