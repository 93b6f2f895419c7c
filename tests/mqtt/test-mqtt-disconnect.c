/* test-mqtt-disconnect.c: DISCONNECT and AUTH
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-disconnect.h"
#include "sol-mqtt-error.h"

static gboolean
parse_with (const SolMqttFrame *frame,
            guint8              version)
{
  g_autoptr (GError) error = NULL;
  SolMqttDisconnect disconnect;

  if (!sol_mqtt_disconnect_parse (frame, version, &disconnect, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_true (sol_mqtt_reason_is_valid (frame->type, disconnect.reason));
  return TRUE;
}

static gboolean
parse (const SolMqttFrame *frame)
{
  return parse_with (frame, SOL_MQTT_VERSION_5_0);
}

static void
assert_error (SolMqttFrame frame,
              guint8       version,
              gint         code)
{
  g_autoptr (GError) error = NULL;
  SolMqttDisconnect disconnect;

  g_assert_false (sol_mqtt_disconnect_parse (&frame, version, &disconnect, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
test_all_lengths (void)
{
  SolMqttFrame none = FRAME (SOL_MQTT_DISCONNECT, 0, "");
  SolMqttFrame one = FRAME (SOL_MQTT_DISCONNECT, 0, "\4");
  SolMqttFrame two = FRAME (SOL_MQTT_DISCONNECT, 0, "\x8b\0");
  SolMqttFrame more = FRAME (SOL_MQTT_DISCONNECT, 0, "\0\5\x11\0\0\0\x3c");
  SolMqttDisconnect disconnect;

  g_assert_true (sol_mqtt_disconnect_parse (&none, 5, &disconnect, NULL));
  g_assert_cmpuint (disconnect.reason, ==, 0);
  g_assert_true (sol_mqtt_disconnect_parse (&one, 5, &disconnect, NULL));
  g_assert_cmpuint (disconnect.reason, ==, 4);
  g_assert_true (sol_mqtt_disconnect_parse (&two, 5, &disconnect, NULL));
  g_assert_cmpuint (disconnect.reason, ==, 0x8b);
  g_assert_true (sol_mqtt_disconnect_parse (&more, 5, &disconnect, NULL));
  g_assert_cmpuint (disconnect.properties.length, ==, 5);
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame disconnect = FRAME (SOL_MQTT_DISCONNECT, 0, "\x8e\7\x1f\0\4gone");
  SolMqttFrame auth = FRAME (SOL_MQTT_AUTH, 0, "\x18\4\x15\0\1m");

  /* Nothing, and a reason alone */
  assert_every_prefix (disconnect, parse, 2);
  assert_every_prefix (auth, parse, 2);
  assert_every_change (disconnect, parse);
  assert_every_change (auth, parse);
}

static void
test_rejects_what_is_wrong (void)
{
  assert_error (FRAME (SOL_MQTT_DISCONNECT, 1, ""), 5, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_DISCONNECT, 0, "\1"), 5, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_DISCONNECT, 0, "\0\0x"), 5, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_DISCONNECT, 0, "\0\3\x21\0\1"), 5, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_AUTH, 0, "\x80"), 5, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_DISCONNECT, 0, "\0"), 4, SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_AUTH, 0, ""), 4, SOL_MQTT_ERROR_MALFORMED);
}

static void
assert_comes_back (guint8       type,
                   guint8       reason,
                   SolMqttSlice properties,
                   gsize        length)
{
  const SolMqttDisconnect wanted = { reason, properties };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttDisconnect got;
  SolMqttFrame frame;

  sol_mqtt_disconnect_write (out, type, &wanted);
  g_assert_cmpuint (out->len, ==, length);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 1000, &frame, NULL), ==, out->len);
  g_assert_cmpuint (frame.type, ==, type);
  g_assert_true (sol_mqtt_disconnect_parse (&frame, 5, &got, NULL));
  g_assert_cmpuint (got.reason, ==, reason);
  g_assert_cmpmem (got.properties.data, got.properties.length, properties.data, properties.length);
}

static void
test_written_is_read (void)
{
  const SolMqttSlice none = { NULL, 0 };
  const SolMqttSlice method = { (const guint8 *) "\x15\0\1m", 4 };
  const SolMqttSlice text = { (const guint8 *) "\x1f\0\1r", 4 };
  guint8 octets[SOL_MQTT_DISCONNECT_SIZE];

  assert_comes_back (SOL_MQTT_DISCONNECT, 0, none, 2);
  assert_comes_back (SOL_MQTT_DISCONNECT, 0x8e, none, 3);
  assert_comes_back (SOL_MQTT_DISCONNECT, 0, text, 8);
  assert_comes_back (SOL_MQTT_AUTH, 0x18, method, 8);
  g_assert_cmpuint (sol_mqtt_disconnect_put (octets, 0), ==, 2);
  g_assert_cmpmem (octets, 2, "\xe0\0", 2);
  g_assert_cmpuint (sol_mqtt_disconnect_put (octets, 0x93), ==, 3);
  g_assert_cmpmem (octets, 3, "\xe0\1\x93", 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/disconnect/all-lengths", test_all_lengths);
  g_test_add_func ("/mqtt/disconnect/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/disconnect/rejects-what-is-wrong", test_rejects_what_is_wrong);
  g_test_add_func ("/mqtt/disconnect/written-is-read", test_written_is_read);
  return g_test_run ();
}
