/* sol-cli-print-properties.c: a message's properties as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cli-print-private.h"

#include "sol-mqtt-properties.h"

void
sol_cli_print_add_octets (JsonBuilder  *builder,
                          const char   *name,
                          const guint8 *data,
                          gsize         length)
{
  gboolean is_text = g_utf8_validate_len ((const char *) data, length, NULL);
  g_autofree char *member = is_text ? g_strdup (name) : g_strconcat (name, "_base64", NULL);
  g_autofree char *value
    = is_text ? g_strndup ((const char *) data, length) : g_base64_encode (data, length);

  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gint64       value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/* Those that stand once; the names are the specification's */
static void
add_single (JsonBuilder           *builder,
            const SolMqttProperty *property)
{
  switch (property->id)
    {
    case SOL_MQTT_PROPERTY_PAYLOAD_FORMAT:
      add_number (builder, "payload_format_indicator", property->number);
      break;
    case SOL_MQTT_PROPERTY_CONTENT_TYPE:
      sol_cli_print_add_octets (builder, "content_type", property->data.data, property->data.length);
      break;
    case SOL_MQTT_PROPERTY_RESPONSE_TOPIC:
      sol_cli_print_add_octets (builder, "response_topic", property->data.data, property->data.length);
      break;
    case SOL_MQTT_PROPERTY_CORRELATION_DATA:
      sol_cli_print_add_octets (builder, "correlation_data", property->data.data, property->data.length);
      break;
    default:
      break;
    }
}

static void
add_repeated (JsonBuilder  *builder,
              SolMqttSlice  block,
              guint8        id,
              const char   *name)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (block);
  SolMqttProperty property;

  if (!sol_mqtt_properties_find (block, id, &property))
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  while (sol_mqtt_property_next (&iter, &property))
    if (property.id == id && property.type != SOL_MQTT_PROPERTY_TYPE_PAIR)
      json_builder_add_int_value (builder, property.number);
    else if (property.id == id)
      {
        json_builder_begin_object (builder);
        sol_cli_print_add_octets (builder, "name", property.name.data, property.name.length);
        sol_cli_print_add_octets (builder, "value", property.data.data, property.data.length);
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

void
sol_cli_print_add_properties (JsonBuilder      *builder,
                              const SolMessage *message)
{
  SolMqttSlice block = { sol_message_get_properties (message), message->properties_len };
  SolMqttPropertyIter iter = sol_mqtt_property_iter (block);
  gboolean expires = message->expires_us != SOL_MESSAGE_NEVER;
  SolMqttProperty property;

  if (block.length == 0 && !expires)
    return;
  json_builder_set_member_name (builder, "properties");
  json_builder_begin_object (builder);
  while (sol_mqtt_property_next (&iter, &property))
    add_single (builder, &property);
  if (expires)
    add_number (builder, "message_expiry_interval",
                (message->expires_us - message->arrived_us) / G_USEC_PER_SEC);
  add_repeated (builder, block, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, "subscription_identifiers");
  add_repeated (builder, block, SOL_MQTT_PROPERTY_USER_PROPERTY, "user_properties");
  json_builder_end_object (builder);
}
