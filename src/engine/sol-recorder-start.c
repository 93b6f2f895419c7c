/* sol-recorder-start.c: how a recording begins: what hinders it, its connection, its subscriptions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-recorder-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-engine.h"
#include "sol-mqtt-topic.h"
#include "sol-text.h"

#define QOS 2 /* as published */

/* Deliveries end before what they are delivered to */
void
sol_recorder_close_source (SolRecorder *self)
{
  if (self->source != NULL)
    sol_source_close (self->source);
  g_clear_object (&self->source);
}

/* @error: (transfer full) (nullable): NULL is success */
void
sol_recorder_answer_start (SolRecorder *self,
                           GError      *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->start_task);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
  sol_recorder_close_source (self);
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
    sol_recorder_answer_start (self, NULL);
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
void
sol_recorder_join (SolRecorder *self)
{
  self->is_joining = TRUE;
  if (sol_source_is_local (self->source))
    subscribe (self);
  else
    sol_source_connect_async (self->source, g_task_get_cancellable (self->start_task), connected_cb,
                              g_object_ref (self));
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
        g_autofree char *head = sol_text_head (*filters, 64);

        g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                     _ ("filters: “%.64s” is not a topic filter. + stands for one whole level, # for all that follow."),
                     head);
        return FALSE;
      }
  return TRUE;
}

gboolean
sol_recorder_check_start (SolRecorder                 *self,
                          const SolRecordingSettings  *settings,
                          GError                     **error)
{
  if (self->writer == NULL)
    return check_filters (settings->filters, error);
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS,
               _ ("“%s” is being recorded. Stop that recording first."), self->watch.path);
  return FALSE;
}
