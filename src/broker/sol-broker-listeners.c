/* sol-broker-listeners.c: where the broker can be reached
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-listeners-private.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "sol-broker-event-private.h"
#include "sol-conn-private.h"

#define RETRY_MS 1000
#define BURST_US (10 * G_USEC_PER_SEC)

void
sol_door_free (gpointer data)
{
  SolDoor *self = data;

  sol_listener_free (self->listener);
  g_free (self);
}

void
sol_broker_listeners_tell (SolBrokerListeners *self,
                           const SolDoor      *door,
                           const char         *reason)
{
  g_autofree char *address = sol_endpoint_to_string (&door->bound);

  self->core->funcs.event (
      sol_broker_event_new (SOL_BROKER_EVENT_LISTENING, NULL, NULL, address, reason, 0),
      self->core->funcs.user_data);
}

/* Tells it once a burst: descriptors that come and go one by one do not end it */
static void
sol_broker_listeners_tell_starving (SolBrokerListeners *self)
{
  gint64 now_us = sol_clock_now_us (self->core->clock);
  gboolean is_new = self->starved_us == 0 || now_us - self->starved_us > BURST_US;

  self->starved_us = now_us;
  if (is_new)
    sol_broker_core_warn (
        self->core, NULL,
        N_("No file descriptor is left for another connection: new ones wait until one "
            "closes. Raise the limit with ulimit -n"));
}

static void
sol_broker_listeners_starve (SolBrokerListeners *self)
{
  for (guint i = 0; i < self->doors->len; i++)
    sol_listener_set_paused (((SolDoor *) self->doors->pdata[i])->listener, TRUE);
  sol_timer_wheel_arm (self->core->wheel, &self->retry, RETRY_MS);
  self->core->stats.is_accepting = FALSE;
  sol_broker_listeners_tell_starving (self);
}

void
sol_broker_listeners_retry (SolBrokerListeners *self)
{
  if (self->core->stats.is_accepting || self->core->config == NULL || self->doors->len == 0)
    return;
  if (!sol_listener_has_room (((SolDoor *) self->doors->pdata[0])->listener))
    {
      sol_timer_wheel_arm (self->core->wheel, &self->retry, RETRY_MS);
      return;
    }
  self->core->stats.is_accepting = TRUE;
  sol_timer_wheel_disarm (self->core->wheel, &self->retry);
  for (guint i = 0; i < self->doors->len; i++)
    sol_listener_set_paused (((SolDoor *) self->doors->pdata[i])->listener, FALSE);
}

static void
retry_cb (SolTimer *timer)
{
  sol_broker_listeners_retry (
      (SolBrokerListeners *) ((guint8 *) timer - G_STRUCT_OFFSET (SolBrokerListeners, retry)));
}

/* One event a burst, however many are turned away */
static gboolean
sol_broker_listeners_has_room (SolBrokerListeners *self)
{
  SolBrokerCore *core = self->core;
  guint n = core->n_conns + self->n_guests;

  if (n < core->config->max_connections)
    self->is_full = FALSE;
  if (n < core->config->max_connections + SOL_BROKER_WAITING_ROOM)
    return TRUE;
  core->stats.n_refused_full++;
  if (!self->is_full)
    sol_broker_core_warn (
        core, NULL,
        N_("More connections come than max_connections allows: they are closed at once"));
  self->is_full = TRUE;
  return FALSE;
}

static gboolean
sol_broker_listeners_admit (SolBrokerListeners *self,
                            int                 fd)
{
  if (fd < 0)
    {
      sol_broker_listeners_starve (self);
      return FALSE;
    }
  if (sol_broker_listeners_has_room (self))
    return TRUE;
  close (fd);
  return FALSE;
}

static void
accept_plain_cb (SolListener *listener,
                 int          fd,
                 gpointer     user_data)
{
  SolBrokerListeners *self = user_data;

  if (sol_broker_listeners_admit (self, fd))
    sol_conn_new (self->core, fd);
}

static void
accept_tls_cb (SolListener *listener,
               int          fd,
               gpointer     user_data)
{
  SolBrokerListeners *self = user_data;

  if (sol_broker_listeners_admit (self, fd))
    sol_conn_new_tls (self->core, fd);
}

