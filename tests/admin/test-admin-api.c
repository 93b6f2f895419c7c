/* test-admin-api.c: what stands under /api/v1 beside the original's calls
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-client.h"
#include "sol-net-error.h"
#include "sol-test-wait.h"

static const char *status_members[] = {
  "version", "time",           "state",     "uptime",  "revision",        "host",
  "port",    "websocket_port", "addresses", "is_open", "allow_anonymous", "stats",
  "tls_port", "web",
};

static void
test_status (Fixture       *fixture,
             gconstpointer  data)
{
  SolBroker *broker = sol_engine_get_broker (fixture->engine);
  JsonObject *status;

  fixture_expect (fixture, "GET", "/api/v1/status", NULL, 200);
  status = fixture_get_object (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (status_members); i++)
    g_assert_true (json_object_has_member (status, status_members[i]));
  g_assert_cmpuint (json_object_get_size (status), ==, G_N_ELEMENTS (status_members));
  g_assert_cmpstr (json_object_get_string_member (status, "state"), ==, "running");
  g_assert_cmpint (json_object_get_int_member (status, "port"), ==, sol_broker_get_port (broker));
  g_assert_cmpint (json_object_get_int_member (status, "websocket_port"), ==,
                   sol_broker_get_websocket_port (broker));
  g_assert_cmpint (json_object_get_int_member (status, "websocket_port"), >, 0);
  g_assert_false (json_object_get_boolean_member (status, "is_open"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "addresses")), ==,
                    0);
  g_assert_true (
      json_object_has_member (json_object_get_object_member (status, "stats"), "messages_in"));
}

static const char *
get_state (Fixture *fixture)
{
  fixture_expect (fixture, "GET", "/api/v1/status", NULL, 200);
  return json_object_get_string_member (fixture_get_object (fixture), "state");
}

static void
test_start_and_stop (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_expect_success (fixture, "POST", "/api/v1/broker/stop", "{}");
  g_assert_cmpstr (get_state (fixture), ==, "stopped");
  fixture_expect_success (fixture, "POST", "/api/v1/broker/stop", NULL);
  fixture_expect_success (fixture, "POST", "/api/v1/broker/start", "{}");
  g_assert_cmpstr (get_state (fixture), ==, "running");
  fixture_expect_success (fixture, "POST", "/api/v1/broker/start", NULL);
}

static void
test_start_port_in_use (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  guint16 taken = g_socket_listener_add_any_inet_port (other, NULL, NULL);
  g_autofree char *body = g_strdup_printf ("{\"port\": %u}", taken);
  g_autofree char *port = g_strdup_printf ("%u", taken);
  const char *detail;

  fixture_stop_broker (fixture);
  /* A stopped broker takes what it is told, and finds out when it starts */
  fixture_expect_success (fixture, "POST", "/config", body);
  fixture_expect_problem (fixture, "POST", "/api/v1/broker/start", NULL, 409, NULL);
  detail = json_object_get_string_member (fixture_get_object (fixture), "detail");
  g_assert_nonnull (strstr (detail, port));
  g_assert_nonnull (strstr (detail, "another program"));
  g_assert_nonnull (strstr (detail, "Use port"));
  g_socket_listener_close (other);
}

static void
test_config (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (JsonObject) wanted = sol_config_to_json (sol_engine_get_config (fixture->engine));
  JsonObject *config;

  fixture_expect (fixture, "GET", "/api/v1/config", NULL, 200);
  config = fixture_get_object (fixture);
  g_assert_cmpuint (json_object_get_size (config), ==, json_object_get_size (wanted));
  g_assert_cmpint (json_object_get_int_member (config, "revision"), ==, 0);
  g_assert_false (json_object_has_member (config, "web_password"));

  fixture_expect (fixture, "PUT", "/api/v1/config", "{\"max_inflight\": 5, \"revision\": 0}", 200);
  config = fixture_get_object (fixture);
  g_assert_cmpint (json_object_get_int_member (config, "revision"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (config, "max_inflight"), ==, 5);
  fixture_expect_problem (fixture, "PUT", "/api/v1/config",
                          "{\"max_inflight\": 6, \"revision\": 0}", 409, "revision");
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->broker->max_inflight, ==, 5);
}

