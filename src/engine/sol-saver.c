/* sol-saver.c: keeps a file up to date with what changes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-saver-private.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "sol-json.h"

#define EVERY_MS 500

/* What the main thread and the pool share; written under its lock, so that the newest comes last */
typedef struct
{
  GMutex  lock;
  char   *path;
  char   *failed;
  char   *text;      /* not written yet; NULL: nothing */
  gsize   length;
} Job;

struct _SolSaver
{
  Job          *job;        /* counted */
  SolSaverFunc  func;
  gpointer      user_data;
  guint         timer_id;   /* told, and not yet asked for */
};

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_mutex_clear (&job->lock);
  g_free (job->path);
  g_free (job->failed);
  g_free (job->text);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

static gboolean
write_text (const Job   *job,
            const char  *text,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (job->path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents_full (job->path, text, (gssize) job->length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     error);
  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void
job_run (Job *job)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&job->lock);
  text = g_steal_pointer (&job->text);
  if (text != NULL && !write_text (job, text, &error))
    g_warning ("%s: %s", job->failed, error->message);
  g_mutex_unlock (&job->lock);
}

static void
job_thread (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  job_run (data);
  g_task_return_boolean (task, TRUE);
}

static void
ask (SolSaver *self)
{
  gsize length;
  char *text = sol_json_print_object (self->func (self->user_data), TRUE, &length);

  g_mutex_lock (&self->job->lock);
  g_free (self->job->text);
  self->job->text = text;
  self->job->length = length;
  g_mutex_unlock (&self->job->lock);
}

static gboolean
timer_cb (gpointer user_data)
{
  SolSaver *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  self->timer_id = 0;
  ask (self);
  g_task_set_source_tag (task, timer_cb);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (self->job), job_unref);
  g_task_run_in_thread (task, job_thread);
  return G_SOURCE_REMOVE;
}

SolSaver *
sol_saver_new (const char   *path,
               const char   *failed,
               SolSaverFunc  func,
               gpointer      user_data)
{
  SolSaver *self = g_new0 (SolSaver, 1);

  self->job = g_atomic_rc_box_new0 (Job);
  g_mutex_init (&self->job->lock);
  self->job->path = g_strdup (path);
  self->job->failed = g_strdup (failed);
  self->func = func;
  self->user_data = user_data;
  return self;
}

void
sol_saver_touch (SolSaver *self)
{
  if (self->timer_id == 0)
    self->timer_id = g_timeout_add (EVERY_MS, timer_cb, self);
}

void
sol_saver_free (SolSaver *self)
{
  if (self->timer_id != 0)
    ask (self);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  job_run (self->job);
  job_unref (self->job);
  g_free (self);
}
