/* test-octets5-subscribe.c: SUBSCRIBE and UNSUBSCRIBE of 5.0 (rows 16, 21, 22, 24 to 28 of the protocol's list)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets5-support.h"

/* [MQTT-3.9.3-1], [MQTT-3.11.3-1]: a code a filter, in order */
static void
test_codes_in_order (Octets        *self,
                     gconstpointer  data)
{
  g_autofree char *deep = g_strnfill (200, '/');
  g_autofree char *script
      = g_strdup_printf ("82 [0005 00 <a> 01 <b> 02 <%s> 00 <$share/g/c> 01 <d> 00]", deep);
  int fd = octets5_open_with (self, "c", "");

  octets_talk (fd, script, "90 08 0005 00 01 02 8f 01 00");
  octets_talk (fd, "a2 [0006 00 <b> <x> <$share/g/c> <$share/h/c> <b>]", "b0 08 0006 00 00 11 00 11 11");
  octets_talk (fd, "a2 [0007 [26 <k> <v>] <a>]", "b0 04 0007 00 00");
  octets_leave (fd);
}

static void
test_wrong_ones_close (Octets        *self,
                       gconstpointer  data)
{
  const char *malformed[] = { "82 [0001 00 <a> 03]", "82 [0001 00 <a> 40]", "82 [0001 00 <a> 80]",
                              "82 [0000 00 <a> 00]", "80 [0001 00 <a> 00]", "82 [0001 00 <a>]",
                              "82 [0001 <a> 00]",    NULL };
  const char *protocol[]
      = { "82 [0001 00]",          "82 [0001 00 <a> 30]",          "82 [0001 00 <$share/g/a> 04]",
          "82 [0001 [0b 00] <a> 00]", "82 [0001 [0b 01 0b 02] <a> 00]", "a2 [0001 00]",
          NULL };
  const char *filter[]
      = { "82 [0001 00 <> 00]",         "82 [0001 00 <a#> 00]",      "82 [0001 00 <a/#/b> 00]",
          "82 [0001 00 <$share/g/> 00]", "82 [0001 00 <$share//a> 00]",
          "82 [0001 00 <$share/g> 00]", "82 [0001 00 <$share/+/a> 00]", NULL };

  octets5_check_fatal (self, 0x81, malformed);
  octets5_check_fatal (self, 0x82, protocol);
  octets5_check_fatal (self, 0x8f, filter);
}

/* [MQTT-3.3.4-2] to -5: one copy with the highest QoS and every identifier */
static void
test_identifiers_are_merged (Octets        *self,
                             gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", "");
  int writer = octets_open (self, "writer");
  guint16 id;

  octets_talk (reader, "82 [0001 [0b 05] <a/#> 00]", "90 04 0001 00 00");
  octets_talk (reader, "82 [0002 [0b ffff7f] <a/b> 01]", "90 04 0002 00 01");
  octets_talk (reader, "82 [0003 00 <#> 00]", "90 04 0003 00 00");
  octets_send (writer, "30 [<x> '1']");
  octets_expect (reader, "30 [<x> 00 '1']");
  octets_send (writer, "30 [<a/x> '2']");
  octets_expect (reader, "30 [<a/x> [0b 05] '2']");
  octets_talk (writer, "32 [<a/b> 0001 '3']", "40 02 0001");
  id = octets_expect (reader, "32 [<a/b> ## [0b 05 0b ffff7f] '3']");
  octets_send_id (reader, "40 02 ##", id);
  /* [MQTT-3.8.4-3]: the same filter again replaces the identifier, or takes it away */
  octets_talk (reader, "82 [0004 [0b 07] <a/#> 00]", "90 04 0004 00 00");
  octets_talk (reader, "82 [0005 00 <a/b> 00]", "90 04 0005 00 00");
  octets_talk (writer, "32 [<a/b> 0002 '4']", "40 02 0002");
  octets_expect (reader, "30 [<a/b> [0b 07] '4']");
  octets_leave (writer);
  octets_leave (reader);
}

