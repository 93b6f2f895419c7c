/* test-admin-openapi.c: the description of the REST interface says what there is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-admin-router-private.h"

#define PATH "/api/v1/openapi.json"

static const char *const methods[] = { "get", "put", "post", "delete" };

/* Returns: borrowed from the last answer */
static JsonObject *
fetch (Fixture *fixture)
{
  fixture_expect (fixture, "GET", PATH, NULL, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->headers, NULL), ==,
                   "application/json");
  return fixture_get_object (fixture);
}

/* `GET /users/{}`, whatever the parameters are called */
static char *
dup_route (const char *method,
           const char *path)
{
  g_autoptr (GRegex) regex = g_regex_new ("\\{[a-z_]+\\}", 0, 0, NULL);
  g_autofree char *pattern = g_regex_replace_literal (regex, path, -1, 0, "{}", 0, NULL);
  g_autofree char *upper = g_ascii_strup (method, -1);

  return g_strconcat (upper, " ", pattern, NULL);
}

typedef void (*OperationFunc) (JsonObject *document,
                               const char *path,
                               const char *method,
                               JsonObject *operation,
                               gpointer    user_data);

static void
foreach_operation (JsonObject    *document,
                   OperationFunc  func,
                   gpointer       user_data)
{
  JsonObjectIter paths, item;
  const char *path, *method;
  JsonNode *node, *operation;

  json_object_iter_init_ordered (&paths, json_object_get_object_member (document, "paths"));
  while (json_object_iter_next_ordered (&paths, &path, &node))
    {
      json_object_iter_init_ordered (&item, json_node_get_object (node));
      while (json_object_iter_next_ordered (&item, &method, &operation))
        func (document, path, method, json_node_get_object (operation), user_data);
    }
}

static void
add_route_cb (JsonObject *document,
              const char *path,
              const char *method,
              JsonObject *operation,
              gpointer    user_data)
{
  g_assert_true (g_hash_table_add (user_data, dup_route (method, path)));
}

static void
test_names_every_route (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GHashTable) described = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_routes;
  const SolAdminRoute *routes = sol_admin_router_get_routes (&n_routes);

  foreach_operation (fetch (fixture), add_route_cb, described);
  for (gsize i = 0; i < n_routes; i++)
    {
      g_autofree char *route = dup_route (routes[i].method, routes[i].pattern);

      if (!g_hash_table_remove (described, route))
        g_error ("%s is not described", route);
    }
  if (g_hash_table_size (described) > 0)
    {
      g_autofree const char **left = (const char **) g_hash_table_get_keys_as_array (described, NULL);

      g_error ("%s is described, but there is none", left[0]);
    }
}

/* Each `{name}` of the path is a parameter, and none is too many */
static void
check_parameters (const char *path,
                  JsonObject *operation)
{
  JsonArray *parameters = json_object_has_member (operation, "parameters")
                              ? json_object_get_array_member (operation, "parameters")
                              : NULL;
  guint n_in_path = 0;

  for (guint i = 0; parameters != NULL && i < json_array_get_length (parameters); i++)
    {
      JsonObject *parameter = json_array_get_object_element (parameters, i);
      g_autofree char *level
          = g_strdup_printf ("{%s}", json_object_get_string_member (parameter, "name"));

      g_assert_true (json_object_has_member (parameter, "schema"));
      if (!g_str_equal (json_object_get_string_member (parameter, "in"), "path"))
        continue;
      g_assert_nonnull (strstr (path, level));
      g_assert_true (json_object_get_boolean_member (parameter, "required"));
      n_in_path++;
    }
  g_assert_cmpuint (n_in_path, ==, strchr (path, '{') != NULL ? 1 : 0);
}

static void
check_content (JsonObject *object)
{
  JsonObject *content = json_object_get_object_member (object, "content");
  g_autoptr (GList) types = json_object_get_members (content);

  g_assert_cmpuint (g_list_length (types), ==, 1);
  g_assert_true (json_object_has_member (json_object_get_object_member (content, types->data),
                                         "schema"));
}

