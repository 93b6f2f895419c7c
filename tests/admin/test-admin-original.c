/* test-admin-original.c: every call of the original program's table, with its shapes exactly
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-client.h"
#include "sol-test-wait.h"

static void
test_config (Fixture       *fixture,
             gconstpointer  data)
{
  fixture_expect_json (
      fixture, "GET", "/config", NULL,
      "{\"host\": \"127.0.0.1\", \"port\": 0, \"allow_anonymous\": true, \"max_connections\": 100, "
      "\"max_keepalive\": 60}");
  fixture_expect_success (
      fixture, "POST", "/config",
      "{\"host\": \"127.0.0.1\", \"port\": 0, \"allow_anonymous\": false, \"max_connections\": 7, "
      "\"max_keepalive\": 30}");
  fixture_expect_json (
      fixture, "GET", "/config", NULL,
      "{\"host\": \"127.0.0.1\", \"port\": 0, \"allow_anonymous\": false, \"max_connections\": 7, "
      "\"max_keepalive\": 30}");
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->broker->max_connections, ==, 7);
}

static void
test_config_moves_the_broker (Fixture       *fixture,
                              gconstpointer  data)
{
  SolBroker *broker = sol_engine_get_broker (fixture->engine);
  guint16 before = sol_broker_get_port (broker),
          wanted = sol_engine_find_free_port ("127.0.0.1", before);
  g_autofree char *body = g_strdup_printf ("{\"port\": %u}", wanted);

  fixture_expect_success (fixture, "POST", "/config", body);
  g_assert_cmpuint (sol_broker_get_port (broker), ==, wanted);
}

static const struct
{
  const char *body;
  guint       status;
  const char *field;
} bad_configs[] = {
  { "{\"port\": 70000}", 422, "port" },
  { "{\"port\": \"1883\"}", 422, "port" },
  { "{\"allow_anonymous\": \"False\"}", 422, "allow_anonymous" },
  { "{\"host\": \"not an address\"}", 422, "host" },
  { "{\"max_connections\": 0, \"port\": 1}", 422, "max_connections" },
  { "{\"something\": 1}", 422, "something" },
  { "{\"revision\": 99}", 409, "revision" },
  { "{\"host\": \"203.0.113.77\"}", 422, "host" },
  { "not json", 400, NULL },
  { "[1, 2]", 400, NULL },
  { "{\"port\": 1883", 400, NULL },
};

static void
test_config_rejects (Fixture       *fixture,
                     gconstpointer  data)
{
  SolConfig *before = sol_engine_get_config (fixture->engine);
  guint16 port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));

  for (gsize i = 0; i < G_N_ELEMENTS (bad_configs); i++)
    fixture_expect_problem (fixture, "POST", "/config", bad_configs[i].body, bad_configs[i].status,
                            bad_configs[i].field);
  fixture_expect_problem (fixture, "POST", "/config", NULL, 400, NULL);
  g_assert_true (sol_engine_get_config (fixture->engine) == before);
  g_assert_cmpuint (sol_broker_get_port (sol_engine_get_broker (fixture->engine)), ==, port);
}

static void
test_config_port_in_use (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GSocketListener) other = g_socket_listener_new ();
  guint16 taken = g_socket_listener_add_any_inet_port (other, NULL, NULL);
  g_autofree char *port = g_strdup_printf ("{\"port\": %u}", taken);
  g_autofree char *websocket_port = g_strdup_printf ("{\"websocket_port\": %u}", taken);
  g_autofree char *web_port = g_strdup_printf ("{\"web_port\": %u}", taken);

  fixture_expect_problem (fixture, "POST", "/config", port, 409, "port");
  fixture_expect_problem (fixture, "POST", "/config", websocket_port, 409, "websocket_port");
  fixture_expect_problem (fixture, "POST", "/config", web_port, 409, "web_port");
  g_assert_cmpuint (sol_engine_get_config (fixture->engine)->revision, ==, 0);
  g_socket_listener_close (other);
}

static void
test_users (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_expect_json (fixture, "GET", "/users", NULL, "[]");
  fixture_expect_success (fixture, "POST", "/users",
                          "{\"username\": \"lab/ä b\", \"password\": \"secret\"}");
  fixture_expect_success (fixture, "POST", "/users",
                          "{\"username\": \"anna\", \"password\": \"secret\"}");
  fixture_expect_success (fixture, "POST", "/users",
                          "{\"username\": \"anna\", \"password\": \"another\"}");
  fixture_expect_json (fixture, "GET", "/users", NULL, "[\"anna\", \"lab/ä b\"]");
  g_assert_null (strstr (fixture->text, "$"));
  fixture_expect_success (fixture, "DELETE", "/users/lab%2F%C3%A4%20b", NULL);
  fixture_expect_json (fixture, "GET", "/users", NULL, "[\"anna\"]");
  fixture_expect_problem (fixture, "DELETE", "/users/nobody", NULL, 404, NULL);
}

static void
test_users_reject (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *long_name = g_strnfill (257, 'x');
  g_autofree char *body
      = g_strdup_printf ("{\"username\": \"%s\", \"password\": \"p\"}", long_name);

  fixture_expect_problem (fixture, "POST", "/users", "{\"password\": \"p\"}", 400, "username");
  fixture_expect_problem (fixture, "POST", "/users", "{\"username\": \"u\"}", 400, "password");
  fixture_expect_problem (fixture, "POST", "/users", NULL, 400, "username");
  fixture_expect_problem (fixture, "POST", "/users", "{\"username\": 5, \"password\": \"p\"}", 422,
                          "username");
  fixture_expect_problem (fixture, "POST", "/users", "{\"username\": \"\", \"password\": \"p\"}",
                          422, "username");
  fixture_expect_problem (fixture, "POST", "/users",
                          "{\"username\": \"a\\nb\", \"password\": \"p\"}", 422, "username");
  fixture_expect_problem (fixture, "POST", "/users", body, 422, "username");
  fixture_expect_problem (fixture, "POST", "/users", "{\"username\": \"u\", \"password\": \"\"}",
                          422, "password");
  fixture_expect_problem (fixture, "POST", "/users",
                          "{\"username\": \"u\\u0000v\", \"password\": \"p\"}", 400, NULL);
  fixture_expect_json (fixture, "GET", "/users", NULL, "[]");
}

static void
answer_connect (Fixture    *fixture,
                SolClient  *client,
                const char *client_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (fixture->engine));
  options.client_id = client_id;
  sol_client_connect_async (client, &options, NULL, sol_test_answer_cb, &result);
  sol_client_connect_finish (client, sol_test_wait_answer (&result), NULL, &error);
  g_assert_no_error (error);
}

static void
answer_subscribe (SolClient  *client,
                  const char *filter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_client_subscribe_async (client, filter, 1, NULL, sol_test_answer_cb, &result);
  sol_client_subscribe_finish (client, sol_test_wait_answer (&result), NULL, &error);
  g_assert_no_error (error);
}

static void
test_clients_and_topics (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (SolClient) client = sol_client_new (NULL, NULL);
  JsonObject *esp32;

  fixture_expect_json (fixture, "GET", "/clients", NULL, "{}");
  fixture_expect_json (fixture, "GET", "/topics", NULL, "{}");
  answer_connect (fixture, client, "esp32");
  answer_subscribe (client, "lab/#");
  answer_subscribe (client, "door");

  fixture_expect (fixture, "GET", "/clients", NULL, 200);
  esp32 = json_object_get_object_member (fixture_get_object (fixture), "esp32");
  g_assert_nonnull (esp32);
  g_assert_true (json_object_get_null_member (esp32, "username"));
  g_assert_true (json_object_get_boolean_member (esp32, "connected"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (esp32, "subscriptions")),
                    ==, 2);
  fixture_expect_json (fixture, "GET", "/topics", NULL,
                       "{\"lab/#\": [\"esp32\"], \"door\": [\"esp32\"]}");
}

static void
keep_cb (SolMessage *message,
         gpointer    user_data)
{
  gpointer *kept = user_data;

  g_atomic_pointer_set (kept, sol_message_ref (message));
}

static void
test_publish (Fixture       *fixture,
              gconstpointer  data)
{
  gpointer kept = NULL;
  g_autoptr (SolClient) client = sol_client_new (keep_cb, &kept);
  SolMessage *message;

  answer_connect (fixture, client, "listener");
  answer_subscribe (client, "lab/+");
  fixture_expect_success (fixture, "POST", "/publish",
                          "{\"topic\": \"lab/x\", \"message\": \"häll\\n\", \"qos\": 1}");
  sol_test_wait_until (g_atomic_pointer_get (&kept) != NULL);
  message = kept;
  g_assert_cmpstr (message->topic, ==, "lab/x");
  g_assert_cmpstr ((const char *) sol_message_get_payload (message), ==, "häll\n");
  g_assert_cmpuint (message->qos, ==, 1);
  sol_message_unref (message);
}

static const struct
{
  const char *body;
  guint       status;
  const char *field;
} bad_messages[] = {
  { "{\"message\": \"m\"}", 400, "topic" },
  { "{\"topic\": \"\", \"message\": \"m\"}", 400, "topic" },
  { "{\"topic\": null, \"message\": \"m\"}", 400, "topic" },
  { "{\"topic\": \"t\"}", 400, "message" },
  { "{}", 400, "topic" },
  { "{\"topic\": \"a/#\", \"message\": \"m\"}", 422, "topic" },
  { "{\"topic\": 5, \"message\": \"m\"}", 422, "topic" },
  { "{\"topic\": \"t\", \"message\": 5}", 422, "message" },
  { "{\"topic\": \"t\", \"message\": \"m\", \"qos\": 3}", 422, "qos" },
  { "{\"topic\": \"t\", \"message\": \"m\", \"qos\": \"1\"}", 422, "qos" },
  { "{\"topic\": \"t\", \"message\": \"m\", \"qos\": -1}", 422, "qos" },
  { "{\"topic\": \"t\", \"message\": \"m\", \"retain\": 1}", 422, "retain" },
};

static void
test_publish_rejects (Fixture       *fixture,
                      gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_messages); i++)
    fixture_expect_problem (fixture, "POST", "/publish", bad_messages[i].body,
                            bad_messages[i].status, bad_messages[i].field);
  fixture_stop_broker (fixture);
  fixture_expect_problem (fixture, "POST", "/publish", "{\"topic\": \"t\", \"message\": \"m\"}",
                          409, NULL);
}

/* Asks until messages are there, as a script does */
static JsonArray *
poll_messages (Fixture    *fixture,
               const char *path)
{
  JsonArray *messages;

  do
    {
      fixture_expect (fixture, "GET", path, NULL, 200);
      messages = json_object_get_array_member (fixture_get_object (fixture), "messages");
    }
  while (json_array_get_length (messages) == 0);
  return messages;
}

