/* sol-conn-input.c: octets from the peer, and the packets in them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <sys/socket.h>

#include <glib/gi18n.h>

#include "sol-conn-private.h"
#include "sol-mqtt-error.h"
#include "sol-session-private.h"

/* What a CONNECT can need at most: five fields of 65535 octets and their lengths, and the fixed
 * fields; and as much again for the properties of 5.0 */
#define MAX_CONNECT_BYTES (2 * (5 * 65537 + 10))

/* A beginning of a packet up to here is put before the next octets in the common buffer, a
 * longer one grows by itself */
#define JOIN_BYTES (64 * 1024)

/* The first octet of a peer that speaks TLS: RFC 8446 §5.1 */
#define TLS_HANDSHAKE 22

/* That of a browser, which opens a WebSocket by a GET: RFC 6455 §4.1. The port for TLS takes both. */
#define HTTP_GET 'G'

static void
sol_conn_handle_ping (SolConn            *self,
                      const SolMqttFrame *frame)
{
  static const guint8 answer[] = { SOL_MQTT_PINGRESP << 4, 0 };

  if (frame->length == 0 && sol_mqtt_frame_check_flags (frame))
    sol_conn_put (self, answer, sizeof answer);
  else
    sol_conn_reject (self, SOL_MQTT_REASON_MALFORMED,
                     N_("It sent a packet with reserved bits set or too many octets"));
}

static void
sol_conn_handle_frame (SolConn            *self,
                       const SolMqttFrame *frame)
{
  self->core->packet_wait = 0;
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
      sol_conn_handle_ping (self, frame);
      break;
    case SOL_MQTT_DISCONNECT:
      sol_conn_handle_disconnect (self, frame);
      break;
    case SOL_MQTT_AUTH:
      sol_conn_handle_auth (self, frame);
      break;
    case SOL_MQTT_CONNECT:
      sol_conn_reject (self, SOL_MQTT_REASON_PROTOCOL_ERROR, N_("It sent a second CONNECT"));
      break;
    default:
      sol_conn_reject (self,
                       frame->type == 0 ? SOL_MQTT_REASON_MALFORMED
                                        : SOL_MQTT_REASON_PROTOCOL_ERROR,
                       N_("It sent a packet that only a server sends, or that MQTT has not"));
    }
}

void
sol_conn_fail (SolConn      *self,
               const GError *error)
{
  guint8 code = sol_mqtt_error_get_reason (error);

  if (g_error_matches (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_TOO_LARGE))
    self->core->stats.n_too_large++;
  sol_conn_reject (self, code,
                   self->is_held ? sol_mqtt_reason_get_text (SOL_MQTT_DISCONNECT, code)
                                 : error->message);
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

  if (data[0] == HTTP_GET && self->door == SOL_DOOR_TLS && !sol_conn_is_websocket (self))
    {
      sol_conn_lend (self, data, length);
      return 0;
    }
  /* It looks like a CONNECT with reserved bits set */
  if (data[0] == TLS_HANDSHAKE || data[0] >> 4 != SOL_MQTT_CONNECT)
    {
      sol_conn_close (self, data[0] == TLS_HANDSHAKE
                                ? N_("It speaks TLS, and this port is for MQTT without TLS")
                                : N_("It does not speak MQTT: its first packet is no CONNECT"));
      return 0;
    }
  used = sol_mqtt_frame_next (data, length, MAX_CONNECT_BYTES, &frame, &error);
  if (used < 0)
    sol_conn_fail (self, error);
  if (used <= 0)
    return 0;
  self->core->stats.n_packets_in++;
  sol_conn_handle_connect (self, &frame);
  return self->state == SOL_CONN_CONNECTED || self->state == SOL_CONN_AUTHENTICATING ? (gsize) used : 0;
}

/* While it proves who it is */
static gsize
sol_conn_process_early (SolConn      *self,
                        const guint8 *data,
                        gsize         length)
{
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;
  gssize n = 0;
  gsize used = 0;

  while (self->state == SOL_CONN_AUTHENTICATING
         && (n = sol_mqtt_frame_next (data + used, length - used, MAX_CONNECT_BYTES, &frame, &error)) > 0)
    {
      self->core->stats.n_packets_in++;
      sol_conn_handle_early (self, &frame);
      used += (gsize) n;
    }
  if (n < 0)
    sol_conn_fail (self, error);
  return used;
}

