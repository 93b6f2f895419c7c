/* sol-recorder.c: records what a broker's topics carry, for whoever watches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recorder.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-engine.h"
#include "sol-mqtt-topic.h"

#define LOOK_MS 100
#define QOS 2 /* as published */

struct _SolRecorder
{
  GObject parent_instance;

  /* Owned, while something is recorded */
  SolRecordingWriter *writer;
  SolSource          *source;
  char              **filters;
  GTask              *start_task;  /* nullable: until it records */
  GError             *start_error; /* nullable: why it will not */
  guint               n_asked;     /* filters that the broker has not answered */
  gboolean            is_joining;
  guint               timer;

  GPtrArray          *stop_tasks;  /* of GTask */
  SolRecordingStatus  status;
  char               *path;
  char               *problem;
};

G_DEFINE_FINAL_TYPE (SolRecorder, sol_recorder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_N_MESSAGES,
  PROP_N_DROPPED,
  PROP_FILE_BYTES,
  PROP_LENGTH_NS,
  PROP_PATH,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sol_recorder_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  SolRecorder *self = SOL_RECORDER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->status.state);
      break;
    case PROP_N_MESSAGES:
      g_value_set_uint64 (value, self->status.n_messages);
      break;
    case PROP_N_DROPPED:
      g_value_set_uint64 (value, self->status.n_dropped);
      break;
    case PROP_FILE_BYTES:
      g_value_set_uint64 (value, self->status.file_bytes);
      break;
    case PROP_LENGTH_NS:
      g_value_set_int64 (value, self->status.length_ns);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Deliveries end before what they are delivered to */
static void
close_source (SolRecorder *self)
{
  if (self->source != NULL)
    sol_source_close (self->source);
  g_clear_object (&self->source);
}

/* @error: (transfer full) (nullable): NULL is success */
static void
answer_start (SolRecorder *self,
              GError      *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start_task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Waits for the writer's thread, which is gone when the state was FINISHED or FAILED */
static void
end (SolRecorder *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->stop_tasks);
  GError *error = self->start_error != NULL ? g_steal_pointer (&self->start_error)
                                            : sol_recording_writer_dup_error (self->writer);

  self->stop_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_handle_id (&self->timer, g_source_remove);
  close_source (self);
  g_clear_pointer (&self->writer, sol_recording_writer_free);
  if (self->start_task != NULL)
    answer_start (self, error != NULL ? g_steal_pointer (&error)
                                      : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                             _ ("The recording was stopped before it began")));
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
  g_free (self->path);
  g_free (self->problem);
  G_OBJECT_CLASS (sol_recorder_parent_class)->finalize (object);
}

