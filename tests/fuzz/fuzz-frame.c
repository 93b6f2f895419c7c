/* fuzz-frame.c: a stream is cut into the same packets however it arrives
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "sol-mqtt-frame.h"

#define LIMIT 1000

/* What is known of fewer octets: nothing yet, or the same answer */
static void
check_beginning (const guint8 *data,
                 gsize         length,
                 gsize         n,
                 gssize        used)
{
  SolMqttFrame frame;
  gssize early = sol_mqtt_frame_next (data, n, LIMIT, &frame, NULL);

  if (used > 0)
    g_assert_cmpint (early, ==, n < (gsize) used ? 0 : used);
  else if (early != 0)
    g_assert_cmpint (early, ==, used);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  gsize at = 0;

  while (at < size)
    {
      g_autoptr (GError) error = NULL;
      SolMqttFrame frame;
      gssize used = sol_mqtt_frame_next (data + at, size - at, LIMIT, &frame, &error);

      g_assert_cmpint (used < 0, ==, error != NULL);
      g_assert_cmpint (used, <=, (gssize) (size - at));
      for (gsize n = 0; n < MIN (size - at, 8); n++)
        check_beginning (data + at, size - at, n, used);
      if (used <= 0)
        break;
      g_assert_cmpuint (frame.length, <=, LIMIT);
      g_assert_cmpuint (sol_mqtt_length_size (frame.length) + 1 + frame.length, ==, (gsize) used);
      g_assert_true (frame.body + frame.length == data + at + used);
      at += (gsize) used;
    }
  return 0;
}