static void
test_users (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_expect_success (fixture, "PUT", "/api/v1/users/lab%2Fone", "{\"password\": \"p\"}");
  fixture_expect_json (fixture, "GET", "/api/v1/users", NULL, "[\"lab/one\"]");
  fixture_expect_problem (fixture, "PUT", "/api/v1/users/x", "{}", 400, "password");
  fixture_expect_problem (fixture, "PUT", "/api/v1/users/%FF", "{\"password\": \"p\"}", 400, NULL);
  fixture_expect_success (fixture, "DELETE", "/api/v1/users/lab%2Fone", NULL);
}

static SolClient *
connect_client (Fixture    *fixture,
                const char *client_id)
{
  SolClient *client = sol_client_new (NULL, NULL);
  g_autoptr (GAsyncResult) connected = NULL, subscribed = NULL;
  g_autoptr (GError) error = NULL;
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));
  options.client_id = client_id;
  options.reconnect = FALSE;
  sol_client_connect_async (client, &options, NULL, sol_test_answer_cb, &connected);
  sol_client_connect_finish (client, sol_test_wait_answer (&connected), NULL, &error);
  g_assert_no_error (error);
  sol_client_subscribe_async (client, "a/#", 1, NULL, sol_test_answer_cb, &subscribed);
  sol_client_subscribe_finish (client, sol_test_wait_answer (&subscribed), NULL, &error);
  g_assert_no_error (error);
  return client;
}

static void
test_clients (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (SolClient) client = connect_client (fixture, "esp 1");
  JsonObject *shown, *subscription;

  fixture_expect (fixture, "GET", "/api/v1/clients/esp%201", NULL, 200);
  shown = fixture_get_object (fixture);
  g_assert_cmpstr (json_object_get_string_member (shown, "client_id"), ==, "esp 1");
  g_assert_cmpstr (json_object_get_string_member (shown, "version"), ==, "5.0");
  g_assert_true (json_object_get_boolean_member (shown, "connected"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (shown, "address"), "127.0.0.1:"));
  g_assert_cmpfloat (json_object_get_double_member (shown, "since"), >, 1.7e9);
  subscription
      = json_array_get_object_element (json_object_get_array_member (shown, "subscriptions"), 0);
  g_assert_cmpstr (json_object_get_string_member (subscription, "filter"), ==, "a/#");
  g_assert_cmpint (json_object_get_int_member (subscription, "qos"), ==, 1);

  fixture_expect (fixture, "GET", "/api/v1/clients?limit=1", NULL, 200);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (fixture->root)), ==, 1);
  fixture_expect_json (
      fixture, "GET", "/api/v1/topics", NULL,
      "[{\"filter\": \"a/#\", \"clients\": [{\"client_id\": \"esp 1\", \"qos\": 1}]}]");
  fixture_expect_problem (fixture, "GET", "/api/v1/clients/nobody", NULL, 404, NULL);
  fixture_expect_problem (fixture, "GET", "/api/v1/clients?limit=x", NULL, 422, "limit");
  fixture_expect_problem (fixture, "GET", "/api/v1/clients?limit=0", NULL, 422, "limit");

  fixture_expect_success (fixture, "DELETE", "/api/v1/clients/esp%201", NULL);
  sol_test_wait_until (sol_client_get_state (client) == SOL_CLIENT_DISCONNECTED);
  fixture_expect_problem (fixture, "DELETE", "/api/v1/clients/nobody", NULL, 404, NULL);
}

