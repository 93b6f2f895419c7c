/* test-client-statements.c: what the specifications ask of a client and no other test is about
 * (tests/conformance)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "client-script.h"

/* Identifiers of subscriptions begin here */
#define SUB_ID        "\xea\x62"
#define SUB_ID2       "\xea\x63"
#define PLAIN_CONNACK "\x20\3\0\0\0"

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  fixture_set_up (fixture, unused);
  fixture->options.client_id = "i";
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_3_1_1;
}

/* Reads CONNECT of either version and answers with @connack */
static void
take_connect (Fixture    *fixture,
              const char *connack,
              gsize       length)
{
  fixture_take_connect (fixture);
  test_send (fixture->stream, connack, length);
}

#define TAKE_CONNECT(fixture, connack) take_connect ((fixture), (connack), sizeof (connack) - 1)

#define CONNECT_WITH(fixture, connack) \
  G_STMT_START                           \
    {                                    \
      fixture_begin (fixture, NULL);     \
      TAKE_CONNECT (fixture, connack);   \
      fixture_await_connected (fixture); \
    }                                    \
  G_STMT_END

static void
publish (Fixture    *fixture,
         const char *topic,
         guint8      qos)
{
  g_autoptr (SolMessage) message = test_message (topic, "x", qos);

  sol_client_publish_async (fixture->self.client, message, NULL, NULL, NULL);
}

/* Nothing more comes from the client. What it had not read makes the kernel reset the connection. */
static void
expect_end (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  guint8 octet;
  gssize n = g_input_stream_read (g_io_stream_get_input_stream (fixture->stream), &octet, 1, NULL,
                                  &error);

  g_assert_cmpint (n, <=, 0);
  if (n < 0)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
}

/* [MQTT-4.6.0-2], -3, [MQTT-4.5.0-2]: whoever takes the messages, and when */
static void
test_acknowledges_in_order (Fixture       *fixture,
                            gconstpointer  unused)
{
  CONNECT_WITH (fixture, "\x20\2\0\0");
  TEST_SEND (fixture->stream, "\x32\6\0\1a\0\7x" "\x34\6\0\1a\0\x9x" "\x30\4\0\1ax"
                              "\x32\6\0\1b\0\3x" "\x34\6\0\1b\0\2x" "\x32\6\0\1a\0\7y");
  TEST_EXPECT (fixture->stream, "\x40\2\0\7" "\x50\2\0\x9" "\x40\2\0\3" "\x50\2\0\2" "\x40\2\0\7");
  TEST_SEND (fixture->stream, "\x62\2\0\2" "\x62\2\0\x9");
  TEST_EXPECT (fixture->stream, "\x70\2\0\2" "\x70\2\0\x9");
}

/* [MQTT-4.6.0-4] */
static void
test_releases_in_order (Fixture       *fixture,
                        gconstpointer  unused)
{
  CONNECT_WITH (fixture, "\x20\2\0\0");
  publish (fixture, "a", 2);
  publish (fixture, "b", 2);
  publish (fixture, "c", 2);
  TEST_EXPECT (fixture->stream, "\x34\6\0\1a\0\1x" "\x34\6\0\1b\0\2x" "\x34\6\0\1c\0\3x");
  TEST_SEND (fixture->stream, "\x50\2\0\3" "\x50\2\0\1" "\x50\2\0\2");
  TEST_EXPECT (fixture->stream, "\x62\2\0\3" "\x62\2\0\1" "\x62\2\0\2");
}

/* [MQTT-4.6.0-1] */
static void
test_repeats_in_order (Fixture       *fixture,
                       gconstpointer  unused)
{
  fixture->options.clean_session = FALSE;
  CONNECT_WITH (fixture, "\x20\2\0\0");
  publish (fixture, "a", 1);
  publish (fixture, "b", 2);
  publish (fixture, "c", 1);
  publish (fixture, "d", 2);
  TEST_EXPECT (fixture->stream, "\x32\6\0\1a\0\1x" "\x34\6\0\1b\0\2x" "\x32\6\0\1c\0\3x"
                                "\x34\6\0\1d\0\4x");
  TEST_SEND (fixture->stream, "\x40\2\0\1");
  TAKE_CONNECT (fixture, "\x20\2\1\0");
  TEST_EXPECT (fixture->stream, "\x3c\6\0\1b\0\2x" "\x3a\6\0\1c\0\3x" "\x3c\6\0\1d\0\4x");
}

