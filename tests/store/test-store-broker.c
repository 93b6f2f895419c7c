/* test-store-broker.c: what a broker stores comes back as it was
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-store-broker.h"

#include "store-support.h"

/* Everything that is read, a line each */

static void
tell_session_cb (const SolStoreSession *session,
                 gpointer               user_data)
{
  g_string_append_printf (user_data, "session %u %s user %s v%u expiry %u ended %" G_GINT64_FORMAT
                          " sent %" G_GUINT64_FORMAT "\n",
                          session->id, session->client_id,
                          session->user_name != NULL ? session->user_name : "-", session->version,
                          session->expiry_s, session->ended_us, session->sent_row);
}

static void
tell_subscription_cb (const SolStoreSubscription *subscription,
                      gpointer                    user_data)
{
  g_string_append_printf (user_data, "subscription %u %.*s %02x %u\n", subscription->session,
                          subscription->filter_len, subscription->filter, subscription->options,
                          subscription->identifier);
}

static void
tell_received_cb (guint32  session,
                  guint16  packet_id,
                  gpointer user_data)
{
  g_string_append_printf (user_data, "received %u %u\n", session, packet_id);
}

static void
tell_content (GString               *text,
              const SolStoreContent *content)
{
  if (content->topic == NULL)
    return;
  g_string_append_printf (text, " %.*s=%.*s [%.*s] q%u r%u at %" G_GINT64_FORMAT, content->topic_len,
                          content->topic, (int) content->payload_len,
                          (const char *) content->payload, (int) content->properties_len,
                          (const char *) content->properties, content->qos, content->retain,
                          content->arrived_us);
  if (content->expires_us != G_MAXINT64)
    g_string_append_printf (text, " until %" G_GINT64_FORMAT, content->expires_us);
}

static void
tell_row_cb (guint64            id,
             const SolStoreRow *row,
             gpointer           user_data)
{
  static const char *const names[] = { "none", "delivery", "message", "retained", "will" };

  g_string_append_printf (user_data, "%s %" G_GUINT64_FORMAT, names[row->kind], id);
  if (row->kind == SOL_STORE_ROW_DELIVERY)
    g_string_append_printf (user_data, " to %u id %u q%u r%u%s", row->session, row->packet_id,
                            row->qos, row->retain, row->is_released ? " released" : "");
  if (row->message != 0)
    g_string_append_printf (user_data, " of %" G_GUINT64_FORMAT, row->message);
  for (guint i = 0; i < row->n_identifiers; i++)
    g_string_append_printf (user_data, " #%u", row->identifiers[i]);
  if (row->share != NULL)
    g_string_append_printf (user_data, " by %s", row->share);
  if (row->kind == SOL_STORE_ROW_WILL)
    g_string_append_printf (user_data, " of %u delay %u", row->session, row->delay_s);
  tell_content (user_data, &row->content);
  g_string_append_c (user_data, '\n');
}

static const SolStoreReader reader = {
  tell_session_cb,
  tell_subscription_cb,
  tell_received_cb,
  tell_row_cb,
};

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
load (SolStore  *store,
      GError   **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  GString *text = g_string_new (NULL);

  sol_store_load_async (store, &reader, text, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (sol_store_load_finish (store, result, error))
    return g_string_free (text, FALSE);
  g_string_free (text, TRUE);
  return NULL;
}

static void
assert_stored (StoreFixture *fixture,
               const char   *expected)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = load (store, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
commit (StoreFixture  *fixture,
        SolStoreBatch *batch)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);

  sol_store_commit (store, batch, SOL_STORE_RELAXED, NULL, NULL);
}

static SolStoreBatch *
batch_new (guint64 first_row)
{
  SolStoreBatch *batch = sol_store_batch_new (g_free);

  sol_store_batch_begin (batch, first_row);
  return batch;
}

/* Its owner shows that each row's is let go once: under a sanitizer, or by a double free */
static SolStoreContent
content_new (const char *topic,
             const char *payload)
{
  SolStoreContent content = {
    .owner = g_strdup (payload),
    .topic = topic,
    .topic_len = (guint16) strlen (topic),
    .payload_len = (guint32) strlen (payload),
    .qos = 1,
    .arrived_us = 1000,
    .expires_us = G_MAXINT64,
  };

  content.payload = content.owner;
  return content;
}

static guint64
add_delivery (SolStoreBatch *batch,
              guint16        packet_id,
              const char    *payload)
{
  return sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_DELIVERY,
                                                      .session = 5,
                                                      .packet_id = packet_id,
                                                      .qos = 2,
                                                      .content = content_new ("a/b", payload) });
}

