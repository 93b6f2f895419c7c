/* test-mqtt-connect-v5.c: CONNECT and CONNACK of MQTT 5.0 and 3.1
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-connect.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"

#define HEAD   "\0\4MQTT\5"
#define FULL   HEAD "\xf6\0\x3c" "\xf" "\x11\0\0\0\x3c" "\x21\0\x0a" "\x26\0\1k\0\1v" "\0\2id" \
               "\5\x18\0\0\0\5" "\0\3w/t" "\0\2\0\xff" "\0\4user" "\0\2pw"
#define HEAD_3 "\0\6MQIsdp\3"
#define FULL_3 HEAD_3 "\xf6\0\x3c" "\0\2id" "\0\3w/t" "\0\2\0\xff" "\0\4user" "\0\2pw"

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
  g_assert_true (sol_mqtt_properties_check (connect.properties, SOL_MQTT_CONNECT, NULL));
  g_assert_true (sol_mqtt_properties_check (connect.will_properties, SOL_MQTT_WILL, NULL));
  return TRUE;
}

static void
assert_error (SolMqttFrame frame,
              gint         code)
{
  g_autoptr (GError) error = NULL;
  SolMqttConnect connect;

  g_assert_false (sol_mqtt_connect_parse (&frame, &connect, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
  g_assert_cmpuint (connect.version, ==, 5);
}

#define ASSERT_ERROR(body, code) assert_error (FRAME (SOL_MQTT_CONNECT, 0, body), (code))

static void
test_reads_all_fields (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, FULL);
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&frame, &connect, NULL));
  g_assert_cmpuint (connect.version, ==, 5);
  g_assert_cmpuint (connect.properties.length, ==, 15);
  g_assert_cmpuint (sol_mqtt_properties_get_number (connect.properties, 0x11, 0), ==, 60);
  g_assert_cmpuint (sol_mqtt_properties_get_number (connect.properties, 0x21, 0), ==, 10);
  g_assert_cmpuint (sol_mqtt_properties_get_number (connect.will_properties, 0x18, 0), ==, 5);
  g_assert_cmpmem (connect.will_topic.data, connect.will_topic.length, "w/t", 3);
  g_assert_cmpmem (connect.password.data, connect.password.length, "pw", 2);
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_CONNECT, 0, FULL);
  SolMqttFrame older = FRAME (SOL_MQTT_CONNECT, 0, FULL_3);

  assert_every_prefix (frame, parse, 0);
  assert_every_change (frame, parse);
  assert_every_prefix (older, parse, 0);
  assert_every_change (older, parse);
}

static void
test_rules_of_5 (void)
{
  SolMqttFrame password = FRAME (SOL_MQTT_CONNECT, 0, HEAD "\x42\0\0\0\0\0\0\1p");

  g_assert_true (parse (&password));
  ASSERT_ERROR (HEAD "\3\0\0\0\0\0", SOL_MQTT_ERROR_MALFORMED);
  ASSERT_ERROR (HEAD "\2\0\0\3\x21\0\0\0\0", SOL_MQTT_ERROR_PROTOCOL);
  ASSERT_ERROR (HEAD "\2\0\0\3\x23\0\1\0\0", SOL_MQTT_ERROR_MALFORMED);
  ASSERT_ERROR (HEAD "\2\0\0\x81\0\0\0", SOL_MQTT_ERROR_MALFORMED);
  ASSERT_ERROR (HEAD "\2\0\0\x7f\0\0", SOL_MQTT_ERROR_MALFORMED);
  ASSERT_ERROR (HEAD "\6\0\0\0\0\0\5\x11\0\0\0\1\0\1w\0\0", SOL_MQTT_ERROR_MALFORMED);
}

static void
test_rules_of_3_1 (void)
{
  SolMqttFrame reserved = FRAME (SOL_MQTT_CONNECT, 0, HEAD_3 "\3\0\0\0\1a");
  SolMqttFrame password = FRAME (SOL_MQTT_CONNECT, 0, HEAD_3 "\x42\0\0\0\1a\0\1p");
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&reserved, &connect, NULL));
  g_assert_cmpuint (connect.version, ==, 3);
  g_assert_false (parse (&password));
}

static void
assert_comes_back (SolMqttFrame frame)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttConnect connect;

  g_assert_true (sol_mqtt_connect_parse (&frame, &connect, NULL));
  sol_mqtt_connect_write (&connect, out);
  g_assert_cmpmem (out->data + 2, out->len - 2, frame.body, frame.length);
}

static void
test_comes_back (void)
{
  assert_comes_back (FRAME (SOL_MQTT_CONNECT, 0, FULL));
  assert_comes_back (FRAME (SOL_MQTT_CONNECT, 0, FULL_3));
}

static gboolean
parse_connack (const SolMqttFrame *frame)
{
  SolMqttConnack connack;

  return sol_mqtt_connack_parse (frame, 5, &connack, NULL);
}

static void
test_connack_comes_back (void)
{
  static const char properties[] = "\x12\0\3abc\x13\0\x3c\x21\0\5\x27\0\1\0\0\x1f\0\2hi";
  const SolMqttConnack wanted
      = { TRUE, 0, { (const guint8 *) properties, sizeof (properties) - 1 } };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttConnack got;
  SolMqttFrame frame;

  sol_mqtt_connack_write (out, 5, &wanted);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 100, &frame, NULL), ==, out->len);
  g_assert_true (sol_mqtt_connack_parse (&frame, 5, &got, NULL));
  g_assert_true (got.session_present);
  g_assert_cmpmem (got.properties.data, got.properties.length, properties, sizeof (properties) - 1);
  assert_every_prefix (frame, parse_connack, 0);
  assert_every_change (frame, parse_connack);
  g_byte_array_set_size (out, 0);
  sol_mqtt_connack_write (out, 4, &wanted);
  g_assert_cmpmem (out->data, out->len, "\x20\2\1\0", 4);
}

static void
test_connack_of_an_older_server (void)
{
  SolMqttFrame older = FRAME (SOL_MQTT_CONNACK, 0, "\0\1");
  SolMqttFrame other = FRAME (SOL_MQTT_CONNACK, 0, "\0\0");
  SolMqttFrame wrong = FRAME (SOL_MQTT_CONNACK, 0, "\0\1\0");
  SolMqttConnack connack;

  g_assert_true (sol_mqtt_connack_parse (&older, 5, &connack, NULL));
  g_assert_cmpuint (connack.code, ==, SOL_MQTT_REASON_UNSUPPORTED_VERSION);
  g_assert_false (parse_connack (&other));
  g_assert_false (parse_connack (&wrong));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/connect-v5/reads-all-fields", test_reads_all_fields);
  g_test_add_func ("/mqtt/connect-v5/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/connect-v5/rules-of-5", test_rules_of_5);
  g_test_add_func ("/mqtt/connect-v5/rules-of-3.1", test_rules_of_3_1);
  g_test_add_func ("/mqtt/connect-v5/comes-back", test_comes_back);
  g_test_add_func ("/mqtt/connack-v5/comes-back", test_connack_comes_back);
  g_test_add_func ("/mqtt/connack-v5/of-an-older-server", test_connack_of_an_older_server);
  return g_test_run ();
}
