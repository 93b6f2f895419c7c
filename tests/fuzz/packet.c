/* packet.c: what the targets of the packet families share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The input is an octet for the version, the packet's first octet, whose type is brought into the family, and the
 * body. What is accepted must be accepted again as we write it, and then be written the same.
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "packet.h"

static guint8
choose_type (guint8 first)
{
  guint n = 0;

  while (packet_types[n] != 0)
    n++;
  return packet_types[(first >> 4) % n];
}

static void
check_again (const GByteArray *written,
             guint8            version)
{
  g_autoptr (GByteArray) again = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;
  gssize used = sol_mqtt_frame_next (written->data, written->len, SOL_MQTT_MAX_PACKET, &frame, &error);

  g_assert_no_error (error);
  g_assert_cmpint (used, ==, written->len);
  packet_rewrite (&frame, version, again, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (again->data, again->len, written->data, written->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  SolMqttFrame frame;
  guint8 version;

  if (size < 2)
    return 0;
  version = (guint8) (SOL_MQTT_VERSION_3_1 + data[0] % 3);
  frame = (SolMqttFrame) { data + 2, size - 2, choose_type (data[1]), data[1] & 0x0f };
  g_assert_cmpint (packet_rewrite (&frame, version, out, &error), ==, error == NULL);
  if (error == NULL)
    check_again (out, version);
  return 0;
}
