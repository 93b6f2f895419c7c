/* test-mqtt-publish-v5.c: PUBLISH and its acknowledgements of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-publish.h"

#define PROPERTIES "\1\1\x23\0\5\x26\0\1k\0\1v"

static gboolean
parse_publish (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttPublish publish;

  if (!sol_mqtt_publish_parse_v5 (frame, &publish, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (2 + publish.topic_len + (publish.qos > 0 ? 2 : 0)
                    + sol_mqtt_properties_size (publish.properties.length) + publish.payload_len,
                    ==, frame->length);
  g_assert_true (publish.topic_len > 0 || publish.topic_alias > 0);
  g_assert_true (sol_mqtt_properties_check (publish.properties, SOL_MQTT_PUBLISH, NULL));
  return TRUE;
}

static void
assert_error (SolMqttFrame frame,
              gint         code)
{
  g_autoptr (GError) error = NULL;
  SolMqttPublish publish;

  g_assert_false (sol_mqtt_publish_parse_v5 (&frame, &publish, &error));
  g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
test_reads_all_fields (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_PUBLISH, 0x0d, "\0\3a/b\x12\x34\x0c" PROPERTIES "hello");
  SolMqttPublish publish;

  g_assert_true (sol_mqtt_publish_parse_v5 (&frame, &publish, NULL));
  g_assert_cmpmem (publish.topic, publish.topic_len, "a/b", 3);
  g_assert_cmpmem (publish.payload, publish.payload_len, "hello", 5);
  g_assert_cmpmem (publish.properties.data, publish.properties.length, PROPERTIES, 12);
  g_assert_cmpuint (publish.topic_alias, ==, 5);
  g_assert_cmpuint (publish.packet_id, ==, 0x1234);
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame plain = FRAME (SOL_MQTT_PUBLISH, 0, "\0\3a/b\0hi");
  SolMqttFrame full = FRAME (SOL_MQTT_PUBLISH, 2, "\0\3a/b\0\1\x0c" PROPERTIES "hi");
  SolMqttFrame alias = FRAME (SOL_MQTT_PUBLISH, 0, "\0\0\3\x23\0\1hi");

  assert_every_prefix (plain, parse_publish, 2);
  assert_every_prefix (full, parse_publish, 2);
  assert_every_prefix (alias, parse_publish, 2);
  assert_every_change (plain, parse_publish);
  assert_every_change (full, parse_publish);
  assert_every_change (alias, parse_publish);
}

static void
test_rejects_what_is_wrong (void)
{
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\1a"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\0\0"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\0\2\1\1"), SOL_MQTT_ERROR_PROTOCOL);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\1a\3\x23\0\0"), SOL_MQTT_ERROR_BAD_ALIAS);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\1a\4\x08\0\1#"), SOL_MQTT_ERROR_BAD_TOPIC);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\1a\3\x21\0\1"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 0, "\0\1a\x80\0x"), SOL_MQTT_ERROR_MALFORMED);
  assert_error (FRAME (SOL_MQTT_PUBLISH, 6, "\0\1a\0\1\0"), SOL_MQTT_ERROR_MALFORMED);
}

static void
assert_comes_back (SolMqttPublish wanted)
{
  g_autofree guint8 *octets
      = g_malloc0 (sol_mqtt_publish_head_size_v5 (wanted.topic_len, wanted.properties.length)
                   + wanted.payload_len);
  SolMqttPublish got = { 0 };
  SolMqttFrame frame;
  gsize n = sol_mqtt_publish_put_head_v5 (octets, &wanted);

  g_assert_cmpuint (
      n, <=, sol_mqtt_publish_head_size_v5 (wanted.topic_len, wanted.properties.length));
  g_assert_cmpint (sol_mqtt_frame_next (octets, n + wanted.payload_len, SOL_MQTT_MAX_PACKET, &frame,
                                        NULL), ==, n + wanted.payload_len);
  g_assert_true (sol_mqtt_publish_parse_v5 (&frame, &got, NULL));
  g_assert_cmpmem (got.topic, got.topic_len, wanted.topic, wanted.topic_len);
  g_assert_cmpmem (got.properties.data, got.properties.length, wanted.properties.data,
                   wanted.properties.length);
  g_assert_cmpuint (got.payload_len, ==, wanted.payload_len);
  g_assert_cmpuint (got.packet_id, ==, wanted.packet_id);
  g_assert_cmpuint (got.qos, ==, wanted.qos);
}

static void
test_comes_back (void)
{
  const gsize lengths[] = { 0, 1, 100, 127, 16384, 2097152 };
  g_autoptr (GByteArray) large = g_byte_array_new ();

  for (guint i = 0; i < 5000; i++)
    sol_mqtt_properties_add_pair (large, "name", "value");
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      SolMqttPublish publish = { .topic = "t", .topic_len = 1, .payload_len = lengths[i] };

      assert_comes_back (publish);
      publish.properties = (SolMqttSlice) { (const guint8 *) PROPERTIES, 12 };
      publish.packet_id = 65535;
      publish.qos = 2;
      assert_comes_back (publish);
      publish.properties = sol_mqtt_properties_of (large);
      assert_comes_back (publish);
    }
}

static gboolean
parse_ack (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttAck ack;

  if (!sol_mqtt_ack_parse_v5 (frame, &ack, &error))
    {
      g_assert_nonnull (error);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (ack.packet_id, !=, 0);
  g_assert_true (sol_mqtt_reason_is_valid (frame->type, ack.reason));
  return TRUE;
}

static void
test_acks_have_three_lengths (void)
{
  SolMqttFrame two = FRAME (SOL_MQTT_PUBACK, 0, "\0\1");
  SolMqttFrame three = FRAME (SOL_MQTT_PUBREC, 0, "\0\1\x87");
  SolMqttFrame four = FRAME (SOL_MQTT_PUBREL, 2, "\0\1\x92\0");
  SolMqttFrame more = FRAME (SOL_MQTT_PUBCOMP, 0, "\0\1\0\5\x1f\0\2hi");
  SolMqttAck ack;

  g_assert_true (sol_mqtt_ack_parse_v5 (&two, &ack, NULL));
  g_assert_cmpuint (ack.reason, ==, 0);
  g_assert_true (sol_mqtt_ack_parse_v5 (&three, &ack, NULL));
  g_assert_cmpuint (ack.reason, ==, 0x87);
  g_assert_true (sol_mqtt_ack_parse_v5 (&four, &ack, NULL));
  g_assert_cmpuint (ack.reason, ==, 0x92);
  g_assert_true (sol_mqtt_ack_parse_v5 (&more, &ack, NULL));
  g_assert_cmpuint (ack.properties.length, ==, 5);
  assert_every_prefix (more, parse_ack, 2);
  assert_every_change (more, parse_ack);
}

static void
test_ack_rejects_what_is_wrong (void)
{
  SolMqttFrame wrong[] = {
    FRAME (SOL_MQTT_PUBACK, 0, "\0\1\x92"),         /* a reason of PUBREL */
    FRAME (SOL_MQTT_PUBREL, 2, "\0\1\x10"),         /* a reason of PUBACK */
    FRAME (SOL_MQTT_PUBREL, 0, "\0\1\0"),           /* flags */
    FRAME (SOL_MQTT_PUBACK, 0, "\0\0\0"),           /* identifier 0 */
    FRAME (SOL_MQTT_PUBACK, 0, "\0\1\0\1"),        /* properties that are not there */
    FRAME (SOL_MQTT_PUBACK, 0, "\0\1\0\0x"),       /* left over */
    FRAME (SOL_MQTT_PUBACK, 0, "\0\1\0\2\1\1"),  /* a property of PUBLISH */
    FRAME (SOL_MQTT_PUBACK, 0, "\0"),
    FRAME (SOL_MQTT_PUBACK, 0, ""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (parse_ack (&wrong[i]));
}

