/* test-wave-file.c: waves out of CSV, WAV and channels, hostile ones too
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sol-generator.h"
#include "sol-wave-file.h"

#define WAV_HEAD "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0\x40\x1f\0\0\0\x7d\0\0\x04\0\x10\0"

static SolWaveFile *
open_octets (const char  *text,
             gsize        length,
             GError     **error)
{
  g_autoptr (GBytes) octets = g_bytes_new (text, length);

  return sol_wave_file_new (octets, "/folder/bench.csv", error);
}

static SolWaveFile *
open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  SolWaveFile *file = open_octets (text, strlen (text), &error);

  g_assert_no_error (error);
  return file;
}

/* What @facts and a table say of sample @i */
static double
get_value (const SolShapeTable *table,
           const SolWaveFacts  *facts,
           gsize                i)
{
  gsize n;
  const double *values = sol_shape_table_get_values (table, &n);

  g_assert_cmpuint (i, <, n);
  return facts->mean + facts->peak * values[i];
}

static void
check_values (const char   *text,
              guint         column,
              double        rate_hz,
              const double *expected,
              gsize         n)
{
  g_autoptr (SolWaveFile) file = open_text (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (SolShapeTable) table = NULL;
  SolWaveFacts facts;

  g_assert_cmpuint (sol_wave_file_get_wave_column (file), ==, column);
  table = sol_wave_file_read (file, column, sol_wave_file_get_time_column (file), &facts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (facts.n_values, ==, n);
  g_assert_cmpfloat_with_epsilon (facts.rate_hz, rate_hz, 1e-6 * rate_hz + 1e-9);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (get_value (table, &facts, i), expected[i], 1e-9);
  g_assert_cmpstr (sol_shape_table_get_path (table), ==, "/folder/bench.csv");
  g_assert_cmpstr (sol_shape_table_get_column (table), ==, sol_wave_file_get_column (file, column));
}

/* Commas, semicolons with decimal commas, tabs, spaces, quotes, line ends of both kinds, headings or none */
static void
test_csv (void)
{
  const double wave[] = { 1.0, -3.5, 2.25 };

  check_values ("time_s,v\r\n0,1\r\n0.5,-3.5\r\n1,2.25\r\n", 1, 2.0, wave, 3);
  check_values ("Zeit;Spannung [V]\n0;1\n0,001;-3,5\n0,002;2,25", 1, 1000.0, wave, 3);
  check_values ("t [ms]\tx\n0\t1\n2\t-3.5\n4\t2.25\n", 1, 500.0, wave, 3);
  check_values ("  0   1\n  1  -3.5\n  2  2.25\n\n\n", 1, 1.0, wave, 3);
  check_values ("\"timestamp\",\"a, b\"\n\"1700000000000\",\"1\"\n\"1700000000100\",\"-3.5\"\n1700000000200,2.25\n", 1,
                10.0, wave, 3);
  check_values ("date,v\n2026-11-22T12:00:00Z,1\n2026-11-22T12:00:10Z,-3.5\n2026-11-22T12:00:20Z,2.25\n", 1, 0.1, wave,
                3);
  check_values ("1\n-3.5\n2.25\n", 0, 0.0, wave, 3);
  check_values ("# made by a logger\nsecond line\nv,time\n1,0\n-3.5,1\n2.25,2\n", 0, 1.0, wave, 3);
  check_values ("v\n1\nnan\nno number\n-3.5\n\n2.25\n", 0, 0.0, wave, 3);
}

static void
test_columns (void)
{
  g_autoptr (SolWaveFile) file = open_text ("time,u,i\n0,1,2\n1,3,4\n2,5,9\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (SolShapeTable) table = NULL;
  SolWaveFacts facts;
  guint column;

  g_assert_cmpuint (sol_wave_file_get_n_columns (file), ==, 3);
  g_assert_cmpint (sol_wave_file_get_time_column (file), ==, 0);
  g_assert_cmpuint (sol_wave_file_get_wave_column (file), ==, 2);
  g_assert_true (sol_wave_file_find_column (file, "u", &column, NULL));
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (sol_wave_file_find_column (file, "3", &column, NULL));
  g_assert_cmpuint (column, ==, 2);
  g_assert_false (sol_wave_file_find_column (file, "w", &column, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "time, u, i"));
  table = sol_wave_file_read (file, 1, -1, &facts, NULL);
  g_assert_cmpfloat (facts.rate_hz, ==, 0.0);
  g_assert_cmpfloat (facts.mean, ==, 3.0);
}

static void
test_uneven_times (void)
{
  g_autoptr (SolWaveFile) file = open_text ("t,v\n0,1\n1,2\n1.2,3\n4,4\n");
  g_autoptr (SolShapeTable) table = NULL;
  SolWaveFacts facts;

  table = sol_wave_file_read (file, 1, 0, &facts, NULL);
  g_assert_nonnull (table);
  g_assert_true (facts.is_uneven);
  g_assert_cmpfloat_with_epsilon (facts.rate_hz, 0.75, 1e-9);
}

/* Played as it stands in the file: the generator gives the file's samples again and again */
static void
test_is_played_sample_by_sample (void)
{
  g_autoptr (SolWaveFile) file = open_text ("time,v\n0,20.5\n0.01,21\n0.02,19\n0.03,18.25\n0.04,22\n");
  const double expected[] = { 20.5, 21.0, 19.0, 18.25, 22.0 };
  g_autoptr (SolShapeTable) table = NULL;
  g_auto (SolGeneratorSettings) settings = { 0 };
  g_autoptr (SolGenerator) generator = NULL;
  g_autoptr (GError) error = NULL;
  double values[1000];
  SolWaveFacts facts;

  table = sol_wave_file_read (file, 1, 0, &facts, NULL);
  sol_generator_settings_init (&settings);
  sol_wave_facts_apply (&facts, table, facts.rate_hz, &settings);
  sol_generator_settings_check (&settings, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (settings.rate_hz, 100.0, 1e-6);
  for (guint kind = 0; kind < SOL_N_INTERPOLATIONS; kind++)
    {
      settings.interpolation = (SolInterpolation) kind;
      g_clear_pointer (&generator, sol_generator_free);
      generator = sol_generator_new (&settings, 1);
      sol_generator_read (generator, values, G_N_ELEMENTS (values));
      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        g_assert_cmpfloat_with_epsilon (values[i], expected[i % 5], 1e-9);
    }
}

static void
test_wav (void)
{
  const char wav[] = WAV_HEAD "data\x08\0\0\0\x00\x40\x01\x01\x00\xc0\x01\x01";
  g_autoptr (GError) error = NULL;
  g_autoptr (SolWaveFile) file = open_octets (wav, sizeof wav - 1, &error);
  g_autoptr (SolShapeTable) table = NULL;
  SolWaveFacts facts;

  g_assert_no_error (error);
  g_assert_cmpuint (sol_wave_file_get_n_columns (file), ==, 2);
  g_assert_cmpint (sol_wave_file_get_time_column (file), ==, -1);
  table = sol_wave_file_read (file, 0, -1, &facts, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (facts.rate_hz, ==, 8000.0);
  g_assert_cmpfloat (get_value (table, &facts, 0), ==, 0.5);
  g_assert_cmpfloat (get_value (table, &facts, 1), ==, -0.5);
}

/* Opened or not, and read or not, nothing of it may end the program; a table has numbers only */
static void
read_all (const char *octets,
          gsize       length)
{
  g_autoptr (SolWaveFile) file = open_octets (octets, length, NULL);

  for (guint i = 0; file != NULL && i < sol_wave_file_get_n_columns (file); i++)
    {
      SolWaveFacts facts;
      g_autoptr (SolShapeTable) table
          = sol_wave_file_read (file, i, sol_wave_file_get_time_column (file), &facts, NULL);
      gsize n = 0;
      const double *values = table != NULL ? sol_shape_table_get_values (table, &n) : NULL;

      g_assert_true (g_utf8_validate (sol_wave_file_get_column (file, i), -1, NULL));
      for (gsize k = 0; k < n; k++)
        g_assert_true (isfinite (values[k]) && fabs (values[k]) <= 1.0 + 1e-9);
    }
}

/* A channel of values 0, 1, 2 … at @rate_hz, in messages of @n_each that begin @every_s after each other */
static SolChannel *
make_channel (const char *name,
              double      rate_hz,
              gsize       n_each,
              double      every_s,
              guint       n_messages)
{
  SolChannel *channel = sol_channel_new (name, "V", 0, 0);
  g_autofree double *values = g_new (double, n_each);
  SolSampleBlock block = { .path = "", .unit = "V", .values = values, .n_values = n_each, .is_timed = TRUE,
                           .rate_hz = rate_hz };

  for (guint k = 0; k < n_messages; k++)
    {
      block.t0_ns = G_GINT64_CONSTANT (1700000000000000000) + (gint64) (k * every_s * 1e9);
      for (gsize i = 0; i < n_each; i++)
        values[i] = (double) (k * n_each + i);
      sol_channel_append (channel, &block, block.t0_ns / 1000);
    }
  return channel;
}

/* What is declared counts, and neither gaps nor when messages came */
static void
test_channels (void)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SolWaveFile) file = NULL;
  g_autoptr (SolShapeTable) table = NULL;
  g_autoptr (GError) error = NULL;
  SolWaveFacts facts;
  guint column;

  g_ptr_array_add (channels, make_channel ("lab/wave", 1000, 100, 0.1, 5));
  g_ptr_array_add (channels, make_channel ("lab/burst u", 1000, 100, 1.0, 5));
  g_ptr_array_add (channels, make_channel ("lab/slow", 1000, 100, 0.1004, 5));
  file = sol_wave_file_new_from_channels (channels, "/folder/x.soliton", &error);
  g_assert_no_error (error);
  g_assert_true (sol_wave_file_is_recording (file));
  g_assert_cmpint (sol_wave_file_get_time_column (file), ==, -1);
  g_assert_cmpuint (sol_wave_file_get_wave_column (file), ==, 0);
  g_assert_true (sol_wave_file_find_column (file, "lab/burst u", &column, NULL));
  g_assert_cmpuint (column, ==, 1);
  for (guint i = 0; i < channels->len; i++)
    {
      g_clear_pointer (&table, sol_shape_table_unref);
      table = sol_wave_file_read (file, i, -1, &facts, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (facts.n_values, ==, 500);
      g_assert_cmpuint (facts.n_gaps, ==, i == 1 ? 4 : 0);
      g_assert_false (facts.is_uneven);
      g_assert_cmpfloat (facts.rate_hz, ==, 1000);
      g_assert_cmpfloat_with_epsilon (get_value (table, &facts, 0), 0, 1e-9);
      g_assert_cmpfloat_with_epsilon (get_value (table, &facts, 499), 499, 1e-9);
    }
}

static void
test_channels_that_cannot_be (void)
{
  g_autoptr (GPtrArray) channels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SolWaveFile) file = sol_wave_file_new_from_channels (channels, "/folder/x.soliton", NULL);
  g_autoptr (GError) error = NULL;
  SolWaveFacts facts;
  guint column;

  g_assert_null (file);
  g_ptr_array_add (channels, make_channel ("lab/wave", 1000, 1, 1, 1));
  file = sol_wave_file_new_from_channels (channels, "/folder/x.soliton", NULL);
  g_assert_false (sol_wave_file_find_column (file, "lab/other", &column, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "lab/other"));
  g_assert_nonnull (strstr (error->message, "lab/wave"));
  g_clear_error (&error);
  g_assert_null (sol_wave_file_read (file, 0, -1, &facts, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "choose another topic"));
}

/* Every prefix and every changed octet of good files */
static void
test_hostile (void)
{
  static const char wav[] = WAV_HEAD "data\x08\0\0\0\x00\x40\x01\x01\x00\xc0\x01\x01";
  static const char csv[] = "time;\"v\",\"w\"\n0;1,5\n1e308;-1e308\n\"2\";1e308\r\n";
  static const struct { const char *octets; gsize length; } good[]
      = { { wav, sizeof wav - 1 }, { csv, sizeof csv - 1 } };
  static const char changes[] = { 0, 1, '\n', '"', ',', ';', ' ', 'e', '-', (char) 0x80, (char) 0xff };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    for (gsize at = 0; at < good[i].length; at++)
      {
        g_autofree char *copy = g_memdup2 (good[i].octets, good[i].length);

        read_all (copy, at);
        for (guint k = 0; k < sizeof changes; k++)
          {
            copy[at] = changes[k];
            read_all (copy, good[i].length);
          }
      }
}

static void
assert_refused (const char *path,
                const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolWaveFile) file = sol_wave_file_open (path, &error);

  g_assert_null (file);
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, why));
}

