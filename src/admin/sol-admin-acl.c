/* sol-admin-acl.c: /api/v1/acl: the access rules, and what they say to somebody
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-handlers-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-acl-json.h"
#include "sol-admin-reply-private.h"
#include "sol-engine-access.h"
#include "sol-json.h"
#include "sol-mosquitto.h"

static const char *
find_pointer (const GError *error,
              const char   *pointer)
{
  return g_error_matches (error, SOL_STORE_ERROR, SOL_STORE_ERROR_STALE) ? "/revision" : pointer;
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (SolAclList) list = sol_engine_get_acl_finish (SOL_ENGINE (source), result, &error);
  JsonObject *object;

  if (list == NULL)
    {
      sol_admin_reply_error (user_data, NULL, error);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "revision", list->revision);
  json_object_set_array_member (object, "rules", sol_acl_rules_to_json (list->rules));
  sol_admin_reply_object (user_data, object);
}

void
sol_admin_get_acl (SolAdminRequest *request)
{
  sol_engine_get_acl_async (sol_admin_request_get_engine (request), NULL, got_cb, request);
}

static void
put_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GError *error = NULL;

  if (sol_engine_put_acl_finish (SOL_ENGINE (source), result, &error))
    sol_admin_reply_success (user_data, _ ("Access rules saved"));
  else
    sol_admin_reply_error (user_data, find_pointer (error, "/rules"), error);
}

/* Without a revision whatever there is is replaced */
static gboolean
read_revision (SolAdminRequest *request,
               guint           *revision)
{
  gint64 value = SOL_STORE_ANY_REVISION;

  if (!sol_admin_request_read_int (request, "revision", 0, G_MAXUINT, &value))
    return FALSE;
  *revision = (guint) value;
  return TRUE;
}

static JsonArray *
find_rules (SolAdminRequest *request)
{
  return request->body != NULL ? sol_json_get_array (request->body, "rules") : NULL;
}

void
sol_admin_put_acl (SolAdminRequest *request)
{
  JsonArray *array = find_rules (request);
  g_autoptr (GPtrArray) rules = NULL;
  GError *error = NULL;
  guint revision;

  if (!read_revision (request, &revision))
    return;
  if (array == NULL)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_BAD_REQUEST, "/rules",
                               _ ("rules must be a list of rules: [ … ]"));
      return;
    }
  rules = sol_acl_rules_from_json (array, &error);
  if (rules == NULL)
    sol_admin_reply_error (request, "/rules", error);
  else
    sol_engine_put_acl_async (sol_admin_request_get_engine (request), rules, revision, NULL,
                              put_cb, request);
}

/* The rules of mosquitto's acl_file take the place of all there are */
void
sol_admin_import_acl (SolAdminRequest *request)
{
  g_autoptr (GPtrArray) rules = NULL;
  const char *text = NULL;
  GError *error = NULL;
  guint revision;

  if (!sol_admin_request_read_string (request, "text", TRUE, &text)
      || !read_revision (request, &revision))
    return;
  rules = sol_mosquitto_parse_acl (text, strlen (text), &error);
  if (rules == NULL)
    sol_admin_reply_error (request, "/text", error);
  else
    sol_engine_put_acl_async (sol_admin_request_get_engine (request), rules, revision, NULL,
                              put_cb, request);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;
  g_autoptr (SolAclAnswer) answer
      = sol_engine_test_acl_finish (SOL_ENGINE (source), result, &error);
  g_autofree char *text = NULL;
  JsonObject *object;

  if (answer == NULL)
    {
      sol_admin_reply_error (user_data, "/topic", error);
      return;
    }
  text = sol_acl_answer_to_text (answer);
  object = json_object_new ();
  json_object_set_boolean_member (object, "allowed", answer->verdict.is_allowed);
  json_object_set_int_member (object, "rule", answer->verdict.rule);
  if (answer->rule != NULL)
    json_object_set_object_member (object, "matched", sol_acl_rule_to_json (answer->rule));
  else
    json_object_set_null_member (object, "matched");
  json_object_set_string_member (object, "text", text);
  sol_admin_reply_object (user_data, object);
}

void
sol_admin_test_acl (SolAdminRequest *request)
{
  const char *user = NULL, *client = "", *name = NULL, *topic = NULL;
  SolAclOperation operation;

  if (!sol_admin_request_read_string (request, "user", FALSE, &user)
      || !sol_admin_request_read_string (request, "client", FALSE, &client)
      || !sol_admin_request_read_string (request, "operation", TRUE, &name)
      || !sol_admin_request_read_string (request, "topic", TRUE, &topic))
    return;
  if (!sol_acl_operation_parse (name, &operation) || operation == SOL_ACL_BOTH)
    {
      sol_admin_reply_problem (request, SOUP_STATUS_UNPROCESSABLE_ENTITY, "/operation",
                               _ ("operation must be publish or subscribe"));
      return;
    }
  sol_engine_test_acl_async (sol_admin_request_get_engine (request), user, client, operation, topic,
                             tested_cb, request);
}

static void
users_imported_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GError *error = NULL;
  guint n = sol_engine_import_users_finish (SOL_ENGINE (source), result, &error);
  g_autofree char *text = NULL;

  if (n == 0)
    {
      sol_admin_reply_error (user_data, "/text", error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u user taken over", "%u users taken over", n), n);
  sol_admin_reply_success (user_data, text);
}

void
sol_admin_import_users (SolAdminRequest *request)
{
  const char *text = NULL;

  if (sol_admin_request_read_string (request, "text", TRUE, &text))
    sol_engine_import_users_async (sol_admin_request_get_engine (request), text, strlen (text),
                                   users_imported_cb, request);
}
