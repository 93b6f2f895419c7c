/* test-octets-durable.c: what was acknowledged is there after the process was killed
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-durable.h"

#define N_STORED "SELECT (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM messages) " \
                 "+ (SELECT count(*) FROM received)"
#define MAKE_FULL "CREATE TRIGGER full BEFORE INSERT ON deliveries " \
                  "BEGIN SELECT RAISE (FAIL, 'no room'); END"

static void
make_away (Durable    *self,
           const char *client_id,
           const char *filter,
           guint8      qos)
{
  g_autofree char *script = g_strdup_printf ("82 [00 01 <%s> %02x]", filter, qos);
  g_autofree char *reply = g_strdup_printf ("90 03 00 01 %02x", qos);
  int fd = octets_resume (&self->octets, client_id, FALSE);

  octets_talk (fd, script, reply);
  octets_leave (fd);
}

static void
test_retained (Durable       *self,
               gconstpointer  data)
{
  int fd;

  octets_publish (&self->octets, "33 [<r/1> 00 01 'kept']", "40 02 00 01");
  octets_publish (&self->octets, "33 [<r/2> 00 01 'old']", "40 02 00 01");
  octets_publish (&self->octets, "33 [<r/2> 00 01 'new']", "40 02 00 01");
  octets_publish (&self->octets, "33 [<r/3> 00 01 'gone']", "40 02 00 01");
  octets_publish (&self->octets, "33 [<r/3> 00 01]", "40 02 00 01");
  durable_kill (self, 0);
  g_assert_cmpint (durable_read_sql (self, "SELECT count(*) FROM retained"), ==, 2);
  fd = octets_open (&self->octets, "reader");
  octets_talk (fd, "82 [00 01 <r/1> 00]", "90 03 00 01 00 31 [<r/1> 'kept']");
  octets_talk (fd, "82 [00 02 <r/2> 00]", "90 03 00 02 00 31 [<r/2> 'new']");
  octets_talk (fd, "82 [00 03 <r/3> 00]", "90 03 00 03 00");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* No Local is about the client, and a will is its client's */
