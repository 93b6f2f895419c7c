/* sol-broker-listeners-apply.c: from the listeners there are to those wanted
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n.h>

#include "sol-broker-listeners-private.h"
#include "sol-net-error.h"

/* How often a port is sought that is free for IPv4 and IPv6 */
#define PORT_ATTEMPTS 16

static SolDoor *
find_door (GPtrArray         *doors,
           const SolEndpoint *asked,
           SolDoorKind        kind)
{
  for (guint i = 0; i < doors->len; i++)
    {
      SolDoor *door = doors->pdata[i];

      if (door->kind == kind && sol_endpoint_equal (&door->asked, asked))
        return door;
    }
  return NULL;
}

/* What a new configuration changes: doors to open, and those left over */
typedef struct
{
  SolBrokerListeners *listeners;
  GPtrArray          *opened;    /* SolDoor */
  GPtrArray          *kept;      /* SolDoor, borrowed */
  GArray             *shut;      /* SolDoor, closed to make room: only its endpoint is good */
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
      SolDoor *door = doors->pdata[i];

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
             SolDoorKind        kind,
             GError           **error)
{
  g_autoptr (GError) problem = NULL;
  SolEndpoint endpoint = *asked;
  SolDoor *door;

  sol_endpoint_set_port (&endpoint, port);
  door = sol_broker_listeners_open (change->listeners, asked, &endpoint, kind, &problem);
  if (door == NULL && problem->code == SOL_NET_ERROR_IN_USE && port != 0
      && change_make_room (change, &endpoint))
    {
      g_clear_error (&problem);
      door
          = sol_broker_listeners_open (change->listeners, asked, &endpoint, kind, &problem);
    }
  if (door == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_ptr_array_add (change->opened, door);
  return TRUE;
}

/* The first endpoint decides; a second one of a computer without IPv6 is done without. Returns
 * the port. */
static gboolean
change_open_pair (Change            *change,
                  const GArray      *endpoints,
                  SolDoorKind        kind,
                  GError           **error)
{
  guint16 port = sol_endpoint_get_port (&g_array_index (endpoints, SolEndpoint, 0));

  for (guint i = 0; i < endpoints->len; i++)
    {
      const SolEndpoint *asked = &g_array_index (endpoints, SolEndpoint, i);
      SolDoor *door = find_door (change->listeners->doors, asked, kind);
      g_autoptr (GError) problem = NULL;

      if (door != NULL)
        g_ptr_array_add (change->kept, door);
      else if (change_open (change, asked, port, kind, &problem))
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
                  SolDoorKind   kind,
                  GError      **error)
{
  g_autoptr (GArray) endpoints = sol_endpoint_list_new (host, port, error);
  guint n_before = change->opened->len;

  if (endpoints == NULL)
    return FALSE;
  for (guint i = 1; port == 0 && i < PORT_ATTEMPTS; i++)
    {
      g_autoptr (GError) problem = NULL;

      if (change_open_pair (change, endpoints, kind, &problem))
        return TRUE;
      g_ptr_array_set_size (change->opened, (int) n_before);
    }
  return change_open_pair (change, endpoints, kind, error);
}

static gboolean
change_open_all (Change           *change,
                 SolBrokerConfig  *config,
                 GError          **error)
{
  return change_open_host (change, config->host, config->port, SOL_DOOR_PLAIN, error)
         && (config->websocket_port < 0
             || change_open_host (change, config->host, (guint16) config->websocket_port,
                                  SOL_DOOR_WEBSOCKET, error))
         && (config->tls_port < 0
             || change_open_host (change, config->host, (guint16) config->tls_port, SOL_DOOR_TLS,
                                  error));
}

static void
change_undo (Change *change)
{
  g_ptr_array_set_size (change->opened, 0);
  for (guint i = 0; i < change->shut->len; i++)
    {
      SolDoor *old = &g_array_index (change->shut, SolDoor, i);
      SolDoor *door = sol_broker_listeners_open (change->listeners, &old->asked, &old->bound,
                                              old->kind, NULL);

      if (door != NULL)
        g_ptr_array_add (change->listeners->doors, door);
    }
}

static const char *
get_opened (SolDoorKind kind)
{
  switch (kind)
    {
    case SOL_DOOR_WEBSOCKET:
      return N_("Listening for MQTT over WebSocket");
    case SOL_DOOR_TLS:
      return N_("Listening for MQTT over TLS");
    case SOL_DOOR_PLAIN:
    default:
      return N_("Listening for MQTT");
    }
}

static void
change_commit (Change *change)
{
  GPtrArray *doors = change->listeners->doors;

  for (guint i = doors->len; i-- > 0;)
    if (!g_ptr_array_find (change->kept, doors->pdata[i], NULL))
      {
        sol_broker_listeners_tell (change->listeners, doors->pdata[i], N_("No longer listening"));
        g_ptr_array_remove_index (doors, i);
      }
  for (guint i = 0; i < change->opened->len; i++)
    {
      SolDoor *door = change->opened->pdata[i];

      sol_broker_listeners_tell (change->listeners, door, get_opened (door->kind));
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
  g_autoptr (GPtrArray) opened = g_ptr_array_new_with_free_func (sol_door_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GArray) shut = g_array_new (FALSE, FALSE, sizeof (SolDoor));
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
