/* client-support.c: a client awaited, a server scripted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "client-support.h"

#include <string.h>

#define DEADLINE_S 20

static gboolean
deadline_cb (gpointer user_data)
{
  g_error ("nothing happened for %d s", DEADLINE_S);
  return G_SOURCE_REMOVE;
}

static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  g_async_queue_push (user_data, sol_message_ref (message));
}

void
test_client_init (TestClient *self)
{
  self->messages = g_async_queue_new_full ((GDestroyNotify) sol_message_unref);
  self->client = sol_client_new (message_cb, self->messages);
}

void
test_client_clear (TestClient *self)
{
  g_assert_finalize_object (self->client);
  g_async_queue_unref (self->messages);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
test_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

void
test_await (GAsyncResult **result)
{
  guint id = g_timeout_add_seconds (DEADLINE_S, deadline_cb, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

void
test_client_await_state (TestClient     *self,
                         SolClientState  state)
{
  guint id = g_timeout_add_seconds (DEADLINE_S, deadline_cb, NULL);

  while (sol_client_get_state (self->client) != state)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
}

gboolean
test_client_connect (TestClient              *self,
                     const SolClientOptions  *options,
                     GError                 **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_client_connect_async (self->client, options, NULL, test_done_cb, &result);
  test_await (&result);
  return sol_client_connect_finish (self->client, result, NULL, error);
}

void
test_client_disconnect (TestClient *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_client_disconnect_async (self->client, NULL, test_done_cb, &result);
  test_await (&result);
  g_assert_true (sol_client_disconnect_finish (self->client, result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (sol_client_get_state (self->client), ==, SOL_CLIENT_DISCONNECTED);
  g_assert_cmpuint (sol_client_get_queued_bytes (self->client), ==, 0);
}

guint8
test_client_subscribe (TestClient *self,
                       const char *filter,
                       guint8      qos)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint8 granted = 0xff;

  sol_client_subscribe_async (self->client, filter, qos, NULL, test_done_cb, &result);
  test_await (&result);
  sol_client_subscribe_finish (self->client, result, &granted, &error);
  g_assert_no_error (error);
  return granted;
}

void
test_client_unsubscribe (TestClient *self,
                         const char *filter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_client_unsubscribe_async (self->client, filter, NULL, test_done_cb, &result);
  test_await (&result);
  sol_client_unsubscribe_finish (self->client, result, &error);
  g_assert_no_error (error);
}

gboolean
test_client_publish (TestClient  *self,
                     const char  *topic,
                     const char  *payload,
                     guint8       qos,
                     gboolean     retain,
                     GError     **error)
{
  g_autoptr (SolMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  message = sol_message_new (topic, strlen (topic), (const guint8 *) payload, strlen (payload), qos,
                             retain, 0);
  sol_client_publish_async (self->client, message, NULL, test_done_cb, &result);
  test_await (&result);
  return sol_client_publish_finish (self->client, result, error);
}

SolMessage *
test_client_pop (TestClient *self)
{
  SolMessage *message = g_async_queue_timeout_pop (self->messages, DEADLINE_S * G_USEC_PER_SEC);

  g_assert_nonnull (message);
  return message;
}

SolMessage *
test_message (const char *topic,
              const char *payload,
              guint8      qos)
{
  return sol_message_new (topic, strlen (topic), (const guint8 *) payload, strlen (payload), qos,
                          FALSE, 0);
}

GSocketListener *
test_listen (guint16 *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;
  GSocketListener *listener = g_socket_listener_new ();

  g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &effective, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return listener;
}

GIOStream *
test_accept (GSocketListener *listener)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GSocketConnection *connection = g_socket_listener_accept (listener, NULL, cancellable, &error);

  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), DEADLINE_S);
  return G_IO_STREAM (connection);
}

void
test_expect (GIOStream  *stream,
             const char *octets,
             gsize       length)
{
  g_autofree guint8 *read = g_malloc0 (length + 1);
  g_autoptr (GError) error = NULL;
  gsize n_read;

  g_input_stream_read_all (g_io_stream_get_input_stream (stream), read, length, &n_read, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpmem (read, n_read, octets, length);
}

void
test_send (GIOStream  *stream,
           const char *octets,
           gsize       length)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), octets, length, NULL, NULL,
                             &error);
  g_assert_no_error (error);
}

GIOStream *
test_accept_client (GSocketListener *listener,
                    gboolean         session_present)
{
  GIOStream *stream = test_accept (listener);
  GInputStream *input = g_io_stream_get_input_stream (stream);
  guint8 octets[128];

  g_assert_true (g_input_stream_read_all (input, octets, 2, NULL, NULL, NULL));
  g_assert_cmpuint (octets[0], ==, 0x10);
  g_assert_cmpuint (octets[1], <, sizeof octets);
  g_assert_true (g_input_stream_read_all (input, octets + 2, octets[1], NULL, NULL, NULL));
  if (session_present)
    TEST_SEND (stream, "\x20\2\1\0");
  else
    TEST_SEND (stream, "\x20\2\0\0");
  return stream;
}
