/* test-octets-will.c: the last will: when it is published and when not (MQTT 3.1.1 §3.1.2.5)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* A connected client with the will `gone` to `will`. @flags: of CONNECT, as `06` for QoS 0 */
static int
open_with_will (Octets     *self,
                const char *flags,
                guint       keep_alive_s)
{
  g_autofree char *script = g_strdup_printf ("10 [<MQTT> 04 %s %04x <mortal> <will> <gone>]", flags,
                                             keep_alive_s);
  int fd = octets_connect (self);

  octets_talk (fd, script, "20 02 00 00");
  return fd;
}

/* [MQTT-3.1.2-8] */
static void
test_lost_connection (Octets        *self,
                      gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  octets_close (open_with_will (self, "06", 0));
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.14.4-3] */
static void
test_disconnect_removes (Octets        *self,
                         gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);

  octets_leave (open_with_will (self, "06", 0));
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

static void
test_protocol_error (Octets        *self,
                     gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = open_with_will (self, "06", 0);

  octets_send (fd, "f0 00");
  octets_expect_close (fd);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);
}

static void
test_keep_alive (Octets        *self,
                 gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = open_with_will (self, "06", 1);

  octets_expect (watcher, "30 [<will> 'gone']");
  octets_expect_close (fd);
  octets_close (watcher);
}

static void
test_takeover (Octets        *self,
               gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int old = open_with_will (self, "06", 0);
  int fd = octets_open (self, "mortal");

  octets_expect_close (old);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_leave (fd);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* A CONNECT that was refused has no will */
static void
test_refused (Octets        *self,
              gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 04 0000 <> <will> <gone>]", "20 02 00 02");
  octets_expect_close (fd);
  octets_set_user (self, "anna", "right");
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQTT> 04 c6 0000 <m> <will> <gone> <anna> <wrong>]", "20 02 00 04");
  octets_expect_close (fd);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

/* [MQTT-3.1.2-16], -17 */
static void
test_retained (Octets        *self,
               gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int late;

  octets_close (open_with_will (self, "26", 0));
  octets_expect (watcher, "30 [<will> 'gone']");
  late = octets_subscribe (self, "late", "will", 0);
  octets_expect (late, "31 [<will> 'gone']");
  octets_close (late);
  octets_close (watcher);
}

static void
test_qos (Octets        *self,
          gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 2);

  octets_close (open_with_will (self, "0e", 0));
  octets_expect (watcher, "32 [<will> ## 'gone']");
  octets_close (open_with_will (self, "16", 0));
  octets_expect (watcher, "34 [<will> ## 'gone']");
  octets_close (watcher);
}

static void
test_empty (Octets        *self,
            gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <m> <will> <>]", "20 02 00 00");
  octets_close (fd);
  octets_expect (watcher, "30 [<will>]");
  octets_close (watcher);
}

/* When the broker is stopped its clients get the wills of each other, whoever came first, and then their end */
static void
test_stop (Octets        *self,
           gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  int first = open_with_will (self, "06", 0);
  int watcher = octets_subscribe (self, "watcher", "will/#", 0);
  int last = octets_connect (self);
  int new = octets5_connect (self, "06 003c [17 00] <new> 00 <will/new> <gone>", FALSE);

  octets_talk (last, "10 [<MQTT> 04 06 0000 <last> <will/last> <gone>]", "20 02 00 00");
  octets_talk (new, "82 [0001 00 <will/last> 00]", "90 [0001 00 00]");
  octets_stop (self);
  octets_expect (new, "30 [<will/last> 00 'gone']");
  octets5_expect_end (new, 0x8b);
  octets_expect (watcher, "30 [<will/new> 'gone'] 30 [<will/last> 'gone'] 30 [<will> 'gone']");
  octets_expect_close (watcher);
  octets_expect_close (first);
  octets_expect_close (last);
  octets_start (self, store);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("33-will-after-a-lost-connection", test_lost_connection);
  OCTETS_ADD ("33-disconnect-removes-the-will", test_disconnect_removes);
  OCTETS_ADD ("33-will-after-a-protocol-error", test_protocol_error);
  OCTETS_ADD ("33-will-after-keep-alive", test_keep_alive);
  OCTETS_ADD ("32-will-after-takeover", test_takeover);
  OCTETS_ADD ("33-no-will-of-a-refused-client", test_refused);
  OCTETS_ADD ("33-retained-will", test_retained);
  OCTETS_ADD ("33-will-has-its-qos", test_qos);
  OCTETS_ADD ("33-empty-will", test_empty);
  OCTETS_ADD ("33-wills-at-the-end-of-the-broker", test_stop);
  return g_test_run ();
}
