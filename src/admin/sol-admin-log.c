/* sol-admin-log.c: /api/v1/log: connections and refusals
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include "sol-admin-reply-private.h"

#define DEFAULT_LIMIT 200
#define MAX_LIMIT 2000

static const char *
type_name (SolBrokerEventType type)
{
  switch (type)
    {
    case SOL_BROKER_EVENT_CONNECTED:
      return "connected";
    case SOL_BROKER_EVENT_DISCONNECTED:
      return "disconnected";
    case SOL_BROKER_EVENT_REFUSED:
      return "refused";
    case SOL_BROKER_EVENT_WARNING:
      return "warning";
    case SOL_BROKER_EVENT_DENIED:
      return "denied";
    case SOL_BROKER_EVENT_LISTENING:
    default:
      return "listening";
    }
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static JsonObject *
item_to_json (SolLogItem *item)
{
  const SolBrokerEvent *event = sol_log_item_get_event (item);
  g_autofree char *text = sol_log_item_dup_text (item);
  JsonObject *object = json_object_new ();

  json_object_set_double_member (object, "time", (double) event->time_us / 1e6);
  json_object_set_string_member (object, "type", type_name (event->type));
  json_object_set_string_member (object, "text", text);
  set_text (object, "client_id", event->client_id);
  set_text (object, "username", event->user_name);
  set_text (object, "address", event->address);
  set_text (object, "reason", event->reason);
  json_object_set_int_member (object, "repeats", event->n_repeats);
  if (event->type == SOL_BROKER_EVENT_DENIED)
    {
      json_object_set_string_member (object, "operation",
                                     event->operation == SOL_ACL_PUBLISH ? "publish" : "subscribe");
      set_text (object, "topic", event->topic);
      json_object_set_int_member (object, "rule", event->rule);
    }
  return object;
}

static JsonNode *
build_log (gpointer data)
{
  GPtrArray *items = data;
  JsonNode *root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    json_array_add_object_element (array, item_to_json (g_ptr_array_index (items, i)));
  json_node_take_array (root, array);
  return root;
}

void
sol_admin_get_log (SolAdminRequest *request)
{
  GListModel *log = G_LIST_MODEL (sol_engine_get_log (sol_admin_request_get_engine (request)));
  guint limit = DEFAULT_LIMIT, n_items = g_list_model_get_n_items (log);
  GPtrArray *items;

  if (!sol_admin_request_read_query (request, "limit", 1, MAX_LIMIT, &limit))
    return;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = n_items > limit ? n_items - limit : 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (log, i));
  sol_admin_reply_built (request, build_log, items, (GDestroyNotify) g_ptr_array_unref);
}
