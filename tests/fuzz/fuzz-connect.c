/* fuzz-connect.c: CONNECT and CONNACK of 3.1, 3.1.1 and 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "packet.h"
#include "sol-mqtt-connect.h"

const guint8 packet_types[] = { SOL_MQTT_CONNECT, SOL_MQTT_CONNACK, 0 };

gboolean
packet_rewrite (const SolMqttFrame  *frame,
                guint8               version,
                GByteArray          *out,
                GError             **error)
{
  SolMqttConnect connect;
  SolMqttConnack connack;

  if (frame->type == SOL_MQTT_CONNECT)
    {
      if (!sol_mqtt_connect_parse (frame, &connect, error))
        return FALSE;
      sol_mqtt_connect_write (&connect, out);
      return TRUE;
    }
  if (!sol_mqtt_connack_parse (frame, version, &connack, error))
    return FALSE;
  sol_mqtt_connack_write (out, version, &connack);
  return TRUE;
}
