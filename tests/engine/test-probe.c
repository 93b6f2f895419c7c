/* test-probe.c: who answers on a port, whatever it is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-probe.h"

#include <string.h>

#include "sol-test-wait.h"

/* A program on a port that says its octets when it has read some, or at once, and then stays or
 * leaves */
typedef struct
{
  const char *answers[3]; /* one for each read, NULL ends */
  gsize       lengths[3];
  gboolean    speaks_first;
  gboolean    leaves;
} Peer;

static void
say (GOutputStream *out,
     const Peer    *peer,
     guint          i)
{
  g_output_stream_write_all (out, peer->answers[i], peer->lengths[i], NULL, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        const Peer             *peer)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  char octets[256];
  guint i = 0;

  if (peer->speaks_first)
    say (out, peer, i++);
  while (g_input_stream_read (in, octets, sizeof octets, NULL, NULL) > 0)
    if (i < G_N_ELEMENTS (peer->answers) && peer->answers[i] != NULL)
      say (out, peer, i++);
    else if (peer->leaves)
      break;
  return TRUE;
}

static GSocketService *
open_peer (const Peer *peer,
           guint16    *port)
{
  GSocketService *service = g_threaded_socket_service_new (4);
  g_autoptr (GError) error = NULL;

  *port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (service, "run", G_CALLBACK (run_cb), (gpointer) peer);
  g_socket_service_start (service);
  return service;
}

static SolProbeResult *
probe (const char  *host,
       guint16      port,
       GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_probe_async (host, port, NULL, sol_test_answer_cb, &result);
  return sol_probe_finish (sol_test_wait_answer (&result), error);
}