static void
sol_recorder_class_init (SolRecorderClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_recorder_get_property;
  object_class->dispose = sol_recorder_dispose;
  object_class->finalize = sol_recorder_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SOL_RECORDING_OPENING, SOL_RECORDING_FAILED,
                                             SOL_RECORDING_FINISHED, flags);
  properties[PROP_N_MESSAGES] = g_param_spec_uint64 ("n-messages", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_N_DROPPED] = g_param_spec_uint64 ("n-dropped", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_FILE_BYTES] = g_param_spec_uint64 ("file-bytes", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_LENGTH_NS] = g_param_spec_int64 ("length-ns", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_recorder_init (SolRecorder *self)
{
  self->stop_tasks = g_ptr_array_new_with_free_func (g_object_unref);
  self->status.state = SOL_RECORDING_FINISHED;
}

SolRecorder *
sol_recorder_new (void)
{
  return g_object_new (SOL_TYPE_RECORDER, NULL);
}

static void
notify_if (SolRecorder *self,
           guint        property,
           gboolean     is_changed)
{
  if (is_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_problem (SolRecorder  *self,
             const GError *error)
{
  const char *problem = error != NULL ? error->message : NULL;

  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  notify_if (self, PROP_PROBLEM, TRUE);
}

static void
take_status (SolRecorder *self)
{
  const SolRecordingStatus before = self->status;
  g_autoptr (GError) error = sol_recording_writer_dup_error (self->writer);

  sol_recording_writer_get_status (self->writer, &self->status);
  set_problem (self, error != NULL ? error : self->start_error);
  notify_if (self, PROP_N_MESSAGES, before.n_messages != self->status.n_messages);
  notify_if (self, PROP_N_DROPPED, before.n_dropped != self->status.n_dropped);
  notify_if (self, PROP_FILE_BYTES, before.file_bytes != self->status.file_bytes);
  notify_if (self, PROP_LENGTH_NS, before.length_ns != self->status.length_ns);
  notify_if (self, PROP_STATE, before.state != self->status.state);
}

/* @error: (transfer full): it will not be; the file goes first */
static void
give_up (SolRecorder *self,
         GError      *error)
{
  if (self->start_error == NULL)
    self->start_error = error;
  else
    g_error_free (error);
  close_source (self);
  sol_recording_writer_discard (self->writer);
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SolRecorder) self = user_data;
  GError *error = NULL;

  sol_source_subscribe_finish (SOL_SOURCE (source), result, &error);
  if (SOL_SOURCE (source) != self->source || self->start_task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    give_up (self, error);
  else if (--self->n_asked == 0)
    answer_start (self, NULL);
}

static void
subscribe (SolRecorder *self)
{
  self->n_asked = g_strv_length (self->filters);
  for (char **filter = self->filters; *filter != NULL; filter++)
    sol_source_subscribe_async (self->source, *filter, QOS, NULL, subscribed_cb, g_object_ref (self));
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SolRecorder) self = user_data;
  GError *error = NULL;

  sol_source_connect_finish (SOL_SOURCE (source), result, &error);
  if (SOL_SOURCE (source) != self->source)
    g_clear_error (&error);
  else if (error != NULL)
    give_up (self, error);
  else
    subscribe (self);
}

/* The file is there */
static void
join (SolRecorder *self)
{
  self->is_joining = TRUE;
  if (sol_source_is_local (self->source))
    subscribe (self);
  else
    sol_source_connect_async (self->source, g_task_get_cancellable (self->start_task), connected_cb,
                              g_object_ref (self));
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (SolRecorder) self = g_object_ref (user_data);

  take_status (self);
  if (self->status.state >= SOL_RECORDING_FINISHED)
    {
      self->timer = 0;
      end (self);
      return G_SOURCE_REMOVE;
    }
  if (self->status.state == SOL_RECORDING_RUNNING && !self->is_joining && self->source != NULL)
    join (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
check_filters (const char * const  *filters,
               GError             **error)
{
  if (filters == NULL || *filters == NULL)
    {
      g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                           _ ("filters: say which topics to record; # is all."));
      return FALSE;
    }
  for (; *filters != NULL; filters++)
    if (!sol_mqtt_topic_is_filter (*filters, strlen (*filters)))
      {
        g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                     _ ("filters: “%.64s” is not a topic filter. + stands for one whole level, # for all that follow."),
                     *filters);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_start (SolRecorder                 *self,
             const SolRecordingSettings  *settings,
             GError                     **error)
{
  if (self->writer == NULL)
    return check_filters (settings->filters, error);
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS,
               _ ("“%s” is being recorded. Stop that recording first."), self->path);
  return FALSE;
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
  g_free (self->path);
  self->path = g_strdup (settings->path);
  self->is_joining = FALSE;
  copy.source = sol_source_get_title (self->source);
  self->writer = sol_recording_writer_new (&copy, NULL, NULL);
  self->timer = g_timeout_add (LOOK_MS, look_cb, self);
  take_status (self);
  notify_if (self, PROP_PATH, TRUE);
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
  if (!check_start (self, settings, &error))
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
  close_source (self);
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
  return self->path;
}

const char *
sol_recorder_get_problem (SolRecorder *self)
{
  return self->problem;
}
