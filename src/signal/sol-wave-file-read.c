/* sol-wave-file-read.c: a column of a file as a wave to be played
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-file-private.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-wave-channel-private.h"
#include "sol-wave-times-private.h"

#define MESSAGES_HZ 20.0
#define MOST_POINTS 10000.0

static GArray *
read_wav (const SolWaveFile *self,
          guint              channel,
          SolWaveFacts      *facts)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n = sol_wav_get_length (&self->wav);

  /* One more than there may be is enough to say so */
  for (gsize i = 0; i < n && values->len <= SOL_SHAPE_TABLE_MAX; i++)
    {
      double value = sol_wav_get_sample (&self->wav, i, channel);

      if (isfinite (value))
        g_array_append_val (values, value);
      else
        facts->n_skipped++;
    }
  facts->rate_hz = self->wav.rate_hz;
  return values;
}

static GArray *
read_csv (const SolCsv *csv,
          guint         column,
          int           time_column,
          SolWaveFacts *facts)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  SolWaveTimes times = { 0 };
  double value, time;

  for (gsize at = csv->first; at < csv->length && values->len <= SOL_SHAPE_TABLE_MAX; at = sol_csv_next_row (csv, at))
    if (sol_csv_read_cell (csv, at, column, &value))
      {
        g_array_append_val (values, value);
        if (time_column >= 0 && sol_csv_read_cell (csv, at, (guint) time_column, &time))
          sol_wave_times_add (&times, time);
      }
    else
      facts->n_skipped++;
  if (time_column >= 0)
    sol_wave_times_finish (&times, csv->names[time_column], facts);
  return values;
}

/* −1 to 1 about the mean */
static void
normalize (GArray       *values,
           SolWaveFacts *facts)
{
  double *numbers = (double *) (gpointer) values->data;

  for (guint i = 0; i < values->len; i++)
    facts->mean += numbers[i] / values->len;
  for (guint i = 0; i < values->len; i++)
    facts->peak = MAX (facts->peak, fabs (numbers[i] - facts->mean));
  for (guint i = 0; i < values->len; i++)
    numbers[i] = facts->peak > 0.0 ? (numbers[i] - facts->mean) / facts->peak : 0.0;
}

static gboolean
check_count (const SolWaveFile  *self,
             guint               n,
             GError            **error)
{
  g_autofree char *reason = NULL;

  if (n < 2)
    return sol_wave_file_fail (error, self->path, self->channels != NULL
                                    ? _("Fewer than two numbers came there: choose another topic or field")
                                    : _("Fewer than two numbers stand in this column: choose another one"));
  if (n <= SOL_SHAPE_TABLE_MAX)
    return TRUE;
  reason = g_strdup_printf (_("There are more than %u samples in it: cut a part out of it"), SOL_SHAPE_TABLE_MAX);
  return sol_wave_file_fail (error, self->path, reason);
}

static GArray *
read_values (const SolWaveFile *self,
             guint              column,
             int                time_column,
             SolWaveFacts      *facts)
{
  if (self->channels != NULL)
    return sol_wave_channel_read (self->channels->pdata[column], SOL_SHAPE_TABLE_MAX, facts);
  return self->names != NULL ? read_wav (self, column, facts) : read_csv (&self->csv, column, time_column, facts);
}

SolShapeTable *
sol_wave_file_read (const SolWaveFile  *self,
                    guint               column,
                    int                 time_column,
                    SolWaveFacts       *facts,
                    GError            **error)
{
  g_autoptr (GArray) values = NULL;

  *facts = (SolWaveFacts) { 0 };
  values = read_values (self, column, time_column, facts);
  if (!check_count (self, values->len, error))
    return NULL;
  facts->n_values = values->len;
  normalize (values, facts);
  return sol_shape_table_new_from_file ((const double *) (gpointer) values->data, values->len, self->path,
                                        sol_wave_file_get_names (self)[column], error);
}

void
sol_wave_facts_apply (const SolWaveFacts   *self,
                      SolShapeTable        *table,
                      double                rate_hz,
                      SolGeneratorSettings *settings)
{
  sol_generator_settings_clear (settings);
  settings->shape = SOL_SHAPE_TABLE;
  settings->table = sol_shape_table_ref (table);
  settings->interpolation = SOL_INTERPOLATION_LINEAR;
  settings->rate_hz = rate_hz;
  settings->frequency_hz = rate_hz / (double) self->n_values;
  settings->amplitude = self->peak;
  settings->offset = self->mean;
  settings->phase = settings->noise = 0.0;
  settings->n_points = (guint) CLAMP (round (rate_hz / MESSAGES_HZ), 1.0, MOST_POINTS);
}
