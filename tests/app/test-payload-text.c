/* test-payload-text.c: payloads as text, JSON and hex
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-mqtt-properties.h"
#include "sol-payload-text.h"
#include "sol-properties-text.h"

#define OCTETS(text) (const guint8 *) (text), sizeof (text) - 1

static void
test_text_keeps_utf8 (void)
{
  g_autofree char *text = sol_payload_dup_text (OCTETS ("21,5 °C\nsecond\tline"), 100);

  g_assert_cmpstr (text, ==, "21,5 °C\nsecond\tline");
}

static void
test_text_shows_what_cannot_be_read (void)
{
  g_autofree char *text = sol_payload_dup_text (OCTETS ("a\xff\x01z\x7f"), 100);

  g_assert_cmpstr (text, ==, "a�␁z␡");
}

static void
test_text_cut_inside_a_character_stays_valid (void)
{
  for (gsize limit = 0; limit <= 7; limit++)
    {
      g_autofree char *text = sol_payload_dup_text (OCTETS ("°°€"), limit);

      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

static void
test_json_is_indented (void)
{
  g_autofree char *text = sol_payload_dup_json (OCTETS ("{\"a\":[1,2]}"), 100);

  g_assert_cmpstr (text, ==, "{\n  \"a\" : [\n    1,\n    2\n  ]\n}");
}

static void
test_json_is_refused (void)
{
  g_assert_null (sol_payload_dup_json (OCTETS ("21.5"), 100));
  g_assert_null (sol_payload_dup_json (OCTETS (""), 100));
  g_assert_null (sol_payload_dup_json (OCTETS ("{\"a\":"), 100));
  g_assert_null (sol_payload_dup_json (OCTETS ("{\"a\":\"\xff\"}"), 100));
  g_assert_null (sol_payload_dup_json (OCTETS ("{\"a\":1}"), 6));
}

static void
test_hex_aligns_the_last_line (void)
{
  g_autofree char *text = sol_payload_dup_hex (OCTETS ("0123456789abcdef\x01z"), 100);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (lines[0], ==,
                   "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef");
  g_assert_cmpstr (lines[1], ==,
                   "00000010  01 7a                                             .z");
  g_assert_cmpstr (lines[2], ==, "");
}

static void
test_properties_are_lines (void)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();
  SolMessageParts parts = { .topic = "a", .topic_len = 1 };
  g_autoptr (SolMessage) message = NULL;
  g_autofree char *text = NULL;

  sol_mqtt_properties_add_number (block, SOL_MQTT_PROPERTY_PAYLOAD_FORMAT, 1);
  sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_CONTENT_TYPE, "text/plain");
  sol_mqtt_properties_add_data (block, SOL_MQTT_PROPERTY_CORRELATION_DATA, "\x00\xff", 2);
  sol_mqtt_properties_add_pair (block, "site", "Zürich");
  parts.properties = block->data;
  parts.properties_len = block->len;
  message = sol_message_new_from_parts (&parts);
  text = sol_properties_dup_text (message);
  g_assert_cmpstr (text, ==, "Payload Format Indicator: 1\nContent Type: text/plain\nCorrelation Data: 00 ff\n"
                             "site = Zürich\n");
}

static void
test_no_properties_are_no_text (void)
{
  g_autoptr (SolMessage) message = sol_message_new ("a", 1, NULL, 0, 0, FALSE, 0);
  g_autofree char *text = sol_properties_dup_text (message);

  g_assert_cmpstr (text, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payload-text/text-keeps-utf8", test_text_keeps_utf8);
  g_test_add_func ("/payload-text/text-shows-what-cannot-be-read", test_text_shows_what_cannot_be_read);
  g_test_add_func ("/payload-text/text-cut-inside-a-character-stays-valid",
                   test_text_cut_inside_a_character_stays_valid);
  g_test_add_func ("/payload-text/json-is-indented", test_json_is_indented);
  g_test_add_func ("/payload-text/json-is-refused", test_json_is_refused);
  g_test_add_func ("/payload-text/hex-aligns-the-last-line", test_hex_aligns_the_last_line);
  g_test_add_func ("/payload-text/properties-are-lines", test_properties_are_lines);
  g_test_add_func ("/payload-text/no-properties-are-no-text", test_no_properties_are_no_text);
  return g_test_run ();
}
