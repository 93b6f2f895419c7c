/* test-decoder-fuzz.c: whatever the octets, every decoder answers and none falls over
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-measure.h"
#include "sol-generator.h"

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

static const SolFormat formats[] = {
  SOL_FORMAT_AUTO, SOL_FORMAT_WAVEFORM_JSON, SOL_FORMAT_NUMBER, SOL_FORMAT_FLAT_JSON, SOL_FORMAT_CSV,
  SOL_FORMAT_INT16, SOL_FORMAT_FLOAT32, SOL_FORMAT_SOL1, SOL_FORMAT_STATES, SOL_FORMAT_PAIRS, SOL_FORMAT_INFLUX,
  SOL_FORMAT_SENML,
};

static const char * const texts[] = {
  "{\"timestamp\":1700000000.25,\"sampling_rate\":1000,\"points\":4,\"data\":[0,0.5,-1e2,0.5]}",
  "{\"fs\":5,\"data\":[[1,3],[2,4]],\"t\":\"2023-11-14T22:13:21Z\"}",
  "[[1700000000000,21.1],[1700000001000,21.2]]",
  "{\"a\":{\"b\":1,\"\\u00e9\\ud83d\\ude00\":[true,null]},\"ts\":1700000000123456789}",
  "time;u;i\n1700000000.0;1;2\n1700000000.5;2;3\n",
  "0.12,3.4,-1.0\n0.13,3.5,-1.1",
  "21.5 °C",
  "temp:21.5 °C,hum=40;on:true\ntemp:22",
  "psu,host=lab\\ 1 v=3.31,i=0.42,on=t,n=7i,s=\"a\\\"b\" 1700000000000000000\npsu v=1",
  "[{\"bn\":\"b/\",\"bt\":1700000000,\"bu\":\"V\",\"n\":\"u1\",\"v\":3.25},{\"n\":\"u1\",\"t\":-1.5,\"vb\":true}]",
  "[{\"t\":1.00,\"v\":3.3},{\"t\":1.02,\"w\":\"ON\"}]",
};

typedef struct
{
  SolDecoder *decoders[G_N_ELEMENTS (formats)];
  SolChannel *channel;
  guint64     n_good, n_bad;
} Fuzz;

/* Every block ends in a channel, so that odd times and rates are tried there as well */
static void
append_cb (const SolSampleBlock *block,
           gpointer              user_data)
{
  Fuzz *fuzz = user_data;

  g_assert_cmpuint (block->n_values, >, 0);
  g_assert_cmpint (g_utf8_validate (block->path, -1, NULL), ==, TRUE);
  sol_channel_append (fuzz->channel, block, NOW_US);
}

/* A copy of exactly the right length shows a read beyond it to the sanitizer */
static void
feed (Fuzz         *fuzz,
      const guint8 *payload,
      gsize         length)
{
  g_autofree guint8 *copy = g_malloc (MAX (length, 1));

  memcpy (copy, payload, length);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean is_good = sol_decoder_decode (fuzz->decoders[i], copy, length, NOW_US, append_cb, fuzz, &error);

      g_assert_cmpint (is_good, ==, error == NULL);
      fuzz->n_good += is_good;
      fuzz->n_bad += !is_good;
    }
}

static void
feed_variants (Fuzz         *fuzz,
               const guint8 *payload,
               gsize         length)
{
  static const guint8 octets[] = { 0, 1, '\n', ' ', '"', ',', '-', '.', '0', '9', ':', 'e', '[', '\\', ']',
                                   '{', '}', 0x7f, 0x80, 0xff };
  g_autofree guint8 *copy = g_memdup2 (payload, length);

  for (gsize n = 0; n <= length; n++)
    feed (fuzz, payload, n);
  for (gsize at = 0; at < length; at++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (octets); i++)
        {
          copy[at] = octets[i];
          feed (fuzz, copy, length);
        }
      for (guint bit = 0; bit < 8; bit++)
        {
          copy[at] = payload[at] ^ (guint8) (1u << bit);
          feed (fuzz, copy, length);
        }
      copy[at] = payload[at];
    }
}

static void
fuzz_init (Fuzz *fuzz)
{
  memset (fuzz, 0, sizeof *fuzz);
  fuzz->channel = sol_channel_new ("fuzz", NULL, 1 << 20, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      fuzz->decoders[i] = sol_decoder_new ("fuzz");
      sol_decoder_set_settings (fuzz->decoders[i], &(SolDecoderSettings) { .format = formats[i] });
    }
}

/* What all that left behind can still be read */
static void
fuzz_finish (Fuzz *fuzz)
{
  SolColumn columns[64];
  SolMeasurement measurement;
  SolChannelStats stats;
  gint64 times_ns[64], found_ns;
  double values[64];
  SolTrigger trigger = { SOL_EDGE_EITHER, 0.5, 0.1 };

  sol_channel_read_columns (fuzz->channel, NOW_US * 1000 - 1000000000, NOW_US * 1000 + 1000000000, columns, 64);
  sol_channel_read_samples (fuzz->channel, 0, G_MAXINT64, times_ns, values, 64);
  sol_channel_find_trigger (fuzz->channel, &trigger, 0, G_MAXINT64, &found_ns);
  sol_channel_measure (fuzz->channel, 0, G_MAXINT64, &measurement);
  sol_channel_get_stats (fuzz->channel, &stats);
  g_assert_cmpuint (stats.n_bytes, <=, stats.limit_bytes + (64 << 10));
  g_assert_cmpuint (fuzz->n_good, >, 0);
  g_assert_cmpuint (fuzz->n_bad, >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    sol_decoder_free (fuzz->decoders[i]);
  g_object_unref (fuzz->channel);
}

static void
test_texts (void)
{
  Fuzz fuzz;

  fuzz_init (&fuzz);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    feed_variants (&fuzz, (const guint8 *) texts[i], strlen (texts[i]));
  fuzz_finish (&fuzz);
}

static void
test_generated (void)
{
  Fuzz fuzz;

  fuzz_init (&fuzz);
  for (SolFormat format = SOL_FORMAT_WAVEFORM_JSON; format <= SOL_FORMAT_SOL1; format++)
    {
      SolGeneratorSettings settings;
      g_autoptr (SolGenerator) generator = NULL;
      g_autoptr (GBytes) payload = NULL;

      sol_generator_settings_init (&settings);
      settings.format = format;
      settings.n_points = 8;
      generator = sol_generator_new (&settings, 3);
      payload = sol_generator_next_payload (generator, NOW_US * 1000);
      feed_variants (&fuzz, g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
    }
  fuzz_finish (&fuzz);
}

static void
test_random (void)
{
  Fuzz fuzz;
  guint8 octets[96];

  fuzz_init (&fuzz);
  for (guint i = 0; i < 20000; i++)
    {
      for (guint k = 0; k < sizeof octets; k++)
        octets[k] = (guint8) g_test_rand_int ();
      if (i % 2 == 0)
        memcpy (octets, "SOL1\x02\x01\x00\x00", 8);
      feed (&fuzz, octets, (gsize) g_test_rand_int_range (0, sizeof octets + 1));
    }
  fuzz_finish (&fuzz);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/decoder-fuzz/texts", test_texts);
  g_test_add_func ("/signal/decoder-fuzz/generated", test_generated);
  g_test_add_func ("/signal/decoder-fuzz/random", test_random);
  return g_test_run ();
}
