/* test-listener.c: addresses, and sockets that accept at them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include "sol-listener.h"
#include "sol-net-error.h"

typedef struct
{
  GMainContext *context;
  SolReactor   *reactor;
  int           fd;
  guint         n_accepted;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->context = g_main_context_new ();
  self->reactor = sol_reactor_new (self->context, sol_clock_get_system ());
  self->fd = -1;
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->fd >= 0)
    close (self->fd);
  sol_reactor_free (self->reactor);
  g_main_context_unref (self->context);
}

static void
accepted_cb (SolListener *listener,
             int          fd,
             gpointer     user_data)
{
  Fixture *self = user_data;

  if (self->fd >= 0)
    close (self->fd);
  self->fd = fd;
  self->n_accepted++;
}

static SolEndpoint
parse_one (const char *host,
           guint16     port)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = sol_endpoint_list_new (host, port, &error);

  g_assert_no_error (error);
  return g_array_index (list, SolEndpoint, 0);
}

static void
check_list (const char *host,
            const char *first,
            const char *second)
{
  g_autoptr (GArray) list = sol_endpoint_list_new (host, 1883, NULL);
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  g_assert_nonnull (list);
  one = sol_endpoint_to_string (&g_array_index (list, SolEndpoint, 0));
  two = list->len > 1 ? sol_endpoint_to_string (&g_array_index (list, SolEndpoint, 1)) : NULL;
  g_assert_cmpstr (one, ==, first);
  g_assert_cmpstr (two, ==, second);
}

static void
test_hosts (void)
{
  check_list ("127.0.0.1", "127.0.0.1:1883", NULL);
  check_list ("::1", "[::1]:1883", NULL);
  check_list ("localhost", "127.0.0.1:1883", "[::1]:1883");
  check_list ("*", "0.0.0.0:1883", "[::]:1883");
  check_list ("0.0.0.0", "0.0.0.0:1883", "[::]:1883");
  check_list ("::", "0.0.0.0:1883", "[::]:1883");
}

static void
test_refuses_names (void)
{
  static const char *const hosts[]
      = { "", "example.org", "300.1.1.1", "1.2.3", "fe80::g", "127.0.0.1 " };

  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_endpoint_list_new (hosts[i], 1883, &error));
      g_assert_error (error, SOL_NET_ERROR, SOL_NET_ERROR_ADDRESS);
    }
}

static void
test_covers (void)
{
  SolEndpoint any = parse_one ("*", 1), one = parse_one ("127.0.0.1", 2),
              other = parse_one ("127.0.0.2", 2);
  SolEndpoint six = parse_one ("::1", 2);

  g_assert_true (sol_endpoint_covers (&any, &one));
  g_assert_true (sol_endpoint_covers (&one, &one));
  g_assert_false (sol_endpoint_covers (&one, &other));
  g_assert_false (sol_endpoint_covers (&one, &any));
  g_assert_false (sol_endpoint_covers (&any, &six));
}

static int
connect_to (guint16 port)
{
  SolEndpoint endpoint = parse_one ("127.0.0.1", port);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (connect (fd, &endpoint.any, sol_endpoint_get_size (&endpoint)), ==, 0);
  return fd;
}

static void
test_accepts (Fixture       *self,
              gconstpointer  data)
{
  SolEndpoint endpoint = parse_one ("127.0.0.1", 0);
  g_autoptr (GError) error = NULL;
  SolListener *listener = sol_listener_new (self->reactor, &endpoint, accepted_cb, self, &error);
  int fd, delay = 0;
  socklen_t size = sizeof delay;

  g_assert_no_error (error);
  g_assert_cmpuint (sol_listener_get_port (listener), >, 0);
  fd = connect_to (sol_listener_get_port (listener));
  while (self->n_accepted == 0)
    g_main_context_iteration (self->context, TRUE);

  g_assert_cmpint (getsockopt (self->fd, IPPROTO_TCP, TCP_NODELAY, &delay, &size), ==, 0);
  g_assert_cmpint (delay, !=, 0);
  g_assert_cmpint (fcntl (self->fd, F_GETFL) & O_NONBLOCK, !=, 0);
  g_assert_cmpint (fcntl (self->fd, F_GETFD) & FD_CLOEXEC, !=, 0);
  close (fd);
  sol_listener_free (listener);
}

static void
test_paused_lets_wait (Fixture       *self,
                       gconstpointer  data)
{
  SolEndpoint endpoint = parse_one ("127.0.0.1", 0);
  SolListener *listener = sol_listener_new (self->reactor, &endpoint, accepted_cb, self, NULL);
  int fd;

  sol_listener_set_paused (listener, TRUE);
  fd = connect_to (sol_listener_get_port (listener));
  g_assert_false (g_main_context_iteration (self->context, FALSE));
  g_assert_cmpuint (self->n_accepted, ==, 0);
  sol_listener_set_paused (listener, FALSE);
  while (self->n_accepted == 0)
    g_main_context_iteration (self->context, TRUE);
  close (fd);
  sol_listener_free (listener);
}

static void
test_says_why_not (Fixture       *self,
                   gconstpointer  data)
{
  SolEndpoint endpoint = parse_one ("127.0.0.1", 0);
  SolListener *listener = sol_listener_new (self->reactor, &endpoint, accepted_cb, self, NULL);
  g_autoptr (GError) in_use = NULL;
  g_autoptr (GError) elsewhere = NULL;

  sol_endpoint_set_port (&endpoint, sol_listener_get_port (listener));
  g_assert_null (sol_listener_new (self->reactor, &endpoint, accepted_cb, self, &in_use));
  g_assert_error (in_use, SOL_NET_ERROR, SOL_NET_ERROR_IN_USE);

  /* TEST-NET-1: no computer has it */
  endpoint = parse_one ("192.0.2.1", 0);
  g_assert_null (sol_listener_new (self->reactor, &endpoint, accepted_cb, self, &elsewhere));
  g_assert_error (elsewhere, SOL_NET_ERROR, SOL_NET_ERROR_ADDRESS);
  sol_listener_free (listener);
}

#define ADD(name, func) g_test_add ("/net/listener/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/endpoint/hosts", test_hosts);
  g_test_add_func ("/net/endpoint/refuses-names", test_refuses_names);
  g_test_add_func ("/net/endpoint/covers", test_covers);
  ADD ("accepts", test_accepts);
  ADD ("paused-lets-wait", test_paused_lets_wait);
  ADD ("says-why-not", test_says_why_not);
  return g_test_run ();
}
