/* test-octets-pace.c: a client that publishes faster than it may is read more slowly
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "octets-support.h"
#include "octets5-support.h"

#define PING "c0 00"
#define PONG "d0 00"

/* 100 octets behind the fixed header: at 1 octet a second the client waits 99 s */
#define LONG_WAIT "30 [<a> '" TEN TEN TEN TEN TEN TEN TEN TEN TEN "1234567']"
#define TEN "0123456789"

typedef struct
{
  Octets octets;
  guint  n_told;
  char  *told; /* owned: the last warning that names a client */
} Fixture;

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          Fixture        *self)
{
  if (event->type != SOL_BROKER_EVENT_WARNING || event->client_id == NULL)
    return;
  self->n_told++;
  g_free (self->told);
  self->told = g_strdup_printf ("%s: %s", event->client_id, event->reason);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  octets_set_up (&self->octets, data);
  g_signal_connect (self->octets.broker, "event", G_CALLBACK (event_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->octets.broker, self);
  octets_tear_down (&self->octets, data);
  g_free (self->told);
}

static void
set_rate (Fixture *self,
          guint    messages,
          gsize    bytes)
{
  self->octets.config->max_publish_rate = messages;
  self->octets.config->max_publish_bytes = bytes;
  octets_apply (&self->octets);
}

/* Until @n_waiting clients wait, and what is told of it came. The snapshot is up to 0.1 s old: the number before must
 * have been another. */
static SolBrokerStats
wait_for_waiting (Fixture *self,
                  guint    n_waiting)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  SolBrokerStats stats;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      sol_broker_get_stats (self->octets.broker, &stats);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (stats.n_waiting != n_waiting);
  return stats;
}

/* A second's worth at once, then one a second; in order, and nothing is lost */
static void
test_messages (Fixture       *self,
               gconstpointer  data)
{
  int sub = octets_subscribe (&self->octets, "sub", "a", 0);
  int fd = octets_open (&self->octets, "eager");
  SolBrokerStats stats;

  set_rate (self, 1, 0);
  octets_send (fd, "30 [<a> '1'] 30 [<a> '2'] 30 [<a> '3'] 30 [<a> '4'] " PING);
  octets_expect (sub, "30 [<a> '1'] 30 [<a> '2']");
  wait_for_waiting (self, 1);
  octets_advance (&self->octets, 2);
  octets_expect (sub, "30 [<a> '3']");
  octets_advance (&self->octets, 2);
  octets_expect (sub, "30 [<a> '4']");
  octets_advance (&self->octets, 2);
  octets_expect (fd, PONG);
  stats = wait_for_waiting (self, 0);
  g_assert_cmpuint (stats.n_slowed, >=, 1);
  g_assert_cmpuint (stats.n_messages_in, ==, 4);
  g_assert_cmpuint (stats.n_dropped, ==, 0);
  octets_close (fd);
  octets_close (sub);
}

/* It is the one client that waits; what it sent meanwhile stays in the network */
static void
test_bytes (Fixture       *self,
            gconstpointer  data)
{
  int fd = octets_open (&self->octets, "eager"), other = octets_open (&self->octets, "other");

  set_rate (self, 0, 1);
  octets_send (fd, LONG_WAIT PING);
  wait_for_waiting (self, 1);
  octets_send (fd, PING);
  octets_talk (other, "30 [<a> '']", "");
  octets_expect_quiet (other);
  octets_advance (&self->octets, 90);
  octets_expect_quiet (other);
  wait_for_waiting (self, 1);
  octets_advance (&self->octets, 10);
  octets_expect (fd, PONG PONG);
  octets_close (fd);
  octets_close (other);
}

/* Its pings cannot be heard while it waits */
static void
test_keep_alive (Fixture       *self,
                 gconstpointer  data)
{
  int fd = octets_connect (&self->octets);

  octets_talk (fd, "10 [<MQTT> 04 02 000a <c>]", "20 02 00 00");
  set_rate (self, 0, 1);
  octets_send (fd, LONG_WAIT PING);
  wait_for_waiting (self, 1);
  for (guint i = 0; i < 4; i++)
    octets_advance (&self->octets, 24);
  wait_for_waiting (self, 1);
  octets_advance (&self->octets, 10);
  octets_expect (fd, PONG);
  octets_advance (&self->octets, 16);
  octets_expect_close (fd);
}

