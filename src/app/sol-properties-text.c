/* sol-properties-text.c: a message's properties of MQTT 5.0 as lines of text
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-properties-text.h"

#include "sol-mqtt-properties.h"

static void
append_data (GString      *text,
             SolMqttSlice  data)
{
  if (g_utf8_validate_len ((const char *) data.data, data.length, NULL))
    g_string_append_len (text, (const char *) data.data, (gssize) data.length);
  else
    for (gsize i = 0; i < data.length; i++)
      g_string_append_printf (text, i > 0 ? " %02x" : "%02x", data.data[i]);
}

static void
append_property (GString               *text,
                 const SolMqttProperty *property)
{
  if (property->type == SOL_MQTT_PROPERTY_TYPE_PAIR)
    {
      append_data (text, property->name);
      g_string_append (text, " = ");
    }
  else
    g_string_append_printf (text, "%s: ", sol_mqtt_property_get_name (property->id));
  switch (property->type)
    {
    case SOL_MQTT_PROPERTY_TYPE_STRING:
    case SOL_MQTT_PROPERTY_TYPE_BINARY:
    case SOL_MQTT_PROPERTY_TYPE_PAIR:
      append_data (text, property->data);
      break;
    default:
      g_string_append_printf (text, "%u", property->number);
    }
  g_string_append_c (text, '\n');
}

char *
sol_properties_dup_text (const SolMessage *message)
{
  GString *text = g_string_new (NULL);
  SolMqttPropertyIter iter = sol_mqtt_property_iter ((SolMqttSlice) { sol_message_get_properties (message),
                                                                      message->properties_len });
  SolMqttProperty property;

  while (sol_mqtt_property_next (&iter, &property))
    append_property (text, &property);
  return g_string_free (text, FALSE);
}
