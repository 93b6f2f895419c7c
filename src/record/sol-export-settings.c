/* sol-export-settings.c: the formats there are, and what is asked of one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

static const struct
{
  const char *nick;
  gboolean    is_even;
  gboolean  (*write) (SolExport  *self,
                      GError    **error);
} formats[SOL_EXPORT_N_FORMATS] = {
  [SOL_EXPORT_CSV] = { "csv", FALSE, sol_export_write_csv },
  [SOL_EXPORT_JSONL] = { "jsonl", FALSE, sol_export_write_jsonl },
  [SOL_EXPORT_NPY] = { "npy", FALSE, sol_export_write_npy },
  [SOL_EXPORT_WAV] = { "wav", TRUE, sol_export_write_wav },
  [SOL_EXPORT_WAV16] = { "wav16", TRUE, sol_export_write_wav16 },
  [SOL_EXPORT_SR] = { "sr", TRUE, sol_export_write_sr },
};

const char *
sol_export_format_get_nick (SolExportFormat format)
{
  return formats[format].nick;
}

gboolean
sol_export_format_from_nick (const char      *nick,
                             SolExportFormat *format)
{
  for (guint i = 0; i < SOL_EXPORT_N_FORMATS; i++)
    if (g_str_equal (nick, formats[i].nick))
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
sol_export_format_is_even (SolExportFormat format)
{
  return formats[format].is_even;
}

gboolean
sol_export_write_format (SolExport  *self,
                         GError    **error)
{
  return formats[self->settings->format].write (self, error);
}

void
sol_export_settings_free (gpointer data)
{
  SolExportSettings *self = data;

  for (guint i = 0; i < self->n_channels; i++)
    g_object_unref (self->channels[i]);
  g_free ((gpointer) self->channels);
  g_free ((char *) self->path);
  g_free (self);
}

SolExportSettings *
sol_export_settings_copy (const SolExportSettings *from)
{
  SolExportSettings *self = g_memdup2 (from, sizeof *from);

  self->path = g_strdup (from->path);
  self->channels = g_memdup2 (from->channels, from->n_channels * sizeof *from->channels);
  for (guint i = 0; i < self->n_channels; i++)
    g_object_ref (self->channels[i]);
  return self;
}
