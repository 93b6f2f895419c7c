/* test-tls.c: the broker by TLS: clients, their certificates, renewal, and peers that misbehave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tls-support.h"

#define N_HALVES 1000
/* Of a sanitizer's build, which opens no more within the ten seconds that a handshake has */
#define N_HALVES_SLOWLY 100

/* KiB that each may cost; the address sanitizer keeps what was freed */
#ifdef __SANITIZE_ADDRESS__
#define HALF_KIB 400
#else
#define HALF_KIB 64
#endif

static GIOStream *
open_stream (Tls                  *self,
             const SolCertificate *client)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream = tls_open (self, client, &error);

  g_assert_no_error (error);
  return stream;
}

static void
test_speaks_mqtt (Tls           *self,
                  gconstpointer  data)
{
  g_autoptr (GIOStream) one = open_stream (self, NULL);
  g_autoptr (GIOStream) two = open_stream (self, NULL);

  tls_talk (one, "10 [<MQTT> 04 02 0000 <one>]", "20 02 00 00");
  tls_talk (one, "82 [0001 <a/#> 00]", "90 03 0001 00");
  tls_talk (two, "10 [<MQTT> 04 02 0000 <two>]", "20 02 00 00");
  tls_talk (two, "32 [<a/b> 0007 'hello']", "40 02 0007");
  tls_talk (one, "", "30 [<a/b> 'hello']");
  tls_talk (two, "c0 00", "d0 00");
  tls_talk (two, "e0 00", "");
  tls_expect_end (two);
}

/* More than the sockets hold, so that the broker must wait for room within records */
static void
test_carries_large (Tls           *self,
                    gconstpointer  data)
{
  /* 8,000,003 octets follow this: the topic b, and what is behind it */
  static const guint8 head[] = { 0x30, 0x83, 0xa4, 0xe8, 0x03, 0x00, 0x01, 'b' };
  const gsize total = sizeof head + 8 * 1000 * 1000;
  g_autofree guint8 *packet = g_malloc (total);
  g_autofree guint8 *got = g_malloc (total);
  g_autoptr (GIOStream) stream = open_stream (self, NULL);
  g_autoptr (GIOStream) sender = open_stream (self, NULL);
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  memcpy (packet, head, sizeof head);
  for (gsize i = sizeof head; i < total; i++)
    packet[i] = (guint8) (i * 17 + i / 255);
  tls_talk (stream, "10 [<MQTT> 04 02 0000 <reader>]", "20 02 00 00");
  tls_talk (stream, "82 [0001 <b> 00]", "90 03 0001 00");
  tls_talk (sender, "10 [<MQTT> 04 02 0000 <sender>]", "20 02 00 00");
  g_output_stream_write_all (g_io_stream_get_output_stream (sender), packet, total, NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (stream), got, total, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (got, n, packet, total);
}

static void
test_refuses_plain (Tls           *self,
                    gconstpointer  data)
{
  int fd = tls_connect (self);

  octets_send (fd, "10 [<MQTT> 04 02 0000 <plain>]");
  octets_expect_close (fd);
  tls_expect_told (self, "It speaks MQTT without TLS, and this port is for TLS");
}

static void
test_refuses_tls_on_plain (Tls           *self,
                           gconstpointer  data)
{
  int fd = octets_connect (&self->octets);

  octets_send (fd, "16 03 01 02 00 01 00 01 fc 03 03");
  octets_expect_close (fd);
  tls_expect_told (self, "It speaks TLS, and this port is for MQTT without TLS");
}

static gsize
read_resident_kib (void)
{
  g_autofree char *text = NULL;
  const char *at;

  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  at = strstr (text, "VmRSS:");
  return (gsize) g_ascii_strtoull (at + 6, NULL, 10);
}

/* They cost memory only, and little of it: others are served meanwhile */
static void
test_half_handshakes (Tls           *self,
                      gconstpointer  data)
{
  /* The beginning of a ClientHello of 512 octets */
  static const guint8 half[] = { 0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03 };
  gboolean is_slow = g_getenv ("SOLITON_SANITIZED") != NULL;
  const guint n = is_slow ? N_HALVES_SLOWLY : N_HALVES;
  g_autofree int *fds = g_new (int, n);
  gsize before_kib = read_resident_kib ();

  self->octets.config->max_connections = 2 * n;
  octets_apply (&self->octets);
  for (guint i = 0; i < n; i++)
    {
      fds[i] = tls_connect (self);
      g_assert_cmpint (send (fds[i], half, sizeof half, MSG_NOSIGNAL), ==, sizeof half);
    }
  for (guint i = 0; i < n / 100; i++)
    {
      g_autoptr (GIOStream) stream = open_stream (self, NULL);

      tls_talk (stream, "10 [<MQTT> 04 02 0000 <busy>]", "20 02 00 00");
    }
  g_test_message ("%zu KiB for each", (read_resident_kib () - before_kib) / n);
  if (!is_slow) /* whose shadows are memory too */
    g_assert_cmpuint (read_resident_kib () - before_kib, <, n * HALF_KIB);
  for (guint i = 0; i < n; i++)
    close (fds[i]);
  tls_expect_told (self, "It went away within TLS without a word");
}

static void
set_text (char       **place,
          const char  *folder,
          const char  *name)
{
  g_free (*place);
  *place = g_build_filename (folder, name, NULL);
}

/* What is connected stays, and keeps the certificate it began with */
static void
test_renews (Tls           *self,
             gconstpointer  data)
{
  g_autoptr (GIOStream) before = open_stream (self, NULL);
  g_autoptr (SolCertificate) renewed = tls_make (self, SOL_CERTIFICATE_SERVER, "renewed", -1, 60);
  g_autoptr (GIOStream) after = NULL;
  g_autofree char *name = NULL;
  GTlsCertificate *shown;

  tls_talk (before, "10 [<MQTT> 04 02 0000 <before>]", "20 02 00 00");
  tls_install (self, renewed);
  octets_apply (&self->octets);
  tls_talk (before, "c0 00", "d0 00");
  after = open_stream (self, NULL);
  shown = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (after));
  name = g_tls_certificate_get_subject_name (shown);
  g_assert_nonnull (strstr (name, "renewed"));
  tls_talk (before, "c0 00", "d0 00");
}

