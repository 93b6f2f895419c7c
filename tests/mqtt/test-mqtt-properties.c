/* test-mqtt-properties.c: the properties of MQTT 5.0
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-properties.h"

#define SLICE(octets) ((SolMqttSlice) { (const guint8 *) (octets), sizeof (octets) - 1 })

/* What the specification says in table 2-4: the packets of each, W for a will */
static const struct
{
  guint8      id;
  const char *packets; /* letters of @letters */
} table[] = {
  { 0x01, "PW" },   { 0x02, "PW" },   { 0x03, "PW" }, { 0x08, "PW" }, { 0x09, "PW" },
  { 0x0b, "PS" },   { 0x11, "CcD" },  { 0x12, "c" },  { 0x13, "c" },  { 0x15, "CcA" },
  { 0x16, "CcA" },  { 0x17, "C" },    { 0x18, "W" },  { 0x19, "C" },  { 0x1a, "c" },
  { 0x1c, "cD" },   { 0x1f, "c1234suDA" },            { 0x21, "Cc" }, { 0x22, "Cc" },
  { 0x23, "P" },    { 0x24, "c" },    { 0x25, "c" },  { 0x26, "CcPW1234SsUuDA" },
  { 0x27, "Cc" },   { 0x28, "c" },    { 0x29, "c" },  { 0x2a, "c" },
};

/* The letter of each packet type: 0 is a will; PINGREQ and PINGRESP have no properties */
static const char letters[] = "WCcP1234SsUu--DA";

static const char *
packets_of (guint8 id)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].id == id)
      return table[i].packets;
  return "";
}

/* One good property of @id, with the method that authentication data needs */
static void
add_good (GByteArray *block,
          guint8      id)
{
  switch (sol_mqtt_property_get_type (id))
    {
    case SOL_MQTT_PROPERTY_TYPE_PAIR:
      sol_mqtt_properties_add_pair (block, "name", "value");
      break;
    case SOL_MQTT_PROPERTY_TYPE_STRING:
    case SOL_MQTT_PROPERTY_TYPE_BINARY:
      sol_mqtt_properties_add_text (block, id, "text");
      break;
    default:
      sol_mqtt_properties_add_number (block, id, 1);
    }
}

static GByteArray *
good_block (guint8 id,
            guint8 packet_type,
            guint  times)
{
  GByteArray *block = g_byte_array_new ();

  if (id != 0x15 && (id == 0x16 || packet_type == SOL_MQTT_AUTH))
    sol_mqtt_properties_add_text (block, 0x15, "method");
  for (guint i = 0; i < times; i++)
    add_good (block, id);
  return block;
}

static void
assert_check (const GByteArray *block,
              guint8            packet_type,
              gint              code)
{
  g_autoptr (GError) error = NULL;

  sol_mqtt_properties_check (sol_mqtt_properties_of (block), packet_type, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SOL_MQTT_ERROR, code);
}

static gboolean
may_repeat (guint8 id,
            guint8 packet_type)
{
  return id == 0x26 || (id == 0x0b && packet_type == SOL_MQTT_PUBLISH);
}

static void
check_in_packet (guint8 id,
                 guint8 packet_type)
{
  g_autoptr (GByteArray) once = good_block (id, packet_type, 1);
  g_autoptr (GByteArray) twice = good_block (id, packet_type, 2);

  if (strchr (packets_of (id), letters[packet_type]) == NULL)
    {
      assert_check (once, packet_type, SOL_MQTT_ERROR_MALFORMED);
      return;
    }
  assert_check (once, packet_type, -1);
  assert_check (twice, packet_type, may_repeat (id, packet_type) ? -1 : SOL_MQTT_ERROR_PROTOCOL);
}

