/* test-spectrum.c: lines of known height and place, averages and the waterfall
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-waterfall.h"

typedef struct
{
  double frequency_hz, rms;
} Line;

/* @n samples at @rate_hz of lines on an offset, the phase of each its number */
static void
fill (SolStretch *stretch,
      gsize       n,
      double      rate_hz,
      double      offset,
      const Line *lines,
      guint       n_lines)
{
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      values[i] = offset;
      for (guint k = 0; k < n_lines; k++)
        values[i] += lines[k].rms * G_SQRT2 * sin (2.0 * G_PI * lines[k].frequency_hz * (double) i / rate_hz + k);
    }
  sol_stretch_set (stretch, values, NULL, n, 1.0 / rate_hz);
}

static void
add (SolSpectrum             *spectrum,
     SolSpectrumWindow        window,
     guint                    length,
     const SolStretch        *stretch,
     SolSpectrumResult       *result)
{
  const SolSpectrumSettings settings = { .length = length, .window = window };

  sol_spectrum_set (spectrum, &settings);
  g_assert_cmpint (sol_spectrum_add (spectrum, stretch), ==, TRUE);
  sol_spectrum_get_result (spectrum, result);
}

/* On a bin every window shows the same height, and the mean as it is */
static void
test_on_bin (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const Line line = { 50.0, 2.0 };

  fill (&stretch, 1000, 1000.0, -1.5, &line, 1);
  for (guint w = 0; w < SOL_N_SPECTRUM_WINDOWS; w++)
    {
      SolSpectrumResult result;

      add (spectrum, (SolSpectrumWindow) w, 1000, &stretch, &result);
      g_assert_cmpuint (result.n_bins, ==, 501);
      g_assert_cmpfloat_with_epsilon (result.step_hz, 1.0, 1e-12);
      g_assert_cmpfloat_with_epsilon (result.rms[50], 2.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (result.rms[0], 1.5, 1e-9);
      g_assert_cmpfloat_with_epsilon (result.rms[200], 0.0, 1e-9);
      g_assert_cmpint (result.is_resampled, ==, FALSE);
    }
}

/* Anywhere between bins; a line and a small one beside it */
static void
test_peaks (void)
{
  static const double tolerances[] = { 5e-3, 1e-4, 1e-3, 1e-4 };
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };

  for (guint round = 0; round < 40; round++)
    {
      const Line lines[] = { { 100.0 + round / 40.0, 1.0 }, { 237.3, 0.01 } };
      SolSpectrumWindow window = (SolSpectrumWindow) (round % SOL_N_SPECTRUM_WINDOWS);
      double tolerance = tolerances[window];
      SolSpectrumPeak peaks[2];
      SolSpectrumResult result;

      fill (&stretch, 4000, 1000.0, 0.2, lines, 2);
      add (spectrum, window, 1000, &stretch, &result);
      g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, peaks, 2), ==, 2);
      g_assert_cmpfloat_with_epsilon (peaks[0].frequency_hz, lines[0].frequency_hz, tolerance);
      g_assert_cmpfloat_with_epsilon (peaks[0].rms, 1.0, tolerance);
      if (window == SOL_SPECTRUM_RECTANGULAR)
        continue;
      g_assert_cmpfloat_with_epsilon (peaks[1].frequency_hz, 237.3, 0.05);
      g_assert_cmpfloat_with_epsilon (peaks[1].rms, 0.01, 1e-4);
    }
}

static void
test_peak_list (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const Line lines[] = { { 50.0, 0.3 }, { 100.0, 1.0 }, { 150.0, 0.1 }, { 200.0, 0.5 }, { 250.0, 0.0005 } };
  SolSpectrumPeak peaks[8];
  SolSpectrumResult result;

  fill (&stretch, 2000, 1000.0, 5.0, lines, 5);
  add (spectrum, SOL_SPECTRUM_BLACKMAN_HARRIS, 0, &stretch, &result);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, peaks, 8), ==, 4);
  g_assert_cmpfloat_with_epsilon (peaks[0].frequency_hz, 100.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (peaks[1].frequency_hz, 200.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (peaks[3].frequency_hz, 150.0, 1e-6);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, peaks, 2), ==, 2);
  g_assert_cmpfloat_with_epsilon (peaks[1].frequency_hz, 200.0, 1e-6);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, peaks, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (peaks[0].frequency_hz, 100.0, 1e-6);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, peaks, 0), ==, 0);
}

