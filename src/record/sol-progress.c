/* sol-progress.c: how far a task's thread is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-progress-private.h"

#define TELL_US (G_USEC_PER_SEC / 10)

typedef struct
{
  SolProgress progress;
  double      done;
} News;

static gboolean
news_cb (gpointer data)
{
  const News *news = data;

  news->progress.func (news->done, news->progress.user_data);
  return G_SOURCE_REMOVE;
}

/* Not by g_main_context_invoke(), which calls it in this thread when nobody iterates the context just now */
void
sol_progress_tell (SolProgress *self,
                   double       done)
{
  gint64 now_us = g_get_monotonic_time ();
  News news = { *self, CLAMP (done, 0.0, 1.0) };
  GSource *source;

  if (self->func == NULL || now_us - self->told_us < TELL_US)
    return;
  self->told_us = now_us;
  source = g_idle_source_new ();
  g_source_set_static_name (source, "sol-progress");
  g_source_set_priority (source, g_task_get_priority (self->task));
  g_source_set_callback (source, news_cb, g_memdup2 (&news, sizeof news), g_free);
  g_source_attach (source, g_task_get_context (self->task));
  g_source_unref (source);
}