static void
test_each_in_each_packet (void)
{
  guint n = 0;

  for (guint8 id = 0; id < 0x80; id++)
    {
      gboolean exists = *packets_of (id) != '\0';

      n += exists;
      g_assert_cmpint (sol_mqtt_property_get_type (id) != SOL_MQTT_PROPERTY_TYPE_NONE, ==, exists);
      g_assert_cmpint (sol_mqtt_property_get_name (id) != NULL, ==, exists);
      for (guint8 type = 0; exists && type < 16; type++)
        check_in_packet (id, type);
    }
  g_assert_cmpuint (n, ==, 27);
}

static void
assert_octets (SolMqttSlice block,
               guint8       packet_type,
               gint         code)
{
  g_autoptr (GError) error = NULL;

  sol_mqtt_properties_check (block, packet_type, &error);
  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, SOL_MQTT_ERROR, code);
}

static void
assert_number (guint8  packet_type,
               guint8  id,
               guint32 number,
               gint    code)
{
  g_autoptr (GByteArray) block = g_byte_array_new ();

  sol_mqtt_properties_add_number (block, id, number);
  assert_check (block, packet_type, code);
}

static void
test_values_have_ranges (void)
{
  const guint8 flags[] = { 0x24, 0x25, 0x28, 0x29, 0x2a };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      assert_number (SOL_MQTT_CONNACK, flags[i], 0, -1);
      assert_number (SOL_MQTT_CONNACK, flags[i], 2, SOL_MQTT_ERROR_PROTOCOL);
    }
  assert_number (SOL_MQTT_PUBLISH, 0x01, 2, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_CONNECT, 0x17, 2, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_CONNECT, 0x19, 255, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_CONNECT, 0x21, 0, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_CONNECT, 0x27, 0, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_SUBSCRIBE, 0x0b, 0, SOL_MQTT_ERROR_PROTOCOL);
  assert_number (SOL_MQTT_PUBLISH, 0x23, 0, SOL_MQTT_ERROR_BAD_ALIAS);
  assert_number (SOL_MQTT_PUBLISH, 0x23, 65535, -1);
  assert_number (SOL_MQTT_CONNECT, 0x11, 0, -1);
  assert_number (SOL_MQTT_CONNECT, 0x11, G_MAXUINT32, -1);
  assert_number (SOL_MQTT_SUBSCRIBE, 0x0b, SOL_MQTT_MAX_PACKET, -1);
}