gsize
sol_conn_process (SolConn      *self,
                  const guint8 *data,
                  gsize         length)
{
  g_autoptr (GError) error = NULL;
  gsize limit = sol_conn_get_packet_limit (self);
  SolMqttFrame frame;
  gssize n = 0;
  gsize used = 0;
  guint n_packets = 0;

  if (G_UNLIKELY (self->state == SOL_CONN_NEW && length > 0))
    used = sol_conn_process_connect (self, data, length);
  if (G_UNLIKELY (self->state == SOL_CONN_AUTHENTICATING))
    used += sol_conn_process_early (self, data + used, length - used);
  while (self->state == SOL_CONN_CONNECTED && !self->is_ending && !self->is_waiting
         && (n = sol_mqtt_frame_next (data + used, length - used, limit, &frame, &error)) > 0)
    {
      sol_conn_handle_frame (self, &frame);
      used += (gsize) n;
      n_packets++;
    }
  self->core->stats.n_packets_in += n_packets;
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

  if (self->state == SOL_CONN_CLOSED || self->is_ending)
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

/* Why nothing more can be received */
static const char *
sol_conn_get_breach (SolConn *self)
{
  SolTls *tls = sol_transport_get_tls (&self->transport);

  if (errno == EPROTO && tls != NULL && sol_tls_get_problem (tls) != NULL)
    return sol_tls_get_problem (tls);
  return self->session != NULL ? N_("The network connection broke") : NULL;
}

static gssize
sol_conn_receive (SolConn *self,
                  guint8  *buffer,
                  gsize    size)
{
  gssize n = sol_transport_receive (&self->transport, self->core->reactor, buffer, size);

  if (n > 0)
    self->core->stats.n_bytes_in += (guint64) n;
  else if (n == 0)
    sol_conn_close (self, self->session != NULL ? N_("It went away without saying goodbye") : NULL);
  else if (errno != EAGAIN && errno != EINTR)
    sol_conn_close (self, sol_conn_get_breach (self));
  return n;
}

static void
sol_conn_read (SolConn *self)
{
  guint8 *buffer = self->core->input;
  gsize held = sol_buffer_get_length (&self->input);
  gssize n;

  if (G_UNLIKELY (self->is_ending))
    {
      sol_conn_receive (self, buffer, SOL_BROKER_INPUT_BYTES);
      return;
    }
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

void
sol_conn_ready_cb (SolWatch *watch,
                   guint32   events)
{
  SolConn *self = (SolConn *) watch;

  if (events & EPOLLOUT)
    {
      sol_transport_push (&self->transport, self->core->reactor);
      self->is_blocked = FALSE;
      sol_conn_mark_dirty (self);
    }
  if (sol_conn_is_websocket (self))
    return;
  if (self->state == SOL_CONN_CHECKING && events & (EPOLLHUP | EPOLLERR))
    sol_conn_close (self, NULL);
  else if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
    sol_conn_read (self);
}

/* Not more than one packet may hold anyhow */
static void
sol_conn_check_held (SolConn *self)
{
  gsize limit = MAX (SOL_CONN_HELD_BYTES, sol_conn_get_packet_limit (self));

  if (sol_buffer_get_length (&self->input) > limit)
    sol_conn_close_for (self, SOL_MQTT_REASON_MESSAGE_RATE_TOO_HIGH,
                        N_("It went on publishing far above the limit, and a WebSocket cannot be "
                           "told to wait"));
}

void
sol_conn_received_cb (const guint8 *data,
                      gsize         length,
                      gpointer      user_data)
{
  SolConn *self = user_data;

  if (data == NULL)
    {
      sol_conn_close (self, self->session != NULL
                                ? N_("Its WebSocket was closed without saying goodbye")
                                : NULL);
      return;
    }
  self->core->stats.n_bytes_in += length;
  if (self->is_ending || self->doom != NULL)
    return;
  if (sol_buffer_get_length (&self->input) == 0)
    {
      sol_conn_take (self, data, 0, length);
      return;
    }
  sol_buffer_append (&self->input, data, length);
  if (self->is_waiting)
    sol_conn_check_held (self);
  else if (self->state != SOL_CONN_CHECKING)
    sol_conn_process_input (self);
  else if (sol_buffer_get_length (&self->input) > SOL_CONN_HELD_BYTES)
    sol_conn_close (self, N_("It sent too much before it was accepted"));
}
