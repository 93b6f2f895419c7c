/* test-mqtt-subscribe-v5.c: SUBSCRIBE, UNSUBSCRIBE and their answers of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-topic.h"

#define ID  "\2\x0b\7"
#define TWO "\0\7" ID "\0\3a/b\x2e" "\0\xa$share/g/#\1"

static gboolean
parse (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;
  SolMqttShared shared;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  if (!sol_mqtt_subscribe_parse (frame, 5, &subscribe, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  while (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options))
    {
      g_assert_cmpuint (options & 3, <=, 2);
      g_assert_cmpuint (options & 0xc0, ==, 0);
      g_assert_true (!sol_mqtt_topic_is_shared (filter, filter_len)
                     || sol_mqtt_topic_split_shared (filter, filter_len, &shared));
    }
  return TRUE;
}

static void
assert_error (SolMqttFrame frame,
              gint         code)
{
  g_autoptr (GError) error = NULL;
  SolMqttSubscribe subscribe;

  g_assert_false (sol_mqtt_subscribe_parse (&frame, 5, &subscribe, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
test_reads_all_fields (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_SUBSCRIBE, 2, TWO);
  SolMqttSubscribe subscribe;
  const char *filter;
  guint16 filter_len;
  guint8 options;

  g_assert_true (sol_mqtt_subscribe_parse (&frame, 5, &subscribe, NULL));
  g_assert_cmpuint (subscribe.packet_id, ==, 7);
  g_assert_cmpuint (subscribe.subscription_id, ==, 7);
  g_assert_cmpuint (subscribe.properties.length, ==, 2);
  g_assert_true (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
  g_assert_cmpmem (filter, filter_len, "a/b", 3);
  g_assert_cmpuint (options, ==, SOL_MQTT_OPTION_NO_LOCAL | SOL_MQTT_OPTION_RETAIN_AS_PUBLISHED | 2
                                     | 2 << SOL_MQTT_OPTION_RETAIN_HANDLING_SHIFT);
  g_assert_true (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
  g_assert_cmpmem (filter, filter_len, "$share/g/#", 10);
  g_assert_false (sol_mqtt_subscribe_next (&subscribe, &filter, &filter_len, &options));
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame subscribe = FRAME (SOL_MQTT_SUBSCRIBE, 2, TWO);
  SolMqttFrame unsubscribe = FRAME (SOL_MQTT_UNSUBSCRIBE, 2, "\0\7\7\x26\0\1k\0\1v\0\3a/b\0\1#");

  assert_every_prefix (subscribe, parse, 1);
  assert_every_prefix (unsubscribe, parse, 1);
  assert_every_change (subscribe, parse);
  assert_every_change (unsubscribe, parse);
}

#define SUBSCRIBE(rest) FRAME (SOL_MQTT_SUBSCRIBE, 2, "\0\1" rest)

static void
test_rejects_what_is_wrong (void)
{
  assert_error (SUBSCRIBE (""), SOL_MQTT_ERROR_MALFORMED);
  assert_error (SUBSCRIBE ("\0"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (SUBSCRIBE ("\2\x0b\0\0\1a\0"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (SUBSCRIBE ("\4\x0b\1\x0b\1\0\1a\0"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (SUBSCRIBE ("\0\0\1a\3"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (SUBSCRIBE ("\0\0\1a\x40"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (SUBSCRIBE ("\0\0\1a\x30"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (SUBSCRIBE ("\0\0\x0a$share/g/a\4"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (SUBSCRIBE ("\0\0\x8$share/g\0"), SOL_MQTT_ERROR_BAD_FILTER);
  assert_error (SUBSCRIBE ("\0\0\x9$share//a\0"), SOL_MQTT_ERROR_BAD_FILTER);
  assert_error (FRAME (SOL_MQTT_UNSUBSCRIBE, 2, "\0\1\2\x0b\1\0\1a"), SOL_MQTT_ERROR_MALFORMED);
}

static void
test_written_is_read (void)
{
  const char *filters[] = { "a/b", "$share/g/#" };
  const guint8 options[] = { 0x2e, 1 };
  const SolMqttSlice id = { (const guint8 *) "\x0b\7", 2 };
  const SolMqttSlice none = { NULL, 0 };
  g_autoptr (GByteArray) out = g_byte_array_new ();

  sol_mqtt_subscribe_write (out, 7, &id, filters, options, 2);
  g_assert_cmpuint (out->data[0], ==, 0x82);
  g_assert_cmpmem (out->data + 2, out->len - 2, TWO, sizeof (TWO) - 1);
  g_byte_array_set_size (out, 0);
  sol_mqtt_unsubscribe_write (out, 7, &none, filters, 1);
  g_assert_cmpmem (out->data, out->len, "\xa2\x8\0\7\0\0\3a/b", 10);
}

static gboolean
parse_suback (const SolMqttFrame *frame)
{
  SolMqttSuback suback;

  return sol_mqtt_suback_parse (frame, 5, &suback, NULL);
}

static void
assert_suback_comes_back (guint8        type,
                          const guint8 *codes,
                          guint         n)
{
  const SolMqttSuback wanted
      = { 0x0203, n, codes, { (const guint8 *) "\x1f\0\2hi", 5 } };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttSuback got;
  SolMqttFrame frame;

  sol_mqtt_suback_write (out, type, 5, &wanted);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 100, &frame, NULL), ==, out->len);
  g_assert_true (sol_mqtt_suback_parse (&frame, 5, &got, NULL));
  g_assert_cmpuint (got.packet_id, ==, 0x0203);
  g_assert_cmpmem (got.codes, got.n, codes, n);
  g_assert_cmpuint (got.properties.length, ==, 5);
  assert_every_prefix (frame, parse_suback, n - 1);
  assert_every_change (frame, parse_suback);
}

static void
test_suback_comes_back (void)
{
  const guint8 granted[] = { 0, 1, 2, 0x80, 0x87, 0x8f, 0xa2 };
  const guint8 removed[] = { 0, 0x11, 0x8f };

  assert_suback_comes_back (SOL_MQTT_SUBACK, granted, G_N_ELEMENTS (granted));
  assert_suback_comes_back (SOL_MQTT_UNSUBACK, removed, G_N_ELEMENTS (removed));
}

static void
test_unsuback_before_5_is_short (void)
{
  const SolMqttSuback wanted = { 7, 1, (const guint8 *) "", { NULL, 0 } };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttSuback got;
  SolMqttFrame frame;

  sol_mqtt_suback_write (out, SOL_MQTT_UNSUBACK, 4, &wanted);
  g_assert_cmpmem (out->data, out->len, "\xb0\2\0\7", 4);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 100, &frame, NULL), ==, 4);
  g_assert_true (sol_mqtt_suback_parse (&frame, 4, &got, NULL));
  g_assert_cmpuint (got.n, ==, 0);
  g_assert_false (parse_suback (&frame));
}

static void
test_shared_filters_are_split (void)
{
  static const char *wrong[] = { "$share",      "$share/",     "$share/g",  "$share/g/", "$share//a",
                                 "$share/+/a",  "$share/g#/a", "$share/g/a#", "$shared/g/a", "share/g/a" };
  SolMqttShared shared;

  g_assert_true (sol_mqtt_topic_split_shared ("$share/group/a/+", 16, &shared));
  g_assert_cmpmem (shared.group, shared.group_len, "group", 5);
  g_assert_cmpmem (shared.filter, shared.filter_len, "a/+", 3);
  g_assert_true (sol_mqtt_topic_split_shared ("$share/g//", 10, &shared));
  g_assert_cmpmem (shared.filter, shared.filter_len, "/", 1);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sol_mqtt_topic_split_shared (wrong[i], strlen (wrong[i]), &shared));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/subscribe-v5/reads-all-fields", test_reads_all_fields);
  g_test_add_func ("/mqtt/subscribe-v5/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/subscribe-v5/rejects-what-is-wrong", test_rejects_what_is_wrong);
  g_test_add_func ("/mqtt/subscribe-v5/written-is-read", test_written_is_read);
  g_test_add_func ("/mqtt/suback-v5/comes-back", test_suback_comes_back);
  g_test_add_func ("/mqtt/unsuback/before-5-is-short", test_unsuback_before_5_is_short);
  g_test_add_func ("/mqtt/topic/shared-filters-are-split", test_shared_filters_are_split);
  return g_test_run ();
}
