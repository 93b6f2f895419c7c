/* sol-engine-open.c: a recording as the source in use, with all of its history
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine-recording.h"

#include <string.h>

#include "sol-engine-private.h"
#include "sol-mqtt-topic.h"

#define MOST_SHOWN 64 /* channels at once, as of a live filter: a list of more is no list to look through */

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
  self->unlisted = g_steal_pointer (&loaded);
  sol_engine_show_recorded (self, NULL);
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

void
sol_engine_show_recorded (SolEngine  *self,
                          const char *filter)
{
  SolLoaded *unlisted = self->unlisted;
  guint n = 0, i = 0;

  g_return_if_fail (SOL_IS_ENGINE (self));
  while (unlisted != NULL && i < unlisted->channels->len && n < MOST_SHOWN)
    {
      const char *topic = unlisted->topics->pdata[i];
      g_autoptr (SolChannel) channel = NULL;

      if (filter != NULL && !sol_mqtt_topic_matches (filter, strlen (filter), topic, strlen (topic)))
        {
          i++;
          continue;
        }
      channel = g_ptr_array_steal_index (unlisted->channels, i);
      g_ptr_array_remove_index (unlisted->topics, i);
      sol_ingest_add_channel (self->ingest, channel);
      n++;
    }
}

guint
sol_engine_get_n_unlisted (SolEngine *self)
{
  g_return_val_if_fail (SOL_IS_ENGINE (self), 0);
  return self->unlisted != NULL ? self->unlisted->channels->len : 0;
}

gboolean
sol_engine_open_recording_finish (SolEngine     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
