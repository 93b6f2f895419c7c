/* test-tls.c: TLS over one socket: octets in pieces, peers that misbehave, certificates
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <gnutls/gnutls.h>

#include "sol-certificate.h"
#include "sol-net-error.h"
#include "sol-tls.h"

#define BUFFER_BYTES (256 * 1024)
#define TURNS 10000
#define DAY_S (24 * 3600)

/* A server's end under test and GnuTLS as its client, in one thread */
typedef struct
{
  char             *folder;
  SolCertificate   *authority;
  SolTlsContext    *context;
  SolTls           *tls;
  GByteArray       *received;
  guint8           *buffer;
  gboolean          is_ended;
  int               fd;
  int               peer;
  gnutls_session_t  client;
  gnutls_certificate_credentials_t credentials;
} Fixture;

static SolCertificate *
make (const SolCertificate *authority,
      SolCertificateKind    kind,
      const char           *name,
      int                   begin_days,
      int                   end_days)
{
  static const char *const names[] = { "localhost", "127.0.0.1", NULL };
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  SolCertificateSettings settings = {
    kind, name, kind == SOL_CERTIFICATE_SERVER ? names : NULL, now_s + begin_days * DAY_S,
    now_s + end_days * DAY_S,
  };
  g_autoptr (GError) error = NULL;
  SolCertificate *certificate = sol_certificate_new (&settings, authority, &error);

  g_assert_no_error (error);
  return certificate;
}

static char *
write_text (Fixture    *self,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static SolTlsContext *
load (Fixture     *self,
      const char  *certificate,
      const char  *key,
      const char  *client_ca,
      gboolean     requires_client,
      GError     **error)
{
  g_autofree char *certificate_path = write_text (self, "server.pem", certificate);
  g_autofree char *key_path = write_text (self, "server-key.pem", key);
  g_autofree char *ca_path = client_ca != NULL ? write_text (self, "ca.pem", client_ca) : NULL;
  SolTlsFiles files = { certificate_path, key_path, ca_path, requires_client };

  return sol_tls_context_new (&files, error);
}

static void
open_client (Fixture    *self,
             const char *priorities)
{
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds), ==, 0);
  self->fd = fds[0];
  self->peer = fds[1];
  self->tls = sol_tls_new (self->context, self->fd);
  gnutls_certificate_allocate_credentials (&self->credentials);
  gnutls_init (&self->client, GNUTLS_CLIENT | GNUTLS_NONBLOCK);
  gnutls_priority_set_direct (self->client, priorities, NULL);
  gnutls_credentials_set (self->client, GNUTLS_CRD_CERTIFICATE, self->credentials);
  gnutls_transport_set_int (self->client, self->peer);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (SolCertificate) server = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("soliton-tls-XXXXXX", &error);
  self->authority = make (NULL, SOL_CERTIFICATE_AUTHORITY, "Test CA", -1, 100);
  server = make (self->authority, SOL_CERTIFICATE_SERVER, "localhost", -1, 90);
  self->context = load (self, server->certificate, server->key,
                        data != NULL ? self->authority->certificate : NULL,
                        g_strcmp0 (data, "required") == 0, &error);
  g_assert_no_error (error);
  self->received = g_byte_array_new ();
  self->buffer = g_malloc (BUFFER_BYTES);
  open_client (self, "NORMAL");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  static const char *const names[] = { "server.pem", "server-key.pem", "ca.pem" };

  gnutls_deinit (self->client);
  gnutls_certificate_free_credentials (self->credentials);
  sol_tls_free (self->tls);
  close (self->fd);
  close (self->peer);
  sol_tls_context_unref (self->context);
  sol_certificate_free (self->authority);
  g_byte_array_unref (self->received);
  g_free (self->buffer);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
}

/* The server's turn; returns what receiving gave, 0 for nothing */
static gssize
serve (Fixture *self)
{
  gssize n;

  g_assert_true (sol_tls_push (self->tls));
  n = sol_tls_receive (self->tls, self->buffer, BUFFER_BYTES);
  if (n > 0)
    g_byte_array_append (self->received, self->buffer, (guint) n);
  else if (n == 0)
    self->is_ended = TRUE;
  else
    g_assert_true (errno == EAGAIN || errno == EPROTO);
  return n;
}