static void
assert_ack_comes_back (guint8       type,
                       guint8       reason,
                       SolMqttSlice properties,
                       gsize        length)
{
  const SolMqttAck wanted = { 0xfe01, reason, properties };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  SolMqttFrame frame;
  SolMqttAck got;

  sol_mqtt_ack_write (out, type, &wanted);
  g_assert_cmpuint (out->len, ==, length);
  g_assert_cmpint (sol_mqtt_frame_next (out->data, out->len, 100, &frame, NULL), ==, out->len);
  g_assert_cmpuint (frame.type, ==, type);
  g_assert_true (sol_mqtt_ack_parse_v5 (&frame, &got, NULL));
  g_assert_cmpuint (got.packet_id, ==, 0xfe01);
  g_assert_cmpuint (got.reason, ==, reason);
  g_assert_cmpmem (got.properties.data, got.properties.length, properties.data, properties.length);
}

static void
test_ack_comes_back (void)
{
  const SolMqttSlice none = { NULL, 0 };
  const SolMqttSlice text = { (const guint8 *) "\x1f\0\1r", 4 };

  for (guint8 type = SOL_MQTT_PUBACK; type <= SOL_MQTT_PUBCOMP; type++)
    {
      guint8 reason = type < SOL_MQTT_PUBREL ? 0x87 : 0x92;

      assert_ack_comes_back (type, 0, none, 4);
      assert_ack_comes_back (type, reason, none, 5);
      assert_ack_comes_back (type, 0, text, 10);
      assert_ack_comes_back (type, reason, text, 10);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/publish-v5/reads-all-fields", test_reads_all_fields);
  g_test_add_func ("/mqtt/publish-v5/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/publish-v5/rejects-what-is-wrong", test_rejects_what_is_wrong);
  g_test_add_func ("/mqtt/publish-v5/comes-back", test_comes_back);
  g_test_add_func ("/mqtt/ack-v5/have-three-lengths", test_acks_have_three_lengths);
  g_test_add_func ("/mqtt/ack-v5/rejects-what-is-wrong", test_ack_rejects_what_is_wrong);
  g_test_add_func ("/mqtt/ack-v5/comes-back", test_ack_comes_back);
  return g_test_run ();
}
