/* test-topic-tree.c: filters, those who subscribed to them, and what is remembered of a match
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-match-memo-private.h"
#include "sol-mqtt-topic.h"

#define N_SUBSCRIBERS 20

typedef struct
{
  SolTopicTree  *tree;
  SolMatchMemo  *memo;
  GArray        *targets;
  SolSubscriber  subscribers[N_SUBSCRIBERS];
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->tree = sol_topic_tree_new ();
  self->memo = sol_match_memo_new (self->tree);
  self->targets = g_array_new (FALSE, FALSE, sizeof (SolTarget));
  g_array_set_clear_func (self->targets, sol_target_clear);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  for (guint i = 0; i < N_SUBSCRIBERS; i++)
    sol_topic_tree_remove_subscriber (self->tree, &self->subscribers[i]);
  g_assert_cmpuint (sol_topic_tree_get_n (self->tree), ==, 0);
  g_array_unref (self->targets);
  sol_match_memo_free (self->memo);
  sol_topic_tree_free (self->tree);
}

static void
subscribe (Fixture    *self,
           guint       i,
           const char *filter,
           guint8      qos)
{
  g_assert_nonnull (sol_topic_tree_subscribe (self->tree, &self->subscribers[i], filter,
                                              strlen (filter), qos, 0, NULL));
}

static gboolean
unsubscribe (Fixture    *self,
             guint       i,
             const char *filter)
{
  SolSubscription *subscription
      = sol_topic_tree_find (self->tree, &self->subscribers[i], filter, strlen (filter));

  if (subscription != NULL)
    sol_topic_tree_remove (self->tree, subscription);
  return subscription != NULL;
}

/* The QoS at which subscriber @i gets @topic; -1 when it does not; it must not stand there twice */
static int
match_one (Fixture    *self,
           guint       i,
           const char *topic)
{
  int qos = -1;

  sol_topic_tree_match (self->tree, topic, strlen (topic), self->targets);
  for (guint n = 0; n < self->targets->len; n++)
    {
      SolTarget *target = &g_array_index (self->targets, SolTarget, n);

      if (target->subscriber != &self->subscribers[i])
        continue;
      g_assert_cmpint (qos, ==, -1);
      qos = target->qos;
    }
  return qos;
}

static void
test_overlap_takes_the_highest (Fixture       *self,
                                gconstpointer  data)
{
  subscribe (self, 0, "a/b", 0);
  subscribe (self, 0, "a/+", 2);
  subscribe (self, 0, "#", 1);
  g_assert_cmpint (match_one (self, 0, "a/b"), ==, 2);
  g_assert_cmpint (match_one (self, 0, "a"), ==, 1);
  g_assert_true (unsubscribe (self, 0, "a/+"));
  g_assert_cmpint (match_one (self, 0, "a/b"), ==, 1);
}

static void
test_same_filter_replaces (Fixture       *self,
                           gconstpointer  data)
{
  subscribe (self, 0, "a/b", 2);
  subscribe (self, 0, "a/b", 0);
  g_assert_cmpuint (sol_topic_tree_get_n (self->tree), ==, 1);
  g_assert_cmpint (match_one (self, 0, "a/b"), ==, 0);
  g_assert_true (unsubscribe (self, 0, "a/b"));
  g_assert_false (unsubscribe (self, 0, "a/b"));
  g_assert_cmpint (match_one (self, 0, "a/b"), ==, -1);
}

static void
test_dollar_is_hidden (Fixture       *self,
                       gconstpointer  data)
{
  subscribe (self, 0, "#", 0);
  subscribe (self, 1, "+/a", 0);
  subscribe (self, 2, "$SYS/#", 0);
  subscribe (self, 3, "$SYS/+", 0);
  g_assert_cmpint (match_one (self, 0, "$SYS/a"), ==, -1);
  g_assert_cmpint (match_one (self, 1, "$SYS/a"), ==, -1);
  g_assert_cmpint (match_one (self, 2, "$SYS/a"), ==, 0);
  g_assert_cmpint (match_one (self, 3, "$SYS/a"), ==, 0);
  g_assert_cmpint (match_one (self, 0, "a/$b"), ==, 0);
}

