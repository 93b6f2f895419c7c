/* test-client-script-v5.c: the client of MQTT 5.0 against a server that plays a script
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "client-script.h"
#include "sol-mqtt-properties.h"
#include "sol-mqtt-types.h"

/* Identifiers of subscriptions begin here */
#define SUB_ID    "\xea\x62"
#define RESUME_ID "\xea\x61"

static void
refused_cb (SolClient    *client,
            const char   *filter,
            const GError *error,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->refusal);
  fixture->refusal = g_error_copy (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture_set_up (fixture, unused);
  fixture->options.client_id = "i";
  g_signal_connect (fixture->self.client, "subscription-refused", G_CALLBACK (refused_cb), fixture);
}

static void
add_number (Fixture *fixture,
            guint8   id,
            guint32  number)
{
  sol_mqtt_properties_add_number (fixture->properties, id, number);
}

static void
begin (Fixture *fixture)
{
  if (fixture->properties->len > 0)
    {
      fixture->block = g_bytes_new (fixture->properties->data, fixture->properties->len);
      fixture->options.properties = fixture->block;
    }
  fixture_begin (fixture, NULL);
}

static void
take_connect (Fixture *fixture)
{
  g_assert_cmpuint (fixture_take_connect (fixture), ==, 5);
}

/* @octets: the whole CONNACK */
static void
connect_with (Fixture    *fixture,
              const char *octets,
              gsize       length)
{
  begin (fixture);
  take_connect (fixture);
  test_send (fixture->stream, octets, length);
  fixture_await_connected (fixture);
}

#define CONNECT_WITH(fixture, octets) connect_with ((fixture), (octets), sizeof (octets) - 1)
#define PLAIN_CONNACK "\x20\3\0\0\0"

