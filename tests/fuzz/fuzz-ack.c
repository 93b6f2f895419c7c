/* fuzz-ack.c: PUBACK, PUBREC, PUBREL and PUBCOMP of 3.1.1 and 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "packet.h"
#include "sol-mqtt-ack.h"

const guint8 packet_types[] = { SOL_MQTT_PUBACK, SOL_MQTT_PUBREC, SOL_MQTT_PUBREL, SOL_MQTT_PUBCOMP, 0 };

gboolean
packet_rewrite (const SolMqttFrame  *frame,
                guint8               version,
                GByteArray          *out,
                GError             **error)
{
  SolMqttAck ack = { 0 };

  if (version == SOL_MQTT_VERSION_5_0 ? !sol_mqtt_ack_parse_v5 (frame, &ack, error)
                                      : !sol_mqtt_ack_parse (frame, &ack.packet_id, error))
    return FALSE;
  g_assert_cmpuint (ack.packet_id, !=, 0);
  sol_mqtt_ack_write (out, frame->type, &ack);
  return TRUE;
}
