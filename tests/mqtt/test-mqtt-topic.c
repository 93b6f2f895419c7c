/* test-mqtt-topic.c: topics, filters, UTF-8 and messages
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-message.h"
#include "sol-mqtt-topic.h"

static void
test_matches_as_the_table_says (void)
{
  static const struct
  {
    const char *filter;
    const char *topic;
    gboolean    matches;
  } table[] = {
    { "a/b", "a/b", TRUE },        { "a/b", "a/B", FALSE },       { "a/b", "a/bc", FALSE },
    { "a/b", "a", FALSE },         { "a", "a/b", FALSE },         { "ab", "a", FALSE },
    { "a/#", "a", TRUE },          { "a/#", "a/", TRUE },         { "a/#", "a/b/c", TRUE },
    { "a/#", "ab", FALSE },        { "a/#", "b", FALSE },         { "#", "a", TRUE },
    { "#", "/", TRUE },            { "#", "a/b", TRUE },          { "+", "a", TRUE },
    { "+", "a/b", FALSE },         { "+", "/a", FALSE },          { "/+", "/a", TRUE },
    { "+/+", "/a", TRUE },         { "+/+", "/", TRUE },          { "a/+", "a", FALSE },
    { "a/+", "a/", TRUE },         { "a/+/c", "a//c", TRUE },     { "a/+/c", "a/b/c", TRUE },
    { "a/+/c", "a/b/d", FALSE },   { "a/+/#", "a/b", TRUE },      { "a/+/#", "a", FALSE },
    { "+/#", "a", TRUE },          { "a//b", "a/b", FALSE },      { "a//b", "a//b", TRUE },
    { "a/", "a", FALSE },          { "a", "a/", FALSE },          { "a/", "a/", TRUE },
    { "#", "$SYS/x", FALSE },      { "+/x", "$SYS/x", FALSE },    { "$SYS/#", "$SYS/x", TRUE },
    { "$SYS/+", "$SYS/x", TRUE },  { "+/$x", "a/$x", TRUE },      { "a/#", "a/$x", TRUE },
    { "/#", "/", TRUE },           { "/#", "a", FALSE },          { "+/b/+", "a/b/", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gboolean matches = sol_mqtt_topic_matches (table[i].filter, strlen (table[i].filter),
                                                 table[i].topic, strlen (table[i].topic));

      if (matches != table[i].matches)
        g_test_message ("%s against %s", table[i].filter, table[i].topic);
      g_assert_cmpint (matches, ==, table[i].matches);
    }
}

static void
test_tells_names (void)
{
  g_autofree char *longest = g_strnfill (65536, 'a');
  const char *good[] = { "a", "/", "a//b", " ", "$SYS/x", "\xef\xbb\xbf" "a", "é/水/𝄞" };
  const char *bad[] = { "+", "a/#", "a+b", "#", "a/+/b", "\xff" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sol_mqtt_topic_is_name (good[i], strlen (good[i])));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sol_mqtt_topic_is_name (bad[i], strlen (bad[i])));
  g_assert_false (sol_mqtt_topic_is_name ("", 0));
  g_assert_true (sol_mqtt_topic_is_name (longest, 65535));
  g_assert_false (sol_mqtt_topic_is_name (longest, 65536));
}

static void
test_tells_filters (void)
{
  const char *good[] = { "a", "#", "+", "/", "a/#", "+/+", "a/+/b", "/#", "+/#", "a//+", "$SYS/#" };
  const char *bad[] = { "a#", "#a", "a/#/b", "#/", "+a", "a+", "a/b+", "a/+b/c", "##", "++", "/a#",
                        "\xc0\x80" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (sol_mqtt_topic_is_filter (good[i], strlen (good[i])));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (sol_mqtt_topic_is_filter (bad[i], strlen (bad[i])));
  g_assert_false (sol_mqtt_topic_is_filter ("", 0));
}

/* The text lies at every place of a longer ASCII text, so that the fast path begins and ends everywhere */
static void
assert_utf8 (const char *text,
             gsize       length,
             gboolean    is_valid)
{
  for (gsize before = 0; before < 18; before++)
    for (gsize after = 0; after < 18; after++)
      {
        g_autofree char *padded = g_strnfill (before + length + after, 'x');

        memcpy (padded + before, text, length);
        g_assert_cmpint (sol_mqtt_utf8_is_valid (padded, before + length + after), ==, is_valid);
      }
}

