/* test-octets-store.c: a database that is slower than its publishers, or fails
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "octets-durable.h"
#include "octets-script.h"
#include "sol-broker-private.h"
#include "sol-journal-private.h"
#include "sol-test-wait.h"

#define MAKE_FULL "CREATE TRIGGER full BEFORE INSERT ON deliveries " \
                  "BEGIN SELECT RAISE (FAIL, 'no room'); END"

#define LONG_BYTES 600
#define LIMIT_BYTES (64 * 1024)
#define N_PUBLISHERS 3
#define N_MESSAGES 3000
#define KEEP_ALIVE_S 10
/* In the batch that is at the store and in the next one: the limit, and one read for each publisher. All that they
 * have is more. */
#define MAX_TAKEN_BYTES (2 * (LIMIT_BYTES + N_PUBLISHERS * 256 * 1024))
G_STATIC_ASSERT (MAX_TAKEN_BYTES < N_PUBLISHERS * N_MESSAGES * 900);

typedef struct
{
  GAsyncQueue *done;
  gsize        limit;
  guint        n_paused;
  SolBrokerStats stats;
} Look;

static void
set_limit_cb (gpointer data,
              gpointer user_data)
{
  Look *look = data;

  sol_journal_set_limit (((SolBrokerCore *) user_data)->journal, look->limit);
  g_async_queue_push (look->done, look);
}

static void
look_cb (gpointer data,
         gpointer user_data)
{
  SolBrokerCore *core = user_data;
  Look *look = data;

  sol_broker_core_update_stats (core);
  look->n_paused = core->n_paused;
  look->stats = core->stats;
  g_async_queue_push (look->done, look);
}

/* In the broker's thread */
static Look
run_inside (Durable *self,
            GFunc    func,
            gsize    limit)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  Look look = { .done = done, .limit = limit };

  sol_io_thread_post (sol_broker_get_thread (self->octets.broker), func, &look,
                      sol_broker_get_core (self->octets.broker), NULL);
  g_async_queue_pop (done);
  return look;
}

static Look
look_inside (Durable *self)
{
  return run_inside (self, look_cb, 0);
}

static void
make_away (Durable *self)
{
  int fd = octets_resume (&self->octets, "away", FALSE);

  octets_talk (fd, "82 [00 01 <q/#> 01]", "90 03 00 01 01");
  octets_leave (fd);
}

typedef struct
{
  int         fd;
  GByteArray *octets;    /* all that it publishes */
  gsize       n_sent;
  gsize       n_heard;   /* octets of its acknowledgements */
} Publisher;

static void
publisher_begin (Publisher *self,
                 Durable   *durable,
                 guint      number)
{
  g_autofree char *connect = g_strdup_printf ("10 [<MQTT> 04 02 %04x <p%u>]", KEEP_ALIVE_S, number);

  *self = (Publisher) { .fd = octets_connect (&durable->octets), .octets = g_byte_array_new () };
  octets_talk (self->fd, connect, "20 02 00 00");
  for (guint i = 1; i <= N_MESSAGES; i++)
    {
      g_autofree char *script = g_strdup_printf ("32 [<q/%u> %04x '%0900u']", number, i, i);
      g_autoptr (GByteArray) packet = octets_compile (script, 0, NULL);

      g_byte_array_append (self->octets, packet->data, packet->len);
    }
}

/* As far as the network takes it and has something, without waiting */
static void
publisher_go_on (Publisher *self)
{
  guint8 heard[4096];
  gssize n;

  while (self->n_sent < self->octets->len
         && (n = send (self->fd, self->octets->data + self->n_sent,
                       self->octets->len - self->n_sent, MSG_DONTWAIT | MSG_NOSIGNAL)) > 0)
    self->n_sent += (gsize) n;
  while ((n = recv (self->fd, heard, sizeof heard, MSG_DONTWAIT)) > 0)
    self->n_heard += (gsize) n;
  g_assert_cmpint (n, <, 0);
  g_assert_cmpint (errno, ==, EAGAIN);
}

static void
publisher_end (Publisher *self)
{
  g_assert_cmpuint (self->n_heard, ==, N_MESSAGES * 4);
  octets_expect_quiet (self->fd);
  octets_leave (self->fd);
  g_byte_array_unref (self->octets);
}

static gboolean
are_paused (Durable   *self,
            Publisher *publishers)
{
  for (guint i = 0; i < N_PUBLISHERS; i++)
    publisher_go_on (&publishers[i]);
  return look_inside (self).n_paused == N_PUBLISHERS;
}

static gboolean
have_finished (Publisher *publishers)
{
  gboolean finished = TRUE;

  for (guint i = 0; i < N_PUBLISHERS; i++)
    {
      publisher_go_on (&publishers[i]);
      finished &= publishers[i].n_heard == N_MESSAGES * 4;
    }
  return finished;
}