static void
test_retained_publisher (Durable       *self,
                         gconstpointer  data)
{
  int fd = octets5_connect (&self->octets, "26 003c [17 00] <own> 00 <r/will> <gone>", FALSE);

  octets_talk (fd, "33 [<r/1> 00 01 00 'kept']", "40 03 00 01 10");
  octets_close (fd);
  durable_wait_sql (self, "SELECT count(*) FROM retained WHERE publisher = 'own'", 2);
  durable_kill (self, 0);
  fd = octets5_open (&self->octets, "own");
  octets_talk (fd, "82 [00 01 00 <r/#> 04]", "90 04 00 01 00 00");
  octets_talk (fd, "82 [00 02 00 <r/1> 00]", "90 04 00 02 00 00 31 [<r/1> 00 'kept']");
  octets_talk (fd, "82 [00 03 00 <r/will> 00]", "90 04 00 03 00 00 31 [<r/will> 00 'gone']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* What waits for the commit is told, then the error */
static void
test_error_behind_answer (Durable       *self,
                          gconstpointer  data)
{
  int fd = octets_connect (&self->octets);

  octets_send (fd, "10 [<MQTT> 05 02 003c [17 00 11 000003e8] <c>] 82 [0001 00 <e> 01] e0 01 18 c000");
  octets_expect (fd, "20 [00 00 [" OCTETS5_TERMS "]] 90 04 0001 00 01");
  octets5_expect_end (fd, 0x81);
  durable_kill (self, 0);
  fd = octets_connect (&self->octets);
  octets_send (fd, "10 [<MQTT> 05 00 003c [17 00 11 000003e8] <c>] 10 00");
  octets_expect (fd, "20 [01 00 [" OCTETS5_TERMS "]]");
  octets5_expect_end (fd, 0x82);
  octets_publish (&self->octets, "32 [<e> 00 01 'kept']", "40 02 00 01");
}

static void
test_queued (Durable       *self,
             gconstpointer  data)
{
  int fd;

  make_away (self, "away", "q/#", 2);
  octets_publish (&self->octets, "32 [<q/1> 00 01 'one']", "40 02 00 01");
  octets_publish (&self->octets, "34 [<q/2> 00 02 'two']", "50 02 00 02");
  octets_publish (&self->octets, "32 [<q/3> 00 03]", "40 02 00 03");
  durable_kill (self, 0);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q/1> 00 01 'one']");
  octets_expect (fd, "34 [<q/2> 00 02 'two']");
  octets_expect (fd, "32 [<q/3> 00 03]");
  octets_send (fd, "40 02 00 01");
  octets_talk (fd, "50 02 00 02", "62 02 00 02");
  octets_send (fd, "70 02 00 02 40 02 00 03");
  durable_wait_sql (self, N_STORED, 0);
  octets_close (fd);
}

/* One that was connected may have got all of its window: sent again, in order, with DUP */
static void
test_in_flight (Durable       *self,
                gconstpointer  data)
{
  int fd = octets_resume (&self->octets, "here", FALSE);

  octets_talk (fd, "82 [00 01 <f> 01]", "90 03 00 01 01");
  octets_publish (&self->octets, "32 [<f> 00 01 'one']", "40 02 00 01");
  octets_publish (&self->octets, "32 [<f> 00 01 'two']", "40 02 00 01");
  octets_publish (&self->octets, "32 [<f> 00 01 'three']", "40 02 00 01");
  octets_expect (fd, "32 [<f> 00 01 'one'] 32 [<f> 00 02 'two'] 32 [<f> 00 03 'three']");
  octets_send (fd, "40 02 00 02");
  durable_wait_sql (self, N_STORED, 2);
  durable_kill (self, 0);
  octets_close (fd);
  fd = octets_resume (&self->octets, "here", TRUE);
  octets_expect (fd, "3a [<f> 00 01 'one'] 3a [<f> 00 03 'three']");
  octets_publish (&self->octets, "32 [<f> 00 01 'four']", "40 02 00 01");
  octets_expect (fd, "32 [<f> 00 04 'four']");
  octets_send (fd, "40 02 00 01 40 02 00 03 40 02 00 04");
  durable_wait_sql (self, N_STORED, 0);
  octets_close (fd);
}

static void
test_sent_before_leaving (Durable       *self,
                          gconstpointer  data)
{
  int fd = octets_resume (&self->octets, "here", FALSE);

  octets_talk (fd, "82 [00 01 <f> 01]", "90 03 00 01 01");
  octets_publish (&self->octets, "32 [<f> 00 01 'one']", "40 02 00 01");
  octets_expect (fd, "32 [<f> 00 01 'one']");
  octets_leave (fd);
  octets_publish (&self->octets, "32 [<f> 00 01 'two']", "40 02 00 01");
  durable_kill (self, 0);
  fd = octets_resume (&self->octets, "here", TRUE);
  octets_expect (fd, "3a [<f> 00 01 'one'] 32 [<f> 00 02 'two']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* The publisher did not hear of PUBREC, or of PUBCOMP: the message comes once */
static void
test_received_once (Durable       *self,
                    gconstpointer  data)
{
  int fd = octets_resume (&self->octets, "publisher-2", FALSE);
  int reader;

  make_away (self, "reader", "x", 2);
  octets_talk (fd, "34 [<x> 00 07 'once']", "50 02 00 07");
  durable_kill (self, 0);
  octets_close (fd);
  fd = octets_resume (&self->octets, "publisher-2", TRUE);
  octets_talk (fd, "3c [<x> 00 07 'once']", "50 02 00 07");
  octets_talk (fd, "62 02 00 07", "70 02 00 07");
  durable_kill (self, 0);
  octets_close (fd);
  fd = octets_resume (&self->octets, "publisher-2", TRUE);
  octets_talk (fd, "62 02 00 07", "70 02 00 07");
  octets_talk (fd, "34 [<x> 00 07 'again']", "50 02 00 07");
  reader = octets_resume (&self->octets, "reader", TRUE);
  octets_expect (reader, "34 [<x> 00 01 'once'] 34 [<x> 00 02 'again']");
  octets_expect_quiet (reader);
  octets_close (reader);
  octets_close (fd);
}

static void
test_released (Durable       *self,
               gconstpointer  data)
{
  int fd = octets_resume (&self->octets, "reader", FALSE);

  octets_talk (fd, "82 [00 01 <x> 02]", "90 03 00 01 02");
  octets_publish (&self->octets, "34 [<x> 00 07 'once']", "50 02 00 07");
  octets_expect (fd, "34 [<x> 00 01 'once']");
  octets_publish (&self->octets, "34 [<x> 00 08 'twice']", "50 02 00 08");
  octets_expect (fd, "34 [<x> 00 02 'twice']");
  octets_talk (fd, "50 02 00 01", "62 02 00 01");
  durable_kill (self, 0);
  octets_close (fd);
  fd = octets_resume (&self->octets, "reader", TRUE);
  octets_expect (fd, "62 02 00 01 3c [<x> 00 02 'twice']");
  octets_send (fd, "70 02 00 01");
  octets_talk (fd, "50 02 00 02", "62 02 00 02");
  octets_send (fd, "70 02 00 02");
  durable_wait_sql (self, N_STORED, 0);
  octets_close (fd);
}

static void
test_subscriptions (Durable       *self,
                    gconstpointer  data)
{
  int fd = octets_resume (&self->octets, "reader", FALSE);

  octets_talk (fd, "82 [00 01 <a> 01 <b> 01 <c> 00]", "90 05 00 01 01 01 00");
  octets_talk (fd, "82 [00 02 <c> 01]", "90 03 00 02 01");
  octets_talk (fd, "a2 [00 03 <b>]", "b0 02 00 03");
  durable_kill (self, 0);
  octets_close (fd);
  octets_publish (&self->octets, "32 [<a> 00 01]", "40 02 00 01");
  octets_publish (&self->octets, "32 [<b> 00 01]", "40 02 00 01");
  octets_publish (&self->octets, "32 [<c> 00 01]", "40 02 00 01");
  fd = octets_resume (&self->octets, "reader", TRUE);
  octets_expect (fd, "32 [<a> 00 01] 32 [<c> 00 02]");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* CONNACK says that the session is gone: it stays so */
static void
test_clean_session (Durable       *self,
                    gconstpointer  data)
{
  int fd;

  make_away (self, "reader", "a", 1);
  octets_publish (&self->octets, "32 [<a> 00 01]", "40 02 00 01");
  fd = octets_open (&self->octets, "reader");
  durable_kill (self, 0);
  octets_close (fd);
  g_assert_cmpint (durable_read_sql (self, N_STORED), ==, 0);
  fd = octets_resume (&self->octets, "reader", FALSE);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* Three sessions have one content, which goes with the last of them */
static void
test_shared_content (Durable       *self,
                     gconstpointer  data)
{
  const char *ids[] = { "one", "two", "three" };
  int fds[3];

  for (guint i = 0; i < 3; i++)
    make_away (self, ids[i], "s", 1);
  octets_publish (&self->octets, "32 [<s> 00 01 'shared']", "40 02 00 01");
  durable_kill (self, 0);
  g_assert_cmpint (durable_read_sql (self, "SELECT count(*) FROM messages"), ==, 1);
  g_assert_cmpint (durable_read_sql (self, "SELECT count(payload) FROM deliveries"), ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      fds[i] = octets_resume (&self->octets, ids[i], TRUE);
      octets_expect (fds[i], "32 [<s> 00 01 'shared']");
    }
  octets_send (fds[0], "40 02 00 01");
  octets_send (fds[1], "40 02 00 01");
  durable_wait_sql (self, N_STORED, 2);
  durable_kill (self, 0);
  for (guint i = 0; i < 3; i++)
    octets_close (fds[i]);
  fds[2] = octets_resume (&self->octets, "three", TRUE);
  octets_expect (fds[2], "3a [<s> 00 01 'shared']");
  octets_send (fds[2], "40 02 00 01");
  durable_wait_sql (self, N_STORED, 0);
  octets_close (fds[2]);
}

static void
test_will (Durable       *self,
           gconstpointer  data)
{
  int here = octets_connect (&self->octets), gone = octets_connect (&self->octets);
  int lasting = octets_connect (&self->octets);
  int fd;

  make_away (self, "reader", "w/#", 1);
  octets_talk (here, "10 [<MQTT> 04 0e 0000 <here> <w/1> <died>]", "20 02 00 00");
  octets_talk (gone, "10 [<MQTT> 04 0e 0000 <gone> <w/2> <left>]", "20 02 00 00");
  octets_talk (lasting, "10 [<MQTT> 04 0c 0000 <lasting> <w/3> <died>]", "20 02 00 00");
  octets_leave (gone);
  durable_wait_sql (self, "SELECT count(*) FROM wills", 2);
  durable_kill (self, 0);
  octets_close (here);
  octets_close (lasting);
  fd = octets_resume (&self->octets, "reader", TRUE);
  octets_expect (fd, "32 [<w/3> 00 01 'died'] 32 [<w/1> 00 02 'died']");
  octets_expect_quiet (fd);
  durable_wait_sql (self, "SELECT count(*) FROM wills", 0);
  octets_close (fd);
}

static void
test_orderly_end (Durable       *self,
                  gconstpointer  data)
{
  int fd;

  make_away (self, "away", "q", 1);
  octets_publish (&self->octets, "32 [<q> 00 01 'one']", "40 02 00 01");
  durable_restart (self);
  octets_publish (&self->octets, "32 [<q> 00 01 'two']", "40 02 00 01");
  durable_restart (self);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q> 00 01 'one'] 32 [<q> 00 02 'two']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* One that may wait is not published by stopping: its client has the rest of the time to come back */
static void
test_will_after_orderly_end (Durable       *self,
                             gconstpointer  data)
{
  int watcher, mortal;

  make_away (self, "watcher", "w", 1);
  mortal = octets5_connect (&self->octets, "0e 003c [17 00 11 000003e8] <mortal> [18 00000064] <w> <gone>", FALSE);
  durable_restart (self);
  octets_expect (mortal, "e0 01 8b");
  octets_expect_close (mortal);
  octets_advance (&self->octets, 50);
  watcher = octets_resume (&self->octets, "watcher", TRUE);
  octets_expect_quiet (watcher);
  octets_advance (&self->octets, 60);
  octets_expect (watcher, "32 [<w> 00 01 'gone']");
  octets_close (watcher);
}

/* Acknowledgements keep the order of what they acknowledge, stored or not: MQTT-4.6.0-2 */
static void
test_order_of_acknowledgements (Durable       *self,
                                gconstpointer  data)
{
  int fd = octets_open (&self->octets, "publisher");

  make_away (self, "away", "stored", 1);
  octets_talk (fd, "32 [<stored> 00 01] 32 [<nobody> 00 02] 34 [<stored> 00 03] 32 [<nobody> 00 04]",
               "40 02 00 01 40 02 00 02 50 02 00 03 40 02 00 04");
  octets_close (fd);
}

/* A reader that is quicker than the database lets PUBACK go before the commit, and whoever got it may
 * have left when that comes */
static void
test_gone_before_commit (Durable       *self,
                         gconstpointer  data)
{
  int reader = octets_resume (&self->octets, "reader", FALSE);
  int first, quick;
  gpointer lock;

  octets_talk (reader, "82 [00 01 <q> 01]", "90 03 00 01 01");
  make_away (self, "away", "stored", 1);
  first = octets_open (&self->octets, "first");
  quick = octets_open (&self->octets, "quick");
  lock = durable_lock (self);
  octets_talk (first, "32 [<stored> 00 01] c0 00", "d0 00");
  octets_send (quick, "32 [<q> 00 01]");
  octets_expect (reader, "32 [<q> 00 01]");
  octets_send (reader, "40 02 00 01");
  octets_expect (quick, "40 02 00 01");
  octets_leave (quick);
  durable_unlock (lock);
  octets_expect (first, "40 02 00 01");
  octets_talk (first, "32 [<stored> 00 02]", "40 02 00 02");
  octets_close (first);
  octets_close (reader);
}

static void
set_durability (Durable       *self,
                SolDurability  durability)
{
  self->octets.config->durability = durability;
  octets_apply (&self->octets);
}

static void
test_switched_off (Durable       *self,
                   gconstpointer  data)
{
  make_away (self, "before", "q", 1);
  set_durability (self, SOL_DURABILITY_OFF);
  make_away (self, "after", "q", 1);
  octets_publish (&self->octets, "33 [<q> 00 01]", "40 02 00 01");
  durable_kill (self, 0);
  octets_close (octets_resume (&self->octets, "before", FALSE));
  octets_close (octets_resume (&self->octets, "after", FALSE));
  durable_wait_sql (self, "SELECT count(*) FROM sessions", 0);
}

/* All that there is by then */
static void
test_switched_on (Durable       *self,
                  gconstpointer  data)
{
  int fd, reader;

  set_durability (self, SOL_DURABILITY_OFF);
  reader = octets_resume (&self->octets, "reader", FALSE);
  octets_talk (reader, "82 [00 01 <q> 02]", "90 03 00 01 02");
  make_away (self, "away", "q", 2);
  fd = octets_resume (&self->octets, "publisher-2", FALSE);
  octets_talk (fd, "35 [<q> 00 01 'one']", "50 02 00 01");
  octets_expect (reader, "34 [<q> 00 01 'one']");
  octets_talk (reader, "50 02 00 01", "62 02 00 01");
  set_durability (self, SOL_DURABILITY_STRICT);
  octets_talk (fd, "34 [<q> 00 02 'two']", "50 02 00 02");
  octets_expect (reader, "34 [<q> 00 02 'two']");
  durable_kill (self, 0);
  octets_close (fd);
  octets_close (reader);
  fd = octets_resume (&self->octets, "publisher-2", TRUE);
  octets_talk (fd, "3c [<q> 00 01 'one']", "50 02 00 01");
  reader = octets_resume (&self->octets, "reader", TRUE);
  octets_expect (reader, "62 02 00 01 3c [<q> 00 02 'two']");
  octets_expect_quiet (reader);
  octets_close (reader);
  reader = octets_resume (&self->octets, "away", TRUE);
  octets_expect (reader, "34 [<q> 00 01 'one'] 34 [<q> 00 02 'two']");
  octets_talk (reader, "82 [00 01 <q> 00]", "90 03 00 01 00 31 [<q> 'one']");
  octets_close (reader);
  octets_close (fd);
}

/* Expiries of sessions, messages and wills go on while nobody is there to count, and what 5.0 has of
 * subscriptions and messages is there again. MQTT 5.0 §3.1.2.11.2, §3.3.2.3.3 */
static void
test_time_goes_on (Durable       *self,
                   gconstpointer  data)
{
  Octets *octets = &self->octets;
  int fd = octets5_connect (octets, "02 003c [11 ffffffff] <long>", FALSE);

  octets_talk (fd, "82 [00 01 [0b 07] <e> 09]", "90 [00 01 00 01]");
  octets_leave (fd);
  octets_close (octets5_connect (octets, "02 003c [11 0000003c] <short>", FALSE));
  octets_close (octets5_connect (octets, "0e 003c [11 00000e10] <left> [18 0000001e] <e> <died>",
                                 FALSE));
  durable_wait_sql (self, "SELECT count(*) FROM sessions WHERE ended_us > 0", 3);
  fd = octets5_connect (octets, "02 003c 00 <publisher>", FALSE);
  octets_talk (fd, "33 [<e> 00 01 [02 0000000a] 'soon']", "40 02 00 01");
  octets_talk (fd, "33 [<e> 00 02 [02 00000e10 26 <k> <v>] 'late']", "40 02 00 02");
  octets_leave (fd);
  durable_kill (self, 100);
  octets_close (octets5_connect (octets, "00 003c [11 0000003c] <short>", FALSE));
  fd = octets5_connect (octets, "00 003c [11 ffffffff] <long>", TRUE);
  octets_expect (fd, "33 [<e> 00 02 [02 00000dac 0b 07 26 <k> <v>] 'late']");
  octets_expect (fd, "32 [<e> 00 03 [0b 07] 'died']");
  octets_close (fd);
}

/* Before 5.0 messages are taken and not acknowledged, and with 5.0 they are refused; when there is room
 * again, those taken are acknowledged, and all is as before */
static void
test_full_disk (Durable       *self,
                gconstpointer  data)
{
  int fd = octets_open (&self->octets, "sender"), five;
  SolBrokerStats stats = { 0 };

  make_away (self, "away", "q", 1);
  durable_run_sql (self, MAKE_FULL);
  octets_send (fd, "32 [<q> 00 01 'one']");
  while (!stats.is_store_failing)
    sol_broker_get_stats (self->octets.broker, &stats);
  octets_send (fd, "32 [<q> 00 02 'two']");
  octets_expect_quiet (fd);
  five = octets5_open (&self->octets, "five");
  octets_talk (five, "32 [<q> 00 02 00 'no']", "40 [00 02 97]");
  octets_talk (five, "34 [<q> 00 02 00 'no']", "50 [00 02 97]");
  octets_close (five);
  octets_publish (&self->octets, "32 [<nobody> 00 01]", "40 02 00 01");
  octets_close (octets_resume (&self->octets, "other", FALSE));
  durable_run_sql (self, "DROP TRIGGER full");
  octets_expect (fd, "40 02 00 01 40 02 00 02");
  octets_talk (fd, "32 [<q> 00 03 'three']", "40 02 00 03");
  octets_close (fd);
  durable_kill (self, 0);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q> 00 01 'one'] 32 [<q> 00 02 'two'] 32 [<q> 00 03 'three']");
  octets_close (fd);
}

#define ADD(name, func) \
  g_test_add ("/broker/durable/" name, Durable, NULL, durable_set_up, func, durable_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("retained", test_retained);
  ADD ("error-behind-answer", test_error_behind_answer);
  ADD ("retained-publisher", test_retained_publisher);
  ADD ("queued", test_queued);
  ADD ("in-flight", test_in_flight);
  ADD ("sent-before-leaving", test_sent_before_leaving);
  ADD ("received-once", test_received_once);
  ADD ("released", test_released);
  ADD ("subscriptions", test_subscriptions);
  ADD ("clean-session", test_clean_session);
  ADD ("shared-content", test_shared_content);
  ADD ("will", test_will);
  ADD ("orderly-end", test_orderly_end);
  ADD ("will-after-orderly-end", test_will_after_orderly_end);
  ADD ("order-of-acknowledgements", test_order_of_acknowledgements);
  ADD ("gone-before-commit", test_gone_before_commit);
  ADD ("switched-off", test_switched_off);
  ADD ("switched-on", test_switched_on);
  ADD ("time-goes-on", test_time_goes_on);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
