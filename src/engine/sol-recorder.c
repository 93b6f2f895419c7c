/* sol-recorder.c: records what a broker's topics carry, for whoever watches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recorder-private.h"

#include <glib/gi18n.h>

#include "sol-engine.h"

G_DEFINE_FINAL_TYPE (SolRecorder, sol_recorder, G_TYPE_OBJECT)

static const SolStatusField fields[] = {
  { "n-messages", G_TYPE_UINT64, G_STRUCT_OFFSET (SolRecordingStatus, n_messages) },
  { "n-dropped", G_TYPE_UINT64, G_STRUCT_OFFSET (SolRecordingStatus, n_dropped) },
  { "file-bytes", G_TYPE_UINT64, G_STRUCT_OFFSET (SolRecordingStatus, file_bytes) },
  { "length-ns", G_TYPE_INT64, G_STRUCT_OFFSET (SolRecordingStatus, length_ns) },
  { "state", G_TYPE_INT, G_STRUCT_OFFSET (SolRecordingStatus, state) },
};

static const SolStatusKind kind = { fields, G_N_ELEMENTS (fields) };

static void
sol_recorder_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SolRecorder *self = SOL_RECORDER (object);

  sol_status_watch_get_property (&self->watch, &self->status, id, value);
}

static GError *
make_stopped (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The recording was stopped before it began"));
}

/* Waits for the writer's thread, which is gone when the state was FINISHED or FAILED */
static void
end (SolRecorder *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->stop_tasks);
  GError *error = self->start_error != NULL ? g_steal_pointer (&self->start_error)
                                            : sol_recording_writer_dup_error (self->writer);

  self->stop_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  sol_status_watch_end (&self->watch);
  sol_recorder_close_source (self);
  g_clear_pointer (&self->writer, sol_recording_writer_free);
  if (self->start_task != NULL)
    sol_recorder_answer_start (self, error != NULL ? g_steal_pointer (&error) : make_stopped ());
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (tasks->pdata[i], TRUE);
  g_clear_error (&error);
}

/* The owner leaves: what was posted is written */
static void
sol_recorder_dispose (GObject *object)
{
  SolRecorder *self = SOL_RECORDER (object);

  if (self->writer != NULL)
    end (self);
  G_OBJECT_CLASS (sol_recorder_parent_class)->dispose (object);
}

static void
sol_recorder_finalize (GObject *object)
{
  SolRecorder *self = SOL_RECORDER (object);

  g_clear_error (&self->start_error);
  g_ptr_array_unref (self->stop_tasks);
  g_strfreev (self->filters);
  sol_status_watch_clear (&self->watch);
  G_OBJECT_CLASS (sol_recorder_parent_class)->finalize (object);
}

static void
sol_recorder_class_init (SolRecorderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_recorder_get_property;
  object_class->dispose = sol_recorder_dispose;
  object_class->finalize = sol_recorder_finalize;
  sol_status_kind_install (&kind, object_class);
}

static void
sol_recorder_init (SolRecorder *self)
{
  self->stop_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->status.state = SOL_RECORDING_FINISHED;
  sol_status_watch_init (&self->watch, &kind, self);
}

SolRecorder *
sol_recorder_new (void)
{
  return g_object_new (SOL_TYPE_RECORDER, NULL);
}

/* Who is told that it has finished finds a recorder that can begin anew */
static void
take_status (SolRecorder *self)
{
  const SolRecordingStatus before = self->status;
  g_autoptr (GError) error = sol_recording_writer_dup_error (self->writer);

  sol_recording_writer_get_status (self->writer, &self->status);
  sol_status_watch_set_problem (&self->watch, error != NULL ? error : self->start_error);
  if (self->status.state >= SOL_RECORDING_FINISHED)
    end (self);
  sol_status_watch_notify (&self->watch, &before, &self->status);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (SolRecorder) self = g_object_ref (user_data);

  take_status (self);
  if (self->status.state == SOL_RECORDING_RUNNING && !self->is_joining && self->source != NULL)
    sol_recorder_join (self);
  return self->writer != NULL;
}

static void
message_cb (SolMessage *message,
            gpointer    user_data)
{
  SolRecorder *self = user_data;

  sol_recording_writer_post (message, self->writer);
}

static void
begin (SolRecorder                *self,
       const SolRecordingSettings *settings)
{
  SolRecordingSettings copy = *settings;

  g_strfreev (self->filters);
  self->filters = g_strdupv ((char **) settings->filters);
  self->is_joining = FALSE;
  copy.source = sol_source_get_title (self->source);
  self->writer = sol_recording_writer_new (&copy, NULL, NULL);
  sol_status_watch_begin (&self->watch, settings->path, look_cb);
  take_status (self);
}

void
sol_recorder_start_async (SolRecorder                *self,
                          SolSource                  *like,
                          const SolRecordingSettings *settings,
                          GCancellable               *cancellable,
                          GAsyncReadyCallback         callback,
                          gpointer                    user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sol_recorder_start_async);
  if (!sol_recorder_check_start (self, settings, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->source = sol_source_new_like (like, message_cb, self);
  if (self->source == NULL)
    {
      g_task_return_new_error (task, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                               _ ("A recording cannot be recorded. Connect to a broker first."));
      return;
    }
  self->start_task = g_steal_pointer (&task);
  begin (self, settings);
}

gboolean
sol_recorder_start_finish (SolRecorder   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_recorder_stop_async (SolRecorder         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_recorder_stop_async);
  if (self->writer == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  g_ptr_array_add (self->stop_tasks, task);
  sol_recorder_close_source (self);
  sol_recording_writer_stop (self->writer);
}

gboolean
sol_recorder_stop_finish (SolRecorder   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
sol_recorder_is_active (SolRecorder *self)
{
  return self->writer != NULL;
}

void
sol_recorder_get_status (SolRecorder        *self,
                         SolRecordingStatus *status)
{
  *status = self->status;
  if (self->writer != NULL)
    sol_recording_writer_get_status (self->writer, status);
}

const char *
sol_recorder_get_path (SolRecorder *self)
{
  return self->watch.path;
}

const char *
sol_recorder_get_problem (SolRecorder *self)
{
  return self->watch.problem;
}
