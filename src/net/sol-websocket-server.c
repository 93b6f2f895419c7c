/* sol-websocket-server.c: makes WebSockets of accepted connections
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-websocket-server.h"

#include "sol-http-guest.h"

#define HANDSHAKE_MS 10000

struct _SolWebsocketServer
{
  SoupServer             *server;   /* owned */
  GHashTable             *guests;   /* owned: GIOStream → SolHttpGuest, no WebSocket yet */
  SolTimerWheel          *wheel;    /* borrowed */
  SolWebsocketServerFunc  func;
  gpointer                user_data;
};

static void
guest_ended_cb (SolHttpGuest *guest,
                gpointer      user_data)
{
  SolWebsocketServer *self = user_data;

  g_hash_table_steal (self->guests, sol_http_guest_get_stream (guest));
  self->func (NULL, self->user_data);
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
  g_hash_table_remove (self->guests, base);
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
        "with subprotocol mqtt (wss:// over TLS).\n";
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);

  /* An answer of ours would stand in the way of the upgrade */
  if (soup_message_headers_header_contains (request, "Upgrade", "websocket"))
    return;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
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

  self->guests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sol_http_guest_free);
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

/* @guest: (nullable): the peer has gone */
static void
sol_websocket_server_serve (SolWebsocketServer *self,
                            SolHttpGuest       *guest)
{
  if (guest == NULL)
    {
      self->func (NULL, self->user_data);
      return;
    }
  g_hash_table_insert (self->guests, sol_http_guest_get_stream (guest), guest);
  sol_http_guest_serve (guest, self->server);
}

void
sol_websocket_server_accept (SolWebsocketServer *self,
                             int                 fd)
{
  sol_websocket_server_serve (
      self, sol_http_guest_new_plain (self->wheel, fd, HANDSHAKE_MS, guest_ended_cb, self));
}

void
sol_websocket_server_accept_tls (SolWebsocketServer *self,
                                 SolTlsStream       *stream)
{
  sol_websocket_server_serve (
      self, sol_http_guest_new (self->wheel, G_IO_STREAM (stream), sol_tls_stream_get_socket (stream),
                                HANDSHAKE_MS, guest_ended_cb, self));
}

void
sol_websocket_server_free (SolWebsocketServer *self)
{
  g_hash_table_unref (self->guests);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self);
}
