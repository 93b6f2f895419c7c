/* sol-admin-test-clients.c: the MQTT clients that live in the server, for trying things out
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-admin-test-clients-private.h"

#include "sol-admin-inbox-private.h"
#include "sol-mqtt-types.h"
#include "sol-tap.h"

#define IDLE_S (10 * 60)
#define REAP_INTERVAL_S 60

struct _SolAdminTestClient
{
  SolBroker     *broker;     /* owned */
  SolAdminInbox *inbox;      /* owned */
  SolTap        *tap;        /* owned; NULL while there is no filter */
  GPtrArray     *filters;    /* owned, of strings, the last one NULL */
  GByteArray    *filter_qos; /* owned, one each */
  char          *client_id;  /* owned */
  gint64         since_us;   /* Unix time */
  gint64         used_us;    /* monotonic clock */
};

struct _SolAdminTestClients
{
  SolBroker  *broker;  /* owned */
  GHashTable *clients; /* owned: client id → SolAdminTestClient */
  guint       reap_id; /* 0 while there is none */
};

static SolAdminTestClient *
test_client_new (SolBroker  *broker,
                 const char *client_id)
{
  SolAdminTestClient *self = g_new0 (SolAdminTestClient, 1);

  self->broker = g_object_ref (broker);
  self->inbox = sol_admin_inbox_new ();
  self->filters = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->filters, NULL);
  self->filter_qos = g_byte_array_new ();
  self->client_id = g_strdup (client_id);
  self->since_us = g_get_real_time ();
  self->used_us = g_get_monotonic_time ();
  return self;
}

static void
drop_tap (SolAdminTestClient *self)
{
  if (self->tap != NULL)
    sol_tap_free (g_steal_pointer (&self->tap), (GDestroyNotify)sol_admin_inbox_unref, self->inbox);
}

static void
test_client_free (SolAdminTestClient *self)
{
  drop_tap (self);
  sol_admin_inbox_unref (self->inbox);
  g_ptr_array_unref (self->filters);
  g_byte_array_unref (self->filter_qos);
  g_object_unref (self->broker);
  g_free (self->client_id);
  g_free (self);
}

static gboolean
is_idle_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  const SolAdminTestClient *client = value;
  const gint64 *now_us = user_data;

  return *now_us - client->used_us > IDLE_S * G_USEC_PER_SEC;
}

static gboolean
reap_cb (gpointer user_data)
{
  SolAdminTestClients *self = user_data;
  gint64 now_us = g_get_monotonic_time ();

  g_hash_table_foreach_remove (self->clients, is_idle_cb, &now_us);
  if (g_hash_table_size (self->clients) > 0)
    return G_SOURCE_CONTINUE;
  self->reap_id = 0;
  return G_SOURCE_REMOVE;
}

SolAdminTestClients *
sol_admin_test_clients_new (SolBroker *broker)
{
  SolAdminTestClients *self = g_new0 (SolAdminTestClients, 1);

  self->broker = g_object_ref (broker);
  self->clients
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)test_client_free);
  return self;
}

void
sol_admin_test_clients_free (SolAdminTestClients *self)
{
  g_clear_handle_id (&self->reap_id, g_source_remove);
  g_hash_table_unref (self->clients);
  g_object_unref (self->broker);
  g_free (self);
}

SolAdminTestClient *
sol_admin_test_clients_find (SolAdminTestClients *self,
                             const char          *client_id)
{
  SolAdminTestClient *client = g_hash_table_lookup (self->clients, client_id);

  if (client != NULL)
    client->used_us = g_get_monotonic_time ();
  return client;
}

SolAdminTestClient *
sol_admin_test_clients_add (SolAdminTestClients *self,
                            const char          *client_id)
{
  SolAdminTestClient *client = sol_admin_test_clients_find (self, client_id);

  if (client != NULL)
    return client;
  if (g_hash_table_size (self->clients) >= SOL_ADMIN_MAX_TEST_CLIENTS)
    return NULL;
  client = test_client_new (self->broker, client_id);
  g_hash_table_insert (self->clients, client->client_id, client);
  if (self->reap_id == 0)
    self->reap_id = g_timeout_add_seconds (REAP_INTERVAL_S, reap_cb, self);
  return client;
}

void
sol_admin_test_clients_remove (SolAdminTestClients *self,
                               const char          *client_id)
{
  g_hash_table_remove (self->clients, client_id);
}

static gboolean
find_filter (SolAdminTestClient *self,
             const char         *filter,
             guint              *position)
{
  for (guint i = 0; i + 1 < self->filters->len; i++)
    if (g_str_equal (g_ptr_array_index (self->filters, i), filter))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
set_tap_filters (SolAdminTestClient *self)
{
  const char * const *filters = (const char * const *) self->filters->pdata;

  if (self->tap != NULL)
    sol_tap_set_filters (self->tap, filters);
  else
    self->tap = sol_tap_new (self->broker, filters, sol_admin_inbox_push,
                             sol_admin_inbox_ref (self->inbox));
}

gboolean
sol_admin_test_client_subscribe (SolAdminTestClient *self,
                                 const char         *filter,
                                 guint8              qos)
{
  guint position;

  if (find_filter (self, filter, &position))
    {
      self->filter_qos->data[position] = qos;
      return TRUE;
    }
  if (self->filters->len > SOL_ADMIN_MAX_TEST_FILTERS)
    return FALSE;
  g_ptr_array_insert (self->filters, (int) self->filters->len - 1, g_strdup (filter));
  g_byte_array_append (self->filter_qos, &qos, 1);
  set_tap_filters (self);
  return TRUE;
}

gboolean
sol_admin_test_client_unsubscribe (SolAdminTestClient *self,
                                   const char         *filter)
{
  guint position;

  if (!find_filter (self, filter, &position))
    return FALSE;
  g_ptr_array_remove_index (self->filters, position);
  g_byte_array_remove_index (self->filter_qos, position);
  set_tap_filters (self);
  return TRUE;
}

GPtrArray *
sol_admin_test_client_take (SolAdminTestClient *self,
                            guint64            *n_dropped)
{
  return sol_admin_inbox_take (self->inbox, n_dropped);
}

static SolBrokerClient *
describe (const SolAdminTestClient *client)
{
  SolBrokerClient *info = g_new0 (SolBrokerClient, 1);

  info->client_id = g_strdup (client->client_id);
  info->address = g_strdup ("in-process");
  info->is_connected = TRUE;
  info->version = SOL_MQTT_VERSION_3_1_1;
  info->clean_session = TRUE;
  info->since_us = client->since_us;
  info->subscriptions = g_strdupv ((char **) client->filters->pdata);
  info->subscription_qos = g_memdup2 (client->filter_qos->data, client->filter_qos->len);
  return info;
}

GPtrArray *
sol_admin_test_clients_list (SolAdminTestClients *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_client_free);
  GHashTableIter iter;
  gpointer client;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    g_ptr_array_add (list, describe (client));
  return list;
}
