/* sol-admin.c: the web admin: where it listens
 *
 * The configuration says where. A change may come from a request to the very server that it
 * closes, so the move waits until the answers are out, but not longer than two seconds for
 * somebody slow.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-admin-dispatch-private.h"

#define MOVE_DELAY_MS 2000
/* On a message that is being answered */
#define ACTIVE_KEY "soliton-active"

enum
{
  PROP_0,
  PROP_URL,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SolAdmin, sol_admin, G_TYPE_OBJECT)

static void
sol_admin_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  SolAdmin *self = SOL_ADMIN (object);

  switch (id)
    {
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sol_admin_dispose (GObject *object)
{
  SolAdmin *self = SOL_ADMIN (object);

  g_clear_handle_id (&self->move_id, g_source_remove);
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->test_clients, sol_admin_test_clients_free);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_admin_parent_class)->dispose (object);
}

static void
sol_admin_finalize (GObject *object)
{
  SolAdmin *self = SOL_ADMIN (object);

  sol_admin_auth_free (self->auth);
  g_clear_error (&self->error);
  g_free (self->host);
  g_free (self->url);
  G_OBJECT_CLASS (sol_admin_parent_class)->finalize (object);
}

static void
sol_admin_class_init (SolAdminClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = sol_admin_get_property;
  object_class->dispose = sol_admin_dispose;
  object_class->finalize = sol_admin_finalize;

  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sol_admin_init (SolAdmin *self)
{
  self->auth = sol_admin_auth_new ();
}

/* @url: (transfer full) (nullable). @error: (transfer full) (nullable) */
static void
take_result (SolAdmin *self,
             char     *url,
             GError   *error)
{
  g_free (self->url);
  self->url = url;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_URL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void move_when_idle (SolAdmin *self);

/* Finished or given up */
static void
request_ended_cb (SolAdmin          *self,
                  SoupServerMessage *message)
{
  if (g_object_steal_data (G_OBJECT (message), ACTIVE_KEY) == NULL)
    return;
  self->n_active--;
  if (self->n_active == 0 && self->move_id != 0)
    move_when_idle (self);
}

void
sol_admin_begin_request (SolAdmin          *self,
                         SoupServerMessage *message)
{
  g_object_set_data (G_OBJECT (message), ACTIVE_KEY, self);
  self->n_active++;
}

static SoupServer *
new_server (SolAdmin *self)
{
  /* The path as the client wrote it: a user's name may hold an encoded slash */
  SoupServer *server = soup_server_new ("server-header", "Soliton", "raw-paths", TRUE, NULL);

  soup_server_add_early_handler (server, NULL, sol_admin_dispatch_early_cb, self, NULL);
  soup_server_add_handler (server, NULL, sol_admin_dispatch_cb, self, NULL);
  g_signal_connect_object (server, "request-finished", G_CALLBACK (request_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (server, "request-aborted", G_CALLBACK (request_ended_cb), self,
                           G_CONNECT_SWAPPED);
  return server;
}

static gboolean
listen_on (SoupServer  *server,
           const char  *host,
           guint16      port,
           GError     **error)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (g_str_equal (host, "*"))
    return soup_server_listen_all (server, port, 0, error);
  if (g_str_equal (host, "localhost"))
    return soup_server_listen_local (server, port, 0, error);
  address = g_inet_socket_address_new_from_string (host, port);
  return soup_server_listen (server, address, 0, error);
}

/* In words that tell what to do */
static GError *
explain (GError     *cause,
         const char *host,
         guint16     port)
{
  GError *error;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    error = g_error_new (
        cause->domain, cause->code,
        _ ("The web admin cannot use port %u: another program does. Choose another port for it."),
        port);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    error = g_error_new (
        cause->domain, cause->code,
        _ ("The web admin cannot use port %u: ports below 1024 are reserved. Choose a higher one."),
        port);
  else
    error = g_error_new (cause->domain, cause->code,
                         _ ("The web admin cannot listen on %s, port %u: %s"), host, port,
                         cause->message);
  g_error_free (cause);
  return error;
}

static guint16
get_port (SoupServer *server)
{
  g_autoptr (GSList) listeners = soup_server_get_listeners (server);
  g_autoptr (GSocketAddress) address
      = listeners != NULL ? g_socket_get_local_address (listeners->data, NULL) : NULL;

  return G_IS_INET_SOCKET_ADDRESS (address)
             ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address))
             : 0;
}

/* As a browser on this computer opens it */
static char *
dup_url (SoupServer *server,
         const char *host)
{
  /* Not from soup_server_get_uris(): that of libsoup 3.2 loses the listener's address */
  int port = get_port (server);

  if (g_str_equal (host, "*") || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::"))
    host = "localhost";
  return g_strdup_printf (strchr (host, ':') != NULL ? "http://[%s]:%d" : "http://%s:%d", host,
                          port);
}

static void
close_server (SolAdmin *self)
{
  g_autoptr (SoupServer) server = g_steal_pointer (&self->server);

  if (server != NULL)
    soup_server_disconnect (server);
}

static gboolean
open_server (SolAdmin    *self,
             const char  *host,
             guint16      port,
             GError     **error)
{
  g_autoptr (SoupServer) server = new_server (self);
  GError *cause = NULL;

  if (!listen_on (server, host, port, &cause))
    {
      g_propagate_error (error, explain (cause, host, port));
      return FALSE;
    }
  close_server (self);
  self->server = g_steal_pointer (&server);
  g_free (self->host);
  self->host = g_strdup (host);
  self->port = port;
  return TRUE;
}

/* A new port is opened before the old one is closed. The same port on another address must be
 * free first; when the new place cannot be had, the old one is taken again. */
static void
move (SolAdmin *self)
{
  const SolConfig *config = sol_engine_get_config (self->engine);
  gboolean was_open = self->server != NULL, same_port = was_open && config->web_port == self->port;
  g_autofree char *host_before = g_strdup (self->host);
  GError *error = NULL;

  if (same_port)
    close_server (self);
  if (!open_server (self, config->web_host, config->web_port, &error) && same_port)
    open_server (self, host_before, self->port, NULL);
  take_result (self, self->server != NULL ? dup_url (self->server, self->host) : NULL, error);
}

static gboolean
is_in_place (SolAdmin *self)
{
  const SolConfig *config = sol_engine_get_config (self->engine);

  if (!config->web_enabled)
    return self->server == NULL;
  return self->server != NULL && config->web_port == self->port
         && g_str_equal (config->web_host, self->host);
}

static void
move_now (SolAdmin *self)
{
  g_clear_handle_id (&self->move_id, g_source_remove);
  if (is_in_place (self))
    return;
  if (sol_engine_get_config (self->engine)->web_enabled)
    {
      move (self);
      return;
    }
  close_server (self);
  take_result (self, NULL, NULL);
}

static gboolean
move_cb (gpointer user_data)
{
  SolAdmin *self = user_data;

  self->move_id = 0;
  move_now (self);
  return G_SOURCE_REMOVE;
}

static void
move_when_idle (SolAdmin *self)
{
  g_clear_handle_id (&self->move_id, g_source_remove);
  if (is_in_place (self))
    return;
  self->move_id = g_timeout_add (self->n_active > 0 ? MOVE_DELAY_MS : 0, move_cb, self);
}

SolAdmin *
sol_admin_new (SolEngine *engine)
{
  SolAdmin *self = g_object_new (SOL_TYPE_ADMIN, NULL);

  self->engine = g_object_ref (engine);
  self->test_clients = sol_admin_test_clients_new (sol_engine_get_broker (engine));
  g_signal_connect_object (engine, "notify::config", G_CALLBACK (move_when_idle), self,
                           G_CONNECT_SWAPPED);
  move_now (self);
  return self;
}

const char *
sol_admin_get_url (SolAdmin *self)
{
  return self->url;
}

const GError *
sol_admin_get_error (SolAdmin *self)
{
  return self->error;
}
