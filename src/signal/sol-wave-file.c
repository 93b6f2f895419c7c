/* sol-wave-file.c: waves that files hold: CSV, WAV, recordings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-file.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-csv-private.h"
#include "sol-file.h"
#include "sol-text.h"
#include "sol-wav-private.h"
#include "sol-wave-channel-private.h"
#include "sol-wave-times-private.h"

#define PROBE_ROWS 50
#define MESSAGES_HZ 20.0
#define MOST_POINTS 10000.0

struct _SolWaveFile
{
  /* Owned */
  GBytes    *octets;     /* NULL of a recording */
  char      *path;
  char     **names;      /* of what has a rate; NULL of text */
  GPtrArray *channels;   /* SolChannel: of a recording; else NULL */

  SolWav     wav;
  SolCsv     csv;
};

static gboolean
fail (GError     **error,
      const char  *path,
      const char  *reason)
{
  g_autofree char *name = g_filename_display_basename (path);

  /* Translators: a file's name, and why it cannot be used */
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE, _("%s: %s"), name, reason);
  return FALSE;
}

static gboolean
open_wav (SolWaveFile   *self,
          const guint8  *data,
          gsize          length,
          GError       **error)
{
  guint n;

  if (!sol_wav_open (&self->wav, data, length, error))
    return FALSE;
  n = MIN (self->wav.n_channels, SOL_WAVE_FILE_COLUMNS_MAX);
  self->names = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->names[i] = g_strdup_printf (_("Channel %u"), i + 1);
  return TRUE;
}

static gboolean
look_inside (SolWaveFile  *self,
             GError      **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->octets, &length);

  if (sol_wav_is (data, length))
    return open_wav (self, data, length, error);
  return sol_csv_open (&self->csv, (const char *) data, length)
         || fail (error, self->path,
                  _("No wave was found: expected a WAV file, or text as CSV with a row of numbers a line"));
}

SolWaveFile *
sol_wave_file_new (GBytes      *octets,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (SolWaveFile) self = g_new0 (SolWaveFile, 1);

  self->octets = g_bytes_ref (octets);
  self->path = g_strdup (path);
  return look_inside (self, error) ? g_steal_pointer (&self) : NULL;
}

/* A channel that says states has words for its values */
static gboolean
has_numbers (SolChannel *channel)
{
  g_auto (GStrv) words = sol_channel_dup_words (channel);

  return words == NULL;
}

static GPtrArray *
choose_channels (GPtrArray *channels)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < channels->len; i++)
    if (has_numbers (channels->pdata[i]))
      g_ptr_array_add (chosen, g_object_ref (channels->pdata[i]));
  return chosen;
}

SolWaveFile *
sol_wave_file_new_from_channels (GPtrArray   *channels,
                                 const char  *path,
                                 GError     **error)
{
  g_autoptr (GPtrArray) chosen = choose_channels (channels);
  SolWaveFile *self;

  if (chosen->len == 0)
    {
      fail (error, path, _("There are no numbers in the messages of this recording: choose another one"));
      return NULL;
    }
  self = g_new0 (SolWaveFile, 1);
  self->path = g_strdup (path);
  self->names = g_new0 (char *, chosen->len + 1);
  for (guint i = 0; i < chosen->len; i++)
    self->names[i] = g_strdup (sol_channel_get_name (chosen->pdata[i]));
  self->channels = g_steal_pointer (&chosen);
  return self;
}

/* What is no regular file may have no end */
gboolean
sol_wave_file_check (const char  *path,
                     GError     **error)
{
  GStatBuf about;
  g_autofree char *size = g_format_size (SOL_WAVE_FILE_MAX), *reason = NULL;

  if (g_stat (path, &about) != 0)
    return fail (error, path, g_strerror (errno));
  if (!S_ISREG (about.st_mode))
    return fail (error, path, _("This is no file with data: choose a CSV or WAV file, or a recording"));
  if (about.st_size <= SOL_WAVE_FILE_MAX)
    return TRUE;
  reason = g_strdup_printf (_("The file is larger than %s: cut a part out of it"), size);
  return fail (error, path, reason);
}

