/* sol-mqtt-ack.c: the longer acknowledgements, and what is wrong with one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-ack.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-write-private.h"

void
sol_mqtt_ack_explain (const SolMqttFrame  *frame,
                      GError             **error)
{
  if (!sol_mqtt_frame_check_flags (frame))
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) has the reserved flags %x"),
                 (guint) frame->type, (guint) frame->flags);
  else if (frame->length != 2)
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) has %zu octets where MQTT 3.1.1 has 2"),
                 (guint) frame->type, frame->length);
  else
    g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                 _("An acknowledgement (packet type %u) names packet identifier 0"),
                 (guint) frame->type);
}

static gboolean
fail (GError             **error,
      const char          *text,
      const SolMqttFrame  *frame)
{
  g_set_error (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
               _("An acknowledgement (packet type %u) is wrong: %s"), (guint) frame->type, text);
  return FALSE;
}

gboolean
sol_mqtt_ack_parse_long (const SolMqttFrame  *frame,
                         SolMqttAck          *ack,
                         GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);

  ack->packet_id = sol_mqtt_cursor_u16 (&cursor);
  ack->reason = sol_mqtt_cursor_u8 (&cursor);
  if (frame->length > 3)
    ack->properties = sol_mqtt_cursor_properties (&cursor);
  if (!sol_mqtt_frame_check_flags (frame))
    return fail (error, _("it has reserved flags set"), frame);
  if (cursor.failed || sol_mqtt_cursor_left (&cursor) > 0)
    return fail (error, _("it has another length than its fields say"), frame);
  if (ack->packet_id == 0)
    return fail (error, _("it names packet identifier 0"), frame);
  if (!sol_mqtt_reason_is_valid (frame->type, ack->reason))
    return fail (error, _("it has a reason that it cannot have"), frame);
  return sol_mqtt_properties_check (ack->properties, frame->type, error);
}

void
sol_mqtt_ack_write (GByteArray       *out,
                    guint8            type,
                    const SolMqttAck *ack)
{
  gsize length = ack->properties.length;
  guint8 octets[SOL_MQTT_ACK_REASON_SIZE];

  if (length == 0)
    {
      g_byte_array_append (out, octets,
                           sol_mqtt_ack_put_reason (octets, type, ack->packet_id, ack->reason));
      return;
    }
  sol_mqtt_write_header (out, (guint8) (type << 4 | (type == SOL_MQTT_PUBREL ? 2 : 0)),
                         3 + sol_mqtt_properties_size (length));
  sol_mqtt_write_u16 (out, ack->packet_id);
  sol_mqtt_write_u8 (out, ack->reason);
  sol_mqtt_write_properties (out, ack->properties);
}
