/* fuzz-properties.c: a block of properties is walked, searched and copied as it was checked
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first octet says whose properties the rest is: a packet type, or 0 for a will.
 */
#include "config.h"

#include "fuzz.h"
#include "sol-mqtt-properties.h"

/* Every property lies in the block, and all of them together are the block */
static void
check_walk (SolMqttSlice block,
            guint8       packet_type)
{
  SolMqttPropertyIter iter = sol_mqtt_property_iter (block);
  SolMqttProperty property, found;
  const guint8 *at = block.data;

  while (sol_mqtt_property_next (&iter, &property))
    {
      g_assert_true (property.raw.data == at);
      g_assert_true (sol_mqtt_property_is_allowed (property.id, packet_type));
      g_assert_true (sol_mqtt_properties_find (block, property.id, &found));
      g_assert_cmpint (found.type, ==, property.type);
      g_assert_nonnull (sol_mqtt_property_get_name (property.id));
      at += property.raw.length;
    }
  g_assert_true (at == block.data + block.length);
}

/* The block behind its length, as it stands in a packet */
static void
check_cursor (SolMqttSlice block)
{
  g_autoptr (GByteArray) field = g_byte_array_new ();
  guint8 length[4];
  SolMqttCursor cursor;
  SolMqttSlice found;

  g_byte_array_append (field, length, sol_mqtt_put_length (length, block.length));
  g_byte_array_append (field, block.data, (guint) block.length);
  g_assert_cmpuint (field->len, ==, sol_mqtt_properties_size (block.length));
  cursor = sol_mqtt_cursor (field->data, field->len);
  found = sol_mqtt_cursor_properties (&cursor);
  g_assert_false (cursor.failed);
  g_assert_cmpmem (found.data, found.length, block.data, block.length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GError) error = NULL;
  SolMqttSlice block;
  SolMqttPropertyIter iter;
  SolMqttProperty property;
  guint8 packet_type;

  if (size == 0)
    return 0;
  block = (SolMqttSlice) { data + 1, size - 1 };
  packet_type = data[0] & 0x0f;
  g_assert_cmpint (sol_mqtt_properties_check (block, packet_type, &error), ==, error == NULL);
  check_cursor (block);
  if (error == NULL)
    check_walk (block, packet_type);
  iter = sol_mqtt_property_iter (block);
  while (sol_mqtt_property_next (&iter, &property))
    ;
  return 0;
}
