/* sol-client-list.c: the broker's clients as a list that keeps up with them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-list.h"

#define MAX_CLIENTS 1000
#define INTERVAL_S 1

struct _SolClientList
{
  GObject parent_instance;

  /* Owned */
  SolBroker    *broker;
  GPtrArray    *items;       /* of SolClientItem, in the order of client_compare() */
  GCancellable *cancellable; /* of the question under way */

  gint64        asked_us;    /* monotonic clock: when the last answer was asked for */
  guint         timeout_id;
};

static void sol_client_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SolClientList,
                               sol_client_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      sol_client_list_model_init))

static GType
sol_client_list_get_item_type (GListModel *model)
{
  return SOL_TYPE_CLIENT_ITEM;
}

static guint
sol_client_list_get_n_items (GListModel *model)
{
  return SOL_CLIENT_LIST (model)->items->len;
}

static gpointer
sol_client_list_get_item (GListModel *model,
                          guint       position)
{
  SolClientList *self = SOL_CLIENT_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
sol_client_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = sol_client_list_get_item_type;
  iface->get_n_items = sol_client_list_get_n_items;
  iface->get_item = sol_client_list_get_item;
}

static int
client_compare (const SolBrokerClient *a,
                const SolBrokerClient *b)
{
  if (a->since_us != b->since_us)
    return a->since_us < b->since_us ? -1 : 1;
  return g_strcmp0 (a->client_id, b->client_id);
}

static int
client_compare_cb (gconstpointer a,
                   gconstpointer b)
{
  return client_compare (*(SolBrokerClient * const *) a, *(SolBrokerClient * const *) b);
}

static SolClientItem *
item_at (SolClientList *self,
         guint          position)
{
  return g_ptr_array_index (self->items, position);
}

static int
compare_at (SolClientList         *self,
            guint                  position,
            const SolBrokerClient *client)
{
  return client_compare (sol_client_item_get_info (item_at (self, position)), client);
}

/* Items that come before @client, or all of the rest when it is NULL, are of clients that are
 * gone */
static void
remove_until (SolClientList         *self,
              guint                  position,
              const SolBrokerClient *client)
{
  guint end = position;

  while (end < self->items->len && (client == NULL || compare_at (self, end, client) < 0))
    end++;
  if (end == position)
    return;
  g_ptr_array_remove_range (self->items, position, end - position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, end - position, 0);
}

/* Inserts the clients from @next that come before the item at @position, with one signal.
 * Returns: how many */
static guint
insert_run (SolClientList *self,
            guint          position,
            GPtrArray     *clients,
            guint          next)
{
  guint n = 0;

  while (next + n < clients->len
         && (position + n >= self->items->len
             || compare_at (self, position + n, g_ptr_array_index (clients, next + n)) > 0))
    {
      SolBrokerClient *client = g_steal_pointer (&g_ptr_array_index (clients, next + n));

      g_ptr_array_insert (self->items, (int) (position + n), sol_client_item_new (client));
      n++;
    }
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
  return n;
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (SolClientList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *clients = sol_broker_list_clients_finish (SOL_BROKER (source), result, &error);
  gint64 now_us = g_get_monotonic_time ();

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  /* A broker that cannot answer has no clients */
  if (clients == NULL)
    clients = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_client_free);
  sol_client_list_update (self, clients, now_us - self->asked_us);
  self->asked_us = now_us;
}

static gboolean
ask_cb (gpointer user_data)
{
  SolClientList *self = user_data;

  if (self->cancellable != NULL)
    return G_SOURCE_CONTINUE;
  self->cancellable = g_cancellable_new ();
  sol_broker_list_clients_async (self->broker, MAX_CLIENTS, self->cancellable, answer_cb,
                                 g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

static void
sol_client_list_dispose (GObject *object)
{
  SolClientList *self = SOL_CLIENT_LIST (object);

  sol_client_list_set_active (self, FALSE);
  G_OBJECT_CLASS (sol_client_list_parent_class)->dispose (object);
}

static void
sol_client_list_finalize (GObject *object)
{
  SolClientList *self = SOL_CLIENT_LIST (object);

  g_object_unref (self->broker);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (sol_client_list_parent_class)->finalize (object);
}

static void
sol_client_list_class_init (SolClientListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sol_client_list_dispose;
  object_class->finalize = sol_client_list_finalize;
}

static void
sol_client_list_init (SolClientList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

SolClientList *
sol_client_list_new (SolBroker *broker)
{
  SolClientList *self = g_object_new (SOL_TYPE_CLIENT_LIST, NULL);

  self->broker = g_object_ref (broker);
  return self;
}

void
sol_client_list_set_active (SolClientList *self,
                            gboolean       active)
{
  if (active == (self->timeout_id != 0))
    return;
  if (active)
    {
      self->timeout_id = g_timeout_add_seconds (INTERVAL_S, ask_cb, self);
      ask_cb (self);
      return;
    }
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
sol_client_list_update (SolClientList *self,
                        GPtrArray     *clients,
                        gint64         elapsed_us)
{
  guint next = 0, position = 0;

  g_ptr_array_sort (clients, client_compare_cb);
  while (next < clients->len)
    {
      guint n;

      remove_until (self, position, g_ptr_array_index (clients, next));
      if (position < self->items->len
          && compare_at (self, position, g_ptr_array_index (clients, next)) == 0)
        {
          SolBrokerClient *client = g_steal_pointer (&g_ptr_array_index (clients, next));

          sol_client_item_update (item_at (self, position), client, elapsed_us);
          n = 1;
        }
      else
        n = insert_run (self, position, clients, next);
      position += n;
      next += n;
    }
  remove_until (self, position, NULL);
  /* Every client is an item's by now */
  g_ptr_array_set_free_func (clients, NULL);
  g_ptr_array_unref (clients);
}