static void
accept_websocket_cb (SolListener *listener,
                     int          fd,
                     gpointer     user_data)
{
  SolBrokerListeners *self = user_data;

  if (!sol_broker_listeners_admit (self, fd))
    return;
  self->n_guests++;
  sol_websocket_server_accept (self->server, fd);
}

static void
websocket_cb (SolWebsocket *websocket,
              gpointer      user_data)
{
  SolBrokerListeners *self = user_data;

  self->n_guests--;
  if (websocket == NULL)
    sol_broker_listeners_retry (self);
  else if (self->core->config == NULL)
    sol_websocket_close (websocket);
  else
    sol_conn_new_websocket (self->core, websocket);
}

static SolWebsocketServer *
sol_broker_listeners_ensure_server (SolBrokerListeners *self)
{
  if (self->server == NULL)
    self->server = sol_websocket_server_new ("mqtt", self->core->wheel, websocket_cb, self);
  return self->server;
}

void
sol_broker_listeners_lend (SolBrokerListeners *self,
                           SolTlsStream       *stream)
{
  self->n_guests++;
  sol_websocket_server_accept_tls (sol_broker_listeners_ensure_server (self), stream);
}

SolBrokerListeners *
sol_broker_listeners_new (SolBrokerCore *core)
{
  SolBrokerListeners *self = g_new0 (SolBrokerListeners, 1);

  self->core = core;
  self->doors = g_ptr_array_new_with_free_func (sol_door_free);
  self->retry.func = retry_cb;
  return self;
}

static const SolListenerFunc accept_funcs[] = {
  [SOL_DOOR_PLAIN] = accept_plain_cb,
  [SOL_DOOR_WEBSOCKET] = accept_websocket_cb,
  [SOL_DOOR_TLS] = accept_tls_cb,
};

SolDoor *
sol_broker_listeners_open (SolBrokerListeners *self,
                           const SolEndpoint  *asked,
                           const SolEndpoint  *endpoint,
                           SolDoorKind         kind,
                           GError            **error)
{
  SolListener *listener;
  SolDoor *door;

  if (kind == SOL_DOOR_WEBSOCKET)
    sol_broker_listeners_ensure_server (self);
  listener
      = sol_listener_new (self->core->reactor, endpoint, accept_funcs[kind], self, error);
  if (listener == NULL)
    return NULL;
  door = g_new (SolDoor, 1);
  *door = (SolDoor) { listener, *asked, *endpoint, kind };
  sol_endpoint_set_port (&door->bound, sol_listener_get_port (listener));
  return door;
}

void
sol_broker_listeners_close (SolBrokerListeners *self)
{
  for (guint i = 0; i < self->doors->len; i++)
    sol_broker_listeners_tell (self, self->doors->pdata[i], N_("No longer listening"));
  g_ptr_array_set_size (self->doors, 0);
  sol_timer_wheel_disarm (self->core->wheel, &self->retry);
  g_clear_pointer (&self->server, sol_websocket_server_free);
  self->n_guests = 0;
  self->starved_us = 0;
  self->is_full = FALSE;
}

guint16
sol_broker_listeners_get_port (SolBrokerListeners *self,
                               SolDoorKind         kind)
{
  for (guint i = 0; i < self->doors->len; i++)
    {
      SolDoor *door = self->doors->pdata[i];

      if (door->kind == kind)
        return sol_endpoint_get_port (&door->bound);
    }
  return 0;
}

gboolean
sol_broker_listeners_serve (SolBrokerListeners *self,
                            int                 fd,
                            SolDoorKind         kind)
{
  SolEndpoint local;

  if (!sol_endpoint_read_local (fd, &local))
    return FALSE;
  for (guint i = 0; i < self->doors->len; i++)
    {
      SolDoor *door = self->doors->pdata[i];

      if (door->kind == kind && sol_endpoint_covers (&door->bound, &local)
          && sol_endpoint_get_port (&door->bound) == sol_endpoint_get_port (&local))
        return TRUE;
    }
  return FALSE;
}

void
sol_broker_listeners_free (SolBrokerListeners *self)
{
  g_ptr_array_unref (self->doors);
  g_clear_pointer (&self->server, sol_websocket_server_free);
  g_free (self);
}