static void
test_too_deep_is_refused (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *filter = g_strnfill (SOL_LEVEL_TREE_MAX_DEPTH, '/');
  g_autofree char *topic = g_strnfill (65535, '/');

  g_assert_null (sol_topic_tree_subscribe (self->tree, &self->subscribers[0], filter,
                                           strlen (filter), 0, 0, NULL));
  g_assert_nonnull (sol_topic_tree_subscribe (self->tree, &self->subscribers[0], filter,
                                              strlen (filter) - 1, 0, 0, NULL));
  subscribe (self, 0, "#", 0);
  g_assert_cmpint (match_one (self, 0, topic), ==, 0);
}

static const SolTarget *
find_target (Fixture    *self,
             guint       i,
             const char *topic,
             guint8      flags)
{
  sol_topic_tree_match (self->tree, topic, strlen (topic), self->targets);
  for (guint n = 0; n < self->targets->len; n++)
    {
      const SolTarget *target = &g_array_index (self->targets, SolTarget, n);

      if (target->subscriber == &self->subscribers[i] && (target->flags & flags) == flags)
        return target;
    }
  return NULL;
}

static void
subscribe_with (Fixture    *self,
                guint       i,
                const char *filter,
                guint8      options,
                guint32     identifier,
                gboolean    expected)
{
  gboolean existed;

  g_assert_nonnull (sol_topic_tree_subscribe (self->tree, &self->subscribers[i], filter,
                                              strlen (filter), options, identifier, &existed));
  g_assert_cmpint (existed, ==, expected);
}

static guint64
sum_ids (const SolTarget *target)
{
  guint64 sum = 0;

  for (guint i = 0; target->route != NULL && i < target->route->n_ids; i++)
    sum += target->route->ids[i];
  return sum;
}

static void
test_identifiers_are_merged (Fixture       *self,
                             gconstpointer  data)
{
  subscribe_with (self, 0, "a/b", 0, 1, FALSE);
  subscribe_with (self, 0, "a/+", 0, 10, FALSE);
  subscribe_with (self, 0, "#", 0, 0, FALSE);
  subscribe_with (self, 0, "a/#", 2, 100, FALSE);
  g_assert_cmpuint (sum_ids (find_target (self, 0, "a/b", 0)), ==, 111);
  g_assert_cmpuint (find_target (self, 0, "a/b", 0)->qos, ==, 2);
  g_assert_cmpuint (sum_ids (find_target (self, 0, "a/c", 0)), ==, 110);
  g_assert_null (find_target (self, 0, "x", 0)->route);
  subscribe_with (self, 0, "a/#", 0, 1000, TRUE);
  g_assert_cmpuint (sum_ids (find_target (self, 0, "a/b", 0)), ==, 1011);
  subscribe_with (self, 0, "a/#", 0, 0, TRUE);
  g_assert_cmpuint (sum_ids (find_target (self, 0, "a/b", 0)), ==, 11);
}

/* In every order of subscribing, its own messages reach it by the others alone */
static void
test_no_local_is_apart (Fixture       *self,
                        gconstpointer  data)
{
  static const char * const filters[] = { "a/b", "a/+", "+/b", "#" };

  for (guint turn = 0; turn < 4; turn++)
    {
      const SolTarget *target;

      for (guint i = 0; i < 4; i++)
        {
          guint at = (i + turn) % 4;
          guint8 options = at < 2 ? SOL_MQTT_OPTION_NO_LOCAL | 2 : 1;

          subscribe_with (self, 0, filters[at], options, 1u << at, FALSE);
        }
      target = find_target (self, 0, "a/b", SOL_TARGET_NOT_OWN);
      g_assert_cmpuint (sum_ids (target), ==, 15);
      g_assert_cmpuint (target->qos, ==, 2);
      target = find_target (self, 0, "a/b", SOL_TARGET_OWN_ONLY);
      g_assert_cmpuint (sum_ids (target), ==, 12);
      g_assert_cmpuint (target->qos, ==, 1);
      g_assert_cmpuint (self->targets->len, ==, 2);
      sol_topic_tree_remove_subscriber (self->tree, &self->subscribers[0]);
    }
  subscribe_with (self, 0, "a/b", SOL_MQTT_OPTION_NO_LOCAL, 0, FALSE);
  g_assert_nonnull (find_target (self, 0, "a/b", SOL_TARGET_NOT_OWN));
  g_assert_null (find_target (self, 0, "a/b", SOL_TARGET_OWN_ONLY));
}

