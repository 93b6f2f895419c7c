/* test-client-script.c: the client against a server that plays a script
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "client-script.h"

/* Identifiers of subscriptions begin here */
#define SUB_ID  "\xea\x62"
#define SUB_ID2 "\xea\x63"

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture_set_up (fixture, unused);
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_3_1_1;
}

static void
assert_connect_error (Fixture *fixture,
                      GQuark   domain,
                      gint     code)
{
  g_autoptr (GError) error = NULL;

  test_await (&fixture->result);
  g_assert_false (sol_client_connect_finish (fixture->self.client, fixture->result, NULL, &error));
  g_assert_error (error, domain, code);
  g_clear_object (&fixture->result);
  test_client_await_state (&fixture->self, SOL_CLIENT_DISCONNECTED);
}

/* Connected, with the server's side in fixture->stream */
static void
connect_script (Fixture *fixture)
{
  fixture_begin (fixture, NULL);
  fixture->stream = test_accept_client (fixture->listener, FALSE);
  fixture_await_connected (fixture);
}

static void
lose_and_accept (Fixture  *fixture,
                 gboolean  session_present)
{
  g_assert_true (g_io_stream_close (fixture->stream, NULL, NULL));
  g_clear_object (&fixture->stream);
  fixture->stream = test_accept_client (fixture->listener, session_present);
}

static void
publish (Fixture    *fixture,
         const char *topic,
         guint8      qos)
{
  g_autoptr (SolMessage) message = test_message (topic, "x", qos);

  sol_client_publish_async (fixture->self.client, message, NULL, test_done_cb, &fixture->result);
}

static void
await_published (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  test_await (&fixture->result);
  sol_client_publish_finish (fixture->self.client, fixture->result, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
}

static void
test_connect_packet (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (SolMessage) will = sol_message_new ("w", 1, (const guint8 *) "bye", 3, 1, TRUE, 0);

  fixture->options.client_id = "id";
  fixture->options.user_name = "u";
  fixture->options.password = "p";
  fixture->options.will = will;
  fixture->options.clean_session = FALSE;
  fixture_begin (fixture, NULL);
  fixture->stream = test_accept (fixture->listener);
  TEST_EXPECT (fixture->stream, "\x10\x1c\0\4MQTT\4\xec\0\x3c\0\2id\0\1w\0\3bye\0\1u\0\1p");
  TEST_SEND (fixture->stream, "\x20\2\1\0");
  test_await (&fixture->result);
  g_assert_true (sol_client_connect_finish (fixture->self.client, fixture->result, NULL, NULL));
  g_assert_cmpstr (sol_client_get_client_id (fixture->self.client), ==, "id");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (fixture->listener);
  fixture_begin (fixture, NULL);
  assert_connect_error (fixture, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED);
  error = sol_client_dup_error (fixture->self.client);
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED);
}

static void
assert_answer_fails (Fixture    *fixture,
                     const char *answer,
                     gsize       length,
                     gint        code)
{
  fixture_begin (fixture, NULL);
  fixture->stream = test_accept (fixture->listener);
  test_send (fixture->stream, answer, length);
  assert_connect_error (fixture, SOL_CLIENT_ERROR, code);
  g_clear_object (&fixture->stream);
}

static void
test_not_mqtt (Fixture       *fixture,
               gconstpointer  unused)
{
  assert_answer_fails (fixture, "HTTP/1.1 400", 12, SOL_CLIENT_ERROR_NOT_MQTT);
  assert_answer_fails (fixture, "\x15\3\1\0\2\2\x16", 7, SOL_CLIENT_ERROR_NOT_MQTT);
  assert_answer_fails (fixture, "\x20\3\0\0\0", 5, SOL_CLIENT_ERROR_NOT_MQTT);
  assert_answer_fails (fixture, "\x20\x80\x80\x80\x80", 5, SOL_CLIENT_ERROR_NOT_MQTT);
}

static void
test_refusal_codes (Fixture       *fixture,
                    gconstpointer  unused)
{
  assert_answer_fails (fixture, "\x20\2\0\1", 4, SOL_CLIENT_ERROR_VERSION);
  assert_answer_fails (fixture, "\x20\2\0\2", 4, SOL_CLIENT_ERROR_CLIENT_ID);
  assert_answer_fails (fixture, "\x20\2\0\3", 4, SOL_CLIENT_ERROR_UNAVAILABLE);
  assert_answer_fails (fixture, "\x20\2\0\4", 4, SOL_CLIENT_ERROR_CREDENTIALS);
  assert_answer_fails (fixture, "\x20\2\0\5", 4, SOL_CLIENT_ERROR_NOT_AUTHORIZED);
}

