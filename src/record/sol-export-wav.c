/* sol-export-wav.c: WAV, as float or as integer
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: Multimedia Programming Interface and Data Specifications 1.0, chapter 3; its supplement for format 3, which
 * wants a length in the format and a chunk `fact`. All numbers are little-endian. */

#define FORMAT_PCM 1
#define FORMAT_FLOAT 3
#define HEAD_SIZE 58       /* with `fact`; without 46 */
#define MAX_DATA (G_MAXUINT32 - 64u)
#define MAX_CHANNELS 65535
#define FULL_SCALE 32767.0

typedef struct
{
  guint   format;
  guint   sample_size;
  guint   n_channels;
  guint32 rate_hz;
  guint32 n_frames;
  double  scale;     /* of integers: full scale over the largest value */
} Wav;

static void
append_u16 (GByteArray *head,
            guint       value)
{
  guint16 le = GUINT16_TO_LE ((guint16) value);

  g_byte_array_append (head, (const guint8 *) &le, sizeof le);
}

static void
append_u32 (GByteArray *head,
            guint32     value)
{
  guint32 le = GUINT32_TO_LE (value);

  g_byte_array_append (head, (const guint8 *) &le, sizeof le);
}

static void
append_tag (GByteArray *head,
            const char *tag)
{
  g_byte_array_append (head, (const guint8 *) tag, 4);
}

static void
append_format (GByteArray *head,
               const Wav  *wav)
{
  guint frame_size = wav->n_channels * wav->sample_size;

  append_tag (head, "fmt ");
  append_u32 (head, 18);
  append_u16 (head, wav->format);
  append_u16 (head, wav->n_channels);
  append_u32 (head, wav->rate_hz);
  append_u32 (head, wav->rate_hz * frame_size);
  append_u16 (head, frame_size);
  append_u16 (head, 8 * wav->sample_size);
  append_u16 (head, 0);
}

static gboolean
write_head (SolExport  *self,
            const Wav  *wav,
            GError    **error)
{
  g_autoptr (GByteArray) head = g_byte_array_new ();
  guint32 data_size = wav->n_frames * wav->n_channels * wav->sample_size;
  guint head_size = wav->format == FORMAT_FLOAT ? HEAD_SIZE : HEAD_SIZE - 12;

  append_tag (head, "RIFF");
  append_u32 (head, head_size - 8 + data_size + data_size % 2);
  append_tag (head, "WAVE");
  append_format (head, wav);
  if (wav->format == FORMAT_FLOAT)
    {
      append_tag (head, "fact");
      append_u32 (head, 4);
      append_u32 (head, wav->n_frames);
    }
  append_tag (head, "data");
  append_u32 (head, data_size);
  return sol_export_write (self, head->data, head->len, error);
}

static gboolean
check_size (const SolExportGrid  *grid,
            guint                 sample_size,
            GError              **error)
{
  double n_bytes = (double) grid->n_frames * grid->n * sample_size;

  if (grid->rate_hz != floor (grid->rate_hz) || grid->rate_hz > G_MAXUINT32)
    g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_FORMAT,
                 _ ("WAV knows whole numbers of samples a second, and this is %.9g. Give a rate to resample at."),
                 grid->rate_hz);
  else if (grid->rate_hz * grid->n * sample_size > G_MAXUINT32)
    g_set_error_literal (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_FORMAT,
                         _ ("WAV holds at most 4 GiB a second. Give a lower rate, or export fewer channels."));
  else if (n_bytes > MAX_DATA || grid->n > MAX_CHANNELS)
    g_set_error_literal (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_FORMAT,
                         _ ("WAV holds at most 4 GiB. Choose a shorter stretch, or a lower rate."));
  else
    return TRUE;
  return FALSE;
}

static void
make_floats (const SolExportGrid *grid,
             guint8              *frame)
{
  for (guint i = 0; i < grid->n; i++)
    {
      float value = isnan (grid->values[i]) ? 0.0f : (float) grid->values[i];
      guint32 bits;

      memcpy (&bits, &value, sizeof bits);
      bits = GUINT32_TO_LE (bits);
      memcpy (frame + i * sizeof bits, &bits, sizeof bits);
    }
}

static void
make_integers (const SolExportGrid *grid,
               const Wav           *wav,
               guint8              *frame)
{
  for (guint i = 0; i < grid->n; i++)
    {
      double scaled = isfinite (grid->values[i]) ? grid->values[i] * wav->scale : 0.0;
      guint16 le = GUINT16_TO_LE ((guint16) (gint16) lrint (CLAMP (scaled, -FULL_SCALE, FULL_SCALE)));

      memcpy (frame + i * sizeof le, &le, sizeof le);
    }
}

static gboolean
write_frames (SolExport      *self,
              SolExportGrid  *grid,
              const Wav      *wav,
              GError        **error)
{
  g_autofree guint8 *frame = g_malloc (grid->n * wav->sample_size);
  g_autoptr (GError) local_error = NULL;

  while (sol_export_grid_next (grid, &local_error))
    {
      if (wav->format == FORMAT_FLOAT)
        make_floats (grid, frame);
      else
        make_integers (grid, wav, frame);
      if (!sol_export_write (self, frame, grid->n * wav->sample_size, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* One pass before the one that writes */
static gboolean
find_scale (SolExportGrid  *grid,
            double         *scale,
            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  double largest = 0.0;

  while (sol_export_grid_next (grid, &local_error))
    for (guint i = 0; i < grid->n; i++)
      if (isfinite (grid->values[i]))
        largest = MAX (largest, fabs (grid->values[i]));
  *scale = largest > 0.0 ? FULL_SCALE / largest : 1.0;
  sol_export_grid_rewind (grid);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_wav (SolExport  *self,
           Wav        *wav,
           GError    **error)
{
  g_auto (SolExportGrid) grid;

  if (!sol_export_grid_init (&grid, self, error) || !check_size (&grid, wav->sample_size, error)
      || (wav->format == FORMAT_PCM && !find_scale (&grid, &wav->scale, error)))
    return FALSE;
  wav->n_channels = grid.n;
  wav->n_frames = (guint32) grid.n_frames;
  wav->rate_hz = (guint32) grid.rate_hz;
  return write_head (self, wav, error) && write_frames (self, &grid, wav, error);
}

gboolean
sol_export_write_wav (SolExport  *self,
                      GError    **error)
{
  return write_wav (self, &(Wav) { .format = FORMAT_FLOAT, .sample_size = 4 }, error);
}

gboolean
sol_export_write_wav16 (SolExport  *self,
                        GError    **error)
{
  return write_wav (self, &(Wav) { .format = FORMAT_PCM, .sample_size = 2 }, error);
}