static void
disconnect_and_expect_end (Fixture *fixture)
{
  sol_client_disconnect_async (fixture->self.client, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\xe0\0");
  /* Neither answered nor acknowledged any more */
  expect_end (fixture);
  test_await (&fixture->result);
  g_clear_object (&fixture->result);
}

/* [MQTT-3.14.4-1], -2 */
static void
test_closes_after_disconnect (Fixture       *fixture,
                              gconstpointer  unused)
{
  CONNECT_WITH (fixture, "\x20\2\0\0");
  disconnect_and_expect_end (fixture);
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  disconnect_and_expect_end (fixture);
}

/* [MQTT-3.10.1-1] */
static void
test_unsubscribes (Fixture       *fixture,
                   gconstpointer  unused)
{
  CONNECT_WITH (fixture, "\x20\2\0\0");
  sol_client_subscribe_async (fixture->self.client, "a", 1, NULL, NULL, NULL);
  TEST_EXPECT (fixture->stream, "\x82\6" SUB_ID "\0\1a\1");
  TEST_SEND (fixture->stream, "\x90\3" SUB_ID "\1");
  sol_client_unsubscribe_async (fixture->self.client, "a", NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\xa2\5" SUB_ID2 "\0\1a");
  TEST_SEND (fixture->stream, "\xb0\2" SUB_ID2);
  test_await (&fixture->result);
  g_assert_true (sol_client_unsubscribe_finish (fixture->self.client, fixture->result, NULL));
}

/* [MQTT-3.1.3-7] */
static void
test_no_name_needs_a_clean_session (Fixture       *fixture,
                                    gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->options.client_id = "";
  fixture->options.clean_session = FALSE;
  fixture_begin (fixture, NULL);
  test_await (&fixture->result);
  g_assert_false (sol_client_connect_finish (fixture->self.client, fixture->result, NULL, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID);
}

static void
check_malformed (Fixture    *fixture,
                 const char *octets,
                 gsize       length)
{
  g_autoptr (GError) error = NULL;

  CONNECT_WITH (fixture, "\x20\2\0\0");
  g_test_message ("%02x %02x", (guint8) octets[0], (guint8) octets[1]);
  test_send (fixture->stream, octets, length);
  expect_end (fixture);
  test_client_await_state (&fixture->self, SOL_CLIENT_DISCONNECTED);
  error = sol_client_dup_error (fixture->self.client);
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT);
}

#define CHECK_MALFORMED(octets) check_malformed (fixture, (octets), sizeof (octets) - 1)

/* [MQTT-1.5.3-1], -2, [MQTT-2.2.2-2], [MQTT-3.3.1-4], [MQTT-3.3.2-2], [MQTT-2.3.1-1] */
static void
test_what_is_malformed_closes (Fixture       *fixture,
                               gconstpointer  unused)
{
  fixture->options.reconnect = FALSE;
  CHECK_MALFORMED ("\x30\5\0\2\xc3\x28x");
  CHECK_MALFORMED ("\x30\6\0\3\xed\xa0\x80x");
  CHECK_MALFORMED ("\x30\6\0\3a\0bx");
  CHECK_MALFORMED ("\x36\6\0\1a\0\1x");
  CHECK_MALFORMED ("\x30\4\0\1#x");
  CHECK_MALFORMED ("\x32\6\0\1a\0\0x");
  CHECK_MALFORMED ("\xd1\0");
  CHECK_MALFORMED ("\xd0\1\0");
  CHECK_MALFORMED ("\x60\2\0\1");
  CHECK_MALFORMED ("\x20\2\0\0");
}

typedef struct
{
  const char *octets;
  gsize       length;
  guint8      reason;
} Malformed;

#define MALFORMED(octets, reason) { (octets), sizeof (octets) - 1, (reason) }

/* Of 5.0, where the client says why */
static const Malformed malformed[] = {
  MALFORMED ("\x30\6\0\2\xc3\x28\0x", 0x90),                 /* the topic is no UTF-8 */
  MALFORMED ("\x30\7\0\3a\0b\0x", 0x90),                      /* U+0000 */
  MALFORMED ("\x30\5\0\1#\0x", 0x90),
  MALFORMED ("\x30\x9\0\1a\5\x08\0\2\xc3\x28", 0x81),     /* the response topic is none */
  MALFORMED ("\x30\x9\0\1a\4\x08\0\1#x", 0x90),
  MALFORMED ("\x30\x9\0\1a\5\x03\0\2\xc3\x28", 0x81),     /* nor is the content type */
  MALFORMED ("\x30\xb\0\1a\7\x26\0\0\0\2\xc3\x28", 0x81), /* nor a user property */
  MALFORMED ("\x30\4\0\1ax", 0x81),                            /* no length of properties */
  MALFORMED ("\x36\7\0\1a\0\1\0x", 0x81),                    /* QoS 3 */
  MALFORMED ("\x32\7\0\1a\0\0\0x", 0x81),                    /* identifier 0 */
  MALFORMED ("\x30\x8\0\1a\3\x23\0\0x", 0x94),              /* alias 0 */
  MALFORMED ("\x30\4\0\0\0x", 0x82),                          /* neither topic nor alias */
  MALFORMED ("\x40\3\0\1\x11", 0x81),                         /* reasons of other packets */
  MALFORMED ("\x62\3\0\1\x80", 0x81),
  MALFORMED ("\x60\2\0\1", 0x81),                              /* flags */
  MALFORMED ("\xd1\0", 0x81),
  MALFORMED ("\xe1\0", 0x81),
  MALFORMED ("\x30\x81\0", 0x81),                               /* a length that is too long */
  MALFORMED ("\x20\3\0\0\0", 0x82),                           /* a second CONNACK */
  MALFORMED ("\xf0\6\x18\4\x15\0\1m", 0x82),                /* AUTH, and no method was named */
  MALFORMED ("\xe0\7\0\5\x11\0\0\0\1", 0x82),             /* DISCONNECT with what a client's has */
  MALFORMED ("\xe0\7\x8b\5\x11\0\0\0\0", 0x82),
  MALFORMED ("\xe0\1\4", 0x82),                              /* with the will */
  MALFORMED ("\x10\x0d\0\4MQTT\5\2\0\0\0\0\0", 0x82),     /* what only a client sends */
  MALFORMED ("\x82\7\0\1\0\0\1a\0", 0x82),
  MALFORMED ("\xa2\6\0\1\0\0\1a", 0x82),
  MALFORMED ("\xc0\0", 0x82),
};

/* The same of a client that wants no words, but where they are said at the end */
static const Malformed wordy[] = {
  MALFORMED ("\x40\x8\0\1\x10\4\x1f\0\1x", 0x82),
  MALFORMED ("\x50\xb\0\1\x97\7\x26\0\1k\0\1v", 0x82),
  MALFORMED ("\x90\x8\0\1\4\x1f\0\1x\0", 0x82),
  MALFORMED ("\xb0\x8\0\1\4\x1f\0\1x\0", 0x82),
};

static void
check_told (Fixture         *fixture,
            const Malformed *packets,
            gsize            n)
{
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  fixture->options.reconnect = FALSE;
  for (gsize i = 0; i < n; i++)
    {
      const guint8 expected[] = { 0xe0, 1, packets[i].reason };

      CONNECT_WITH (fixture, PLAIN_CONNACK);
      g_test_message ("%" G_GSIZE_FORMAT ": %02x", i, (guint8) packets[i].octets[0]);
      test_send (fixture->stream, packets[i].octets, packets[i].length);
      test_expect (fixture->stream, (const char *) expected, sizeof expected);
      expect_end (fixture);
      test_client_await_state (&fixture->self, SOL_CLIENT_DISCONNECTED);
    }
}

static void
test_what_is_malformed_is_told (Fixture       *fixture,
                                gconstpointer  unused)
{
  check_told (fixture, malformed, G_N_ELEMENTS (malformed));
}

/* [MQTT-3.1.2-29] */
static void
test_words_are_not_wanted (Fixture       *fixture,
                           gconstpointer  unused)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("\x17\0", 2);
  g_autoptr (GError) error = NULL;

  fixture->options.properties = none;
  check_told (fixture, wordy, G_N_ELEMENTS (wordy));
  CONNECT_WITH (fixture, "\x20\7\0\0\4\x1f\0\1x");
  TEST_SEND (fixture->stream, "\xe0\6\x8b\4\x1f\0\1x");
  test_client_await_state (&fixture->self, SOL_CLIENT_DISCONNECTED);
  error = sol_client_dup_error (fixture->self.client);
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_UNAVAILABLE);
}

