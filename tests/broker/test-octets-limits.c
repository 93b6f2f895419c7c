/* test-octets-limits.c: what a client may not take from the others, and who may come in
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

typedef gboolean (*StatsFunc) (const SolBrokerStats *stats);

/* The snapshot is up to 0.1 s old: waits for it */
static void
wait_for_stats (Octets    *self,
                StatsFunc  func)
{
  gint64 deadline = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
  SolBrokerStats stats;

  do
    {
      sol_broker_get_stats (self->broker, &stats);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
  while (!func (&stats));
}

/* [MQTT-3.1.2-24]: one and a half times a second after the last packet, which must be whole */
static void
test_keep_alive (Octets        *self,
                 gconstpointer  data)
{
  int fd = octets_connect (self);
  gint64 begin;

  octets_talk (fd, "10 [<MQTT> 04 02 0001 <c>]", "20 02 00 00");
  begin = g_get_monotonic_time ();
  octets_send (fd, "30 05 00");
  octets_expect_close (fd);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 1400000);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 4000000);
}

/* A packet over the limit closes before its octets are there */
static void
test_packet_size (Octets        *self,
                  gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (1021, 'x');
  g_autofree char *script = g_strdup_printf ("30 [<a> '%s']", payload);
  const char *first[] = { "10 ff ff ff 7f", NULL };
  const char *later[] = { "30 81 08", "30 ff ff ff 7f", NULL };
  int fd;

  self->config->max_packet_bytes = 1024;
  octets_apply (self);
  fd = octets_subscribe (self, "c", "a", 0);
  octets_talk (fd, script, script);
  octets_close (fd);
  octets_check_fatal (self, later);
  octets_check_refused (self, first);
}

static gboolean
has_refused_full (const SolBrokerStats *stats)
{
  return stats->n_refused_full >= 1;
}

static void
test_connections (Octets        *self,
                  gconstpointer  data)
{
  int one, two, three;

  self->config->max_connections = 2;
  octets_apply (self);
  one = octets_open (self, "1");
  two = octets_open (self, "2");
  three = octets_connect (self);
  octets_talk (three, "10 [<MQTT> 04 02 0000 <3>]", "20 02 00 03");
  octets_expect_close (three);
  wait_for_stats (self, has_refused_full);
  octets_expect_quiet (one);
  octets_leave (two);
  octets_leave (octets_open (self, "3"));
  octets_close (one);
}

static gboolean
has_dropped (const SolBrokerStats *stats)
{
  return stats->n_dropped > 0;
}

/* One client does not read; the other gets everything */
static void
test_slow_reader (Octets        *self,
                  gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (60000, 'x');
  g_autofree char *script = g_strdup_printf ("30 [<a> '%s']", payload);
  int slow, quick, publisher;

  self->config->max_queue_bytes = 100000;
  octets_apply (self);
  slow = octets_subscribe (self, "slow", "a", 0);
  quick = octets_subscribe (self, "quick", "a", 0);
  publisher = octets_open (self, "publisher");
  for (guint i = 0; i < 300; i++)
    {
      octets_send (publisher, script);
      octets_expect (quick, script);
    }
  wait_for_stats (self, has_dropped);
  octets_close (publisher);
  octets_close (quick);
  octets_close (slow);
}

/* Beside the octets: of one session, away or slow; changed while it waits */
static void
test_queued_messages (Octets        *self,
                      gconstpointer  data)
{
  int fd = octets_resume (self, "away", FALSE);
  guint16 id;

  octets_talk (fd, "82 [0001 <a> 01]", "90 03 0001 01");
  octets_leave (fd);
  self->config->max_queued_messages = 2;
  octets_apply (self);
  octets_publish (self, "32 [<a> 0001 '1'] 32 [<a> 0002 '2'] 32 [<a> 0003 'dropped']",
                  "40 02 0001 40 02 0002 40 02 0003");
  wait_for_stats (self, has_dropped);
  self->config->max_queued_messages = 3;
  octets_apply (self);
  octets_publish (self, "32 [<a> 0001 '3'] 32 [<a> 0002 'dropped']", "40 02 0001 40 02 0002");
  self->config->max_queued_messages = 1;
  octets_apply (self);

  fd = octets_resume (self, "away", TRUE);
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *script = g_strdup_printf ("32 [<a> ## '%u']", i);

      id = octets_expect (fd, script);
      octets_send_id (fd, "40 02 ##", id);
    }
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_users (Octets        *self,
            gconstpointer  data)
{
  const char *refused[] = {
    "10 [<MQTT> 04 c2 0000 <c> <anna> <wrong>]",
    "10 [<MQTT> 04 c2 0000 <c> <eve> <right>]",
    "10 [<MQTT> 04 c2 0000 <c> <> <>]",
    "10 [<MQTT> 04 82 0000 <c> <anna>]",
  };
  int fd;

  octets_set_user (self, "anna", "right");
  for (guint round = 0; round < 2; round++)
    {
      fd = octets_connect (self);
      octets_talk (fd, "10 [<MQTT> 04 c2 0000 <c> <anna> <right>] c0 00", "20 02 00 00 d0 00");
      octets_leave (fd);
      for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
        {
          fd = octets_connect (self);
          octets_talk (fd, refused[i], "20 02 00 04");
          octets_expect_close (fd);
        }
    }
}

static void
test_anonymous_off (Octets        *self,
                    gconstpointer  data)
{
  int fd;

  self->config->allow_anonymous = FALSE;
  octets_apply (self);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 02 0000 <c>]", "20 02 00 05");
  octets_expect_close (fd);
}

/* A client that goes away while its password is checked */
static void
test_gone_while_checked (Octets        *self,
                         gconstpointer  data)
{
  octets_set_user (self, "anna", "right");
  for (guint i = 0; i < 20; i++)
    {
      int fd = octets_connect (self);

      octets_send (fd, "10 [<MQTT> 04 c2 0000 <c> <anna> <right>]");
      octets_close (fd);
    }
  octets_leave (octets_open (self, "other"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("35-keep-alive", test_keep_alive);
  OCTETS_ADD ("52-packet-over-the-limit-closes-at-once", test_packet_size);
  OCTETS_ADD ("52-connections-over-the-limit-close", test_connections);
  OCTETS_ADD ("46-slow-reader-costs-its-own-queue", test_slow_reader);
  OCTETS_ADD ("46-queue-has-a-count", test_queued_messages);
  OCTETS_ADD ("users-are-checked", test_users);
  OCTETS_ADD ("anonymous-off", test_anonymous_off);
  OCTETS_ADD ("gone-while-checked", test_gone_while_checked);
  return g_test_run ();
}
