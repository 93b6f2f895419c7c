/* sol-client-core-connect.c: connects, loses, tries again, leaves
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-client-core-private.h"
#include "sol-client-error-private.h"
#include "sol-client-reply-private.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-reason.h"

#define MAX_WAIT_S     30
/* A connection that stood for less does not begin the back-off anew: two clients of one identifier push each other
 * out */
#define STEADY_US      (5 * G_USEC_PER_SEC)
#define MAX_DRAIN      64

static void
set_state (SolClientCore  *self,
           SolClientState  state,
           const GError   *error)
{
  self->state = state;
  self->funcs->state_changed (state, error, self->funcs_data);
}

static void
forget_cancel (SolClientCore *self)
{
  if (self->cancel_source == NULL)
    return;
  g_source_destroy (self->cancel_source);
  g_clear_pointer (&self->cancel_source, g_source_unref);
}

/* Everything ends: @error completes what waits; a disconnection that was asked for is no error of the client */
static void
end (SolClientCore *self,
     const GError  *error,
     gboolean       is_wanted)
{
  forget_cancel (self);
  self->leave = SOL_CLIENT_STAY;
  sol_client_core_arm (self, -1);
  /* Before any answer: who hears of a failure finds the client in its new state */
  set_state (self, SOL_CLIENT_DISCONNECTED, is_wanted ? NULL : error);
  self->n_let_go += sol_client_inflight_clear (&self->inflight, error);
  sol_client_core_settle (self);
  sol_client_subscriptions_clear (&self->subscriptions, error);
  sol_client_reply_error (g_steal_pointer (&self->connect_task), error);
  sol_client_reply_value (g_steal_pointer (&self->leave_task), TRUE);
}

static void
wait_for_next (SolClientCore *self,
               const GError  *error)
{
  gint64 now_us = g_get_monotonic_time ();
  guint wait_s;

  if (self->state == SOL_CLIENT_CONNECTED && now_us - self->connected_us >= STEADY_US)
    self->n_attempts = 0;
  wait_s = MIN (1u << MIN (self->n_attempts, 5), MAX_WAIT_S);
  self->n_attempts++;
  /* A fifth either way, so that a thousand clients do not return in the same instant */
  sol_client_core_arm (self, now_us + (gint64) (wait_s * g_random_double_range (0.8, 1.2)
                                                * G_USEC_PER_SEC));
  set_state (self, SOL_CLIENT_WAITING, error);
}

/* A broker that does not know 5.0 refuses its CONNECT, or closes without a word; the latter means nothing from one that
 * has spoken it */
static gboolean
falls_back (const SolClientCore *self,
            const GError        *error)
{
  const SolClientOptions *options = self->options;

  return self->state == SOL_CLIENT_CONNECTING && self->link != NULL
         && self->leave == SOL_CLIENT_STAY && self->version == SOL_MQTT_VERSION_5_0
         && options->protocol == SOL_CLIENT_PROTOCOL_AUTO && options->properties == NULL
         && options->will_properties == NULL
         && (g_error_matches (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_VERSION)
             || (!self->has_connected
                 && g_error_matches (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLOSED)));
}

void
sol_client_core_lose (SolClientCore *self,
                      const GError  *error)
{
  g_autoptr (GError) kept = g_error_copy (error);
  gboolean is_older = falls_back (self, error);

  sol_client_core_drop_link (self, kept);
  if (is_older)
    {
      self->version = SOL_MQTT_VERSION_3_1_1;
      sol_client_core_start_dial (self);
    }
  else if (self->leave != SOL_CLIENT_STAY)
    end (self, kept, TRUE);
  else if (self->connect_task != NULL || !self->options->reconnect)
    end (self, kept, FALSE);
  else
    wait_for_next (self, kept);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  SolClientCore *self = user_data;
  g_autoptr (GError) error = NULL;

  g_cancellable_set_error_if_cancelled (cancellable, &error);
  sol_client_core_drop_link (self, error);
  end (self, error, TRUE);
  return G_SOURCE_REMOVE;
}

static void
watch_cancel (SolClientCore *self,
              GCancellable  *cancellable)
{
  if (cancellable == NULL)
    return;
  self->cancel_source = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
  g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
}

static void
reply_busy (GTask *task)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                       _("This client has a connection already, or is ending one: disconnect it "
                         "and wait"));
  sol_client_reply_error (task, error);
}

