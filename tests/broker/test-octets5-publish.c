/* test-octets5-publish.c: PUBLISH of 5.0 and its properties, both ways (rows 18, 38, 39, 41 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

#define FORWARDED "26 <k> <1> 01 01 26 <k> <2> 03 <text> 08 <reply/to> 26 <a> <0> 09 <id>"

/* [MQTT-3.3.2-4], [-15] to [-20]: unchanged and in order, at every QoS */
static void
test_properties_go_on (Octets        *self,
                       gconstpointer  data)
{
  int reader = octets5_subscribe (self, "reader", "t", 2);
  int writer = octets5_open_with (self, "writer", "");
  guint16 id;

  octets_send (writer, "30 [<t> [" FORWARDED "] 'x']");
  octets_expect (reader, "30 [<t> [" FORWARDED "] 'x']");
  octets_talk (writer, "32 [<t> 0007 [" FORWARDED "] 'x']", "40 02 0007");
  id = octets_expect (reader, "32 [<t> ## [" FORWARDED "] 'x']");
  octets_send_id (reader, "40 02 ##", id);
  octets_talk (writer, "34 [<t> 0008 [" FORWARDED "] 'x']", "50 02 0008");
  octets_talk (writer, "62 02 0008", "70 02 0008");
  id = octets_expect (reader, "34 [<t> ## [" FORWARDED "] 'x']");
  octets_send_id (reader, "50 02 ##", id);
  octets_expect_id (reader, "62 02 ##", id);
  octets_send_id (reader, "70 02 ##", id);
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* Between the versions the rest of the message is the same */
static void
test_versions_meet (Octets        *self,
                    gconstpointer  data)
{
  int reader5 = octets5_subscribe (self, "reader5", "t", 1);
  int reader3 = octets_subscribe (self, "reader3", "t", 1);
  int writer5 = octets5_open_with (self, "writer5", "");
  int writer3 = octets_open (self, "writer3");

  octets_send (writer5, "30 [<t> [" FORWARDED "] 'x']");
  octets_expect (reader5, "30 [<t> [" FORWARDED "] 'x']");
  octets_expect (reader3, "30 [<t> 'x']");
  octets_talk (writer5, "32 [<t> 0001 [" FORWARDED "] 'x']", "40 02 0001");
  octets_expect (reader5, "32 [<t> 0001 [" FORWARDED "] 'x']");
  octets_expect (reader3, "32 [<t> 0001 'x']");
  octets_talk (writer3, "32 [<t> 0001 'y']", "40 02 0001");
  octets_expect (reader5, "32 [<t> 0002 00 'y']");
  octets_expect (reader3, "32 [<t> 0002 'y']");
  octets_send (writer3, "30 [<t>]");
  octets_expect (reader5, "30 [<t> 00]");
  octets_expect (reader3, "30 [<t>]");
  octets_leave (writer3);
  octets_leave (writer5);
  octets_leave (reader3);
  octets_leave (reader5);
}

/* What is shared between outboxes and not copied */
static void
test_large_ones_meet (Octets        *self,
                      gconstpointer  data)
{
  g_autofree char *payload = g_strnfill (100000, 'p');
  g_autofree char *value = g_strnfill (40000, 'v');
  g_autofree char *with
      = g_strdup_printf ("30 [<t> [26 <k> <%s> 26 <k> <%s>] '%s']", value, value, payload);
  g_autofree char *without = g_strdup_printf ("30 [<t> '%s']", payload);
  int reader5 = octets5_subscribe (self, "reader5", "t", 1);
  int reader3 = octets_subscribe (self, "reader3", "t", 1);
  int writer5 = octets5_open_with (self, "writer5", "");

  octets_send (writer5, with);
  octets_expect (reader5, with);
  octets_expect (reader3, without);
  octets_leave (writer5);
  octets_leave (reader3);
  octets_leave (reader5);
}

static void
test_wrong_ones_close (Octets        *self,
                       gconstpointer  data)
{
  /* Unknown, of another packet, past the end, no UTF-8 */
  const char *malformed[]
      = { "30 [<t> [7f 00]]",       "30 [<t> [11 00000001]]", "30 [<t> [26 <k>]]",
          "30 [<t> 09 01 01]",      "30 [<t> [03 0002 c328]]", "30 [<t>]",
          "36 [<t> 0001 00]",       "32 [<t> 0000 00]",        "38 [<t> 00]",
          "30 [<t> 80 00]",         NULL };
  /* Twice, a value that is none, neither topic nor alias, what only a server sends */
  const char *protocol[]
      = { "30 [<t> [01 01 01 01]]", "30 [<t> [01 02]]", "30 [<> 00]", "30 [<t> [0b 01]]",
          "30 [<t> [02 00000001 02 00000001]]", NULL };
  const char *topic[] = { "30 [<a/+> 00]", "30 [<#> 00]", "30 [0001 ff 00]", "30 [<t> [08 <a/#>]]", NULL };

  octets5_check_fatal (self, 0x82, protocol);
  octets5_check_fatal (self, 0x90, topic);
  octets5_check_fatal (self, 0x81, malformed);
}

/* [MQTT-3.3.2-8], -12: an alias is the connection's own, and may change */
static void
test_aliases_come_in (Octets        *self,
                      gconstpointer  data)
{
  int reader = octets5_subscribe (self, "reader", "#", 1);
  int writer = octets5_open_with (self, "writer", "");
  int other = octets5_open_with (self, "other", "");

  octets_send (writer, "30 [<a/b> [23 0001] '1']");
  octets_expect (reader, "30 [<a/b> 00 '1']");
  octets_send (writer, "30 [<> [26 <k> <v> 23 0001] '2']");
  octets_expect (reader, "30 [<a/b> [26 <k> <v>] '2']");
  octets_send (writer, "30 [<c> [23 0001] '3']");
  octets_talk (writer, "32 [<> 0001 [23 0001] '4']", "40 02 0001");
  octets_expect (reader, "30 [<c> 00 '3']");
  octets_expect (reader, "32 [<c> 0001 00 '4']");
  octets_send (other, "30 [<> [23 0001] '5']");
  octets5_expect_end (other, 0x94);
  octets_expect_quiet (writer);
  octets_leave (writer);
  octets_leave (reader);
}

static void
test_wrong_aliases_close (Octets        *self,
                          gconstpointer  data)
{
  const char *scripts[]
      = { "30 [<t> [23 0000]]", "30 [<t> [23 ffff]]", "30 [<> [23 ffff]]", "30 [<> [23 0002]]",
          "30 [<> [23 0000]]", NULL };

  octets5_check_fatal (self, 0x94, scripts);
}

/* A topic that comes again is given an alias, when the client takes aliases and it saves octets */
static void
test_aliases_go_out (Octets        *self,
                     gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", "22 0001");
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <#> 00]", "90 04 0001 00 00");
  octets_send (writer, "30 [<some/topic> '1']");
  octets_expect (reader, "30 [<some/topic> 00 '1']");
  octets_send (writer, "30 [<some/topic> '2']");
  octets_expect (reader, "30 [<some/topic> [23 0001] '2']");
  for (guint i = 0; i < 3; i++)
    {
      octets_send (writer, "30 [<some/topic> '3']");
      octets_expect (reader, "30 [<> [23 0001] '3']");
    }
  for (guint i = 0; i < 3; i++)
    {
      octets_send (writer, "30 [<short> 's']");
      octets_expect (reader, "30 [<short> 00 's']");
    }
  for (guint i = 0; i < 8; i++)
    {
      octets_send (writer, "30 [<another/one> '4']");
      octets_expect (reader, "30 [<another/one> 00 '4']");
    }
  octets_send (writer, "30 [<another/one> '5']");
  octets_expect (reader, "30 [<another/one> [23 0001] '5']");
  octets_send (writer, "30 [<another/one> '6']");
  octets_expect (reader, "30 [<> [23 0001] '6']");
  octets_send (writer, "30 [<some/topic> '7']");
  octets_expect (reader, "30 [<some/topic> 00 '7']");
  octets_leave (writer);
  octets_leave (reader);
}

/* [MQTT-3.1.2-24], -25: what is too large is dropped alone, and takes no identifier */
static void
test_too_large_is_dropped (Octets        *self,
                           gconstpointer  data)
{
  g_autofree char *longer = g_strnfill (41, 'x');
  g_autofree char *too_long = g_strdup_printf ("32 [<t> 0001 '%s']", longer);
  g_autofree char *fits = g_strdup_printf ("32 [<t> 0002 '%s']", longer + 1);
  g_autofree char *expected = g_strdup_printf ("32 [<t> 0001 00 '%s']", longer + 1);
  int reader = octets5_open_with (self, "reader", "27 00000030");
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <#> 01]", "90 04 0001 00 01");
  octets_talk (writer, too_long, "40 02 0001");
  octets_talk (writer, fits, "40 02 0002");
  octets_expect (reader, expected);
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* With an alias it fits no longer: the topic goes without */
static void
test_alias_makes_none_too_large (Octets        *self,
                                 gconstpointer  data)
{
  g_autofree char *topic = g_strnfill (37, 't');
  g_autofree char *script = g_strdup_printf ("30 [<%s> '1']", topic);
  g_autofree char *expected = g_strdup_printf ("30 [<%s> 00 '1']", topic);
  int reader = octets5_open_with (self, "reader", "22 0004 27 00000030");
  int writer = octets_open (self, "writer");

  octets_talk (reader, "82 [0001 00 <#> 01]", "90 04 0001 00 01");
  for (guint i = 0; i < 4; i++)
    {
      octets_send (writer, script);
      octets_expect (reader, expected);
    }
  octets_leave (writer);
  octets_leave (reader);
}

/* What a subscriber of @qos is sent of what was published at @published_qos, to the end */
static void
check_delivery (int    reader,
                guint8 retain,
                guint8 published_qos,
                guint8 qos)
{
  guint8 lower = MIN (published_qos, qos);
  g_autofree char *expected = g_strdup_printf ("%02x [<a> %s 00 'x']", 0x30 | lower << 1 | retain,
                                               lower > 0 ? "##" : "");
  guint16 id = octets_expect (reader, expected);

  if (lower == 1)
    octets_send_id (reader, "40 02 ##", id);
  if (lower < 2)
    return;
  octets_send_id (reader, "50 02 ##", id);
  octets_expect_id (reader, "62 02 ##", id);
  octets_send_id (reader, "70 02 ##", id);
}

static void
publish_retained (int    writer,
                  guint8 qos)
{
  const char *const scripts[] = { "31 [<a> 00 'x'] c0 00", "33 [<a> 0001 00 'x']", "35 [<a> 0001 00 'x']" };
  const char *const answers[] = { "d0 00", "40 02 0001", "50 02 0001" };

  octets_talk (writer, scripts[qos], answers[qos]);
  if (qos == 2)
    octets_talk (writer, "62 02 0001", "70 02 0001");
}

/* [MQTT-3.8.4-8]: each QoS published with each granted, live and retained */
static void
test_each_qos_meets_each (Octets        *self,
                          gconstpointer  data)
{
  int writer = octets5_open (self, "writer");

  for (guint8 published = 0; published < 3; published++)
    for (guint8 granted = 0; granted < 3; granted++)
      {
        int reader = octets5_subscribe (self, "reader", "a", granted);
        g_autofree char *again = g_strdup_printf ("82 [0002 00 <a> %02x]", granted);
        g_autofree char *reply = g_strdup_printf ("90 [0002 00 %02x]", granted);

        publish_retained (writer, published);
        check_delivery (reader, 0, published, granted);
        octets_talk (reader, again, reply);
        check_delivery (reader, 1, published, granted);
        octets_expect_quiet (reader);
        octets_leave (reader);
        octets_talk (writer, "31 [<a> 00] c0 00", "d0 00");
      }
  octets_leave (writer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("publish5/properties-go-on", test_properties_go_on);
  OCTETS_ADD ("publish5/versions-meet", test_versions_meet);
  OCTETS_ADD ("publish5/large-ones-meet", test_large_ones_meet);
  OCTETS_ADD ("publish5/each-qos-meets-each", test_each_qos_meets_each);
  OCTETS_ADD ("publish5/aliases-come-in", test_aliases_come_in);
  OCTETS_ADD ("publish5/aliases-go-out", test_aliases_go_out);
  OCTETS_ADD ("publish5/too-large-is-dropped", test_too_large_is_dropped);
  OCTETS_ADD ("publish5/alias-makes-none-too-large", test_alias_makes_none_too_large);
  OCTETS_ADD ("publish5/wrong-aliases-close", test_wrong_aliases_close);
  OCTETS_ADD ("publish5/wrong-ones-close", test_wrong_ones_close);
  return g_test_run ();
}
