/* fuzz-decoder.c: every payload decoder answers, and what it found can be kept, measured and read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The first octet says as which format the payload behind it is read, of which family its topic is, and whether it
 * comes twice.
 */
#include "config.h"

#include "fuzz.h"
#include "sol-measure.h"
#include "sol-decoder.h"

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define CHANNEL_BYTES (256 * 1024)

static void
append_cb (const SolSampleBlock *block,
           gpointer              user_data)
{
  g_assert_cmpuint (block->n_values, >, 0);
  g_assert_true (g_utf8_validate (block->path, -1, NULL));
  sol_channel_append (user_data, block, NOW_US);
}

static void
decode (SolDecoder   *decoder,
        SolChannel   *channel,
        const guint8 *payload,
        gsize         length)
{
  g_autoptr (GError) error = NULL;
  gboolean is_good = sol_decoder_decode (decoder, payload, length, NOW_US, append_cb, channel, &error);

  g_assert_cmpint (is_good, ==, error == NULL);
}

static void
read_back (SolChannel *channel)
{
  SolTrigger trigger = { SOL_EDGE_EITHER, 0.5, 0.1 };
  SolMeasurement measurement;
  SolChannelStats stats;
  SolColumn columns[16];
  gint64 times_ns[16], found_ns;
  double values[16];

  sol_channel_read_columns (channel, NOW_US * 1000 - 1000000000, NOW_US * 1000 + 1000000000, columns, 16);
  sol_channel_read_samples (channel, 0, G_MAXINT64, times_ns, values, 16);
  sol_channel_find_trigger (channel, &trigger, 0, G_MAXINT64, &found_ns);
  sol_channel_measure (channel, 0, G_MAXINT64, &measurement);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.n_bytes, <=, stats.limit_bytes + (64 << 10));
}

/* Read once: it takes longer than a thousand inputs */
static SolFamilies *families;

int
LLVMFuzzerInitialize (int    *argc,
                      char ***argv)
{
  families = sol_families_new ();
  return 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("fuzz");
  g_autoptr (SolChannel) channel = sol_channel_new ("fuzz", NULL, CHANNEL_BYTES, 0);
  SolDecoderSettings settings = { 0 };

  if (size == 0)
    return 0;
  settings.format = (SolFormat) ((data[0] & 0x1f) % SOL_N_FORMATS);
  sol_decoder_set_settings (decoder, &settings);
  if ((data[0] & 0x60) != 0)
    {
      const char *topic = (data[0] & 0x20) != 0 ? "tele/plug/SENSOR" : "v3/app/devices/d/up";

      sol_decoder_set_family (decoder, sol_families_match (families, topic));
    }
  for (guint i = 0; i < 1u + (data[0] >> 7); i++)
    decode (decoder, channel, data + 1, size - 1);
  read_back (channel);
  return 0;
}
