/* sol-export-sr.c: a session of sigrok
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: sigrok's wiki, File format:Sigrok/v2: a zip of `version`, `metadata` in the form of an .ini file, and for
 * each analogue channel C pieces `analog-1-C-1`, `analog-1-C-2` … of little-endian floats. */

#define PIECE 262144 /* samples of a channel in one piece */
#define VERSION "2"

typedef struct
{
  SolExport      *export;
  SolExportGrid   grid;
  struct archive *archive;
  guint32        *samples;   /* (array length=n×PIECE): a channel's behind the one before */
} Session;

static void
session_clear (Session *self)
{
  sol_export_grid_clear (&self->grid);
  g_clear_pointer (&self->archive, archive_write_free);
  g_clear_pointer (&self->samples, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

static gboolean
fail (Session  *self,
      GError  **error)
{
  g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s."),
               self->export->settings->path, archive_error_string (self->archive));
  return FALSE;
}

static gboolean
add_entry (Session     *self,
           const char  *name,
           const void  *data,
           gsize        length,
           GError     **error)
{
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_written;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (gint64) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, g_get_real_time () / G_USEC_PER_SEC, 0);
  is_written = archive_write_header (self->archive, entry) == ARCHIVE_OK
               && archive_write_data (self->archive, data, length) == (la_ssize_t) length;
  archive_entry_free (entry);
  return is_written || fail (self, error);
}

/* A line of an .ini file */
static char *
dup_line (const char *label)
{
  g_autofree char *copy = g_strdup (label);

  return g_strdup (g_strstrip (g_strdelimit (copy, "\r\n", ' ')));
}

static char *
make_metadata (Session *self)
{
  GString *text = g_string_new ("[global]\nsigrok version=0.5.2\n\n[device 1]\n");

  g_string_append_printf (text, "samplerate=%" PRIu64 " Hz\ntotal analog=%u\n", (guint64) self->grid.rate_hz,
                          self->grid.n);
  for (guint i = 0; i < self->grid.n; i++)
    {
      g_autofree char *label = dup_line (self->export->labels[i]);

      g_string_append_printf (text, "analog%u=%s\n", i + 1, label);
    }
  return g_string_free (text, FALSE);
}

static gboolean
write_piece (Session  *self,
             guint     number,
             gsize     n,
             GError  **error)
{
  for (guint i = 0; n > 0 && i < self->grid.n; i++)
    {
      g_autofree char *name = g_strdup_printf ("analog-1-%u-%u", i + 1, number);

      if (!add_entry (self, name, self->samples + (gsize) i * PIECE, n * sizeof *self->samples, error))
        return FALSE;
    }
  return TRUE;
}

static void
take_frame (Session *self,
            gsize    at)
{
  for (guint i = 0; i < self->grid.n; i++)
    {
      float value = (float) self->grid.values[i];
      guint32 bits;

      memcpy (&bits, &value, sizeof bits);
      self->samples[(gsize) i * PIECE + at] = GUINT32_TO_LE (bits);
    }
}

static gboolean
write_samples (Session  *self,
               GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  guint number = 1;
  gsize n = 0;

  while (sol_export_grid_next (&self->grid, &local_error))
    {
      take_frame (self, n++);
      if (n < PIECE)
        continue;
      if (!write_piece (self, number++, n, error))
        return FALSE;
      n = 0;
    }
  if (local_error == NULL)
    return write_piece (self, number, n, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
open_archive (Session  *self,
              GError  **error)
{
  self->archive = archive_write_new ();
  if (archive_write_set_format_zip (self->archive) == ARCHIVE_OK
      && archive_write_set_bytes_in_last_block (self->archive, 1) == ARCHIVE_OK
      && archive_write_open_FILE (self->archive, self->export->file) == ARCHIVE_OK)
    return TRUE;
  return fail (self, error);
}

static gboolean
check_rate (const Session  *self,
            GError        **error)
{
  if (self->grid.rate_hz == floor (self->grid.rate_hz) && self->grid.rate_hz < 1e18)
    return TRUE;
  g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_FORMAT,
               _ ("sigrok knows whole numbers of samples a second, and this is %.9g. Give a rate to resample at."),
               self->grid.rate_hz);
  return FALSE;
}

gboolean
sol_export_write_sr (SolExport  *self,
                     GError    **error)
{
  g_auto (Session) session = { .export = self };
  g_autofree char *metadata = NULL;

  if (!sol_export_grid_init (&session.grid, self, error) || !check_rate (&session, error)
      || !open_archive (&session, error))
    return FALSE;
  session.samples = g_new (guint32, (gsize) session.grid.n * PIECE);
  metadata = make_metadata (&session);
  if (!add_entry (&session, "version", VERSION, strlen (VERSION), error)
      || !add_entry (&session, "metadata", metadata, strlen (metadata), error) || !write_samples (&session, error))
    return FALSE;
  return archive_write_close (session.archive) == ARCHIVE_OK || fail (&session, error);
}