static void
test_client_talks (Fixture       *fixture,
                   gconstpointer  data)
{
  JsonArray *messages;
  JsonObject *message;

  fixture_expect_success (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"web 1\"}");
  fixture_expect_success (fixture, "POST", "/mqtt/subscribe",
                          "{\"client_id\": \"web 1\", \"topic\": \"a/+\", \"qos\": 1}");
  fixture_expect_json (fixture, "GET", "/topics", NULL, "{\"a/+\": [\"web 1\"]}");
  fixture_expect_json (fixture, "GET", "/mqtt/messages/web%201", NULL,
                       "{\"success\": true, \"messages\": [], \"dropped\": 0}");
  fixture_expect_success (
      fixture, "POST", "/mqtt/publish",
      "{\"client_id\": \"web 1\", \"topic\": \"a/b\", \"message\": \"21.5\", \"qos\": 1}");

  messages = poll_messages (fixture, "/mqtt/messages/web%201");
  g_assert_true (json_object_get_boolean_member (fixture_get_object (fixture), "success"));
  g_assert_cmpuint (json_array_get_length (messages), ==, 1);
  message = json_array_get_object_element (messages, 0);
  g_assert_cmpstr (json_object_get_string_member (message, "topic"), ==, "a/b");
  g_assert_cmpstr (json_object_get_string_member (message, "payload"), ==, "21.5");
  g_assert_cmpint (json_object_get_int_member (message, "qos"), ==, 1);
  fixture_expect_json (fixture, "GET", "/mqtt/messages/web%201", NULL,
                       "{\"success\": true, \"messages\": [], \"dropped\": 0}");

  fixture_expect_success (fixture, "POST", "/mqtt/unsubscribe",
                          "{\"client_id\": \"web 1\", \"topic\": \"a/+\"}");
  fixture_expect_json (fixture, "GET", "/topics", NULL, "{}");
  fixture_expect_success (fixture, "POST", "/mqtt/disconnect", "{\"client_id\": \"web 1\"}");
  fixture_expect_problem (fixture, "GET", "/mqtt/messages/web%201", NULL, 404, "client_id");
}