static int
shake_hands (Fixture *self)
{
  int status = GNUTLS_E_AGAIN;

  for (guint i = 0; i < TURNS && (status == GNUTLS_E_AGAIN || !sol_tls_is_open (self->tls)); i++)
    {
      if (status == GNUTLS_E_AGAIN)
        status = gnutls_handshake (self->client);
      serve (self);
      if (sol_tls_get_problem (self->tls) != NULL || (status < 0 && gnutls_error_is_fatal (status)))
        break;
    }
  return status;
}

static void
client_send (Fixture      *self,
             const guint8 *data,
             gsize         length)
{
  gssize n;

  do
    {
      n = gnutls_record_send (self->client, data, length);
      if (n == GNUTLS_E_AGAIN)
        serve (self);
      else
        {
          g_assert_cmpint (n, >, 0);
          data += n;
          length -= (gsize) n;
        }
    }
  while (length > 0);
}

static guint8 *
make_pattern (gsize length)
{
  guint8 *pattern = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    pattern[i] = (guint8) (i * 31 + i / 251);
  return pattern;
}

static void
test_receives (Fixture       *self,
               gconstpointer  data)
{
  const gsize length = 3 * 1000 * 1000;
  g_autofree guint8 *pattern = make_pattern (length);

  g_assert_cmpint (shake_hands (self), ==, 0);
  client_send (self, pattern, length);
  for (guint i = 0; i < TURNS && self->received->len < length; i++)
    serve (self);
  g_assert_cmpmem (self->received->data, self->received->len, pattern, length);
}

/* A record that comes in pieces is whole after the last one, and nothing is left behind */
static void
test_receives_in_pieces (Fixture       *self,
                         gconstpointer  data)
{
  const gsize length = 20000;
  g_autofree guint8 *pattern = make_pattern (length);
  g_autofree guint8 *cipher = g_malloc (2 * length);
  int relay[2];
  gssize n;

  g_assert_cmpint (shake_hands (self), ==, 0);
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, relay), ==, 0);
  gnutls_transport_set_int (self->client, relay[0]);
  client_send (self, pattern, length);
  n = recv (relay[1], cipher, 2 * length, 0);
  g_assert_cmpint (n, >, (gssize) length);
  for (gssize i = 0; i < n; i++)
    {
      g_assert_cmpint (send (self->peer, cipher + i, 1, 0), ==, 1);
      serve (self);
    }
  g_assert_cmpmem (self->received->data, self->received->len, pattern, length);
  close (relay[0]);
  close (relay[1]);
}

/* What a peer does not read is kept once, and then nothing more is taken */
static void
test_sends_to_slow_peer (Fixture       *self,
                         gconstpointer  data)
{
  const gsize length = 2 * 1000 * 1000;
  g_autofree guint8 *pattern = make_pattern (length);
  g_autoptr (GByteArray) got = g_byte_array_new ();
  gsize sent = 0;

  g_assert_cmpint (shake_hands (self), ==, 0);
  for (guint i = 0; i < TURNS && got->len < length; i++)
    {
      struct iovec iov[] = { { pattern + sent, (length - sent) / 2 },
                             { pattern + sent + (length - sent) / 2, length - sent - (length - sent) / 2 } };
      gssize n;

      for (gssize taken = 1; taken > 0 && sent < length; sent += (gsize) taken)
        {
          iov[0] = (struct iovec) { pattern + sent, MIN (length - sent, 1000) };
          iov[1] = (struct iovec) { pattern + sent + iov[0].iov_len, length - sent - iov[0].iov_len };
          taken = sol_tls_send (self->tls, iov, 2);
          g_assert_cmpint (taken, >=, 0);
        }
      g_assert_true (sent == length || sol_tls_has_unsent (self->tls));
      while ((n = gnutls_record_recv (self->client, self->buffer, BUFFER_BYTES)) > 0)
        g_byte_array_append (got, self->buffer, (guint) n);
      g_assert_cmpint (n, ==, GNUTLS_E_AGAIN);
      g_assert_true (sol_tls_push (self->tls));
    }
  g_assert_cmpmem (got->data, got->len, pattern, length);
  g_assert_false (sol_tls_has_unsent (self->tls));
}