static void
check_connack_refused (Fixture    *fixture,
                       const char *octets,
                       gsize       length)
{
  g_autoptr (GError) error = NULL;

  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  fixture->options.reconnect = FALSE;
  fixture_begin (fixture, NULL);
  take_connect (fixture, octets, length);
  test_await (&fixture->result);
  g_assert_false (sol_client_connect_finish (fixture->self.client, fixture->result, NULL, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT);
  g_clear_object (&fixture->result);
  expect_end (fixture);
}

#define CHECK_CONNACK_REFUSED(octets) check_connack_refused (fixture, (octets), sizeof (octets) - 1)

/* [MQTT-4.12.0-6], [MQTT-3.1.2-28] */
static void
test_connack_has_what_nobody_asked_for (Fixture       *fixture,
                                        gconstpointer  unused)
{
  CHECK_CONNACK_REFUSED ("\x20\7\0\0\4\x15\0\1m");
  CHECK_CONNACK_REFUSED ("\x20\7\0\0\4\x1a\0\1r");
}

/* [MQTT-3.3.4-8], [MQTT-4.9.0-3] */
static void
test_nothing_else_waits (Fixture       *fixture,
                         gconstpointer  unused)
{
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  CONNECT_WITH (fixture, "\x20\6\0\0\3\x21\0\1");
  publish (fixture, "a", 2);
  publish (fixture, "b", 1);
  TEST_EXPECT (fixture->stream, "\x34\7\0\1a\0\1\0x");
  sol_client_subscribe_async (fixture->self.client, "a", 1, NULL, test_done_cb, &fixture->result);
  TEST_EXPECT (fixture->stream, "\x82\7" SUB_ID "\0\0\1a\1");
  TEST_SEND (fixture->stream, "\x90\4" SUB_ID "\0\1");
  test_await (&fixture->result);
  TEST_SEND (fixture->stream, "\x32\7\0\1c\0\7\0x" "\x34\7\0\1c\0\x8\0x");
  TEST_EXPECT (fixture->stream, "\x40\2\0\7" "\x50\2\0\x8");
  TEST_SEND (fixture->stream, "\x50\2\0\1");
  TEST_EXPECT (fixture->stream, "\x62\2\0\1");
  TEST_SEND (fixture->stream, "\x70\2\0\1");
  TEST_EXPECT (fixture->stream, "\x32\7\0\1b\0\2\0x");
}

/* [MQTT-3.2.2-18] */
static void
test_no_alias_unasked (Fixture       *fixture,
                       gconstpointer  unused)
{
  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  fixture->options.max_topic_aliases = 5;
  CONNECT_WITH (fixture, PLAIN_CONNACK);
  for (guint i = 0; i < 5; i++)
    {
      publish (fixture, "a", 0);
      TEST_EXPECT (fixture->stream, "\x30\5\0\1a\0x");
    }
}

/* [MQTT-3.3.2-7]: of the client's own and of the broker's */
static void
test_aliases_end (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_autoptr (GBytes) properties = g_bytes_new_static ("\x22\0\1", 3);

  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  fixture->options.max_topic_aliases = 5;
  fixture->options.properties = properties;
  CONNECT_WITH (fixture, "\x20\6\0\0\3\x22\0\1");
  publish (fixture, "a", 0);
  publish (fixture, "a", 0);
  TEST_EXPECT (fixture->stream, "\x30\x8\0\1a\3\x23\0\1x" "\x30\7\0\0\3\x23\0\1x");
  TEST_SEND (fixture->stream, "\x30\x8\0\1b\3\x23\0\1x");
  TAKE_CONNECT (fixture, "\x20\6\0\0\3\x22\0\1");
  publish (fixture, "a", 0);
  TEST_EXPECT (fixture->stream, "\x30\x8\0\1a\3\x23\0\1x");
  TEST_SEND (fixture->stream, "\x30\7\0\0\3\x23\0\1y");
  TEST_EXPECT (fixture->stream, "\xe0\1");
}

/* [MQTT-3.2.2-4]: it has none that it could take up */
static void
test_session_of_nobody (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr (GError) error = NULL;

  fixture->options.protocol = SOL_CLIENT_PROTOCOL_5;
  fixture_begin (fixture, NULL);
  TAKE_CONNECT (fixture, "\x20\3\1\0\0");
  test_await (&fixture->result);
  g_assert_false (sol_client_connect_finish (fixture->self.client, fixture->result, NULL, &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_MQTT);
}

#define ADD(path, func) \
  g_test_add ("/client/statement/" path, Fixture, NULL, set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("acknowledges-in-order", test_acknowledges_in_order);
  ADD ("releases-in-order", test_releases_in_order);
  ADD ("repeats-in-order", test_repeats_in_order);
  ADD ("closes-after-disconnect", test_closes_after_disconnect);
  ADD ("unsubscribes", test_unsubscribes);
  ADD ("no-name-needs-a-clean-session", test_no_name_needs_a_clean_session);
  ADD ("what-is-malformed-closes", test_what_is_malformed_closes);
  ADD ("what-is-malformed-is-told", test_what_is_malformed_is_told);
  ADD ("words-are-not-wanted", test_words_are_not_wanted);
  ADD ("connack-has-what-nobody-asked-for", test_connack_has_what_nobody_asked_for);
  ADD ("nothing-else-waits", test_nothing_else_waits);
  ADD ("no-alias-unasked", test_no_alias_unasked);
  ADD ("aliases-end-with-the-connection", test_aliases_end);
  ADD ("session-of-nobody-is-refused", test_session_of_nobody);
  return g_test_run ();
}
