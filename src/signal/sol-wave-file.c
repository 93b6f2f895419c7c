/* sol-wave-file.c: waves that files hold: CSV, WAV, recordings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-file-private.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "sol-file.h"
#include "sol-text.h"
#include "sol-wave-times-private.h"

#define PROBE_ROWS 50

gboolean
sol_wave_file_fail (GError     **error,
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
         || sol_wave_file_fail (error, self->path,
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
      sol_wave_file_fail (error, path, _("There are no numbers in the messages of this recording: choose another one"));
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
    return sol_wave_file_fail (error, path, g_strerror (errno));
  if (!S_ISREG (about.st_mode))
    return sol_wave_file_fail (error, path, _("This is no file with data: choose a CSV or WAV file, or a recording"));
  if (about.st_size <= SOL_WAVE_FILE_MAX)
    return TRUE;
  reason = g_strdup_printf (_("The file is larger than %s: cut a part out of it"), size);
  return sol_wave_file_fail (error, path, reason);
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
      sol_wave_file_fail (error, path, cause->message);
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

char **
sol_wave_file_get_names (const SolWaveFile *self)
{
  return self->names != NULL ? self->names : self->csv.names;
}

guint
sol_wave_file_get_n_columns (const SolWaveFile *self)
{
  return g_strv_length (sol_wave_file_get_names (self));
}

const char *
sol_wave_file_get_column (const SolWaveFile *self,
                          guint              column)
{
  return sol_wave_file_get_names (self)[column];
}

gboolean
sol_wave_file_find_column (const SolWaveFile  *self,
                           const char         *name,
                           guint              *column,
                           GError            **error)
{
  char **names = sol_wave_file_get_names (self);
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
  return sol_wave_file_fail (error, self->path, reason);
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
