/* test-client-mosquitto.c: the client against mosquitto
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "client-support.h"

#define BIG_SIZE (5 * 1024 * 1024)

typedef struct
{
  TestClient       self;
  SolClientOptions options;
  char            *directory;
  char            *certificate;
  char            *key;
  GSubprocess     *broker;
} Fixture;

static char *
find_mosquitto (void)
{
  char *path = g_find_program_in_path ("mosquitto");

  if (path == NULL && g_file_test ("/usr/sbin/mosquitto", G_FILE_TEST_IS_EXECUTABLE))
    path = g_strdup ("/usr/sbin/mosquitto");
  return path;
}

static guint16
find_free_port (void)
{
  guint16 port;
  g_autoptr (GSocketListener) listener = test_listen (&port);

  g_socket_listener_close (listener);
  return port;
}

static void
await_running (GSubprocess *broker)
{
  g_autoptr (GDataInputStream) log = NULL;
  g_autofree char *line = NULL;

  log = g_data_input_stream_new (g_subprocess_get_stderr_pipe (broker));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (log), FALSE);
  do
    {
      g_free (line);
      line = g_data_input_stream_read_line (log, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  while (g_strstr_len (line, -1, "running") == NULL);
}

/* @extra: lines of the configuration */
static void
start_broker (Fixture    *fixture,
              const char *extra)
{
  g_autofree char *program = find_mosquitto ();
  g_autofree char *path = g_build_filename (fixture->directory, "mosquitto.conf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  text = g_strdup_printf ("user root\nlistener %u 127.0.0.1\nlog_dest stderr\n"
                          "log_type information\nconnection_messages false\n%s\n",
                          fixture->options.port, extra);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture->broker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program, "-c", path,
                                      NULL);
  g_assert_no_error (error);
  await_running (fixture->broker);
}

static void
stop_broker (Fixture *fixture)
{
  if (fixture->broker == NULL)
    return;
  g_subprocess_force_exit (fixture->broker);
  g_subprocess_wait (fixture->broker, NULL, NULL);
  g_clear_object (&fixture->broker);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture->directory = g_dir_make_tmp ("soliton-client-XXXXXX", NULL);
  fixture->certificate = g_build_filename (fixture->directory, "cert.pem", NULL);
  fixture->key = g_build_filename (fixture->directory, "key.pem", NULL);
  sol_client_options_init (&fixture->options);
  fixture->options.host = "127.0.0.1";
  fixture->options.port = find_free_port ();
  test_client_init (&fixture->self);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->directory, "mosquitto.conf", NULL);

  test_client_clear (&fixture->self);
  stop_broker (fixture);
  g_unlink (path);
  g_unlink (fixture->certificate);
  g_unlink (fixture->key);
  g_rmdir (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->certificate);
  g_free (fixture->key);
}

static void
connect_to_broker (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  start_broker (fixture, "allow_anonymous true");
  test_client_connect (&fixture->self, &fixture->options, &error);
  g_assert_no_error (error);
}

static void
publish_text (TestClient *client,
              const char *topic,
              const char *payload,
              guint8      qos,
              gboolean    retain)
{
  g_autoptr (GError) error = NULL;

  test_client_publish (client, topic, payload, qos, retain, &error);
  g_assert_no_error (error);
}

static void
assert_next (TestClient *client,
             const char *topic,
             const char *payload,
             guint8      qos,
             gboolean    retain)
{
  g_autoptr (SolMessage) message = test_client_pop (client);

  g_assert_cmpstr (message->topic, ==, topic);
  g_assert_cmpstr ((const char *) sol_message_get_payload (message), ==, payload);
  g_assert_cmpuint (message->qos, ==, qos);
  g_assert_cmpint (message->retain, ==, retain);
}

static void
test_every_qos (Fixture       *fixture,
                gconstpointer  unused)
{
  connect_to_broker (fixture);
  g_assert_cmpuint (test_client_subscribe (&fixture->self, "q/+", 2), ==, 2);
  for (guint8 qos = 0; qos <= 2; qos++)
    {
      publish_text (&fixture->self, "q/x", "hello", qos, FALSE);
      assert_next (&fixture->self, "q/x", "hello", qos, FALSE);
    }
  test_client_disconnect (&fixture->self);
}

