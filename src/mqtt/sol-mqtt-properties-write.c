/* sol-mqtt-properties-write.c: builds blocks of properties
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-mqtt-properties.h"
#include "sol-mqtt-write-private.h"

guint
sol_mqtt_property_put_number (guint8  *out,
                              guint8   id,
                              guint32  number)
{
  guint n = 0;

  out[n++] = id;
  switch (sol_mqtt_property_get_type (id))
    {
    case SOL_MQTT_PROPERTY_TYPE_VARIABLE:
      return n + sol_mqtt_put_length (out + n, number);
    case SOL_MQTT_PROPERTY_TYPE_FOUR_BYTE:
      out[n++] = (guint8) (number >> 24);
      out[n++] = (guint8) (number >> 16);
      G_GNUC_FALLTHROUGH;
    case SOL_MQTT_PROPERTY_TYPE_TWO_BYTE:
      out[n++] = (guint8) (number >> 8);
      G_GNUC_FALLTHROUGH;
    default:
      out[n++] = (guint8) number;
      return n;
    }
}

void
sol_mqtt_properties_add_number (GByteArray *block,
                                guint8      id,
                                guint32     number)
{
  guint8 octets[SOL_MQTT_PROPERTY_NUMBER_SIZE];

  g_byte_array_append (block, octets, sol_mqtt_property_put_number (octets, id, number));
}

void
sol_mqtt_properties_add_data (GByteArray *block,
                              guint8      id,
                              const void *data,
                              gsize       length)
{
  sol_mqtt_write_u8 (block, id);
  sol_mqtt_write_field (block, data, length);
}

void
sol_mqtt_properties_add_text (GByteArray *block,
                              guint8      id,
                              const char *text)
{
  sol_mqtt_properties_add_data (block, id, text, strlen (text));
}

void
sol_mqtt_properties_add_pair (GByteArray *block,
                              const char *name,
                              const char *value)
{
  sol_mqtt_properties_add_text (block, SOL_MQTT_PROPERTY_USER_PROPERTY, name);
  sol_mqtt_write_field (block, value, strlen (value));
}
