/* test-measure.c: measurements of signals whose values are known
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-measure.h"

#define S_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)
#define MAX_N 20000

typedef double (*Shape) (double t_s);

static void
measure (Shape           shape,
         gsize           n,
         double          period_s,
         SolMeasurement *measurement)
{
  g_auto (SolStretch) stretch = { 0 };
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = shape ((double) i * period_s);
  sol_stretch_set (&stretch, values, NULL, n, period_s);
  sol_measure_stretch (&stretch, measurement);
}

/* 1 Hz between -1 and 3: rises in 0.1 s, falls in 0.2 s, up for 0.3 s between */
static double
trapezoid (double t_s)
{
  double t = t_s + 0.05 - floor (t_s + 0.05);

  if (t < 0.1)
    return -1.0 + 4.0 * t / 0.1;
  if (t < 0.4)
    return 3.0;
  return t < 0.6 ? 3.0 - 4.0 * (t - 0.4) / 0.2 : -1.0;
}

static void
test_trapezoid (void)
{
  SolMeasurement m;

  measure (trapezoid, 10000, 1e-3, &m);
  g_assert_cmpuint (m.n_samples, ==, 10000);
  g_assert_cmpfloat_with_epsilon (m.top, 3.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.base, -1.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.amplitude, m.top - m.base, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.peak_to_peak, 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (m.rise_s, 0.08, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.fall_s, 0.16, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.period_s, 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (m.frequency_hz, 1.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (m.positive_width_s, 0.45, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.negative_width_s, 0.55, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.duty, 0.45, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.overshoot, 0.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (m.fall_preshoot, 0.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (m.mean, -1.0 + 4.0 * 0.45, 1e-3);
}

/* The stretch begins on the mid level, going up: that edge cannot be told, nor the pulse that it begins */
static void
test_counts (void)
{
  SolMeasurement m;

  measure (trapezoid, 10000, 1e-3, &m);
  g_assert_cmpuint (m.n_rises, ==, 9);
  g_assert_cmpuint (m.n_falls, ==, 10);
  g_assert_cmpuint (m.n_positive_pulses, ==, 9);
  g_assert_cmpuint (m.n_negative_pulses, ==, 9);
}

static double
sine (double t_s)
{
  return 2.0 + 3.0 * sin (2.0 * G_PI * 5.0 * t_s);
}

/* 10 % to 90 % of a sine: from asin (-0.8) to asin (0.8) */
static void
test_sine (void)
{
  SolMeasurement m;

  measure (sine, 10000, 1e-3, &m);
  g_assert_cmpfloat_with_epsilon (m.mean, 2.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (m.ac_rms, 3.0 / G_SQRT2, 1e-9);
  g_assert_cmpfloat_with_epsilon (m.rms, sqrt (4.0 + 4.5), 1e-9);
  g_assert_cmpfloat_with_epsilon (m.amplitude, 6.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (m.rise_s, 2.0 * asin (0.8) / (2.0 * G_PI * 5.0), 2e-5);
  g_assert_cmpfloat_with_epsilon (m.fall_s, m.rise_s, 1e-5);
  g_assert_cmpfloat_with_epsilon (m.duty, 0.5, 1e-5);
  g_assert_cmpfloat_with_epsilon (m.overshoot, 0.0, 1e-3);
}

/* Few samples in a period, always the same ones: most stand where the signal only passes */
static double
sine_of_eight (double t_s)
{
  return sin (2.0 * G_PI * t_s / 8.0);
}

static void
test_coherent_sine (void)
{
  SolMeasurement m;

  measure (sine_of_eight, 800, 1.0, &m);
  g_assert_cmpfloat_with_epsilon (m.top, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.base, -1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (m.period_s, 8.0, 1e-9);
}

/* A step each half second that rings: 20 % beyond, 5 % before */
static double
ringing (double t_s)
{
  double t = t_s + 0.25 - floor (t_s + 0.25), side = t < 0.5 ? 1.0 : -1.0, u = t < 0.5 ? t : t - 0.5;

  if (u > 0.49)
    return side * 1.1;
  return u < 0.01 ? side * (2.0 * u / 0.01 - 1.0) : side * (1.0 + 0.4 * exp (-(u - 0.01) * 100.0));
}

static void
test_aberrations (void)
{
  SolMeasurement m;

  measure (ringing, 10000, 5e-4, &m);
  g_assert_cmpfloat_with_epsilon (m.top, 1.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.base, -1.0, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.overshoot, 0.2, 0.012);
  g_assert_cmpfloat_with_epsilon (m.fall_overshoot, 0.2, 0.012);
  g_assert_cmpfloat_with_epsilon (m.preshoot, 0.05, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.fall_preshoot, 0.05, 2e-3);
  g_assert_cmpfloat_with_epsilon (m.rise_s, 0.008, 1e-3);
}

static double
get_gaussian (void)
{
  double sum = 0.0;

  for (guint i = 0; i < 12; i++)
    sum += g_test_rand_double ();
  return sum - 6.0;
}

static double
noisy_pulse (double t_s)
{
  return (t_s - floor (t_s) < 0.095 ? 5.0 : 1.0) + 0.04 * get_gaussian ();
}

/* Noise widens the extremes, not the states */
static void
test_noisy_levels (void)
{
  SolMeasurement m;

  measure (noisy_pulse, MAX_N, 1e-2, &m);
  g_assert_cmpfloat_with_epsilon (m.top, 5.0, 0.03);
  g_assert_cmpfloat_with_epsilon (m.base, 1.0, 0.03);
  g_assert_cmpfloat_with_epsilon (m.duty, 0.1, 1e-3);
  g_assert_cmpfloat (m.peak_to_peak, >, 4.15);
}

/* What is not there is NaN, and no crossing is taken across what is missing */
static void
test_undefined (void)
{
  const double flat[] = { 2.0, 2.0, 2.0 }, step[] = { 0.0, 0.0, NAN, 1.0, 1.0 };
  g_auto (SolStretch) stretch = { 0 };
  SolMeasurement m;

  sol_measure_stretch (&stretch, &m);
  g_assert_cmpuint (m.n_samples, ==, 0);
  for (guint i = 0; i < SOL_MEASURE_POSITIVE_PULSES; i++)
    g_assert_cmpint (isnan (sol_measurement_get (&m, (SolMeasure) i)), !=, 0);

  sol_stretch_set (&stretch, flat, NULL, 3, 1.0);
  sol_measure_stretch (&stretch, &m);
  g_assert_cmpfloat (m.top, ==, 2.0);
  g_assert_cmpfloat (m.amplitude, ==, 0.0);
  g_assert_cmpfloat (m.ac_rms, ==, 0.0);
  g_assert_cmpint (isnan (m.frequency_hz) && isnan (m.rise_s) && isnan (m.overshoot), !=, 0);

  sol_stretch_set (&stretch, step, NULL, 5, 1.0);
  sol_measure_stretch (&stretch, &m);
  g_assert_cmpfloat (m.amplitude, ==, 1.0);
  g_assert_cmpuint (m.n_rises, ==, 0);
  g_assert_cmpint (isnan (m.rise_s), !=, 0);
}

/* As far apart as doubles can be, and as near: nothing breaks, and what cannot be told is not */
static void
test_extremes (void)
{
  const double huge[] = { -1.7e308, 1.7e308, -1.7e308, 1.7e308 }, tiny[] = { 0.0, 5e-324, 0.0, 5e-324 };
  g_auto (SolStretch) stretch = { 0 };
  SolMeasurement m;

  sol_stretch_set (&stretch, huge, NULL, 4, 1.0);
  sol_measure_stretch (&stretch, &m);
  g_assert_cmpfloat (m.max, ==, 1.7e308);
  g_assert_cmpint (isnan (m.rise_s), !=, 0);
  sol_stretch_set (&stretch, tiny, NULL, 4, 1.0);
  sol_measure_stretch (&stretch, &m);
  g_assert_cmpfloat (m.max, ==, 5e-324);
}

/* The same samples with a time each, unevenly, measure the same */
static void
test_uneven (void)
{
  g_auto (SolStretch) stretch = { 0 };
  g_autofree double *values = g_new (double, MAX_N), *times_s = g_new (double, MAX_N);
  SolMeasurement m;
  double t_s = 0.0;

  for (gsize i = 0; i < MAX_N; i++, t_s += g_test_rand_double_range (1e-4, 9e-4))
    {
      times_s[i] = t_s;
      values[i] = trapezoid (t_s);
    }
  sol_stretch_set (&stretch, values, times_s, MAX_N, 0.0);
  sol_measure_stretch (&stretch, &m);
  g_assert_cmpfloat_with_epsilon (m.frequency_hz, 1.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (m.duty, 0.45, 1e-3);
  g_assert_cmpfloat_with_epsilon (m.rise_s, 0.08, 1e-3);
}

static void
append (SolChannel *channel,
        double      t_s,
        gsize       n,
        double      rate_hz,
        Shape       shape)
{
  g_autofree double *values = g_new (double, n);
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .t0_ns = T0_NS + llround (t_s * 1e9),
                           .rate_hz = rate_hz, .is_timed = TRUE };

  for (gsize i = 0; i < n; i++)
    values[i] = shape (t_s + (double) i / rate_hz);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static void
test_stretch_even (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  g_auto (SolStretch) stretch = { 0 };

  for (guint i = 0; i < 50; i++)
    append (channel, i * 0.1, 100, 1000.0, sine);
  sol_stretch_read (&stretch, channel, T0_NS + S_NS, T0_NS + 4 * S_NS, 1000000);
  g_assert_cmpuint (stretch.n, ==, 3000);
  g_assert_cmpfloat_with_epsilon (stretch.period_s, 1e-3, 1e-15);
  g_assert_cmpint (stretch.zero_ns, ==, T0_NS + S_NS);
  g_assert_cmpfloat_with_epsilon (sol_stretch_get_rate (&stretch), 1000.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (stretch.values[2999], sine (3.999), 1e-9);
  sol_stretch_read (&stretch, channel, T0_NS, T0_NS + 4 * S_NS, 100);
  g_assert_cmpuint (stretch.n, ==, 100);
  g_assert_cmpint (stretch.zero_ns, ==, T0_NS + 3900 * S_NS / 1000);
}

static void
test_stretch_gap (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  g_auto (SolStretch) stretch = { 0 };

  append (channel, 0.0, 10, 10.0, sine);
  append (channel, 2.0, 10, 10.0, sine);
  sol_stretch_read (&stretch, channel, T0_NS, T0_NS + 9 * S_NS, 1000);
  g_assert_cmpuint (stretch.n, ==, 21);
  g_assert_cmpuint (stretch.n_gaps, ==, 1);
  g_assert_cmpint (isnan (stretch.values[10]), !=, 0);
  g_assert_cmpfloat_with_epsilon (sol_stretch_get_time (&stretch, 9), 0.9, 1e-9);
  g_assert_cmpfloat_with_epsilon (sol_stretch_get_time (&stretch, 11), 2.0, 1e-9);
}

static double
ramp (double t_s)
{
  return 10.0 * t_s;
}

/* Two channels of different rates, the one begun later: y is read at the times of x */
static void
test_pair (void)
{
  g_autoptr (SolChannel) a = sol_channel_new ("a", "V", 0, 0);
  g_autoptr (SolChannel) b = sol_channel_new ("b", "V", 0, 0);
  g_auto (SolStretch) x = { 0 }, y = { 0 };
  double xs[40], ys[40];

  append (a, 0.0, 40, 10.0, sine);
  append (b, 1.03, 20, 7.0, ramp);
  sol_stretch_read (&x, a, 0, G_MAXINT64, 1000);
  sol_stretch_read (&y, b, 0, G_MAXINT64, 1000);
  g_assert_cmpuint (sol_stretch_pair (&x, &y, xs, ys, 40), ==, 40);
  g_assert_cmpint (isnan (xs[10]) && isnan (ys[10]) && isnan (ys[38]), !=, 0);
  for (guint i = 11; i < 38; i++)
    {
      g_assert_cmpfloat (xs[i], ==, x.values[i]);
      g_assert_cmpfloat_with_epsilon (ys[i], ramp (i * 0.1), 1e-6);
    }
}

static void
test_statistics (void)
{
  SolMeasurementStatistics statistics = { 0 };
  const SolStatistics *mean = &statistics.of[SOL_MEASURE_MEAN];

  for (guint i = 0; i < 5; i++)
    {
      SolMeasurement m = { .mean = 1e9 + i, .rise_s = NAN };

      sol_measurement_statistics_add (&statistics, &m);
    }
  g_assert_cmpuint (mean->n, ==, 5);
  g_assert_cmpfloat (mean->min, ==, 1e9);
  g_assert_cmpfloat (mean->max, ==, 1e9 + 4);
  g_assert_cmpfloat_with_epsilon (mean->mean, 1e9 + 2, 1e-6);
  g_assert_cmpfloat_with_epsilon (sol_statistics_get_sigma (mean), sqrt (2.5), 1e-9);
  g_assert_cmpuint (statistics.of[SOL_MEASURE_RISE].n, ==, 0);
  g_assert_cmpstr (sol_measure_get_nick (SOL_MEASURE_AC_RMS), ==, "ac-rms");
  g_assert_cmpint (sol_measure_get_unit (SOL_MEASURE_FALLS), ==, SOL_MEASURE_IN_COUNTS);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/measure/trapezoid", test_trapezoid);
  g_test_add_func ("/signal/measure/counts", test_counts);
  g_test_add_func ("/signal/measure/sine", test_sine);
  g_test_add_func ("/signal/measure/coherent-sine", test_coherent_sine);
  g_test_add_func ("/signal/measure/aberrations", test_aberrations);
  g_test_add_func ("/signal/measure/noisy-levels", test_noisy_levels);
  g_test_add_func ("/signal/measure/undefined", test_undefined);
  g_test_add_func ("/signal/measure/extremes", test_extremes);
  g_test_add_func ("/signal/measure/uneven", test_uneven);
  g_test_add_func ("/signal/measure/stretch-even", test_stretch_even);
  g_test_add_func ("/signal/measure/stretch-gap", test_stretch_gap);
  g_test_add_func ("/signal/measure/pair", test_pair);
  g_test_add_func ("/signal/measure/statistics", test_statistics);
  return g_test_run ();
}
