/* test-admin-door.c: how many connections the web admin serves, and for how long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-admin-door-private.h"
#include "sol-test-wait.h"

#define REQUEST "GET /config HTTP/1.1\r\nHost: localhost\r\n\r\n"

/* A door with a clock of its own: what it opens to says hello */
typedef struct
{
  gint64             now_us;
  SolClock           clock;
  SolReactor        *reactor;
  SolTimerWheel     *wheel;
  SolAdminDoor      *door;
  SolAdminDoorStats  stats;
  GPtrArray         *peers;      /* GSocket */
  guint              n_warnings;
} Door;

static gint64
now_cb (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
warn_cb (const char *reason,
         gpointer    user_data)
{
  Door *self = user_data;

  self->n_warnings++;
}

static void
early_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Door *self = user_data;

  if (!sol_admin_door_admit (self->door, message))
    soup_server_message_set_status (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
}

static void
hello_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "hello", 5);
}

static void
door_set_up (Door          *self,
             gconstpointer  data)
{
  SoupServer *server = soup_server_new ("server-header", "test", NULL);
  GError *error = NULL;

  self->now_us = G_USEC_PER_SEC;
  self->clock = (SolClock) { now_cb, now_cb, &self->now_us };
  self->reactor = sol_reactor_new (NULL, &self->clock);
  self->wheel = sol_timer_wheel_new (NULL, &self->clock);
  self->peers = g_ptr_array_new_with_free_func (g_object_unref);
  soup_server_add_early_handler (server, NULL, early_cb, self, NULL);
  soup_server_add_handler (server, NULL, hello_cb, self, NULL);
  self->door = sol_admin_door_new (server, self->reactor, self->wheel, &self->stats, warn_cb, self);
  sol_admin_door_open (self->door, "localhost", 0, &error);
  g_assert_no_error (error);
}

static void
door_tear_down (Door          *self,
                gconstpointer  data)
{
  sol_admin_door_free (self->door);
  g_assert_cmpuint (self->stats.n_connections, ==, 0);
  g_ptr_array_unref (self->peers);
  sol_reactor_free (self->reactor);
  sol_timer_wheel_free (self->wheel);
}

static void
pass_ms (Door   *self,
         gint64  ms)
{
  self->now_us += ms * 1000;
  sol_timer_wheel_advance (self->wheel);
}

/* Returns: borrowed */
static GSocket *
connect_to (GPtrArray *peers,
            guint16    port)
{
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", port);

  g_assert_true (g_socket_connect (socket, address, NULL, NULL));
  g_socket_set_blocking (socket, FALSE);
  g_ptr_array_add (peers, socket);
  return socket;
}

static GSocket *
door_connect (Door *self)
{
  guint64 n_accepted = self->stats.n_accepted;
  GSocket *socket = connect_to (self->peers, sol_admin_door_get_port (self->door));

  sol_test_wait_until (self->stats.n_accepted == n_accepted + 1);
  return socket;
}

static void
say (GSocket    *socket,
     const char *text)
{
  g_assert_cmpint (g_socket_send (socket, text, strlen (text), NULL, NULL), ==, (gssize) strlen (text));
}

/* Returns: (transfer full): what comes until @end, or to the end of the connection */
static char *
hear (GSocket    *socket,
      const char *end)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  char octets[4096];
  gssize length = 1;

  while (length > 0 && (end == NULL || strstr (heard->str, end) == NULL))
    {
      sol_test_wait_until (g_socket_condition_check (socket, G_IO_IN | G_IO_HUP) != 0);
      length = g_socket_receive (socket, octets, sizeof octets, NULL, NULL);
      g_string_append_len (heard, octets, MAX (length, 0));
    }
  return g_string_free (g_steal_pointer (&heard), FALSE);
}

static void
expect_hello (GSocket *socket)
{
  g_autofree char *answer = NULL;

  say (socket, REQUEST);
  answer = hear (socket, "hello");
  g_assert_true (g_str_has_suffix (answer, "hello"));
}

static void
expect_end (GSocket *socket)
{
  g_autofree char *rest = hear (socket, NULL);
}

/* A connection serves one request and says so: kept ones were lost when the peer closed them */
static void
test_one_request (Door          *self,
                  gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      GSocket *socket = door_connect (self);
      g_autofree char *answer = NULL;

      say (socket, REQUEST);
      answer = hear (socket, NULL);
      g_assert_nonnull (strstr (answer, "\r\nConnection: close\r\n"));
      g_assert_true (g_str_has_suffix (answer, "hello"));
    }
  sol_test_wait_until (self->stats.n_connections == 0);
  g_assert_cmpuint (self->stats.n_accepted, ==, 3);
  g_assert_cmpuint (self->stats.n_late, ==, 0);
}

/* What was said before it was accepted is read while it is handed over */
static void
test_is_over_at_once (Door          *self,
                      gconstpointer  data)
{
  GSocket *socket = connect_to (self->peers, sol_admin_door_get_port (self->door));

  say (socket, "nonsense\r\n\r\n");
  g_socket_shutdown (socket, FALSE, TRUE, NULL);
  expect_end (socket);
  sol_test_wait_until (self->stats.n_accepted == 1 && self->stats.n_connections == 0);
}

