/* sol-client-calls.c: the calls of a client, as pairs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-client-private.h"
#include "sol-mqtt-error.h"
#include "sol-mqtt-publish.h"
#include "sol-mqtt-topic.h"

#define MAX_QOS 2

static GTask *
task_new (SolClient           *self,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data,
          gpointer             tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  return task;
}

static gboolean
finish_value (SolClient     *self,
              GAsyncResult  *result,
              gssize        *value,
              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *value = g_task_propagate_int (G_TASK (result), error);
  return *value >= 0;
}

void
sol_client_connect_async (SolClient              *self,
                          const SolClientOptions *options,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  const char *client_id;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SOL_IS_CLIENT (self));

  if (!sol_client_options_check (options, &error))
    {
      g_task_report_error (self, callback, user_data, sol_client_connect_async,
                           g_steal_pointer (&error));
      return;
    }
  client_id = sol_client_choose_id (self, options->client_id);
  sol_client_core_connect (sol_client_get_core (self),
                           sol_client_options_copy (options, client_id),
                           task_new (self, cancellable, callback, user_data,
                                     sol_client_connect_async));
}

gboolean
sol_client_connect_finish (SolClient     *self,
                           GAsyncResult  *result,
                           gboolean      *session_present,
                           GError       **error)
{
  gssize value;

  if (!finish_value (self, result, &value, error))
    return FALSE;
  if (session_present != NULL)
    *session_present = value != 0;
  return TRUE;
}

void
sol_client_disconnect_async (SolClient           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (SOL_IS_CLIENT (self));

  sol_client_core_disconnect (sol_client_get_core (self),
                              task_new (self, cancellable, callback, user_data,
                                        sol_client_disconnect_async));
}

gboolean
sol_client_disconnect_finish (SolClient     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  gssize value;

  return finish_value (self, result, &value, error);
}

/* An alias, an expiry and identifiers of subscriptions are not a message's own */
static gboolean
check_properties (const SolMessage  *message,
                  GError           **error)
{
  SolMqttSlice block = { sol_message_get_properties (message), message->properties_len };
  g_autoptr (GError) cause = NULL;

  if (G_LIKELY (block.length == 0))
    return TRUE;
  if (sol_mqtt_properties_check (block, SOL_MQTT_WILL, &cause))
    return TRUE;
  g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID, cause->message);
  return FALSE;
}

static gboolean
check_message (const SolMessage  *message,
               GError           **error)
{
  if (!sol_mqtt_topic_is_name (message->topic, message->topic_len))
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                 _("“%s” is not a topic to publish to: it may not be empty or contain + or #"),
                 message->topic);
  else if (sol_mqtt_publish_head_size_v5 (message->topic_len, message->properties_len)
             + message->payload_len
           > SOL_MQTT_MAX_PACKET)
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                 _("A message of %u octets is more than MQTT carries (256 MiB): split it"),
                 message->payload_len);
  else
    return check_properties (message, error);
  return FALSE;
}

static void
report_full (SolClient           *self,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_task_report_new_error (self, callback, user_data, sol_client_publish_async, SOL_CLIENT_ERROR,
                           SOL_CLIENT_ERROR_FULL,
                           _("The queue to the broker is full: publish slower, or wait for what "
                             "was published"));
}

void
sol_client_publish_async (SolClient           *self,
                          SolMessage          *message,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SOL_IS_CLIENT (self));

  if (!check_message (message, &error))
    {
      if (callback != NULL)
        g_task_report_error (self, callback, user_data, sol_client_publish_async,
                             g_steal_pointer (&error));
      return;
    }
  if (!sol_client_core_reserve (sol_client_get_core (self), message))
    {
      if (callback != NULL)
        report_full (self, callback, user_data);
      return;
    }
  if (callback != NULL)
    task = task_new (self, cancellable, callback, user_data, sol_client_publish_async);
  sol_client_core_publish (sol_client_get_core (self), sol_message_ref (message), task);
}

