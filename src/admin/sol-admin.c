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
#include "sol-net-error.h"

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
  g_clear_pointer (&self->door, sol_admin_door_free);
  g_clear_pointer (&self->test_clients, sol_admin_test_clients_free);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_admin_parent_class)->dispose (object);
}

static void
sol_admin_finalize (GObject *object)
{
  SolAdmin *self = SOL_ADMIN (object);

  sol_admin_auth_free (self->auth);
  g_rc_box_release (self->body_bytes);
  sol_reactor_free (self->reactor);
  sol_timer_wheel_free (self->wheel);
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
  self->body_bytes = g_rc_box_new0 (gsize);
  self->reactor = sol_reactor_new (g_main_context_get_thread_default (), sol_clock_get_system ());
  self->wheel = sol_timer_wheel_new (g_main_context_get_thread_default (), sol_clock_get_system ());
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

static void
warn_cb (const char *reason,
         gpointer    user_data)
{
  SolAdmin *self = user_data;

  sol_broker_warn (sol_engine_get_broker (self->engine), reason);
}

static SolAdminDoor *
new_door (SolAdmin *self)
{
  /* The path as the client wrote it: a user's name may hold an encoded slash */
  SoupServer *server = soup_server_new ("server-header", "Soliton", "raw-paths", TRUE, NULL);

  soup_server_add_early_handler (server, NULL, sol_admin_dispatch_early_cb, self, NULL);
  soup_server_add_handler (server, NULL, sol_admin_dispatch_cb, self, NULL);
  g_signal_connect_object (server, "request-finished", G_CALLBACK (request_ended_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (server, "request-aborted", G_CALLBACK (request_ended_cb), self,
                           G_CONNECT_SWAPPED);
  return sol_admin_door_new (server, self->reactor, self->wheel, &self->stats, warn_cb, self);
}

/* In words that tell what to do */
static GError *
explain (GError  *cause,
         guint16  port)
{
  GError *error;

  if (g_error_matches (cause, SOL_NET_ERROR, SOL_NET_ERROR_IN_USE))
    error = g_error_new (
        cause->domain, cause->code,
        _ ("The web admin cannot use port %u: another program does. Choose another port for it."),
        port);
  else if (g_error_matches (cause, SOL_NET_ERROR, SOL_NET_ERROR_DENIED))
    error = g_error_new (
        cause->domain, cause->code,
        _ ("The web admin cannot use port %u: ports below 1024 are reserved. Choose a higher one."),
        port);
  else
    error = g_error_new (cause->domain, cause->code,
                         _ ("The web admin cannot be opened: %s"), cause->message);
  g_error_free (cause);
  return error;
}

/* As a browser on this computer opens it */
static char *
dup_url (SolAdminDoor *door,
         const char   *host)
{
  int port = sol_admin_door_get_port (door);

  if (g_str_equal (host, "*") || g_str_equal (host, "0.0.0.0") || g_str_equal (host, "::"))
    host = "localhost";
  return g_strdup_printf (strchr (host, ':') != NULL ? "http://[%s]:%d" : "http://%s:%d", host,
                          port);
}

static gboolean
open_door (SolAdmin    *self,
           const char  *host,
           guint16      port,
           GError     **error)
{
  SolAdminDoor *door = new_door (self);
  GError *cause = NULL;

  if (!sol_admin_door_open (door, host, port, &cause))
    {
      sol_admin_door_free (door);
      g_propagate_error (error, explain (cause, port));
      return FALSE;
    }
  g_clear_pointer (&self->door, sol_admin_door_free);
  self->door = door;
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
  gboolean was_open = self->door != NULL, same_port = was_open && config->web_port == self->port;
  g_autofree char *host_before = g_strdup (self->host);
  GError *error = NULL;

  if (same_port)
    g_clear_pointer (&self->door, sol_admin_door_free);
  if (!open_door (self, config->web_host, config->web_port, &error) && same_port)
    open_door (self, host_before, self->port, NULL);
  take_result (self, self->door != NULL ? dup_url (self->door, self->host) : NULL, error);
}

static gboolean
is_in_place (SolAdmin *self)
{
  const SolConfig *config = sol_engine_get_config (self->engine);

  if (!config->web_enabled)
    return self->door == NULL;
  return self->door != NULL && config->web_port == self->port
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
  g_clear_pointer (&self->door, sol_admin_door_free);
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