static void
count_cb (SolSubscriber   *subscriber,
          SolDelivery     *delivery,
          const SolTarget *target)
{
  subscriber->match_index++;
}

static guint
deliver_shared (Fixture *self,
                guint    n_messages,
                guint    i)
{
  for (guint n = 0; n < N_SUBSCRIBERS; n++)
    self->subscribers[n].match_index = 0;
  for (guint n = 0; n < n_messages; n++)
    {
      SolDelivery delivery = { .qos = 1 };

      sol_topic_tree_match (self->tree, "a/b", 3, self->targets);
      g_assert_cmpuint (self->targets->len, ==, 1);
      g_array_index (self->targets, SolTarget, 0).subscriber->deliver (
          g_array_index (self->targets, SolTarget, 0).subscriber, &delivery,
          &g_array_index (self->targets, SolTarget, 0));
    }
  return self->subscribers[i].match_index;
}

static void
test_groups_take_turns (Fixture       *self,
                        gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      self->subscribers[i].deliver = count_cb;
      subscribe_with (self, i, "$share/g/a/+", 1, 0, FALSE);
    }
  g_assert_cmpuint (sol_topic_tree_get_n (self->tree), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (deliver_shared (self, 30, i), ==, 10);

  self->subscribers[1].is_away = TRUE;
  g_assert_cmpuint (deliver_shared (self, 30, 1), ==, 0);
  g_assert_cmpuint (deliver_shared (self, 30, 2), ==, 15);
  self->subscribers[0].is_away = self->subscribers[2].is_away = TRUE;
  g_assert_cmpuint (deliver_shared (self, 30, 1), ==, 10);

  g_assert_true (unsubscribe (self, 0, "$share/g/a/+"));
  g_assert_false (unsubscribe (self, 0, "$share/g/a/+"));
  g_assert_false (unsubscribe (self, 1, "$share/h/a/+"));
  g_assert_cmpuint (deliver_shared (self, 30, 2), ==, 15);
  g_assert_true (unsubscribe (self, 1, "$share/g/a/+"));
  g_assert_true (unsubscribe (self, 2, "$share/g/a/+"));
  sol_topic_tree_match (self->tree, "a/b", 3, self->targets);
  g_assert_cmpuint (self->targets->len, ==, 0);
}

static void
test_groups_are_apart (Fixture       *self,
                       gconstpointer  data)
{
  const SolSubscription *subscription;
  g_autofree char *filter = NULL;

  subscription = sol_topic_tree_subscribe (self->tree, &self->subscribers[0], "$share/g//x/#", 13,
                                           1, 7, NULL);
  filter = sol_subscription_dup_filter (subscription);
  g_assert_cmpstr (filter, ==, "$share/g//x/#");
  g_assert_cmpuint (sol_subscription_get_identifier (subscription), ==, 7);
  subscribe_with (self, 0, "$share/h//x/#", 1, 0, FALSE);
  subscribe_with (self, 0, "/x/#", 1, 0, FALSE);
  sol_topic_tree_match (self->tree, "/x", 2, self->targets);
  g_assert_cmpuint (self->targets->len, ==, 3);
  g_assert_null (sol_topic_tree_subscribe (self->tree, &self->subscribers[0], "$share/g", 8, 1, 0,
                                           NULL));
}

static char *
random_path (gboolean is_filter)
{
  static const char * const names[] = { "a", "b", "", "$x", "ab" };
  guint n = (guint) g_test_rand_int_range (1, 5);
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (levels,
                     (char *) (is_filter && g_test_rand_int_range (0, 3) == 0
                                  ? "+"
                                  : names[g_test_rand_int_range (0, G_N_ELEMENTS (names))]));
  if (is_filter && g_test_rand_int_range (0, 4) == 0)
    levels->pdata[n - 1] = (char *) "#";
  g_ptr_array_add (levels, NULL);
  return g_strjoinv ("/", (char **) levels->pdata);
}

