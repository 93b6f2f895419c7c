/* test-octets-session.c: what a client finds when it comes back (MQTT 3.1.1 §4.4, §4.5)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

static void
leave_subscribed (Octets     *self,
                  const char *client_id,
                  const char *filter,
                  guint8      qos)
{
  g_autofree char *script = g_strdup_printf ("82 [00 01 <%s> %02x]", filter, qos);
  g_autofree char *reply = g_strdup_printf ("90 03 00 01 %02x", qos);
  int fd = octets_resume (self, client_id, FALSE);

  octets_talk (fd, script, reply);
  octets_leave (fd);
}

/* [MQTT-3.1.2-4], -6, [MQTT-3.2.2-1], -2, -3 */
static void
test_session_present (Octets        *self,
                      gconstpointer  data)
{
  octets_leave (octets_resume (self, "c", FALSE));
  octets_leave (octets_resume (self, "c", TRUE));
  octets_leave (octets_resume (self, "other", FALSE));
  octets_leave (octets_open (self, "c"));
  octets_leave (octets_resume (self, "c", FALSE));
  octets_leave (octets_resume (self, "c", TRUE));
}

/* [MQTT-3.2.2-4]: a refusal says 0 though there is a session; and it leaves the session alone */
static void
test_refusal_says_0 (Octets        *self,
                     gconstpointer  data)
{
  int fd;

  octets_leave (octets_resume (self, "c", FALSE));
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 06 00 0000 <c>]", "20 02 00 01");
  octets_expect_close (fd);
  octets_leave (octets_resume (self, "c", TRUE));
}

static void
test_clean_ends_subscriptions (Octets        *self,
                               gconstpointer  data)
{
  int fd;

  octets_leave (octets_subscribe (self, "c", "a", 1));
  octets_publish (self, "32 [<a> 0001 'x']", "40 02 00 01");
  fd = octets_resume (self, "c", FALSE);
  octets_publish (self, "32 [<a> 0001 'y']", "40 02 00 01");
  octets_expect_quiet (fd);
  octets_close (fd);
}

static void
test_subscription_lasts (Octets        *self,
                         gconstpointer  data)
{
  int fd;

  leave_subscribed (self, "c", "a", 0);
  fd = octets_resume (self, "c", TRUE);
  octets_publish (self, "30 [<a> 'x']", "");
  octets_expect (fd, "30 [<a> 'x']");
  octets_close (fd);
}

/* [MQTT-3.1.2-5]: QoS 1 and 2 wait, in order */
static void
test_queue (Octets        *self,
            gconstpointer  data)
{
  guint16 id;
  int fd;

  leave_subscribed (self, "c", "a/#", 2);
  octets_publish (self, "32 [<a/1> 0001 '1'] 34 [<a/2> 0002 '2'] 62 02 00 02 32 [<a/3> 0003 '3']",
                  "40 02 00 01 50 02 00 02 70 02 00 02 40 02 00 03");
  fd = octets_resume (self, "c", TRUE);
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a/1> ## '1']"));
  id = octets_expect (fd, "34 [<a/2> ## '2']");
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a/3> ## '3']"));
  octets_send_id (fd, "50 02 ##", id);
  octets_expect_id (fd, "62 02 ##", id);
  octets_send_id (fd, "70 02 ##", id);
  octets_leave (fd);
  fd = octets_resume (self, "c", TRUE);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-4.4.0-1]: with DUP and the old identifier, before what is new */