/* The last octets are handed over before the end is told, and the socket stays readable for that */
static void
test_tells_end_after_octets (Fixture       *self,
                             gconstpointer  data)
{
  g_assert_cmpint (shake_hands (self), ==, 0);
  client_send (self, (const guint8 *) "last", 4);
  g_assert_cmpint (gnutls_bye (self->client, GNUTLS_SHUT_WR), ==, 0);
  g_assert_cmpint (serve (self), ==, 4);
  g_assert_cmpint (recv (self->fd, self->buffer, 1, MSG_PEEK), ==, 0);
  g_assert_cmpint (serve (self), ==, 0);
  g_assert_true (self->is_ended);
}

static void
expect_problem (Fixture    *self,
                const char *problem)
{
  for (guint i = 0; i < TURNS && sol_tls_get_problem (self->tls) == NULL; i++)
    serve (self);
  g_assert_cmpstr (sol_tls_get_problem (self->tls), ==, problem);
  g_assert_cmpint (serve (self), ==, -1);
  g_assert_cmpint (errno, ==, EPROTO);
}

static void
test_refuses_plain_mqtt (Fixture       *self,
                         gconstpointer  data)
{
  g_assert_cmpint (send (self->peer, "\x10", 1, 0), ==, 1);
  expect_problem (self, "It speaks MQTT without TLS, and this port is for TLS");
}

static void
test_refuses_other (Fixture       *self,
                    gconstpointer  data)
{
  g_assert_cmpint (send (self->peer, "GET / HTTP/1.1\r\n", 16, 0), ==, 16);
  expect_problem (self, "It does not speak TLS");
}

static void
test_refuses_garbage (Fixture       *self,
                      gconstpointer  data)
{
  guint8 garbage[600];

  memset (garbage, 0x5a, sizeof garbage);
  memcpy (garbage, "\x16\x03\x01\x02\x00", 5);
  g_assert_cmpint (send (self->peer, garbage, sizeof garbage, 0), ==, sizeof garbage);
  expect_problem (self, "What it sent is not proper TLS");
}

/* 64 KiB cannot be in a record: refused when the header is there, not waited for */
static void
test_refuses_huge_record (Fixture       *self,
                          gconstpointer  data)
{
  g_assert_cmpint (shake_hands (self), ==, 0);
  g_assert_cmpint (send (self->peer, "\x17\x03\x03\xff\xff", 5, 0), ==, 5);
  expect_problem (self, "What it sent is not proper TLS");
}

/* A message of the handshake as long as it may say, 16 MiB, is refused before it is kept */
static void
test_refuses_huge_handshake (Fixture       *self,
                             gconstpointer  data)
{
  guint8 record[5 + 16000] = { 0x16, 0x03, 0x01, 0x3e, 0x80, 0x01, 0xff, 0xff, 0xff };
  guint sent = 0;

  while (sol_tls_get_problem (self->tls) == NULL && sent < 64)
    {
      g_assert_cmpint (send (self->peer, record, sizeof record, 0), ==, sizeof record);
      sent++;
      serve (self);
    }
  g_assert_cmpuint (sent, <, 8);
  expect_problem (self, "It sends more within TLS than a handshake needs");
}

static void
test_refuses_renegotiation (Fixture       *self,
                            gconstpointer  data)
{
  gnutls_priority_set_direct (self->client, "NORMAL:-VERS-ALL:+VERS-TLS1.2", NULL);
  g_assert_cmpint (shake_hands (self), ==, 0);
  gnutls_handshake (self->client);
  expect_problem (self, "It asked to negotiate TLS anew, which is not allowed");
}

