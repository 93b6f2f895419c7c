/* test-octets-retain.c: retained messages (MQTT 3.1.1 §3.3.1.3)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* Subscribes anew and expects @script after the SUBACK, and nothing else */
static void
check_retained (Octets     *self,
                const char *filter,
                guint8      qos,
                const char *script)
{
  int fd = octets_subscribe (self, "reader", filter, qos);

  octets_expect (fd, script);
  octets_expect_quiet (fd);
  octets_close (fd);
}

/* [MQTT-3.3.1-5], -6, -7 */
static void
test_newest_is_kept (Octets        *self,
                     gconstpointer  data)
{
  int fd = octets_open (self, "writer");

  octets_send (fd, "31 [<a> 'old'] 31 [<a> 'new'] 31 [<b> 'other']");
  octets_expect_quiet (fd);
  check_retained (self, "a", 0, "31 [<a> 'new']");
  check_retained (self, "b", 0, "31 [<b> 'other']");
  check_retained (self, "c", 0, "");
  octets_close (fd);
}

/* [MQTT-3.3.1-10], -11 */
static void
test_empty_clears (Octets        *self,
                   gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "a", 0);
  int fd = octets_open (self, "writer");

  octets_send (fd, "31 [<a> 'x'] 31 [<a>]");
  octets_expect_quiet (fd);
  octets_expect (watcher, "30 [<a> 'x'] 30 [<a>]");
  check_retained (self, "#", 0, "");
  octets_close (watcher);
  octets_close (fd);
}

/* [MQTT-3.3.1-12] */
static void
test_plain_does_not_touch (Octets        *self,
                           gconstpointer  data)
{
  int fd = octets_open (self, "writer");

  octets_send (fd, "31 [<a> 'kept'] 30 [<a> 'passing'] 30 [<a>]");
  octets_expect_quiet (fd);
  check_retained (self, "a", 0, "31 [<a> 'kept']");
  octets_close (fd);
}

/* [MQTT-3.3.1-8], -9 */
static void
test_flag (Octets        *self,
           gconstpointer  data)
{
  int fd = octets_subscribe (self, "c", "a", 0);

  octets_talk (fd, "31 [<a> 'x']", "30 [<a> 'x']");
  octets_talk (fd, "82 [0002 <a> 00]", "90 03 00 02 00 31 [<a> 'x']");
  octets_close (fd);
}

/* [MQTT-3.8.4-6] for retained messages */
static void
test_qos (Octets        *self,
          gconstpointer  data)
{
  int fd = octets_open (self, "writer");

  octets_talk (fd, "33 [<a> 0001 'x']", "40 02 00 01");
  check_retained (self, "a", 0, "31 [<a> 'x']");
  check_retained (self, "a", 1, "33 [<a> ## 'x']");
  check_retained (self, "a", 2, "33 [<a> ## 'x']");
  octets_talk (fd, "35 [<a> 0002 'y'] 62 02 00 02", "50 02 00 02 70 02 00 02");
  check_retained (self, "a", 1, "33 [<a> ## 'y']");
  check_retained (self, "a", 2, "35 [<a> ## 'y']");
  octets_close (fd);
}

static void
test_wildcards (Octets        *self,
                gconstpointer  data)
{
  int fd = octets_open (self, "writer");

  octets_send (fd, "31 [<a> '1'] 31 [<b/c/d> '2'] 31 [<b//d/e> '3'] 31 [</> '4']");
  octets_expect_quiet (fd);
  check_retained (self, "+", 0, "31 [<a> '1']");
  check_retained (self, "a/#", 0, "31 [<a> '1']");
  check_retained (self, "b/c/#", 0, "31 [<b/c/d> '2']");
  check_retained (self, "b/+/d", 0, "31 [<b/c/d> '2']");
  check_retained (self, "b//#", 0, "31 [<b//d/e> '3']");
  check_retained (self, "+/+", 0, "31 [</> '4']");
  check_retained (self, "+/+/+/+/+", 0, "");
  octets_close (fd);
}

/* The publisher may leave and the session end: the message stays */
static void
test_outlives_publisher (Octets        *self,
                         gconstpointer  data)
{
  int fd = octets_open (self, "writer");

  octets_send (fd, "31 [<a> 'x']");
  octets_leave (fd);
  check_retained (self, "#", 0, "31 [<a> 'x']");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("26-newest-is-kept", test_newest_is_kept);
  OCTETS_ADD ("26-empty-clears", test_empty_clears);
  OCTETS_ADD ("26-plain-message-does-not-touch", test_plain_does_not_touch);
  OCTETS_ADD ("26-flag-is-for-subscribe-only", test_flag);
  OCTETS_ADD ("23-retained-at-the-lower-qos", test_qos);
  OCTETS_ADD ("26-wildcards", test_wildcards);
  OCTETS_ADD ("26-outlives-its-publisher", test_outlives_publisher);
  return g_test_run ();
}
