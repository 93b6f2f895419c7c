/* test-octets-connect.c: the first packet: what is let in and what is not (MQTT 3.1.1 §3.1)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-support.h"

/* [MQTT-3.1.0-1] */
static void
test_first_packet (Octets        *self,
                   gconstpointer  data)
{
  const char *scripts[] = {
    "30 [<a> 'x']",
    "c0 00",
    "e0 00",
    "82 [00 01 <a> 00]",
    "'GET / HTTP/1.1' 0d 0a 0d 0a",
    "16 03 01 02 00 01 00 01 fc 03 03",
    "30 ff ff ff 7f",
    "00 00",
    NULL,
  };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.0-2], and its will is published [MQTT-3.1.2-8] */
static void
test_second_connect (Octets        *self,
                     gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 06 0000 <twice> <will> <gone>]", "20 02 00 00");
  octets_send (fd, "10 [<MQTT> 04 02 0000 <twice>]");
  octets_expect_close (fd);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);
}

/* [MQTT-3.1.2-2]: an unknown level is told so, in the shape that its client reads */
static void
test_unknown_level (Octets        *self,
                    gconstpointer  data)
{
  const char *levels[] = { "00", "03", "06", "ff" };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autofree char *script = g_strdup_printf ("10 [<MQTT> %s 02 003c <c>]", levels[i]);
      int fd = octets_connect (self);

      octets_talk (fd, script, "20 02 00 01");
      octets_expect_close (fd);
    }
}

/* MQTT 3.1: another name, CONNACK and SUBACK as in 3.1.1; every client has a name of its own */
static void
test_level_3 (Octets        *self,
              gconstpointer  data)
{
  int watcher = octets_subscribe (self, "watcher", "will", 0);
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQIsdp> 03 00 003c <c>]", "20 02 00 00");
  octets_talk (fd, "82 [0001 <a> 01 <b> 02]", "90 04 0001 01 02");
  octets_leave (fd);
  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQIsdp> 03 04 003c <c> <will> <gone>]", "20 02 01 00");
  octets_close (fd);
  octets_expect (watcher, "30 [<will> 'gone']");
  octets_close (watcher);

  fd = octets_connect (self);
  octets_talk (fd, "10 [<MQIsdp> 03 02 003c <>]", "20 02 00 02");
  octets_expect_close (fd);
}

static void
test_level_of_another_name (Octets        *self,
                            gconstpointer  data)
{
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQIsdp> 04 02 003c <c>]", "20 02 00 01");
  octets_expect_close (fd);
}

/* [MQTT-3.1.2-1] */
static void
test_wrong_name (Octets        *self,
                 gconstpointer  data)
{
  const char *scripts[] = {
    "10 [<MQTX> 04 02 003c <c>]",
    "10 [<mqtt> 04 02 003c <c>]",
    "10 [<MQTTX> 04 02 003c <c>]",
    "10 [<> 04 02 003c <c>]",
    NULL,
  };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.2-3], [MQTT-2.2.2-2] */
static void
test_reserved_flags (Octets        *self,
                     gconstpointer  data)
{
  const char *scripts[] = {
    "10 [<MQTT> 04 03 003c <c>]",
    "11 [<MQTT> 04 02 003c <c>]",
    "18 [<MQTT> 04 02 003c <c>]",
    NULL,
  };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.2-9], -11, -13, -14, -15 */
static void
test_will_flags (Octets        *self,
                 gconstpointer  data)
{
  const char *scripts[] = {
    "10 [<MQTT> 04 1e 003c <c> <w> <x>]",
    "10 [<MQTT> 04 0a 003c <c>]",
    "10 [<MQTT> 04 12 003c <c>]",
    "10 [<MQTT> 04 22 003c <c>]",
    "10 [<MQTT> 04 06 003c <c>]",
    "10 [<MQTT> 04 06 003c <c> <w>]",
    "10 [<MQTT> 04 02 003c <c> <w> <x>]",
    "10 [<MQTT> 04 06 003c <c> <w/#> <x>]",
    "10 [<MQTT> 04 06 003c <c> <> <x>]",
    NULL,
  };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.2-22] */
