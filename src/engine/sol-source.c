/* sol-source.c: where messages come from: this broker, or another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-source-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"
#include "sol-text.h"

#define MAX_FILTERS 1000

enum
{
  PROP_0,
  PROP_STATE,
  PROP_TITLE,
  PROP_FILTERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolSource, sol_source, G_TYPE_OBJECT)

static void
sol_source_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SolSource *self = SOL_SOURCE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_FILTERS:
      g_value_set_boxed (value, self->filters->pdata);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_source_dispose (GObject *object)
{
  SolSource *self = SOL_SOURCE (object);

  sol_source_close (self);
  g_clear_object (&self->client);
  g_clear_object (&self->broker);
  G_OBJECT_CLASS (sol_source_parent_class)->dispose (object);
}

static void
sol_source_finalize (GObject *object)
{
  SolSource *self = SOL_SOURCE (object);

  sol_source_client_free (self);
  sol_source_gate_unref (self->gate);
  g_ptr_array_unref (self->filters);
  g_byte_array_unref (self->filter_qos);
  g_ptr_array_unref (self->waiting);
  g_strfreev (self->wanted);
  g_mutex_clear (&self->lock);
  g_free (self->title);
  G_OBJECT_CLASS (sol_source_parent_class)->finalize (object);
}

static void
sol_source_class_init (SolSourceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_source_get_property;
  object_class->dispose = sol_source_dispose;
  object_class->finalize = sol_source_finalize;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, SOL_CLIENT_DISCONNECTED,
                                             SOL_CLIENT_WAITING, SOL_CLIENT_DISCONNECTED, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FILTERS] = g_param_spec_boxed ("filters", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_source_init (SolSource *self)
{
  g_mutex_init (&self->lock);
  self->filters = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->filters, NULL);
  self->filter_qos = g_byte_array_new ();
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

static gboolean
find_filter (SolSource  *self,
             const char *filter,
             guint      *position)
{
  for (guint i = 0; i + 1 < self->filters->len; i++)
    if (g_str_equal (g_ptr_array_index (self->filters, i), filter))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
remember_filter (SolSource  *self,
                 const char *filter,
                 guint8      qos)
{
  guint position;

  if (find_filter (self, filter, &position))
    {
      self->filter_qos->data[position] = qos;
      return;
    }
  g_ptr_array_insert (self->filters, (int) self->filters->len - 1, g_strdup (filter));
  g_byte_array_append (self->filter_qos, &qos, 1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERS]);
}

static gboolean
check_filter (SolSource   *self,
              const char  *filter,
              guint8       qos,
              GError     **error)
{
  g_autofree char *head = sol_text_head (filter, 64);

  if (!sol_mqtt_topic_is_filter (filter, strlen (filter)))
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                 _ ("“%.64s” is not a topic filter: “+” stands for one whole level and “#” for all "
                    "that follow, "
                    "at the end only"),
                 head);
  else if (qos > 2)
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                 _ ("QoS is 0, 1 or 2; it was %u"), qos);
  else if (self->filters->len > MAX_FILTERS)
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_FULL,
                 _ ("There are %u subscriptions already: remove one, or use a wildcard"),
                 MAX_FILTERS);
  else
    return TRUE;
  return FALSE;
}

SolSource *
sol_source_new (const SolSourceKind *kind,
                SolClientFunc        func,
                gpointer             user_data,
                char                *title)
{
  SolSource *self = g_object_new (SOL_TYPE_SOURCE, NULL);

  self->kind = kind;
  self->gate = sol_source_gate_new (func, user_data);
  self->title = title;
  return self;
}

SolSource *
sol_source_new_like (SolSource     *other,
                     SolClientFunc  func,
                     gpointer       user_data)
{
  SolClientOptions options = other->options;

  if (other->kind == &sol_source_broker_kind)
    return sol_source_new_for_broker (other->broker, func, user_data);
  if (other->kind == &sol_source_recording_kind)
    return NULL;
  /* Of two clients with one identifier only one is let in, and only one has the will */
  options.client_id = NULL;
  options.will = NULL;
  options.will_properties = NULL;
  options.clean_session = TRUE;
  return sol_source_new_for_client (&options, func, user_data);
}

void
sol_source_update_state (SolSource *self)
{
  SolClientState state = self->kind->get_state (self);

  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
sol_source_forget_filter (SolSource  *self,
                          const char *filter)
{
  guint position;

  if (!find_filter (self, filter, &position))
    return;
  g_ptr_array_remove_index (self->filters, position);
  g_byte_array_remove_index (self->filter_qos, position);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTERS]);
}

gboolean
sol_source_is_local (SolSource *self)
{
  return self->kind == &sol_source_broker_kind;
}

gboolean
sol_source_is_recording (SolSource *self)
{
  return self->kind == &sol_source_recording_kind;
}

SolClientState
sol_source_get_state (SolSource *self)
{
  return self->state;
}

const char *
sol_source_get_title (SolSource *self)
{
  return self->title;
}

GError *
sol_source_dup_error (SolSource *self)
{
  return self->kind->dup_error (self);
}

const char * const *
sol_source_get_filters (SolSource *self)
{
  return (const char * const *) self->filters->pdata;
}

void
sol_source_connect_async (SolSource           *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_source_connect_async);
  self->kind->connect (self, task);
}

gboolean
sol_source_connect_finish (SolSource     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_source_disconnect (SolSource *self)
{
  self->kind->disconnect (self);
}

void
sol_source_close (SolSource *self)
{
  sol_source_gate_close (self->gate);
  self->kind->close (self);
}

void
sol_source_subscribe_async (SolSource           *self,
                            const char          *filter,
                            guint8               qos,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, sol_source_subscribe_async);
  if (!check_filter (self, filter, qos, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  remember_filter (self, filter, qos);
  self->kind->subscribe (self, filter, qos, task);
}

gboolean
sol_source_subscribe_finish (SolSource     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
sol_source_unsubscribe (SolSource  *self,
                        const char *filter)
{
  g_autofree char *copy = g_strdup (filter); /* may be one of our own */
  guint position;

  if (!find_filter (self, copy, &position))
    return;
  sol_source_forget_filter (self, copy);
  self->kind->unsubscribe (self, copy);
}

void
sol_source_publish_async (SolSource           *self,
                          SolMessage          *message,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, sol_source_publish_async);
  self->kind->publish (self, message, task);
}

gboolean
sol_source_publish_finish (SolSource     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
sol_source_post (SolSource  *self,
                 SolMessage *message)
{
  return self->kind->post (self, message);
}
