/* test-mqtt-publish.c: PUBLISH and the acknowledgements
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-ack.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-publish.h"

static gboolean
parse_publish (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  SolMqttPublish publish;

  if (!sol_mqtt_publish_parse (frame, &publish, &error))
    {
      g_assert_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (2 + publish.topic_len + (publish.qos > 0 ? 2 : 0) + publish.payload_len, ==,
                    frame->length);
  g_assert_cmpint (publish.packet_id != 0, ==, publish.qos > 0);
  return TRUE;
}

static gboolean
parse_ack (const SolMqttFrame *frame)
{
  g_autoptr (GError) error = NULL;
  guint16 packet_id;

  if (sol_mqtt_ack_parse (frame, &packet_id, &error))
    {
      g_assert_no_error (error);
      g_assert_cmpuint (packet_id, !=, 0);
      return TRUE;
    }
  g_assert_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED);
  return FALSE;
}

static void
test_reads_all_fields (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_PUBLISH, 0x0d, "\0\3a/b\x12\x34hello");
  SolMqttPublish publish;

  g_assert_true (sol_mqtt_publish_parse (&frame, &publish, NULL));
  g_assert_cmpmem (publish.topic, publish.topic_len, "a/b", 3);
  g_assert_cmpmem (publish.payload, publish.payload_len, "hello", 5);
  g_assert_cmpuint (publish.packet_id, ==, 0x1234);
  g_assert_cmpuint (publish.qos, ==, 2);
  g_assert_true (publish.dup);
  g_assert_true (publish.retain);
}

static void
test_survives_prefixes_and_changes (void)
{
  SolMqttFrame qos0 = FRAME (SOL_MQTT_PUBLISH, 0, "\0\3a/bhi");
  SolMqttFrame qos1 = FRAME (SOL_MQTT_PUBLISH, 2, "\0\3a/b\0\1hi");

  /* A payload may end anywhere, the fields before it may not */
  assert_every_prefix (qos0, parse_publish, 2);
  assert_every_prefix (qos1, parse_publish, 2);
  assert_every_change (qos0, parse_publish);
  assert_every_change (qos1, parse_publish);
}

static void
test_rejects_flags_that_cannot_be (void)
{
  for (guint8 flags = 0; flags < 16; flags++)
    {
      SolMqttFrame frame = FRAME (SOL_MQTT_PUBLISH, flags, "\0\1a\0\1");
      guint qos = flags >> 1 & 3;

      g_assert_cmpint (parse_publish (&frame), ==, qos != 3 && !(qos == 0 && flags >= 8));
    }
}

static void
test_rejects_packet_identifier_0 (void)
{
  SolMqttFrame frame = FRAME (SOL_MQTT_PUBLISH, 2, "\0\1a\0\0x");

  g_assert_false (parse_publish (&frame));
}

static void
assert_comes_back (SolMqttPublish wanted)
{
  g_autofree char *topic = g_strnfill (wanted.topic_len, 't');
  g_autofree guint8 *octets = g_malloc0 (sol_mqtt_publish_head_size (wanted.topic_len)
                                         + wanted.payload_len);
  SolMqttPublish got = { 0 };
  SolMqttFrame frame;
  gsize n;

  wanted.topic = topic;
  n = sol_mqtt_publish_put_head (octets, &wanted);
  g_assert_cmpuint (n, <=, sol_mqtt_publish_head_size (wanted.topic_len));
  g_assert_cmpint (sol_mqtt_frame_next (octets, n + wanted.payload_len, SOL_MQTT_MAX_PACKET, &frame,
                                        NULL), ==, n + wanted.payload_len);
  g_assert_true (sol_mqtt_publish_parse (&frame, &got, NULL));
  g_assert_cmpmem (got.topic, got.topic_len, topic, wanted.topic_len);
  g_assert_cmpuint (got.payload_len, ==, wanted.payload_len);
  g_assert_cmpuint (got.packet_id, ==, wanted.packet_id);
  g_assert_cmpuint (got.qos, ==, wanted.qos);
  g_assert_cmpint (got.dup, ==, wanted.dup);
  g_assert_cmpint (got.retain, ==, wanted.retain);
}

static void
test_comes_back (void)
{
  const gsize lengths[] = { 0, 1, 100, 124, 125, 16376, 16400, 2097200 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      assert_comes_back ((SolMqttPublish) { .topic_len = 1, .payload_len = lengths[i] });
      assert_comes_back ((SolMqttPublish) { .topic_len = 65535,
                                            .payload_len = lengths[i],
                                            .packet_id = 65535,
                                            .qos = 2,
                                            .dup = TRUE,
                                            .retain = TRUE });
    }
}

static void
test_ack_comes_back (void)
{
  const guint8 types[] = { SOL_MQTT_PUBACK, SOL_MQTT_PUBREC, SOL_MQTT_PUBREL, SOL_MQTT_PUBCOMP,
                           SOL_MQTT_UNSUBACK };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      guint8 octets[SOL_MQTT_ACK_SIZE];
      SolMqttFrame frame;
      guint16 packet_id;

      sol_mqtt_ack_put (octets, types[i], 0xfe01);
      g_assert_cmpint (sol_mqtt_frame_next (octets, 4, 10, &frame, NULL), ==, 4);
      g_assert_cmpuint (frame.type, ==, types[i]);
      g_assert_true (sol_mqtt_ack_parse (&frame, &packet_id, NULL));
      g_assert_cmpuint (packet_id, ==, 0xfe01);
      assert_every_prefix (frame, parse_ack, 0);
    }
}

static void
test_ack_rejects_what_is_not_one (void)
{
  SolMqttFrame zero = FRAME (SOL_MQTT_PUBACK, 0, "\0\0");
  SolMqttFrame longer = FRAME (SOL_MQTT_PUBACK, 0, "\0\1\0");
  SolMqttFrame flagged = FRAME (SOL_MQTT_PUBACK, 2, "\0\1");
  SolMqttFrame unflagged = FRAME (SOL_MQTT_PUBREL, 0, "\0\1");

  g_assert_false (parse_ack (&zero));
  g_assert_false (parse_ack (&longer));
  g_assert_false (parse_ack (&flagged));
  g_assert_false (parse_ack (&unflagged));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/publish/reads-all-fields", test_reads_all_fields);
  g_test_add_func ("/mqtt/publish/survives-prefixes-and-changes",
                   test_survives_prefixes_and_changes);
  g_test_add_func ("/mqtt/publish/rejects-flags-that-cannot-be", test_rejects_flags_that_cannot_be);
  g_test_add_func ("/mqtt/publish/rejects-packet-identifier-0", test_rejects_packet_identifier_0);
  g_test_add_func ("/mqtt/publish/comes-back", test_comes_back);
  g_test_add_func ("/mqtt/ack/comes-back", test_ack_comes_back);
  g_test_add_func ("/mqtt/ack/rejects-what-is-not-one", test_ack_rejects_what_is_not_one);
  return g_test_run ();
}