static void
test_retained (Fixture       *fixture,
               gconstpointer  unused)
{
  connect_to_broker (fixture);
  publish_text (&fixture->self, "r", "kept", 1, TRUE);
  test_client_subscribe (&fixture->self, "r", 1);
  assert_next (&fixture->self, "r", "kept", 1, TRUE);
}

static void
test_will (Fixture       *fixture,
           gconstpointer  unused)
{
  g_autoptr (SolMessage) will = test_message ("w", "gone", 1);
  g_autoptr (GError) error = NULL;
  SolClientOptions options = fixture->options;
  TestClient mortals[2];

  connect_to_broker (fixture);
  test_client_subscribe (&fixture->self, "w", 1);
  options.will = will;
  options.client_id = "mortal";
  options.reconnect = FALSE;
  for (guint i = 0; i < 2; i++)
    {
      test_client_init (&mortals[i]);
      test_client_connect (&mortals[i], &options, &error);
      g_assert_no_error (error);
    }
  /* The second has thrown the first one out, which never said goodbye */
  assert_next (&fixture->self, "w", "gone", 1, FALSE);
  test_client_await_state (&mortals[0], SOL_CLIENT_DISCONNECTED);
  test_client_clear (&mortals[0]);
  test_client_clear (&mortals[1]);
}

static void
test_big_payload (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autofree char *payload = g_strnfill (BIG_SIZE, 'x');
  g_autoptr (SolMessage) message = NULL;

  connect_to_broker (fixture);
  test_client_subscribe (&fixture->self, "big", 1);
  payload[BIG_SIZE / 2] = 'y';
  publish_text (&fixture->self, "big", payload, 1, FALSE);
  message = test_client_pop (&fixture->self);
  g_assert_cmpmem (sol_message_get_payload (message), message->payload_len, payload, BIG_SIZE);
}

static void
test_many_arrive_in_order (Fixture       *fixture,
                           gconstpointer  unused)
{
  /* mosquitto lets QoS 2 overtake what came over its own window of 20 */
  fixture->options.max_inflight = 20;
  connect_to_broker (fixture);
  test_client_subscribe (&fixture->self, "n", 2);
  for (guint i = 0; i < 900; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);
      g_autoptr (SolMessage) message = test_message ("n", payload, 2);

      sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
    }
  for (guint i = 0; i < 900; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);

      assert_next (&fixture->self, "n", payload, 2, FALSE);
    }
  test_client_disconnect (&fixture->self);
}

static void
test_unsubscribe (Fixture       *fixture,
                  gconstpointer  unused)
{
  connect_to_broker (fixture);
  test_client_subscribe (&fixture->self, "a", 0);
  test_client_subscribe (&fixture->self, "b", 0);
  test_client_unsubscribe (&fixture->self, "a");
  publish_text (&fixture->self, "a", "1", 0, FALSE);
  publish_text (&fixture->self, "b", "2", 0, FALSE);
  assert_next (&fixture->self, "b", "2", 0, FALSE);
}

static void
test_survives_a_restart (Fixture       *fixture,
                         gconstpointer  unused)
{
  connect_to_broker (fixture);
  test_client_subscribe (&fixture->self, "a", 1);
  stop_broker (fixture);
  test_client_await_state (&fixture->self, SOL_CLIENT_WAITING);
  start_broker (fixture, "allow_anonymous true");
  publish_text (&fixture->self, "a", "waited", 1, FALSE);
  assert_next (&fixture->self, "a", "waited", 1, FALSE);
  g_assert_cmpint (sol_client_get_state (fixture->self.client), ==, SOL_CLIENT_CONNECTED);
}

