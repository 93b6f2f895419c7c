/* test-retain.c: the last retained message of each topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-level-tree-private.h"
#include "sol-mqtt-topic.h"
#include "sol-retain-private.h"

static gboolean
put (SolRetain  *retain,
     const char *topic,
     const char *payload)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) payload,
                                                    strlen (payload), 1, TRUE, 0);

  return sol_retain_put (retain, message, 100000, 1024 * 1024);
}

static void
collect_cb (SolMessage *message,
            gpointer    user_data)
{
  g_ptr_array_add (user_data, message);
}

static GPtrArray *
collect (SolRetain  *retain,
         const char *filter)
{
  GPtrArray *messages = g_ptr_array_new ();

  sol_retain_foreach (retain, filter, strlen (filter), collect_cb, messages);
  return messages;
}

static const char *
get_only (SolRetain  *retain,
          const char *filter)
{
  g_autoptr (GPtrArray) messages = collect (retain, filter);

  g_assert_cmpuint (messages->len, ==, 1);
  return (const char *) sol_message_get_payload (messages->pdata[0]);
}

static void
test_replaces_and_removes (void)
{
  SolRetain *retain = sol_retain_new ();

  g_assert_true (put (retain, "a/b", "one"));
  g_assert_true (put (retain, "a/b", "two"));
  g_assert_true (put (retain, "a", "three"));
  g_assert_cmpuint (sol_retain_get_n (retain), ==, 2);
  g_assert_cmpstr (get_only (retain, "a/b"), ==, "two");
  g_assert_cmpstr (get_only (retain, "+"), ==, "three");
  sol_retain_remove (retain, "a/b", 3);
  sol_retain_remove (retain, "a/b", 3);
  sol_retain_remove (retain, "a/b/c/d", 7);
  g_assert_cmpstr (get_only (retain, "#"), ==, "three");
  sol_retain_remove (retain, "a", 1);
  g_assert_cmpuint (sol_retain_get_n (retain), ==, 0);
  g_assert_cmpuint (sol_retain_get_bytes (retain), ==, 0);
  sol_retain_free (retain);
}

static void
test_is_bounded (void)
{
  SolRetain *retain = sol_retain_new ();
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autofree char *deep = g_strnfill (SOL_LEVEL_TREE_MAX_DEPTH, '/');
  guint n = 0;

  for (; n < 100; n++)
    {
      g_autofree char *topic = g_strdup_printf ("t/%u", n);

      if (!put (retain, topic, large))
        break;
    }
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpuint (sol_retain_get_bytes (retain), <=, 1024 * 1024);

  /* One that has no room for its successor is gone: it is no longer the last */
  g_assert_true (put (retain, "small", "x"));
  g_assert_false (put (retain, "small", large));
  g_assert_cmpuint (sol_retain_get_n (retain), ==, 10);
  g_assert_false (put (retain, deep, "x"));
  sol_retain_free (retain);
}

static char *
random_path (gboolean is_filter)
{
  static const char * const names[] = { "a", "b", "", "$x" };
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
test_like_one_by_one (void)
{
  SolRetain *retain = sol_retain_new ();
  g_autoptr (GHashTable) topics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *topic = random_path (FALSE);

      if (!sol_mqtt_topic_is_name (topic, strlen (topic)))
        continue;
      g_assert_true (put (retain, topic, "x"));
      g_hash_table_add (topics, g_steal_pointer (&topic));
    }
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *filter = random_path (TRUE);
      g_autoptr (GPtrArray) messages = NULL;
      GHashTableIter iter;
      gpointer topic;
      guint n = 0;

      if (!sol_mqtt_topic_is_filter (filter, strlen (filter)))
        continue;
      messages = collect (retain, filter);
      g_hash_table_iter_init (&iter, topics);
      while (g_hash_table_iter_next (&iter, &topic, NULL))
        n += sol_mqtt_topic_matches (filter, strlen (filter), topic, strlen (topic)) ? 1 : 0;
      g_assert_cmpuint (messages->len, ==, n);
    }
  sol_retain_free (retain);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/broker/retain/replaces-and-removes", test_replaces_and_removes);
  g_test_add_func ("/broker/retain/is-bounded", test_is_bounded);
  g_test_add_func ("/broker/retain/like-one-by-one", test_like_one_by_one);
  return g_test_run ();
}
