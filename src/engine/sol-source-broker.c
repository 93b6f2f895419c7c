/* sol-source-broker.c: messages of this broker, through a tap
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-source-private.h"

#include <glib/gi18n.h>

static GError *
new_not_running_error (void)
{
  return g_error_new_literal (SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING,
                              _ ("The broker is not running. Start it first."));
}

static SolClientState
broker_get_state (SolSource *self)
{
  if (self->broker == NULL)
    return SOL_CLIENT_DISCONNECTED;
  switch (sol_broker_get_state (self->broker))
    {
    case SOL_BROKER_STARTING:
      return SOL_CLIENT_CONNECTING;
    case SOL_BROKER_RUNNING:
      return SOL_CLIENT_CONNECTED;
    case SOL_BROKER_STOPPED:
    case SOL_BROKER_STOPPING:
    default:
      return SOL_CLIENT_DISCONNECTED;
    }
}

static GError *
broker_dup_error (SolSource *self)
{
  return broker_get_state (self) == SOL_CLIENT_DISCONNECTED ? new_not_running_error () : NULL;
}

static void
answer_waiting (SolSource *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    if (self->state == SOL_CLIENT_CONNECTED)
      g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
    else
      g_task_return_error (g_ptr_array_index (waiting, i), new_not_running_error ());
}

static void
state_cb (SolSource *self)
{
  sol_source_update_state (self);
  if (self->state != SOL_CLIENT_CONNECTING)
    answer_waiting (self);
}

static void
broker_connect (SolSource *self,
                GTask     *task)
{
  g_ptr_array_add (self->waiting, task);
  state_cb (self);
}

static void
broker_disconnect (SolSource *self)
{
}

static void
set_tap_filters (SolSource *self)
{
  const char * const *filters = sol_source_get_filters (self);

  if (self->tap != NULL)
    sol_tap_set_filters (self->tap, filters);
  else if (*filters != NULL)
    self->tap = sol_tap_new (self->broker, filters, sol_source_gate_deliver,
                             sol_source_gate_ref (self->gate));
}

static void
broker_subscribe (SolSource  *self,
                  const char *filter,
                  guint8      qos,
                  GTask      *task)
{
  if (self->broker != NULL)
    set_tap_filters (self);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
broker_unsubscribe (SolSource  *self,
                    const char *filter)
{
  if (self->broker != NULL)
    set_tap_filters (self);
}

static void
broker_publish (SolSource  *self,
                SolMessage *message,
                GTask      *task)
{
  GError *error = NULL;

  if (self->broker == NULL)
    g_task_return_error (task, new_not_running_error ());
  else if (sol_broker_publish (self->broker, message, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static gboolean
broker_post (SolSource  *self,
             SolMessage *message)
{
  return sol_broker_publish (self->broker, message, NULL);
}

static void
broker_close (SolSource *self)
{
  if (self->tap == NULL)
    return;
  sol_tap_free (g_steal_pointer (&self->tap), (GDestroyNotify) sol_source_gate_unref, self->gate);
}

const SolSourceKind sol_source_broker_kind = {
  .get_state = broker_get_state,
  .dup_error = broker_dup_error,
  .connect = broker_connect,
  .disconnect = broker_disconnect,
  .subscribe = broker_subscribe,
  .unsubscribe = broker_unsubscribe,
  .publish = broker_publish,
  .post = broker_post,
  .close = broker_close,
};

SolSource *
sol_source_new_for_broker (SolBroker     *broker,
                           SolClientFunc  func,
                           gpointer       user_data)
{
  SolSource *self
      = sol_source_new (&sol_source_broker_kind, func, user_data, g_strdup (_ ("This Broker")));

  self->broker = g_object_ref (broker);
  g_signal_connect_object (broker, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
  sol_source_update_state (self);
  return self;
}
