/* measure-dump.c: what the library says of samples on its input, as JSON, to be compared with other programs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sol-expression.h"
#include "sol-measure.h"
#include "sol-spectrum.h"

static void
print_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  fputs (isfinite (number) ? g_ascii_dtostr (text, sizeof text, number) : "null", stdout);
}

static void
print_array (const char   *name,
             const double *numbers,
             gsize         n)
{
  printf ("\"%s\": [", name);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        putchar (',');
      print_number (numbers[i]);
    }
  putchar (']');
}

static void
dump_measure (const SolStretch *stretch)
{
  SolMeasurement measurement;

  sol_measure_stretch (stretch, &measurement);
  printf ("{\"n\": %" G_GUINT64_FORMAT, measurement.n_samples);
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    {
      printf (", \"%s\": ", sol_measure_get_nick ((SolMeasure) i));
      print_number (sol_measurement_get (&measurement, (SolMeasure) i));
    }
  putchar ('}');
}

static void
dump_peaks (const SolSpectrumResult *result)
{
  SolSpectrumPeak peaks[8];
  SolSpectrumQuality quality;
  guint n = sol_spectrum_find_peaks (result, 80.0, peaks, G_N_ELEMENTS (peaks));

  fputs (", \"peaks\": [", stdout);
  for (guint i = 0; i < n; i++)
    {
      fputs (i > 0 ? ",[" : "[", stdout);
      print_number (peaks[i].frequency_hz);
      putchar (',');
      print_number (peaks[i].rms);
      putchar (']');
    }
  sol_spectrum_get_quality (result, &quality);
  fputs ("], \"thd\": ", stdout);
  print_number (quality.thd);
}

static void
dump_spectrum (const SolStretch  *stretch,
               SolSpectrumWindow  window)
{
  const SolSpectrumSettings settings = { .length = (guint) stretch->n, .window = window };
  g_autoptr (SolSpectrum) spectrum = sol_spectrum_new ();
  SolSpectrumResult result;

  sol_spectrum_set (spectrum, &settings);
  sol_spectrum_add (spectrum, stretch);
  sol_spectrum_get_result (spectrum, &result);
  fputs ("{\"step\": ", stdout);
  print_number (result.step_hz);
  fputs (", \"gain\": ", stdout);
  print_number (sol_spectrum_window_get_gain (window));
  fputs (", \"enbw\": ", stdout);
  print_number (sol_spectrum_window_get_enbw (window));
  fputs (", ", stdout);
  print_array ("rms", result.rms, result.n_bins);
  dump_peaks (&result);
  putchar ('}');
}

static void
dump_expression (const SolStretch *stretch,
                 const char       *text)
{
  static const char *const names[] = { "ch1" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SolExpression) expression = sol_expression_new (text, names, 1, &error);
  g_autofree double *times_s = g_new (double, stretch->n), *values = g_new (double, stretch->n);
  const double *const inputs[] = { stretch->values };

  if (expression == NULL)
    g_error ("%s", error->message);
  for (gsize i = 0; i < stretch->n; i++)
    times_s[i] = sol_stretch_get_time (stretch, i);
  sol_expression_run (expression, times_s, inputs, stretch->n, values);
  putchar ('{');
  print_array ("values", values, stretch->n);
  putchar ('}');
}

/* "measure", "spectrum" with the window's number or "expression" with its text */
static void
dump (const SolStretch *stretch,
      const char       *mode,
      const char       *argument)
{
  if (strcmp (mode, "expression") == 0)
    dump_expression (stretch, argument);
  else if (strcmp (mode, "spectrum") == 0)
    dump_spectrum (stretch, (SolSpectrumWindow) atoi (argument));
  else
    dump_measure (stretch);
}

static void
dump_all (const SolStretch *stretch,
          const char       *mode,
          const char       *arguments)
{
  g_auto (GStrv) words = g_strsplit (arguments, ";", -1);

  putchar ('[');
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        putchar (',');
      dump (stretch, mode, words[i]);
    }
  puts ("]");
  fflush (stdout);
}

/* Each request is a line, MODE PERIOD N ARGUMENT;ARGUMENT…, and N doubles of this machine's order; the answer is a line
 * with an array. Fewer requests are sooner answered where two processes share a busy computer. */
int
main (void)
{
  g_auto (SolStretch) stretch = { 0 };
  char line[1024];

  setvbuf (stdout, NULL, _IOFBF, 1 << 20);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), " ", 4);
      gsize n = (gsize) g_ascii_strtoull (words[2], NULL, 10);
      g_autofree double *values = g_new (double, n);

      if (fread (values, sizeof (double), n, stdin) != n)
        return 1;
      sol_stretch_set (&stretch, values, NULL, n, g_ascii_strtod (words[1], NULL));
      dump_all (&stretch, words[0], words[3]);
    }
  return 0;
}