static void
test_quality (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const Line lines[] = { { 50.3, 1.0 }, { 100.6, 0.03 }, { 150.9, 0.04 }, { 333.0, 0.01 } };
  SolSpectrumQuality quality;
  SolSpectrumResult result;

  fill (&stretch, 8000, 1000.0, 1.0, lines, 4);
  add (spectrum, SOL_SPECTRUM_BLACKMAN_HARRIS, 8000, &stretch, &result);
  g_assert_cmpint (sol_spectrum_get_quality (&result, &quality), ==, TRUE);
  g_assert_cmpfloat_with_epsilon (quality.fundamental.frequency_hz, 50.3, 1e-4);
  g_assert_cmpfloat_with_epsilon (quality.thd, 0.05, 1e-4);
  g_assert_cmpfloat_with_epsilon (quality.snr_db, 40.0, 0.05);
  g_assert_cmpfloat_with_epsilon (quality.sinad_db, -10.0 * log10 (0.0026), 0.05);
}

static void
test_averages (void)
{
  static const double expected[][3] = { { 1, 3, 2 }, { 1, 2.23606797749979, 2.160246899469287 },
                                        { 1, 2.23606797749979, 2.1213203435596424 }, { 1, 3, 3 } };
  static const double heights[] = { 1, 3, 2 };
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };

  for (guint average = 0; average < 4; average++)
    for (guint i = 0; i < 3; i++)
      {
        const SolSpectrumSettings settings = { 100, SOL_SPECTRUM_HANN, (SolSpectrumAverage) average, 2 };
        const Line line = { 10.0, heights[i] };
        SolSpectrumResult result;

        fill (&stretch, 100, 100.0, 0.0, &line, 1);
        sol_spectrum_set (spectrum, &settings);
        g_assert_cmpint (sol_spectrum_add (spectrum, &stretch), ==, TRUE);
        sol_spectrum_get_result (spectrum, &result);
        g_assert_cmpuint (result.n_averaged, ==, i + 1);
        g_assert_cmpfloat_with_epsilon (result.rms[10], expected[average][i], 1e-9);
      }
}

/* Uneven samples and missing ones are taken by lines, and it is said */
static void
test_uneven (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  double values[4000], times_s[4000];
  SolSpectrumPeak peak;
  SolSpectrumResult result;

  for (guint i = 0; i < 4000; i++)
    {
      times_s[i] = (i + g_test_rand_double_range (-0.3, 0.3)) * 1e-3;
      values[i] = i % 50 == 7 ? NAN : sin (2.0 * G_PI * 12.5 * times_s[i]);
    }
  sol_stretch_set (&stretch, values, times_s, 4000, 0.0);
  add (spectrum, SOL_SPECTRUM_HANN, 2000, &stretch, &result);
  g_assert_cmpint (result.is_resampled, ==, TRUE);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 20.0, &peak, 1), ==, 1);
  g_assert_cmpfloat_with_epsilon (peak.frequency_hz, 12.5, 0.01);
  g_assert_cmpfloat_with_epsilon (peak.rms, 1.0 / G_SQRT2, 2e-3);
}

static void
test_limits (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const double values[] = { 1, 2, 3, 4, 5, 6, 7, NAN };
  SolSpectrumResult result;
  SolSpectrumPeak peak;

  g_assert_cmpint (sol_spectrum_add (spectrum, &stretch), ==, FALSE);
  sol_spectrum_get_result (spectrum, &result);
  g_assert_cmpuint (result.n_bins, ==, 0);
  g_assert_cmpuint (sol_spectrum_find_peaks (&result, 60.0, &peak, 1), ==, 0);
  sol_stretch_set (&stretch, values, NULL, 7, 1.0);
  g_assert_cmpint (sol_spectrum_add (spectrum, &stretch), ==, FALSE);
  sol_stretch_set (&stretch, values, NULL, 8, 1.0);
  g_assert_cmpint (sol_spectrum_add (spectrum, &stretch), ==, TRUE);
  sol_spectrum_get_result (spectrum, &result);
  g_assert_cmpint (result.is_resampled, ==, TRUE);
  g_assert_cmpfloat_with_epsilon (sol_spectrum_to_scale (10.0, SOL_SPECTRUM_IN_DB), 20.0, 1e-12);
  g_assert_cmpfloat (sol_spectrum_to_scale (0.0, SOL_SPECTRUM_IN_DB), ==, -400.0);
  g_assert_cmpfloat_with_epsilon (sol_spectrum_to_scale (1.0, SOL_SPECTRUM_IN_PEAK), G_SQRT2, 1e-15);
  g_assert_cmpuint (sol_spectrum_get_good_length (1023), ==, 1008);
  g_assert_cmpuint (sol_spectrum_get_good_length (1024), ==, 1024);
}