static void
test_redelivery_qos1 (Octets        *self,
                      gconstpointer  data)
{
  guint16 first, second;
  int fd;

  leave_subscribed (self, "c", "a", 1);
  fd = octets_resume (self, "c", TRUE);
  octets_publish (self, "32 [<a> 0001 '1'] 32 [<a> 0002 '2']", "40 02 00 01 40 02 00 02");
  first = octets_expect (fd, "32 [<a> ## '1']");
  second = octets_expect (fd, "32 [<a> ## '2']");
  octets_close (fd);
  octets_publish (self, "32 [<a> 0003 '3']", "40 02 00 03");

  fd = octets_resume (self, "c", TRUE);
  octets_expect_id (fd, "3a [<a> ## '1']", first);
  octets_expect_id (fd, "3a [<a> ## '2']", second);
  octets_send_id (fd, "40 02 ##", octets_expect (fd, "32 [<a> ## '3']"));
  octets_send_id (fd, "40 02 ##", first);
  octets_expect_quiet (fd);
  octets_close (fd);

  fd = octets_resume (self, "c", TRUE);
  octets_expect_id (fd, "3a [<a> ## '2']", second);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* After PUBREC it is PUBREL that comes again, and never PUBLISH */
static void
test_redelivery_qos2 (Octets        *self,
                      gconstpointer  data)
{
  guint16 first, second;
  int fd;

  leave_subscribed (self, "c", "a", 2);
  octets_publish (self, "34 [<a> 0001 '1'] 62 02 00 01 34 [<a> 0002 '2'] 62 02 00 02",
                  "50 02 00 01 70 02 00 01 50 02 00 02 70 02 00 02");
  fd = octets_resume (self, "c", TRUE);
  first = octets_expect (fd, "34 [<a> ## '1']");
  second = octets_expect (fd, "34 [<a> ## '2']");
  octets_send_id (fd, "50 02 ##", first);
  octets_expect_id (fd, "62 02 ##", first);
  octets_close (fd);

  fd = octets_resume (self, "c", TRUE);
  octets_expect_id (fd, "62 02 ##", first);
  octets_expect_id (fd, "3c [<a> ## '2']", second);
  octets_send_id (fd, "70 02 ##", first);
  octets_send_id (fd, "50 02 ##", second);
  octets_expect_id (fd, "62 02 ##", second);
  octets_send_id (fd, "70 02 ##", second);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* Nothing is sent twice on one connection, however long it takes */
static void
test_no_redelivery_while_connected (Octets        *self,
                                    gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 1);

  octets_publish (self, "32 [<a> 0001 'x']", "40 02 00 01");
  octets_expect (fd, "32 [<a> ## 'x']");
  octets_expect_quiet (fd);
  octets_talk (fd, "82 [0002 <b> 00]", "90 03 00 02 00");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* The queue has a limit; publishers do not feel it */
static void
test_queue_is_bounded (Octets        *self,
                       gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (1000, 'x');
  g_autofree char *script = g_strdup_printf ("32 [<a> ## '%s']", payload);
  SolBrokerStats stats;
  int fd;

  self->config->max_queue_bytes = 50000;
  octets_apply (self);
  leave_subscribed (self, "c", "a", 1);
  fd = octets_open (self, "publisher");
  for (guint i = 1; i <= 200; i++)
    octets_send_id (fd, script, i);
  for (guint i = 1; i <= 200; i++)
    octets_expect_id (fd, "40 02 ##", i);
  octets_close (fd);

  do
    sol_broker_get_stats (self->broker, &stats);
  while (stats.n_messages_in < 200 || stats.n_dropped == 0);
  g_assert_cmpuint (stats.n_dropped, >=, 150);
  g_assert_cmpuint (stats.n_dropped, <, 200);
  g_assert_cmpuint (stats.queued_bytes, >, 0);
  g_assert_cmpuint (stats.queued_bytes, <=, 50000);
}

/* [MQTT-3.1.4-2]: the old connection goes, the session is handed over whole */
static void
test_takeover (Octets        *self,
               gconstpointer  data)
{
  int old = octets_resume (self, "c", FALSE);
  guint16 id;
  int fd;

  octets_talk (old, "82 [0001 <a> 01]", "90 03 00 01 01");
  octets_publish (self, "32 [<a> 0001 'x']", "40 02 00 01");
  id = octets_expect (old, "32 [<a> ## 'x']");
  fd = octets_resume (self, "c", TRUE);
  octets_expect_close (old);
  octets_expect_id (fd, "3a [<a> ## 'x']", id);
  octets_send_id (fd, "40 02 ##", id);
  octets_publish (self, "30 [<a> 'y']", "");
  octets_expect (fd, "30 [<a> 'y']");
  octets_close (fd);
}

static void
test_takeover_clean (Octets        *self,
                     gconstpointer  data)
{
  int old = octets_subscribe (self, "c", "a", 0);
  int fd = octets_open (self, "c");

  octets_expect_close (old);
  octets_publish (self, "30 [<a> 'y']", "");
  octets_expect_quiet (fd);
  octets_close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("30-session-present", test_session_present);
  OCTETS_ADD ("30-refusal-says-0", test_refusal_says_0);
  OCTETS_ADD ("30-clean-ends-subscriptions", test_clean_ends_subscriptions);
  OCTETS_ADD ("30-subscription-lasts", test_subscription_lasts);
  OCTETS_ADD ("46-queued-while-away", test_queue);
  OCTETS_ADD ("44-redelivery-of-qos-1", test_redelivery_qos1);
  OCTETS_ADD ("44-redelivery-of-qos-2", test_redelivery_qos2);
  OCTETS_ADD ("44-no-redelivery-while-connected", test_no_redelivery_while_connected);
  OCTETS_ADD ("46-queue-is-bounded", test_queue_is_bounded);
  OCTETS_ADD ("32-takeover", test_takeover);
  OCTETS_ADD ("32-takeover-by-a-clean-session", test_takeover_clean);
  return g_test_run ();
}