static void
assert_peer (const Peer     *peer,
             SolProbeAnswer  answer,
             const char     *name)
{
  g_autoptr (SolProbeResult) result = NULL;
  g_autoptr (GSocketService) service = NULL;
  gint64 asked_us = g_get_monotonic_time ();
  guint16 port;

  service = open_peer (peer, &port);
  result = probe ("127.0.0.1", port, NULL);
  g_assert_nonnull (result);
  g_assert_cmpint (result->answer, ==, answer);
  g_assert_cmpstr (result->name, ==, name);
  g_assert_cmpint (g_get_monotonic_time () - asked_us, <, 10 * G_USEC_PER_SEC);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

#define CONNACK "\x20\x02\x00\x00"
#define SUBACK "\x90\x03\x00\x01\x00"
#define PUBLISH "\x31\x1b\x00\x13$SYS/broker/versionsome 1"

static void
test_named_broker (void)
{
  static const Peer peer
      = { { CONNACK, SUBACK PUBLISH }, { sizeof CONNACK - 1, sizeof SUBACK PUBLISH - 1 } };

  assert_peer (&peer, SOL_PROBE_BROKER, "some 1");
}

static void
test_unnamed_broker (void)
{
  static const Peer peer = { { CONNACK, SUBACK }, { 4, 5 } };

  assert_peer (&peer, SOL_PROBE_BROKER, NULL);
}

static void
test_silent_broker (void)
{
  static const Peer peer = { { CONNACK }, { 4 } };

  assert_peer (&peer, SOL_PROBE_BROKER, NULL);
}

static void
test_locked (void)
{
  static const Peer credentials = { { "\x20\x02\x00\x04" }, { 4 } };
  static const Peer authorization = { { "\x20\x02\x00\x05" }, { 4 }, FALSE, TRUE };

  assert_peer (&credentials, SOL_PROBE_LOCKED, NULL);
  assert_peer (&authorization, SOL_PROBE_LOCKED, NULL);
}

static void
test_refusing_broker (void)
{
  static const Peer version = { { "\x20\x02\x00\x01" }, { 4 } };

  assert_peer (&version, SOL_PROBE_BROKER, NULL);
}

static void
test_others (void)
{
  static const Peer http = { { "HTTP/1.1 400 Bad Request\r\n\r\n" }, { 28 } };
  static const Peer ssh = { { "SSH-2.0-OpenSSH_9.2\r\n" }, { 21 }, TRUE };
  static const Peer silent = { { NULL } };
  static const Peer leaving = { { NULL }, { 0 }, FALSE, TRUE };
  static const Peer other_packet = { { "\xd0\x00" }, { 2 } };
  static const Peer half = { { "\x20\x02\x00" }, { 3 } };

  assert_peer (&http, SOL_PROBE_OTHER, NULL);
  assert_peer (&ssh, SOL_PROBE_OTHER, NULL);
  assert_peer (&silent, SOL_PROBE_OTHER, NULL);
  assert_peer (&leaving, SOL_PROBE_OTHER, NULL);
  assert_peer (&other_packet, SOL_PROBE_OTHER, NULL);
  assert_peer (&half, SOL_PROBE_OTHER, NULL);
}

static void
test_impatient_broker (void)
{
  static const Peer peer = { { CONNACK, SUBACK PUBLISH }, { 4, sizeof SUBACK PUBLISH - 1 }, TRUE };

  assert_peer (&peer, SOL_PROBE_BROKER, "some 1");
}

/* A port that was free a moment ago */
static guint16
pick_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

static void
test_nobody (void)
{
  g_autoptr (SolProbeResult) result = NULL;
  g_autoptr (GError) error = NULL;

  result = probe ("127.0.0.1", pick_port (), &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->answer, ==, SOL_PROBE_NOBODY);
}

static void
test_cancelled (void)
{
  static const Peer peer = { { NULL } };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketService) service = NULL;
  guint16 port;

  service = open_peer (&peer, &port);
  sol_probe_async ("127.0.0.1", port, cancellable, sol_test_answer_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (sol_probe_finish (sol_test_wait_answer (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

/* Returns: (transfer full): a mosquitto that listens on @port, or NULL without one */
static GSubprocess *
start_mosquitto (guint16 port)
{
  g_autofree char *program = g_find_program_in_path ("mosquitto");
  g_autofree char *number = g_strdup_printf ("%u", port);

  if (program == NULL && g_file_test ("/usr/sbin/mosquitto", G_FILE_TEST_IS_EXECUTABLE))
    program = g_strdup ("/usr/sbin/mosquitto");
  if (program == NULL)
    return NULL;
  return g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                           NULL, program, "-p", number, NULL);
}

static void
test_mosquitto (void)
{
  guint16 port = pick_port ();
  g_autoptr (GSubprocess) mosquitto = start_mosquitto (port);
  gint64 deadline_us = g_get_monotonic_time () + SOL_TEST_DEADLINE_US;
  g_autoptr (SolProbeResult) result = NULL;

  if (mosquitto == NULL)
    {
      g_test_skip ("mosquitto is not installed");
      return;
    }
  do
    {
      g_clear_pointer (&result, sol_probe_result_free);
      result = probe ("localhost", port, NULL);
    }
  while (result->answer == SOL_PROBE_NOBODY && g_get_monotonic_time () < deadline_us);
  g_subprocess_force_exit (mosquitto);
  g_subprocess_wait (mosquitto, NULL, NULL);

  g_assert_cmpint (result->answer, ==, SOL_PROBE_BROKER);
  g_assert_nonnull (result->name);
  g_assert_true (g_str_has_prefix (result->name, "mosquitto version"));
  g_assert_cmpuint (result->latency_us, >, 0);
  g_assert_cmpuint (result->latency_us, <, 1500000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probe/broker-tells-its-name", test_named_broker);
  g_test_add_func ("/probe/broker-without-a-name", test_unnamed_broker);
  g_test_add_func ("/probe/broker-that-falls-silent", test_silent_broker);
  g_test_add_func ("/probe/broker-that-wants-a-password", test_locked);
  g_test_add_func ("/probe/broker-of-another-version", test_refusing_broker);
  g_test_add_func ("/probe/broker-that-answers-before-the-question", test_impatient_broker);
  g_test_add_func ("/probe/other-programs", test_others);
  g_test_add_func ("/probe/nobody", test_nobody);
  g_test_add_func ("/probe/cancelled", test_cancelled);
  g_test_add_func ("/probe/mosquitto", test_mosquitto);
  return g_test_run ();
}
