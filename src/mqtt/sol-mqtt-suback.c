/* sol-mqtt-suback.c: SUBACK and UNSUBACK
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-reason.h"
#include "sol-mqtt-subscribe.h"
#include "sol-mqtt-write-private.h"

#define HEAD_SIZE 2
#define MAX_QOS   2

void
sol_mqtt_suback_write (GByteArray          *out,
                       guint8               type,
                       guint8               version,
                       const SolMqttSuback *suback)
{
  gboolean is_v5 = version >= SOL_MQTT_VERSION_5_0;
  guint n = is_v5 || type == SOL_MQTT_SUBACK ? suback->n : 0;

  sol_mqtt_write_header (
      out, (guint8) (type << 4),
      HEAD_SIZE + n + (is_v5 ? sol_mqtt_properties_size (suback->properties.length) : 0));
  sol_mqtt_write_u16 (out, suback->packet_id);
  if (is_v5)
    sol_mqtt_write_properties (out, suback->properties);
  if (n > 0)
    g_byte_array_append (out, suback->codes, n);
}

static gboolean
code_is_valid (guint8 type,
               guint8 version,
               guint8 code)
{
  if (version >= SOL_MQTT_VERSION_5_0)
    return sol_mqtt_reason_is_valid (type, code);
  return code <= MAX_QOS || code == SOL_MQTT_SUBACK_FAILURE;
}

static gboolean
codes_are_valid (const SolMqttSuback *suback,
                 guint8               type,
                 guint8               version)
{
  if (version < SOL_MQTT_VERSION_5_0 && type == SOL_MQTT_UNSUBACK)
    return suback->n == 0;
  for (guint i = 0; i < suback->n; i++)
    if (!code_is_valid (type, version, suback->codes[i]))
      return FALSE;
  return suback->n > 0;
}

gboolean
sol_mqtt_suback_parse (const SolMqttFrame  *frame,
                       guint8               version,
                       SolMqttSuback       *suback,
                       GError             **error)
{
  SolMqttCursor cursor = sol_mqtt_cursor (frame->body, frame->length);

  *suback = (SolMqttSuback) { .packet_id = sol_mqtt_cursor_u16 (&cursor) };
  if (version >= SOL_MQTT_VERSION_5_0)
    suback->properties = sol_mqtt_cursor_properties (&cursor);
  suback->codes = cursor.at;
  suback->n = (guint) sol_mqtt_cursor_left (&cursor);
  if (!cursor.failed && sol_mqtt_frame_check_flags (frame) && suback->packet_id != 0
      && codes_are_valid (suback, frame->type, version))
    return sol_mqtt_properties_check (suback->properties, frame->type, error);
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_MALFORMED,
                       _("The answer to a subscription is not one of MQTT"));
  return FALSE;
}