static void
test_tells_utf8 (void)
{
  assert_utf8 ("\x01\x7f", 2, TRUE);
  assert_utf8 ("\xc2\x80", 2, TRUE);
  assert_utf8 ("\xe0\xa0\x80", 3, TRUE);
  assert_utf8 ("\xed\x9f\xbf\xee\x80\x80", 6, TRUE);
  assert_utf8 ("\xef\xbb\xbf", 3, TRUE);
  assert_utf8 ("\xef\xbf\xbf", 3, TRUE);
  assert_utf8 ("\xf0\x90\x80\x80\xf4\x8f\xbf\xbf", 8, TRUE);

  assert_utf8 ("\0", 1, FALSE);
  assert_utf8 ("\x80", 1, FALSE);
  assert_utf8 ("\xc0\x80", 2, FALSE);
  assert_utf8 ("\xc1\xbf", 2, FALSE);
  assert_utf8 ("\xe0\x9f\xbf", 3, FALSE);
  assert_utf8 ("\xed\xa0\x80", 3, FALSE);
  assert_utf8 ("\xed\xbf\xbf", 3, FALSE);
  assert_utf8 ("\xf0\x8f\xbf\xbf", 4, FALSE);
  assert_utf8 ("\xf4\x90\x80\x80", 4, FALSE);
  assert_utf8 ("\xf5\x80\x80\x80", 4, FALSE);
  assert_utf8 ("\xff", 1, FALSE);
  assert_utf8 ("\xc2", 1, FALSE);
  assert_utf8 ("\xe2\x82", 2, FALSE);
  assert_utf8 ("\xf0\x90\x80", 3, FALSE);
}

/* GLib agrees on every character of up to three octets and on what is none, but for U+0000 */
static void
test_utf8_agrees_with_glib (void)
{
  for (guint32 value = 1; value < 0x1000000; value += 7)
    {
      const char text[] = { (char) (value >> 16), (char) (value >> 8), (char) value };
      gboolean has_zero = memchr (text, 0, sizeof text) != NULL;

      g_assert_cmpint (sol_mqtt_utf8_is_valid (text, sizeof text), ==,
                       !has_zero && g_utf8_validate (text, sizeof text, NULL));
    }
}

static void
test_message_holds_octets (void)
{
  g_autoptr (SolMessage) message = NULL;

  message = sol_message_new ("a/bXX", 3, (const guint8 *) "\0\1\2", 3, 2, TRUE, 99);
  g_assert_cmpstr (message->topic, ==, "a/b");
  g_assert_cmpmem (sol_message_get_payload (message), message->payload_len, "\0\1\2", 3);
  g_assert_cmpuint (sol_message_get_payload (message)[3], ==, 0);
  g_assert_cmpuint (message->qos, ==, 2);
  g_assert_cmpuint (message->retain, ==, 1);
  g_assert_cmpint (message->arrived_us, ==, 99);
  g_assert_cmpuint (sol_message_get_size (message), ==, sizeof (SolMessage) + 3 + 3 + 2);
  sol_message_unref (sol_message_ref (message));
  g_assert_cmpstr (message->topic, ==, "a/b");
}

static void
test_message_holds_properties (void)
{
  const gint64 second = G_USEC_PER_SEC;
  g_autoptr (SolMessage) message = sol_message_new_from_parts (&(SolMessageParts) {
      .topic = "a/b",
      .topic_len = 3,
      .payload = (const guint8 *) "\0\1",
      .payload_len = 2,
      .properties = (const guint8 *) "\1\1",
      .properties_len = 2,
      .arrived_us = 5 * second,
      .expires_us = 15 * second,
  });

  g_assert_cmpmem (sol_message_get_payload (message), message->payload_len, "\0\1", 2);
  g_assert_cmpmem (sol_message_get_properties (message), message->properties_len, "\1\1", 2);
  g_assert_cmpuint (sol_message_get_size (message), ==, sizeof (SolMessage) + 3 + 2 + 2 + 2);
  g_assert_cmpuint (sol_message_get_expiry_s (message, 5 * second), ==, 10);
  g_assert_cmpuint (sol_message_get_expiry_s (message, 6 * second - 1), ==, 10);
  g_assert_cmpuint (sol_message_get_expiry_s (message, 16 * second), ==, 0);
  g_assert_false (sol_message_is_expired (message, 15 * second - 1));
  g_assert_true (sol_message_is_expired (message, 15 * second));
}

static void
test_message_may_be_empty (void)
{
  g_autoptr (SolMessage) message = sol_message_new ("t", 1, NULL, 0, 0, FALSE, 0);

  g_assert_cmpuint (message->payload_len, ==, 0);
  g_assert_cmpuint (sol_message_get_payload (message)[0], ==, 0);
  g_assert_cmpuint (message->properties_len, ==, 0);
  g_assert_false (sol_message_is_expired (message, G_MAXINT64 - 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/topic/matches-as-the-table-says", test_matches_as_the_table_says);
  g_test_add_func ("/mqtt/topic/tells-names", test_tells_names);
  g_test_add_func ("/mqtt/topic/tells-filters", test_tells_filters);
  g_test_add_func ("/mqtt/utf8/tells-valid", test_tells_utf8);
  g_test_add_func ("/mqtt/utf8/agrees-with-glib", test_utf8_agrees_with_glib);
  g_test_add_func ("/mqtt/message/holds-octets", test_message_holds_octets);
  g_test_add_func ("/mqtt/message/holds-properties", test_message_holds_properties);
  g_test_add_func ("/mqtt/message/may-be-empty", test_message_may_be_empty);
  return g_test_run ();
}