static void
check_like_one_by_one (Fixture    *self,
                       GPtrArray  *filters,
                       const char *topic)
{
  guint n_expected = 0;

  sol_topic_tree_match (self->tree, topic, strlen (topic), self->targets);
  for (guint i = 0; i < filters->len; i++)
    {
      const char *filter = filters->pdata[i];

      n_expected += sol_mqtt_topic_matches (filter, strlen (filter), topic, strlen (topic)) ? 1 : 0;
    }
  g_assert_cmpuint (self->targets->len, ==, n_expected);
}

/* Each subscriber has one filter: the tree must find as many as trying them one by one */
static void
test_like_one_by_one (Fixture       *self,
                      gconstpointer  data)
{
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_free);

      for (guint i = 0; i < N_SUBSCRIBERS; i++)
        {
          g_ptr_array_add (filters, random_path (TRUE));
          subscribe (self, i, filters->pdata[i], 0);
        }
      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *topic = random_path (FALSE);

          if (sol_mqtt_topic_is_name (topic, strlen (topic)))
            check_like_one_by_one (self, filters, topic);
        }
      for (guint i = 0; i < N_SUBSCRIBERS; i++)
        sol_topic_tree_remove_subscriber (self->tree, &self->subscribers[i]);
    }
}

static guint
count_remembered (Fixture    *self,
                  const char *topic)
{
  const SolMatch *match = sol_match_memo_find (self->memo, topic, strlen (topic));

  return match != NULL ? match->n_targets : G_MAXUINT;
}

static void
test_memo_forgets_on_change (Fixture       *self,
                             gconstpointer  data)
{
  subscribe (self, 0, "a/#", 1);
  g_assert_cmpuint (count_remembered (self, "a/b"), ==, G_MAXUINT);
  sol_match_memo_learn (self->memo, "a/b", 3);
  sol_match_memo_learn (self->memo, "c", 1);
  g_assert_cmpuint (count_remembered (self, "a/b"), ==, 1);
  g_assert_cmpuint (count_remembered (self, "c"), ==, 0);

  subscribe (self, 1, "a/b", 0);
  g_assert_cmpuint (count_remembered (self, "a/b"), ==, G_MAXUINT);
  sol_match_memo_learn (self->memo, "a/b", 3);
  g_assert_cmpuint (count_remembered (self, "a/b"), ==, 2);
  sol_topic_tree_remove_subscriber (self->tree, &self->subscribers[0]);
  g_assert_cmpuint (count_remembered (self, "a/b"), ==, G_MAXUINT);
}

static void
test_memo_is_bounded (Fixture       *self,
                      gconstpointer  data)
{
  for (guint i = 0; i < 200000; i++)
    {
      g_autofree char *topic = g_strdup_printf ("topic/%u", i);

      sol_match_memo_learn (self->memo, topic, strlen (topic));
      g_assert_cmpuint (count_remembered (self, topic), ==, 0);
    }
  g_assert_cmpuint (count_remembered (self, "topic/0"), ==, G_MAXUINT);
}

#define ADD(name, func) g_test_add ("/broker/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("topic-tree/overlap-takes-the-highest", test_overlap_takes_the_highest);
  ADD ("topic-tree/same-filter-replaces", test_same_filter_replaces);
  ADD ("topic-tree/dollar-is-hidden", test_dollar_is_hidden);
  ADD ("topic-tree/too-deep-is-refused", test_too_deep_is_refused);
  ADD ("topic-tree/identifiers-are-merged", test_identifiers_are_merged);
  ADD ("topic-tree/no-local-is-apart", test_no_local_is_apart);
  ADD ("topic-tree/groups-take-turns", test_groups_take_turns);
  ADD ("topic-tree/groups-are-apart", test_groups_are_apart);
  ADD ("topic-tree/like-one-by-one", test_like_one_by_one);
  ADD ("match-memo/forgets-on-change", test_memo_forgets_on_change);
  ADD ("match-memo/is-bounded", test_memo_is_bounded);
  return g_test_run ();
}
