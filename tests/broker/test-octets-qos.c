/* test-octets-qos.c: QoS 1 and 2, both ways (MQTT 3.1.1 §4.3)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* [MQTT-4.3.3-2]: the message is delivered once, however often it comes before PUBREL */
static void
test_duplicate_qos2 (Octets        *self,
                     gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "a", 0);
  int fd = octets_open (self, "c");

  octets_talk (fd, "34 [<a> 0005 'x']", "50 02 00 05");
  octets_talk (fd, "3c [<a> 0005 'x']", "50 02 00 05");
  octets_talk (fd, "3c [<a> 0005 'x']", "50 02 00 05");
  octets_talk (fd, "62 02 00 05", "70 02 00 05");
  octets_expect (watcher, "30 [<a> 'x']");
  octets_expect_quiet (watcher);
  octets_talk (fd, "34 [<a> 0005 'y'] 62 02 00 05", "50 02 00 05 70 02 00 05");
  octets_expect (watcher, "30 [<a> 'y']");
  octets_expect_quiet (watcher);
  octets_close (watcher);
  octets_close (fd);
}

static void
test_unknown_pubrel (Octets        *self,
                     gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_talk (fd, "62 02 12 34", "70 02 12 34");
  octets_talk (fd, "62 02 12 34", "70 02 12 34");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* Acknowledgements of nothing are passed over */
static void
test_unknown_acks (Octets        *self,
                   gconstpointer  data)
{
  int fd = octets_open (self, "c");

  octets_send (fd, "40 02 12 34 70 02 12 34");
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-4.1.0-1]: the state of a reception is part of the session */
static void
test_qos2_over_reconnect (Octets        *self,
                          gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "a", 0);
  int fd = octets_resume (self, "c", FALSE);

  octets_talk (fd, "34 [<a> 0005 'x']", "50 02 00 05");
  octets_close (fd);
  fd = octets_resume (self, "c", TRUE);
  octets_talk (fd, "3c [<a> 0005 'x']", "50 02 00 05");
  octets_talk (fd, "62 02 00 05", "70 02 00 05");
  octets_expect (watcher, "30 [<a> 'x']");
  octets_expect_quiet (watcher);
  octets_close (watcher);
  octets_close (fd);
}

/* With a clean session the same identifier is another message */
static void
test_qos2_clean_forgets (Octets        *self,
                         gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "a", 0);
  int fd = octets_open (self, "c");

  octets_talk (fd, "34 [<a> 0005 'x']", "50 02 00 05");
  octets_close (fd);
  fd = octets_open (self, "c");
  octets_talk (fd, "34 [<a> 0005 'y']", "50 02 00 05");
  octets_talk (fd, "62 02 00 05", "70 02 00 05");
  octets_expect (watcher, "30 [<a> 'x'] 30 [<a> 'y']");
  octets_close (watcher);
  octets_close (fd);
}

/* [MQTT-4.3.3-1] as the sender */
static void
test_deliver_qos2 (Octets        *self,
                   gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 2);
  guint16 id;

  octets_publish (self, "34 [<a> 0005 'x'] 62 02 00 05", "50 02 00 05 70 02 00 05");
  id = octets_expect (fd, "34 [<a> ## 'x']");
  octets_send_id (fd, "50 02 ##", id);
  octets_expect_id (fd, "62 02 ##", id);
  octets_send_id (fd, "50 02 ##", id);
  octets_expect_id (fd, "62 02 ##", id);
  octets_send_id (fd, "70 02 ##", id);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-2.3.1-4]: an identifier that is in use is not given away */
static void
test_ids_differ (Octets        *self,
                 gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 1);
  int publisher = octets_open (self, "publisher");
  guint16 first, second, third;

  octets_talk (publisher, "32 [<a> 0001 '1'] 32 [<a> 0002 '2']", "40 02 00 01 40 02 00 02");
  first = octets_expect (fd, "32 [<a> ## '1']");
  second = octets_expect (fd, "32 [<a> ## '2']");
  g_assert_cmpuint (first, !=, second);
  octets_send_id (fd, "40 02 ##", first);
  octets_talk (publisher, "32 [<a> 0001 '3']", "40 02 00 01");
  third = octets_expect (fd, "32 [<a> ## '3']");
  g_assert_cmpuint (third, !=, second);
  octets_close (publisher);
  octets_close (fd);
}

/* [MQTT-3.3.1-3] */
static void
test_dup_is_not_copied (Octets        *self,
                        gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 1);

  octets_publish (self, "3a [<a> 0005 'x']", "40 02 00 05");
  octets_expect (fd, "32 [<a> ## 'x']");
  octets_close (fd);
}

/* [MQTT-4.6.0-5], -6: one topic, one publisher, one QoS: in order */
static void
test_order (Octets        *self,
            gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 1);
  int publisher = octets_open (self, "publisher");
  guint16 last = 0;

  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *script = g_strdup_printf ("32 [<a> ## '%u']", i);

      octets_send_id (publisher, script, i);
    }
  for (guint i = 1; i <= 500; i++)
    octets_expect_id (publisher, "40 02 ##", i);
  for (guint i = 1; i <= 500; i++)
    {
      g_autofree char *script = g_strdup_printf ("32 [<a> ## '%u']", i);

      last = octets_expect (fd, script);
      octets_send_id (fd, "40 02 ##", last);
    }
  octets_expect_quiet (fd);
  octets_close (publisher);
  octets_close (fd);
}

/* No more than max_inflight at once; QoS 0 and PINGRESP pass */
static void
test_window (Octets        *self,
             gconstpointer  data)
{
  guint16 id;
  int fd, publisher;

  self->config->max_inflight = 2;
  octets_apply (self);
  fd = octets_subscribe (self, "c", "a", 2);
  publisher = octets_open (self, "publisher");
  octets_talk (publisher, "32 [<a> 0001 '1'] 32 [<a> 0002 '2'] 32 [<a> 0003 '3'] 32 [<a> 0004 '4']",
               "40 02 00 01 40 02 00 02 40 02 00 03 40 02 00 04");
  id = octets_expect (fd, "32 [<a> ## '1']");
  octets_expect (fd, "32 [<a> ## '2']");
  octets_expect_quiet (fd);
  octets_talk (fd, "30 [<a> 'now']", "30 [<a> 'now']");
  octets_send_id (fd, "40 02 ##", id);
  octets_expect (fd, "32 [<a> ## '3']");
  octets_expect_quiet (fd);
  octets_close (publisher);
  octets_close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("43-duplicate-is-delivered-once", test_duplicate_qos2);
  OCTETS_ADD ("43-unknown-pubrel-is-answered", test_unknown_pubrel);
  OCTETS_ADD ("43-unknown-acks-are-passed-over", test_unknown_acks);
  OCTETS_ADD ("43-reception-survives-reconnect", test_qos2_over_reconnect);
  OCTETS_ADD ("43-clean-session-forgets-reception", test_qos2_clean_forgets);
  OCTETS_ADD ("43-delivery-of-qos-2", test_deliver_qos2);
  OCTETS_ADD ("44-ids-in-use-differ", test_ids_differ);
  OCTETS_ADD ("44-dup-is-not-copied", test_dup_is_not_copied);
  OCTETS_ADD ("44-order", test_order);
  OCTETS_ADD ("36-window-is-kept", test_window);
  return g_test_run ();
}
