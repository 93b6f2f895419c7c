/* test-generator.c: what the generator writes, the decoder reads and the channel measures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-measure.h"
#include "sol-generator.h"

#define T0_NS (G_GINT64_CONSTANT (1700000000) * 1000000000 + 250000000)

static const SolFormat formats[] = {
  SOL_FORMAT_WAVEFORM_JSON, SOL_FORMAT_CSV, SOL_FORMAT_INT16, SOL_FORMAT_FLOAT32, SOL_FORMAT_SOL1,
};

typedef struct
{
  SolChannel *channel;
  gint64      arrived_us;
} Sink;

static void
append_cb (const SolSampleBlock *block,
           gpointer              user_data)
{
  Sink *sink = user_data;

  sol_channel_append (sink->channel, block, sink->arrived_us);
}

static void
decode (SolDecoder *decoder,
        GBytes     *payload,
        Sink       *sink)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *octets = g_bytes_get_data (payload, &length);

  sol_decoder_decode (decoder, octets, length, sink->arrived_us, append_cb, sink, &error);
  g_assert_no_error (error);
}

/* @n messages through generator, decoder and channel */
static SolChannel *
run (const SolGeneratorSettings *settings,
     guint                       n)
{
  g_autoptr (SolGenerator) generator = sol_generator_new (settings, 7);
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");
  Sink sink = { .channel = sol_channel_new ("test", NULL, 0, 0) };
  double interval_s = sol_generator_get_interval (generator);

  if (settings->format == SOL_FORMAT_INT16 || settings->format == SOL_FORMAT_FLOAT32)
    sol_decoder_set_settings (decoder, &(SolDecoderSettings) {
      .format = settings->format, .rate_hz = settings->rate_hz,
    });
  for (guint i = 0; i < n; i++)
    {
      gint64 t0_ns = T0_NS + (gint64) (i * interval_s * 1e9);
      g_autoptr (GBytes) payload = sol_generator_next_payload (generator, t0_ns);

      sink.arrived_us = t0_ns / 1000 + (gint64) (interval_s * 1e6);
      decode (decoder, payload, &sink);
    }
  return sink.channel;
}

static double
get_expected_peak (const SolGeneratorSettings *settings)
{
  double peak = settings->shape == SOL_SHAPE_COMPOSITE ? 2.4 : settings->shape == SOL_SHAPE_PULSE ? 1.0 : 2.0;

  if (settings->format == SOL_FORMAT_INT16)
    return peak * 32767.0 / (2.0 + fabs (settings->offset) / settings->amplitude);
  return peak * settings->amplitude;
}

static void
check_round_trip (SolShape  shape,
                  SolFormat format)
{
  SolGeneratorSettings settings;
  g_autoptr (SolChannel) channel = NULL;
  SolMeasurement measurement;

  sol_generator_settings_init (&settings);
  settings.shape = shape;
  settings.format = format;
  settings.noise = 0.0;
  settings.amplitude = 2.0;
  settings.offset = 0.5;
  channel = run (&settings, 6);
  sol_channel_measure (channel, 0, G_MAXINT64, &measurement);

  g_assert_cmpuint (measurement.n_samples, ==, 1800);
  g_assert_cmpfloat_with_epsilon (measurement.frequency_hz, 2.0, 0.005);
  g_assert_cmpfloat_with_epsilon (measurement.peak_to_peak / get_expected_peak (&settings), 1.0, 0.03);
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (guint shape = SOL_SHAPE_COMPOSITE; shape <= SOL_SHAPE_PULSE; shape++)
      check_round_trip ((SolShape) shape, formats[i]);
}

static void
test_round_trip_single (void)
{
  static const SolFormat singles[] = { SOL_FORMAT_NUMBER, SOL_FORMAT_FLAT_JSON };

  for (guint i = 0; i < G_N_ELEMENTS (singles); i++)
    {
      SolGeneratorSettings settings;
      g_autoptr (SolChannel) channel = NULL;
      SolMeasurement measurement;

      sol_generator_settings_init (&settings);
      settings.shape = SOL_SHAPE_SINE;
      settings.format = singles[i];
      settings.noise = 0.0;
      settings.n_points = 1;
      settings.rate_hz = 100.0;
      channel = run (&settings, 500);
      sol_channel_measure (channel, 0, G_MAXINT64, &measurement);
      g_assert_cmpuint (measurement.n_samples, ==, 500);
      g_assert_cmpfloat_with_epsilon (measurement.frequency_hz, 2.0, 0.005);
      g_assert_cmpfloat_with_epsilon (measurement.peak_to_peak, 2.0, 0.01);
    }
}