static void
test_refuses_old_versions (Fixture       *self,
                           gconstpointer  data)
{
  gnutls_priority_set_direct (self->client, "LEGACY:-VERS-ALL:+VERS-TLS1.1:+VERS-TLS1.0:%COMPAT", NULL);
  g_assert_cmpint (shake_hands (self), !=, 0);
  expect_problem (self, "It speaks only TLS older than 1.2, which is not safe any more");
}

static void
test_tells_broken_handshake (Fixture       *self,
                             gconstpointer  data)
{
  g_assert_cmpint (gnutls_handshake (self->client), ==, GNUTLS_E_AGAIN);
  serve (self);
  g_assert_cmpint (shutdown (self->peer, SHUT_WR), ==, 0);
  expect_problem (self, "It went away within TLS without a word");
}

static void
use_client_certificate (Fixture              *self,
                        const SolCertificate *certificate)
{
  gnutls_datum_t chain
      = { (guint8 *) certificate->certificate, (guint) strlen (certificate->certificate) };
  gnutls_datum_t key = { (guint8 *) certificate->key, (guint) strlen (certificate->key) };

  g_assert_cmpint (gnutls_certificate_set_x509_key_mem (self->credentials, &chain, &key,
                                                        GNUTLS_X509_FMT_PEM),
                   >=, 0);
}

static void
test_knows_client (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr (SolCertificate) client
      = make (self->authority, SOL_CERTIFICATE_CLIENT, "Pümpe 7", -1, 30);

  use_client_certificate (self, client);
  g_assert_cmpint (shake_hands (self), ==, 0);
  g_assert_cmpstr (sol_tls_get_subject (self->tls), ==, "Pümpe 7");
}

static void
test_takes_client_without (Fixture       *self,
                           gconstpointer  data)
{
  g_assert_cmpint (shake_hands (self), ==, 0);
  g_assert_true (sol_tls_is_open (self->tls));
  g_assert_null (sol_tls_get_subject (self->tls));
}

static void
test_refuses_client_without (Fixture       *self,
                             gconstpointer  data)
{
  shake_hands (self);
  expect_problem (self, "It showed no certificate, and this broker asks for one");
}

static void
test_refuses_bad_client (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (SolCertificate) stranger = make (NULL, SOL_CERTIFICATE_AUTHORITY, "Test CA", -1, 100);
  const struct
  {
    SolCertificate *certificate;
    const char     *problem;
  } cases[] = {
    { make (self->authority, SOL_CERTIFICATE_CLIENT, "late", -9, -2), "Its certificate has expired" },
    { make (self->authority, SOL_CERTIFICATE_CLIENT, "early", 2, 9),
      "Its certificate is not valid yet, or the clock of this computer is slow" },
    { make (stranger, SOL_CERTIFICATE_CLIENT, "stranger", -1, 9),
      "Its certificate was signed by an authority that this broker does not know" },
    { make (self->authority, SOL_CERTIFICATE_SERVER, "server", -1, 9),
      "Its certificate was not made for a client" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (i > 0)
        {
          gnutls_deinit (self->client);
          gnutls_certificate_free_credentials (self->credentials);
          sol_tls_free (self->tls);
          close (self->fd);
          close (self->peer);
          open_client (self, "NORMAL");
        }
      use_client_certificate (self, cases[i].certificate);
      gnutls_certificate_set_flags (self->credentials, GNUTLS_CERTIFICATE_SKIP_OCSP_RESPONSE_CHECK);
      shake_hands (self);
      expect_problem (self, cases[i].problem);
      g_assert_null (sol_tls_get_subject (self->tls));
      sol_certificate_free (cases[i].certificate);
    }
}

/* Cases of a file that cannot be used: what is written, which error, which word of the message */
static void
test_refuses_files (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (SolCertificate) one = make (self->authority, SOL_CERTIFICATE_SERVER, "one", -1, 9);
  g_autoptr (SolCertificate) two = make (self->authority, SOL_CERTIFICATE_SERVER, "two", -1, 9);
  const struct
  {
    const char *certificate, *key, *client_ca;
    int         code;
    const char *name;
  } cases[] = {
    { "", one->key, NULL, SOL_NET_ERROR_CERTIFICATE, "server.pem" },
    { "no certificate", one->key, NULL, SOL_NET_ERROR_CERTIFICATE, "server.pem" },
    { one->key, one->key, NULL, SOL_NET_ERROR_CERTIFICATE, "server.pem" },
    { one->certificate, "no key", NULL, SOL_NET_ERROR_KEY, "server-key.pem" },
    { one->certificate, one->certificate, NULL, SOL_NET_ERROR_KEY, "server-key.pem" },
    { one->certificate, two->key, NULL, SOL_NET_ERROR_KEY, "server-key.pem" },
    { one->certificate, one->key, "no authority", SOL_NET_ERROR_CLIENT_CA, "ca.pem" },
    { one->certificate, one->key, "", SOL_NET_ERROR_CLIENT_CA, "ca.pem" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (self, cases[i].certificate, cases[i].key, cases[i].client_ca, FALSE, &error));
      g_assert_error (error, SOL_NET_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].name));
      g_assert_null (strstr (error->message, "PRIVATE"));
    }
}