static void
test_text_is_checked (void)
{
  assert_octets (SLICE ("\3\0\1\xff"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x26\0\1\0\0\1v"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x26\0\1n\0\1\0"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x26\0\0\0\0"), SOL_MQTT_PUBLISH, -1);
  assert_octets (SLICE ("\x8\0\3a/b"), SOL_MQTT_PUBLISH, -1);
  assert_octets (SLICE ("\x8\0\3a/#"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_BAD_TOPIC);
  assert_octets (SLICE ("\x8\0\1+"), SOL_MQTT_WILL, SOL_MQTT_ERROR_BAD_TOPIC);
  assert_octets (SLICE ("\x8\0\0"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_BAD_TOPIC);
  assert_octets (SLICE ("\x9\0\2\0\xff"), SOL_MQTT_PUBLISH, -1);
}

static void
test_unknown_and_short_are_malformed (void)
{
  assert_octets (SLICE ("\0"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x81\0\1"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\xff\1"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\1"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\2\0\0\0"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\3\0\5four"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x0b\x81\0"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
  assert_octets (SLICE ("\x0b\xff\xff\xff\xff\1"), SOL_MQTT_PUBLISH, SOL_MQTT_ERROR_MALFORMED);
}

static void
test_authentication_needs_a_method (void)
{
  assert_octets (SLICE ("\x16\0\1d"), SOL_MQTT_CONNECT, SOL_MQTT_ERROR_PROTOCOL);
  assert_octets (SLICE ("\x16\0\1d\x15\0\1m"), SOL_MQTT_CONNECT, -1);
  assert_octets (SLICE ("\x1f\0\1r"), SOL_MQTT_AUTH, SOL_MQTT_ERROR_PROTOCOL);
  assert_octets (SLICE ("\x1f\0\1r\x15\0\1m"), SOL_MQTT_AUTH, -1);
}

static void
test_walks_in_order (void)
{
  static const char octets[] = "\x26\0\1a\0\1""1\x23\1\2\x26\0\1a\0\0\x0b\x80\1\2\1\2\3\4";
  SolMqttPropertyIter iter = sol_mqtt_property_iter (SLICE (octets));
  SolMqttProperty property;

  g_assert_true (sol_mqtt_property_next (&iter, &property));
  g_assert_cmpuint (property.id, ==, 0x26);
  g_assert_cmpmem (property.name.data, property.name.length, "a", 1);
  g_assert_cmpmem (property.data.data, property.data.length, "1", 1);
  g_assert_cmpmem (property.raw.data, property.raw.length, octets, 7);
  g_assert_true (sol_mqtt_property_next (&iter, &property));
  g_assert_cmpuint (property.number, ==, 0x102);
  g_assert_true (sol_mqtt_property_next (&iter, &property));
  g_assert_cmpuint (property.data.length, ==, 0);
  g_assert_true (sol_mqtt_property_next (&iter, &property));
  g_assert_cmpuint (property.number, ==, 128);
  g_assert_true (sol_mqtt_property_next (&iter, &property));
  g_assert_cmpuint (property.number, ==, 0x01020304);
  g_assert_false (sol_mqtt_property_next (&iter, &property));
  g_assert_false (iter.failed);
}

static void
test_finds (void)
{
  SolMqttSlice block = SLICE ("\x23\0\7\3\0\1t");

  g_assert_cmpuint (sol_mqtt_properties_get_number (block, 0x23, 0), ==, 7);
  g_assert_cmpuint (sol_mqtt_properties_get_number (block, 0x01, 9), ==, 9);
  g_assert_cmpmem (sol_mqtt_properties_get_data (block, 0x03).data, 1, "t", 1);
  g_assert_null (sol_mqtt_properties_get_data (block, 0x08).data);
}

static void
test_every_octet_may_change (void)
{
  static const char octets[] = "\1\1\2\0\0\0\5\3\0\1t\x8\0\1r\x9\0\1c\x0b\1\x23\0\1\x26\0\1n\0\1v";
  gsize length = sizeof (octets) - 1;

  for (gsize cut = 0; cut <= length; cut++)
    for (gsize at = 0; at < cut; at++)
      for (guint value = 0; value < 256; value += cut == length ? 1 : 51)
        {
          g_autofree guint8 *copy = g_memdup2 (octets, cut);
          SolMqttPropertyIter iter = sol_mqtt_property_iter ((SolMqttSlice) { copy, cut });
          SolMqttProperty property;
          gsize walked = 0;

          copy[at] = (guint8) value;
          while (sol_mqtt_property_next (&iter, &property))
            walked += property.raw.length;
          g_assert_cmpuint (walked, <=, cut);
          if (sol_mqtt_properties_check ((SolMqttSlice) { copy, cut }, SOL_MQTT_PUBLISH, NULL))
            g_assert_cmpuint (walked, ==, cut);
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/properties/each-in-each-packet", test_each_in_each_packet);
  g_test_add_func ("/mqtt/properties/values-have-ranges", test_values_have_ranges);
  g_test_add_func ("/mqtt/properties/text-is-checked", test_text_is_checked);
  g_test_add_func ("/mqtt/properties/unknown-and-short-are-malformed",
                   test_unknown_and_short_are_malformed);
  g_test_add_func ("/mqtt/properties/authentication-needs-a-method",
                   test_authentication_needs_a_method);
  g_test_add_func ("/mqtt/properties/walks-in-order", test_walks_in_order);
  g_test_add_func ("/mqtt/properties/finds", test_finds);
  g_test_add_func ("/mqtt/properties/every-octet-may-change", test_every_octet_may_change);
  return g_test_run ();
}
