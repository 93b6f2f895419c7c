/* sol-websocket-server.c: makes WebSockets of accepted connections
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-websocket-server.h"

#include <sys/socket.h>
#include <unistd.h>

#define HANDSHAKE_MS 10000

struct _SolWebsocketServer
{
  SoupServer             *server;   /* owned */
  GHashTable             *guests;   /* owned: GIOStream → Guest, which is not a WebSocket yet */
  SolTimerWheel          *wheel;    /* borrowed */
  SolWebsocketServerFunc  func;
  gpointer                user_data;
};

/* A connection that speaks HTTP */
typedef struct
{
  SolTimer            timer;   /* must be first */
  SolWebsocketServer *owner;
  GSocketConnection  *stream;  /* owned by a toggle reference: libsoup's go when the peer does */
} Guest;

static void
guest_toggled_cb (gpointer  data,
                  GObject  *stream,
                  gboolean  is_last)
{
  Guest *self = data;

  sol_timer_wheel_arm (self->owner->wheel, &self->timer, is_last ? 0 : HANDSHAKE_MS);
}

static void
guest_free (gpointer data)
{
  Guest *self = data;

  g_object_remove_toggle_ref (G_OBJECT (self->stream), guest_toggled_cb, self);
  sol_timer_wheel_disarm (self->owner->wheel, &self->timer);
  g_free (self);
}

/* libsoup sees the end of the connection and forgets it */
static void
guest_late_cb (SolTimer *timer)
{
  Guest *self = (Guest *) timer;
  SolWebsocketServer *owner = self->owner;
  GSocket *socket = g_socket_connection_get_socket (self->stream);

  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  g_hash_table_remove (owner->guests, self->stream);
  owner->func (NULL, owner->user_data);
}

static void
websocket_cb (SoupServer              *server,
              SoupServerMessage       *message,
              const char              *path,
              SoupWebsocketConnection *connection,
              gpointer                 user_data)
{
  SolWebsocketServer *self = user_data;
  g_autoptr (GIOStream) base = NULL;

  g_object_get (soup_websocket_connection_get_io_stream (connection), "base-iostream", &base, NULL);
  /* One whose time was over while its request came in is counted as gone already */
  if (g_hash_table_remove (self->guests, base))
    self->func (sol_websocket_new (connection), self->user_data);
}

static void
plain_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  static const char text[]
      = "This is an MQTT broker's WebSocket port: connect to ws://HOST:PORT/mqtt "
        "with subprotocol mqtt.\n";
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);

  /* An answer of ours would stand in the way of the upgrade */
  if (soup_message_headers_header_contains (request, "Upgrade", "websocket"))
    return;
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain; charset=utf-8", SOUP_MEMORY_STATIC, text,
                                    sizeof text - 1);
}

SolWebsocketServer *
sol_websocket_server_new (const char             *protocol,
                          SolTimerWheel          *wheel,
                          SolWebsocketServerFunc  func,
                          gpointer                user_data)
{
  SolWebsocketServer *self = g_new0 (SolWebsocketServer, 1);
  char *protocols[] = { (char *) protocol, NULL };

  self->guests = g_hash_table_new_full (NULL, NULL, NULL, guest_free);
  self->wheel = wheel;
  self->func = func;
  self->user_data = user_data;
  self->server = soup_server_new ("server-header", "soliton", NULL);
  /* Compression costs 16 times the messages: 6,700 a second instead of 109,000 */
  soup_server_remove_websocket_extension (self->server, SOUP_TYPE_WEBSOCKET_EXTENSION_DEFLATE);
  soup_server_add_handler (self->server, "/", plain_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, "/", NULL, protocols, websocket_cb, self, NULL);
  return self;
}

void
sol_websocket_server_accept (SolWebsocketServer *self,
                             int                 fd)
{
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, NULL);
  g_autoptr (GSocketAddress) local = NULL;
  g_autoptr (GSocketAddress) remote = NULL;
  g_autoptr (GSocketConnection) stream = NULL;
  Guest *guest;

  if (socket == NULL)
    {
      close (fd);
      self->func (NULL, self->user_data);
      return;
    }
  local = g_socket_get_local_address (socket, NULL);
  remote = g_socket_get_remote_address (socket, NULL);
  guest = g_new0 (Guest, 1);
  guest->owner = self;
  guest->stream = stream = g_socket_connection_factory_create_connection (socket);
  guest->timer.func = guest_late_cb;
  g_hash_table_insert (self->guests, guest->stream, guest);
  g_object_add_toggle_ref (G_OBJECT (stream), guest_toggled_cb, guest);
  sol_timer_wheel_arm (self->wheel, &guest->timer, HANDSHAKE_MS);
  /* A peer that is gone already has no address: nobody but us holds its stream then */
  if (local != NULL && remote != NULL)
    soup_server_accept_iostream (self->server, G_IO_STREAM (guest->stream), local, remote, NULL);
}

void
sol_websocket_server_free (SolWebsocketServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_hash_table_unref (self->guests);
  g_free (self);
}