SolWaveFile *
sol_wave_file_open (const char  *path,
                    GError     **error)
{
  g_autoptr (GBytes) octets = NULL;
  g_autoptr (GError) cause = NULL;
  char *data;
  gsize length;

  if (!sol_wave_file_check (path, error))
    return NULL;
  if (!sol_file_read (path, SOL_WAVE_FILE_MAX, &data, &length, &cause))
    {
      fail (error, path, cause->message);
      return NULL;
    }
  octets = g_bytes_new_take (data, length);
  return sol_wave_file_new (octets, path, error);
}

void
sol_wave_file_free (SolWaveFile *self)
{
  g_clear_pointer (&self->octets, g_bytes_unref);
  g_clear_pointer (&self->channels, g_ptr_array_unref);
  g_strfreev (self->names);
  sol_csv_clear (&self->csv);
  g_free (self->path);
  g_free (self);
}

gboolean
sol_wave_file_is_recording (const SolWaveFile *self)
{
  return self->channels != NULL;
}

gboolean
sol_wave_file_has_rate (const SolWaveFile *self)
{
  return self->names != NULL;
}

const char *
sol_wave_file_get_path (const SolWaveFile *self)
{
  return self->path;
}

static char **
get_names (const SolWaveFile *self)
{
  return self->names != NULL ? self->names : self->csv.names;
}

guint
sol_wave_file_get_n_columns (const SolWaveFile *self)
{
  return g_strv_length (get_names (self));
}

const char *
sol_wave_file_get_column (const SolWaveFile *self,
                          guint              column)
{
  return get_names (self)[column];
}

gboolean
sol_wave_file_find_column (const SolWaveFile  *self,
                           const char         *name,
                           guint              *column,
                           GError            **error)
{
  char **names = get_names (self);
  g_autofree char *known = NULL, *reason = NULL, *head = sol_text_head (name, 60), *some = NULL;
  guint64 number;

  for (*column = 0; names[*column] != NULL; (*column)++)
    if (strcmp (names[*column], name) == 0)
      return TRUE;
  if (g_ascii_string_to_unsigned (name, 10, 1, *column, &number, NULL))
    {
      *column = (guint) number - 1;
      return TRUE;
    }
  known = g_strjoinv (", ", names);
  some = sol_text_head (known, 400);
  reason = g_strdup_printf (self->channels != NULL
                            ? _("The recording has no numbers of “%.60s”: expected one of %.400s, or a number "
                                "from 1 to %u")
                            : _("There is no column “%.60s”: expected one of %.400s, or a number from 1 to %u"),
                            head, some, *column);
  return fail (error, self->path, reason);
}

static gboolean
only_grows (const SolCsv *csv,
            guint         column)
{
  double value, before = -INFINITY;
  gsize at = csv->first;
  guint n = 0;

  for (; n < PROBE_ROWS && at < csv->length; n++, at = sol_csv_next_row (csv, at))
    {
      if (!sol_csv_read_cell (csv, at, column, &value) || value <= before)
        return FALSE;
      before = value;
    }
  return n > 1;
}

int
sol_wave_file_get_time_column (const SolWaveFile *self)
{
  if (self->names != NULL || self->csv.n_columns < 2)
    return -1;
  for (guint i = 0; i < self->csv.n_columns; i++)
    if (sol_wave_times_is_heading (self->csv.names[i]) && only_grows (&self->csv, i))
      return (int) i;
  return only_grows (&self->csv, 0) ? 0 : -1;
}

guint
sol_wave_file_get_wave_column (const SolWaveFile *self)
{
  guint n = sol_wave_file_get_n_columns (self);

  if (self->names != NULL)
    return 0;
  return n > 1 && sol_wave_file_get_time_column (self) == (int) n - 1 ? n - 2 : n - 1;
}

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
    return fail (error, self->path, self->channels != NULL
                                    ? _("Fewer than two numbers came there: choose another topic or field")
                                    : _("Fewer than two numbers stand in this column: choose another one"));
  if (n <= SOL_SHAPE_TABLE_MAX)
    return TRUE;
  reason = g_strdup_printf (_("There are more than %u samples in it: cut a part out of it"), SOL_SHAPE_TABLE_MAX);
  return fail (error, self->path, reason);
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
                                        get_names (self)[column], error);
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