static void
test_closed_without_answer (Fixture       *fixture,
                            gconstpointer  unused)
{
  fixture_begin (fixture, NULL);
  fixture->stream = test_accept (fixture->listener);
  g_io_stream_close (fixture->stream, NULL, NULL);
  assert_connect_error (fixture, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLOSED);
}

static void
test_silent_server (Fixture       *fixture,
                    gconstpointer  unused)
{
  fixture->options.timeout_s = 1;
  fixture_begin (fixture, NULL);
  fixture->stream = test_accept (fixture->listener);
  assert_connect_error (fixture, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  fixture_begin (fixture, cancellable);
  fixture->stream = test_accept (fixture->listener);
  g_cancellable_cancel (cancellable);
  assert_connect_error (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What comes of an attempt that is no longer wanted must not begin another one */
static void
test_cancelled_before_a_bad_ca_file (Fixture       *fixture,
                                     gconstpointer  unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  fixture->options.use_tls = TRUE;
  fixture->options.ca_file = "/nonexistent.pem";
  fixture->options.reconnect = TRUE;
  fixture_begin (fixture, cancellable);
  assert_connect_error (fixture, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* A client that tries again would keep these instead of answering */
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (test_client_publish (&fixture->self, "a", "x", 1, FALSE, &error));
      g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_CONNECTED);
    }
}

static void
test_invalid_is_refused (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) not_connected = NULL;

  fixture->options.password = "alone";
  fixture_begin (fixture, NULL);
  assert_connect_error (fixture, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID);
  g_assert_false (test_client_publish (&fixture->self, "a/+", "x", 0, FALSE, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID);
  g_assert_false (test_client_publish (&fixture->self, "a", "x", 0, FALSE, &not_connected));
  g_assert_error (not_connected, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_CONNECTED);
  g_assert_cmpuint (sol_client_get_queued_bytes (fixture->self.client), ==, 0);
}

static void
test_second_connect_is_refused (Fixture       *fixture,
                                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  connect_script (fixture);
  g_assert_false (test_client_connect (&fixture->self, &fixture->options, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID);
  g_assert_cmpint (sol_client_get_state (fixture->self.client), ==, SOL_CLIENT_CONNECTED);
}

static void
test_disconnect_flushes (Fixture       *fixture,
                         gconstpointer  unused)
{
  g_autoptr (SolMessage) second = test_message ("b", "y", 1);

  connect_script (fixture);
  publish (fixture, "a", 0);
  await_published (fixture);
  sol_client_publish_async (fixture->self.client, second, NULL, NULL, NULL);
  sol_client_disconnect_async (fixture->self.client, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\x30\4\0\1ax" "\x32\6\0\1b\0\1y");
  TEST_SEND (fixture->stream, "\x40\2\0\1");
  TEST_EXPECT (fixture->stream, "\xe0\0");
  g_clear_object (&fixture->stream);
  test_await (&fixture->result);
  g_assert_true (sol_client_disconnect_finish (fixture->self.client, fixture->result, NULL));
  g_assert_cmpint (sol_client_get_state (fixture->self.client), ==, SOL_CLIENT_DISCONNECTED);
  g_assert_cmpuint (sol_client_get_queued_bytes (fixture->self.client), ==, 0);
}

static void
test_dropping_disconnects (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autoptr (SolMessage) message = test_message ("a", "x", 0);

  connect_script (fixture);
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  test_client_clear (&fixture->self);
  TEST_EXPECT (fixture->stream, "\x30\4\0\1ax" "\xe0\0");
  test_client_init (&fixture->self);
}

static void
test_sends_again_with_dup (Fixture       *fixture,
                           gconstpointer  unused)
{
  fixture->options.clean_session = FALSE;
  fixture->options.client_id = "d";
  connect_script (fixture);
  publish (fixture, "a", 1);
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\1x");
  lose_and_accept (fixture, TRUE);
  TEST_EXPECT (fixture->stream, "\x3a\6\0\1a\0\1x");
  TEST_SEND (fixture->stream, "\x40\2\0\1");
  await_published (fixture);
}

static void
test_sends_anew_to_a_lost_session (Fixture       *fixture,
                                   gconstpointer  unused)
{
  connect_script (fixture);
  publish (fixture, "a", 2);
  TEST_EXPECT (fixture->stream, "\x34\6\0\1a\0\1x");
  TEST_SEND (fixture->stream, "\x50\2\0\1");
  TEST_EXPECT (fixture->stream, "\x62\2\0\1");
  lose_and_accept (fixture, FALSE);
  TEST_EXPECT (fixture->stream, "\x34\6\0\1a\0\1x");
  TEST_SEND (fixture->stream, "\x50\2\0\1");
  TEST_EXPECT (fixture->stream, "\x62\2\0\1");
  TEST_SEND (fixture->stream, "\x70\2\0\1");
  await_published (fixture);
}

static void
test_releases_again (Fixture       *fixture,
                     gconstpointer  unused)
{
  fixture->options.clean_session = FALSE;
  fixture->options.client_id = "d";
  connect_script (fixture);
  publish (fixture, "a", 2);
  TEST_EXPECT (fixture->stream, "\x34\6\0\1a\0\1x");
  TEST_SEND (fixture->stream, "\x50\2\0\1");
  TEST_EXPECT (fixture->stream, "\x62\2\0\1");
  lose_and_accept (fixture, TRUE);
  TEST_EXPECT (fixture->stream, "\x62\2\0\1");
  TEST_SEND (fixture->stream, "\x70\2\0\1");
  await_published (fixture);
}

static void
test_publishes_after_waiting (Fixture       *fixture,
                              gconstpointer  unused)
{
  g_autoptr (SolMessage) second = test_message ("b", "y", 1);

  connect_script (fixture);
  g_io_stream_close (fixture->stream, NULL, NULL);
  g_clear_object (&fixture->stream);
  test_client_await_state (&fixture->self, SOL_CLIENT_WAITING);
  publish (fixture, "a", 0);
  sol_client_publish_async (fixture->self.client, second, NULL, NULL, NULL);
  fixture->stream = test_accept_client (fixture->listener, FALSE);
  TEST_EXPECT (fixture->stream, "\x30\4\0\1ax" "\x32\6\0\1b\0\1y");
  await_published (fixture);
}

static void
test_subscribes_again (Fixture       *fixture,
                       gconstpointer  unused)
{
  connect_script (fixture);
  sol_client_subscribe_async (fixture->self.client, "a", 1, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\x82\6" SUB_ID "\0\1a\1");
  TEST_SEND (fixture->stream, "\x90\3" SUB_ID "\1");
  test_await (&fixture->result);
  g_clear_object (&fixture->result);
  /* the answer to this one is lost with the connection */
  sol_client_subscribe_async (fixture->self.client, "b", 2, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\x82\6" SUB_ID2 "\0\1b\2");
  lose_and_accept (fixture, FALSE);
  TEST_EXPECT (fixture->stream, "\x82\6\xea\x61\0\1a\1" "\x82\6" SUB_ID2 "\0\1b\2");
  TEST_SEND (fixture->stream, "\x90\3\xea\x61\1" "\x90\3" SUB_ID2 "\2");
  test_await (&fixture->result);
  g_assert_true (sol_client_subscribe_finish (fixture->self.client, fixture->result, NULL, NULL));
}

static void
test_refused_subscription (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  connect_script (fixture);
  sol_client_subscribe_async (fixture->self.client, "a", 1, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\x82\6" SUB_ID "\0\1a\1");
  TEST_SEND (fixture->stream, "\x90\3" SUB_ID "\x80");
  test_await (&fixture->result);
  g_assert_false (sol_client_subscribe_finish (fixture->self.client, fixture->result, NULL, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE);
}

static void
test_delivers_qos_2_once (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (SolMessage) first = NULL;
  g_autoptr (SolMessage) second = NULL;

  connect_script (fixture);
  TEST_SEND (fixture->stream, "\x34\6\0\1a\0\7x" "\x3c\6\0\1a\0\7x" "\x62\2\0\7"
                              "\x34\6\0\1b\0\7x");
  TEST_EXPECT (fixture->stream, "\x50\2\0\7" "\x50\2\0\7" "\x70\2\0\7" "\x50\2\0\7");
  first = test_client_pop (&fixture->self);
  second = test_client_pop (&fixture->self);
  g_assert_cmpstr (first->topic, ==, "a");
  g_assert_cmpstr (second->topic, ==, "b");
}

static void
test_keeps_to_its_window (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (SolMessage) message = test_message ("a", "x", 1);

  fixture->options.max_inflight = 2;
  connect_script (fixture);
  for (guint i = 0; i < 4; i++)
    sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  publish (fixture, "z", 0);
  /* two of QoS 1, then the one of QoS 0 that came last */
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\1x" "\x32\6\0\1a\0\2x" "\x30\4\0\1zx");
  await_published (fixture);
  TEST_SEND (fixture->stream, "\x40\2\0\2");
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\2x");
  TEST_SEND (fixture->stream, "\x40\2\0\1");
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\1x");
}

static void
test_refuses_over_its_limit (Fixture       *fixture,
                             gconstpointer  unused)
{
  g_autofree char *payload = g_strnfill (600, 'x');
  g_autoptr (SolMessage) message = test_message ("a", payload, 1);
  g_autoptr (GError) error = NULL;

  fixture->options.max_queue_bytes = 1000;
  connect_script (fixture);
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  g_assert_false (test_client_publish (&fixture->self, "a", payload, 1, FALSE, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_FULL);
  g_assert_cmpuint (sol_client_get_dropped (fixture->self.client), ==, 1);
}

static void
test_pings_and_finds_a_dead_peer (Fixture       *fixture,
                                  gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->options.keep_alive_s = 1;
  connect_script (fixture);
  TEST_EXPECT (fixture->stream, "\xc0\0");
  TEST_SEND (fixture->stream, "\xd0\0");
  TEST_EXPECT (fixture->stream, "\xc0\0");
  test_client_await_state (&fixture->self, SOL_CLIENT_WAITING);
  error = sol_client_dup_error (fixture->self.client);
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_TIMEOUT);
}

static void
test_loses_without_reconnecting (Fixture       *fixture,
                                 gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->options.reconnect = FALSE;
  connect_script (fixture);
  publish (fixture, "a", 1);
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\1x");
  TEST_SEND (fixture->stream, "\x10\0");
  test_await (&fixture->result);
  g_assert_false (sol_client_publish_finish (fixture->self.client, fixture->result, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT);
  g_assert_cmpint (sol_client_get_state (fixture->self.client), ==, SOL_CLIENT_DISCONNECTED);
}

static void
test_disconnects_while_waiting (Fixture       *fixture,
                                gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  connect_script (fixture);
  g_io_stream_close (fixture->stream, NULL, NULL);
  test_client_await_state (&fixture->self, SOL_CLIENT_WAITING);
  publish (fixture, "a", 1);
  test_client_disconnect (&fixture->self);
  test_await (&fixture->result);
  g_assert_false (sol_client_publish_finish (fixture->self.client, fixture->result, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_CLOSED);
}

#define ADD(path, func) \
  g_test_add ("/client/script/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("connect-packet", test_connect_packet);
  ADD ("refused", test_refused);
  ADD ("not-mqtt", test_not_mqtt);
  ADD ("refusal-codes", test_refusal_codes);
  ADD ("closed-without-answer", test_closed_without_answer);
  ADD ("silent-server", test_silent_server);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-before-a-bad-ca-file", test_cancelled_before_a_bad_ca_file);
  ADD ("invalid-is-refused", test_invalid_is_refused);
  ADD ("second-connect-is-refused", test_second_connect_is_refused);
  ADD ("disconnect-flushes", test_disconnect_flushes);
  ADD ("dropping-disconnects", test_dropping_disconnects);
  ADD ("sends-again-with-dup", test_sends_again_with_dup);
  ADD ("sends-anew-to-a-lost-session", test_sends_anew_to_a_lost_session);
  ADD ("releases-again", test_releases_again);
  ADD ("publishes-after-waiting", test_publishes_after_waiting);
  ADD ("subscribes-again", test_subscribes_again);
  ADD ("refused-subscription", test_refused_subscription);
  ADD ("delivers-qos-2-once", test_delivers_qos_2_once);
  ADD ("keeps-to-its-window", test_keeps_to_its_window);
  ADD ("refuses-over-its-limit", test_refuses_over_its_limit);
  ADD ("pings-and-finds-a-dead-peer", test_pings_and_finds_a_dead_peer);
  ADD ("loses-without-reconnecting", test_loses_without_reconnecting);
  ADD ("disconnects-while-waiting", test_disconnects_while_waiting);
  return g_test_run ();
}