static void
assert_finish_error (Fixture *fixture,
                     gboolean (*finish) (SolClient *, GAsyncResult *, GError **),
                     gint     code)
{
  g_autoptr (GError) error = NULL;

  test_await (&fixture->result);
  g_assert_false (finish (fixture->self.client, fixture->result, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, code);
  g_clear_object (&fixture->result);
}

static gboolean
finish_connect (SolClient     *client,
                GAsyncResult  *result,
                GError       **error)
{
  return sol_client_connect_finish (client, result, NULL, error);
}

static void
publish (Fixture    *fixture,
         SolMessage *message)
{
  sol_client_publish_async (fixture->self.client, message, NULL, test_done_cb, &fixture->result);
}

static void
publish_text (Fixture    *fixture,
              const char *topic,
              guint8      qos)
{
  g_autoptr (SolMessage) message = test_message (topic, "x", qos);

  publish (fixture, message);
}

static void
await_published (Fixture *fixture,
                 guint8   wanted)
{
  g_autoptr (GError) error = NULL;
  guint8 reason = 0xff;

  test_await (&fixture->result);
  sol_client_publish_finish_reason (fixture->self.client, fixture->result, &reason, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reason, ==, wanted);
  g_clear_object (&fixture->result);
}

/* The queue is accounted for behind the answer */
static void
await_empty_queue (Fixture *fixture)
{
  gint64 deadline_us = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (sol_client_get_queued_bytes (fixture->self.client) > 0
         && g_get_monotonic_time () < deadline_us)
    g_thread_yield ();
  g_assert_cmpuint (sol_client_get_queued_bytes (fixture->self.client), ==, 0);
}

static void
test_connect_packet (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr (SolMessage) will = test_message ("w", "bye", 1);
  g_autoptr (GBytes) will_properties = g_bytes_new_static ("\x18\0\0\0\5", 5);

  add_number (fixture, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, 10);
  fixture->options.will = will;
  fixture->options.will_properties = will_properties;
  fixture->options.clean_session = FALSE;
  begin (fixture);
  fixture->stream = test_accept (fixture->listener);
  /* a session that is not clean lasts, as it does in 3.1.1 */
  TEST_EXPECT (fixture->stream, "\x10\x24\0\4MQTT\5\x0c\0\x3c\x8\x21\0\x0a\x11\xff\xff\xff\xff"
                                "\0\1i\5\x18\0\0\0\5\0\1w\0\3bye");
  TEST_SEND (fixture->stream, "\x20\3\1\0\0");
  fixture_await_connected (fixture);
  g_assert_cmpuint (sol_client_get_version (fixture->self.client), ==, 5);
}

static void
assert_falls_back (Fixture *fixture)
{
  g_clear_object (&fixture->stream);
  fixture->stream = test_accept (fixture->listener);
  TEST_EXPECT (fixture->stream, "\x10\x0d\0\4MQTT\4\2\0\x3c\0\1i");
  TEST_SEND (fixture->stream, "\x20\2\0\0");
  fixture_await_connected (fixture);
  g_assert_cmpuint (sol_client_get_version (fixture->self.client), ==, 4);
  publish_text (fixture, "a", 0);
  TEST_EXPECT (fixture->stream, "\x30\4\0\1ax");
  await_published (fixture, 0);
}

static void
test_falls_back_when_refused (Fixture       *fixture,
                              gconstpointer  unused)
{
  begin (fixture);
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\2\0\1");
  assert_falls_back (fixture);
}

static void
test_falls_back_when_refused_in_5 (Fixture       *fixture,
                                   gconstpointer  unused)
{
  begin (fixture);
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\3\0\x84\0");
  assert_falls_back (fixture);
}

static void
test_falls_back_when_closed (Fixture       *fixture,
                             gconstpointer  unused)
{
  begin (fixture);
  take_connect (fixture);
  assert_falls_back (fixture);
}

static void
test_falls_back_at_a_reconnection (Fixture       *fixture,
                                   gconstpointer  unused)
{
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\2\0\1");
  g_clear_object (&fixture->stream);
  fixture->stream = test_accept (fixture->listener);
  TEST_EXPECT (fixture->stream, "\x10\x0d\0\4MQTT\4\2\0\x3c\0\1i");
}

static void
test_stays_when_told_to (Fixture       *fixture,
                         gconstpointer  unused)
{
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  begin (fixture);
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\2\0\1");
  assert_finish_error (fixture, finish_connect, SOL_CLIENT_ERROR_VERSION);
}

static void
test_refusals_have_reasons (Fixture       *fixture,
                            gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  begin (fixture);
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\x9\0\x8a\6\x1f\0\3why");
  test_await (&fixture->result);
  g_assert_false (finish_connect (fixture->self.client, fixture->result, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_AUTHORIZED);
  g_assert_nonnull (strstr (error->message, "banned (0x8a), “why”"));
}

static void
test_takes_the_assigned_identifier (Fixture       *fixture,
                                    gconstpointer  unused)
{
  g_autoptr (GBytes) properties = NULL;

  fixture->options.client_id = "";
  CONNECT_WITH (fixture, "\x20\x9\0\0\6\x12\0\3abc");
  g_assert_cmpstr (sol_client_get_client_id (fixture->self.client), ==, "abc");
  properties = sol_client_dup_properties (fixture->self.client);
  g_assert_cmpuint (g_bytes_get_size (properties), ==, 6);
}

static void
test_keeps_the_brokers_keep_alive (Fixture       *fixture,
                                   gconstpointer  unused)
{
  CONNECT_WITH (fixture, "\x20\6\0\0\3\x13\0\1");
  TEST_EXPECT (fixture->stream, "\xc0\0");
}

static void
test_keeps_to_the_brokers_receive_maximum (Fixture       *fixture,
                                           gconstpointer  unused)
{
  g_autoptr (SolMessage) message = test_message ("a", "x", 1);

  CONNECT_WITH (fixture, "\x20\6\0\0\3\x21\0\1");
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  publish_text (fixture, "z", 0);
  TEST_EXPECT (fixture->stream, "\x32\7\0\1a\0\1\0x" "\x30\5\0\1z\0x");
  await_published (fixture, 0);
  TEST_SEND (fixture->stream, "\x40\3\0\1\x10");
  TEST_EXPECT (fixture->stream, "\x32\7\0\1a\0\2\0x");
}

static void
test_repeats_within_a_smaller_receive_maximum (Fixture       *fixture,
                                               gconstpointer  unused)
{
  g_autoptr (SolMessage) message = test_message ("a", "x", 1);

  fixture->options.clean_session = FALSE;
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
  TEST_EXPECT (fixture->stream, "\x32\7\0\1a\0\1\0x" "\x32\7\0\1a\0\2\0x");
  take_connect (fixture);
  TEST_SEND (fixture->stream, "\x20\6\1\0\3\x21\0\1");
  TEST_EXPECT (fixture->stream, "\x3a\7\0\1a\0\1\0x");
  TEST_SEND (fixture->stream, "\x40\2\0\1");
  TEST_EXPECT (fixture->stream, "\x3a\7\0\1a\0\2\0x");
}

static void
test_sends_properties (Fixture       *fixture,
                       gconstpointer  unused)
{
  static const char block[] = "\1\1\x26\0\1k\0\1v\x26\0\1k\0\1w";
  const SolMessageParts parts = {
    .topic = "a",
    .topic_len = 1,
    .properties = (const guint8 *) block,
    .properties_len = sizeof (block) - 1,
    .expires_us = g_get_real_time () + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC,
  };
  g_autoptr (SolMessage) message = sol_message_new_from_parts (&parts);

  CONNECT_WITH (fixture, PLAIN_CONNACK);
  publish (fixture, message);
  TEST_EXPECT (fixture->stream, "\x30\x19\0\1a\x15\2\0\0\x0e\x10"
                                "\1\1\x26\0\1k\0\1v\x26\0\1k\0\1w");
  await_published (fixture, 0);
}

static void
test_expired_is_not_sent (Fixture       *fixture,
                          gconstpointer  unused)
{
  const SolMessageParts parts = { .topic = "a", .topic_len = 1, .qos = 1, .expires_us = 1 };
  g_autoptr (SolMessage) message = sol_message_new_from_parts (&parts);

  CONNECT_WITH (fixture, PLAIN_CONNACK);
  publish (fixture, message);
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_EXPIRED);
  publish_text (fixture, "b", 1);
  /* the identifier of the first one was taken and given back: the other one comes next */
  TEST_EXPECT (fixture->stream, "\x32\7\0\1b\0\2\0x");
  TEST_SEND (fixture->stream, "\x40\3\0\2\x10");
  await_published (fixture, 0x10);
  await_empty_queue (fixture);
}

static void
test_gives_aliases (Fixture       *fixture,
                    gconstpointer  unused)
{
  fixture->options.max_topic_aliases = 5;
  CONNECT_WITH (fixture, "\x20\6\0\0\3\x22\0\1");
  publish_text (fixture, "a", 0);
  TEST_EXPECT (fixture->stream, "\x30\x8\0\1a\3\x23\0\1x");
  await_published (fixture, 0);
  publish_text (fixture, "a", 0);
  TEST_EXPECT (fixture->stream, "\x30\7\0\0\3\x23\0\1x");
  await_published (fixture, 0);
  /* the broker takes one */
  publish_text (fixture, "b", 0);
  TEST_EXPECT (fixture->stream, "\x30\5\0\1b\0x");
  await_published (fixture, 0);
}

static void
test_resolves_aliases (Fixture       *fixture,
                       gconstpointer  unused)
{
  add_number (fixture, SOL_MQTT_PROPERTY_TOPIC_ALIAS_MAXIMUM, 2);
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  TEST_SEND (fixture->stream, "\x30\x8\0\1a\3\x23\0\2x" "\x30\7\0\0\3\x23\0\2y"
                              "\x30\x8\0\1b\3\x23\0\2z" "\x30\7\0\0\3\x23\0\2z");
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SolMessage) message = test_client_pop (&fixture->self);

      g_assert_cmpstr (message->topic, ==, i < 2 ? "a" : "b");
      g_assert_cmpuint (message->properties_len, ==, 0);
    }
  /* one over ours */
  TEST_SEND (fixture->stream, "\x30\x8\0\1a\3\x23\0\3x");
  TEST_EXPECT (fixture->stream, "\xe0\1\x94");
}