/* Which of its publisher's messages it is: the last digits */
static guint64
read_number (const GByteArray *packet)
{
  char digits[9] = { 0 };

  memcpy (digits, packet->data + packet->len - 8, 8);
  return g_ascii_strtoull (digits, NULL, 10);
}

/* All of each publisher, in its order */
static void
check_nothing_is_lost (Durable *self)
{
  int fd = octets_resume (&self->octets, "away", TRUE);
  guint n_of[N_PUBLISHERS] = { 0 };

  for (guint i = 0; i < N_PUBLISHERS * N_MESSAGES; i++)
    {
      g_autoptr (GByteArray) packet = octets_receive (fd, 3 + 2 + 3 + 2 + 900);
      const guint8 answer[] = { 0x40, 2, packet->data[8], packet->data[9] };
      guint whose = packet->data[7] - '0';

      g_assert_cmpuint (whose, <, N_PUBLISHERS);
      g_assert_cmpuint (read_number (packet), ==, ++n_of[whose]);
      g_assert_cmpint (send (fd, answer, sizeof answer, MSG_NOSIGNAL), ==, sizeof answer);
    }
  octets_leave (fd);
}

/* Publishers are not read while the database is behind, are not taken for dead meanwhile, and lose
 * nothing. MQTT-3.1.2-24 is about what they send. */
static void
test_pauses_publishers (Durable       *self,
                        gconstpointer  data)
{
  Publisher publishers[N_PUBLISHERS];
  Look before, after;
  gpointer lock;

  self->octets.config->max_packet_bytes = 4096;
  octets_apply (&self->octets);
  make_away (self);
  run_inside (self, set_limit_cb, LIMIT_BYTES);
  for (guint i = 0; i < N_PUBLISHERS; i++)
    publisher_begin (&publishers[i], self, i);
  lock = durable_lock (self);
  sol_test_wait_until (are_paused (self, publishers));
  before = look_inside (self);
  octets_advance (&self->octets, KEEP_ALIVE_S * 10);
  sol_test_wait_until (are_paused (self, publishers));
  after = look_inside (self);
  g_assert_cmpuint (after.stats.n_connections, ==, N_PUBLISHERS);
  g_assert_cmpuint (after.stats.n_messages_in, ==, before.stats.n_messages_in);
  g_assert_cmpuint (after.stats.n_payload_in, <, MAX_TAKEN_BYTES);
  durable_unlock (lock);
  sol_test_wait_until (have_finished (publishers));
  for (guint i = 0; i < N_PUBLISHERS; i++)
    publisher_end (&publishers[i]);
  check_nothing_is_lost (self);
}

/* A WebSocket cannot be told to wait: it is closed, which bounds what it brings */
static void
test_ends_websocket (Durable       *self,
                     gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LONG_BYTES, 'x');
  g_autofree char *frame
      = g_strdup_printf ("82 fe %04x 00000000 32 [<q> 0001 00 '%s']", LONG_BYTES + 9, text);
  gpointer lock;
  int fd;

  self->octets.config->websocket_port = 0;
  octets_apply (&self->octets);
  make_away (self);
  run_inside (self, set_limit_cb, 4 * LONG_BYTES);
  lock = durable_lock (self);
  fd = octets_open_websocket (&self->octets);
  octets_send (fd, "82 92 00000000 10 [<MQTT> 05 02 003c 02 17 00 <c>]");
  octets_expect (fd, "82 10 20 [00 00 [" OCTETS5_TERMS "]]");
  for (guint i = 0; i < 20; i++)
    octets_send (fd, frame);
  octets_expect (fd, "82 03 e0 [97]");
  octets_close (fd);
  g_assert_cmpuint (look_inside (self).stats.store_bytes, <, 12 * LONG_BYTES);
  durable_unlock (lock);
}

/* More than it has identifiers for */
static void
test_bounds_answers (Durable       *self,
                     gconstpointer  data)
{
  g_autoptr (GByteArray) many = g_byte_array_new ();
  g_autoptr (GByteArray) one = octets_compile ("32 [<n> 0002]", 0, NULL);
  gpointer lock;
  int fd;

  for (guint i = 0; i < 2 * 65536; i++)
    g_byte_array_append (many, one->data, one->len);
  make_away (self);
  fd = octets_open (&self->octets, "c");
  lock = durable_lock (self);
  octets_send (fd, "32 [<q> 0001]");
  g_assert_cmpint (send (fd, many->data, many->len, MSG_NOSIGNAL), ==, many->len);
  octets_expect_close (fd);
  durable_unlock (lock);
}

