/* test-websocket.c: WebSockets of accepted connections, and what a peer does that does not read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sol-transport.h"
#include "sol-websocket-server.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

static const char handshake[]
    = "GET /mqtt HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n";

typedef struct
{
  SolTimerWheel      *wheel;
  SolReactor         *reactor;
  SolWebsocketServer *server;
  SolOutboxPool      *pool;
  SolTransport        transport;
  SolOutbox           outbox;
  GByteArray         *received;
  GString            *answer;
  guint               n_called;
  gboolean            is_gone;
  int                 peer;
} Fixture;

static void
received_cb (const guint8 *data,
             gsize         length,
             gpointer      user_data)
{
  Fixture *self = user_data;

  if (data == NULL)
    self->is_gone = TRUE;
  else
    g_byte_array_append (self->received, data, (guint) length);
}

static void
ready_cb (SolWatch *watch,
          guint32   events)
{
  Fixture *self = (Fixture *) ((guint8 *) watch - G_STRUCT_OFFSET (Fixture, transport.watch));

  sol_transport_flush (&self->transport, self->reactor, &self->outbox, self->pool);
}

static void
made_cb (SolWebsocket *websocket,
         gpointer      user_data)
{
  Fixture *self = user_data;

  self->n_called++;
  if (websocket == NULL)
    return;
  sol_transport_open_websocket (&self->transport, self->reactor, websocket, ready_cb);
  sol_websocket_set_func (websocket, received_cb, self);
}

/* A pair of TCP sockets: libsoup wants addresses */
static int
make_pair (int *peer)
{
  struct sockaddr_in address
      = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t size = sizeof address;
  int listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int fd;

  g_assert_cmpint (bind (listener, (struct sockaddr *) &address, size), ==, 0);
  g_assert_cmpint (listen (listener, 1), ==, 0);
  g_assert_cmpint (getsockname (listener, (struct sockaddr *) &address, &size), ==, 0);
  *peer = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (connect (*peer, (struct sockaddr *) &address, size), ==, 0);
  fd = accept4 (listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  close (listener);
  return fd;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->wheel = sol_timer_wheel_new (NULL, sol_clock_get_system ());
  self->reactor = sol_reactor_new (NULL, sol_clock_get_system ());
  self->server = sol_websocket_server_new ("mqtt", self->wheel, made_cb, self);
  self->pool = sol_outbox_pool_new ();
  self->received = g_byte_array_new ();
  self->answer = g_string_new (NULL);
  sol_websocket_server_accept (self->server, make_pair (&self->peer));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sol_transport_close (&self->transport, self->reactor);
  sol_outbox_clear (&self->outbox, self->pool);
  sol_websocket_server_free (self->server);
  sol_outbox_pool_free (self->pool);
  sol_reactor_free (self->reactor);
  sol_timer_wheel_free (self->wheel);
  g_byte_array_unref (self->received);
  g_string_free (self->answer, TRUE);
  close (self->peer);
}

static gboolean
nothing_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
turn (gint64 *deadline_us)
{
  g_autoptr (GSource) ticks = g_timeout_source_new (5);

  if (*deadline_us == 0)
    *deadline_us = g_get_monotonic_time () + DEADLINE_US;
  g_assert_cmpint (g_get_monotonic_time (), <, *deadline_us);
  g_source_set_callback (ticks, nothing_cb, NULL, NULL);
  g_source_attach (ticks, NULL);
  g_main_context_iteration (NULL, TRUE);
  g_source_destroy (ticks);
}

static void
read_answer (Fixture *self)
{
  char buffer[4096];
  gssize n = recv (self->peer, buffer, sizeof buffer, MSG_DONTWAIT);

  if (n > 0)
    g_string_append_len (self->answer, buffer, n);
}

static void
shake_hands (Fixture *self)
{
  gint64 deadline_us = 0;

  g_assert_cmpint (send (self->peer, handshake, sizeof handshake - 1, 0), >, 0);
  while (self->n_called == 0 || strstr (self->answer->str, "\r\n\r\n") == NULL)
    {
      turn (&deadline_us);
      read_answer (self);
    }
  g_assert_nonnull (strstr (self->answer->str, "HTTP/1.1 101"));
  g_assert_nonnull (strstr (self->answer->str, "mqtt"));
  g_assert_null (strstr (self->answer->str, "permessage-deflate"));
}

static void
test_carries_octets (Fixture       *self,
                     gconstpointer  data)
{
  /* A masked binary frame, mask 0 */
  static const guint8 frame[] = { 0x82, 0x83, 0, 0, 0, 0, 'a', 'b', 'c' };
  gint64 deadline_us = 0;

  shake_hands (self);
  g_assert_cmpint (send (self->peer, frame, sizeof frame, 0), ==, sizeof frame);
  while (self->received->len < 3)
    turn (&deadline_us);
  g_assert_cmpmem (self->received->data, self->received->len, "abc", 3);

  g_string_truncate (self->answer, 0);
  g_assert_true (sol_websocket_send (sol_transport_get_websocket (&self->transport), (const guint8 *) "xyz", 3));
  while (self->answer->len < 5)
    {
      turn (&deadline_us);
      read_answer (self);
    }
  g_assert_cmpmem (self->answer->str, self->answer->len, "\x82\x03xyz", 5);
}

static void
test_text_ends_it (Fixture       *self,
                   gconstpointer  data)
{
  static const guint8 frame[] = { 0x81, 0x81, 0, 0, 0, 0, 'a' };
  gint64 deadline_us = 0;

  shake_hands (self);
  g_assert_cmpint (send (self->peer, frame, sizeof frame, 0), ==, sizeof frame);
  while (!self->is_gone)
    turn (&deadline_us);
  g_assert_cmpuint (self->received->len, ==, 0);
}

static void
test_plain_get_is_answered (Fixture       *self,
                            gconstpointer  data)
{
  static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  gint64 deadline_us = 0;

  g_assert_cmpint (send (self->peer, request, sizeof request - 1, 0), >, 0);
  while (strstr (self->answer->str, "subprotocol mqtt") == NULL)
    {
      turn (&deadline_us);
      read_answer (self);
    }
  while (self->n_called == 0)
    turn (&deadline_us);
  g_assert_null (sol_transport_get_websocket (&self->transport));
}

/* libsoup must not be given more than a little ahead of a peer that does not read */
static void
test_waits_for_a_slow_reader (Fixture       *self,
                              gconstpointer  data)
{
  static const guint8 block[16384];
  const gsize total = 32 * 1024 * 1024;
  char buffer[65536];
  gint64 deadline_us = 0;
  gsize n_read = 0;

  shake_hands (self);
  for (gsize i = 0; i < total / sizeof block; i++)
    sol_outbox_append (&self->outbox, self->pool, block, sizeof block);
  g_assert_cmpint (sol_transport_flush (&self->transport, self->reactor, &self->outbox, self->pool),
                   ==, SOL_TRANSPORT_BLOCKED);
  for (guint i = 0; i < 20; i++)
    turn (&deadline_us);
  g_assert_cmpuint (self->outbox.n_bytes, >, total / 2);

  deadline_us = 0;
  while (n_read < total)
    {
      gssize n = recv (self->peer, buffer, sizeof buffer, MSG_DONTWAIT);

      if (n > 0)
        n_read += (gsize) n;
      else
        turn (&deadline_us);
    }
  g_assert_cmpuint (self->outbox.n_bytes, ==, 0);
}

/* It does not count against the limit of connections until its time for the handshake is over */
static void
test_guest_leaves (Fixture       *self,
                   gconstpointer  data)
{
  gint64 begin_us = g_get_monotonic_time (), deadline_us = 0;

  close (self->peer);
  self->peer = -1;
  while (self->n_called == 0)
    turn (&deadline_us);
  g_assert_cmpint (g_get_monotonic_time () - begin_us, <, 5 * G_USEC_PER_SEC);
  g_assert_null (sol_transport_get_websocket (&self->transport));
}

static void
bystander_cb (SolWatch *watch,
              guint32   events)
{
  char octet;

  g_assert_cmpint (recv (watch->fd, &octet, 1, 0), ==, 1);
}

/* libsoup closes the descriptor before it says so: by then another connection may have got its
 * number, and must go on */
static void
test_number_taken_by_another (Fixture       *self,
                              gconstpointer  data)
{
  static const guint8 block[16384];
  SolWatch bystander = { .func = bystander_cb, .fd = -1 };
  gint64 deadline_us = 0;
  char octet;
  int fd, peer, number, other;

  shake_hands (self);
  for (guint i = 0; i < 2048; i++)
    sol_outbox_append (&self->outbox, self->pool, block, sizeof block);
  g_assert_cmpint (sol_transport_flush (&self->transport, self->reactor, &self->outbox, self->pool),
                   ==, SOL_TRANSPORT_BLOCKED);
  number = self->transport.watch.fd;
  g_assert_cmpint (number, >=, 0);
  g_assert_cmpint (setsockopt (self->peer, SOL_SOCKET, SO_LINGER,
                               &(struct linger) { 1, 0 }, sizeof (struct linger)), ==, 0);
  close (self->peer);
  self->peer = -1;
  while (sol_websocket_get_fd (sol_transport_get_websocket (&self->transport)) >= 0)
    turn (&deadline_us);
  g_assert_false (self->is_gone);
  g_assert_cmpint (self->transport.watch.fd, ==, number);

  fd = make_pair (&peer);
  other = fcntl (peer, F_DUPFD_CLOEXEC, number + 1);
  close (peer);
  if (fd != number)
    {
      g_assert_cmpint (dup3 (fd, number, O_CLOEXEC), ==, number);
      close (fd);
    }
  g_assert_true (sol_reactor_add (self->reactor, &bystander, number, EPOLLIN));
  sol_transport_close (&self->transport, self->reactor);

  g_assert_cmpint (send (other, "x", 1, 0), ==, 1);
  deadline_us = 0;
  while (recv (number, &octet, 1, MSG_PEEK | MSG_DONTWAIT) == 1)
    turn (&deadline_us);
  sol_reactor_remove (self->reactor, &bystander);
  close (number);
  close (other);
}

#define ADD(name, func) g_test_add ("/net/websocket/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("carries-octets", test_carries_octets);
  ADD ("text-ends-it", test_text_ends_it);
  ADD ("plain-get-is-answered", test_plain_get_is_answered);
  ADD ("waits-for-a-slow-reader", test_waits_for_a_slow_reader);
  ADD ("guest-leaves", test_guest_leaves);
  ADD ("number-taken-by-another", test_number_taken_by_another);
  return g_test_run ();
}