void
sol_client_core_handle_connect (SolClientCore    *self,
                                SolClientOptions *options,
                                GTask            *task)
{
  if (self->state != SOL_CLIENT_DISCONNECTED)
    {
      sol_client_options_free (options);
      reply_busy (task);
      return;
    }
  g_clear_pointer (&self->options, sol_client_options_free);
  self->options = options;
  self->connect_task = task;
  self->n_attempts = 0;
  sol_client_inflight_init (&self->inflight, options->max_inflight);
  g_clear_pointer (&self->subscriptions.kept, g_hash_table_unref);
  sol_client_subscriptions_init (&self->subscriptions);
  self->has_connected = FALSE;
  self->version = options->protocol == SOL_CLIENT_PROTOCOL_3_1_1 ? SOL_MQTT_VERSION_3_1_1
                                                                 : SOL_MQTT_VERSION_5_0;
  watch_cancel (self, g_task_get_cancellable (task));
  sol_client_core_start_dial (self);
  set_state (self, SOL_CLIENT_CONNECTING, NULL);
}

void
sol_client_core_retry (SolClientCore *self)
{
  sol_client_core_start_dial (self);
  set_state (self, SOL_CLIENT_CONNECTING, NULL);
}

static void
take_assigned_id (SolClientCore *self,
                  SolMqttSlice   properties)
{
  SolMqttSlice id = sol_mqtt_properties_get_data (properties, SOL_MQTT_PROPERTY_ASSIGNED_CLIENT_ID);

  if (id.length == 0)
    return;
  g_free ((char *) self->options->client_id);
  self->options->client_id = g_strndup ((const char *) id.data, id.length);
}

static void
agree (SolClientCore        *self,
       const SolMqttConnack *connack)
{
  const SolClientOptions *options = self->options;
  gboolean is_v5 = self->version == SOL_MQTT_VERSION_5_0;
  SolMqttSlice asked = sol_client_options_get_properties (options);

  sol_client_limits_init (&self->limits, options, is_v5 ? connack : NULL);
  sol_client_aliases_init (
    &self->aliases, MIN (options->max_topic_aliases, self->limits.topic_alias_maximum),
    (guint16) sol_mqtt_properties_get_number (asked, SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM, 0));
  self->receive_maximum
    = sol_mqtt_properties_get_number (asked, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, G_MAXUINT16);
  self->wants_problem_info
    = sol_mqtt_properties_get_number (asked, SOL_MQTT_PROPERTY_REQUEST_PROBLEM_INFO, 1) != 0;
  sol_client_inflight_limit (&self->inflight, self->limits.receive_maximum);
  take_assigned_id (self, connack->properties);
}

void
sol_client_core_handle_connack (SolClientCore        *self,
                                const SolMqttConnack *connack)
{
  forget_cancel (self);
  agree (self, connack);
  self->has_connected = TRUE;
  self->connected_us = g_get_monotonic_time ();
  self->ping_us = 0;
  self->funcs->accepted (self->version, connack->properties, self->options->client_id,
                         self->funcs_data);
  set_state (self, SOL_CLIENT_CONNECTED, NULL);
  sol_client_core_resume (self, connack->session_present);
  sol_client_reply_value (g_steal_pointer (&self->connect_task), connack->session_present);
  sol_client_core_arm (self, 0);
}

static void
leave_unconnected (SolClientCore *self)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLOSED,
                       _("The client was disconnected before this was done"));
  sol_client_core_drop_link (self, error);
  end (self, error, TRUE);
}

void
sol_client_core_handle_disconnect (SolClientCore *self,
                                   GTask         *task)
{
  if (self->leave_task != NULL)
    {
      reply_busy (task);
      return;
    }
  if (self->state == SOL_CLIENT_DISCONNECTED)
    {
      sol_client_reply_value (task, TRUE);
      return;
    }
  self->leave_task = task;
  if (self->state != SOL_CLIENT_CONNECTED)
    {
      leave_unconnected (self);
      return;
    }
  self->leave = SOL_CLIENT_LEAVE_WHEN_IDLE;
  self->deadline_us = g_get_monotonic_time ()
                      + (gint64) MAX (self->options->timeout_s, 1) * G_USEC_PER_SEC;
  sol_client_core_arm (self, 0);
  sol_client_core_try_leave (self);
}

/* Unread octets at the close would make the kernel reset the connection, and DISCONNECT be lost with it */
static void
say_goodbye (SolClientCore *self)
{
  gboolean may_hold_more;

  sol_client_core_put_empty (self, SOL_MQTT_DISCONNECT);
  sol_client_link_push (self->link);
  sol_client_link_shutdown (self->link);
  for (guint i = 0; i < MAX_DRAIN; i++)
    {
      GIOStream *stream = G_IO_STREAM (self->link->connection);
      GInputStream *input = g_io_stream_get_input_stream (stream);

      self->link->reader.begin = self->link->reader.end;
      if (sol_client_reader_fill (&self->link->reader, G_POLLABLE_INPUT_STREAM (input),
                                  &may_hold_more, NULL) <= 0)
        break;
    }
}

void
sol_client_core_handle_stop (SolClientCore *self)
{
  if (self->state == SOL_CLIENT_CONNECTED)
    say_goodbye (self);
  leave_unconnected (self);
  /* A dial that was cancelled still comes back to this struct */
  while (self->n_dials > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}
