/* test-mqtt-reason.c: which packet may carry which reason
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-reason.h"

/* The codes of each packet, as its own table in the specification has them; DISCONNECT has 0x8C by table 2-6 alone */
static const struct
{
  guint8      packet_type;
  const char *codes;
} table[] = {
  { SOL_MQTT_CONNACK, "00 80 81 82 83 84 85 86 87 88 89 8a 8c 90 95 97 99 9a 9b 9c 9d 9f" },
  { SOL_MQTT_PUBACK, "00 10 80 83 87 90 91 97 99" },
  { SOL_MQTT_PUBREC, "00 10 80 83 87 90 91 97 99" },
  { SOL_MQTT_PUBREL, "00 92" },
  { SOL_MQTT_PUBCOMP, "00 92" },
  { SOL_MQTT_SUBACK, "00 01 02 80 83 87 8f 91 97 9e a1 a2" },
  { SOL_MQTT_UNSUBACK, "00 11 80 83 87 8f 91" },
  { SOL_MQTT_DISCONNECT, "00 04 80 81 82 83 87 89 8b 8c 8d 8e 8f 90 93 94 95 96 97 98 99 9a 9b 9c 9d 9e "
                         "9f a0 a1 a2" },
  { SOL_MQTT_AUTH, "00 18 19" },
};

static void
test_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    for (guint reason = 0; reason < 256; reason++)
      {
        g_autofree char *code = g_strdup_printf ("%02x", reason);
        gboolean is_there = strstr (table[i].codes, code) != NULL;

        g_assert_cmpint (sol_mqtt_reason_is_valid (table[i].packet_type, (guint8) reason), ==,
                         is_there);
      }
}

static void
test_zero_has_many_words (void)
{
  g_assert_cmpstr (sol_mqtt_reason_get_text (SOL_MQTT_CONNACK, 0), ==, "Success");
  g_assert_cmpstr (sol_mqtt_reason_get_text (SOL_MQTT_SUBACK, 0), ==, "Granted with QoS 0");
  g_assert_cmpstr (sol_mqtt_reason_get_text (SOL_MQTT_DISCONNECT, 0), ==, "Disconnected as asked");
  g_assert_cmpstr (sol_mqtt_reason_get_text (SOL_MQTT_CONNACK, 0x42), ==,
                   "A reason that MQTT does not know");
}

static void
test_errors_have_reasons (void)
{
  const guint8 wanted[] = { 0x81, 0x82, 0x95, 0x90, 0x8f, 0x84, 0x94 };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (SOL_MQTT_ERROR, (gint) i, "");

      g_assert_cmpuint (sol_mqtt_error_get_reason (error), ==, wanted[i]);
    }
}

static void
test_foreign_error_is_unspecified (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_FILE_ERROR, 0, "");

  g_assert_cmpuint (sol_mqtt_error_get_reason (error), ==, 0x80);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mqtt/reason/tables", test_tables);
  g_test_add_func ("/mqtt/reason/zero-has-many-words", test_zero_has_many_words);
  g_test_add_func ("/mqtt/reason/errors-have-reasons", test_errors_have_reasons);
  g_test_add_func ("/mqtt/reason/foreign-error-is-unspecified", test_foreign_error_is_unspecified);
  return g_test_run ();
}