static void
test_waterfall (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_autoptr (SolWaterfall) waterfall = sol_waterfall_new (3, 50);
  g_auto (SolStretch) stretch = { 0 };

  for (guint i = 0; i < 5; i++)
    {
      const Line line = { 105.0 + 10 * i, 1.0 };
      SolSpectrumResult result;

      fill (&stretch, 1000, 1000.0, 0.0, &line, 1);
      add (spectrum, SOL_SPECTRUM_HANN, 1000, &stretch, &result);
      sol_waterfall_push (waterfall, i, &result, 0.0, 500.0);
    }
  g_assert_cmpuint (sol_waterfall_get_n_rows (waterfall), ==, 3);
  for (guint age = 0; age < 3; age++)
    {
      gint64 t_ns;
      const float *row = sol_waterfall_get_row (waterfall, age, &t_ns);

      g_assert_cmpint (t_ns, ==, 4 - age);
      g_assert_cmpfloat_with_epsilon (row[14 - age], 0.0, 1e-3);
      g_assert_cmpfloat (row[30], <, -200.0);
    }
  sol_waterfall_clear (waterfall);
  g_assert_cmpuint (sol_waterfall_get_n_rows (waterfall), ==, 0);
}

/* Plans of many lengths in several threads at once */
static gpointer
transform_thread (gpointer data)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const Line line = { 10.0, 1.0 };

  fill (&stretch, 400, 100.0, 0.0, &line, 1);
  for (guint i = 0; i < 50; i++)
    {
      SolSpectrumResult result;

      add (spectrum, SOL_SPECTRUM_HANN, 64 + (GPOINTER_TO_UINT (data) + i) % 300, &stretch, &result);
      g_assert_cmpfloat (result.rms[result.n_bins / 5], >, 0.1);
    }
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < 4; i++)
    threads[i] = g_thread_new ("transform", transform_thread, GUINT_TO_POINTER (i * 37));
  for (guint i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

static void
test_speed (void)
{
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  g_auto (SolStretch) stretch = { 0 };
  const Line line = { 10.0, 1.0 };
  SolSpectrumResult result;
  gint64 begin_us;

  fill (&stretch, 262144, 100000.0, 0.0, &line, 1);
  begin_us = g_get_monotonic_time ();
  add (spectrum, SOL_SPECTRUM_HANN, 262144, &stretch, &result);
  g_test_message ("the first %" G_GINT64_FORMAT " us", g_get_monotonic_time () - begin_us);
  begin_us = g_get_monotonic_time ();
  add (spectrum, SOL_SPECTRUM_HANN, 262144, &stretch, &result);
  g_test_message ("the next %" G_GINT64_FORMAT " us", g_get_monotonic_time () - begin_us);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/spectrum/on-bin", test_on_bin);
  g_test_add_func ("/signal/spectrum/peaks", test_peaks);
  g_test_add_func ("/signal/spectrum/peak-list", test_peak_list);
  g_test_add_func ("/signal/spectrum/quality", test_quality);
  g_test_add_func ("/signal/spectrum/averages", test_averages);
  g_test_add_func ("/signal/spectrum/uneven", test_uneven);
  g_test_add_func ("/signal/spectrum/limits", test_limits);
  g_test_add_func ("/signal/spectrum/waterfall", test_waterfall);
  g_test_add_func ("/signal/spectrum/threads", test_threads);
  g_test_add_func ("/signal/spectrum/speed", test_speed);
  return g_test_run ();
}
