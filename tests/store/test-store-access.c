/* test-store-access.c: access rules and bans written, read, replaced, and still there afterwards
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-store-acl.h"
#include "sol-store-bans.h"
#include "store-support.h"

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static SolAclList *
get_acl (SolStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SolAclList *list;

  sol_store_get_acl_async (store, NULL, keep_result_cb, &result);
  list = sol_store_get_acl_finish (store, wait_for_result (&result), &error);
  g_assert_no_error (error);
  return list;
}

static gboolean
put_acl (SolStore   *store,
         GPtrArray  *rules,
         guint       revision,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_put_acl_async (store, rules, revision, NULL, keep_result_cb, &result);
  return sol_store_put_acl_finish (store, wait_for_result (&result), error);
}

static GPtrArray *
make_rules (void)
{
  GPtrArray *rules = sol_acl_rules_new ();

  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_USER, "o'Brien", SOL_ACL_PUBLISH, TRUE, "a/%u"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_ANONYMOUS, NULL, SOL_ACL_SUBSCRIBE, FALSE, "#"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_EVERYBODY, NULL, SOL_ACL_BOTH, TRUE, "#"));
  return rules;
}

static void
assert_same (const GPtrArray *a,
             const GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      g_autofree char *one = sol_acl_rule_to_text (a->pdata[i]);
      g_autofree char *two = sol_acl_rule_to_text (b->pdata[i]);

      g_assert_cmpstr (one, ==, two);
    }
}

static void
test_rules (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GPtrArray) rules = make_rules ();
  g_autoptr (SolAclList) empty = get_acl (store);
  g_autoptr (SolAclList) list = NULL;

  g_assert_cmpuint (empty->revision, ==, 0);
  g_assert_cmpuint (empty->rules->len, ==, 0);
  g_assert_true (put_acl (store, rules, 0, NULL));
  g_set_object (&store, NULL);
  store = sol_store_new (fixture->path);
  list = get_acl (store);
  g_assert_cmpuint (list->revision, ==, 1);
  assert_same (list->rules, rules);
}

static void
test_stale (StoreFixture  *fixture,
            gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GPtrArray) rules = make_rules ();
  g_autoptr (GPtrArray) none = sol_acl_rules_new ();
  g_autoptr (SolAclList) list = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (put_acl (store, rules, 0, NULL));
  g_assert_false (put_acl (store, none, 0, &error));
  g_assert_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_STALE);
  list = get_acl (store);
  assert_same (list->rules, rules);
  g_assert_true (put_acl (store, none, SOL_STORE_ANY_REVISION, NULL));
}

static gboolean
put_ban (SolStore   *store,
         SolBanKind  kind,
         const char *value,
         gint64      until_s)
{
  g_autoptr (SolBan) ban = sol_ban_new (kind, value, 1, until_s);
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_put_ban_async (store, ban, NULL, keep_result_cb, &result);
  return sol_store_put_ban_finish (store, wait_for_result (&result), NULL);
}

static GPtrArray *
list_bans (SolStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_list_bans_async (store, NULL, keep_result_cb, &result);
  return sol_store_list_bans_finish (store, wait_for_result (&result), NULL);
}

static gboolean
remove_ban (SolStore    *store,
            SolBanKind   kind,
            const char  *value,
            GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_remove_ban_async (store, kind, value, NULL, keep_result_cb, &result);
  return sol_store_remove_ban_finish (store, wait_for_result (&result), error);
}

static void
test_bans (StoreFixture  *fixture,
           gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GPtrArray) bans = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (put_ban (store, SOL_BAN_CLIENT, "over", now_s - 1));
  g_assert_true (put_ban (store, SOL_BAN_CLIENT, "a", 0));
  g_assert_true (put_ban (store, SOL_BAN_USER, "a", now_s + 3600));
  g_assert_true (put_ban (store, SOL_BAN_USER, "a", now_s + 7200));
  g_set_object (&store, NULL);
  store = sol_store_new (fixture->path);
  bans = list_bans (store);
  g_assert_cmpuint (bans->len, ==, 2);
  g_assert_cmpint (((SolBan *) bans->pdata[1])->until_s, ==, now_s + 7200);
  g_assert_true (remove_ban (store, SOL_BAN_CLIENT, "a", &error));
  g_assert_no_error (error);
  g_assert_false (remove_ban (store, SOL_BAN_CLIENT, "a", &error));
  g_assert_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_NOT_FOUND);
}

static gboolean
check_others (SolStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_store_check_others_async (store, keep_result_cb, &result);
  return sol_store_check_others_finish (store, wait_for_result (&result));
}

/* What the command line writes beside a running broker; its own writes are no news */
static void
test_others_are_noticed (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (SolStore) other = sol_store_new (fixture->path);
  /* Both are open when it is answered: opening writes, too */
  g_autoptr (GPtrArray) none = list_bans (other);

  g_assert_cmpuint (none->len, ==, 0);
  check_others (store);
  g_assert_false (check_others (store));
  g_assert_true (put_ban (store, SOL_BAN_CLIENT, "a", 0));
  g_assert_false (check_others (store));
  g_assert_true (put_ban (other, SOL_BAN_CLIENT, "b", 0));
  g_assert_true (check_others (store));
  g_assert_false (check_others (store));
}

#define ADD(name, test)                                                             \
  g_test_add ("/store/access/" name, StoreFixture, NULL, store_fixture_set_up, test, \
              store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("rules", test_rules);
  ADD ("rules-changed-meanwhile", test_stale);
  ADD ("bans", test_bans);
  ADD ("others-are-noticed", test_others_are_noticed);
  return g_test_run ();
}