static void
assert_fails (Fixture *fixture,
              gint     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (test_client_connect (&fixture->self, &fixture->options, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, code);
}

static void
test_not_admitted (Fixture       *fixture,
                   gconstpointer  unused)
{
  start_broker (fixture, "allow_anonymous false");
  assert_fails (fixture, SOL_CLIENT_ERROR_NOT_AUTHORIZED);
}

static gboolean
make_certificate (Fixture *fixture)
{
  g_autoptr (GSubprocess) openssl = NULL;

  openssl = g_subprocess_new (
    G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, "openssl", "req",
    "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
    "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", fixture->key, "-out",
    fixture->certificate, NULL);
  return openssl != NULL && g_subprocess_wait_check (openssl, NULL, NULL);
}

static void
test_tls (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autofree char *extra = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (make_certificate (fixture));
  extra = g_strdup_printf ("allow_anonymous true\ncertfile %s\nkeyfile %s", fixture->certificate,
                           fixture->key);
  start_broker (fixture, extra);

  assert_fails (fixture, SOL_CLIENT_ERROR_CLOSED); /* without TLS */
  fixture->options.use_tls = TRUE;
  assert_fails (fixture, SOL_CLIENT_ERROR_TLS); /* nobody here knows who signed it */
  fixture->options.ca_file = "/nonexistent.pem";
  assert_fails (fixture, SOL_CLIENT_ERROR_TLS);

  fixture->options.ca_file = fixture->certificate;
  test_client_connect (&fixture->self, &fixture->options, &error);
  g_assert_no_error (error);
  test_client_subscribe (&fixture->self, "s", 1);
  publish_text (&fixture->self, "s", "secret", 1, FALSE);
  assert_next (&fixture->self, "s", "secret", 1, FALSE);
  test_client_disconnect (&fixture->self);

  fixture->options.ca_file = NULL;
  fixture->options.accept_any_certificate = TRUE;
  test_client_connect (&fixture->self, &fixture->options, &error);
  g_assert_no_error (error);
  test_client_disconnect (&fixture->self);
}

static void
test_tls_carries_much (Fixture       *fixture,
                       gconstpointer  unused)
{
  g_autofree char *extra = NULL;
  g_autofree char *payload = g_strnfill (BIG_SIZE, 'x');
  g_autoptr (SolMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (make_certificate (fixture));
  extra = g_strdup_printf ("allow_anonymous true\ncertfile %s\nkeyfile %s", fixture->certificate,
                           fixture->key);
  start_broker (fixture, extra);
  fixture->options.use_tls = TRUE;
  fixture->options.ca_file = fixture->certificate;
  test_client_connect (&fixture->self, &fixture->options, &error);
  g_assert_no_error (error);
  test_client_subscribe (&fixture->self, "s", 1);
  publish_text (&fixture->self, "s", payload, 1, FALSE);
  message = test_client_pop (&fixture->self);
  g_assert_cmpuint (message->payload_len, ==, BIG_SIZE);
}

static void
test_tls_to_a_plain_port (Fixture       *fixture,
                          gconstpointer  unused)
{
  start_broker (fixture, "allow_anonymous true");
  fixture->options.use_tls = TRUE;
  assert_fails (fixture, SOL_CLIENT_ERROR_TLS);
}

#define ADD(path, func) \
  g_test_add ("/client/mosquitto/" path, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("every-qos", test_every_qos);
  ADD ("retained", test_retained);
  ADD ("will", test_will);
  ADD ("big-payload", test_big_payload);
  ADD ("many-arrive-in-order", test_many_arrive_in_order);
  ADD ("unsubscribe", test_unsubscribe);
  ADD ("survives-a-restart", test_survives_a_restart);
  ADD ("not-admitted", test_not_admitted);
  ADD ("tls", test_tls);
  ADD ("tls-carries-much", test_tls_carries_much);
  ADD ("tls-to-a-plain-port", test_tls_to_a_plain_port);
}

static void
test_missing (void)
{
  g_test_skip ("mosquitto is not installed");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *program = find_mosquitto ();

  g_test_init (&argc, &argv, NULL);
  if (program != NULL)
    add_tests ();
  else
    g_test_add_func ("/client/mosquitto/missing", test_missing);
  return g_test_run ();
}
