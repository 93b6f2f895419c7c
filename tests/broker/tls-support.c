/* tls-support.c: certificates in a folder of their own, and clients that speak TLS
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "tls-support.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "octets-script.h"
#include "sol-test-folder.h"

#define DAY_S (24 * 3600)
#define DEADLINE_S 20

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          gpointer        user_data)
{
  Tls *self = user_data;

  g_ptr_array_add (self->reasons, g_strdup (event->reason != NULL ? event->reason : ""));
}

SolCertificate *
tls_make (Tls                *self,
          SolCertificateKind  kind,
          const char         *name,
          int                 begin_days,
          int                 end_days)
{
  static const char *const names[] = { "localhost", "127.0.0.1", NULL };
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  SolCertificateSettings settings = {
    kind, name, kind == SOL_CERTIFICATE_SERVER ? names : NULL, now_s + begin_days * DAY_S,
    now_s + end_days * DAY_S,
  };
  g_autoptr (GError) error = NULL;
  SolCertificate *certificate = sol_certificate_new (
      &settings, kind != SOL_CERTIFICATE_AUTHORITY ? self->authority : NULL, &error);

  g_assert_no_error (error);
  return certificate;
}

char *
tls_write (Tls        *self,
           const char *name,
           const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

void
tls_install (Tls                  *self,
             const SolCertificate *server)
{
  g_autofree char *certificate = tls_write (self, "server.pem", server->certificate);
  g_autofree char *key = tls_write (self, "server-key.pem", server->key);
}

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GError *
tls_apply (Tls *self)
{
  g_autoptr (SolBrokerConfig) copy = sol_broker_config_copy (self->octets.config);
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  sol_broker_apply_async (self->octets.broker, copy, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  sol_broker_apply_finish (self->octets.broker, result, &error);
  return error;
}

void
tls_set_up (Tls           *self,
            gconstpointer  data)
{
  g_autoptr (SolCertificate) server = NULL;
  g_autoptr (GError) error = NULL;
  SolBrokerConfig *config;

  octets_set_up (&self->octets, data);
  self->folder = g_dir_make_tmp ("soliton-tls-XXXXXX", &error);
  g_assert_no_error (error);
  self->reasons = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self->octets.broker, "event", G_CALLBACK (event_cb), self);
  self->authority = tls_make (self, SOL_CERTIFICATE_AUTHORITY, "Test CA", -1, 100);
  g_free (tls_write (self, "ca.pem", self->authority->certificate));
  server = tls_make (self, SOL_CERTIFICATE_SERVER, "localhost", -1, 90);
  tls_install (self, server);

  config = self->octets.config;
  g_free (config->tls_certificate);
  g_free (config->tls_key);
  config->tls_port = 0;
  config->tls_certificate = g_build_filename (self->folder, "server.pem", NULL);
  config->tls_key = g_build_filename (self->folder, "server-key.pem", NULL);
  octets_apply (&self->octets);
}

void
tls_tear_down (Tls           *self,
               gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (self->octets.broker, self);
  octets_tear_down (&self->octets, data);
  sol_test_remove_tree (self->folder);
  g_free (self->folder);
  sol_certificate_free (self->authority);
  g_ptr_array_unref (self->reasons);
}

int
tls_connect (Tls *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons (sol_broker_get_tls_port (self->octets.broker));
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  return fd;
}

static void
use_certificate (GTlsConnection       *connection,
                 const SolCertificate *client)
{
  g_autofree char *pem = g_strconcat (client->certificate, client->key, NULL);
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, NULL);

  g_tls_connection_set_certificate (connection, certificate);
}

GIOStream *
tls_open (Tls                   *self,
          const SolCertificate  *client,
          GError               **error)
{
  /* Read before the broker's ten seconds begin: under the sanitizer it takes some */
  g_autoptr (GTlsDatabase) system = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  g_autoptr (GSocket) socket = g_socket_new_from_fd (tls_connect (self), NULL);
  g_autoptr (GSocketConnection) base = g_socket_connection_factory_create_connection (socket);
  g_autoptr (GSocketConnectable) name = g_network_address_new ("127.0.0.1", 8883);
  g_autofree char *ca_path = g_build_filename (self->folder, "ca.pem", NULL);
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_path, NULL);
  g_autoptr (GIOStream) stream = g_tls_client_connection_new (G_IO_STREAM (base), name, NULL);

  g_socket_set_blocking (socket, TRUE);
  g_socket_set_timeout (socket, DEADLINE_S);
  g_tls_connection_set_database (G_TLS_CONNECTION (stream), database);
  if (client != NULL)
    use_certificate (G_TLS_CONNECTION (stream), client);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, error))
    return NULL;
  return g_steal_pointer (&stream);
}

void
tls_talk (GIOStream  *stream,
          const char *script,
          const char *reply)
{
  g_autoptr (GByteArray) out = octets_compile (script, 0, NULL);
  g_autoptr (GByteArray) wanted = octets_compile (reply, 0, NULL);
  g_autofree guint8 *got = g_malloc (wanted->len + 1);
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), out->data, out->len, NULL, NULL,
                             &error);
  g_assert_no_error (error);
  g_input_stream_read_all (g_io_stream_get_input_stream (stream), got, wanted->len, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (got, n, wanted->data, wanted->len);
}

void
tls_expect_end (GIOStream *stream)
{
  g_autoptr (GError) error = NULL;
  guint8 octet;

  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (stream), &octet, 1, NULL, &error), <=, 0);
  if (error != NULL)
    g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
}

static gboolean
has_told (Tls        *self,
          const char *reason)
{
  for (guint i = 0; i < self->reasons->len; i++)
    if (g_str_has_prefix (self->reasons->pdata[i], reason))
      return TRUE;
  return FALSE;
}

static gboolean
expire_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
tls_expect_told (Tls        *self,
                 const char *reason)
{
  gboolean is_over = FALSE;
  guint source = g_timeout_add_seconds (DEADLINE_S, expire_cb, &is_over);

  while (!has_told (self, reason) && !is_over)
    g_main_context_iteration (NULL, TRUE);
  if (is_over)
    g_error ("the broker told %u things, the last “%s”, and not: %s", self->reasons->len,
             self->reasons->len > 0 ? (char *) self->reasons->pdata[self->reasons->len - 1] : "", reason);
  g_source_remove (source);
}