/* No regular file, none at all, one without numbers, one that is too large */
static void
test_refused_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x.csv", NULL);
  FILE *file;

  assert_refused (folder, "CSV or WAV");
  assert_refused ("/dev/zero", "CSV or WAV");
  assert_refused (path, "x.csv");
  g_assert_true (g_file_set_contents (path, "hello\n", -1, NULL));
  assert_refused (path, "No wave");
  file = g_fopen (path, "w");
  fseek (file, SOL_WAVE_FILE_MAX, SEEK_SET);
  fputc ('1', file);
  fclose (file);
  assert_refused (path, "larger");
  g_remove (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/wave-file/csv", test_csv);
  g_test_add_func ("/signal/wave-file/columns", test_columns);
  g_test_add_func ("/signal/wave-file/uneven-times", test_uneven_times);
  g_test_add_func ("/signal/wave-file/is-played-sample-by-sample", test_is_played_sample_by_sample);
  g_test_add_func ("/signal/wave-file/wav", test_wav);
  g_test_add_func ("/signal/wave-file/channels", test_channels);
  g_test_add_func ("/signal/wave-file/channels-that-cannot-be", test_channels_that_cannot_be);
  g_test_add_func ("/signal/wave-file/hostile", test_hostile);
  g_test_add_func ("/signal/wave-file/refused-files", test_refused_files);
  return g_test_run ();
}
