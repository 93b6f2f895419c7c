/* admin-support.c: an engine with its admin, and what a script would send it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "admin-support.h"

#include <string.h>

#include "sol-test-wait.h"

static void
start_broker (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_engine_start_broker_async (fixture->engine, NULL, sol_test_answer_cb, &result);
  sol_engine_start_broker_finish (fixture->engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_new ();

  config->broker->port = 0;
  config->broker->websocket_port = 0;
  config->web_port = 0;
  fixture->engine = sol_engine_new (NULL, NULL, config);
  fixture->admin = sol_admin_new (fixture->engine);
  fixture->session = soup_session_new ();
  start_broker (fixture);
  g_assert_nonnull (sol_admin_get_url (fixture->admin));
}

static void
forget_answer (Fixture *fixture)
{
  g_clear_pointer (&fixture->text, g_free);
  g_clear_pointer (&fixture->root, json_node_unref);
  g_clear_pointer (&fixture->headers, soup_message_headers_unref);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  forget_answer (fixture);
  soup_session_abort (fixture->session);
  g_clear_object (&fixture->session);
  sol_test_release (fixture->admin);
  sol_test_release (fixture->engine);
}

void
fixture_send (Fixture     *fixture,
              const char  *method,
              const char  *path,
              const char  *body,
              const char **headers)
{
  g_autofree char *url = g_strconcat (sol_admin_get_url (fixture->admin), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  forget_answer (fixture);
  if (body != NULL)
    {
      bytes = g_bytes_new (body, strlen (body));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
      g_clear_pointer (&bytes, g_bytes_unref);
    }
  for (guint i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message), headers[i],
                                  headers[i + 1]);
  soup_message_set_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    sol_test_answer_cb, &result);
  bytes = soup_session_send_and_read_finish (fixture->session, sol_test_wait_answer (&result),
                                             &error);
  g_assert_no_error (error);

  fixture->status = soup_message_get_status (message);
  fixture->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  fixture->text = g_bytes_get_size (bytes) > 0
                      ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                      : g_strdup ("");
  fixture->root = json_from_string (fixture->text, NULL);
}

void
fixture_expect (Fixture    *fixture,
                const char *method,
                const char *path,
                const char *body,
                guint       status)
{
  fixture_send (fixture, method, path, body, NULL);
  if (fixture->status != status)
    g_test_message ("%s %s: %s", method, path, fixture->text);
  g_assert_cmpuint (fixture->status, ==, status);
}

void
fixture_expect_json (Fixture    *fixture,
                     const char *method,
                     const char *path,
                     const char *body,
                     const char *answer)
{
  g_autoptr (JsonNode) wanted = json_from_string (answer, NULL);

  fixture_expect (fixture, method, path, body, SOUP_STATUS_OK);
  g_assert_nonnull (wanted);
  g_assert_nonnull (fixture->root);
  if (!json_node_equal (fixture->root, wanted))
    g_assert_cmpstr (fixture->text, ==, answer);
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->headers, NULL), ==,
                   "application/json");
}

void
fixture_expect_success (Fixture    *fixture,
                        const char *method,
                        const char *path,
                        const char *body)
{
  JsonObject *object;

  fixture_expect (fixture, method, path, body, SOUP_STATUS_OK);
  object = fixture_get_object (fixture);
  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_true (json_object_get_boolean_member (object, "success"));
  g_assert_cmpstr (json_object_get_string_member (object, "message"), !=, "");
}

void
fixture_expect_problem (Fixture    *fixture,
                        const char *method,
                        const char *path,
                        const char *body,
                        guint       status,
                        const char *field)
{
  g_autofree char *pointer = field != NULL ? g_strconcat ("/", field, NULL) : NULL;
  JsonObject *object;

  fixture_expect (fixture, method, path, body, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->headers, NULL), ==,
                   "application/problem+json");
  object = fixture_get_object (fixture);
  g_assert_cmpint (json_object_get_int_member (object, "status"), ==, status);
  g_assert_cmpstr (json_object_get_string_member (object, "detail"), !=, "");
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "field", NULL), ==, field);
  g_assert_cmpstr (json_object_get_string_member_with_default (object, "pointer", NULL), ==,
                   pointer);
}

JsonObject *
fixture_get_object (Fixture *fixture)
{
  g_assert_nonnull (fixture->root);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (fixture->root));
  return json_node_get_object (fixture->root);
}

void
fixture_stop_broker (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_engine_stop_broker_async (fixture->engine, NULL, sol_test_answer_cb, &result);
  sol_engine_stop_broker_finish (fixture->engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
}