/* Nothing changes: the port stays open with the certificate before */
static void
test_refuses_broken (Tls           *self,
                     gconstpointer  data)
{
  g_autoptr (SolCertificate) other = tls_make (self, SOL_CERTIFICATE_SERVER, "other", -1, 60);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) key_error = NULL;
  g_autoptr (GError) certificate_error = NULL;
  guint16 port = sol_broker_get_tls_port (self->octets.broker);

  g_free (tls_write (self, "server-key.pem", other->key));
  key_error = tls_apply (self);
  g_assert_error (key_error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_KEY);
  g_free (tls_write (self, "server.pem", "nonsense"));
  certificate_error = tls_apply (self);
  g_assert_error (certificate_error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_CERTIFICATE);
  g_assert_nonnull (strstr (certificate_error->message, "server.pem"));
  g_assert_cmpuint (sol_broker_get_tls_port (self->octets.broker), ==, port);
  stream = open_stream (self, NULL);
  tls_talk (stream, "10 [<MQTT> 04 02 0000 <still>]", "20 02 00 00");
}

static void
test_tells_expiry (Tls           *self,
                   gconstpointer  data)
{
  g_autoptr (SolCertificate) soon = tls_make (self, SOL_CERTIFICATE_SERVER, "soon", -1, 13);
  g_autoptr (SolCertificate) past = tls_make (self, SOL_CERTIFICATE_SERVER, "past", -9, -1);
  SolBrokerStats stats;

  tls_install (self, soon);
  octets_apply (&self->octets);
  tls_expect_told (self, "The TLS certificate ends on ");
  tls_install (self, past);
  octets_apply (&self->octets);
  tls_expect_told (self, "The TLS certificate ended on ");
  /* Counters are told ten times a second */
  for (guint i = 0; i < 100; i++)
    {
      octets_leave (octets_open (&self->octets, "turn"));
      sol_broker_get_stats (self->octets.broker, &stats);
      if (stats.tls_expiry_s == sol_certificate_read_expiry (past->certificate))
        break;
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10 * 1000);
    }
  g_assert_cmpint (stats.tls_expiry_s, ==, sol_certificate_read_expiry (past->certificate));
}

