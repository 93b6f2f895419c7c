/* sol-admin-reply.c: answers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-reply-private.h"

#include <string.h>

#include "sol-json.h"
#include "sol-recording.h"

static void
set_header (SoupServerMessage *message,
            const char        *name,
            const char        *value)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), name, value);
}

/* @text: (transfer full) */
static void
set_answer (SoupServerMessage *message,
            guint              status,
            const char        *type,
            char              *text,
            gsize              length)
{
  set_header (message, "X-Content-Type-Options", "nosniff");
  set_header (message, "Cache-Control", "no-store");
  set_header (message, "Cross-Origin-Resource-Policy", "same-origin");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, text, length);
}

static void
reply_node (SolAdminRequest *request,
            JsonNode        *root)
{
  gsize length;
  char *text = sol_json_print (root, FALSE, &length);

  json_node_unref (root);
  set_answer (request->message, SOUP_STATUS_OK, "application/json", text, length);
  sol_admin_request_free (request);
}

void
sol_admin_reply_object (SolAdminRequest *request,
                        JsonObject      *object)
{
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, object);
  reply_node (request, root);
}

void
sol_admin_reply_array (SolAdminRequest *request,
                       JsonArray       *array)
{
  JsonNode *root = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (root, array);
  reply_node (request, root);
}

void
sol_admin_reply_success (SolAdminRequest *request,
                         const char      *message)
{
  JsonObject *object = json_object_new ();

  json_object_set_boolean_member (object, "success", TRUE);
  json_object_set_string_member (object, "message", message);
  sol_admin_reply_object (request, object);
}

void
sol_admin_reply_bytes (SolAdminRequest *request,
                       const char      *type,
                       GBytes          *bytes)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  set_answer (request->message, SOUP_STATUS_OK, type, g_memdup2 (data, length), length);
  sol_admin_request_free (request);
}

void
sol_admin_message_set_problem (SoupServerMessage *message,
                               guint              status,
                               const char        *pointer,
                               const char        *detail)
{
  JsonObject *object = json_object_new ();
  gsize length;
  char *text;

  json_object_set_string_member (object, "type", "about:blank");
  json_object_set_string_member (object, "title", soup_status_get_phrase (status));
  json_object_set_int_member (object, "status", status);
  json_object_set_string_member (object, "detail", detail);
  if (pointer != NULL && *pointer == '/')
    {
      json_object_set_string_member (object, "field", pointer + 1);
      json_object_set_string_member (object, "pointer", pointer);
    }
  text = sol_json_print_object (object, FALSE, &length);
  set_answer (message, status, "application/problem+json", text, length);
}

void
sol_admin_reply_problem (SolAdminRequest *request,
                         guint            status,
                         const char      *pointer,
                         const char      *detail)
{
  sol_admin_message_set_problem (request->message, status, pointer, detail);
  sol_admin_request_free (request);
}

static guint
status_of_config_error (int code)
{
  switch ((SolConfigError) code)
    {
    case SOL_CONFIG_ERROR_SYNTAX:
      return SOUP_STATUS_BAD_REQUEST;
    case SOL_CONFIG_ERROR_UNKNOWN_FIELD:
    case SOL_CONFIG_ERROR_WRONG_TYPE:
    case SOL_CONFIG_ERROR_OUT_OF_RANGE:
      return SOUP_STATUS_UNPROCESSABLE_ENTITY;
    case SOL_CONFIG_ERROR_STALE:
      return SOUP_STATUS_CONFLICT;
    case SOL_CONFIG_ERROR_FILE:
    default:
      return SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }
}

