/* sol-export-job.c: what the scope has, into a file: a picture or samples
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-export-job.h"

#include <glib/gi18n.h>

#include "sol-scope-picture.h"
#include "sol-spectrum-picture.h"
#include "sol-xy-picture.h"

static const SolExportKind kinds[SOL_EXPORT_N_KINDS] = {
  { "png", "png", N_("Picture (PNG)"), TRUE, .picture = SOL_PICTURE_PNG },
  { "svg", "svg", N_("Picture (SVG)"), TRUE, .picture = SOL_PICTURE_SVG },
  { "pdf", "pdf", N_("Picture (PDF)"), TRUE, .picture = SOL_PICTURE_PDF },
  { "csv", "csv", N_("Table (CSV)"), .samples = SOL_EXPORT_CSV },
  { "jsonl", "jsonl", N_("JSON Lines"), .samples = SOL_EXPORT_JSONL },
  { "npy", "npy", N_("NumPy Array"), .samples = SOL_EXPORT_NPY },
  { "wav", "wav", N_("Sound (WAV, 32-Bit Float)"), .samples = SOL_EXPORT_WAV },
  { "wav16", "wav", N_("Sound (WAV, 16-Bit)"), .samples = SOL_EXPORT_WAV16 },
  { "sr", "sr", N_("sigrok and PulseView"), .samples = SOL_EXPORT_SR },
};

const SolExportKind *
sol_export_kind_get (guint position)
{
  g_return_val_if_fail (position < SOL_EXPORT_N_KINDS, &kinds[0]);
  return &kinds[position];
}

guint
sol_export_kind_find (const char *nick)
{
  for (guint i = 0; i < SOL_EXPORT_N_KINDS; i++)
    if (g_str_equal (kinds[i].nick, nick))
      return i;
  return 0;
}

/* The picture of everything begins with the oldest sample of what is shown */
static SolPictureSettings
get_picture (SolScopeView       *view,
             const SolExportJob *job)
{
  SolPictureSettings settings = {
    .format = job->kind->picture,
    .width = job->width,
    .height = job->height,
    .is_dark = job->is_dark,
    .begin_ns = job->begin_ns,
    .end_ns = job->end_ns,
  };

  if (job->is_as_shown || (job->end_ns == 0 && !sol_scope_view_get_extent (view, &settings.begin_ns, &settings.end_ns)))
    settings.begin_ns = settings.end_ns = 0;
  return settings;
}

/* Returns: (transfer full) */
static SolPicture *
draw_picture (SolScopeView       *view,
              SolScopeModes      *modes,
              const SolExportJob *job)
{
  const SolPictureSettings settings = get_picture (view, job);

  switch (job->subject)
    {
    case SOL_EXPORT_OF_SPECTRUM:
      return sol_spectrum_picture_new (sol_scope_modes_get_spectrum (modes), &settings);
    case SOL_EXPORT_OF_XY:
      return sol_xy_picture_new (sol_scope_modes_get_xy (modes), &settings);
    case SOL_EXPORT_OF_TIME:
    default:
      return sol_scope_picture_new (view, &settings);
    }
}

static void
picture_saved_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_picture_save_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_export_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
export_samples (const SolExportJob *job,
                SolExportFunc       progress,
                gpointer            progress_data,
                GTask              *task)
{
  const SolExportSettings settings = {
    .format = job->kind->samples,
    .path = job->path,
    .channels = (SolChannel * const *) job->channels->pdata,
    .n_channels = job->channels->len,
    .begin_ns = job->begin_ns,
    .end_ns = job->end_ns,
    .rate_hz = sol_export_format_is_even (job->kind->samples) ? job->rate_hz : 0.0,
  };

  sol_export_async (&settings, progress, progress_data, g_task_get_cancellable (task), exported_cb, task);
}

void
sol_export_job_run_async (SolScopeView        *view,
                          SolScopeModes       *modes,
                          const SolExportJob  *job,
                          SolExportFunc        progress,
                          gpointer             progress_data,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_export_job_run_async);
  /* What was written completely stays written */
  g_task_set_check_cancellable (task, FALSE);
  if (job->kind->is_picture)
    sol_picture_save_async (draw_picture (view, modes, job), job->path, cancellable, picture_saved_cb, task);
  else
    export_samples (job, progress, progress_data, task);
}

gboolean
sol_export_job_run_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