static void
test_all_kinds (StoreFixture  *fixture,
                gconstpointer  data)
{
  SolStoreBatch *batch = batch_new (100);
  SolStoreContent content = content_new ("t", "expires");
  guint32 identifiers[] = { 7, 268435455 };

  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 5,
                                                           .client_id = "五",
                                                           .user_name = "anna",
                                                           .version = 5,
                                                           .expiry_s = G_MAXUINT32,
                                                           .ended_us = 77,
                                                           .sent_row = 101 });
  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 6, .client_id = "six" });
  sol_store_batch_put_subscription (batch, &(SolStoreSubscription) { .filter = "a/#…",
                                                                     .filter_len = 3,
                                                                     .session = 5,
                                                                     .options = 0x2e,
                                                                     .identifier = 9 });
  sol_store_batch_put_received (batch, 5, 65535);
  content.properties = (const guint8 *) "pp";
  content.properties_len = 2;
  content.expires_us = 2000;
  sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_MESSAGE,
                                               .content = content });
  sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_DELIVERY,
                                               .session = 5,
                                               .packet_id = 3,
                                               .qos = 1,
                                               .retain = 1,
                                               .message = 100,
                                               .identifiers = g_memdup2 (identifiers, 8),
                                               .n_identifiers = 2,
                                               .share = g_strdup ("$share/g/t") });
  add_delivery (batch, 4, "");
  sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_RETAINED,
                                               .content = content_new ("r/1", "kept") });
  sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_WILL,
                                               .session = 5,
                                               .delay_s = 30,
                                               .content = content_new ("w", "gone") });
  commit (fixture, batch);
  assert_stored (fixture,
                 "session 5 五 user anna v5 expiry 4294967295 ended 77 sent 101\n"
                 "session 6 six user - v0 expiry 0 ended 0 sent 0\n"
                 "subscription 5 a/# 2e 9\n"
                 "received 5 65535\n"
                 "message 100 t=expires [pp] q1 r0 at 1000 until 2000\n"
                 "delivery 101 to 5 id 3 q1 r1 of 100 #7 #268435455 by $share/g/t\n"
                 "delivery 102 to 5 id 4 q2 r0 a/b= [] q1 r0 at 1000\n"
                 "retained 103 r/1=kept [] q1 r0 at 1000\n"
                 "will 104 of 5 delay 30 w=gone [] q1 r0 at 1000\n");
}

static void
test_take_back (StoreFixture  *fixture,
                gconstpointer  data)
{
  SolStoreBatch *batch = batch_new (1);
  guint64 first = add_delivery (batch, 1, "one");
  guint64 second = add_delivery (batch, 2, "two");

  g_assert_false (sol_store_batch_is_empty (batch));
  sol_store_batch_remove (batch, SOL_STORE_ROW_DELIVERY, first);
  g_assert_null (sol_store_batch_find (batch, first));
  g_assert_nonnull (sol_store_batch_find (batch, second));
  sol_store_batch_remove (batch, SOL_STORE_ROW_DELIVERY, second);
  g_assert_true (sol_store_batch_is_empty (batch));
  g_assert_cmpuint (sol_store_batch_get_bytes (batch), ==, 0);
  g_assert_cmpuint (add_delivery (batch, 3, "three"), ==, 3);
  commit (fixture, batch);
  assert_stored (fixture, "delivery 3 to 5 id 3 q2 r0 a/b=three [] q1 r0 at 1000\n");
}

static void
test_older_rows (StoreFixture  *fixture,
                 gconstpointer  data)
{
  SolStoreBatch *batch = batch_new (1);

  add_delivery (batch, 1, "one");
  add_delivery (batch, 2, "two");
  add_delivery (batch, 3, "three");
  sol_store_batch_release (batch, 3);
  sol_store_batch_add (batch, &(SolStoreRow) { .kind = SOL_STORE_ROW_WILL,
                                               .content = content_new ("w", "gone") });
  commit (fixture, batch);
  batch = batch_new (5);
  sol_store_batch_release (batch, 1);
  sol_store_batch_release (batch, 2);
  sol_store_batch_remove (batch, SOL_STORE_ROW_DELIVERY, 2);
  commit (fixture, batch);
  assert_stored (fixture,
                 "delivery 1 to 5 id 1 q2 r0 released\n"
                 "delivery 3 to 5 id 3 q2 r0 released\n"
                 "will 4 of 0 delay 0 w=gone [] q1 r0 at 1000\n");
}

static void
put_subscription (SolStoreBatch *batch,
                  guint32        session,
                  const char    *filter,
                  guint8         options)
{
  sol_store_batch_put_subscription (batch, &(SolStoreSubscription) {
                                               .session = session,
                                               .filter = filter,
                                               .filter_len = (guint16) strlen (filter),
                                               .options = options,
                                           });
}