static void
test_log (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (SolClient) client = connect_client (fixture, "noted");
  JsonArray *events;
  JsonObject *event = NULL;

  do
    {
      fixture_expect (fixture, "GET", "/api/v1/log?limit=1", NULL, 200);
      events = json_node_get_array (fixture->root);
      g_assert_cmpuint (json_array_get_length (events), <=, 1);
      if (json_array_get_length (events) == 1)
        event = json_array_get_object_element (events, 0);
    }
  while (event == NULL
         || !g_str_equal (json_object_get_string_member (event, "type"), "connected"));
  g_assert_cmpstr (json_object_get_string_member (event, "client_id"), ==, "noted");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (event, "text"),
                                   "noted connected from 127.0.0.1:"));
}

static void
test_unknown_and_methods (Fixture       *fixture,
                          gconstpointer  data)
{
  fixture_expect_problem (fixture, "GET", "/api/v1/nothing", NULL, 404, NULL);
  fixture_expect_problem (fixture, "GET", "/users/a/b", NULL, 404, NULL);
  fixture_expect_problem (fixture, "DELETE", "/config", NULL, 405, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Allow"), ==, "GET, POST");
  fixture_expect_problem (fixture, "GET", "/publish", NULL, 405, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "Allow"), ==, "POST");
  fixture_expect_problem (fixture, "PUT", "/", NULL, 405, NULL);
  fixture_expect (fixture, "GET", "/users/", NULL, 200);
  fixture_expect (fixture, "HEAD", "/config", NULL, 200);
}

static void
moved_cb (SolAdmin   *admin,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *before = g_strdup (sol_admin_get_url (fixture->admin));
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  guint16 wanted = sol_engine_find_free_port ("127.0.0.1", 20000);
  g_autofree char *body = g_strdup_printf ("{\"web_port\": %u}", wanted);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", wanted);
  guint n_moves = 0;

  g_signal_connect (fixture->admin, "notify::url", G_CALLBACK (moved_cb), &n_moves);
  fixture_expect_success (fixture, "POST", "/config", body);
  sol_test_wait_until (n_moves > 0);
  g_assert_no_error (sol_admin_get_error (fixture->admin));
  g_assert_cmpstr (sol_admin_get_url (fixture->admin), ==, url);
  fixture_expect (fixture, "GET", "/config", NULL, 200);

  /* The same port on every interface */
  fixture_expect_success (fixture, "POST", "/config", "{\"web_host\": \"0.0.0.0\"}");
  sol_test_wait_until (n_moves > 1);
  g_assert_no_error (sol_admin_get_error (fixture->admin));
  fixture_expect (fixture, "GET", "/config", NULL, 200);

  fixture_expect_success (fixture, "POST", "/config", "{\"web_enabled\": false}");
  sol_test_wait_until (sol_admin_get_url (fixture->admin) == NULL);
  g_assert_no_error (sol_admin_get_error (fixture->admin));
}

static void
test_port_taken_at_start (void)
{
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (SolEngine) engine = NULL;
  g_autoptr (SolAdmin) admin = NULL;
  g_autofree char *port = NULL;

  config->web_port = g_socket_listener_add_any_inet_port (other, NULL, NULL);
  port = g_strdup_printf ("port %u", config->web_port);
  engine = sol_engine_new (NULL, NULL, config);
  admin = sol_admin_new (engine);
  g_assert_null (sol_admin_get_url (admin));
  g_assert_error (sol_admin_get_error (admin), SOL_NET_ERROR, SOL_NET_ERROR_IN_USE);
  g_assert_nonnull (strstr (sol_admin_get_error (admin)->message, port));
  g_socket_listener_close (other);
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
  add ("/admin/api/status", test_status);
  add ("/admin/api/start-and-stop", test_start_and_stop);
  add ("/admin/api/start-port-in-use", test_start_port_in_use);
  add ("/admin/api/config", test_config);
  add ("/admin/api/users", test_users);
  add ("/admin/api/clients", test_clients);
  add ("/admin/api/log", test_log);
  add ("/admin/api/unknown-and-methods", test_unknown_and_methods);
  add ("/admin/api/moves-with-the-configuration", test_moves);
  g_test_add_func ("/admin/api/port-taken-at-start", test_port_taken_at_start);
  return g_test_run ();
}
