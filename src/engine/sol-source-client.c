/* sol-source-client.c: messages of another broker, through a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-source-private.h"

#include <glib/gi18n.h>

static SolClientState
client_get_state (SolSource *self)
{
  return self->client != NULL ? sol_client_get_state (self->client) : SOL_CLIENT_DISCONNECTED;
}

static GError *
client_dup_error (SolSource *self)
{
  return self->client != NULL ? sol_client_dup_error (self->client) : NULL;
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolSource *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (sol_client_subscribe_finish (SOL_CLIENT (source), result, NULL, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_error_matches (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE))
    sol_source_forget_filter (self, g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static void
subscribe_again (SolSource *self)
{
  const char * const *filters = sol_source_get_filters (self);

  for (guint i = 0; filters[i] != NULL; i++)
    {
      GTask *task = g_task_new (self, NULL, NULL, NULL);

      g_task_set_task_data (task, g_strdup (filters[i]), g_free);
      sol_client_subscribe_async (self->client, filters[i], self->filter_qos->data[i], NULL,
                                  subscribed_cb, task);
    }
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  SolSource *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!sol_client_connect_finish (SOL_CLIENT (source), result, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->is_joined = TRUE;
  subscribe_again (self);
  g_task_return_boolean (task, TRUE);
}

static void
client_connect (SolSource *self,
                GTask     *task)
{
  sol_client_connect_async (self->client, &self->options, g_task_get_cancellable (task),
                            connected_cb, task);
}

static void
client_disconnect (SolSource *self)
{
  if (self->client != NULL)
    sol_client_disconnect_async (self->client, NULL, NULL, NULL);
}

static void
client_subscribe (SolSource  *self,
                  const char *filter,
                  guint8      qos,
                  GTask      *task)
{
  g_task_set_task_data (task, g_strdup (filter), g_free);
  if (self->is_joined)
    {
      sol_client_subscribe_async (self->client, filter, qos, g_task_get_cancellable (task),
                                  subscribed_cb, task);
      return;
    }
  /* connected_cb() asks for it */
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
client_unsubscribe (SolSource  *self,
                    const char *filter)
{
  if (self->is_joined && self->client != NULL)
    sol_client_unsubscribe_async (self->client, filter, NULL, NULL, NULL);
}

static void
published_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (sol_client_publish_finish (SOL_CLIENT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
client_publish (SolSource  *self,
                SolMessage *message,
                GTask      *task)
{
  sol_client_publish_async (self->client, message, g_task_get_cancellable (task), published_cb,
                            task);
}

static gboolean
client_post (SolSource  *self,
             SolMessage *message)
{
  return sol_client_post (self->client, message);
}

static void
client_close (SolSource *self)
{
  client_disconnect (self);
}

const SolSourceKind sol_source_client_kind = {
  .get_state = client_get_state,
  .dup_error = client_dup_error,
  .connect = client_connect,
  .disconnect = client_disconnect,
  .subscribe = client_subscribe,
  .unsubscribe = client_unsubscribe,
  .publish = client_publish,
  .post = client_post,
  .close = client_close,
};

static void
copy_options (SolClientOptions       *copy,
              const SolClientOptions *options)
{
  *copy = *options;
  copy->host = g_strdup (options->host);
  copy->ca_file = g_strdup (options->ca_file);
  copy->certificate_file = g_strdup (options->certificate_file);
  copy->key_file = g_strdup (options->key_file);
  copy->client_id = g_strdup (options->client_id);
  copy->user_name = g_strdup (options->user_name);
  copy->password = g_strdup (options->password);
  if (options->will != NULL)
    copy->will = sol_message_ref (options->will);
  if (options->properties != NULL)
    copy->properties = g_bytes_ref (options->properties);
  if (options->will_properties != NULL)
    copy->will_properties = g_bytes_ref (options->will_properties);
}

void
sol_source_client_free (SolSource *self)
{
  g_free ((char *) self->options.host);
  g_free ((char *) self->options.ca_file);
  g_free ((char *) self->options.certificate_file);
  g_free ((char *) self->options.key_file);
  g_free ((char *) self->options.client_id);
  g_free ((char *) self->options.user_name);
  g_free ((char *) self->options.password);
  g_clear_pointer (&self->options.will, sol_message_unref);
  g_clear_pointer (&self->options.properties, g_bytes_unref);
  g_clear_pointer (&self->options.will_properties, g_bytes_unref);
}

static void
state_cb (SolSource *self)
{
  sol_source_update_state (self);
  if (self->state == SOL_CLIENT_DISCONNECTED)
    self->is_joined = FALSE;
}

/* The broker took it before, and does so no longer */
static void
refused_cb (SolSource    *self,
            const char   *filter,
            const GError *error)
{
  g_message ("%s", error->message);
  sol_source_forget_filter (self, filter);
}

SolSource *
sol_source_new_for_client (const SolClientOptions *options,
                           SolClientFunc           func,
                           gpointer                user_data)
{
  char *title = g_strdup_printf ("%s:%u", options->host, options->port);
  SolSource *self = sol_source_new (&sol_source_client_kind, func, user_data, title);

  copy_options (&self->options, options);
  /* The client's thread ends before its data is let go */
  self->client = sol_client_new (sol_source_gate_deliver, sol_source_gate_ref (self->gate));
  g_object_set_data_full (G_OBJECT (self->client), "soliton-gate", self->gate,
                          (GDestroyNotify)sol_source_gate_unref);
  g_signal_connect_object (self->client, "notify::state", G_CALLBACK (state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->client, "subscription-refused", G_CALLBACK (refused_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