static void
test_client_keeps_the_newest (Fixture       *fixture,
                              gconstpointer  data)
{
  SolBroker *broker = sol_engine_get_broker (fixture->engine);
  JsonArray *messages;
  gint64 n_seen = 0;

  fixture_expect_success (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"w\"}");
  fixture_expect_success (fixture, "POST", "/mqtt/subscribe",
                          "{\"client_id\": \"w\", \"topic\": \"#\"}");
  for (guint i = 0; i < 1500; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);
      g_autoptr (SolMessage) message
          = sol_message_new ("n", 1, (guint8 *)payload, strlen (payload), 0, FALSE, 0);

      g_assert_true (sol_broker_publish (broker, message, NULL));
    }
  while (n_seen < 1500)
    {
      messages = poll_messages (fixture, "/mqtt/messages/w");
      g_assert_cmpuint (json_array_get_length (messages), <=, 1000);
      n_seen += json_array_get_length (messages);
      n_seen += json_object_get_int_member (fixture_get_object (fixture), "dropped");
    }
  g_assert_cmpint (n_seen, ==, 1500);
}

static void
test_client_shows_octets (Fixture       *fixture,
                          gconstpointer  data)
{
  const guint8 octets[] = { 0, 0xff, 'a' };
  g_autoptr (SolMessage) message = sol_message_new ("bin", 3, octets, sizeof octets, 0, FALSE, 0);
  JsonObject *shown;

  fixture_expect_success (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"w\"}");
  fixture_expect_success (fixture, "POST", "/mqtt/subscribe",
                          "{\"client_id\": \"w\", \"topic\": \"bin\"}");
  g_assert_true (sol_broker_publish (sol_engine_get_broker (fixture->engine), message, NULL));
  shown = json_array_get_object_element (poll_messages (fixture, "/mqtt/messages/w"), 0);
  g_assert_cmpstr (json_object_get_string_member (shown, "payload"), ==,
                   "\xef\xbf\xbd\xef\xbf\xbd"
                   "a");
  g_assert_cmpstr (json_object_get_string_member (shown, "payload_base64"), ==, "AP9h");
}

