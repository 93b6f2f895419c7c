/* sol-mqtt-error.h: why octets are not MQTT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SOL_MQTT_ERROR (sol_mqtt_error_quark ())

typedef enum
{
  SOL_MQTT_ERROR_MALFORMED,   /* the octets break the grammar: reason 0x81 */
  SOL_MQTT_ERROR_PROTOCOL,    /* well formed, and not allowed here: 0x82 */
  SOL_MQTT_ERROR_TOO_LARGE,   /* over the limit in force: 0x95 */
  SOL_MQTT_ERROR_BAD_TOPIC,   /* not a topic name: 0x90 */
  SOL_MQTT_ERROR_BAD_FILTER,  /* not a topic filter: 0x8F */
  SOL_MQTT_ERROR_BAD_VERSION, /* a protocol level that is not spoken: 0x84 */
  SOL_MQTT_ERROR_BAD_ALIAS,   /* a topic alias that cannot be: 0x94 */
} SolMqttError;

GQuark sol_mqtt_error_quark      (void);

/* The reason code (SolMqttReason) that tells a 5.0 peer of @error; 0x80 for an error of another domain */
guint8 sol_mqtt_error_get_reason (const GError *error);

G_END_DECLS
