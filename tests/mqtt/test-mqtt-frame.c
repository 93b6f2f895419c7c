/* test-mqtt-frame.c: packets are cut out of a stream
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-error.h"

#define LIMIT 1000

static gssize
next (const char    *octets,
      gsize          length,
      SolMqttFrame  *frame,
      GError       **error)
{
  return sol_mqtt_frame_next ((const guint8 *) octets, length, LIMIT, frame, error);
}

static void
test_takes_one_packet (void)
{
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;

  g_assert_cmpint (next ("\x32\x03" "abc\xc0", 6, &frame, &error), ==, 5);
  g_assert_no_error (error);
  g_assert_cmpuint (frame.type, ==, SOL_MQTT_PUBLISH);
  g_assert_cmpuint (frame.flags, ==, 2);
  g_assert_cmpmem (frame.body, frame.length, "abc", 3);
  g_assert_cmpint (next ("\xc0\x00", 2, &frame, &error), ==, 2);
  g_assert_cmpuint (frame.length, ==, 0);
}

static void
test_waits_for_every_prefix (void)
{
  g_autofree guint8 *octets = g_malloc0 (3 + 300);
  SolMqttFrame frame;

  octets[0] = 0x30;
  octets[1] = 0x80 | (300 & 0x7f);
  octets[2] = 300 >> 7;
  for (gsize n = 0; n < 3 + 300; n++)
    {
      g_autofree guint8 *copy = g_malloc (MAX (n, 1));
      g_autoptr (GError) error = NULL;

      memcpy (copy, octets, n);
      g_assert_cmpint (sol_mqtt_frame_next (copy, n, LIMIT, &frame, &error), ==, 0);
      g_assert_no_error (error);
    }
  g_assert_cmpint (sol_mqtt_frame_next (octets, 303, LIMIT, &frame, NULL), ==, 303);
  g_assert_cmpuint (frame.length, ==, 300);
}

static void
assert_error (const char *octets,
              gsize       length,
              gint        code)
{
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;

  g_assert_cmpint (next (octets, length, &frame, &error), ==, -1);
  g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
test_rejects_five_length_octets (void)
{
  assert_error ("\x10\xff\xff\xff\xff\x01", 6, SOL_MQTT_ERROR_MALFORMED);
  assert_error ("\x10\xff\xff\xff\x80", 5, SOL_MQTT_ERROR_MALFORMED);
}

static void
test_rejects_length_that_is_not_minimal (void)
{
  assert_error ("\x10\x80\x00", 3, SOL_MQTT_ERROR_MALFORMED);
  assert_error ("\x10\x85\x00" "abcde", 8, SOL_MQTT_ERROR_MALFORMED);
  assert_error ("\x10\xff\xff\x00", 4, SOL_MQTT_ERROR_MALFORMED);
}

static void
test_rejects_over_limit_before_the_body (void)
{
  assert_error ("\x30\xe9\x07", 3, SOL_MQTT_ERROR_TOO_LARGE);
  assert_error ("\x30\xff\xff\xff\x7f", 5, SOL_MQTT_ERROR_TOO_LARGE);
}

static void
test_applies_small_limits (void)
{
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;

  g_assert_cmpint (sol_mqtt_frame_next ((const guint8 *) "\x30\x03" "abc", 5, 2, &frame, &error),
                   ==, -1);
  g_assert_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_TOO_LARGE);
}

static void
test_header_comes_back (void)
{
  const gsize lengths[] = { 0, 1, 127, 128, 16383, 16384, 2097151, 2097152, SOL_MQTT_MAX_PACKET };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GError) error = NULL;
      SolMqttFrame frame;
      guint8 octets[5];
      guint n = sol_mqtt_frame_put_header (octets, 0x30, lengths[i]);

      g_assert_cmpuint (n, ==, 1 + sol_mqtt_length_size (lengths[i]));
      g_assert_cmpint (sol_mqtt_frame_next (octets, n, SOL_MQTT_MAX_PACKET, &frame, &error), ==,
                       lengths[i] == 0 ? 2 : 0);
      g_assert_no_error (error);
      if (lengths[i] == 0)
        continue;
      g_assert_cmpint (sol_mqtt_frame_next (octets, n, lengths[i] - 1, &frame, &error), ==, -1);
      g_assert_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_TOO_LARGE);
    }
}

static void
test_knows_flags_of_every_type (void)
{
  for (guint8 type = 0; type < 16; type++)
    for (guint8 flags = 0; flags < 16; flags++)
      {
        SolMqttFrame frame = { NULL, 0, type, flags };
        guint8 wanted = type == 6 || type == 8 || type == 10 ? 2 : 0;

        g_assert_cmpint (sol_mqtt_frame_check_flags (&frame), ==, type == 3 || flags == wanted);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/frame/takes-one-packet", test_takes_one_packet);
  g_test_add_func ("/mqtt/frame/waits-for-every-prefix", test_waits_for_every_prefix);
  g_test_add_func ("/mqtt/frame/rejects-five-length-octets", test_rejects_five_length_octets);
  g_test_add_func ("/mqtt/frame/rejects-length-that-is-not-minimal",
                   test_rejects_length_that_is_not_minimal);
  g_test_add_func ("/mqtt/frame/rejects-over-limit-before-the-body",
                   test_rejects_over_limit_before_the_body);
  g_test_add_func ("/mqtt/frame/applies-small-limits", test_applies_small_limits);
  g_test_add_func ("/mqtt/frame/header-comes-back", test_header_comes_back);
  g_test_add_func ("/mqtt/frame/knows-flags-of-every-type", test_knows_flags_of_every_type);
  return g_test_run ();
}