static void
test_client_rejects (Fixture       *fixture,
                     gconstpointer  data)
{
  fixture_expect_problem (fixture, "POST", "/mqtt/connect", "{}", 400, "client_id");
  fixture_expect_problem (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"\"}", 422,
                          "client_id");
  fixture_expect_problem (fixture, "POST", "/mqtt/disconnect", "{\"client_id\": \"x\"}", 404,
                          "client_id");
  fixture_expect_problem (fixture, "POST", "/mqtt/publish",
                          "{\"client_id\": \"x\", \"topic\": \"t\", \"message\": \"\"}", 404,
                          "client_id");
  fixture_expect_success (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"x\"}");
  fixture_expect_success (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"x\"}");
  fixture_expect_problem (fixture, "POST", "/mqtt/subscribe", "{\"client_id\": \"x\"}", 400,
                          "topic");
  fixture_expect_problem (fixture, "POST", "/mqtt/subscribe",
                          "{\"client_id\": \"x\", \"topic\": \"a/#/b\"}", 422, "topic");
  fixture_expect_problem (fixture, "POST", "/mqtt/subscribe",
                          "{\"client_id\": \"x\", \"topic\": \"a\", \"qos\": 3}", 422, "qos");
  fixture_expect_problem (fixture, "POST", "/mqtt/unsubscribe",
                          "{\"client_id\": \"x\", \"topic\": \"a\"}", 404, "topic");
  fixture_expect_problem (fixture, "POST", "/mqtt/publish",
                          "{\"client_id\": \"x\", \"topic\": \"t\"}", 400, "message");
  for (guint i = 1; i < 16; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"client_id\": \"c%u\"}", i);

      fixture_expect_success (fixture, "POST", "/mqtt/connect", body);
    }
  fixture_expect_problem (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"y\"}", 409,
                          "client_id");
  fixture_stop_broker (fixture);
  fixture_expect_problem (fixture, "POST", "/mqtt/connect", "{\"client_id\": \"x\"}", 409, NULL);
}

