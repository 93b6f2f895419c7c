/* test-mqtt-connect.c: CONNECT and CONNACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-topic.h"

#define HEAD "\0\4MQTT\4"
#define FULL HEAD "\xf6\x00\x3c" "\0\2id" "\0\3w/t" "\0\2\0\xff" "\0\4user" "\0\2pw"

static gboolean
slice_is_text (SolMqttSlice slice)
{
  return sol_mqtt_utf8_is_valid ((const char *) slice.data, slice.length);
}

static gboolean
parse (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttConnect connect;

  if (!sol_mqtt_connect_parse (frame, &connect, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (connect.version, >=, 4);
  g_assert_cmpuint (connect.version, <=, 5);
  g_assert_cmpuint (connect.will_qos, <=, 2);
  g_assert_true (slice_is_text (connect.client_id));
  g_assert_true (slice_is_text (connect.user_name));
  g_assert_true (connect.version == 5 || connect.has_user_name || !connect.has_password);
  if (connect.has_will)
    g_assert_true (sol_mqtt_topic_is_name ((const char *) connect.will_topic.data,
                                           connect.will_topic.length));
  return TRUE;
}

static void
assert_error (const char *body,
              gsize       length,
              guint8      flags,
              gint        code,
              guint8      version)
{
  SolMqttFrame frame = frame_of (SOL_MQTT_CONNECT, flags, (const guint8 *) body, length);
  g_autoptr (GError) error = NULL;
  SolMqttConnect connect;

  g_assert_false (sol_mqtt_connect_parse (&frame, &connect, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
  g_assert_cmpuint (connect.version, ==, version);
}

#define ASSERT_ERROR(body, code) assert_error (body, sizeof (body) - 1, 0, (code), 4)

static void
test_reads_all_fields (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, FULL);
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&frame, &connect, NULL));
  g_assert_true (connect.clean_session);
  g_assert_cmpuint (connect.keep_alive_s, ==, 60);
  g_assert_cmpmem (connect.client_id.data, connect.client_id.length, "id", 2);
  g_assert_true (connect.has_will && connect.will_retain);
  g_assert_cmpuint (connect.will_qos, ==, 2);
  g_assert_cmpmem (connect.will_topic.data, connect.will_topic.length, "w/t", 3);
  g_assert_cmpmem (connect.will_payload.data, connect.will_payload.length, "\0\xff", 2);
  g_assert_cmpmem (connect.user_name.data, connect.user_name.length, "user", 4);
  g_assert_cmpmem (connect.password.data, connect.password.length, "pw", 2);
}

static void
test_reads_the_least (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, HEAD "\2\0\0\0\0");
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&frame, &connect, NULL));
  g_assert_cmpuint (connect.client_id.length, ==, 0);
  g_assert_false (connect.has_will || connect.has_user_name || connect.has_password);
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, FULL);

  assert_every_prefix (frame, parse, 0);
  assert_every_change (frame, parse);
}

static void
test_tells_versions (void)
{
  assert_error ("\0\4MQTT\6\2\0\0\0\0\0", 13, 0, SOL_MQTT_ERROR_BAD_VERSION, 6);
  assert_error ("\0\4MQTT\6", 7, 0, SOL_MQTT_ERROR_BAD_VERSION, 6);
  assert_error ("\0\4MQTT\3\2\0\0\0\0", 12, 0, SOL_MQTT_ERROR_BAD_VERSION, 3);
  assert_error ("\0\4MQTT\x84\2\0\0\0\0", 12, 0, SOL_MQTT_ERROR_BAD_VERSION, 0x84);
  assert_error ("\0\6MQIsdp\4\2\0\0\0\0", 14, 0, SOL_MQTT_ERROR_BAD_VERSION, 4);
  assert_error ("\0\4mqtt\4\2\0\0\0\0", 12, 0, SOL_MQTT_ERROR_PROTOCOL, 0);
  assert_error ("\0\4MQT", 5, 0, SOL_MQTT_ERROR_MALFORMED, 0);
}

static void
test_rejects_flags_that_cannot_be (void)
{
  assert_error (HEAD "\2\0\0\0\0", 12, 1, SOL_MQTT_ERROR_MALFORMED, 0);
  ASSERT_ERROR (HEAD "\3\0\0\0\0", SOL_MQTT_ERROR_MALFORMED);          /* reserved */
  ASSERT_ERROR (HEAD "\x1e\0\0\0\0\0\1w\0\0", SOL_MQTT_ERROR_MALFORMED); /* will QoS 3 */
  ASSERT_ERROR (HEAD "\x0a\0\0\0\0", SOL_MQTT_ERROR_MALFORMED);        /* QoS without a will */
  ASSERT_ERROR (HEAD "\x22\0\0\0\0", SOL_MQTT_ERROR_MALFORMED);        /* retain without one */
  ASSERT_ERROR (HEAD "\x42\0\0\0\0\0\1p", SOL_MQTT_ERROR_PROTOCOL);   /* password alone */
}