static void
test_receives_properties (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr (SolMessage) message = NULL;

  CONNECT_WITH (fixture, PLAIN_CONNACK);
  TEST_SEND (fixture->stream, "\x30\x15\0\1a\x10\1\1\2\0\0\0\x3c\x0b\7\x26\0\1k\0\1vx");
  message = test_client_pop (&fixture->self);
  g_assert_cmpmem (sol_message_get_properties (message), message->properties_len,
                   "\1\1\x0b\7\x26\0\1k\0\1v", 11);
  g_assert_cmpint (message->expires_us - message->arrived_us, ==, 60 * G_USEC_PER_SEC);
}

static void
test_enforces_its_receive_maximum (Fixture       *fixture,
                                   gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  add_number (fixture, SOL_MQTT_PROPERTY_RECEIVE_MAXIMUM, 1);
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  TEST_SEND (fixture->stream, "\x34\7\0\1a\0\1\0x" "\x34\7\0\1a\0\2\0x");
  TEST_EXPECT (fixture->stream, "\x50\2\0\1" "\xe0\1\x93");
}

static void
test_enforces_its_packet_size (Fixture       *fixture,
                               gconstpointer  unused)
{
  add_number (fixture, SOL_MQTT_PROPERTY_MAXIMUM_PACKET_SIZE, 10);
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  TEST_SEND (fixture->stream, "\x30\x8\0\1a\0" "1234" "\x30\x9");
  TEST_EXPECT (fixture->stream, "\xe0\1\x95");
}

