/* sol-websocket.c: one WebSocket that carries octets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-websocket.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "sol-tls-stream.h"

#define FAREWELL_S 5

struct _SolWebsocket
{
  SoupWebsocketConnection *connection;
  GIOStream               *base;      /* owned: the TCP connection below, or TLS */
  SolWebsocketFunc         func;
  gpointer                 user_data;
  guint64                  n_queued;  /* octets of all frames given to libsoup */
  guint64 n_before; /* octets that the kernel, or TLS, had taken before the first of them */
};

int
sol_websocket_get_fd (SolWebsocket *self)
{
  GSocket *socket = SOL_IS_TLS_STREAM (self->base)
                        ? sol_tls_stream_get_socket (SOL_TLS_STREAM (self->base))
                        : g_socket_connection_get_socket (G_SOCKET_CONNECTION (self->base));

  return g_socket_get_fd (socket);
}

SolTls *
sol_websocket_get_tls (SolWebsocket *self)
{
  return SOL_IS_TLS_STREAM (self->base) ? sol_tls_stream_get_tls (SOL_TLS_STREAM (self->base)) : NULL;
}

/* Octets that the kernel has taken from this process for this socket, ever. TLS takes only what it can hand on at
 * once, and counts. */
static guint64
sol_websocket_count_taken (SolWebsocket *self)
{
  struct tcp_info info = { 0 };
  socklen_t length = sizeof info;
  int waiting = 0;

  if (SOL_IS_TLS_STREAM (self->base))
    return sol_tls_stream_get_n_taken (SOL_TLS_STREAM (self->base));
  if (getsockopt (sol_websocket_get_fd (self), IPPROTO_TCP, TCP_INFO, &info, &length) < 0)
    return G_MAXINT64;
  ioctl (sol_websocket_get_fd (self), SIOCOUTQ, &waiting);
  return info.tcpi_bytes_acked + (guint64) waiting;
}

gsize
sol_websocket_get_unsent (SolWebsocket *self)
{
  guint64 taken = sol_websocket_count_taken (self) - self->n_before;

  /* libsoup's answers to pings are taken too, and not counted as queued */
  return taken >= self->n_queued ? 0 : (gsize) (self->n_queued - taken);
}

static void
message_cb (SoupWebsocketConnection  *connection,
            SoupWebsocketDataType     type,
            GBytes                   *message,
            SolWebsocket             *self)
{
  g_autoptr (SoupWebsocketConnection) G_GNUC_UNUSED held = g_object_ref (connection);
  gsize length;
  const guint8 *data = g_bytes_get_data (message, &length);

  if (type != SOUP_WEBSOCKET_DATA_BINARY)
    self->func (NULL, 0, self->user_data);
  else if (length > 0)
    self->func (data, length, self->user_data);
}

static void
closed_cb (SoupWebsocketConnection *connection,
           SolWebsocket            *self)
{
  g_autoptr (SoupWebsocketConnection) G_GNUC_UNUSED held = g_object_ref (connection);

  self->func (NULL, 0, self->user_data);
}

SolWebsocket *
sol_websocket_new (SoupWebsocketConnection *connection)
{
  SolWebsocket *self = g_new0 (SolWebsocket, 1);

  self->connection = g_object_ref (connection);
  g_object_get (soup_websocket_connection_get_io_stream (connection), "base-iostream", &self->base,
                NULL);
  self->n_before = sol_websocket_count_taken (self);
  return self;
}

void
sol_websocket_set_func (SolWebsocket     *self,
                        SolWebsocketFunc  func,
                        gpointer          user_data)
{
  self->func = func;
  self->user_data = user_data;
  g_signal_connect (self->connection, "message", G_CALLBACK (message_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (closed_cb), self);
}

void
sol_websocket_set_limit (SolWebsocket *self,
                         gsize         limit_bytes)
{
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, limit_bytes);
}

gboolean
sol_websocket_send (SolWebsocket *self,
                    const guint8 *data,
                    gsize         length)
{
  if (soup_websocket_connection_get_state (self->connection) != SOUP_WEBSOCKET_STATE_OPEN)
    return FALSE;
  self->n_queued += length + (length < 126 ? 2 : length < 65536 ? 4 : 10);
  soup_websocket_connection_send_binary (self->connection, data, length);
  return TRUE;
}

/* Holds the connection until the farewell is exchanged, or for so long */
typedef struct
{
  SoupWebsocketConnection *connection;
  GIOStream               *base;
} Farewell;

static gboolean
farewell_over_cb (gpointer user_data)
{
  Farewell *farewell = user_data;

  g_io_stream_close (farewell->base, NULL, NULL);
  return G_SOURCE_REMOVE;
}

static void
farewell_free (gpointer data)
{
  Farewell *farewell = data;

  g_object_unref (farewell->connection);
  g_object_unref (farewell->base);
  g_free (farewell);
}

static void
farewell_closed_cb (SoupWebsocketConnection *connection,
                    GSource                 *timeout)
{
  g_source_destroy (timeout);
}

static void
farewell_start (SoupWebsocketConnection *connection,
                GIOStream               *base)
{
  Farewell *farewell = g_new (Farewell, 1);
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (FAREWELL_S);

  *farewell = (Farewell) { g_object_ref (connection), g_object_ref (base) };
  g_source_set_callback (timeout, farewell_over_cb, farewell, farewell_free);
  g_signal_connect_data (connection, "closed", G_CALLBACK (farewell_closed_cb),
                         g_source_ref (timeout), (GClosureNotify) (void (*) (void)) g_source_unref,
                         0);
  g_source_attach (timeout, g_main_context_get_thread_default ());
  soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_NORMAL, NULL);
}

void
sol_websocket_close (SolWebsocket *self)
{
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    farewell_start (self->connection, self->base);
  g_object_unref (self->connection);
  g_object_unref (self->base);
  g_free (self);
}