static void
test_rejects_wrong_fields (void)
{
  ASSERT_ERROR (HEAD "\2\0\0\0\0x", SOL_MQTT_ERROR_MALFORMED);           /* left over */
  ASSERT_ERROR (HEAD "\2\0\0\0\2a", SOL_MQTT_ERROR_MALFORMED);           /* too short */
  ASSERT_ERROR (HEAD "\2\0\0\0\1\0", SOL_MQTT_ERROR_MALFORMED);          /* U+0000 */
  ASSERT_ERROR (HEAD "\x82\0\0\0\0\0\1\xff", SOL_MQTT_ERROR_MALFORMED); /* user name */
  ASSERT_ERROR (HEAD "\6\0\0\0\0\0\1#\0\0", SOL_MQTT_ERROR_BAD_TOPIC);
  ASSERT_ERROR (HEAD "\6\0\0\0\0\0\0\0\0", SOL_MQTT_ERROR_BAD_TOPIC);
}

static void
test_comes_back (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, FULL);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&frame, &connect, NULL));
  sol_mqtt_connect_write (&connect, out);
  g_assert_cmpuint (out->data[0], ==, 0x10);
  g_assert_cmpuint (out->data[1], ==, sizeof (FULL) - 1);
  g_assert_cmpmem (out->data + 2, out->len - 2, FULL, sizeof (FULL) - 1);
}

static gboolean
parse_connack (const SolMqttFrame *frame)
{
  SolMqttConnack connack;

  return sol_mqtt_connack_parse (frame, 4, &connack, NULL);
}

static void
test_connack_has_two_shapes (void)
{
  guint8 octets[5];

  g_assert_cmpuint (sol_mqtt_connack_put (octets, 4, TRUE, 0), ==, 4);
  g_assert_cmpmem (octets, 4, "\x20\2\1\0", 4);
  g_assert_cmpuint (sol_mqtt_connack_put (octets, 4, TRUE, 5), ==, 4);
  g_assert_cmpmem (octets, 4, "\x20\2\0\5", 4);
  g_assert_cmpuint (sol_mqtt_connack_put (octets, 5, FALSE, 0x84), ==, 5);
  g_assert_cmpmem (octets, 5, "\x20\3\0\x84\0", 5);
}

static void
test_connack_is_read (void)
{
  SolMqttFrame good = FRAME (SOL_MQTT_CONNACK, 0, "\1\0");
  SolMqttFrame refused = FRAME (SOL_MQTT_CONNACK, 0, "\0\4");
  SolMqttConnack connack;

  g_assert_true (sol_mqtt_connack_parse (&good, 4, &connack, NULL));
  g_assert_true (connack.session_present);
  g_assert_cmpuint (connack.code, ==, 0);
  g_assert_true (sol_mqtt_connack_parse (&refused, 4, &connack, NULL));
  g_assert_false (connack.session_present);
  g_assert_cmpuint (connack.code, ==, 4);
  assert_every_prefix (good, parse_connack, 0);
  assert_every_change (good, parse_connack);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/connect/reads-all-fields", test_reads_all_fields);
  g_test_add_func ("/mqtt/connect/reads-the-least", test_reads_the_least);
  g_test_add_func ("/mqtt/connect/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/connect/tells-versions", test_tells_versions);
  g_test_add_func ("/mqtt/connect/rejects-flags-that-cannot-be", test_rejects_flags_that_cannot_be);
  g_test_add_func ("/mqtt/connect/rejects-wrong-fields", test_rejects_wrong_fields);
  g_test_add_func ("/mqtt/connect/comes-back", test_comes_back);
  g_test_add_func ("/mqtt/connack/has-two-shapes", test_connack_has_two_shapes);
  g_test_add_func ("/mqtt/connack/is-read", test_connack_is_read);
  return g_test_run ();
}