/* The identifier stays with what waits, and with what is retained */
static void
test_identifiers_stay (Octets        *self,
                       gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);
  int writer = octets_open (self, "writer");
  guint16 id;

  octets_talk (reader, "82 [0001 [0b 05] <a> 01]", "90 04 0001 00 01");
  octets_leave (reader);
  octets_talk (writer, "33 [<a> 0001 '1']", "40 02 0001");
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  id = octets_expect (reader, "32 [<a> ## [0b 05] '1']");
  octets_close (reader);
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_expect_id (reader, "3a [<a> ## [0b 05] '1']", id);
  octets_send_id (reader, "40 02 ##", id);
  octets_talk (reader, "82 [0002 [0b 09] <+> 00]", "90 04 0002 00 00");
  octets_expect (reader, "31 [<a> [0b 09] '1']");
  octets_expect_quiet (reader);
  octets_leave (writer);
  octets_leave (reader);
}

/* [MQTT-3.8.3-3] */
static void
test_no_local (Octets        *self,
               gconstpointer  data)
{
  int one = octets5_subscribe (self, "one", "a/#", 0x05);
  int two = octets5_subscribe (self, "two", "a/#", 0x00);

  octets_talk (one, "32 [<a/b> 0001 00 '1']", "40 02 0001");
  octets_expect (two, "30 [<a/b> 00 '1']");
  octets_send (two, "30 [<a/b> 00 '2']");
  octets_expect (two, "30 [<a/b> 00 '2']");
  octets_expect (one, "30 [<a/b> 00 '2']");
  /* One that overlaps and has no such option brings it after all, by its own QoS and identifier */
  octets_talk (one, "82 [0002 [0b 03] <+/b> 00]", "90 04 0002 00 00");
  octets_send (one, "30 [<a/b> 00 '3']");
  octets_expect (one, "30 [<a/b> [0b 03] '3']");
  octets_expect (two, "30 [<a/b> 00 '3']");
  octets_send (one, "30 [<a/c> 00 '4']");
  octets_expect (two, "30 [<a/c> 00 '4']");
  octets_expect_quiet (one);
  octets_talk (one, "82 [0003 00 <a/#> 01 <+/b> 04]", "90 05 0003 00 01 00");
  octets_send (one, "30 [<a/c> 00 '5']");
  octets_expect (one, "30 [<a/c> 00 '5']");
  octets_expect (two, "30 [<a/c> 00 '5']");
  octets_leave (one);
  octets_leave (two);
}

/* It holds for what is retained, and when its publisher has come back; others and what others
 * published are not meant */
static void
test_no_local_retained (Octets        *self,
                        gconstpointer  data)
{
  int one = octets5_open_with (self, "one", "");
  int two = octets5_open_with (self, "two", "");

  octets_talk (one, "33 [<a/own> 0001 00 '1']", "40 03 0001 10");
  octets_talk (two, "33 [<a/two> 0001 00 '2']", "40 03 0001 10");
  octets_talk (one, "82 [0001 00 <a/#> 04]", "90 04 0001 00 00 31 [<a/two> 00 '2']");
  octets_talk (two, "82 [0001 00 <a/own> 04]", "90 04 0001 00 00 31 [<a/own> 00 '1']");
  octets_leave (one);
  one = octets5_open_with (self, "one", "");
  octets_talk (one, "82 [0001 00 <a/own> 04]", "90 04 0001 00 00");
  octets_talk (one, "82 [0002 00 <a/own> 00]", "90 04 0002 00 00 31 [<a/own> 00 '1']");
  octets_talk (two, "33 [<a/own> 0002 00 '3']", "40 02 0002");
  octets_expect (one, "30 [<a/own> 00 '3']");
  octets_talk (one, "82 [0003 00 <a/own> 04]", "90 04 0003 00 00 31 [<a/own> 00 '3']");
  octets_expect_quiet (one);
  octets_leave (one);
  octets_leave (two);
}

/* It holds when nobody else is there to have it: MQTT 5.0 §3.4.2.1 */
static void
test_no_local_matches_nobody (Octets        *self,
                              gconstpointer  data)
{
  int one = octets5_subscribe (self, "one", "a", 0x05);

  octets_talk (one, "32 [<a> 0001 00 '1']", "40 03 0001 10");
  octets_leave (one);
}

