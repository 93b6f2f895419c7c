/* test-metadata.c: names and units that other topics say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-metadata.h"

static const struct
{
  const char *source, *payload;               /* what is said where */
  const char *topic, *path, *name, *unit;     /* and of whom; NULL: nothing */
} cases[] = {
  { "homeassistant/sensor/bench/config",
    "{\"name\":\"Bench V\",\"stat_t\":\"bench/v\",\"unit_of_meas\":\"V\",\"dev_cla\":\"voltage\","
    "\"val_tpl\":\"{{ value_json.v }}\"}",
    "bench/v", "v", "Bench V", "V" },
  { "homeassistant/sensor/node/obj/config",
    "{\"~\":\"dev/1\",\"state_topic\":\"~/state\","
    "\"value_template\":\"{{ value_json.a['b c'][0] | float | round(2) }}\","
    "\"unit_of_measurement\":\"°C\",\"device\":{\"name\":\"Box\"}}",
    "dev/1/state", "a/b c/0", "Box", "°C" },
  { "ha/sensor/x/config", "{\"name\":\"X\",\"stat_t\":\"x\",\"val_tpl\":\"{{ value | float }}\"}", "x", "", "X", NULL },
  { "homeassistant/sensor/y/config",
    "{\"name\":\"Y\",\"stat_t\":\"y\",\"val_tpl\":\"{{ value_json.v * 10 }}\",\"unit_of_meas\":\"W\"}",
    "y", "", "Y", "W" },
  { "homeassistant/device/d/config",
    "{\"dev\":{\"name\":\"D\"},\"stat_t\":\"d/s\",\"cmps\":{\"a\":{\"p\":\"sensor\",\"name\":\"A\","
    "\"unit_of_meas\":\"degC\",\"val_tpl\":\"{{value_json.t}}\"},\"b\":{\"p\":\"sensor\",\"stat_t\":\"d/other\"}}}",
    "d/s", "t", "A", "°C" },
  { "homie/bench/psu/voltage/$unit", "V", "homie/bench/psu/voltage", "", NULL, "V" },
  { "homie/bench/psu/voltage/$name", "Voltage", "homie/bench/psu/voltage", "", "Voltage", NULL },
  { "homie/5/bench/$description",
    "{\"homie\":\"5.0\",\"nodes\":{\"psu\":{\"properties\":{\"voltage\":{\"name\":\"U\",\"datatype\":\"float\","
    "\"unit\":\"V\"}}}}}",
    "homie/5/bench/psu/voltage", "", "U", "V" },
  { "zigbee2mqtt/bridge/devices",
    "[{\"friendly_name\":\"Coordinator\",\"definition\":null},"
    "{\"friendly_name\":\"window\",\"definition\":{\"exposes\":[{\"type\":\"climate\","
    "\"features\":[{\"property\":\"local_temperature\",\"label\":\"Local\",\"unit\":\"°C\"}]},"
    "{\"property\":\"battery\",\"unit\":\"%\"}]}}]",
    "zigbee2mqtt/window", "local_temperature", "Local", "°C" },
  { "raw/a/$meta", "{\"dtype\":\"int16\",\"fs\":500,\"unit\":\"mV\"}", "raw/a", "", NULL, "mV" },
  { "homeassistant/sensor/z/config", "{\"name\":\"Z\"}", "z", "", NULL, NULL },
  { "homeassistant/sensor/z/config", "{\"stat_t\":", "z", "", NULL, NULL },
  { "homeassistant/sensor/z/config", "[1]", "z", "", NULL, NULL },
};

static void
take (SolMetadata *metadata,
      const char  *topic,
      const char  *payload)
{
  sol_metadata_take (metadata, topic, (const guint8 *) payload, strlen (payload));
}

static void
test_says (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SolMetadata) metadata = sol_metadata_new ();
      const SolMetadataEntry *entry;

      g_test_message ("%s", cases[i].payload);
      g_assert_true (sol_metadata_is_source (cases[i].source));
      take (metadata, cases[i].source, cases[i].payload);
      entry = sol_metadata_find (metadata, cases[i].topic, cases[i].path);
      g_assert_cmpint (entry != NULL, ==, cases[i].name != NULL || cases[i].unit != NULL);
      g_assert_cmpint (sol_metadata_get_generation (metadata) > 0, ==, entry != NULL);
      g_assert_cmpstr (entry != NULL ? entry->name : NULL, ==, cases[i].name);
      g_assert_cmpstr (entry != NULL ? entry->unit : NULL, ==, cases[i].unit);
    }
}

/* Attributes come one by one; an empty payload takes back what its topic said */
static void
test_gathers (void)
{
  g_autoptr (SolMetadata) metadata = sol_metadata_new ();

  take (metadata, "homie/b/n/p/$name", "P");
  take (metadata, "homie/b/n/p/$unit", "A");
  g_assert_cmpstr (sol_metadata_find (metadata, "homie/b/n/p", "")->name, ==, "P");
  g_assert_cmpstr (sol_metadata_find (metadata, "homie/b/n/p", "")->unit, ==, "A");
  take (metadata, "homeassistant/sensor/a/config", "{\"name\":\"A\",\"stat_t\":\"a\",\"exp_aft\":60}");
  g_assert_cmpfloat (sol_metadata_find (metadata, "a", "")->expire_s, ==, 60.0);
  take (metadata, "homeassistant/sensor/a/config", "");
  g_assert_null (sol_metadata_find (metadata, "a", ""));
  g_assert_nonnull (sol_metadata_find (metadata, "homie/b/n/p", ""));
}

static void
test_meta_gives_hints (void)
{
  g_autoptr (SolMetadata) metadata = sol_metadata_new ();
  const SolMetadataEntry *entry;

  take (metadata, "raw/a/$meta", "{\"dtype\":\"float32\",\"fs\":500,\"scale\":0.25}");
  entry = sol_metadata_find (metadata, "raw/a", "");
  g_assert_nonnull (entry);
  g_assert_cmpint (entry->hints.format, ==, SOL_FORMAT_FLOAT32);
  g_assert_cmpfloat (entry->hints.rate_hz, ==, 500.0);
  g_assert_cmpfloat (entry->hints.scale, ==, 0.25);
}

static void
test_others_say_nothing (void)
{
  static const char * const topics[] = { "realtime_waveform", "a/config", "a/b/c/config", "homie/b/n/p", "$meta", "" };

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    g_assert_false (sol_metadata_is_source (topics[i]));
}

/* Whatever a source sends, cut and changed */
static void
test_survives (void)
{
  g_autoptr (SolMetadata) metadata = sol_metadata_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *copy = g_strdup (cases[i].payload);
      gsize length = strlen (copy);

      for (gsize n = 0; n <= length; n++)
        {
          g_autofree guint8 *cut = g_memdup2 (copy, n);

          sol_metadata_take (metadata, cases[i].source, cut, n);
        }
      for (gsize at = 0; at < length; at++)
        for (const char *c = "\"{}[],:0~"; *c != '\0'; c++)
          {
            char before = copy[at];

            copy[at] = *c;
            take (metadata, cases[i].source, copy);
            copy[at] = before;
          }
    }
  g_assert_cmpuint (sol_metadata_get_generation (metadata), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/metadata/says", test_says);
  g_test_add_func ("/codec/metadata/gathers", test_gathers);
  g_test_add_func ("/codec/metadata/meta-gives-hints", test_meta_gives_hints);
  g_test_add_func ("/codec/metadata/others-say-nothing", test_others_say_nothing);
  g_test_add_func ("/codec/metadata/survives", test_survives);
  return g_test_run ();
}
