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
#include "sol-listener.h"
#include "sol-net-error.h"
#include "sol-websocket-server.h"

#define RETRY_MS 1000
#define PORT_ATTEMPTS 16
#define BURST_US (10 * G_USEC_PER_SEC)

struct _SolBrokerListeners
{
  SolBrokerCore      *core;      /* borrowed */
  GPtrArray          *doors;     /* owned: Door */
  SolWebsocketServer *server;    /* owned, made when first needed */
  guint               n_guests;  /* connections that are not WebSockets yet */
  SolTimer            retry;
  gint64              starved_us;  /* when descriptors were last out; 0: never */
  gboolean            is_full;
};

typedef struct
{
  SolListener *listener;      /* owned */
  SolEndpoint  asked;         /* as the configuration has it: its port may be 0 */
  SolEndpoint  bound;         /* as it is */
  gboolean     is_websocket;
} Door;

static void
door_free (gpointer data)
{
  Door *self = data;

  sol_listener_free (self->listener);
  g_free (self);
}

static void
tell_door (SolBrokerListeners *self,
           const Door         *door,
           const char         *reason)
{
  g_autofree char *address = sol_endpoint_to_string (&door->bound);

  self->core->funcs.event (sol_broker_event_new (SOL_BROKER_EVENT_LISTENING, NULL, NULL, address, reason, 0),
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
    sol_broker_core_warn (self->core, NULL,
                          N_("No file descriptor is left for another connection: new ones wait until one "
                             "closes. Raise the limit with ulimit -n"));
}

static void
sol_broker_listeners_starve (SolBrokerListeners *self)
{
  for (guint i = 0; i < self->doors->len; i++)
    sol_listener_set_paused (((Door *) self->doors->pdata[i])->listener, TRUE);
  sol_timer_wheel_arm (self->core->wheel, &self->retry, RETRY_MS);
  self->core->stats.is_accepting = FALSE;
  sol_broker_listeners_tell_starving (self);
}

void
sol_broker_listeners_retry (SolBrokerListeners *self)
{
  if (self->core->stats.is_accepting || self->core->config == NULL || self->doors->len == 0)
    return;
  if (!sol_listener_has_room (((Door *) self->doors->pdata[0])->listener))
    {
      sol_timer_wheel_arm (self->core->wheel, &self->retry, RETRY_MS);
      return;
    }
  self->core->stats.is_accepting = TRUE;
  sol_timer_wheel_disarm (self->core->wheel, &self->retry);
  for (guint i = 0; i < self->doors->len; i++)
    sol_listener_set_paused (((Door *) self->doors->pdata[i])->listener, FALSE);
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
    sol_broker_core_warn (core, NULL,
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

SolBrokerListeners *
sol_broker_listeners_new (SolBrokerCore *core)
{
  SolBrokerListeners *self = g_new0 (SolBrokerListeners, 1);

  self->core = core;
  self->doors = g_ptr_array_new_with_free_func (door_free);
  self->retry.func = retry_cb;
  return self;
}

static Door *
find_door (GPtrArray         *doors,
           const SolEndpoint *asked,
           gboolean           is_websocket)
{
  for (guint i = 0; i < doors->len; i++)
    {
      Door *door = doors->pdata[i];

      if (door->is_websocket == is_websocket && sol_endpoint_equal (&door->asked, asked))
        return door;
    }
  return NULL;
}

static Door *
sol_broker_listeners_open (SolBrokerListeners *self,
                           const SolEndpoint  *asked,
                           const SolEndpoint  *endpoint,
                           gboolean            is_websocket,
                           GError            **error)
{
  SolListener *listener;
  Door *door;

  if (is_websocket && self->server == NULL)
    self->server = sol_websocket_server_new ("mqtt", self->core->wheel, websocket_cb, self);
  listener = sol_listener_new (self->core->reactor, endpoint,
                               is_websocket ? accept_websocket_cb : accept_plain_cb, self, error);
  if (listener == NULL)
    return NULL;
  door = g_new (Door, 1);
  *door = (Door) { listener, *asked, *endpoint, is_websocket };
  sol_endpoint_set_port (&door->bound, sol_listener_get_port (listener));
  return door;
}

/* What a new configuration changes: doors to open, and those left over */
typedef struct
{
  SolBrokerListeners *listeners;
  GPtrArray          *opened;    /* Door */
  GPtrArray          *kept;      /* Door, borrowed */
  GArray             *shut;      /* Door, closed to make room: only its endpoint is good */
} Change;

/* An old door with the same port that is to go: 127.0.0.1 before every interface, or the reverse */
static gboolean
change_make_room (Change            *change,
                  const SolEndpoint *endpoint)
{
  GPtrArray *doors = change->listeners->doors;
  gboolean made = FALSE;

  for (guint i = doors->len; i-- > 0;)
    {
      Door *door = doors->pdata[i];

      if (g_ptr_array_find (change->kept, door, NULL)
          || sol_endpoint_get_port (&door->bound) != sol_endpoint_get_port (endpoint))
        continue;
      g_array_append_val (change->shut, *door);
      g_ptr_array_remove_index (doors, i);
      made = TRUE;
    }
  return made;
}

static gboolean
change_open (Change            *change,
             const SolEndpoint *asked,
             guint16            port,
             gboolean           is_websocket,
             GError           **error)
{
  g_autoptr (GError) problem = NULL;
  SolEndpoint endpoint = *asked;
  Door *door;

  sol_endpoint_set_port (&endpoint, port);
  door = sol_broker_listeners_open (change->listeners, asked, &endpoint, is_websocket, &problem);
  if (door == NULL && problem->code == SOL_NET_ERROR_IN_USE && port != 0
      && change_make_room (change, &endpoint))
    {
      g_clear_error (&problem);
      door = sol_broker_listeners_open (change->listeners, asked, &endpoint, is_websocket, &problem);
    }
  if (door == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_ptr_array_add (change->opened, door);
  return TRUE;
}

/* The first endpoint decides; a second one of a computer without IPv6 is done without. Returns the port. */
static gboolean
change_open_pair (Change            *change,
                  const GArray      *endpoints,
                  gboolean           is_websocket,
                  GError           **error)
{
  guint16 port = sol_endpoint_get_port (&g_array_index (endpoints, SolEndpoint, 0));

  for (guint i = 0; i < endpoints->len; i++)
    {
      const SolEndpoint *asked = &g_array_index (endpoints, SolEndpoint, i);
      Door *door = find_door (change->listeners->doors, asked, is_websocket);
      g_autoptr (GError) problem = NULL;

      if (door != NULL)
        g_ptr_array_add (change->kept, door);
      else if (change_open (change, asked, port, is_websocket, &problem))
        door = change->opened->pdata[change->opened->len - 1];
      else if (i == 0 || problem->code != SOL_NET_ERROR_ADDRESS)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
      if (i == 0)
        port = sol_endpoint_get_port (&door->bound);
    }
  return TRUE;
}

/* A port that the system chose for IPv4 may be taken for IPv6: another one then */
static gboolean
change_open_host (Change       *change,
                  const char   *host,
                  guint16       port,
                  gboolean      is_websocket,
                  GError      **error)
{
  g_autoptr (GArray) endpoints = sol_endpoint_list_new (host, port, error);
  guint n_before = change->opened->len;

  if (endpoints == NULL)
    return FALSE;
  for (guint i = 1; port == 0 && i < PORT_ATTEMPTS; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (change_open_pair (change, endpoints, is_websocket, &problem))
        return TRUE;
      g_ptr_array_set_size (change->opened, (int) n_before);
    }
  return change_open_pair (change, endpoints, is_websocket, error);
}

static gboolean
change_open_all (Change           *change,
                 SolBrokerConfig  *config,
                 GError          **error)
{
  return change_open_host (change, config->host, config->port, FALSE, error)
         && (config->websocket_port < 0
             || change_open_host (change, config->host, (guint16) config->websocket_port, TRUE, error));
}

static void
change_undo (Change *change)
{
  g_ptr_array_set_size (change->opened, 0);
  for (guint i = 0; i < change->shut->len; i++)
    {
      Door *old = &g_array_index (change->shut, Door, i);
      Door *door = sol_broker_listeners_open (change->listeners, &old->asked, &old->bound,
                                              old->is_websocket, NULL);

      if (door != NULL)
        g_ptr_array_add (change->listeners->doors, door);
    }
}

static void
change_commit (Change *change)
{
  GPtrArray *doors = change->listeners->doors;

  for (guint i = doors->len; i-- > 0;)
    if (!g_ptr_array_find (change->kept, doors->pdata[i], NULL))
      {
        tell_door (change->listeners, doors->pdata[i], N_("No longer listening"));
        g_ptr_array_remove_index (doors, i);
      }
  for (guint i = 0; i < change->opened->len; i++)
    {
      Door *door = change->opened->pdata[i];

      tell_door (change->listeners, door,
                 door->is_websocket ? N_("Listening for MQTT over WebSocket") : N_("Listening for MQTT"));
      g_ptr_array_add (doors, door);
    }
  g_ptr_array_set_free_func (change->opened, NULL);
}

static SolBrokerError
to_broker_error (int code)
{
  switch (code)
    {
    case SOL_NET_ERROR_IN_USE:
      return SOL_BROKER_ERROR_PORT_IN_USE;
    case SOL_NET_ERROR_DENIED:
      return SOL_BROKER_ERROR_PORT_DENIED;
    case SOL_NET_ERROR_ADDRESS:
      return SOL_BROKER_ERROR_ADDRESS;
    default:
      return SOL_BROKER_ERROR_LISTEN;
    }
}

gboolean
sol_broker_listeners_apply (SolBrokerListeners  *self,
                            SolBrokerConfig     *config,
                            GError             **error)
{
  g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (door_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GArray) shut = g_array_new (FALSE, FALSE, sizeof (Door));
  g_autoptr (GError) problem = NULL;
  Change change = { self, opened, kept, shut };

  if (change_open_all (&change, config, &problem))
    {
      change_commit (&change);
      return TRUE;
    }
  change_undo (&change);
  g_set_error_literal (error, SOL_BROKER_ERROR, to_broker_error (problem->code), problem->message);
  return FALSE;
}

void
sol_broker_listeners_close (SolBrokerListeners *self)
{
  for (guint i = 0; i < self->doors->len; i++)
    tell_door (self, self->doors->pdata[i], N_("No longer listening"));
  g_ptr_array_set_size (self->doors, 0);
  sol_timer_wheel_disarm (self->core->wheel, &self->retry);
  g_clear_pointer (&self->server, sol_websocket_server_free);
  self->n_guests = 0;
  self->starved_us = 0;
  self->is_full = FALSE;
}

guint16
sol_broker_listeners_get_port (SolBrokerListeners *self,
                               gboolean            is_websocket)
{
  for (guint i = 0; i < self->doors->len; i++)
    {
      Door *door = self->doors->pdata[i];

      if (door->is_websocket == is_websocket)
        return sol_endpoint_get_port (&door->bound);
    }
  return 0;
}

gboolean
sol_broker_listeners_serve (SolBrokerListeners *self,
                            int                 fd,
                            gboolean            is_websocket)
{
  SolEndpoint local;

  if (!sol_endpoint_read_local (fd, &local))
    return FALSE;
  for (guint i = 0; i < self->doors->len; i++)
    {
      Door *door = self->doors->pdata[i];

      if (door->is_websocket == is_websocket && sol_endpoint_covers (&door->bound, &local)
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