/* [MQTT-3.3.1-12], -13 */
static void
test_retain_as_published (Octets        *self,
                          gconstpointer  data)
{
  int kept = octets5_subscribe (self, "kept", "a", 0x08);
  int bare = octets5_subscribe (self, "bare", "a", 0x00);
  int writer = octets_open (self, "writer");

  octets_send (writer, "31 [<a> '1']");
  octets_expect (kept, "31 [<a> 00 '1']");
  octets_expect (bare, "30 [<a> 00 '1']");
  octets_send (writer, "30 [<a> '2']");
  octets_expect (kept, "30 [<a> 00 '2']");
  octets_expect (bare, "30 [<a> 00 '2']");
  octets_send (writer, "31 [<a>]");
  octets_expect (kept, "31 [<a> 00]");
  octets_expect (bare, "30 [<a> 00]");
  octets_leave (writer);
  octets_leave (kept);
  octets_leave (bare);
}

/* [MQTT-3.3.1-9], -10, -11 */
static void
test_retain_handling (Octets        *self,
                      gconstpointer  data)
{
  int reader = octets5_open_with (self, "reader", OCTETS5_LASTS);

  octets_publish (self, "33 [<a> 0001 'r']", "40 02 0001");
  octets_talk (reader, "82 [0001 00 <a> 10]", "90 04 0001 00 00");
  octets_expect (reader, "31 [<a> 00 'r']");
  octets_talk (reader, "82 [0002 00 <a> 10]", "90 04 0002 00 00");
  octets_expect_quiet (reader);
  octets_talk (reader, "82 [0003 00 <a> 00]", "90 04 0003 00 00");
  octets_expect (reader, "31 [<a> 00 'r']");
  octets_talk (reader, "82 [0004 00 <a> 20]", "90 04 0004 00 00");
  octets_talk (reader, "82 [0005 00 <+> 20]", "90 04 0005 00 00");
  octets_expect_quiet (reader);
  octets_leave (reader);
  /* One that the session has from before existed */
  reader = octets5_resume (self, "reader", OCTETS5_LASTS, TRUE);
  octets_talk (reader, "82 [0006 00 <a> 10]", "90 04 0006 00 00");
  octets_expect_quiet (reader);
  octets_talk (reader, "a2 [0007 00 <a>]", "b0 04 0007 00 00");
  octets_talk (reader, "82 [0008 00 <a> 10]", "90 04 0008 00 00");
  octets_expect (reader, "31 [<a> 00 'r']");
  octets_leave (reader);
}

/* What is retained has its properties, for readers of 5.0 */
static void
test_retained_has_properties (Octets        *self,
                              gconstpointer  data)
{
  int writer = octets5_open_with (self, "writer", "");
  int reader5, reader3;

  octets_send (writer, "31 [<a> [26 <k> <v> 03 <text>] 'r']");
  octets_expect_quiet (writer);
  reader5 = octets5_subscribe (self, "reader5", "a", 0);
  octets_expect (reader5, "31 [<a> [26 <k> <v> 03 <text>] 'r']");
  reader3 = octets_subscribe (self, "reader3", "a", 0);
  octets_expect (reader3, "31 [<a> 'r']");
  octets_leave (writer);
  octets_leave (reader5);
  octets_leave (reader3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  OCTETS_ADD ("subscribe5/codes-in-order", test_codes_in_order);
  OCTETS_ADD ("subscribe5/identifiers-are-merged", test_identifiers_are_merged);
  OCTETS_ADD ("subscribe5/identifiers-stay", test_identifiers_stay);
  OCTETS_ADD ("subscribe5/no-local", test_no_local);
  OCTETS_ADD ("subscribe5/no-local-retained", test_no_local_retained);
  OCTETS_ADD ("subscribe5/no-local-matches-nobody", test_no_local_matches_nobody);
  OCTETS_ADD ("subscribe5/retain-as-published", test_retain_as_published);
  OCTETS_ADD ("subscribe5/retain-handling", test_retain_handling);
  OCTETS_ADD ("subscribe5/retained-has-properties", test_retained_has_properties);
  OCTETS_ADD ("subscribe5/wrong-ones-close", test_wrong_ones_close);
  return g_test_run ();
}
