/* test-octets5-flow.c: statements of MQTT 5.0 about the flow of messages that no other test is about
 * (tests/conformance)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

/* [MQTT-3.1.2-27]: however often a topic comes */
static void
test_no_alias_unasked (Octets        *self,
                       gconstpointer  data)
{
  const char *properties[] = { "", "22 0000" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      int reader = octets5_open_with (self, "reader", properties[i]);

      octets_talk (reader, "82 [0001 00 <some/topic> 00]", "90 04 0001 00 00");
      for (guint j = 0; j < 20; j++)
        octets_talk (reader, "30 [<some/topic> 00 'x']", "30 [<some/topic> 00 'x']");
      octets_leave (reader);
    }
}

/* [MQTT-3.3.2-12]: 1 to the Topic Alias Maximum of CONNACK (OCTETS5_TERMS), and no more */
static void
test_every_alias_is_taken (Octets        *self,
                           gconstpointer  data)
{
  int reader = octets5_subscribe (self, "reader", "#", 0);
  int writer = octets5_open (self, "writer");

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 1; i <= 0x20; i++)
      {
        g_autofree char *topic = g_strdup_printf ("t%u", i);
        g_autofree char *script
            = g_strdup_printf ("30 [<%s> [23 %04x] 'x']", pass == 0 ? topic : "", i);
        g_autofree char *received = g_strdup_printf ("30 [<%s> 00 'x']", topic);

        octets_send (writer, script);
        octets_expect (reader, received);
      }
  octets_send (writer, "30 [<t> [23 0021] 'x']");
  octets5_expect_end (writer, 0x94);
  octets_leave (reader);
}

/* [MQTT-3.3.2-7]: the session goes on, its aliases do not; both ways */
static void
test_aliases_end (Octets        *self,
                  gconstpointer  data)
{
  const char *properties = OCTETS5_LASTS " 22 0001";
  int writer = octets_open (self, "writer");
  int fd = octets5_open_with (self, "c", properties);

  octets_talk (fd, "82 [0001 00 <some/topic> 00]", "90 04 0001 00 00");
  octets_send (fd, "30 [<another> [23 0001] 'x']");
  octets_send (writer, "30 [<some/topic> '1'] 30 [<some/topic> '2'] 30 [<some/topic> '3']");
  octets_expect (fd, "30 [<some/topic> 00 '1'] 30 [<some/topic> [23 0001] '2'] 30 [<> [23 0001] '3']");
  octets_leave (fd);

  fd = octets5_resume (self, "c", properties, TRUE);
  octets_send (writer, "30 [<some/topic> '4']");
  octets_expect (fd, "30 [<some/topic> 00 '4']");
  octets_send (fd, "30 [<> [23 0001] 'x']");
  octets5_expect_end (fd, 0x94);
  octets_leave (writer);
}

/* [MQTT-4.3.2-5], and DUP does not go on [MQTT-3.3.1-3] */
static void
test_id_is_free_after_puback (Octets        *self,
                              gconstpointer  data)
{
  int reader = octets5_subscribe (self, "reader", "a", 1);
  int writer = octets5_open (self, "writer");

  octets_talk (writer, "32 [<a> 0005 00 'x']", "40 02 0005");
  octets_talk (writer, "3a [<a> 0005 00 'x']", "40 02 0005");
  octets_talk (writer, "3a [<a> 0005 00 'x']", "40 02 0005");
  octets_expect (reader, "32 [<a> 0001 00 'x'] 32 [<a> 0002 00 'x'] 32 [<a> 0003 00 'x']");
  octets_leave (writer);
  octets_leave (reader);
}

/* [MQTT-4.3.3-9]: what was refused at QoS 2 was not received */
static void
test_refused_id_is_free (Octets        *self,
                         gconstpointer  data)
{
  int writer = octets5_open (self, "writer");
  int reader;

  self->config->max_retained = 1;
  octets_apply (self);
  octets_talk (writer, "31 [<full> 00 'x'] 35 [<a> 0005 00 'x']", "50 03 0005 97");
  reader = octets5_subscribe (self, "reader", "a", 0);
  octets_talk (writer, "34 [<a> 0005 00 'y']", "50 02 0005");
  octets_expect (reader, "30 [<a> 00 'y']");
  octets_talk (writer, "62 02 0005", "70 02 0005");
  octets_expect_quiet (reader);
  octets_leave (reader);
  octets_leave (writer);
}