gboolean
sol_client_publish_finish (SolClient     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  gssize value;

  return finish_value (self, result, &value, error);
}

gboolean
sol_client_publish_finish_reason (SolClient     *self,
                                  GAsyncResult  *result,
                                  guint8        *reason,
                                  GError       **error)
{
  gssize value;

  if (!finish_value (self, result, &value, error))
    return FALSE;
  *reason = (guint8) value;
  return TRUE;
}

gboolean
sol_client_post (SolClient  *self,
                 SolMessage *message)
{
  g_return_val_if_fail (SOL_IS_CLIENT (self), FALSE);

  if (sol_client_get_state (self) != SOL_CLIENT_CONNECTED || !check_message (message, NULL)
      || !sol_client_core_reserve (sol_client_get_core (self), message))
    return FALSE;
  sol_client_core_publish (sol_client_get_core (self), sol_message_ref (message), NULL);
  return TRUE;
}

void
sol_client_subscribe_async (SolClient           *self,
                            const char          *filter,
                            guint8               qos,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  sol_client_subscribe_full_async (self, filter, qos, NULL, cancellable, callback, user_data);
}

static gboolean
check_subscription (const char  *filter,
                    guint8       options,
                    GBytes      *properties,
                    GError     **error)
{
  const guint8 handling = SOL_MQTT_OPTION_RETAIN_HANDLING;
  g_autoptr (GError) cause = NULL;
  SolMqttSlice block = { NULL, 0 };

  if (properties != NULL)
    block.data = g_bytes_get_data (properties, &block.length);
  if (!sol_mqtt_topic_is_filter (filter, strlen (filter))
      || (options & SOL_MQTT_OPTION_QOS) > MAX_QOS)
    g_set_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                 _("“%s” with QoS %u is not a subscription: + must be a whole level, # "
                   "the whole last one, QoS 0, 1 or 2"),
                 filter, (guint) options & SOL_MQTT_OPTION_QOS);
  else if (options >= 0x40 || (options & handling) == handling)
    g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                         _("Retain handling is 0, 1 or 2"));
  else if (!sol_mqtt_properties_check (block, SOL_MQTT_SUBSCRIBE, &cause))
    g_set_error_literal (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID, cause->message);
  else
    return TRUE;
  return FALSE;
}

void
sol_client_subscribe_full_async (SolClient           *self,
                                 const char          *filter,
                                 guint8               options,
                                 GBytes              *properties,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SOL_IS_CLIENT (self));

  if (!check_subscription (filter, options, properties, &error))
    {
      g_task_report_error (self, callback, user_data, sol_client_subscribe_async,
                           g_steal_pointer (&error));
      return;
    }
  sol_client_core_request (sol_client_get_core (self), g_strdup (filter), options,
                           properties != NULL ? g_bytes_ref (properties) : NULL, FALSE,
                           task_new (self, cancellable, callback, user_data,
                                     sol_client_subscribe_async));
}

gboolean
sol_client_subscribe_finish (SolClient     *self,
                             GAsyncResult  *result,
                             guint8        *granted_qos,
                             GError       **error)
{
  gssize value;

  if (!finish_value (self, result, &value, error))
    return FALSE;
  if (granted_qos != NULL)
    *granted_qos = (guint8) value;
  return TRUE;
}

void
sol_client_unsubscribe_async (SolClient           *self,
                              const char          *filter,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (SOL_IS_CLIENT (self));

  if (!sol_mqtt_topic_is_filter (filter, strlen (filter)))
    {
      g_task_report_new_error (self, callback, user_data, sol_client_unsubscribe_async,
                               SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID,
                               _("“%s” is not a topic filter"), filter);
      return;
    }
  sol_client_core_request (sol_client_get_core (self), g_strdup (filter), 0, NULL, TRUE,
                           task_new (self, cancellable, callback, user_data,
                                     sol_client_unsubscribe_async));
}

gboolean
sol_client_unsubscribe_finish (SolClient     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  gssize value;

  return finish_value (self, result, &value, error);
}
