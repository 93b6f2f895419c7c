/* test-mqtt-subscribe.c: SUBSCRIBE, SUBACK and UNSUBSCRIBE
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-topic.h"

#define TWO "\0\7" "\0\3a/b\1" "\0\1#\2"

static gboolean
parse (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;
  const char *filter;
  guint16 filter_len;
  guint8 options;
  guint n = 0;

  if (!sol_mqtt_subscribe_parse (frame, 4, &subscribe, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (subscribe.packet_id, !=, 0);
  for (; sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options); n++)
    {
      g_assert_true (sol_mqtt_topic_is_filter (filter, filter_len));
      g_assert_cmpuint (options, <=, 2);
    }
  g_assert_cmpuint (n, >, 0);
  return TRUE;
}

static void
test_walks_filters (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_SUBSCRIBE, 2, TWO);
  SolMqttSubscribe subscribe;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  g_assert_true (sol_mqtt_subscribe_parse (&frame, 4, &subscribe, NULL));
  g_assert_cmpuint (subscribe.packet_id, ==, 7);
  g_assert_true (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
  g_assert_cmpmem (filter, filter_len, "a/b", 3);
  g_assert_cmpuint (options, ==, 1);
  g_assert_true (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
  g_assert_cmpmem (filter, filter_len, "#", 1);
  g_assert_cmpuint (options, ==, 2);
  g_assert_false (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame subscribe = FRAME (SOL_MQTT_SUBSCRIBE, 2, TWO);
  SolMqttFrame unsubscribe = FRAME (SOL_MQTT_UNSUBSCRIBE, 2, "\0\7\0\3a/b\0\1#");

  /* The first filter alone is a packet */
  assert_every_prefix (subscribe, parse, 1);
  assert_every_prefix (unsubscribe, parse, 1);
  assert_every_change (subscribe, parse);
  assert_every_change (unsubscribe, parse);
}

static void
assert_error (SolMqttFrame frame,
              gint         code)
{
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;

  g_assert_false (sol_mqtt_subscribe_parse (&frame, 4, &subscribe, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
test_rejects_what_is_wrong (void)
{
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 0, TWO), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_UNSUBSCRIBE, 3, "\0\1\0\1a"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\0\0\1a\0"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (FRAME (SOL_MQTT_UNSUBSCRIBE, 2, "\0\1"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1\0\1a\3"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1\0\1a\x81"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1\0\0\0"), SOL_MQTT_ERROR_BAD_FILTER);
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1\0\2a#\0"), SOL_MQTT_ERROR_BAD_FILTER);
  /* wrong at its end, so that nothing may be done of its beginning */
  assert_error (FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1\0\1a\0\0\1b"), SOL_MQTT_ERROR_MALFORMED);
}

static void
test_written_is_read (void)
{
  const char *filters[] = { "a/b", "#" };
  const guint8 qos[] = { 1, 2 };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint subscribe_len;

  sol_mqtt_subscribe_write (out, 7, NULL, filters, qos, 2);
  subscribe_len = out->len;
  g_assert_cmpuint (out->data[0], ==, 0x82);
  g_assert_cmpmem (out->data + 2, out->len - 2, TWO, sizeof (TWO) - 1);
  sol_mqtt_unsubscribe_write (out, 7, NULL, filters, 2);
  g_assert_cmpmem (out->data + subscribe_len, out->len - subscribe_len,
                   "\xa2\x0a\0\7\0\3a/b\0\1#", 12);
}

static gboolean
parse_suback (const SolMqttFrame *frame)
{
  SolMqttSuback suback;

  return sol_mqtt_suback_parse (frame, 4, &suback, NULL);
}

static void
test_suback_comes_back (void)
{
  const guint8 codes[] = { 0, 1, 2, 0x80 };
  const SolMqttSuback wanted = { .packet_id = 0x0203, .codes = codes, .n = 4 };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttSuback got;
  SolMqttFrame frame;

  sol_mqtt_suback_write (out, SOL_MQTT_SUBACK, 4, &wanted);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 100, &frame, NULL), ==, out->len);
  g_assert_true (sol_mqtt_suback_parse (&frame, 4, &got, NULL));
  g_assert_cmpuint (got.packet_id, ==, 0x0203);
  g_assert_cmpmem (got.codes, got.n, codes, 4);
  assert_every_prefix (frame, parse_suback, 3);
  assert_every_change (frame, parse_suback);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/subscribe/walks-filters", test_walks_filters);
  g_test_add_func ("/mqtt/subscribe/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/subscribe/rejects-what-is-wrong", test_rejects_what_is_wrong);
  g_test_add_func ("/mqtt/subscribe/written-is-read", test_written_is_read);
  g_test_add_func ("/mqtt/suback/comes-back", test_suback_comes_back);
  return g_test_run ();
}
