/* sol-ingest-hints.c: what a message's properties say of its payload
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-hints-private.h"

#include "sol-mqtt-properties.h"

static void
add_property (SolHints              *hints,
              const SolMqttProperty *property)
{
  switch (property->id)
    {
    case SOL_MQTT_PROPERTY_PAYLOAD_FORMAT:
      hints->is_text = property->number == 1;
      break;
    case SOL_MQTT_PROPERTY_CONTENT_TYPE:
      sol_hints_add_content_type (hints, (const char *) property->data.data, property->data.length);
      break;
    case SOL_MQTT_PROPERTY_USER_PROPERTY:
      sol_hints_add_property (hints, (const char *) property->name.data, property->name.length,
                              (const char *) property->data.data, property->data.length);
      break;
    default:
      break;
    }
}

gboolean
sol_ingest_read_hints (const SolMessage *message,
                       SolHints         *hints)
{
  SolMqttPropertyIter iter;
  SolMqttProperty property;

  if (message->properties_len == 0)
    return FALSE;
  *hints = (SolHints) { 0 };
  iter = sol_mqtt_property_iter ((SolMqttSlice) { sol_message_get_properties (message), message->properties_len });
  while (sol_mqtt_property_next (&iter, &property))
    add_property (hints, &property);
  return TRUE;
}
