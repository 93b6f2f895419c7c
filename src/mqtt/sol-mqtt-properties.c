/* sol-mqtt-properties.c: reads and checks the properties of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mqtt-properties.h"

#include <glib/gi18n.h>

#include "sol-mqtt-error.h"
#include "sol-mqtt-property-table-private.h"
#include "sol-mqtt-topic.h"

SolMqttSlice
sol_mqtt_cursor_properties (SolMqttCursor *cursor)
{
  gsize length = sol_mqtt_cursor_length (cursor);
  const guint8 *data = sol_mqtt_cursor_bytes (cursor, length);

  return (SolMqttSlice) { data, cursor->failed ? 0 : length };
}

static SolMqttSlice
read_field (SolMqttCursor *cursor)
{
  guint16 length;
  const guint8 *data = sol_mqtt_cursor_field (cursor, &length);

  return (SolMqttSlice) { data, cursor->failed ? 0 : length };
}

static void
read_value (SolMqttCursor   *cursor,
            SolMqttProperty *property)
{
  switch ((SolMqttPropertyType) property->type)
    {
    case SOL_MQTT_PROPERTY_TYPE_BYTE:
      property->number = sol_mqtt_cursor_u8 (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_TWO_BYTE:
      property->number = sol_mqtt_cursor_u16 (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_FOUR_BYTE:
      property->number = sol_mqtt_cursor_u32 (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_VARIABLE:
      property->number = sol_mqtt_cursor_length (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_PAIR:
      property->name = read_field (cursor);
      property->data = read_field (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_STRING:
    case SOL_MQTT_PROPERTY_TYPE_BINARY:
      property->data = read_field (cursor);
      break;
    case SOL_MQTT_PROPERTY_TYPE_NONE:
    default:
      cursor->failed = TRUE;
    }
}

/* An identifier is a variable byte integer; those there are fit into one octet, so a longer one is unknown */
gboolean
sol_mqtt_property_next (SolMqttPropertyIter *iter,
                        SolMqttProperty     *property)
{
  const guint8 *begin = iter->at;

  if (sol_mqtt_cursor_left (iter) == 0)
    return FALSE;
  *property = (SolMqttProperty) { .id = sol_mqtt_cursor_u8 (iter) };
  property->type = sol_mqtt_property_get_type (property->id);
  read_value (iter, property);
  if (iter->failed)
    iter->at = iter->end;
  property->raw = (SolMqttSlice) { begin, iter->at - begin };
  return !iter->failed;
}

static gboolean
fail (GError                **error,
      SolMqttError            code,
      const char             *text,
      const SolMqttProperty  *property)
{
  const char *name = sol_mqtt_property_get_name (property->id);

  g_set_error (error, SOL_MQTT_ERROR, code, _("The property %s (0x%02x) is wrong: %s"),
               name != NULL ? name : _("unknown"), (guint) property->id, text);
  return FALSE;
}

static gboolean
is_text (SolMqttSlice slice)
{
  return sol_mqtt_utf8_is_valid ((const char *) slice.data, slice.length);
}

static gboolean
check_number (const SolMqttProperty  *property,
              GError                **error)
{
  const SolMqttPropertyRow *row = &sol_mqtt_property_table[property->id];

  if (property->number >= row->least && property->number <= row->most)
    return TRUE;
  return fail (error,
               property->id == SOL_MQTT_PROPERTY_TOPIC_ALIAS ? SOL_MQTT_ERROR_BAD_ALIAS
                                                             : SOL_MQTT_ERROR_PROTOCOL,
               _("its value is out of range"), property);
}

static gboolean
check_text (const SolMqttProperty  *property,
            GError                **error)
{
  if (!is_text (property->name) || !is_text (property->data))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("it is not UTF-8 text"), property);
  if (property->id == SOL_MQTT_PROPERTY_RESPONSE_TOPIC
      && !sol_mqtt_topic_is_name ((const char *) property->data.data, property->data.length))
    return fail (error, SOL_MQTT_ERROR_BAD_TOPIC,
                 _("it is not a topic, which is not empty and has no + or # in it"), property);
  return TRUE;
}

static gboolean
check_value (const SolMqttProperty  *property,
             GError                **error)
{
  switch ((SolMqttPropertyType) property->type)
    {
    case SOL_MQTT_PROPERTY_TYPE_STRING:
    case SOL_MQTT_PROPERTY_TYPE_PAIR:
      return check_text (property, error);
    case SOL_MQTT_PROPERTY_TYPE_BINARY:
      return TRUE;
    default:
      return check_number (property, error);
    }
}

/* @seen: (inout): a bit for each identifier that came before */
static gboolean
check_place (const SolMqttProperty  *property,
             guint8                  packet_type,
             guint64                *seen,
             GError                **error)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << property->id;

  if (!sol_mqtt_property_is_allowed (property->id, packet_type))
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("this packet cannot have it"), property);
  if ((*seen & bit) != 0
      && (sol_mqtt_property_table[property->id].repeatable >> packet_type & 1) == 0)
    return fail (error, SOL_MQTT_ERROR_PROTOCOL, _("it is there twice"), property);
  *seen |= bit;
  return TRUE;
}

static gboolean
has_bit (guint64 seen,
         guint8  id)
{
  return (seen >> id & 1) != 0;
}

/* Authentication data belongs to a method, and an AUTH that has properties names one: MQTT 5.0
 * §3.1.2.11.10, §3.15.2.2.2 */
static gboolean
check_method (guint64   seen,
              guint8    packet_type,
              GError  **error)
{
  gboolean needs_method = has_bit (seen, SOL_MQTT_PROPERTY_AUTHENTICATION_DATA)
                          || (packet_type == SOL_MQTT_AUTH && seen != 0);

  if (!needs_method || has_bit (seen, SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD))
    return TRUE;
  g_set_error_literal (error, SOL_MQTT_ERROR, SOL_MQTT_ERROR_PROTOCOL,
                       _("Authentication data came without the name of a method"));
  return FALSE;
}

static gboolean
fail_short (const SolMqttProperty  *property,
            GError                **error)
{
  if (property->type == SOL_MQTT_PROPERTY_TYPE_NONE)
    return fail (error, SOL_MQTT_ERROR_MALFORMED, _("there is no such property"), property);
  return fail (error, SOL_MQTT_ERROR_MALFORMED, _("it is longer than the properties are"), property);
}

gboolean
sol_mqtt_properties_check (SolMqttSlice   properties,
                           guint8         packet_type,
                           GError       **error)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (properties);
  SolMqttProperty property;
  guint64 seen = 0;

  while (sol_mqtt_property_next (&iter, &property))
    if (!check_place (&property, packet_type, &seen, error) || !check_value (&property, error))
      return FALSE;
  if (iter.failed)
    return fail_short (&property, error);
  return check_method (seen, packet_type, error);
}

gboolean
sol_mqtt_properties_find (SolMqttSlice     properties,
                          guint8           id,
                          SolMqttProperty *property)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (properties);
  SolMqttProperty each;

  while (sol_mqtt_property_next (&iter, &each))
    if (each.id == id)
      {
        *property = each;
        return TRUE;
      }
  return FALSE;
}

guint32
sol_mqtt_properties_get_number (SolMqttSlice properties,
                                guint8       id,
                                guint32      fallback)
{
  SolMqttProperty property;

  return sol_mqtt_properties_find (properties, id, &property) ? property.number : fallback;
}

SolMqttSlice
sol_mqtt_properties_get_data (SolMqttSlice properties,
                              guint8       id)
{
  SolMqttProperty property = { 0 };

  sol_mqtt_properties_find (properties, id, &property);
  return property.data;
}
