/* sol-client-dial.c: makes the connection to a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-dial-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>

#include "sol-client-error-private.h"
#include "sol-file.h"

struct _SolClientDial
{
  SolClientOptions       *options; /* owned: the client's may be replaced before a cancelled dial ends */
  GCancellable           *cancellable;
  GSocketClient          *client;
  GTlsDatabase           *authorities; /* NULL is the system's */
  GTlsCertificate        *certificate; /* nullable: our own */
  GError                 *ca_error;
  GTlsCertificateFlags    faults;
  SolClientDialFunc       func;
  gpointer                user_data;
};

static gboolean
accept_certificate_cb (GTlsConnection       *connection,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  faults,
                       SolClientDial        *self)
{
  if (self->options->accept_any_certificate)
    return TRUE;
  self->faults = faults;
  return FALSE;
}

static void
client_event_cb (GSocketClient      *client,
                 GSocketClientEvent  event,
                 GSocketConnectable *connectable,
                 GIOStream          *connection,
                 SolClientDial      *self)
{
  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKING)
    return;
  if (self->authorities != NULL)
    g_tls_connection_set_database (G_TLS_CONNECTION (connection), self->authorities);
  if (self->certificate != NULL)
    g_tls_connection_set_certificate (G_TLS_CONNECTION (connection), self->certificate);
  /* The connection lives longer than the dial, which is not asked again once the handshake is over */
  g_signal_connect (connection, "accept-certificate", G_CALLBACK (accept_certificate_cb), self);
}

static void
dial_free (SolClientDial *self)
{
  g_signal_handlers_disconnect_by_data (self->client, self);
  g_object_unref (self->client);
  g_object_unref (self->cancellable);
  g_clear_object (&self->authorities);
  g_clear_object (&self->certificate);
  g_clear_error (&self->ca_error);
  sol_client_options_free (self->options);
  g_free (self);
}

static void
dial_finish (SolClientDial     *self,
             GSocketConnection *connection,
             const GError      *cause)
{
  g_autoptr (GError) error = NULL;

  if (connection == NULL)
    error = sol_client_error_from_io (cause, self->faults, self->options);
  self->func (connection, error, self->user_data);
  dial_free (self);
}

static void
release_tls (GSocketConnection *connection,
             SolClientDial     *self)
{
  g_autoptr (GIOStream) base = NULL;

  if (!G_IS_TCP_WRAPPER_CONNECTION (connection))
    return;
  base = g_object_ref (g_tcp_wrapper_connection_get_base_io_stream (
    G_TCP_WRAPPER_CONNECTION (connection)));
  g_signal_handlers_disconnect_by_data (base, self);
}

static void
connected_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  SolClientDial *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (connection != NULL)
    {
      release_tls (connection, self);
      g_socket_set_option (g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1,
                           NULL);
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_object (&connection);
      g_clear_error (&error);
      g_cancellable_set_error_if_cancelled (self->cancellable, &error);
    }
  dial_finish (self, g_steal_pointer (&connection), error);
}

static gboolean
bad_authorities_cb (gpointer data)
{
  SolClientDial *self = data;
  g_autoptr (GError) cancelled = NULL;

  g_cancellable_set_error_if_cancelled (self->cancellable, &cancelled);
  dial_finish (self, NULL, cancelled != NULL ? cancelled : self->ca_error);
  return G_SOURCE_REMOVE;
}

static gboolean
load_authorities (SolClientDial *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->options->use_tls || self->options->ca_file == NULL)
    return TRUE;
  if (sol_file_check (self->options->ca_file, SOL_FILE_MAX_PEM, &error))
    self->authorities = g_tls_file_database_new (self->options->ca_file, &error);
  if (self->authorities == NULL)
    self->ca_error = sol_client_error_from_file (error, self->options->ca_file);
  return self->authorities != NULL;
}

static gboolean
load_certificate (SolClientDial *self)
{
  const char *path = self->options->certificate_file;
  const char *key = self->options->key_file != NULL ? self->options->key_file : path;
  g_autoptr (GError) error = NULL;

  if (!self->options->use_tls || path == NULL)
    return TRUE;
  if (sol_file_check (path, SOL_FILE_MAX_PEM, &error) && sol_file_check (key, SOL_FILE_MAX_PEM, &error))
    self->certificate = g_tls_certificate_new_from_files (path, key, &error);
  if (self->certificate == NULL)
    self->ca_error = sol_client_error_from_file (error, path);
  return self->certificate != NULL;
}

static GSocketClient *
make_client (SolClientDial *self)
{
  GSocketClient *client = g_socket_client_new ();

  /* A broker stands in the local network, which a proxy for the web does not reach */
  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_tls (client, self->options->use_tls);
  g_signal_connect (client, "event", G_CALLBACK (client_event_cb), self);
  return client;
}

SolClientDial *
sol_client_dial (const SolClientOptions *options,
                 SolClientDialFunc       func,
                 gpointer                user_data)
{
  g_autoptr (GSocketConnectable) address = g_network_address_new (options->host, options->port);
  SolClientDial *self = g_new0 (SolClientDial, 1);

  self->options = sol_client_options_copy (options, NULL);
  self->func = func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->client = make_client (self);
  if (load_authorities (self) && load_certificate (self))
    g_socket_client_connect_async (self->client, address, self->cancellable, connected_cb, self);
  else
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, bad_authorities_cb, self, NULL);
      g_source_attach (source, g_main_context_get_thread_default ());
    }
  return self;
}

void
sol_client_dial_cancel (SolClientDial *self)
{
  g_cancellable_cancel (self->cancellable);
}