static void
test_constant_and_noise (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      SolGeneratorSettings settings;
      g_autoptr (SolChannel) flat = NULL, noise = NULL;
      SolMeasurement measurement;
      double scale = formats[i] == SOL_FORMAT_INT16 ? 32767.0 / 2.5 : 1.0, variance;

      sol_generator_settings_init (&settings);
      settings.format = formats[i];
      settings.shape = SOL_SHAPE_DC;
      settings.noise = 0.0;
      settings.offset = 0.5;
      flat = run (&settings, 4);
      sol_channel_measure (flat, 0, G_MAXINT64, &measurement);
      g_assert_cmpfloat_with_epsilon (measurement.mean / scale, 0.5, 1e-3);
      g_assert_cmpfloat_with_epsilon (measurement.peak_to_peak, 0.0, 1e-9);
      g_assert_cmpint (isnan (measurement.frequency_hz), !=, 0);

      settings.shape = SOL_SHAPE_NOISE;
      settings.amplitude = 1.0;
      noise = run (&settings, 40);
      sol_channel_measure (noise, 0, G_MAXINT64, &measurement);
      g_assert_cmpfloat_with_epsilon (measurement.mean / scale, 0.5, 0.05);
      variance = measurement.rms * measurement.rms - measurement.mean * measurement.mean;
      g_assert_cmpfloat_with_epsilon (sqrt (variance) / scale, 1.0, 0.05);
      g_assert_cmpint (isnan (measurement.frequency_hz), !=, 0);
    }
}

/* The original's own message: the ripple of ten times the frequency and the noise are not the frequency */
static void
test_original_frequency (void)
{
  for (guint n = 3; n <= 12; n++)
    {
      SolGeneratorSettings settings;
      g_autoptr (SolChannel) channel = NULL;
      SolMeasurement measurement;

      sol_generator_settings_init (&settings);
      channel = run (&settings, n);
      sol_channel_measure (channel, 0, G_MAXINT64, &measurement);
      g_assert_cmpfloat_with_epsilon (measurement.frequency_hz, 2.0, 0.02);
      g_assert_cmpfloat_with_epsilon (measurement.duty, 0.5, 0.03);
    }
}