static void
test_page (Fixture       *fixture,
           gconstpointer  data)
{
  const char *policy;

  fixture_expect (fixture, "GET", "/", NULL, 200);
  g_assert_nonnull (strstr (fixture->text, "<title>Soliton</title>"));
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->headers, NULL), ==, "text/html");
  g_assert_cmpstr (soup_message_headers_get_one (fixture->headers, "X-Content-Type-Options"), ==,
                   "nosniff");
  policy = soup_message_headers_get_one (fixture->headers, "Content-Security-Policy");
  g_assert_nonnull (strstr (policy, "frame-ancestors 'none'"));
  g_assert_nonnull (strstr (policy, "connect-src 'self' ws://127.0.0.1:"));
  g_assert_null (strstr (policy, "unsafe"));

  fixture_expect (fixture, "GET", "/main.js", NULL, 200);
  g_assert_cmpstr (soup_message_headers_get_content_type (fixture->headers, NULL), ==,
                   "text/javascript");
  fixture_expect (fixture, "HEAD", "/style.css", NULL, 200);
  fixture_expect_problem (fixture, "GET", "/nothing.js", NULL, 404, NULL);
  fixture_expect_problem (fixture, "GET", "/..%2F..%2Fetc/passwd", NULL, 404, NULL);
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
  add ("/admin/original/config", test_config);
  add ("/admin/original/config-moves-the-broker", test_config_moves_the_broker);
  add ("/admin/original/config-rejects", test_config_rejects);
  add ("/admin/original/config-port-in-use", test_config_port_in_use);
  add ("/admin/original/users", test_users);
  add ("/admin/original/users-reject", test_users_reject);
  add ("/admin/original/clients-and-topics", test_clients_and_topics);
  add ("/admin/original/publish", test_publish);
  add ("/admin/original/publish-rejects", test_publish_rejects);
  add ("/admin/original/test-client-talks", test_client_talks);
  add ("/admin/original/test-client-keeps-the-newest", test_client_keeps_the_newest);
  add ("/admin/original/test-client-shows-octets", test_client_shows_octets);
  add ("/admin/original/test-client-rejects", test_client_rejects);
  add ("/admin/original/page", test_page);
  return g_test_run ();
}
