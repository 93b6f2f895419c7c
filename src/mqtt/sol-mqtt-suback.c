/* sol-mqtt-suback.c: SUBACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-write-private.h"

#define HEAD_SIZE 2
#define MAX_QOS   2

void
sol_mqtt_suback_write (GByteArray   *out,
                       guint16       packet_id,
                       const guint8 *codes,
                       guint         n)
{
  sol_mqtt_write_header (out, SOL_MQTT_SUBACK << 4, HEAD_SIZE + n);
  sol_mqtt_write_u16 (out, packet_id);
  g_byte_array_append (out, codes, n);
}

static gboolean
codes_are_valid (const guint8 *codes,
                 gsize         n)
{
  for (gsize i = 0; i < n; i++)
    if (codes[i] > MAX_QOS && codes[i] != SOL_MQTT_SUBACK_FAILURE)
      return FALSE;
  return n > 0;
}

gboolean
sol_mqtt_suback_parse (const SolMqttFrame  *frame,
                       guint16             *packet_id,
                       const guint8       **codes,
                       guint               *n,
                       GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);

  *packet_id = sol_mqtt_cursor_u16 (&cursor);
  *codes = cursor.at;
  *n = (guint) sol_mqtt_cursor_left (&cursor);
  if (sol_mqtt_frame_check_flags (frame) && *packet_id != 0 && codes_are_valid (*codes, *n))
    return TRUE;
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                       _("The answer to a subscription is not one of MQTT 3.1.1"));
  return FALSE;
}