/* Until the database fails for the one message that @fd sends */
static void
make_fail (Durable *self,
           int      fd)
{
  durable_run_sql (self, MAKE_FULL);
  octets_send (fd, "32 [<q> 00 01 'one']");
  sol_test_wait_until (look_inside (self).stats.is_store_failing);
}

/* And lets it try again at once */
static void
mend (Durable *self)
{
  durable_run_sql (self, "DROP TRIGGER full");
  octets_advance (&self->octets, 2);
}

/* Before 5.0 what must be kept waits in memory; what there is no room for stays unanswered, and when
 * the database is well again its client is made to send it again */
static void
test_fails_with_memory_full (Durable       *self,
                             gconstpointer  data)
{
  g_autofree char *text = g_strnfill (LONG_BYTES, 'x');
  g_autofree char *script = g_strdup_printf ("32 [<q> 00 02 '%s']", text);
  int fd;

  make_away (self);
  run_inside (self, set_limit_cb, LONG_BYTES);
  fd = octets_resume (&self->octets, "sender", FALSE);
  make_fail (self, fd);
  octets_send (fd, script);
  octets_send (fd, "32 [<q> 00 03 'three'] 34 [<q> 00 04 'four'] 32 [<nobody> 00 05]");
  octets_expect_quiet (fd);
  g_assert_cmpuint (look_inside (self).stats.n_refused_store, ==, 2);
  mend (self);
  octets_expect (fd, "40 02 00 01 40 02 00 02 40 02 00 05");
  octets_expect_close (fd);
  fd = octets_resume (&self->octets, "sender", TRUE);
  octets_talk (fd, "3a [<q> 00 03 'three'] 3c [<q> 00 04 'four']", "40 02 00 03 50 02 00 04");
  octets_talk (fd, "62 02 00 04", "70 02 00 04");
  octets_close (fd);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q> 00 01 'one']");
  octets_expect (fd, script);
  octets_expect (fd, "32 [<q> 00 03 'three'] 32 [<q> 00 04 'four']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* Only what is committed is promised, also to a client that comes back and asks again */
static void
test_fails_and_is_asked_again (Durable       *self,
                               gconstpointer  data)
{
  int fd;

  make_away (self);
  fd = octets_resume (&self->octets, "sender", FALSE);
  make_fail (self, fd);
  octets_send (fd, "34 [<q> 00 02 'two']");
  octets_expect_quiet (fd);
  octets_leave (fd);
  fd = octets_resume (&self->octets, "sender", TRUE);
  octets_send (fd, "3c [<q> 00 02 'two']");
  octets_expect_quiet (fd);
  mend (self);
  octets_expect_close (fd);
  fd = octets_resume (&self->octets, "sender", TRUE);
  octets_talk (fd, "3c [<q> 00 02 'two']", "50 02 00 02");
  octets_close (fd);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q> 00 01 'one'] 32 [<q> 00 02 'two']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* The same of 5.0, which is told to try again; what is refused is told at once, though an earlier answer waits */
static void
test_fails_and_is_asked_again_5 (Durable       *self,
                                 gconstpointer  data)
{
  int fd;

  make_away (self);
  fd = octets5_connect (&self->octets, "02 003c [17 00 11 00000e10] <five>", FALSE);
  durable_run_sql (self, MAKE_FULL);
  octets_send (fd, "34 [<q> 0001 00 'one']");
  sol_test_wait_until (look_inside (self).stats.is_store_failing);
  octets_talk (fd, "34 [<q> 0002 00 'two']", "50 [0002 97]");
  octets_leave (fd);
  fd = octets5_connect (&self->octets, "00 003c [17 00 11 00000e10] <five>", TRUE);
  octets_send (fd, "3c [<q> 0001 00 'one']");
  octets_expect_quiet (fd);
  mend (self);
  octets5_expect_end (fd, 0x89);
  fd = octets5_connect (&self->octets, "00 003c [17 00 11 00000e10] <five>", TRUE);
  octets_talk (fd, "3c [<q> 0001 00 'one']", "50 02 0001");
  octets_talk (fd, "62 02 0001", "70 02 0001");
  octets_close (fd);
  fd = octets_resume (&self->octets, "away", TRUE);
  octets_expect (fd, "32 [<q> 0001 'one']");
  octets_expect_quiet (fd);
  octets_close (fd);
}

#define ADD(name, func) \
  g_test_add ("/broker/store/" name, Durable, NULL, durable_set_up, func, durable_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pauses-publishers", test_pauses_publishers);
  ADD ("ends-websocket", test_ends_websocket);
  ADD ("bounds-answers", test_bounds_answers);
  ADD ("fails-with-memory-full", test_fails_with_memory_full);
  ADD ("fails-and-is-asked-again", test_fails_and_is_asked_again);
  ADD ("fails-and-is-asked-again-5", test_fails_and_is_asked_again_5);
  return g_test_run ();
}