static void
test_half_a_head (Door          *self,
                  gconstpointer  data)
{
  GSocket *socket = door_connect (self);

  say (socket, "GET / HTTP/1.1\r\nHo");
  pass_ms (self, SOL_ADMIN_HEAD_MS - 500);
  say (socket, "s");
  g_assert_cmpuint (self->stats.n_connections, ==, 1);
  pass_ms (self, 1000);
  expect_end (socket);
  sol_test_wait_until (self->stats.n_connections == 0);
  g_assert_cmpuint (self->stats.n_late, ==, 1);
}

/* 100-continue tells that the head was read: the body may take longer than a head */
static void
test_half_a_body (Door          *self,
                  gconstpointer  data)
{
  GSocket *socket = door_connect (self);
  g_autofree char *answer = NULL;

  say (socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
  answer = hear (socket, "\r\n\r\n");
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 100"));
  pass_ms (self, SOL_ADMIN_REQUEST_MS - 500);
  say (socket, "half");
  g_assert_cmpuint (self->stats.n_connections, ==, 1);
  pass_ms (self, 1000);
  expect_end (socket);
  sol_test_wait_until (self->stats.n_connections == 0);
  g_assert_cmpuint (self->stats.n_late, ==, 1);
}

/* Told why as long as there is a waiting room, then not at all; one warning for all of them */
static void
test_limit (Door          *self,
            gconstpointer  data)
{
  GSocket *first = door_connect (self), *refused = NULL;
  g_autofree char *answer = NULL;

  for (guint i = 1; i < SOL_ADMIN_MAX_CONNECTIONS; i++)
    door_connect (self);
  g_assert_cmpuint (self->stats.n_refused, ==, 0);
  for (guint i = 0; i < SOL_ADMIN_WAITING_ROOM; i++)
    refused = door_connect (self);
  g_assert_cmpuint (self->stats.n_refused, ==, SOL_ADMIN_WAITING_ROOM);
  expect_end (door_connect (self));
  g_assert_cmpuint (self->stats.n_refused, ==, SOL_ADMIN_WAITING_ROOM + 1);
  g_assert_cmpuint (self->n_warnings, ==, 1);

  say (refused, REQUEST);
  answer = hear (refused, "\r\n\r\n");
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 503"));
  expect_hello (first);
  sol_test_wait_until (self->stats.n_connections
                       == SOL_ADMIN_MAX_CONNECTIONS + SOL_ADMIN_WAITING_ROOM - 2);
}

/* As a person meets it: the reason, the counters, the log */
static void
test_is_told (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GUri) uri = g_uri_parse (sol_admin_get_url (fixture->admin), G_URI_FLAGS_NONE, NULL);
  g_autoptr (GPtrArray) peers = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 deadline_us = g_get_monotonic_time () + SOL_TEST_DEADLINE_US;
  g_autofree char *answer = NULL;
  JsonObject *web;
  GSocket *socket;

  for (guint i = 0; i <= SOL_ADMIN_MAX_CONNECTIONS; i++)
    socket = connect_to (peers, (guint16) g_uri_get_port (uri));
  say (socket, REQUEST);
  answer = hear (socket, NULL);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 503"));
  g_assert_nonnull (strstr (answer, "\r\nRetry-After: 10\r\n"));
  g_assert_nonnull (strstr (answer, "\r\nConnection: close\r\n"));
  g_assert_nonnull (strstr (answer, "too many connections: try again later"));

  g_ptr_array_remove_index (peers, 0);
  fixture_expect (fixture, "GET", "/api/v1/status", NULL, 200);
  web = json_object_get_object_member (fixture_get_object (fixture), "web");
  g_assert_cmpint (json_object_get_int_member (web, "connections"), ==, SOL_ADMIN_MAX_CONNECTIONS);
  g_assert_cmpint (json_object_get_int_member (web, "refused"), ==, 1);
  fixture_expect (fixture, "GET", "/metrics", NULL, 200);
  g_assert_nonnull (strstr (fixture->text, "\nsoliton_web_turned_away_total 1\n"));
  /* The log takes what happened from time to time */
  do
    fixture_expect (fixture, "GET", "/api/v1/log", NULL, 200);
  while (strstr (fixture->text, "More connections come to the web admin") == NULL
         && g_get_monotonic_time () < deadline_us);
  g_assert_nonnull (strstr (fixture->text, "More connections come to the web admin"));
}

#define ADD(name, func) g_test_add ("/admin/door/" name, Door, NULL, door_set_up, func, door_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("one-request", test_one_request);
  ADD ("is-over-at-once", test_is_over_at_once);
  ADD ("half-a-head", test_half_a_head);
  ADD ("half-a-body", test_half_a_body);
  ADD ("limit", test_limit);
  g_test_add ("/admin/door/is-told", Fixture, NULL, fixture_set_up, test_is_told, fixture_tear_down);
  return g_test_run ();
}