static void
test_refuses_missing_files (Fixture       *self,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (self->folder, "server.pem", NULL);
  const SolTlsFiles cases[] = {
    { "/nowhere/server.pem", "/nowhere/key.pem", NULL, FALSE },
    { path, "/nowhere/key.pem", NULL, FALSE },
    { "", "", NULL, FALSE },
  };
  const int codes[] = { SOL_NET_ERROR_CERTIFICATE, SOL_NET_ERROR_KEY, SOL_NET_ERROR_CERTIFICATE };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_tls_context_new (&cases[i], &error));
      g_assert_error (error, SOL_NET_ERROR, codes[i]);
    }
}

/* A certificate does not outlast the authority's, and knows its end */
static void
test_expiry (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (SolCertificate) server = make (self->authority, SOL_CERTIFICATE_SERVER, "long", -1, 999);

  g_assert_cmpint (sol_certificate_read_expiry (server->certificate), ==,
                   sol_certificate_read_expiry (self->authority->certificate));
  g_assert_cmpint (sol_certificate_read_expiry ("nothing"), ==, -1);
  g_assert_cmpint (sol_tls_context_get_expiry (self->context), >,
                   g_get_real_time () / G_USEC_PER_SEC + 89 * DAY_S);
}

#define ADD(name, data, func) \
  g_test_add ("/net/tls/" name, Fixture, data, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("receives", NULL, test_receives);
  ADD ("receives-in-pieces", NULL, test_receives_in_pieces);
  ADD ("sends-to-slow-peer", NULL, test_sends_to_slow_peer);
  ADD ("tells-end-after-octets", NULL, test_tells_end_after_octets);
  ADD ("refuses-plain-mqtt", NULL, test_refuses_plain_mqtt);
  ADD ("refuses-other", NULL, test_refuses_other);
  ADD ("refuses-garbage", NULL, test_refuses_garbage);
  ADD ("refuses-huge-record", NULL, test_refuses_huge_record);
  ADD ("refuses-huge-handshake", NULL, test_refuses_huge_handshake);
  ADD ("refuses-renegotiation", NULL, test_refuses_renegotiation);
  ADD ("refuses-old-versions", NULL, test_refuses_old_versions);
  ADD ("tells-broken-handshake", NULL, test_tells_broken_handshake);
  ADD ("knows-client", "required", test_knows_client);
  ADD ("takes-client-without", "optional", test_takes_client_without);
  ADD ("refuses-client-without", "required", test_refuses_client_without);
  ADD ("refuses-bad-client", "required", test_refuses_bad_client);
  ADD ("refuses-files", NULL, test_refuses_files);
  ADD ("refuses-missing-files", NULL, test_refuses_missing_files);
  ADD ("expiry", NULL, test_expiry);
  return g_test_run ();
}