static void
test_keeps_to_the_brokers_limits (Fixture       *fixture,
                                  gconstpointer  unused)
{
  g_autoptr (SolMessage) retained = sol_message_new ("a", 1, NULL, 0, 0, TRUE, 0);
  g_autofree char *text = g_strnfill (100, 'x');
  g_autoptr (SolMessage) large = test_message ("a", text, 0);

  CONNECT_WITH (fixture, "\x20\x0c\0\0\x9\x24\0\x25\0\x27\0\0\0\x40");
  publish_text (fixture, "a", 1);
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_LIMIT);
  publish (fixture, retained);
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_LIMIT);
  publish (fixture, large);
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_LIMIT);
  await_empty_queue (fixture);
}

static void
test_refused_messages_tell_why (Fixture       *fixture,
                                gconstpointer  unused)
{
  g_autoptr (SolMessage) message = test_message ("b", "x", 2);

  CONNECT_WITH (fixture, PLAIN_CONNACK);
  publish_text (fixture, "a", 1);
  TEST_EXPECT (fixture->stream, "\x32\7\0\1a\0\1\0x");
  TEST_SEND (fixture->stream, "\x40\3\0\1\x87");
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_NOT_AUTHORIZED);
  publish (fixture, message);
  TEST_EXPECT (fixture->stream, "\x34\7\0\1b\0\2\0x");
  TEST_SEND (fixture->stream, "\x50\3\0\2\x97");
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_REASON);
  /* no PUBREL, and the identifier is free */
  publish_text (fixture, "c", 0);
  TEST_EXPECT (fixture->stream, "\x30\5\0\1c\0x");
  await_published (fixture, 0);
}

static void
test_tells_the_brokers_reason (Fixture       *fixture,
                               gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->options.reconnect = FALSE;
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  TEST_SEND (fixture->stream, "\xe0\1\x8b");
  test_client_await_state (&fixture->self, SOL_CLIENT_DISCONNECTED);
  error = sol_client_dup_error (fixture->self.client);
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "shutting down"));
}

static void
subscribe (Fixture    *fixture,
           const char *filter,
           guint8      options,
           GBytes     *properties)
{
  sol_client_subscribe_full_async (fixture->self.client, filter, options, properties, NULL,
                                   test_done_cb, &fixture->result);
}

