/* sol-mqtt-frame.c: cuts an octet stream into control packets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-frame.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"

#define MAX_LENGTH_OCTETS 4

/* Octets of the length, 0 when more are needed, -1 for a length that is none */
static int
read_length (const guint8 *data,
             gsize         length,
             gsize        *value)
{
  *value = 0;
  for (guint i = 0; i < MAX_LENGTH_OCTETS; i++)
    {
      if (i >= length)
        return 0;
      *value |= (gsize) (data[i] & 0x7f) << (7 * i);
      if (data[i] < 0x80)
        return i > 0 && data[i] == 0 ? -1 : (int) i + 1;
    }
  return -1;
}

static gssize
fail_malformed (GError **error)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                       _("The length of a packet is not a number MQTT can write: "
                         "the other side does not speak MQTT, or octets were lost"));
  return -1;
}

static gssize
fail_too_large (gsize    body_length,
                gsize    limit,
                GError **error)
{
  g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_TOO_LARGE,
               _("A packet of %zu octets is over the limit of %zu: send less at once, or raise the limit"),
               body_length, limit);
  return -1;
}

gssize
sol_mqtt_frame_next_slow (const guint8  *data,
                          gsize          length,
                          gsize          limit,
                          SolMqttFrame  *frame,
                          GError       **error)
{
  gsize body_length;
  int n;

  if (length < 2)
    return 0;
  n = read_length (data + 1, length - 1, &body_length);
  if (n < 0)
    return fail_malformed (error);
  if (n == 0)
    return 0;
  if (body_length > limit)
    return fail_too_large (body_length, limit, error);
  if (length - 1 - n < body_length)
    return 0;
  *frame = (SolMqttFrame) { data + 1 + n, body_length, data[0] >> 4, data[0] & 0x0f };
  return 1 + n + body_length;
}
