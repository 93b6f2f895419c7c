/* test-generator-signal.c: modulation, impairments, tables and scenarios
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "sol-generator.h"
#include "sol-scenario.h"

#define N 4000
#define RATE_HZ 1000.0

/* A sine of 10 Hz, 1,000 samples a second, nothing else */
static void
init (SolGeneratorSettings *settings)
{
  sol_generator_settings_init (settings);
  settings->shape = SOL_SHAPE_SINE;
  settings->frequency_hz = 10.0;
  settings->noise = 0.0;
  settings->rate_hz = RATE_HZ;
}

static void
run (const SolGeneratorSettings *settings,
     double                     *values)
{
  g_autoptr (SolGenerator) generator = NULL;
  g_autoptr (GError) error = NULL;

  sol_generator_settings_check (settings, &error);
  g_assert_no_error (error);
  generator = sol_generator_new (settings, 3);
  sol_generator_read (generator, values, N);
}

/* Upward crossings of 0 among [begin, end) */
static guint
count_rises (const double *values,
             guint         begin,
             guint         end)
{
  guint n = 0;

  for (guint i = begin + 1; i < end; i++)
    n += values[i - 1] < 0.0 && values[i] >= 0.0;
  return n;
}

/* From 10 to 50 Hz in 4 s: 20 Hz at the end of the first second on a straight way, 14.95 Hz by octaves */
static void
test_sweep (void)
{
  SolGeneratorSettings settings;
  double values[N];

  init (&settings);
  settings.sweep = SOL_SWEEP_LINEAR;
  settings.sweep_hz = 50.0;
  settings.sweep_s = 4.0;
  run (&settings, values);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 0, 1000), 15.0, 1.5);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 0, N), 120.0, 1.5);
  settings.sweep = SOL_SWEEP_LOGARITHMIC;
  run (&settings, values);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 0, 1000), (14.953 - 10.0) * 4.0 / log (5.0), 1.5);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 0, N), 40.0 * 4.0 / log (5.0), 1.5);
}

/* Two periods of 100 ms, three of silence */
static void
test_burst (void)
{
  SolGeneratorSettings settings;
  double values[N];

  init (&settings);
  settings.burst_periods = 2.0;
  settings.burst_pause = 3.0;
  settings.offset = 0.25;
  run (&settings, values);
  g_assert_cmpfloat_with_epsilon (values[25], 1.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (values[125], 1.25, 1e-6);
  for (guint i = 202; i < 498; i++)
    g_assert_cmpfloat_with_epsilon (values[i], 0.25, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[525], 1.25, 1e-6);
}

static void
test_modulation (void)
{
  SolGeneratorSettings settings;
  double values[N], peak = 0.0, least = 2.0, high = 0.0;

  init (&settings);
  settings.am_depth = 0.5;
  settings.am_hz = 1.0;
  run (&settings, values);
  for (guint i = 0; i < N; i += 100)
    {
      peak = MAX (peak, values[i + 25]);
      least = MIN (least, values[i + 25]);
    }
  g_assert_cmpfloat_with_epsilon (peak, 1.5, 0.03);
  g_assert_cmpfloat_with_epsilon (least, 0.5, 0.03);

  init (&settings);
  settings.fm_hz_off = 5.0;
  settings.fm_hz = 0.5;
  run (&settings, values);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 0, 1000), 10.0 + 5.0 * 2.0 / G_PI, 1.5);
  g_assert_cmpfloat_with_epsilon (count_rises (values, 1000, 2000), 10.0 - 5.0 * 2.0 / G_PI, 1.5);

  init (&settings);
  settings.shape = SOL_SHAPE_PULSE;
  settings.duty = 0.5;
  settings.pwm_depth = 0.8;
  settings.pwm_hz = 0.5;
  run (&settings, values);
  for (guint i = 0; i < 1000; i++)
    high += values[i] / 1000.0;
  g_assert_cmpfloat_with_epsilon (high, 0.5 + 0.4 * 2.0 / G_PI, 0.02);
}

/* What each order is given is what a Fourier sum over whole periods finds */
static void
test_harmonics (void)
{
  SolGeneratorSettings settings;
  double values[N], re = 0.0, im = 0.0;

  init (&settings);
  settings.amplitude = 2.0;
  settings.harmonics[0] = (SolHarmonic) { 3, 0.25, 60.0 };
  settings.n_harmonics = 1;
  run (&settings, values);
  for (guint i = 0; i < N; i++)
    {
      re += values[i] * cos (2.0 * G_PI * 30.0 * i / RATE_HZ) * 2.0 / N;
      im += values[i] * sin (2.0 * G_PI * 30.0 * i / RATE_HZ) * 2.0 / N;
    }
  g_assert_cmpfloat_with_epsilon (hypot (re, im), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (atan2 (re, im) * 180.0 / G_PI, 60.0, 1e-3);
}

static void
test_channels (void)
{
  SolGeneratorSettings settings;
  double values[3][8];

  init (&settings);
  settings.n_channels = 3;
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (SolGenerator) generator = sol_generator_new_for_channel (&settings, 1, i);

      sol_generator_read (generator, values[i], 8);
      g_assert_cmpfloat_with_epsilon (values[i][0], sin (-2.0 * G_PI * i / 3.0), 1e-9);
    }
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat_with_epsilon (values[0][i] + values[1][i] + values[2][i], 0.0, 1e-9);
}

