/* test-client-list.c: items stay, in place and in order
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-list.h"

#include "sol-store.h"

static SolBrokerClient *
new_client (const char *client_id,
            gint64      since_us,
            guint64     n_in)
{
  SolBrokerClient *client = g_new0 (SolBrokerClient, 1);

  client->client_id = g_strdup (client_id);
  client->address = g_strdup ("127.0.0.1:5");
  client->is_connected = TRUE;
  client->since_us = since_us;
  client->n_in = n_in;
  client->subscriptions = g_new0 (char *, 1);
  return client;
}

/* @ids: letters; each client is as old as its number in @since */
static void
update (SolClientList *list,
        const char    *ids,
        const gint64  *since_us,
        guint64        n_in)
{
  GPtrArray *clients = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_broker_client_free);

  for (guint i = 0; ids[i] != '\0'; i++)
    {
      const char name[] = { ids[i], '\0' };

      g_ptr_array_add (clients, new_client (name, since_us[i], n_in));
    }
  sol_client_list_update (list, clients, G_USEC_PER_SEC);
}

static char *
dup_order (SolClientList *list)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (SolClientItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_string_append (order, sol_client_item_get_info (item)->client_id);
    }
  return g_string_free (order, FALSE);
}

static void
assert_order (SolClientList *list,
              const char    *wanted)
{
  g_autofree char *order = dup_order (list);

  g_assert_cmpstr (order, ==, wanted);
}

/* Follows the list by its signals alone, as a view does */
static void
mirror_cb (GListModel *model,
           guint       position,
           guint       n_removed,
           guint       n_added,
           GString    *mirror)
{
  g_string_erase (mirror, position, n_removed);
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (SolClientItem) item = g_list_model_get_item (model, i);

      g_string_insert (mirror, i, sol_client_item_get_info (item)->client_id);
    }
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

static SolClientList *
new_list (void)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (SolBroker) broker = sol_broker_new (store);

  return sol_client_list_new (broker);
}

static void
test_order (void)
{
  g_autoptr (SolClientList) list = new_list ();
  g_autoptr (GString) mirror = g_string_new (NULL);

  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  update (list, "cab", (gint64[]) { 3, 1, 2 }, 0);
  assert_order (list, "abc");
  update (list, "bdac", (gint64[]) { 2, 4, 1, 3 }, 0);
  assert_order (list, "abcd");
  update (list, "xyzd", (gint64[]) { 1, 2, 3, 4 }, 0);
  assert_order (list, "xyzd");
  /* y came back: a new connection stands last */
  update (list, "xyzd", (gint64[]) { 1, 9, 3, 4 }, 0);
  assert_order (list, "xzdy");
  update (list, "ba", (gint64[]) { 5, 5 }, 0);
  assert_order (list, "ab");
  g_assert_cmpstr (mirror->str, ==, "ab");
  update (list, "", NULL, 0);
  assert_order (list, "");
  g_assert_cmpuint (mirror->len, ==, 0);
}

/* Many random lists: what the signals tell is what is there */
static void
test_random (void)
{
  g_autoptr (SolClientList) list = new_list ();
  g_autoptr (GString) mirror = g_string_new (NULL);

  g_signal_connect (list, "items-changed", G_CALLBACK (mirror_cb), mirror);
  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *order = NULL;
      char ids[27] = "";
      gint64 since_us[26];
      guint n = 0;

      for (char name = 'a'; name <= 'z'; name++)
        if (g_test_rand_int_range (0, 3) > 0)
          {
            since_us[n] = g_test_rand_int_range (0, 6);
            ids[n++] = name;
          }
      ids[n] = '\0';
      update (list, ids, since_us, 0);
      order = dup_order (list);
      g_assert_cmpuint (strlen (order), ==, n);
      g_assert_cmpstr (order, ==, mirror->str);
    }
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  (*n)++;
}

static void
test_updates_in_place (void)
{
  g_autoptr (SolClientList) list = new_list ();
  g_autoptr (SolClientItem) item = NULL, again = NULL;
  guint n_in_notified = 0, address_notified = 0;
  double rate = 0.0;
  guint64 n_in = 0;

  update (list, "ab", (gint64[]) { 1, 2 }, 10);
  item = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_signal_connect (item, "notify::n-in", G_CALLBACK (count_cb), &n_in_notified);
  g_signal_connect (item, "notify::address", G_CALLBACK (count_cb), &address_notified);
  update (list, "ab", (gint64[]) { 1, 2 }, 35);
  again = g_list_model_get_item (G_LIST_MODEL (list), 0);

  g_assert_true (item == again);
  g_object_get (item, "n-in", &n_in, "rate-in", &rate, NULL);
  g_assert_cmpuint (n_in, ==, 35);
  g_assert_cmpfloat_with_epsilon (rate, 25.0, 1e-9);
  g_assert_cmpuint (n_in_notified, ==, 1);
  g_assert_cmpuint (address_notified, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client-list/order-of-connecting", test_order);
  g_test_add_func ("/client-list/signals-tell-what-is-there", test_random);
  g_test_add_func ("/client-list/updates-in-place", test_updates_in_place);
  return g_test_run ();
}
