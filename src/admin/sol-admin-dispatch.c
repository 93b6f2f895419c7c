/* sol-admin-dispatch.c: from a message to the handler of its route
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-dispatch-private.h"

#include <glib/gi18n.h>

#include "sol-admin-guard-private.h"
#include "sol-admin-reply-private.h"
#include "sol-admin-router-private.h"
#include "sol-json.h"

/* A longer body is understood off the main thread */
#define MAX_PARSED_HERE (64 * 1024)

static void
ask_for_password (SoupServerMessage *message,
                  const char        *detail)
{
  sol_admin_message_set_problem (message, SOUP_STATUS_UNAUTHORIZED, NULL, detail);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "WWW-Authenticate", "Basic realm=\"Soliton\", charset=\"UTF-8\"");
}

static void
refuse_method (SoupServerMessage *message,
               const char        *allow)
{
  g_autofree char *detail = g_strdup_printf (_ ("%s is not possible here: use %s"),
                                             soup_server_message_get_method (message), allow);

  sol_admin_message_set_problem (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL, detail);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow", allow);
}

static void
refuse_entry (SoupServerMessage *message,
              SolAdminVerdict    verdict)
{
  switch (verdict)
    {
    case SOL_ADMIN_AUTH_GRANTED:
      break;
    case SOL_ADMIN_AUTH_MISSING:
      ask_for_password (message,
                        _ ("The web admin asks for its password from other computers"));
      break;
    case SOL_ADMIN_AUTH_WRONG:
      ask_for_password (message, _ ("The password is wrong"));
      break;
    case SOL_ADMIN_AUTH_BUSY:
      sol_admin_message_set_problem (
          message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
          _ ("Too many passwords are being checked: try again in a second"));
      break;
    case SOL_ADMIN_AUTH_PAUSED:
      sol_admin_message_set_problem (
          message, 429, NULL,
          _ ("Too many wrong passwords came from this address: try again in some minutes"));
      break;
    case SOL_ADMIN_AUTH_NOT_SET:
    default:
      sol_admin_message_set_problem (
          message, SOUP_STATUS_FORBIDDEN, NULL,
          _ ("The web admin can be used from its own computer only, until a password is set "
             "there: with --web-password-file, or by POST /api/v1/password"));
      break;
    }
}

static void
turn_away (SoupServerMessage *message)
{
  sol_admin_message_set_problem (message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL,
                                 _ ("The web admin serves too many connections: try again later"));
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                "10");
}

void
sol_admin_dispatch_early_cb (SoupServer        *server,
                             SoupServerMessage *message,
                             const char        *path,
                             GHashTable        *query,
                             gpointer           user_data)
{
  g_autofree char *allow = NULL;
  const SolAdminRoute *route = NULL;
  SolAdmin *admin = user_data;
  SolAdminMatch match
      = sol_admin_router_match (soup_server_message_get_method (message), path, &route, &allow);
  const char *refusal = sol_admin_guard_check (message, match == SOL_ADMIN_MATCH_PAGE);

  sol_admin_guard_limit_body (message, admin->door, admin->body_bytes,
                              route != NULL ? route->max_body : SOL_ADMIN_MAX_BODY);
  if (!sol_admin_door_admit (admin->door, message))
    turn_away (message);
  else if (refusal != NULL)
    sol_admin_message_set_problem (message, SOUP_STATUS_FORBIDDEN, NULL, refusal);
  else if (match == SOL_ADMIN_MATCH_NO_METHOD)
    refuse_method (message, allow);
  else
    refuse_entry (message, sol_admin_auth_precheck (message, sol_engine_get_config (admin->engine)->web_password));
  if (soup_server_message_get_status (message) != 0)
    sol_admin_guard_drop_body (message);
}

static void
dispatch (SolAdminRequest *request)
{
  const char *method = soup_server_message_get_method (request->message);
  g_autofree char *allow = NULL;
  const SolAdminRoute *route = NULL;

  if (sol_admin_router_match (method, request->path, &route, &allow) == SOL_ADMIN_MATCH_PAGE)
    sol_admin_get_page (request);
  else if (sol_admin_router_read_params (route, request->path, request->params))
    route->handler (request);
  else
    sol_admin_reply_problem (request, SOUP_STATUS_BAD_REQUEST, NULL,
                             _ ("The name in the path is not UTF-8"));
}

static void
parse_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (data, &length);
  JsonObject *object = sol_json_parse_object (text, length, &error);

  if (object != NULL)
    g_task_return_pointer (task, object, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

static void
take_body (SolAdminRequest *request,
           JsonObject      *object,
           GError          *error)
{
  request->body = object;
  if (object != NULL)
    dispatch (request);
  else
    sol_admin_reply_error (request, NULL, error);
}

static void
parsed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;
  JsonObject *object = g_task_propagate_pointer (G_TASK (result), &error);

  take_body (user_data, object, error);
}

static void
parse_body (SolAdminRequest *request)
{
  g_autoptr (GBytes) bytes
      = soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  JsonObject *object;

  if (g_bytes_get_size (bytes) > MAX_PARSED_HERE)
    {
      task = g_task_new (NULL, NULL, parsed_cb, request);
      g_task_set_source_tag (task, parse_body);
      g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, parse_thread);
      return;
    }
  object = sol_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  take_body (request, object, error);
}

static void
read_body (SolAdminRequest *request)
{
  if (soup_server_message_get_request_body (request->message)->length == 0)
    dispatch (request);
  else if (sol_admin_guard_is_json (request->message))
    parse_body (request);
  else
    sol_admin_reply_problem (request, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, NULL,
                             _ ("The body must be JSON, with Content-Type: application/json"));
}

static void
authorized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  SolAdminRequest *request = user_data;
  SolAdminVerdict verdict = sol_admin_auth_check_finish (result);

  if (verdict == SOL_ADMIN_AUTH_GRANTED)
    {
      read_body (request);
      return;
    }
  refuse_entry (request->message, verdict);
  sol_admin_request_free (request);
}

void
sol_admin_dispatch_cb (SoupServer        *server,
                       SoupServerMessage *message,
                       const char        *path,
                       GHashTable        *query,
                       gpointer           user_data)
{
  SolAdmin *admin = user_data;
  SolAdminRequest *request = sol_admin_request_new (admin, message, path, query);
  const char *hash = sol_engine_get_config (admin->engine)->web_password;

  sol_admin_auth_check_async (admin->auth, message, hash, authorized_cb, request);
}
