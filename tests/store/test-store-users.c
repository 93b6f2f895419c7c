/* test-store-users.c: users written, read, removed, and still there afterwards
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "store-support.h"

static void
assert_user (SolStore   *store,
             const char *name,
             const char *hash)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) users = store_list_users (store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (users, name), ==, hash);
}

static void
test_in_memory (void)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (store_put_user (store, "anna", "$y$1", &error));
  g_assert_no_error (error);
  assert_user (store, "anna", "$y$1");
  assert_user (store, "Anna", NULL);
}

static void
test_replaces_hash (void)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (GHashTable) users = NULL;

  g_assert_true (store_put_user (store, "anna", "$y$1", NULL));
  g_assert_true (store_put_user (store, "anna", "$y$2", NULL));
  users = store_list_users (store, NULL);
  g_assert_cmpuint (g_hash_table_size (users), ==, 1);
  assert_user (store, "anna", "$y$2");
}

static void
test_removes (void)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (store_put_user (store, "anna", "$y$1", NULL));
  g_assert_true (store_remove_user (store, "anna", &error));
  g_assert_no_error (error);
  assert_user (store, "anna", NULL);
  g_assert_false (store_remove_user (store, "anna", &error));
  g_assert_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "anna"));
}

static void
test_names_are_octets (void)
{
  const char *name = "o'Brien \"; DROP TABLE users; -- \xe6\xb3\xa2";
  g_autoptr (SolStore) store = sol_store_new (NULL);

  g_assert_true (store_put_user (store, name, "$y$1", NULL));
  assert_user (store, name, "$y$1");
}

static void
test_outlives_store (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);

  g_assert_true (store_put_user (store, "anna", "$y$1", NULL));
  g_set_object (&store, NULL);
  store = sol_store_new (fixture->path);
  assert_user (store, "anna", "$y$1");
}

static void
count_answer_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sol_store_put_user_finish (SOL_STORE (source), result, &error));
  g_assert_no_error (error);
  (*(guint *) user_data)++;
}

static void
test_many_at_once (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GHashTable) users = NULL;
  guint n_answers = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("device-%u", i);

      sol_store_put_user_async (store, name, "$y$1", NULL, count_answer_cb, &n_answers);
    }
  users = store_list_users (store, NULL);
  g_assert_cmpuint (g_hash_table_size (users), ==, 1000);
  while (n_answers < 1000)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_last_reference_writes (StoreFixture  *fixture,
                            gconstpointer  data)
{
  SolStore *store = sol_store_new (fixture->path);
  guint n_answers = 0;

  sol_store_put_user_async (store, "anna", "$y$1", NULL, count_answer_cb, &n_answers);
  g_object_unref (store);
  while (n_answers < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT count(*) FROM users"), ==, 1);
}

static void
keep_error_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_assert_false (sol_store_put_user_finish (SOL_STORE (source), result, user_data));
}

static void
test_cancelled_before (void)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  sol_store_put_user_async (store, "anna", "$y$1", cancellable, keep_error_cb, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_user (store, "anna", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/users/in-memory", test_in_memory);
  g_test_add_func ("/store/users/replaces-hash", test_replaces_hash);
  g_test_add_func ("/store/users/removes", test_removes);
  g_test_add_func ("/store/users/names-are-octets", test_names_are_octets);
  g_test_add_func ("/store/users/cancelled-before", test_cancelled_before);
  g_test_add ("/store/users/outlives-store", StoreFixture, NULL, store_fixture_set_up,
              test_outlives_store, store_fixture_tear_down);
  g_test_add ("/store/users/many-at-once", StoreFixture, NULL, store_fixture_set_up,
              test_many_at_once, store_fixture_tear_down);
  g_test_add ("/store/users/last-reference-writes", StoreFixture, NULL, store_fixture_set_up,
              test_last_reference_writes, store_fixture_tear_down);
  return g_test_run ();
}
