/* sol-mqtt-disconnect.h: DISCONNECT and AUTH: a reason and properties each
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mqtt-frame.h"
#include "sol-mqtt-reason.h"

G_BEGIN_DECLS

typedef struct
{
  guint8       reason;     /* SolMqttReason */
  SolMqttSlice properties; /* checked */
} SolMqttDisconnect;

#define SOL_MQTT_DISCONNECT_SIZE 4

/**
 * sol_mqtt_disconnect_parse:
 * @frame: a DISCONNECT or an AUTH
 * @version: 3.1 and 3.1.1 have an empty DISCONNECT and no AUTH
 * @disconnect: (out caller-allocates): borrows from @frame
 *
 * Source: MQTT 5.0 §3.14, §3.15: an empty packet is reason 0, one octet a reason without properties.
 * Errors: %SOL_MQTT_ERROR_MALFORMED, %SOL_MQTT_ERROR_PROTOCOL, also for an AUTH with properties and no method.
 */
gboolean sol_mqtt_disconnect_parse (const SolMqttFrame       *frame,
                                    guint8                    version,
                                    SolMqttDisconnect        *disconnect,
                                    GError                  **error);

/* Writes a 5.0 DISCONNECT of @reason without properties; returns octets written: 2 for reason 0, else 3 */
guint    sol_mqtt_disconnect_put   (guint8                    out[SOL_MQTT_DISCONNECT_SIZE],
                                    guint8                    reason);

/* Appends a 5.0 packet of @type, DISCONNECT or AUTH, to @out, in the fewest octets */
void     sol_mqtt_disconnect_write (GByteArray               *out,
                                    guint8                    type,
                                    const SolMqttDisconnect  *disconnect);

G_END_DECLS
