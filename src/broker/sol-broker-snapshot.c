/* sol-broker-snapshot.c: the clients as a person sees them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-conn-private.h"
#include "sol-pace-private.h"
#include "sol-permits-private.h"
#include "sol-session-private.h"

void
sol_broker_client_free (SolBrokerClient *client)
{
  g_free (client->client_id);
  g_free (client->user_name);
  g_free (client->address);
  g_strfreev (client->subscriptions);
  g_free (client->subscription_qos);
  g_free (client);
}

static gint64
sol_session_get_since_us (const SolSession *self)
{
  return self->conn != NULL ? (gint64) self->conn->since_s * G_USEC_PER_SEC : self->absence->since_real_us;
}

/* Connected ones first, and of them the newest */
static int
compare_sessions (gconstpointer a,
                  gconstpointer b)
{
  const SolSession *one = *(SolSession * const *) a, *two = *(SolSession * const *) b;
  gint64 since_one = sol_session_get_since_us (one), since_two = sol_session_get_since_us (two);

  if ((one->conn != NULL) != (two->conn != NULL))
    return one->conn != NULL ? -1 : 1;
  return since_one != since_two ? (since_one > since_two ? -1 : 1)
                                : strcmp (one->client_id, two->client_id);
}

static void
client_take_subscriptions (SolBrokerClient  *client,
                           const SolSession *session)
{
  guint n = session->subscriber.n_subscriptions;
  SolSubscription *at = session->subscriber.subscriptions;

  client->subscriptions = g_new0 (char *, n + 1);
  client->subscription_qos = g_new (guint8, n + 1);
  /* The newest stands first in the list */
  for (guint i = n; i-- > 0; at = at->next)
    {
      client->subscriptions[i] = sol_subscription_dup_filter (at);
      client->subscription_qos[i] = sol_subscription_get_qos (at);
    }
}

static void
client_take_connection (SolBrokerClient *client,
                        SolConn         *conn)
{
  client->user_name = g_strdup (conn->user_name);
  client->address = sol_conn_dup_address (conn);
  client->is_connected = TRUE;
  client->is_websocket = sol_conn_is_websocket (conn);
  client->is_tls = conn->door == SOL_DOOR_TLS;
  client->keep_alive_s = conn->keep_alive_s;
  client->n_in = conn->n_in;
  client->n_out = conn->n_out;
  client->n_slowed = sol_conn_get_n_slowed (conn);
  client->queued_bytes += conn->outbox.n_bytes;
}

static SolBrokerClient *
client_new (const SolSession *session)
{
  SolBrokerClient *client = g_new0 (SolBrokerClient, 1);

  client->client_id = g_strdup (session->client_id);
  client->version = session->version;
  client->clean_session = !sol_session_is_lasting (session);
  client->session_expiry_s = session->expiry_s;
  client->since_us = sol_session_get_since_us (session);
  client->n_dropped = session->n_dropped;
  client->n_withheld = sol_session_get_withheld (session);
  client->queued_bytes = session->queue.n_bytes;
  client->n_inflight = session->inflight.n_open;
  client_take_subscriptions (client, session);
  if (session->conn != NULL)
    client_take_connection (client, session->conn);
  if (client->address == NULL)
    client->address = g_strdup ("");
  return client;
}

static GPtrArray *
sol_broker_core_sort_sessions (SolBrokerCore *self)
{
  GPtrArray *sessions = g_ptr_array_sized_new (g_hash_table_size (self->sessions));
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    g_ptr_array_add (sessions, session);
  g_ptr_array_sort (sessions, compare_sessions);
  return sessions;
}

GPtrArray *
sol_broker_core_list_clients (SolBrokerCore *self,
                              guint          limit)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_client_free);
  g_autoptr (GPtrArray) sessions = NULL;

  /* Asked only to see whether the thread answers */
  if (limit == 0)
    return clients;
  sessions = sol_broker_core_sort_sessions (self);
  for (guint i = 0; i < sessions->len && i < limit; i++)
    g_ptr_array_add (clients, client_new (sessions->pdata[i]));
  return clients;
}
