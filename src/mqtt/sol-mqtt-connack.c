/* sol-mqtt-connack.c: CONNACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-mqtt-connect.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"
#include "sol-mqtt-write-private.h"

#define HEAD_SIZE 2

static gboolean
fail (GError      **error,
      SolMqttError  code,
      const char   *text)
{
  g_set_error_literal (error, SOL_MQTT_ERROR, code, text);
  return FALSE;
}

guint
sol_mqtt_connack_put (guint8   *out,
                      guint8    version,
                      gboolean  session_present,
                      guint8    code)
{
  gboolean has_properties = version >= SOL_MQTT_VERSION_5_0;

  out[0] = SOL_MQTT_CONNACK << 4;
  out[1] = has_properties ? 3 : 2;
  out[2] = session_present && code == 0;
  out[3] = code;
  if (has_properties)
    out[4] = 0;
  return 2 + out[1];
}

void
sol_mqtt_connack_write (GByteArray           *out,
                        guint8                version,
                        const SolMqttConnack *connack)
{
  gboolean is_v5 = version >= SOL_MQTT_VERSION_5_0;

  sol_mqtt_write_header (
      out, SOL_MQTT_CONNACK << 4,
      HEAD_SIZE + (is_v5 ? sol_mqtt_properties_size (connack->properties.length) : 0));
  sol_mqtt_write_u8 (out, connack->session_present && connack->code == 0);
  sol_mqtt_write_u8 (out, connack->code);
  if (is_v5)
    sol_mqtt_write_properties (out, connack->properties);
}

/* An older server's answer to 5.0: two octets and a code of 3.1.1 */
static gboolean
take_older_refusal (const SolMqttFrame *frame,
                    SolMqttConnack     *connack)
{
  if (frame->length != HEAD_SIZE || connack->code != SOL_MQTT_CONNECT_BAD_VERSION)
    return FALSE;
  connack->code = SOL_MQTT_REASON_UNSUPPORTED_VERSION;
  return TRUE;
}

static gboolean
read_properties (const SolMqttFrame  *frame,
                 SolMqttConnack      *connack,
                 GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);

  if (take_older_refusal (frame, connack))
    return TRUE;
  sol_mqtt_cursor_bytes (&cursor, HEAD_SIZE);
  connack->properties = sol_mqtt_cursor_properties (&cursor);
  if (cursor.failed || sol_mqtt_cursor_left (&cursor) > 0
      || !sol_mqtt_reason_is_valid (SOL_MQTT_CONNACK, connack->code))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNACK is not one of MQTT 5.0"));
  return sol_mqtt_properties_check (connack->properties, SOL_MQTT_CONNACK, error);
}

gboolean
sol_mqtt_connack_parse (const SolMqttFrame  *frame,
                        guint8               version,
                        SolMqttConnack      *connack,
                        GError             **error)
{
  gboolean is_v5 = version >= SOL_MQTT_VERSION_5_0;

  *connack = (SolMqttConnack) { 0 };
  if (!sol_mqtt_frame_check_flags (frame) || frame->length < HEAD_SIZE
      || (!is_v5 && frame->length > HEAD_SIZE) || frame->body[0] > 1)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("A CONNACK is not one of MQTT"));
  connack->session_present = frame->body[0] == 1;
  connack->code = frame->body[1];
  if (connack->session_present && connack->code != SOL_MQTT_CONNECT_ACCEPTED)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL,
                 _("A CONNACK refuses the connection and speaks of a session"));
  return !is_v5 || read_properties (frame, connack, error);
}