static void
test_names_in_order (StoreFixture  *fixture,
                     gconstpointer  data)
{
  SolStoreBatch *batch = batch_new (1);

  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 1, .client_id = "one" });
  put_subscription (batch, 1, "a", 1);
  sol_store_batch_put_received (batch, 1, 8);
  sol_store_batch_remove_session (batch, 1);
  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 2, .client_id = "two" });
  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 2, .client_id = "two",
                                                           .ended_us = 3 });
  put_subscription (batch, 2, "a", 1);
  put_subscription (batch, 2, "a", 2);
  put_subscription (batch, 2, "b", 0);
  sol_store_batch_remove_subscription (batch, 2, "b", 1);
  sol_store_batch_put_received (batch, 2, 8);
  sol_store_batch_put_received (batch, 2, 9);
  sol_store_batch_remove_received (batch, 2, 8);
  commit (fixture, batch);
  assert_stored (fixture,
                 "session 2 two user - v0 expiry 0 ended 3 sent 0\n"
                 "subscription 2 a 02 0\n"
                 "received 2 9\n");
}

static void
test_forget_all (StoreFixture  *fixture,
                 gconstpointer  data)
{
  SolStoreBatch *batch = batch_new (1);

  add_delivery (batch, 1, "one");
  sol_store_batch_put_session (batch, &(SolStoreSession) { .id = 1, .client_id = "one" });
  commit (fixture, batch);
  batch = batch_new (1);
  sol_store_batch_forget_all (batch);
  add_delivery (batch, 2, "two");
  commit (fixture, batch);
  assert_stored (fixture, "delivery 1 to 5 id 2 q2 r0 a/b=two [] q1 r0 at 1000\n");
}

typedef struct
{
  GMutex   lock;
  GCond    cond;
  gboolean is_done;
  GError  *error;
} Answer;

static void
answer_cb (SolStoreBatch *batch,
           const GError  *error,
           gpointer       user_data)
{
  Answer *answer = user_data;

  g_mutex_lock (&answer->lock);
  answer->error = error != NULL ? g_error_copy (error) : NULL;
  answer->is_done = TRUE;
  g_cond_signal (&answer->cond);
  g_mutex_unlock (&answer->lock);
}

static GError *
commit_and_wait (SolStore      *store,
                 SolStoreBatch *batch)
{
  Answer answer = { .is_done = FALSE };

  g_mutex_init (&answer.lock);
  g_cond_init (&answer.cond);
  sol_store_commit (store, batch, SOL_STORE_STRICT, answer_cb, &answer);
  g_mutex_lock (&answer.lock);
  while (!answer.is_done)
    g_cond_wait (&answer.cond, &answer.lock);
  g_mutex_unlock (&answer.lock);
  g_mutex_clear (&answer.lock);
  g_cond_clear (&answer.cond);
  return answer.error;
}

/* A row that is there already fails the transaction; once it is gone, the same batch goes in */
static void
test_all_or_nothing (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (SolStoreBatch) batch = batch_new (1);
  g_autoptr (SolStoreBatch) other = batch_new (2);
  g_autoptr (SolStoreBatch) cure = batch_new (3);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  add_delivery (other, 9, "in the way");
  g_assert_no_error (commit_and_wait (store, other));
  add_delivery (batch, 1, "one");
  add_delivery (batch, 2, "two");
  error = commit_and_wait (store, batch);
  g_assert_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_DATABASE);
  g_clear_error (&error);
  text = load (store, &error);
  g_assert_cmpstr (text, ==, "delivery 2 to 5 id 9 q2 r0 a/b=in the way [] q1 r0 at 1000\n");

  sol_store_batch_remove (cure, SOL_STORE_ROW_DELIVERY, 2);
  g_assert_no_error (commit_and_wait (store, cure));
  g_assert_no_error (commit_and_wait (store, batch));
  g_free (text);
  text = load (store, &error);
  g_assert_cmpstr (text, ==,
                   "delivery 1 to 5 id 1 q2 r0 a/b=one [] q1 r0 at 1000\n"
                   "delivery 2 to 5 id 2 q2 r0 a/b=two [] q1 r0 at 1000\n");
}

static void
test_one_broker (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (SolStore) second = sol_store_new (fixture->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = load (store, &error);
  g_autofree char *again = load (store, &error);
  g_autofree char *refused = NULL, *after = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, "");
  refused = load (second, &error);
  g_assert_null (refused);
  g_assert_error (error, SOL_STORE_ERROR, SOL_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_clear_error (&error);
  /* Users are anybody's */
  g_assert_true (store_put_user (second, "anna", "$y$1", &error));
  g_clear_object (&store);
  after = load (second, &error);
  g_assert_no_error (error);
}

#define ADD(name, func) \
  g_test_add ("/store/broker/" name, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-kinds", test_all_kinds);
  ADD ("take-back", test_take_back);
  ADD ("older-rows", test_older_rows);
  ADD ("names-in-order", test_names_in_order);
  ADD ("forget-all", test_forget_all);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("one-broker", test_one_broker);
  return g_test_run ();
}
