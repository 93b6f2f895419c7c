/* sol-spectrum-analyser.c: the spectra of several channels, one job after the other
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-analyser.h"

#include <gio/gio.h>

struct _SolSpectrumAnalyser
{
  GObject parent_instance;

  /* Owned */
  GPtrArray           *lines;
  GCancellable        *cancellable; /* of the job that runs; else NULL */

  SolSpectrumSettings  settings;
  gboolean             restarts;
};

/* What goes to the pool: nothing in it belongs to the analyser any more */
typedef struct
{
  GPtrArray           *lines;
  SolSpectrumSettings  settings;
  gboolean             restarts;
  gint64               begin_ns, end_ns;
} Job;

G_DEFINE_FINAL_TYPE (SolSpectrumAnalyser, sol_spectrum_analyser, G_TYPE_OBJECT)

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sol_spectrum_line_unref);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->lines);
  g_free (job);
}

static void
sol_spectrum_analyser_dispose (GObject *object)
{
  SolSpectrumAnalyser *self = SOL_SPECTRUM_ANALYSER (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  G_OBJECT_CLASS (sol_spectrum_analyser_parent_class)->dispose (object);
}

static void
sol_spectrum_analyser_class_init (SolSpectrumAnalyserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sol_spectrum_analyser_dispose;
  g_signal_new ("updated", SOL_TYPE_SPECTRUM_ANALYSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_spectrum_analyser_init (SolSpectrumAnalyser *self)
{
  self->lines = lines_new ();
  self->settings = (SolSpectrumSettings) { .window = SOL_SPECTRUM_HANN, .n_averages = 8 };
}

SolSpectrumAnalyser *
sol_spectrum_analyser_new (void)
{
  return g_object_new (SOL_TYPE_SPECTRUM_ANALYSER, NULL);
}

const SolSpectrumSettings *
sol_spectrum_analyser_get_settings (SolSpectrumAnalyser *self)
{
  return &self->settings;
}

void
sol_spectrum_analyser_set_settings (SolSpectrumAnalyser       *self,
                                    const SolSpectrumSettings *settings)
{
  self->settings = *settings;
}

static SolSpectrumLine *
find_line (SolSpectrumAnalyser *self,
           SolChannel          *channel)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      SolSpectrumLine *line = self->lines->pdata[i];

      if (line->channel == channel)
        return sol_spectrum_line_ref (line);
    }
  return sol_spectrum_line_new (channel);
}

void
sol_spectrum_analyser_set_channels (SolSpectrumAnalyser *self,
                                    SolChannel *const   *channels,
                                    guint                n)
{
  g_autoptr (GPtrArray) lines = lines_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (lines, find_line (self, channels[i]));
  g_ptr_array_unref (self->lines);
  self->lines = g_steal_pointer (&lines);
}

void
sol_spectrum_analyser_restart (SolSpectrumAnalyser *self)
{
  self->restarts = TRUE;
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;

  for (guint i = 0; i < job->lines->len && !g_cancellable_is_cancelled (cancellable); i++)
    sol_spectrum_line_run (job->lines->pdata[i], &job->settings, job->restarts, job->begin_ns, job->end_ns);
  g_task_return_boolean (task, TRUE);
}

/* @user_data: (transfer full): a GWeakRef: a job does not keep the analyser, and with it the window, alive */
static void
job_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (SolSpectrumAnalyser) self = g_weak_ref_get (weak);
  Job *job = g_task_get_task_data (G_TASK (result));

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < job->lines->len; i++)
    sol_spectrum_line_show (job->lines->pdata[i]);
  g_signal_emit_by_name (self, "updated");
}

static Job *
job_new (SolSpectrumAnalyser *self,
         gint64               begin_ns,
         gint64               end_ns)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { lines_new (), self->settings, self->restarts, begin_ns, end_ns };
  for (guint i = 0; i < self->lines->len; i++)
    g_ptr_array_add (job->lines, sol_spectrum_line_ref (self->lines->pdata[i]));
  self->restarts = FALSE;
  return job;
}

gboolean
sol_spectrum_analyser_run (SolSpectrumAnalyser *self,
                           gint64               begin_ns,
                           gint64               end_ns)
{
  g_autoptr (GTask) task = NULL;
  GWeakRef *weak;

  if (self->cancellable != NULL || self->lines->len == 0)
    return FALSE;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, job_done_cb, weak);
  g_task_set_source_tag (task, sol_spectrum_analyser_run);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job_new (self, begin_ns, end_ns), job_free);
  g_task_run_in_thread (task, job_thread);
  return TRUE;
}

guint
sol_spectrum_analyser_get_n_lines (SolSpectrumAnalyser *self)
{
  return self->lines->len;
}

const SolSpectrumLine *
sol_spectrum_analyser_get_line (SolSpectrumAnalyser *self,
                                guint                i)
{
  return self->lines->pdata[i];
}
