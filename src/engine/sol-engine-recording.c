/* sol-engine-recording.c: recording and replaying by the engine
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-recording.h"

#include "sol-engine-private.h"

static void
ignore_cb (SolMessage *message,
           gpointer    user_data)
{
}

/* Returns: (transfer full) */
static SolSource *
dup_source (SolEngine       *self,
            SolEngineTarget  target)
{
  if (target == SOL_ENGINE_THIS_BROKER)
    return sol_source_new_for_broker (self->broker, ignore_cb, NULL);
  return g_object_ref (self->source);
}

SolRecorder *
sol_engine_get_recorder (SolEngine *self)
{
  return self->recorder;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_recorder_start_finish (SOL_RECORDER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
sol_engine_start_recording_async (SolEngine                  *self,
                                  SolEngineTarget             target,
                                  const SolRecordingSettings *settings,
                                  GCancellable               *cancellable,
                                  GAsyncReadyCallback         callback,
                                  gpointer                    user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (SolSource) like = dup_source (self, target);

  g_task_set_source_tag (task, sol_engine_start_recording_async);
  sol_recorder_start_async (self->recorder, like, settings, cancellable, started_cb, task);
}

gboolean
sol_engine_start_recording_finish (SolEngine     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_engine_drop_replayer (SolEngine *self)
{
  if (self->replayer != NULL)
    sol_replayer_close (self->replayer);
  g_clear_object (&self->replayer);
}

/* In the replay's thread, which ends before the source does */
static gboolean
publish_cb (SolMessage *message,
            gpointer    user_data)
{
  return sol_source_post (user_data, message);
}

gboolean
sol_engine_start_replay (SolEngine                *self,
                         SolEngineTarget           target,
                         const char               *path,
                         const SolReplaySettings  *settings,
                         GError                  **error)
{
  if (!sol_replay_settings_check (settings, error))
    return FALSE;
  sol_engine_drop_replayer (self);
  self->replayer = sol_replayer_new (path, settings, publish_cb, dup_source (self, target), g_object_unref);
  sol_engine_notify_replayer (self);
  return TRUE;
}

typedef struct
{
  SolSource *source;  /* owned */
  SolIngest *ingest;  /* borrowed: the engine's, which outlives the replay */
} View;

static void
view_free (gpointer data)
{
  View *view = data;

  g_object_unref (view->source);
  g_free (view);
}

/* In the replay's thread */
static gboolean
deliver_cb (SolMessage *message,
            gpointer    user_data)
{
  View *view = user_data;

  if (sol_ingest_is_behind (view->ingest))
    return FALSE;
  sol_source_deliver (view->source, message);
  return TRUE;
}

gboolean
sol_engine_view_recording (SolEngine                *self,
                           const char               *path,
                           const SolReplaySettings  *settings,
                           GError                  **error)
{
  g_autofree char *title = g_path_get_basename (path);
  View *view;

  if (!sol_replay_settings_check (settings, error))
    return FALSE;
  sol_engine_use_recording_source (self, title);
  view = g_new (View, 1);
  *view = (View) { g_object_ref (self->source), self->ingest };
  self->replayer = sol_replayer_new (path, settings, deliver_cb, view, view_free);
  sol_engine_notify_replayer (self);
  return TRUE;
}

SolReplayer *
sol_engine_get_replayer (SolEngine *self)
{
  return self->replayer;
}

void
sol_engine_stop_replay (SolEngine *self)
{
  if (self->replayer == NULL)
    return;
  sol_engine_drop_replayer (self);
  sol_engine_notify_replayer (self);
}

const char *
sol_engine_get_recordings_folder (SolEngine *self)
{
  return self->recordings_folder;
}

void
sol_engine_set_recordings_folder (SolEngine  *self,
                                  const char *folder)
{
  char *copy = g_strdup (folder);

  g_free (self->recordings_folder);
  self->recordings_folder = copy;
}
