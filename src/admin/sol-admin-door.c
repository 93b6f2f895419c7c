/* sol-admin-door.c: lets HTTP connections in, so many at a time and for so long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-door-private.h"

#include <unistd.h>

#include <glib/gi18n.h>

#include "sol-listener.h"
#include "sol-net-error.h"

/* How often a port is sought that is free for IPv4 and IPv6 */
#define PORT_ATTEMPTS 16
#define RETRY_MS 1000
#define BURST_US (10 * G_USEC_PER_SEC)

struct _SolAdminDoor
{
  SolTimer              retry;       /* must be first: to accept again once there are descriptors */

  /* Owned */
  SoupServer           *server;
  GPtrArray            *listeners;
  GHashTable           *guests;      /* GSocketAddress → SolHttpGuest */
  GHashTable           *turned_away; /* of them: a set of GSocketAddress, borrowed */

  /* Borrowed */
  SolReactor           *reactor;
  SolTimerWheel        *wheel;
  SolAdminDoorStats    *stats;
  SolAdminDoorWarnFunc  warn;
  gpointer              user_data;

  gint64                full_us;     /* the last refusal; 0: none so far */
  gint64                starved_us;  /* when descriptors ran out the last time */
};

/* Once a burst */
static void
sol_admin_door_warn (SolAdminDoor *self,
                     gint64       *last_us,
                     const char   *reason)
{
  gint64 now_us = g_get_monotonic_time ();
  gboolean is_new = *last_us == 0 || now_us - *last_us > BURST_US;

  *last_us = now_us;
  if (is_new)
    self->warn (reason, self->user_data);
}

static void
sol_admin_door_refuse (SolAdminDoor *self)
{
  self->stats->n_refused++;
  sol_admin_door_warn (self, &self->full_us,
                       N_("More connections come to the web admin than it serves at a time: they are turned away"));
}

static void
sol_admin_door_set_paused (SolAdminDoor *self,
                           gboolean      paused)
{
  for (guint i = 0; i < self->listeners->len; i++)
    sol_listener_set_paused (self->listeners->pdata[i], paused);
}

static void
sol_admin_door_starve (SolAdminDoor *self)
{
  sol_admin_door_set_paused (self, TRUE);
  sol_timer_wheel_arm (self->wheel, &self->retry, RETRY_MS);
  sol_admin_door_warn (self, &self->starved_us,
                       N_("No file descriptor is left for another connection to the web admin: new ones wait until one "
                          "closes. Raise the limit with ulimit -n"));
}

static void
retry_cb (SolTimer *timer)
{
  SolAdminDoor *self = (SolAdminDoor *) timer;

  if (sol_listener_has_room (self->listeners->pdata[0]))
    sol_admin_door_set_paused (self, FALSE);
  else
    sol_timer_wheel_arm (self->wheel, &self->retry, RETRY_MS);
}

static void
guest_ended_cb (SolHttpGuest *guest,
                gpointer      user_data)
{
  SolAdminDoor *self = user_data;
  GSocketAddress *remote = sol_http_guest_get_remote (guest);

  self->stats->n_connections--;
  if (sol_http_guest_is_late (guest))
    self->stats->n_late++;
  g_hash_table_remove (self->turned_away, remote);
  g_hash_table_steal (self->guests, remote);
}

static void
sol_admin_door_take (SolAdminDoor *self,
                     int           fd)
{
  gboolean is_full = g_hash_table_size (self->guests) >= SOL_ADMIN_MAX_CONNECTIONS;
  SolHttpGuest *guest
      = sol_http_guest_new_plain (self->wheel, fd, SOL_ADMIN_HEAD_MS, guest_ended_cb, self);

  if (guest == NULL)
    return;
  self->stats->n_connections++;
  g_hash_table_insert (self->guests, sol_http_guest_get_remote (guest), guest);
  if (is_full)
    {
      g_hash_table_add (self->turned_away, sol_http_guest_get_remote (guest));
      sol_admin_door_refuse (self);
    }
  sol_http_guest_serve (guest, self->server);
}

