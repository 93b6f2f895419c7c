/* sol-export.c: a stretch of channels into a file for other programs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <glib/gstdio.h>

G_DEFINE_QUARK (sol-export-error-quark, sol_export_error)

#define BUFFER_SIZE (256 * 1024)
#define MAX_CHANNELS 1000

gboolean
sol_export_fail (SolExport  *self,
                 GError    **error)
{
  int code = errno;
  const char *cure = code == ENOSPC || code == EDQUOT ? _ ("The disk is full: make room.")
                                                      : _ ("Check that you may use the file and its folder.");

  g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s. %s"), self->settings->path,
               g_strerror (code), cure);
  return FALSE;
}

gboolean
sol_export_write (SolExport   *self,
                  const void  *data,
                  gsize        length,
                  GError     **error)
{
  return fwrite (data, 1, length, self->file) == length || sol_export_fail (self, error);
}

gboolean
sol_export_go_on (SolExport  *self,
                  gint64      at_ns,
                  GError    **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  sol_progress_tell (&self->progress, (double) (at_ns - self->begin_ns) / (double) (self->end_ns - self->begin_ns));
  return TRUE;
}

/* Columns of one name would be one in other programs */
static char *
dup_label (char      **labels,
           SolChannel *channel)
{
  g_autofree char *unit = sol_channel_dup_unit (channel);
  const char *name = sol_channel_get_name (channel);
  g_autofree char *label
    = unit != NULL && *unit != '\0' ? g_strdup_printf ("%s [%s]", name, unit) : g_strdup (name);
  char *unique = g_strdup (label);

  for (guint i = 2; g_strv_contains ((const char * const *) labels, unique); i++)
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", label, i);
    }
  return unique;
}

/* Of what the channels have, the stretch that was asked for */
static gboolean
find_stretch (SolExport  *self,
              GError    **error)
{
  gint64 first_ns = G_MAXINT64, last_ns = G_MININT64;

  for (guint i = 0; i < self->settings->n_channels; i++)
    {
      SolChannelStats stats;

      sol_channel_get_stats (self->settings->channels[i], &stats);
      if (stats.n_samples == 0)
        continue;
      first_ns = MIN (first_ns, stats.first_ns);
      last_ns = MAX (last_ns, stats.last_ns);
    }
  self->begin_ns = MAX (self->settings->begin_ns, first_ns);
  self->end_ns = self->settings->end_ns != 0 ? MIN (self->settings->end_ns, last_ns + 1) : last_ns + 1;
  if (first_ns <= last_ns && self->begin_ns < self->end_ns)
    return TRUE;
  g_set_error_literal (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_EMPTY, _ ("There are no samples in that stretch."));
  return FALSE;
}

static gboolean
check_settings (const SolExportSettings  *settings,
                GError                  **error)
{
  if (settings->n_channels == 0 || settings->n_channels > MAX_CHANNELS)
    g_set_error (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_INVALID, _ ("Choose 1 to %u channels."), MAX_CHANNELS);
  else if (settings->rate_hz != 0.0 && !(settings->rate_hz >= 1e-6 && settings->rate_hz <= 1e9))
    g_set_error_literal (error, SOL_EXPORT_ERROR, SOL_EXPORT_ERROR_INVALID,
                         _ ("rate: must be 0.000001 to 1000000000 samples a second."));
  else
    return TRUE;
  return FALSE;
}

/* Beside the file, so that it can take its place. Returns: (transfer full) (nullable): its name */
static char *
open_file (SolExport  *self,
           GError    **error)
{
  g_autofree char *path = g_strdup_printf ("%s.part-%08x", self->settings->path, g_random_int ());
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);

  self->file = fd >= 0 ? fdopen (fd, "w+b") : NULL;
  if (self->file == NULL)
    {
      sol_export_fail (self, error);
      return NULL;
    }
  setvbuf (self->file, NULL, _IOFBF, BUFFER_SIZE);
  return g_steal_pointer (&path);
}

static gboolean
close_file (SolExport  *self,
            gboolean    is_complete,
            GError    **error)
{
  gboolean is_well = is_complete;

  if (is_complete && (fflush (self->file) != 0 || fsync (fileno (self->file)) != 0))
    is_well = sol_export_fail (self, error);
  if (fclose (self->file) != 0 && is_well)
    is_well = sol_export_fail (self, error);
  return is_well;
}

static gboolean
write_file (SolExport  *self,
            GError    **error)
{
  g_autofree char *path = open_file (self, error);
  gboolean is_complete;

  if (path == NULL)
    return FALSE;
  is_complete = sol_export_write_format (self, error);
  is_complete = close_file (self, is_complete, error);
  if (is_complete && g_rename (path, self->settings->path) != 0)
    is_complete = sol_export_fail (self, error);
  if (!is_complete)
    g_unlink (path);
  return is_complete;
}

static gboolean
run (SolExport  *self,
     GError    **error)
{
  guint n = self->settings->n_channels;
  gboolean is_written;

  if (!check_settings (self->settings, error) || !find_stretch (self, error))
    return FALSE;
  self->labels = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    self->labels[i] = dup_label (self->labels, self->settings->channels[i]);
  is_written = write_file (self, error);
  g_strfreev (self->labels);
  return is_written;
}

typedef struct
{
  SolExportSettings *settings;
  SolExportFunc      progress;
  gpointer           progress_data;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  sol_export_settings_free (job->settings);
  g_free (job);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Job *job = data;
  SolExport export = {
    .settings = job->settings,
    .cancellable = cancellable,
    .progress = { task, job->progress, job->progress_data },
  };
  GError *error = NULL;

  if (run (&export, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sol_export_async (const SolExportSettings *settings,
                  SolExportFunc            progress,
                  gpointer                 progress_data,
                  GCancellable            *cancellable,
                  GAsyncReadyCallback      callback,
                  gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job) { sol_export_settings_copy (settings), progress, progress_data };
  g_task_set_source_tag (task, sol_export_async);
  g_task_set_task_data (task, job, job_free);
  /* What was written completely stays written */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, export_thread);
}

gboolean
sol_export_finish (GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
