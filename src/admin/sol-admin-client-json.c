/* sol-admin-client-json.c: clients and their subscriptions as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-client-json-private.h"

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonArray *
filters_to_json (const SolBrokerClient *client)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; client->subscriptions != NULL && client->subscriptions[i] != NULL; i++)
    json_array_add_string_element (array, client->subscriptions[i]);
  return array;
}

static JsonArray *
subscriptions_to_json (const SolBrokerClient *client)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; client->subscriptions != NULL && client->subscriptions[i] != NULL; i++)
    {
      JsonObject *subscription = json_object_new ();

      json_object_set_string_member (subscription, "filter", client->subscriptions[i]);
      json_object_set_int_member (subscription, "qos", client->subscription_qos[i]);
      json_array_add_object_element (array, subscription);
    }
  return array;
}

static const char *
version_name (guint8 version)
{
  return version == 5 ? "5.0" : version == 3 ? "3.1" : "3.1.1";
}

JsonObject *
sol_admin_client_to_json (const SolBrokerClient *client)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "client_id", client->client_id);
  set_text (object, "username", client->user_name);
  set_text (object, "address", client->address);
  json_object_set_boolean_member (object, "connected", client->is_connected);
  json_object_set_boolean_member (object, "websocket", client->is_websocket);
  json_object_set_boolean_member (object, "tls", client->is_tls);
  json_object_set_string_member (object, "version", version_name (client->version));
  json_object_set_boolean_member (object, "clean_session", client->clean_session);
  json_object_set_int_member (object, "session_expiry", client->session_expiry_s);
  json_object_set_int_member (object, "keepalive", client->keep_alive_s);
  json_object_set_double_member (object, "since", (double) client->since_us / 1e6);
  json_object_set_int_member (object, "messages_in", (gint64) client->n_in);
  json_object_set_int_member (object, "messages_out", (gint64) client->n_out);
  json_object_set_int_member (object, "slowed", client->n_slowed);
  json_object_set_int_member (object, "dropped", (gint64) client->n_dropped);
  json_object_set_int_member (object, "withheld", (gint64) client->n_withheld);
  json_object_set_int_member (object, "queued_bytes", (gint64) client->queued_bytes);
  json_object_set_int_member (object, "inflight", client->n_inflight);
  json_object_set_array_member (object, "subscriptions", subscriptions_to_json (client));
  return object;
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return node;
}

static JsonNode *
take_array (JsonArray *array)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  return node;
}

/* The original's shape, and the address beside it */
static JsonObject *
client_to_short_json (const SolBrokerClient *client)
{
  JsonObject *object = json_object_new ();

  set_text (object, "username", client->user_name);
  json_object_set_boolean_member (object, "connected", client->is_connected);
  json_object_set_array_member (object, "subscriptions", filters_to_json (client));
  set_text (object, "address", client->address);
  return object;
}

JsonNode *
sol_admin_build_clients_by_id (gpointer clients)
{
  GPtrArray *array = clients;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < array->len; i++)
    {
      const SolBrokerClient *client = g_ptr_array_index (array, i);

      /* The broker's own come first: a test client of the same id does not hide one */
      if (!json_object_has_member (object, client->client_id))
        json_object_set_object_member (object, client->client_id, client_to_short_json (client));
    }
  return take_object (object);
}

JsonNode *
sol_admin_build_client_list (gpointer clients)
{
  GPtrArray *array = clients;
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < array->len; i++)
    json_array_add_object_element (list, sol_admin_client_to_json (g_ptr_array_index (array, i)));
  return take_array (list);
}

/* The array of @name in @object, made when it is not there */
static JsonArray *
ensure_array (JsonObject *object,
              const char *name)
{
  if (!json_object_has_member (object, name))
    json_object_set_array_member (object, name, json_array_new ());
  return json_object_get_array_member (object, name);
}

JsonNode *
sol_admin_build_topics_by_filter (gpointer clients)
{
  GPtrArray *array = clients;
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < array->len; i++)
    {
      const SolBrokerClient *client = g_ptr_array_index (array, i);

      for (guint k = 0; client->subscriptions != NULL && client->subscriptions[k] != NULL; k++)
        json_array_add_string_element (ensure_array (object, client->subscriptions[k]),
                                       client->client_id);
    }
  return take_object (object);
}

static void
add_subscriber (JsonObject *by_filter,
                const char *filter,
                const char *client_id,
                guint8      qos)
{
  JsonObject *subscriber = json_object_new ();

  json_object_set_string_member (subscriber, "client_id", client_id);
  json_object_set_int_member (subscriber, "qos", qos);
  json_array_add_object_element (ensure_array (by_filter, filter), subscriber);
}

JsonNode *
sol_admin_build_topic_list (gpointer clients)
{
  GPtrArray *array = clients;
  g_autoptr (JsonObject) by_filter = json_object_new ();
  JsonArray *list = json_array_new ();
  JsonObjectIter iter;
  const char *filter;
  JsonNode *subscribers;

  for (guint i = 0; i < array->len; i++)
    {
      const SolBrokerClient *client = g_ptr_array_index (array, i);

      for (guint k = 0; client->subscriptions != NULL && client->subscriptions[k] != NULL; k++)
        add_subscriber (by_filter, client->subscriptions[k], client->client_id,
                        client->subscription_qos[k]);
    }
  json_object_iter_init_ordered (&iter, by_filter);
  while (json_object_iter_next_ordered (&iter, &filter, &subscribers))
    {
      JsonObject *topic = json_object_new ();

      json_object_set_string_member (topic, "filter", filter);
      json_object_set_array_member (topic, "clients", json_node_dup_array (subscribers));
      json_array_add_object_element (list, topic);
    }
  return take_array (list);
}
