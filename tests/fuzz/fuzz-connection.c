/* fuzz-connection.c: one connection's octets, as they come off the wire, against the whole broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is what a client sends. A first client with a lasting session waits for every topic at QoS 2 and answers
 * nothing. A second connection sends the input at once, a third the same in two parts while the second is still
 * there, so that take-over, resumed sessions and packets in pieces are reached too. No thread, and a
 * broker for each input.
 */
#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "fuzz.h"
#include "sol-broker-core-private.h"
#include "sol-conn-private.h"

#define MAX_PACKET 4096

static const guint8 watcher[] = {
  0x10, 0x0d, 0, 4, 'M', 'Q', 'T', 'T', 4, 0, 0, 0, 0, 1, 'w',
  0x82, 0x06, 0, 1, 0, 1, '#', 2,
};

static void
event_cb (SolBrokerEvent *event,
          gpointer        user_data)
{
  sol_broker_event_unref (event);
}

static void
stats_cb (const SolBrokerStats *stats,
          gpointer              user_data)
{
  *(SolBrokerStats *) user_data = *stats;
}

static void
run (GMainContext *context)
{
  while (g_main_context_iteration (context, FALSE))
    ;
}

/* What the broker answers is thrown away, so that it never waits for us */
static void
drain (int fd)
{
  guint8 octets[4096];

  while (recv (fd, octets, sizeof octets, MSG_DONTWAIT) > 0)
    ;
}

static int
open_connection (SolBrokerCore *core)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds), ==, 0);
  sol_conn_new (core, fds[0]);
  return fds[1];
}

static void
send_octets (SolBrokerCore *core,
             int            fd,
             const guint8  *data,
             gsize          length)
{
  for (gsize sent = 0; sent < length;)
    {
      gssize n = send (fd, data + sent, length - sent, MSG_NOSIGNAL);

      run (core->context);
      drain (fd);
      if (n <= 0)
        return;
      sent += (gsize) n;
    }
}

static SolBrokerCore *
start_core (GMainContext   *context,
            SolBrokerStats *stats)
{
  SolBrokerCoreFuncs funcs = { event_cb, stats_cb, stats };
  SolBrokerCore *core = sol_broker_core_new (context, NULL, sol_clock_get_system (), &funcs);
  g_autoptr (SolBrokerConfig) config = sol_broker_config_new ();
  g_autoptr (GError) error = NULL;

  config->port = 0;
  config->websocket_port = -1;
  config->allow_anonymous = TRUE;
  config->max_packet_bytes = MAX_PACKET;
  sol_broker_core_start (core, config, NULL, &error);
  g_assert_no_error (error);
  return core;
}

static void
talk (SolBrokerCore *core,
      const guint8  *data,
      gsize          length)
{
  int fds[] = { open_connection (core), open_connection (core), open_connection (core) };

  send_octets (core, fds[0], watcher, sizeof watcher);
  send_octets (core, fds[1], data, length);
  send_octets (core, fds[2], data, length / 2);
  send_octets (core, fds[2], data + length / 2, length - length / 2);
  for (guint i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
  run (core->context);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  SolBrokerStats stats = { 0 };
  SolBrokerCore *core = start_core (context, &stats);

  talk (core, data, size);
  g_assert_cmpuint (core->n_conns, ==, 0);
  sol_broker_core_stop (core);
  run (context);
  g_assert_cmpuint (stats.n_connections, ==, 0);
  sol_broker_core_free (core);
  return 0;
}