static void
test_original_message (void)
{
  SolGeneratorSettings settings;
  g_autoptr (SolGenerator) generator = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autofree char *text = NULL;
  const char *begin
      = "{\"timestamp\": 1700000000.25, \"points\": 4, \"sampling_rate\": 8, \"data\": [0.0, 1.0, 0.0, -1.0]}";

  sol_generator_settings_init (&settings);
  settings.shape = SOL_SHAPE_SINE;
  settings.noise = 0.0;
  settings.rate_hz = 8.0;
  settings.n_points = 4;
  generator = sol_generator_new (&settings, 1);
  payload = sol_generator_next_payload (generator, T0_NS);
  text = g_strndup (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  g_assert_cmpstr (text, ==, begin);
}

/* The end of one message and the beginning of the next, and a change of frequency, have no step */
static void
test_phase_continuous (void)
{
  SolGeneratorSettings settings;
  g_autoptr (SolGenerator) generator = NULL;
  double values[3000], last = 0.0;

  sol_generator_settings_init (&settings);
  settings.shape = SOL_SHAPE_SINE;
  settings.noise = 0.0;
  settings.rate_hz = 1000.0;
  settings.frequency_hz = 3.3;
  generator = sol_generator_new (&settings, 1);
  for (guint i = 0; i < 3; i++)
    {
      sol_generator_read (generator, values + 1000 * i, 1000);
      settings.frequency_hz *= 1.7;
      sol_generator_set_settings (generator, &settings);
    }
  for (guint i = 0; i < 3000; last = values[i++])
    g_assert_cmpfloat_with_epsilon (values[i], last, 2.0 * G_PI * 9.6 / 1000.0);
}

static void
test_same_seed (void)
{
  SolGeneratorSettings settings;
  g_autoptr (SolGenerator) one = NULL, two = NULL, three = NULL;
  double values[3][64];

  sol_generator_settings_init (&settings);
  one = sol_generator_new (&settings, 5);
  two = sol_generator_new (&settings, 5);
  three = sol_generator_new (&settings, 6);
  sol_generator_read (one, values[0], 64);
  sol_generator_read (two, values[1], 64);
  sol_generator_read (three, values[2], 64);
  g_assert_cmpmem (values[0], sizeof values[0], values[1], sizeof values[1]);
  g_assert_cmpint (memcmp (values[0], values[2], sizeof values[0]), !=, 0);
}

#define AT(member) G_STRUCT_OFFSET (SolGeneratorSettings, member)

/* In the words of the form */
static void
test_bad_settings (void)
{
  SolGeneratorSettings settings;
  const struct
  {
    gsize       offset;
    double      value;
    const char *message;
  } bad[] = {
    { AT (frequency_hz), 0.0, "Frequency must be between 1\u2009nHz and 1\u2009GHz, not 0\u2009Hz" },
    { AT (frequency_hz), NAN, "Frequency must be between 1\u2009nHz and 1\u2009GHz, not nan\u2009Hz" },
    { AT (frequency_hz), 1000000001, "Frequency must be between 1\u2009nHz and 1\u2009GHz, not 1000000001\u2009Hz" },
    { AT (phase), -361, "Phase must be between −360° and 360°, not −361°" },
    { AT (sweep_s), 0, "Sweep Time must be between 1\u2009ms and 1000000\u2009s, not 0\u2009s" },
    { AT (rate_hz), -1.0, "Samples a Second must be between 0.001 and 10⁹, not −1" },
    { AT (amplitude), INFINITY, "Peak Amplitude must be between 0 and 10¹², not inf" },
    { AT (offset), -2e12, "Offset must be between −10¹² and 10¹², not −2e+12" },
    { AT (duty), 1.5, "Duty must be between 0 and 1, not 1.5" },
    { AT (noise), -0.1, "Noise must be between 0 and 10¹², not −0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      sol_generator_settings_init (&settings);
      g_assert_cmpint (sol_generator_settings_check (&settings, NULL), ==, TRUE);
      G_STRUCT_MEMBER (double, &settings, bad[i].offset) = bad[i].value;
      g_assert_cmpint (sol_generator_settings_check (&settings, &error), ==, FALSE);
      g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
  sol_generator_settings_init (&settings);
  settings.n_points = 0;
  g_assert_cmpint (sol_generator_settings_check (&settings, NULL), ==, FALSE);
  settings.n_points = 1;
  settings.format = SOL_FORMAT_AUTO;
  g_assert_cmpint (sol_generator_settings_check (&settings, NULL), ==, FALSE);
}

static void
test_nicks (void)
{
  SolShape shape;
  SolFormat format;

  for (guint i = 0; i < SOL_N_SHAPES; i++)
    {
      g_assert_cmpint (sol_shape_from_nick (sol_shape_get_nick ((SolShape) i), &shape), ==, TRUE);
      g_assert_cmpuint (shape, ==, i);
    }
  for (guint i = 0; i <= SOL_FORMAT_BINARY; i++)
    {
      g_assert_cmpint (sol_format_from_nick (sol_format_get_nick ((SolFormat) i), &format), ==, TRUE);
      g_assert_cmpuint (format, ==, i);
    }
  g_assert_cmpint (sol_shape_from_nick ("circle", &shape), ==, FALSE);
  g_assert_cmpint (sol_format_from_nick ("jsn", &format), ==, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/generator/round-trip", test_round_trip);
  g_test_add_func ("/signal/generator/round-trip-single", test_round_trip_single);
  g_test_add_func ("/signal/generator/constant-and-noise", test_constant_and_noise);
  g_test_add_func ("/signal/generator/original-frequency", test_original_frequency);
  g_test_add_func ("/signal/generator/original-message", test_original_message);
  g_test_add_func ("/signal/generator/phase-continuous", test_phase_continuous);
  g_test_add_func ("/signal/generator/same-seed", test_same_seed);
  g_test_add_func ("/signal/generator/bad-settings", test_bad_settings);
  g_test_add_func ("/signal/generator/nicks", test_nicks);
  return g_test_run ();
}
