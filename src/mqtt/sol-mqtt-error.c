/* sol-mqtt-error.c: why octets are not MQTT
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-error.h"

#include "sol-mqtt-reason.h"

G_DEFINE_QUARK (sol-mqtt-error-quark, sol_mqtt_error)

guint8
sol_mqtt_error_get_reason (const GError *error)
{
  if (error->domain != SOL_MQTT_ERROR)
    return SOL_MQTT_REASON_UNSPECIFIED;
  switch ((SolMqttError) error->code)
    {
    case SOL_MQTT_ERROR_MALFORMED:
      return SOL_MQTT_REASON_MALFORMED;
    case SOL_MQTT_ERROR_PROTOCOL:
      return SOL_MQTT_REASON_PROTOCOL_ERROR;
    case SOL_MQTT_ERROR_TOO_LARGE:
      return SOL_MQTT_REASON_PACKET_TOO_LARGE;
    case SOL_MQTT_ERROR_BAD_TOPIC:
      return SOL_MQTT_REASON_TOPIC_INVALID;
    case SOL_MQTT_ERROR_BAD_FILTER:
      return SOL_MQTT_REASON_FILTER_INVALID;
    case SOL_MQTT_ERROR_BAD_VERSION:
      return SOL_MQTT_REASON_UNSUPPORTED_VERSION;
    case SOL_MQTT_ERROR_BAD_ALIAS:
      return SOL_MQTT_REASON_TOPIC_ALIAS_INVALID;
    default:
      return SOL_MQTT_REASON_UNSPECIFIED;
    }
}