static void
ask_clients (Tls      *self,
             gboolean  is_required,
             gboolean  is_identity)
{
  set_text (&self->octets.config->tls_client_ca, self->folder, "ca.pem");
  self->octets.config->tls_require_client = is_required;
  self->octets.config->tls_identity = is_identity;
  octets_apply (&self->octets);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
find_user_name (Tls        *self,
                const char *client_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) clients = NULL;

  sol_broker_list_clients_async (self->octets.broker, 10, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  clients = sol_broker_list_clients_finish (self->octets.broker, result, NULL);
  for (guint i = 0; i < clients->len; i++)
    {
      SolBrokerClient *client = clients->pdata[i];

      if (g_str_equal (client->client_id, client_id))
        {
          g_assert_true (client->is_tls);
          return g_strdup (client->user_name);
        }
    }
  return NULL;
}

/* The certificate says who it is: no password, and another user name counts for nothing */
static void
test_knows_identity (Tls           *self,
                     gconstpointer  data)
{
  g_autoptr (SolCertificate) client = tls_make (self, SOL_CERTIFICATE_CLIENT, "pump-7", -1, 30);
  g_autoptr (GIOStream) plain = NULL;
  g_autoptr (GIOStream) posing = NULL;
  g_autofree char *plain_name = NULL;
  g_autofree char *posing_name = NULL;

  self->octets.config->allow_anonymous = FALSE;
  ask_clients (self, TRUE, TRUE);
  plain = open_stream (self, client);
  tls_talk (plain, "10 [<MQTT> 04 02 0000 <one>]", "20 02 00 00");
  posing = open_stream (self, client);
  tls_talk (posing, "10 [<MQTT> 04 c2 0000 <two> <admin> <secret>]", "20 02 00 00");
  plain_name = find_user_name (self, "one");
  posing_name = find_user_name (self, "two");
  g_assert_cmpstr (plain_name, ==, "pump-7");
  g_assert_cmpstr (posing_name, ==, "pump-7");
}

/* A certificate alone does not log in where the password counts */
static void
test_needs_password (Tls           *self,
                     gconstpointer  data)
{
  g_autoptr (SolCertificate) client = tls_make (self, SOL_CERTIFICATE_CLIENT, "pump-7", -1, 30);
  g_autoptr (GIOStream) stream = NULL;

  self->octets.config->allow_anonymous = FALSE;
  ask_clients (self, TRUE, FALSE);
  stream = open_stream (self, client);
  tls_talk (stream, "10 [<MQTT> 04 02 0000 <one>]", "20 02 00 05");
  tls_expect_end (stream);
}

static void
test_takes_none_when_optional (Tls           *self,
                               gconstpointer  data)
{
  g_autoptr (GIOStream) stream = NULL;

  ask_clients (self, FALSE, TRUE);
  stream = open_stream (self, NULL);
  tls_talk (stream, "10 [<MQTT> 04 02 0000 <one>]", "20 02 00 00");
}

/* In TLS 1.3 the client hears of it only after it thinks that all is well */
static void
expect_refused (Tls                  *self,
                const SolCertificate *client,
                const char           *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) stream = tls_open (self, client, &error);

  if (stream != NULL)
    tls_expect_end (stream);
  tls_expect_told (self, reason);
}

static void
test_refuses_clients (Tls           *self,
                      gconstpointer  data)
{
  g_autoptr (SolCertificate) late = tls_make (self, SOL_CERTIFICATE_CLIENT, "late", -9, -2);
  g_autoptr (SolCertificate) own = g_steal_pointer (&self->authority);
  g_autoptr (SolCertificate) stranger = NULL;

  self->authority = tls_make (self, SOL_CERTIFICATE_AUTHORITY, "Other CA", -1, 100);
  stranger = tls_make (self, SOL_CERTIFICATE_CLIENT, "stranger", -1, 30);
  ask_clients (self, TRUE, TRUE);
  expect_refused (self, NULL, "It showed no certificate, and this broker asks for one");
  expect_refused (self, late, "Its certificate has expired");
  expect_refused (self, stranger,
                  "Its certificate was signed by an authority that this broker does not know");
}

/* A client that does not know the authority says so, and the log tells what helps */
static void
test_tells_distrust (Tls           *self,
                     gconstpointer  data)
{
  g_autoptr (SolCertificate) other = tls_make (self, SOL_CERTIFICATE_AUTHORITY, "Other CA", -1, 100);
  g_autoptr (GError) error = NULL;

  g_free (tls_write (self, "ca.pem", other->certificate));
  g_assert_null (tls_open (self, NULL, &error));
  g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
  tls_expect_told (self, "It ");
}

static void
test_closes_port (Tls           *self,
                  gconstpointer  data)
{
  g_autoptr (GIOStream) stream = open_stream (self, NULL);

  tls_talk (stream, "10 [<MQTT> 04 02 0000 <one>]", "20 02 00 00");
  self->octets.config->tls_port = -1;
  octets_apply (&self->octets);
  tls_expect_end (stream);
  g_assert_cmpuint (sol_broker_get_tls_port (self->octets.broker), ==, 0);
  tls_expect_told (self, "The broker no longer listens");
}

#define ADD(name, func) g_test_add ("/broker/tls/" name, Tls, NULL, tls_set_up, func, tls_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("speaks-mqtt", test_speaks_mqtt);
  ADD ("carries-large", test_carries_large);
  ADD ("refuses-plain", test_refuses_plain);
  ADD ("refuses-tls-on-plain", test_refuses_tls_on_plain);
  ADD ("half-handshakes", test_half_handshakes);
  ADD ("renews", test_renews);
  ADD ("refuses-broken", test_refuses_broken);
  ADD ("tells-expiry", test_tells_expiry);
  ADD ("knows-identity", test_knows_identity);
  ADD ("needs-password", test_needs_password);
  ADD ("takes-none-when-optional", test_takes_none_when_optional);
  ADD ("refuses-clients", test_refuses_clients);
  ADD ("tells-distrust", test_tells_distrust);
  ADD ("closes-port", test_closes_port);
  return g_test_run ();
}
