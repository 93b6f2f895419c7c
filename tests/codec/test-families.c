/* test-families.c: payloads of devices that are known by their topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "decode-print.h"

static const struct
{
  const char *topic, *payload, *expected; /* NULL: it describes others */
} cases[] = {
  { "tele/plug/SENSOR",
    "{\"Time\":\"2026-01-02T03:04:05\",\"AM2301\":{\"Temperature\":21.4,\"Humidity\":48},"
    "\"ENERGY\":{\"Power\":37,\"Voltage\":231},\"TempUnit\":\"C\"}",
    "AM2301/Temperature=21.4[°C] AM2301/Humidity=48[%] ENERGY/Power=37[W] ENERGY/Voltage=231[V]" },
  { "plug/tele/SENSOR", "{\"Time\":\"2023-11-14T22:13:20Z\",\"T\":{\"Temperature\":70},\"TempUnit\":\"F\"}",
    "T/Temperature=70[°F]" },
  { "tele/floor/1/plug/LWT", "Offline", "=0<offline,online>" },
  { "home/floor/1/plug/tele/LWT", "Offline", "=0<offline,online>" },
  { "tele/plug/LWT", "Online", "=1<offline,online>" },
  { "stat/plug/POWER", "ON", "=1<OFF,ON>" },
  { "zigbee2mqtt/window",
    "{\"temperature\":21.4,\"humidity\":48,\"battery\":93,\"linkquality\":120,\"contact\":true,"
    "\"last_seen\":1700000001000}",
    "temperature=21.4t+1.000[°C] humidity=48t+1.000[%] battery=93t+1.000[%] linkquality=120t+1.000[lqi] "
    "contact=1t+1.000<false,true>" },
  { "zigbee2mqtt/window/availability", "{\"state\":\"online\"}", "state=1<offline,online>" },
  { "zigbee2mqtt/bridge/devices", "[{\"friendly_name\":\"window\"}]", NULL },
  { "bench/sensor/temp/state", "21.40", "=21.4" },
  { "homeassistant/sensor/x/config", "{\"stat_t\":\"a\"}", NULL },
  { "homie/5/bench/psu/voltage", "3.31", "=3.31" },
  { "homie/5/bench/$state", "ready", "=0<ready>" },
  { "v1/devices/me/telemetry", "{\"ts\":1700000001000,\"values\":{\"t\":21,\"on\":true}}",
    "t=21t+1.000 on=1t+1.000<false,true>" },
  { "v1/devices/me/telemetry", "{\"t\":21}", "t=21" },
  { "v3/app@ttn/devices/d1/up",
    "{\"received_at\":\"2023-11-14T22:13:21Z\",\"uplink_message\":{\"f_port\":1,\"decoded_payload\":{\"v\":3.3}}}",
    "v=3.3t+1.000" },
  { "application/1/device/2/event/up", "{\"time\":\"2023-11-14T22:13:21Z\",\"fCnt\":7,\"object\":{\"v\":3.3}}",
    "v=3.3t+1.000" },
  { "owntracks/jane/phone", "{\"_type\":\"location\",\"lat\":52.5,\"lon\":13.4,\"tst\":1700000001,\"batt\":80}",
    "lat=52.5t+1.000[°] lon=13.4t+1.000[°] batt=80t+1.000[%]" },
  { "shelly/status/switch:0", "{\"id\":0,\"apower\":12.5,\"voltage\":230}", "apower=12.5[W] voltage=230[V]" },
};

static void
test_known (void)
{
  g_autoptr (SolFamilies) families = sol_families_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SolDecoder) decoder = sol_decoder_new (cases[i].topic);
      g_autoptr (GError) error = NULL;
      g_autofree char *out = NULL;

      g_test_message ("%s", cases[i].topic);
      g_assert_nonnull (sol_families_match (families, cases[i].topic));
      sol_decoder_set_family (decoder, sol_families_match (families, cases[i].topic));
      out = decode_print (decoder, cases[i].payload, strlen (cases[i].payload), &error);
      g_assert_cmpstr (out, ==, cases[i].expected);
      g_assert_cmpint (error != NULL, ==, cases[i].expected == NULL);
    }
}

static void
test_unknown (void)
{
  static const char * const topics[] = { "realtime_waveform", "tele/plug/SENSOR/x", "tele/SENSORS", "home", "/" };
  g_autoptr (SolFamilies) families = sol_families_new ();

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    g_assert_null (sol_families_match (families, topics[i]));
}

/* A person's own go before the program's */
static void
test_own (void)
{
  static const char own[] = "[mine]\nname=Mine\ntopics=a/+/c;tele/#\nroot=d\nunits=v mV\nskip=n\n";
  static const char payload[] = "{\"d\":{\"v\":1,\"n\":2}}";
  g_autoptr (SolFamilies) families = sol_families_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("tele/plug/SENSOR");
  g_autofree char *out = NULL, *text = NULL;

  g_assert_true (sol_families_add (families, own, strlen (own), &error));
  g_assert_no_error (error);
  g_assert_cmpstr (sol_families_match (families, "a/b/c")->name, ==, "Mine");
  sol_decoder_set_family (decoder, sol_families_match (families, "tele/plug/SENSOR"));
  out = decode_print (decoder, payload, strlen (payload), NULL);
  g_assert_cmpstr (out, ==, "v=1[mV]");
  text = sol_decoder_describe (decoder);
  g_assert_cmpstr (text, ==, "Mine: JSON fields, found, not sure yet");
}

/* Octets that say nothing of themselves, by their topic */
static void
test_format (void)
{
  static const char own[] = "[adc]\nname=ADC\ntopics=adc/#/raw\nformat=int16\nrate=500\n";
  static const guint8 octets[] = { 1, 0, 0xff, 0xff };
  g_autoptr (SolFamilies) families = sol_families_new ();
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("adc/raw");
  g_autofree char *out = NULL, *text = NULL;

  g_assert_true (sol_families_add (families, own, strlen (own), NULL));
  g_assert_nonnull (sol_families_match (families, "adc/1/2/raw"));
  sol_decoder_set_family (decoder, sol_families_match (families, "adc/raw"));
  out = decode_print (decoder, octets, sizeof octets, NULL);
  g_assert_cmpstr (out, ==, "=1,-1@500");
  text = sol_decoder_describe (decoder);
  g_assert_cmpstr (text, ==, "ADC: int16 samples, known by the topic");
}

static void
test_refuses (void)
{
  g_autoptr (SolFamilies) families = sol_families_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (sol_families_add (families, "[x]\nname=X\n", 11, &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (sol_families_add (families, "[x]\ntopics=x\nformat=int17\n", 26, &error));
  g_assert_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (sol_families_add (families, "no group", 8, &error));
  g_assert_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_PARSE);
  g_assert_nonnull (sol_families_match (families, "tele/plug/SENSOR"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/families/known", test_known);
  g_test_add_func ("/codec/families/unknown", test_unknown);
  g_test_add_func ("/codec/families/own", test_own);
  g_test_add_func ("/codec/families/format", test_format);
  g_test_add_func ("/codec/families/refuses", test_refuses);
  return g_test_run ();
}
