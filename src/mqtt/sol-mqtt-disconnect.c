/* sol-mqtt-disconnect.c: DISCONNECT and AUTH
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-disconnect.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-write-private.h"

static gboolean
fail (GError     **error,
      const char  *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED, text);
  return FALSE;
}

static gboolean
read_body (const SolMqttFrame  *frame,
           SolMqttDisconnect   *disconnect,
           GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);

  if (frame->length > 0)
    disconnect->reason = sol_mqtt_cursor_u8 (&cursor);
  if (frame->length > 1)
    disconnect->properties = sol_mqtt_cursor_properties (&cursor);
  if (cursor.failed || sol_mqtt_cursor_left (&cursor) > 0)
    return fail (error, _("A DISCONNECT or AUTH has another length than its fields say"));
  if (!sol_mqtt_reason_is_valid (frame->type, disconnect->reason))
    return fail (error, _("A DISCONNECT or AUTH has a reason that it cannot have"));
  return sol_mqtt_properties_check (disconnect->properties, frame->type, error);
}

gboolean
sol_mqtt_disconnect_parse (const SolMqttFrame  *frame,
                           guint8               version,
                           SolMqttDisconnect   *disconnect,
                           GError             **error)
{
  *disconnect = (SolMqttDisconnect) { 0 };
  if (!sol_mqtt_frame_check_flags (frame))
    return fail (error, _("A DISCONNECT or AUTH has reserved flags set"));
  if (version >= SOL_MQTT_VERSION_5_0)
    return read_body (frame, disconnect, error);
  if (frame->type == SOL_MQTT_AUTH)
    return fail (error, _("An AUTH came, which only MQTT 5.0 has"));
  if (frame->length > 0)
    return fail (error, _("A DISCONNECT is not empty, as it is in MQTT 3.1.1"));
  return TRUE;
}

guint
sol_mqtt_disconnect_put (guint8 out[SOL_MQTT_DISCONNECT_SIZE],
                         guint8 reason)
{
  out[0] = SOL_MQTT_DISCONNECT << 4;
  out[1] = reason != SOL_MQTT_REASON_SUCCESS;
  out[2] = reason;
  return 2 + out[1];
}

void
sol_mqtt_disconnect_write (GByteArray              *out,
                           guint8                   type,
                           const SolMqttDisconnect *disconnect)
{
  gsize length = disconnect->properties.length;
  gboolean has_reason = length > 0 || disconnect->reason != SOL_MQTT_REASON_SUCCESS;

  sol_mqtt_write_header (out, (guint8) (type << 4),
                         has_reason + (length > 0 ? sol_mqtt_properties_size (length) : 0));
  if (has_reason)
    sol_mqtt_write_u8 (out, disconnect->reason);
  if (length > 0)
    sol_mqtt_write_properties (out, disconnect->properties);
}