static void
accept_cb (SolListener *listener,
           int          fd,
           gpointer     user_data)
{
  SolAdminDoor *self = user_data;

  if (fd < 0)
    {
      sol_admin_door_starve (self);
      return;
    }
  self->stats->n_accepted++;
  if (g_hash_table_size (self->guests) < SOL_ADMIN_MAX_CONNECTIONS + SOL_ADMIN_WAITING_ROOM)
    {
      sol_admin_door_take (self, fd);
      return;
    }
  close (fd);
  sol_admin_door_refuse (self);
}

static SolHttpGuest *
sol_admin_door_find (SolAdminDoor      *self,
                     SoupServerMessage *message)
{
  return g_hash_table_lookup (self->guests, soup_server_message_get_remote_address (message));
}

/* See sol-http-guest.h: a browser that does not know would send its next request into the void */
static void
request_started_cb (SoupServer        *server,
                    SoupServerMessage *message)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
}

SolAdminDoor *
sol_admin_door_new (SoupServer           *server,
                    SolReactor           *reactor,
                    SolTimerWheel        *wheel,
                    SolAdminDoorStats    *stats,
                    SolAdminDoorWarnFunc  warn,
                    gpointer              user_data)
{
  SolAdminDoor *self = g_new0 (SolAdminDoor, 1);

  self->retry.func = retry_cb;
  self->server = server;
  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_listener_free);
  self->guests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sol_http_guest_free);
  self->turned_away = g_hash_table_new (NULL, NULL);
  self->reactor = reactor;
  self->wheel = wheel;
  self->stats = stats;
  self->warn = warn;
  self->user_data = user_data;
  g_signal_connect (server, "request-started", G_CALLBACK (request_started_cb), NULL);
  return self;
}

/* The first endpoint decides the port; a second one of a computer without IPv6 is done without */
static gboolean
sol_admin_door_open_pair (SolAdminDoor  *self,
                          GArray        *endpoints,
                          GError       **error)
{
  for (guint i = 0; i < endpoints->len; i++)
    {
      SolEndpoint *endpoint = &g_array_index (endpoints, SolEndpoint, i);
      g_autoptr (GError) problem = NULL;
      SolListener *listener;

      if (i > 0)
        sol_endpoint_set_port (endpoint, sol_admin_door_get_port (self));
      listener = sol_listener_new (self->reactor, endpoint, accept_cb, self, &problem);
      if (listener != NULL)
        g_ptr_array_add (self->listeners, listener);
      else if (i == 0 || problem->code != SOL_NET_ERROR_ADDRESS)
        {
          g_ptr_array_set_size (self->listeners, 0);
          g_propagate_error (error, g_steal_pointer (&problem));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
sol_admin_door_open (SolAdminDoor  *self,
                     const char    *host,
                     guint16        port,
                     GError       **error)
{
  g_autoptr (GArray) endpoints = sol_endpoint_list_new (host, port, error);

  if (endpoints == NULL)
    return FALSE;
  /* A port that the system chose for IPv4 may be taken for IPv6: another one then */
  for (guint i = 1; port == 0 && i < PORT_ATTEMPTS; i++)
    if (sol_admin_door_open_pair (self, endpoints, NULL))
      return TRUE;
  return sol_admin_door_open_pair (self, endpoints, error);
}

guint16
sol_admin_door_get_port (SolAdminDoor *self)
{
  return self->listeners->len > 0 ? sol_listener_get_port (self->listeners->pdata[0]) : 0;
}

gboolean
sol_admin_door_admit (SolAdminDoor      *self,
                      SoupServerMessage *message)
{
  SolHttpGuest *guest = sol_admin_door_find (self, message);

  if (guest == NULL)
    return TRUE;
  sol_http_guest_set_time_ms (guest, SOL_ADMIN_REQUEST_MS);
  return !g_hash_table_contains (self->turned_away, sol_http_guest_get_remote (guest));
}

void
sol_admin_door_cut (SolAdminDoor      *self,
                    SoupServerMessage *message)
{
  SolHttpGuest *guest = sol_admin_door_find (self, message);

  if (guest != NULL)
    sol_http_guest_cut (guest);
}

void
sol_admin_door_free (SolAdminDoor *self)
{
  self->stats->n_connections -= g_hash_table_size (self->guests);
  g_ptr_array_unref (self->listeners);
  sol_timer_wheel_disarm (self->wheel, &self->retry);
  g_hash_table_unref (self->turned_away);
  g_hash_table_unref (self->guests);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self);
}
