/* test-wave-open.c: a recording as a source's wave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "../record/record-support.h"
#include "sol-wave-config.h"
#include "sol-wave-open.h"

/* A waveform, a record of two fields twenty times a second, and words */
static void
record_bench (Fixture *f)
{
  SolRecordingWriter *writer = start_recording (f);

  for (int k = 0; k < 10; k++)
    {
      g_autofree char *wave = g_strdup_printf ("{\"timestamp\":%.3f,\"sampling_rate\":40,\"data\":[%d,%d]}",
                                               1767225600 + k * 0.05, 2 * k, 2 * k + 1);
      g_autofree char *state = g_strdup_printf ("{\"temp\":%d,\"hum\":%d}", 20 + k, 50 - k);

      record_text (writer, k * 50, "lab/wave", wave);
      record_text (writer, k * 50, "lab/state", state);
      record_text (writer, k * 50, "lab/words", "hello");
    }
  finish_recording (writer);
}

static SolWaveConfig *
read_source (const char  *path,
             const char  *column,
             GError     **error)
{
  g_auto (SolGeneratorSettings) settings = { 0 };
  g_autoptr (SolWaveConfig) config = NULL;

  sol_generator_settings_init (&settings);
  settings.shape = SOL_SHAPE_TABLE;
  settings.table = sol_shape_table_new_missing (path, column, "not read yet");
  config = sol_wave_config_new ("wave", "lab/again", &settings);
  return sol_wave_config_read_table (config, error) ? g_steal_pointer (&config) : NULL;
}

static void
test_is_played_at_its_rate (Fixture       *f,
                            gconstpointer  data)
{
  static const struct
  {
    const char *column;
    gsize       n;
    double      rate_hz, mean;
  } columns[] = { { "lab/wave", 20, 40, 9.5 }, { "lab/state temp", 10, 20, 24.5 }, { "lab/state hum", 10, 20, 45.5 } };
  g_autoptr (SolWaveFile) file = NULL;
  g_autoptr (GError) error = NULL;

  record_bench (f);
  file = sol_wave_open (f->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sol_wave_file_get_n_columns (file), ==, G_N_ELEMENTS (columns));
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (SolShapeTable) table = NULL;
      SolWaveFacts facts;
      guint column;

      g_assert_true (sol_wave_file_find_column (file, columns[i].column, &column, NULL));
      table = sol_wave_file_read (file, column, -1, &facts, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (facts.n_values, ==, columns[i].n);
      g_assert_cmpfloat_with_epsilon (facts.rate_hz, columns[i].rate_hz, 1e-3);
      g_assert_cmpfloat_with_epsilon (facts.mean, columns[i].mean, 1e-9);
    }
}

static void
test_is_kept_by_its_name (Fixture       *f,
                          gconstpointer  data)
{
  g_autoptr (SolWaveConfig) config = NULL;
  g_autoptr (GError) error = NULL;
  gsize n;

  record_bench (f);
  config = read_source (f->path, "lab/state temp", &error);
  g_assert_no_error (error);
  sol_shape_table_get_values (config->settings.table, &n);
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpstr (sol_shape_table_get_column (config->settings.table), ==, "lab/state temp");
  g_assert_null (read_source (f->path, "lab/words", &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "no numbers of “lab/words”"));
  g_assert_nonnull (strstr (error->message, "lab/state hum"));
}

static void
test_without_numbers_is_refused (Fixture       *f,
                                 gconstpointer  data)
{
  SolRecordingWriter *writer = start_recording (f);
  g_autoptr (GError) error = NULL;

  record_text (writer, 0, "lab/words", "hello");
  finish_recording (writer);
  g_assert_null (sol_wave_open (f->path, &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "no numbers in the messages"));
}

/* Called like one, but nothing of the kind; and a CSV file, whatever it is called */
static void
test_looks_at_what_it_is (Fixture       *f,
                          gconstpointer  data)
{
  g_autofree char *csv = g_build_filename (f->folder, "x.txt", NULL);
  g_autoptr (SolWaveFile) file = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (f->path, "1,2\n3,4\n", -1, NULL));
  g_assert_null (sol_wave_open (f->path, &error));
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_null (sol_wave_open ("/dev/zero", &error));
  g_assert_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (csv, "1,2\n3,4\n", -1, NULL));
  file = sol_wave_open (csv, &error);
  g_assert_no_error (error);
  g_assert_false (sol_wave_file_is_recording (file));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/engine/wave-open/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("is-played-at-its-rate", test_is_played_at_its_rate);
  ADD ("is-kept-by-its-name", test_is_kept_by_its_name);
  ADD ("without-numbers-is-refused", test_without_numbers_is_refused);
  ADD ("looks-at-what-it-is", test_looks_at_what_it_is);
#undef ADD
  return g_test_run ();
}
