/* test-octets5-expiry.c: messages that have a time (row 40 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

/* Silence is not what is tested here */
static void
set_up (Octets        *self,
        gconstpointer  data)
{
  octets_set_up (self, data);
  self->config->max_keepalive_s = 0;
  octets_apply (self);
}

/* A reader of `t` at QoS 1 whose session lasts, and who is away */
static void
leave_reader (Octets *self)
{
  int fd = octets5_open_with (self, "reader", OCTETS5_LASTS);

  octets_talk (fd, "82 [0001 00 <t> 01]", "90 04 0001 00 01");
  octets_leave (fd);
}

/* [MQTT-3.3.2-6]: less what it waited here; at once, and to a group, as it came */
static void
test_what_is_left_goes_on (Octets        *self,
                           gconstpointer  data)
{
  int there = octets5_subscribe (self, "there", "t", 0);
  int writer = octets5_open_with (self, "writer", "");
  int reader;

  leave_reader (self);
  octets_talk (writer, "32 [<t> 0001 [26 <k> <v> 02 00000064 01 01] 'x']", "40 02 0001");
  octets_expect (there, "30 [<t> [02 00000064 26 <k> <v> 01 01] 'x']");
  octets_advance (self, 40);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect (reader, "32 [<t> 0001 [02 0000003c 26 <k> <v> 01 01] 'x']");
  octets_send (writer, "30 [<t> [02 00000000] 'y']");
  octets_expect (there, "30 [<t> [02 00000000] 'y']");
  octets_expect (reader, "30 [<t> [02 00000000] 'y']");
  octets_leave (writer);
  octets_leave (there);
  octets_leave (reader);
}

/* [MQTT-3.3.2-5]: what waited too long vanishes alone */
static void
test_what_waits_vanishes (Octets        *self,
                          gconstpointer  data)
{
  int writer = octets5_open_with (self, "writer", "");
  int reader;

  leave_reader (self);
  octets_talk (writer, "32 [<t> 0001 [02 00000064] '1']", "40 02 0001");
  octets_talk (writer, "32 [<t> 0002 00 '2']", "40 02 0002");
  octets_talk (writer, "32 [<t> 0003 [02 00000064] '3']", "40 02 0003");
  octets_talk (writer, "32 [<t> 0004 [02 00000066] '4']", "40 02 0004");
  octets_advance (self, 101);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect (reader, "32 [<t> ## 00 '2']");
  octets_expect (reader, "32 [<t> ## [02 00000001] '4']");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* For a reader of 3.1.1 too, who is told of no time */
static void
test_older_readers (Octets        *self,
                    gconstpointer  data)
{
  int writer = octets5_open_with (self, "writer", "");
  int reader = octets_resume (self, "reader", FALSE);

  octets_talk (reader, "82 [0001 <t> 01]", "90 03 0001 01");
  octets_leave (reader);
  octets_talk (writer, "32 [<t> 0001 [02 00000064] '1']", "40 02 0001");
  octets_talk (writer, "32 [<t> 0002 [02 000003e8] '2']", "40 02 0002");
  octets_advance (self, 101);
  reader = octets_resume (self, "reader", TRUE);
  octets_expect (reader, "32 [<t> ## '2']");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* [MQTT-4.3.3-7]: once it is on its way, it stays */
static void
test_under_way_stays (Octets        *self,
                      gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);
  int writer = octets5_open_with (self, "writer", "");

  octets_talk (reader, "82 [0001 00 <t> 02]", "90 04 0001 00 02");
  octets_talk (writer, "34 [<t> 0001 [02 00000064] 'x']", "50 02 0001");
  octets_expect (reader, "34 [<t> 0001 [02 00000064] 'x']");
  octets_leave (reader);
  octets_advance (self, 101);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect (reader, "3c [<t> 0001 [02 00000000] 'x']");
  octets_talk (reader, "50 02 0001", "62 02 0001");
  octets_send (reader, "70 02 0001");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

static void
test_retained_vanishes (Octets        *self,
                        gconstpointer  data)
{
  int writer = octets5_open_with (self, "writer", "");
  int reader;
  SolBrokerStats stats;

  octets_talk (writer, "33 [<t> 0001 [02 00000064] 'x']", "40 03 0001 10");
  octets_talk (writer, "33 [<u> 0002 00 'x']", "40 03 0002 10");
  octets_advance (self, 40);
  reader = octets5_subscribe (self, "reader", "t", 0);
  octets_expect (reader, "31 [<t> [02 0000003c] 'x']");
  octets_advance (self, 61);
  octets_talk (reader, "82 [0002 00 <#> 00]", "90 04 0002 00 00");
  octets_expect (reader, "31 [<u> 00 'x']");
  octets_expect_quiet (reader);
  /* Its room is given back though nobody asked: the counters are told ten times a second */
  for (guint i = 0; i < 500; i++)
    {
      octets_expect_quiet (reader);
      sol_broker_get_stats (self->broker, &stats);
      if (stats.n_retained == 1 && stats.n_expired == 1)
        break;
      g_usleep (10000);
    }
  g_assert_cmpuint (stats.n_retained, ==, 1);
  g_assert_cmpuint (stats.n_expired, ==, 1);
  octets_leave (writer);
  octets_leave (reader);
}

/* A queue that is full of what has expired takes new messages */
static void
test_expired_makes_room (Octets        *self,
                         gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (800, 'x');
  g_autofree char *script = g_strdup_printf ("32 [<t> 0001 [02 00000064] '%s']", payload);
  int writer = octets5_open_with (self, "writer", "");
  int reader;

  self->config->max_queue_bytes = 1024;
  octets_apply (self);
  leave_reader (self);
  octets_talk (writer, script, "40 02 0001");
  octets_talk (writer, script, "40 02 0001");
  octets_advance (self, 101);
  octets_talk (writer, "32 [<t> 0001 00 'new']", "40 02 0001");
  octets_talk (writer, script, "40 02 0001");
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect (reader, "32 [<t> ## 00 'new']");
  octets_leave (writer);
  octets_close (reader);
}

#define ADD(name, func) \
  g_test_add ("/broker/octets/" name, Octets, NULL, set_up, func, octets_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("expiry/what-is-left-goes-on", test_what_is_left_goes_on);
  ADD ("expiry/what-waits-vanishes", test_what_waits_vanishes);
  ADD ("expiry/older-readers", test_older_readers);
  ADD ("expiry/under-way-stays", test_under_way_stays);
  ADD ("expiry/retained-vanishes", test_retained_vanishes);
  ADD ("expiry/expired-makes-room", test_expired_makes_room);
  return g_test_run ();
}