static void
await_subscribed (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  test_await (&fixture->result);
  sol_client_subscribe_finish (fixture->self.client, fixture->result, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
}

static void
test_subscribes_again_with_everything (Fixture       *fixture,
                                       gconstpointer  unused)
{
  g_autoptr (GBytes) id = g_bytes_new_static ("\x0b\7", 2);

  CONNECT_WITH (fixture, PLAIN_CONNACK);
  subscribe (fixture, "a", 0x2e, id);
  TEST_EXPECT (fixture->stream, "\x82\x9" SUB_ID "\2\x0b\7\0\1a\x2e");
  TEST_SEND (fixture->stream, "\x90\4" SUB_ID "\0\2");
  await_subscribed (fixture);
  subscribe (fixture, "b", 1, NULL);
  TEST_EXPECT (fixture->stream, "\x82\7\xea\x63\0\0\1b\1");
  TEST_SEND (fixture->stream, "\x90\4\xea\x63\0\1");
  await_subscribed (fixture);
  take_connect (fixture);
  TEST_SEND (fixture->stream, PLAIN_CONNACK);
  TEST_EXPECT (fixture->stream, "\x82\7" RESUME_ID "\0\0\1b\1"
                                "\x82\x9\xea\x64\2\x0b\7\0\1a\x2e");
  /* both are refused now */
  TEST_SEND (fixture->stream, "\x90\4" RESUME_ID "\0\x87");
  while (fixture->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->refusal, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_SUBSCRIBE);
  g_assert_nonnull (strstr (fixture->refusal->message, "“b”"));
  g_clear_error (&fixture->refusal);
  TEST_SEND (fixture->stream, "\x90\4\xea\x64\0\x87");
  while (fixture->refusal == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (fixture->refusal->message, "“a”"));
}

static void
test_takes_up_a_session_that_may_last (Fixture       *fixture,
                                       gconstpointer  unused)
{
  add_number (fixture, SOL_MQTT_PROPERTY_SESSION_EXPIRY, 60);
  begin (fixture);
  fixture->stream = test_accept (fixture->listener);
  TEST_EXPECT (fixture->stream, "\x10\x13\0\4MQTT\5\2\0\x3c\5\x11\0\0\0\x3c\0\1i");
  TEST_SEND (fixture->stream, PLAIN_CONNACK);
  fixture_await_connected (fixture);
  g_clear_object (&fixture->stream);
  fixture->stream = test_accept (fixture->listener);
  TEST_EXPECT (fixture->stream, "\x10\x13\0\4MQTT\5\0\0\x3c\5\x11\0\0\0\x3c\0\1i");
}

static void
test_refuses_what_5_cannot_carry (Fixture       *fixture,
                                  gconstpointer  unused)
{
  const SolMessageParts parts
    = { .topic = "a", .topic_len = 1, .properties = (const guint8 *) "\x23\0\1", .properties_len = 3 };
  g_autoptr (SolMessage) message = sol_message_new_from_parts (&parts);
  g_autoptr (GBytes) zero = g_bytes_new_static ("\x0b\0", 2);

  sol_mqtt_properties_add_text (fixture->properties, SOL_MQTT_PROPERTY_AUTHENTICATION_METHOD, "m");
  begin (fixture);
  assert_finish_error (fixture, finish_connect, SOL_CLIENT_ERROR_INVALID);
  publish (fixture, message);
  assert_finish_error (fixture, sol_client_publish_finish, SOL_CLIENT_ERROR_INVALID);
  subscribe (fixture, "a", 0, zero);
  assert_finish_error (fixture, sol_client_unsubscribe_finish, SOL_CLIENT_ERROR_INVALID);
  subscribe (fixture, "a", 0x30, NULL);
  assert_finish_error (fixture, sol_client_unsubscribe_finish, SOL_CLIENT_ERROR_INVALID);
}

#define ADD(path, func) \
  g_test_add ("/client/script-v5/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("connect-packet", test_connect_packet);
  ADD ("falls-back-when-refused", test_falls_back_when_refused);
  ADD ("falls-back-when-refused-in-5", test_falls_back_when_refused_in_5);
  ADD ("falls-back-when-closed", test_falls_back_when_closed);
  ADD ("falls-back-at-a-reconnection", test_falls_back_at_a_reconnection);
  ADD ("stays-when-told-to", test_stays_when_told_to);
  ADD ("refusals-have-reasons", test_refusals_have_reasons);
  ADD ("takes-the-assigned-identifier", test_takes_the_assigned_identifier);
  ADD ("keeps-the-brokers-keep-alive", test_keeps_the_brokers_keep_alive);
  ADD ("keeps-to-the-brokers-receive-maximum", test_keeps_to_the_brokers_receive_maximum);
  ADD ("repeats-within-a-smaller-receive-maximum", test_repeats_within_a_smaller_receive_maximum);
  ADD ("sends-properties", test_sends_properties);
  ADD ("expired-is-not-sent", test_expired_is_not_sent);
  ADD ("gives-aliases", test_gives_aliases);
  ADD ("resolves-aliases", test_resolves_aliases);
  ADD ("receives-properties", test_receives_properties);
  ADD ("enforces-its-receive-maximum", test_enforces_its_receive_maximum);
  ADD ("enforces-its-packet-size", test_enforces_its_packet_size);
  ADD ("keeps-to-the-brokers-limits", test_keeps_to_the_brokers_limits);
  ADD ("refused-messages-tell-why", test_refused_messages_tell_why);
  ADD ("tells-the-brokers-reason", test_tells_the_brokers_reason);
  ADD ("subscribes-again-with-everything", test_subscribes_again_with_everything);
  ADD ("takes-up-a-session-that-may-last", test_takes_up_a_session_that_may_last);
  ADD ("refuses-what-5-cannot-carry", test_refuses_what_5_cannot_carry);
  return g_test_run ();
}