static void
test_lifted (Fixture       *self,
             gconstpointer  data)
{
  int fd = octets_open (&self->octets, "eager");

  set_rate (self, 0, 1);
  octets_send (fd, LONG_WAIT PING);
  wait_for_waiting (self, 1);
  set_rate (self, 0, 0);
  octets_expect (fd, PONG);
  octets_talk (fd, LONG_WAIT LONG_WAIT PING, PONG);
  g_assert_cmpuint (wait_for_waiting (self, 0).n_slowed, ==, 1);
  octets_close (fd);
}

/* What it sent before its end counts, and so does its DISCONNECT */
static void
test_gone_while_waiting (Fixture       *self,
                         gconstpointer  data)
{
  int sub = octets_subscribe (&self->octets, "sub", "b", 0);
  int fd = octets_connect (&self->octets);

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <c> <b> <will>]", "20 02 00 00");
  set_rate (self, 0, 1);
  octets_send (fd, LONG_WAIT "30 [<b> 'last'] e0 00");
  octets_close (fd);
  wait_for_waiting (self, 1);
  octets_advance (&self->octets, 100);
  octets_expect (sub, "30 [<b> 'last']");
  octets_advance (&self->octets, 100);
  wait_for_waiting (self, 0);
  octets_expect_quiet (sub);
  octets_close (sub);
}

static void
test_taken_over_while_waiting (Fixture       *self,
                               gconstpointer  data)
{
  int fd = octets_open (&self->octets, "c"), again;

  set_rate (self, 0, 1);
  octets_send (fd, LONG_WAIT PING);
  wait_for_waiting (self, 1);
  again = octets_open (&self->octets, "c");
  octets_expect_close (fd);
  wait_for_waiting (self, 0);
  octets_talk (again, PING, PONG);
  octets_close (again);
}

/* Once a burst, with client and limit */
static void
test_told (Fixture       *self,
           gconstpointer  data)
{
  int fd = octets_open (&self->octets, "eager");

  set_rate (self, 0, 1);
  for (guint i = 0; i < 3; i++)
    {
      octets_send (fd, LONG_WAIT PING);
      wait_for_waiting (self, 1);
      octets_advance (&self->octets, 101);
      octets_expect (fd, PONG);
      wait_for_waiting (self, 0);
    }
  g_assert_cmpuint (self->n_told, ==, 1);
  g_assert_nonnull (strstr (self->told, "eager: "));
  g_assert_nonnull (strstr (self->told, "max_publish_bytes allows, 1 octets a second"));
  octets_advance (&self->octets, 20);
  octets_send (fd, LONG_WAIT PING);
  wait_for_waiting (self, 1);
  g_assert_cmpuint (self->n_told, ==, 2);
  octets_close (fd);
}

/* QoS 1 is acknowledged when it is taken; what waits is not */
static void
test_acknowledged (Fixture       *self,
                   gconstpointer  data)
{
  int fd = octets5_open (&self->octets, "eager");

  set_rate (self, 0, 1);
  octets_talk (fd, "32 [<a> 0001 00 '" TEN "'] 32 [<a> 0002 00 'x'] e0 00", "40 [0001 10]");
  wait_for_waiting (self, 1);
  octets_advance (&self->octets, 20);
  octets_expect (fd, "40 [0002 10]");
  octets_advance (&self->octets, 20);
  octets_expect_close (fd);
}

#define ADD(name, func) g_test_add ("/broker/octets/pace/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("messages-a-second", test_messages);
  ADD ("octets-a-second", test_bytes);
  ADD ("who-waits-is-alive", test_keep_alive);
  ADD ("lifted-at-once", test_lifted);
  ADD ("gone-while-waiting", test_gone_while_waiting);
  ADD ("taken-over-while-waiting", test_taken_over_while_waiting);
  ADD ("told-once-a-burst", test_told);
  ADD ("acknowledged-as-taken", test_acknowledged);
  return g_test_run ();
}