static void
test_impairments (void)
{
  SolGeneratorSettings settings;
  double values[N], pure[N], off = 0.0;
  guint n_zeros = 0, n_clipped = 0;

  init (&settings);
  run (&settings, pure);
  settings.clip = 0.5;
  settings.drift = 0.1;
  run (&settings, values);
  for (guint i = 0; i < N; i++)
    n_clipped += fabs (values[i]) == 0.5;
  g_assert_cmpfloat_with_epsilon (values[0], 0.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (values[3000], 0.3, 1e-6);
  g_assert_cmpuint (n_clipped, >, N / 2);

  init (&settings);
  settings.offset = 5.0;
  settings.dropouts_hz = 5.0;
  settings.dropout_s = 0.02;
  run (&settings, values);
  for (guint i = 0; i < N; i++)
    n_zeros += values[i] == 0.0;
  g_assert_cmpfloat_with_epsilon (n_zeros, 400.0, 250.0);

  init (&settings);
  settings.jitter = 0.5;
  run (&settings, values);
  for (guint i = 0; i < N; i++)
    off += (values[i] - pure[i]) * (values[i] - pure[i]) / N;
  g_assert_cmpfloat_with_epsilon (sqrt (off), 0.5 * 2.0 * G_PI * 10.0 / RATE_HZ / G_SQRT2, 0.002);
}

/* The parts are kept, and the samples are the same whatever becomes of their messages */
static void
test_fates (void)
{
  SolGeneratorSettings settings;
  g_autoptr (SolGenerator) generator = NULL;
  guint n_of[3] = { 0 }, n_late = 0;

  init (&settings);
  settings.lost = 0.2;
  settings.duplicates = 0.1;
  settings.late = 0.3;
  generator = sol_generator_new (&settings, 4);
  for (guint i = 0; i < 10000; i++)
    {
      double late_s;

      n_of[sol_generator_next_fate (generator, &late_s)]++;
      n_late += late_s == 0.5;
    }
  g_assert_cmpfloat_with_epsilon (n_of[0], 2000.0, 200.0);
  g_assert_cmpfloat_with_epsilon (n_of[2], 800.0, 150.0);
  g_assert_cmpfloat_with_epsilon (n_late, 3000.0, 250.0);
}

/* Straight lines between the values, the last one joined with the first */
static void
test_table_shape (void)
{
  const double form[] = { 0.0, 1.0, 0.0, -1.0 };
  SolGeneratorSettings settings;
  double values[N];
  g_autoptr (SolShapeTable) table = sol_shape_table_new (form, 4, NULL);

  init (&settings);
  settings.shape = SOL_SHAPE_TABLE;
  g_assert_cmpint (sol_generator_settings_check (&settings, NULL), ==, FALSE);
  settings.table = table;
  run (&settings, values);
  g_assert_cmpfloat_with_epsilon (values[25], 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (values[30], 0.8, 1e-6);
  g_assert_cmpfloat_with_epsilon (values[90], -0.4, 1e-6);
}

static void
test_scenarios (void)
{
  guint n;
  const SolScenario *scenarios = sol_scenario_list (&n);

  g_assert_cmpuint (n, >=, 5);
  g_assert_null (sol_scenario_find ("nothing"));
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (sol_scenario_find (scenarios[i].nick) == &scenarios[i]);
      for (guint k = 0; k < scenarios[i].n_sources; k++)
        {
          g_auto (SolGeneratorSettings) settings = { 0 };
          double values[N];

          sol_scenario_fill (&scenarios[i], k, &settings);
          run (&settings, values);
        }
    }
}

/* CPU time of a sample in ns */
static double
get_cost (const SolGeneratorSettings *settings)
{
  double values[N];
  clock_t begin = clock ();

  for (guint i = 0; i < 100; i++)
    run (settings, values);
  return (double) (clock () - begin) / CLOCKS_PER_SEC * 1e9 / (100.0 * N);
}

static void
test_cost (void)
{
  SolGeneratorSettings settings;
  double plain, all;

  init (&settings);
  plain = get_cost (&settings);
  settings.sweep = SOL_SWEEP_LOGARITHMIC;
  settings.am_depth = settings.noise = settings.jitter = settings.dropouts_hz = 0.1;
  all = get_cost (&settings);
  g_test_message ("a sample: %.1f ns, everything on: %.1f ns", plain, all);
  g_assert_cmpfloat (plain, <, 1000.0);
  g_assert_cmpfloat (all, <, 5000.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/generator/sweep", test_sweep);
  g_test_add_func ("/signal/generator/burst", test_burst);
  g_test_add_func ("/signal/generator/modulation", test_modulation);
  g_test_add_func ("/signal/generator/harmonics", test_harmonics);
  g_test_add_func ("/signal/generator/channels", test_channels);
  g_test_add_func ("/signal/generator/impairments", test_impairments);
  g_test_add_func ("/signal/generator/fates", test_fates);
  g_test_add_func ("/signal/generator/table-shape", test_table_shape);
  g_test_add_func ("/signal/generator/scenarios", test_scenarios);
  g_test_add_func ("/signal/generator/cost", test_cost);
  return g_test_run ();
}
