/* sol-file-saver.c: writes and removes small files, one after the other, off the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-file-saver.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

/* Shared with the jobs under way, so that a failure that is told late finds nobody */
typedef struct
{
  SolFileSaverFunc func; /* the main thread's: NULL when nobody listens any more */
  gpointer         user_data;
} Listener;

struct _SolFileSaver
{
  GThreadPool *pool;     /* owned: of one thread, so that the newest is what stays */
  Listener    *listener; /* owned, counted */
};

typedef struct
{
  char     *path;
  char     *text;     /* nullable: to be removed */
  Listener *listener; /* counted */
  GError   *error;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->text);
  g_rc_box_release (job->listener);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
tell_cb (gpointer data)
{
  Job *job = data;

  if (job->listener->func != NULL && job->error != NULL)
    job->listener->func (job->path, job->error, job->listener->user_data);
  return G_SOURCE_REMOVE;
}

static void
run (Job *job)
{
  g_autofree char *folder = g_path_get_dirname (job->path);

  if (job->text == NULL && g_unlink (job->path) != 0 && errno != ENOENT)
    g_set_error_literal (&job->error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  if (job->text == NULL)
    return;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_set_error_literal (&job->error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
  else
    g_file_set_contents_full (job->path, job->text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &job->error);
}

/* The counter of the listener is the main thread's: a job goes back there to be let go */
static void
run_cb (gpointer data,
        gpointer user_data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  run (data);
  g_source_set_callback (source, tell_cb, data, job_free);
  g_source_attach (source, NULL);
}

SolFileSaver *
sol_file_saver_new (SolFileSaverFunc func,
                    gpointer         user_data)
{
  SolFileSaver *self = g_new0 (SolFileSaver, 1);

  self->pool = g_thread_pool_new (run_cb, NULL, 1, FALSE, NULL);
  self->listener = g_rc_box_new0 (Listener);
  *self->listener = (Listener) { func, user_data };
  return self;
}

void
sol_file_saver_write (SolFileSaver *self,
                      const char   *path,
                      char         *text)
{
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->text = text;
  job->listener = g_rc_box_acquire (self->listener);
  g_thread_pool_push (self->pool, job, NULL);
}

void
sol_file_saver_free (SolFileSaver *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  self->listener->func = NULL;
  g_rc_box_release (self->listener);
  g_free (self);
}

static char *
dup_aside_path (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.broken-%s", path, date);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.broken-%s-%u", path, date, i);
    }
  return aside;
}

char *
sol_file_put_aside (const char *path)
{
  g_autofree char *aside = dup_aside_path (path);

  return g_rename (path, aside) == 0 ? g_steal_pointer (&aside) : NULL;
}
