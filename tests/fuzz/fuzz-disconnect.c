/* fuzz-disconnect.c: DISCONNECT and AUTH
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "packet.h"
#include "sol-mqtt-disconnect.h"

const guint8 packet_types[] = { SOL_MQTT_DISCONNECT, SOL_MQTT_AUTH, 0 };

gboolean
packet_rewrite (const SolMqttFrame  *frame,
                guint8               version,
                GByteArray          *out,
                GError             **error)
{
  SolMqttDisconnect disconnect;

  if (!sol_mqtt_disconnect_parse (frame, version, &disconnect, error))
    return FALSE;
  sol_mqtt_disconnect_write (out, frame->type, &disconnect);
  return TRUE;
}