static guint
status_of_broker_error (int code)
{
  switch ((SolBrokerError) code)
    {
    case SOL_BROKER_ERROR_PORT_IN_USE:
    case SOL_BROKER_ERROR_NOT_RUNNING:
    case SOL_BROKER_ERROR_BUSY:
      return SOUP_STATUS_CONFLICT;
    case SOL_BROKER_ERROR_PORT_DENIED:
    case SOL_BROKER_ERROR_ADDRESS:
    case SOL_BROKER_ERROR_INVALID:
    case SOL_BROKER_ERROR_CERTIFICATE:
    case SOL_BROKER_ERROR_KEY:
    case SOL_BROKER_ERROR_CLIENT_CA:
      return SOUP_STATUS_UNPROCESSABLE_ENTITY;
    case SOL_BROKER_ERROR_LISTEN:
    default:
      return SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }
}

static guint
status_of_engine_error (int code)
{
  switch ((SolEngineError) code)
    {
    case SOL_ENGINE_ERROR_NOT_FOUND:
      return SOUP_STATUS_NOT_FOUND;
    case SOL_ENGINE_ERROR_EXISTS:
      return SOUP_STATUS_CONFLICT;
    case SOL_ENGINE_ERROR_INVALID:
    default:
      return SOUP_STATUS_UNPROCESSABLE_ENTITY;
    }
}

static guint
status_of_store_error (int code)
{
  switch (code)
    {
    case SOL_STORE_ERROR_NOT_FOUND:
      return SOUP_STATUS_NOT_FOUND;
    case SOL_STORE_ERROR_STALE:
      return SOUP_STATUS_CONFLICT;
    default:
      return SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }
}

static guint
status_of_recording_error (int code)
{
  switch ((SolRecordingError) code)
    {
    case SOL_RECORDING_ERROR_EXISTS:
      return SOUP_STATUS_CONFLICT;
    case SOL_RECORDING_ERROR_INVALID:
    case SOL_RECORDING_ERROR_FORMAT:
      return SOUP_STATUS_UNPROCESSABLE_ENTITY;
    case SOL_RECORDING_ERROR_OPEN:
    case SOL_RECORDING_ERROR_WRITE:
    case SOL_RECORDING_ERROR_READ:
    default:
      return SOUP_STATUS_INTERNAL_SERVER_ERROR;
    }
}

void
sol_admin_reply_error (SolAdminRequest *request,
                       const char      *pointer,
                       GError          *error)
{
  guint status = SOUP_STATUS_INTERNAL_SERVER_ERROR;

  if (error->domain == SOL_CONFIG_ERROR)
    status = status_of_config_error (error->code);
  else if (error->domain == SOL_BROKER_ERROR)
    status = status_of_broker_error (error->code);
  else if (error->domain == SOL_ENGINE_ERROR)
    status = status_of_engine_error (error->code);
  else if (error->domain == SOL_STORE_ERROR)
    status = status_of_store_error (error->code);
  else if (error->domain == SOL_RECORDING_ERROR)
    status = status_of_recording_error (error->code);
  sol_admin_reply_problem (request, status, pointer, error->message);
  g_error_free (error);
}

typedef struct
{
  SolAdminBuildFunc build;
  gpointer          data;
  GDestroyNotify    destroy;
  gsize             length; /* of the text */
} Build;

static void
build_free (Build *build)
{
  if (build->destroy != NULL)
    build->destroy (build->data);
  g_free (build);
}

static void
build_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Build *build = data;
  g_autoptr (JsonNode) root = build->build (build->data);

  g_task_return_pointer (task, sol_json_print (root, FALSE, &build->length), g_free);
}

static void
built_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  const Build *build = g_task_get_task_data (G_TASK (result));
  char *text = g_task_propagate_pointer (G_TASK (result), NULL);

  set_answer (request->message, SOUP_STATUS_OK, "application/json", text, build->length);
  sol_admin_request_free (request);
}

void
sol_admin_reply_built (SolAdminRequest   *request,
                       SolAdminBuildFunc  build,
                       gpointer           data,
                       GDestroyNotify     destroy)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, built_cb, request);
  Build *work = g_new0 (Build, 1);

  *work = (Build) { build, data, destroy, 0 };
  g_task_set_source_tag (task, sol_admin_reply_built);
  g_task_set_task_data (task, work, (GDestroyNotify) build_free);
  g_task_run_in_thread (task, build_thread);
}
