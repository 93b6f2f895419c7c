/* sol-admin-mqtt.c: /mqtt/…: a test client that lives in the server
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-publish-private.h"
#include "sol-admin-reply-private.h"
#include "sol-mqtt-topic.h"

#define MAX_CLIENT_ID 256

static gboolean
read_client_id (SolAdminRequest  *request,
                const char      **client_id)
{
  if (!sol_admin_request_read_string (request, "client_id", TRUE, client_id))
    return FALSE;
  if (**client_id != '\0' && strlen (*client_id) <= MAX_CLIENT_ID)
    return TRUE;
  sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/client_id",
                           _ ("client_id must be 1 to 256 octets long"));
  return FALSE;
}

static SolAdminTestClient *
find_client (SolAdminRequest *request,
             const char      *client_id)
{
  SolAdminTestClient *client
      = sol_admin_test_clients_find (request->admin->test_clients, client_id);
  g_autofree char *detail = NULL;

  if (client != NULL)
    return client;
  detail = g_strdup_printf (_ ("There is no test client “%s”: connect it first"), client_id);
  sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, "/client_id", detail);
  return NULL;
}

/* The client that the body's client_id names; NULL after a problem was answered */
static SolAdminTestClient *
read_client (SolAdminRequest *request)
{
  const char *client_id = NULL;

  return read_client_id (request, &client_id) ? find_client (request, client_id) : NULL;
}

static gboolean
read_filter (SolAdminRequest  *request,
             const char      **filter)
{
  if (!sol_admin_request_read_string (request, "topic", TRUE, filter))
    return FALSE;
  if (sol_mqtt_topic_is_filter (*filter, strlen (*filter)))
    return TRUE;
  sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/topic",
                           _ ("topic must be a topic filter: “+” stands for one whole level and "
                              "“#” for all that follow, "
                              "at the end only"));
  return FALSE;
}

void
sol_admin_mqtt_connect (SolAdminRequest *request)
{
  const char *client_id = NULL;

  if (!read_client_id (request, &client_id))
    return;
  if (sol_engine_get_broker_state (sol_admin_request_get_engine (request)) != SOL_BROKER_RUNNING)
    sol_admin_reply_problem (request, SOUP_STATUS_CONFLICT, NULL,
                             _ ("The broker is not running. Start it first."));
  else if (sol_admin_test_clients_add (request->admin->test_clients, client_id) != NULL)
    sol_admin_reply_success (request, _ ("Connected"));
  else
    sol_admin_reply_problem (request, SOUP_STATUS_CONFLICT, "/client_id",
                             _ ("There are 16 test clients already: disconnect one first"));
}

void
sol_admin_mqtt_disconnect (SolAdminRequest *request)
{
  const char *client_id = NULL;

  if (!read_client_id (request, &client_id) || find_client (request, client_id) == NULL)
    return;
  sol_admin_test_clients_remove (request->admin->test_clients, client_id);
  sol_admin_reply_success (request, _ ("Disconnected"));
}

void
sol_admin_mqtt_subscribe (SolAdminRequest *request)
{
  SolAdminTestClient *client = read_client (request);
  const char *filter = NULL;
  guint8 qos;

  if (client == NULL || !read_filter (request, &filter) || !sol_admin_read_qos (request, &qos))
    return;
  if (sol_admin_test_client_subscribe (client, filter, qos))
    sol_admin_reply_success (request, _ ("Subscribed"));
  else
    sol_admin_reply_problem (request, SOUP_STATUS_CONFLICT, "/topic",
                             _ ("The test client has 100 subscriptions already: remove one first"));
}

void
sol_admin_mqtt_unsubscribe (SolAdminRequest *request)
{
  SolAdminTestClient *client = read_client (request);
  const char *filter = NULL;

  if (client == NULL || !read_filter (request, &filter))
    return;
  if (sol_admin_test_client_unsubscribe (client, filter))
    sol_admin_reply_success (request, _ ("Unsubscribed"));
  else
    sol_admin_reply_problem (request, SOUP_STATUS_NOT_FOUND, "/topic",
                             _ ("The test client is not subscribed to that topic"));
}

void
sol_admin_mqtt_publish (SolAdminRequest *request)
{
  if (read_client (request) != NULL)
    sol_admin_publish_body (request);
}

/* What a test client heard, on its way to JSON */
typedef struct
{
  GPtrArray *messages; /* of SolMessage */
  guint64    n_dropped;
} Heard;

static void
heard_free (gpointer data)
{
  Heard *heard = data;

  g_ptr_array_unref (heard->messages);
  g_free (heard);
}

/* A payload that is not text is shown as well as it can be, and given whole beside it */
static JsonObject *
message_to_json (const SolMessage *message)
{
  const char *payload = (const char *) sol_message_get_payload (message);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "topic", message->topic);
  if (g_utf8_validate_len (payload, message->payload_len, NULL))
    json_object_set_string_member (object, "payload", payload);
  else
    {
      g_autofree char *text = g_utf8_make_valid (payload, message->payload_len);
      g_autofree char *base64 = g_base64_encode ((const guchar *) payload, message->payload_len);

      json_object_set_string_member (object, "payload", text);
      json_object_set_string_member (object, "payload_base64", base64);
    }
  json_object_set_int_member (object, "qos", message->qos);
  json_object_set_boolean_member (object, "retain", message->retain);
  json_object_set_double_member (object, "time", (double) message->arrived_us / 1e6);
  return object;
}

static JsonNode *
build_messages (gpointer data)
{
  const Heard *heard = data;
  JsonObject *object = json_object_new ();
  JsonArray *messages = json_array_new ();
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < heard->messages->len; i++)
    json_array_add_object_element (messages,
                                   message_to_json (g_ptr_array_index (heard->messages, i)));
  json_object_set_boolean_member (object, "success", TRUE);
  json_object_set_array_member (object, "messages", messages);
  json_object_set_int_member (object, "dropped", (gint64) heard->n_dropped);
  json_node_take_object (root, object);
  return root;
}

void
sol_admin_mqtt_messages (SolAdminRequest *request)
{
  SolAdminTestClient *client = find_client (request, request->params[0]);
  Heard *heard;

  if (client == NULL)
    return;
  heard = g_new (Heard, 1);
  heard->messages = sol_admin_test_client_take (client, &heard->n_dropped);
  sol_admin_reply_built (request, build_messages, heard, heard_free);
}