static void
check_operation_cb (JsonObject *document,
                    const char *path,
                    const char *method,
                    JsonObject *operation,
                    gpointer    user_data)
{
  JsonObject *responses = json_object_get_object_member (operation, "responses");
  const char *id = json_object_get_string_member (operation, "operationId");
  gboolean may_have_body = g_str_equal (method, "put") || g_str_equal (method, "post");

  g_assert_true (g_strv_contains ((const char *const[]){ methods[0], methods[1], methods[2],
                                                         methods[3], NULL }, method));
  g_assert_true (g_str_has_prefix (path, "/"));
  g_assert_true (g_hash_table_add (user_data, g_strdup (id)));
  g_assert_cmpstr (json_object_get_string_member (operation, "summary"), !=, "");
  check_parameters (path, operation);
  check_content (json_object_get_object_member (responses, "200"));
  g_assert_true (json_object_has_member (responses, "default"));
  if (!json_object_has_member (operation, "requestBody"))
    return;
  g_assert_true (may_have_body);
  check_content (json_object_get_object_member (operation, "requestBody"));
}

static void
test_has_the_shape (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonObject *document = fetch (fixture);
  JsonObject *info = json_object_get_object_member (document, "info");

  g_assert_cmpstr (json_object_get_string_member (document, "openapi"), ==, "3.1.0");
  g_assert_cmpstr (json_object_get_string_member (info, "title"), ==, "Soliton");
  g_assert_cmpstr (json_object_get_string_member (info, "version"), !=, "");
  foreach_operation (document, check_operation_cb, ids);
}

/* `#/components/schemas/Problem` */
static void
check_reference (JsonObject *document,
                 const char *reference)
{
  g_auto (GStrv) levels = g_strsplit (reference, "/", 0);
  JsonObject *object = document;

  g_assert_cmpstr (levels[0], ==, "#");
  for (guint i = 1; levels[i] != NULL; i++)
    {
      if (!json_object_has_member (object, levels[i]))
        g_error ("%s leads nowhere", reference);
      object = json_object_get_object_member (object, levels[i]);
    }
}

static void
check_references (JsonObject *document,
                  JsonNode   *node)
{
  g_autoptr (GList) children = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    children = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      const char *reference
          = json_object_get_string_member_with_default (json_node_get_object (node), "$ref", NULL);

      if (reference != NULL)
        check_reference (document, reference);
      children = json_object_get_values (json_node_get_object (node));
    }
  for (GList *child = children; child != NULL; child = child->next)
    check_references (document, child->data);
}

static void
test_references_lead_somewhere (Fixture       *fixture,
                                gconstpointer  data)
{
  JsonObject *document = fetch (fixture);

  check_references (document, fixture->root);
}

static JsonObject *
find_properties (JsonObject *document,
                 const char *schema)
{
  JsonObject *components = json_object_get_object_member (document, "components");
  JsonObject *schemas = json_object_get_object_member (components, "schemas");

  return json_object_get_object_member (json_object_get_object_member (schemas, schema), "properties");
}

/* What really comes is described. Returns: how many members there are */
static guint
check_described (const char *path,
                 JsonObject *properties,
                 JsonObject *answer)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, answer);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      if (!json_object_has_member (properties, name))
        g_error ("%s: %s is not described", path, name);
      if (JSON_NODE_HOLDS_OBJECT (node))
        check_described (name,
                         json_object_get_object_member (
                             json_object_get_object_member (properties, name), "properties"),
                         json_node_get_object (node));
    }
  return json_object_get_size (answer);
}

/* @is_all: and nothing is described that does not come */
static void
expect_described (Fixture    *fixture,
                  const char *path,
                  const char *schema,
                  gboolean    is_all)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *properties;
  guint n;

  fetch (fixture);
  root = json_node_copy (fixture->root);
  properties = find_properties (json_node_get_object (root), schema);
  fixture_expect (fixture, "GET", path, NULL, 200);
  n = check_described (path, properties, fixture_get_object (fixture));
  if (is_all)
    g_assert_cmpuint (json_object_get_size (properties), ==, n);
}

static void
test_answers_are_as_described (Fixture       *fixture,
                               gconstpointer  data)
{
  expect_described (fixture, "/api/v1/config", "Config", TRUE);
  expect_described (fixture, "/api/v1/status", "Status", FALSE);
  expect_described (fixture, "/api/v1/tls", "Tls", FALSE);
  expect_described (fixture, "/api/v1/acl", "Rules", TRUE);
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/admin/openapi/names-every-route", test_names_every_route);
  add ("/admin/openapi/has-the-shape", test_has_the_shape);
  add ("/admin/openapi/references-lead-somewhere", test_references_lead_somewhere);
  add ("/admin/openapi/answers-are-as-described", test_answers_are_as_described);
  return g_test_run ();
}