/* [MQTT-4.3.3-10], -12, -13 */
static void
test_release_after_expiry (Octets        *self,
                           gconstpointer  data)
{
  int reader = octets5_subscribe (self, "reader", "a", 0);
  int writer;

  self->config->max_keepalive_s = 0;
  octets_apply (self);
  writer = octets5_open_with (self, "writer", OCTETS5_LASTS);
  octets_talk (writer, "34 [<a> 0005 [02 0000000a] 'x']", "50 02 0005");
  octets_expect (reader, "30 [<a> [02 0000000a] 'x']");
  octets_advance (self, 11);
  octets_talk (writer, "3c [<a> 0005 [02 0000000a] 'x']", "50 02 0005");
  octets_talk (writer, "62 02 0005", "70 02 0005");
  octets_expect_quiet (reader);
  octets_talk (writer, "3c [<a> 0005 00 'y']", "50 02 0005");
  octets_expect (reader, "30 [<a> 00 'y']");
  octets_close (reader);
  octets_leave (writer);
}

/* [MQTT-4.4.0-2] */
static void
test_refused_delivery (Octets        *self,
                       gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);

  octets_talk (reader, "82 [0001 00 <a> 02]", "90 04 0001 00 02");
  octets_publish (self, "32 [<a> 0001 '1'] 34 [<a> 0002 '2']", "40 02 0001 50 02 0002");
  octets_expect (reader, "32 [<a> 0001 00 '1'] 34 [<a> 0002 00 '2']");
  octets_send (reader, "40 03 0001 83 50 03 0002 83");
  octets_expect_quiet (reader);
  octets_close (reader);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect_quiet (reader);
  octets_leave (reader);
}

/* [MQTT-4.1.0-1]: the expiry is counted from the end of the connection */
static void
test_connected_session (Octets        *self,
                        gconstpointer  data)
{
  int fd;

  self->config->max_keepalive_s = 0;
  octets_apply (self);
  fd = octets5_open_with (self, "c", "11 00000005");
  octets_talk (fd, "82 [0001 00 <a> 00]", "90 04 0001 00 00");
  octets_advance (self, 600);
  octets_talk (fd, "30 [<a> 00 'x']", "30 [<a> 00 'x']");
  octets_leave (fd);
  octets_advance (self, 4);
  fd = octets5_resume (self, "c", "11 00000005", TRUE);
  octets_talk (fd, "30 [<a> 00 'x']", "30 [<a> 00 'x']");
  octets_leave (fd);
}

/* [MQTT-3.8.4-4]: publications before, between and after, each once */
static void
test_replacing_loses_nothing (Octets        *self,
                              gconstpointer  data)
{
  int fd = octets5_subscribe (self, "c", "a", 0);

  octets_talk (fd,
               "30 [<a> 00 '1'] 82 [0002 00 <a> 20] 30 [<a> 00 '2'] 82 [0003 00 <a> 20] 30 [<a> 00 '3']",
               "30 [<a> 00 '1'] 90 04 0002 00 00 30 [<a> 00 '2'] 90 04 0003 00 00 30 [<a> 00 '3']");
  octets_expect_quiet (fd);
  octets_leave (fd);
}

/* [MQTT-4.8.2-4] */
static void
test_member_completes (Octets        *self,
                       gconstpointer  data)
{
  int one = octets5_open_with (self, "one", OCTETS5_LASTS);
  int two;

  octets_talk (one, "82 [0001 00 <$share/g/a> 02]", "90 04 0001 00 02");
  octets_publish (self, "34 [<a> 0001 '1'] 34 [<a> 0002 '2']", "50 02 0001 50 02 0002");
  octets_expect (one, "34 [<a> 0001 00 '1'] 34 [<a> 0002 00 '2']");
  octets_talk (one, "50 02 0001", "62 02 0001");
  two = octets5_subscribe (self, "two", "$share/g/a", 2);
  octets_close (one);
  octets_expect_quiet (two);
  one = octets5_resume (self, "one", OCTETS5_LASTS, TRUE);
  octets_expect (one, "62 02 0001 3c [<a> 0002 00 '2']");
  octets_send (one, "70 02 0001");
  octets_talk (one, "50 02 0002", "62 02 0002");
  octets_send (one, "70 02 0002");
  octets_expect_quiet (one);
  octets_expect_quiet (two);
  octets_leave (one);
  octets_leave (two);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("statement5/no-alias-unasked", test_no_alias_unasked);
  OCTETS_ADD ("statement5/every-alias-is-taken", test_every_alias_is_taken);
  OCTETS_ADD ("statement5/aliases-end-with-the-connection", test_aliases_end);
  OCTETS_ADD ("statement5/id-is-free-after-puback", test_id_is_free_after_puback);
  OCTETS_ADD ("statement5/refused-id-is-free", test_refused_id_is_free);
  OCTETS_ADD ("statement5/release-after-expiry", test_release_after_expiry);
  OCTETS_ADD ("statement5/refused-delivery-does-not-come-again", test_refused_delivery);
  OCTETS_ADD ("statement5/connected-session-does-not-expire", test_connected_session);
  OCTETS_ADD ("statement5/replacing-loses-nothing", test_replacing_loses_nothing);
  OCTETS_ADD ("statement5/member-completes-after-reconnect", test_member_completes);
  return g_test_run ();
}
