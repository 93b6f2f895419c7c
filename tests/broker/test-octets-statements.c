/* test-octets-statements.c: statements of MQTT 3.1.1 that no other test is about (tests/conformance)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* [MQTT-3.1.2-12]: the will of the connection before is not this one's */
static void
test_no_flag_no_will (Octets        *self,
                      gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 04 0000 <c> <will> <gone>]", "20 02 00 00");
  octets_leave (fd);
  fd = octets_resume (self, "c", TRUE);
  octets_send (fd, "f0 00");
  octets_expect_close (fd);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.1.2-16] */
static void
test_plain_will (Octets        *self,
                 gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);
  int late;

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <c> <will> <gone>]", "20 02 00 00");
  octets_close (fd);
  octets_expect (watcher, "30 [<will> 'gone']");
  late = octets_subscribe (self, "late", "will", 0);
  octets_expect_quiet (late);
  octets_close (late);
  octets_close (watcher);
}

/* [MQTT-3.1.2-18] to -21: each with its flag and not without */
static void
test_credentials (Octets        *self,
                  gconstpointer  data)
{
  const char *scripts[] = {
    "10 [<MQTT> 04 02 0000 <c> <user>]",
    "10 [<MQTT> 04 82 0000 <c>]",
    "10 [<MQTT> 04 82 0000 <c> <user> <password>]",
    "10 [<MQTT> 04 c2 0000 <c> <user>]",
    NULL,
  };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.3-5] */
static void
test_client_ids (Octets        *self,
                 gconstpointer  data)
{
  const char *ids[] = { "0", "0123456789abcdefghijklm", "nopqrstuvwxyzABCDEFGHIJ",
                        "KLMNOPQRSTUVWXYZ0123456" };
  int fds[G_N_ELEMENTS (ids)];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    fds[i] = octets_open (self, ids[i]);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    octets_leave (fds[i]);
}

/* [MQTT-4.3.2-2]: DUP says nothing once PUBACK was sent */
static void
test_id_is_free_after_puback (Octets        *self,
                              gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "a", 0);
  int fd = octets_open (self, "c");

  octets_talk (fd, "32 [<a> 0005 'x']", "40 02 0005");
  octets_talk (fd, "3a [<a> 0005 'x']", "40 02 0005");
  octets_talk (fd, "3a [<a> 0005 'x']", "40 02 0005");
  octets_talk (fd, "32 [<a> 0005 'y']", "40 02 0005");
  octets_expect (watcher, "30 [<a> 'x'] 30 [<a> 'x'] 30 [<a> 'x'] 30 [<a> 'y']");
  octets_close (fd);
  octets_close (watcher);
}

static char *
script_of (guint8 qos,
           guint  i)
{
  return g_strdup_printf ("%02x [<a> %s '%u']", 0x30 | qos << 1, qos > 0 ? "##" : "", i);
}

/* [MQTT-4.6.0-5], -6, at every QoS; fewer than the window, so that they come without an answer */
static void
test_order_at_every_qos (Octets        *self,
                         gconstpointer  data)
{
  const guint n = 50;

  for (guint8 qos = 0; qos <= 2; qos++)
    {
      int subscriber = octets_subscribe (self, "subscriber", "a", qos);
      int publisher = octets_open (self, "publisher");

      for (guint i = 1; i <= n; i++)
        {
          g_autofree char *script = script_of (qos, i);

          octets_send_id (publisher, script, i);
        }
      for (guint i = 1; i <= n; i++)
        {
          g_autofree char *script = script_of (qos, i);

          octets_expect (subscriber, script);
        }
      octets_expect_quiet (subscriber);
      octets_close (publisher);
      octets_close (subscriber);
    }
}

/* [MQTT-4.7.3-3]: the length of a string ends there */
static void
test_longest_topic (Octets        *self,
                    gconstpointer  data)
{
  g_autofree char *topic = g_strnfill (65535, 't');
  g_autofree char *subscribe = g_strdup_printf ("82 [0001 <%s> 00]", topic);
  g_autofree char *publish = g_strdup_printf ("31 [<%s> 'x']", topic);
  g_autofree char *received = g_strdup_printf ("30 [<%s> 'x']", topic);
  int fd = octets_open (self, "c");

  octets_talk (fd, subscribe, "90 03 0001 00");
  octets_talk (fd, publish, received);
  octets_talk (fd, subscribe, "90 03 0001 00");
  octets_expect (fd, publish);
  octets_close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("statement/no-flag-no-will", test_no_flag_no_will);
  OCTETS_ADD ("statement/plain-will-is-not-retained", test_plain_will);
  OCTETS_ADD ("statement/credentials-agree-with-their-flags", test_credentials);
  OCTETS_ADD ("statement/client-ids-of-23", test_client_ids);
  OCTETS_ADD ("statement/id-is-free-after-puback", test_id_is_free_after_puback);
  OCTETS_ADD ("statement/order-at-every-qos", test_order_at_every_qos);
  OCTETS_ADD ("statement/longest-topic", test_longest_topic);
  return g_test_run ();
}