static void
test_password_alone (Octets        *self,
                     gconstpointer  data)
{
  const char *scripts[] = { "10 [<MQTT> 04 42 003c <c> <secret>]", NULL };

  octets_check_refused (self, scripts);
}

/* [MQTT-3.1.3-7], -8, -9 */
static void
test_empty_client_id (Octets        *self,
                      gconstpointer  data)
{
  int one = octets_open (self, "");
  int two = octets_open (self, "");
  int fd = octets_connect (self);

  octets_talk (fd, "10 [<MQTT> 04 00 0000 <>]", "20 02 00 02");
  octets_expect_close (fd);
  octets_expect_quiet (one);
  octets_expect_quiet (two);
  octets_close (one);
  octets_close (two);
}

/* §2.2.3 */
static void
test_long_length (Octets        *self,
                  gconstpointer  data)
{
  const char *first[] = { "10 ff ff ff ff", "10 80 80 80 80", "10 80 00", NULL };
  const char *later[] = { "30 ff ff ff ff", "c0 80 00", "c0 80 80 80 80 00", NULL };

  octets_check_refused (self, first);
  octets_check_fatal (self, later);
}

/* [MQTT-3.1.4-5]: what follows a refused CONNECT is not done */
static void
test_nothing_after_refusal (Octets        *self,
                            gconstpointer  data)
{
  int fd = octets_connect (self);
  int watcher;

  octets_talk (fd, "10 [<MQTT> 04 00 0000 <>] 31 [<kept> 'x'] 30 [<kept> 'y']", "20 02 00 02");
  octets_expect_close (fd);
  watcher = octets_subscribe (self, "watcher", "#", 0);
  octets_expect_quiet (watcher);
  octets_close (watcher);
}

static void
test_pipelined (Octets        *self,
                gconstpointer  data)
{
  int fd = octets_connect (self);

  octets_talk (fd,
               "10 [<MQTT> 04 02 0000 <c>] 82 [0001 <a> 01] 32 [<b> 0002 'x'] 30 [<a> 'y'] c0 00",
               "20 02 00 00 90 03 00 01 01 40 02 00 02 30 [<a> 'y'] d0 00");
  octets_close (fd);
}

static void
test_octet_by_octet (Octets        *self,
                     gconstpointer  data)
{
  const char *octets[] = { "10", "0d", "00", "04", "4d", "51", "54", "54", "04", "02", "00", "00",
                           "00", "01", "63", "c0", "00" };
  int fd = octets_connect (self);

  for (guint i = 0; i < G_N_ELEMENTS (octets); i++)
    octets_send (fd, octets[i]);
  octets_expect (fd, "20 02 00 00 d0 00");
  octets_close (fd);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("1-first-packet-is-connect", test_first_packet);
  OCTETS_ADD ("2-second-connect-closes", test_second_connect);
  OCTETS_ADD ("3-unknown-level-is-refused", test_unknown_level);
  OCTETS_ADD ("3-level-3-has-another-name", test_level_3);
  OCTETS_ADD ("3-level-of-another-name-is-refused", test_level_of_another_name);
  OCTETS_ADD ("3-wrong-name-closes", test_wrong_name);
  OCTETS_ADD ("4-reserved-flags-close", test_reserved_flags);
  OCTETS_ADD ("5-will-flags-and-fields-agree", test_will_flags);
  OCTETS_ADD ("6-password-needs-user-name", test_password_alone);
  OCTETS_ADD ("7-empty-client-id-needs-clean-session", test_empty_client_id);
  OCTETS_ADD ("8-length-of-five-octets-closes", test_long_length);
  OCTETS_ADD ("51-nothing-is-done-after-a-refusal", test_nothing_after_refusal);
  OCTETS_ADD ("51-packets-may-come-together", test_pipelined);
  OCTETS_ADD ("51-packets-may-come-apart", test_octet_by_octet);
  return g_test_run ();
}
