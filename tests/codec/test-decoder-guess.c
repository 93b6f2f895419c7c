/* test-decoder-guess.c: text is never taken for binary, nor one kind of raw samples for another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sets are those of which the detection's design states how often other rules are wrong.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-decoder.h"

#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)
#define N_BUFFERS 5000
#define N_SAMPLES 128

static void
ignore_cb (const SolSampleBlock *block,
           gpointer              user_data)
{
}

static SolFormat
detect (const void *payload,
        gsize       length)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");

  sol_decoder_decode (decoder, payload, length, NOW_US, ignore_cb, NULL, NULL);
  return sol_decoder_get_format (decoder);
}

/* What is proposed for octets of which nothing is known; text and containers are no answer */
static SolFormat
propose (const void *payload,
         gsize       length)
{
  g_autoptr (SolDecoder) decoder = sol_decoder_new ("test");

  sol_decoder_decode (decoder, payload, length, NOW_US, ignore_cb, NULL, NULL);
  g_assert_cmpint (sol_decoder_get_format (decoder), ==, SOL_FORMAT_BINARY);
  return sol_decoder_get_proposal (decoder);
}

static void
test_numbers_in_text (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *two_places = g_strdup_printf ("%u.%02u", i / 100, i % 100), *whole = g_strdup_printf ("%u", i);

      g_assert_cmpint (detect (two_places, strlen (two_places)), ==, SOL_FORMAT_NUMBER);
      g_assert_cmpint (detect (whole, strlen (whole)), ==, SOL_FORMAT_NUMBER);
    }
}

static void
test_states (void)
{
  static const char * const words[] = {
    "ON", "OFF", "on", "off", "true", "false", "open", "closed", "online", "offline", "home", "not_home", "idle",
    "heat", "cool", "auto", "Keuken", "Wohnzimmer", "kitchen", "locked", "unlocked", "playing", "paused", "standby",
    "unavailable", "unknown", "ready", "lost", "sleeping", "init", "alert", "disconnected",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (detect (words[i], strlen (words[i])), ==, SOL_FORMAT_STATES);
}

static double
gauss (GRand *random)
{
  double u = g_rand_double_range (random, 1e-12, 1.0), v = g_rand_double (random);

  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * v);
}

static double
sine (double amplitude,
      double frequency,
      guint  i)
{
  return amplitude * sin (frequency * i + 0.3);
}

static void
fill_int16 (GRand  *random,
            gint16 *values)
{
  double amplitude = exp (g_rand_double_range (random, log (100.0), log (32000.0)));
  double noise = g_rand_double_range (random, 0.0, 40.0), frequency = g_rand_double_range (random, 0.01, 1.0);

  for (guint i = 0; i < N_SAMPLES; i++)
    values[i] = GINT16_TO_LE ((gint16) CLAMP (sine (amplitude, frequency, i) + noise * gauss (random), -32768, 32767));
}

static void
test_int16 (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  gint16 values[N_SAMPLES];

  for (guint i = 0; i < N_BUFFERS; i++)
    {
      fill_int16 (random, values);
      g_assert_cmpint (propose (values, sizeof values), ==, SOL_FORMAT_INT16);
      for (guint k = 0; k < N_SAMPLES; k++)
        values[k] = (gint16) g_rand_int (random);
      g_assert_cmpint (propose (values, sizeof values), ==, SOL_FORMAT_INT16);
    }
}

static void
put_float (float  value,
           guint8 *octets)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT32_TO_LE (bits);
  memcpy (octets, &bits, sizeof bits);
}

static void
test_float32 (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  guint8 octets[4 * N_SAMPLES];

  for (guint i = 0; i < N_BUFFERS; i++)
    {
      double amplitude = exp (g_rand_double_range (random, log (0.01), log (1000.0)));
      double frequency = g_rand_double_range (random, 0.01, 1.0);

      for (guint k = 0; k < N_SAMPLES; k++)
        put_float ((float) sine (amplitude, frequency, k), octets + 4 * k);
      g_assert_cmpint (propose (octets, sizeof octets), ==, SOL_FORMAT_FLOAT32);
      for (guint k = 0; k < N_SAMPLES; k++)
        put_float ((float) gauss (random), octets + 4 * k);
      g_assert_cmpint (propose (octets, sizeof octets), ==, SOL_FORMAT_FLOAT32);
    }
}

static void
test_float64_is_not_float32 (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  double values[N_SAMPLES];

  for (guint i = 0; i < N_BUFFERS; i++)
    {
      double amplitude = exp (g_rand_double_range (random, log (0.01), log (1000.0)));

      for (guint k = 0; k < N_SAMPLES; k++)
        values[k] = sine (amplitude, 0.1, k);
      g_assert_cmpint (propose (values, sizeof values), !=, SOL_FORMAT_FLOAT32);
    }
}

static void
test_zeros_say_nothing (void)
{
  static const guint8 zeros[64];

  g_assert_cmpint (propose (zeros, sizeof zeros), ==, SOL_FORMAT_BINARY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/decoder-guess/numbers-in-text", test_numbers_in_text);
  g_test_add_func ("/codec/decoder-guess/states", test_states);
  g_test_add_func ("/codec/decoder-guess/int16", test_int16);
  g_test_add_func ("/codec/decoder-guess/float32", test_float32);
  g_test_add_func ("/codec/decoder-guess/float64-is-not-float32", test_float64_is_not_float32);
  g_test_add_func ("/codec/decoder-guess/zeros-say-nothing", test_zeros_say_nothing);
  return g_test_run ();
}
