/* sol-engine-open.c: a recording as the source in use, with all of its history
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-recording.h"

#include "sol-engine-private.h"

/* Messages gets all of it as fast as it is read; channels have theirs already, for nothing is bound to a recording */
static gboolean
list_topics (SolEngine   *self,
             const char  *path,
             GError     **error)
{
  SolReplaySettings settings;

  sol_replay_settings_init (&settings);
  settings.is_paused = TRUE;
  settings.speed = 0.0;
  settings.keeps_time = TRUE;
  if (!sol_engine_view_recording (self, path, &settings, error))
    return FALSE;
  sol_source_subscribe_async (self->source, "#", 0, NULL, NULL, NULL);
  sol_replayer_play (self->replayer);
  return TRUE;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolEngine *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (SolLoaded) loaded = sol_recording_load_finish (result, &error);

  if (loaded == NULL || !list_topics (self, g_task_get_task_data (task), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < loaded->channels->len; i++)
    sol_ingest_add_channel (self->ingest, loaded->channels->pdata[i]);
  g_task_return_boolean (task, TRUE);
}

void
sol_engine_open_recording_async (SolEngine           *self,
                                 const char          *path,
                                 SolLoadFunc          progress,
                                 gpointer             progress_data,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const SolLoadSettings settings = { .path = path };

  g_task_set_source_tag (task, sol_engine_open_recording_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  /* What is in use when it is cancelled stays in use */
  g_task_set_check_cancellable (task, FALSE);
  sol_recording_load_async (&settings, progress, progress_data, cancellable, loaded_cb, task);
}

gboolean
sol_engine_open_recording_finish (SolEngine     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
