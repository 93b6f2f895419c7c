/* sol-source-recording.c: messages of a recording, as a replay brings them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-source-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"

static SolClientState
recording_get_state (SolSource *self)
{
  return SOL_CLIENT_CONNECTED;
}

static GError *
recording_dup_error (SolSource *self)
{
  return NULL;
}

static void
recording_connect (SolSource *self,
                   GTask     *task)
{
  sol_source_update_state (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
recording_disconnect (SolSource *self)
{
}

static void
take_filters (SolSource *self)
{
  char **wanted = g_strdupv ((char **) sol_source_get_filters (self));

  g_mutex_lock (&self->lock);
  g_strfreev (self->wanted);
  self->wanted = wanted;
  g_mutex_unlock (&self->lock);
}

static void
recording_subscribe (SolSource  *self,
                     const char *filter,
                     guint8      qos,
                     GTask      *task)
{
  take_filters (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
recording_unsubscribe (SolSource  *self,
                       const char *filter)
{
  take_filters (self);
}

static void
recording_publish (SolSource  *self,
                   SolMessage *message,
                   GTask      *task)
{
  g_task_return_new_error (task, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_CONNECTED,
                           _ ("A recording takes no messages. Connect to a broker to publish."));
  g_object_unref (task);
}

static gboolean
recording_post (SolSource  *self,
                SolMessage *message)
{
  return FALSE;
}

static void
recording_close (SolSource *self)
{
}

const SolSourceKind sol_source_recording_kind = {
  .get_state = recording_get_state,
  .dup_error = recording_dup_error,
  .connect = recording_connect,
  .disconnect = recording_disconnect,
  .subscribe = recording_subscribe,
  .unsubscribe = recording_unsubscribe,
  .publish = recording_publish,
  .post = recording_post,
  .close = recording_close,
};

SolSource *
sol_source_new_for_recording (const char    *title,
                              SolClientFunc  func,
                              gpointer       user_data)
{
  SolSource *self = sol_source_new (&sol_source_recording_kind, func, user_data, g_strdup (title));

  sol_source_update_state (self);
  return self;
}

static gboolean
is_wanted (SolSource        *self,
           const SolMessage *message)
{
  for (char **filter = self->wanted; filter != NULL && *filter != NULL; filter++)
    if (sol_mqtt_topic_matches (*filter, strlen (*filter), message->topic, message->topic_len))
      return TRUE;
  return FALSE;
}

void
sol_source_deliver (SolSource  *self,
                    SolMessage *message)
{
  gboolean is_for_us;

  g_mutex_lock (&self->lock);
  is_for_us = is_wanted (self, message);
  g_mutex_unlock (&self->lock);
  if (is_for_us)
    sol_source_gate_deliver (message, self->gate);
}
