/* test-topic-list.c: the tree of topics
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-topic-list.h"

static void
push (SolTopicList *list,
      const char   *topic,
      const char   *payload,
      gboolean      retain)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) payload,
                                                    strlen (payload), 0, retain, 1);

  sol_topic_list_push (list, message);
}

static void
update_all (SolTopicList *list)
{
  for (guint i = 0; i < 50; i++)
    sol_topic_list_update (list);
}

static char *
join_names (GListModel *model)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SolTopicItem) item = g_list_model_get_item (model, i);

      g_string_append_printf (names, "%s|", sol_topic_item_get_name (item));
    }
  return g_string_free (names, FALSE);
}

static void
test_tree (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autofree char *names = NULL, *below = NULL;
  SolTopicItem *house;

  push (list, "house/kitchen/light", "on", TRUE);
  push (list, "car", "1", FALSE);
  push (list, "house", "yes", FALSE);
  push (list, "house/attic", "2", FALSE);
  push (list, "house/kitchen/light", "off", FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  sol_topic_list_update (list);
  names = join_names (G_LIST_MODEL (list));
  g_assert_cmpstr (names, ==, "car|house|");

  house = sol_topic_list_find (list, "house");
  below = join_names (sol_topic_item_get_children (house));
  g_assert_cmpstr (below, ==, "attic|kitchen|");
  g_assert_cmpuint (sol_topic_item_get_count (house), ==, 4);
  g_assert_cmpstr (sol_topic_item_get_text (house), ==, "yes");
  g_assert_cmpint (sol_topic_item_has_messages (house), ==, TRUE);
  g_assert_cmpint (sol_topic_item_has_messages (sol_topic_list_find (list, "house/kitchen")), ==, FALSE);
  g_assert_cmpstr (sol_topic_item_get_topic (sol_topic_list_find (list, "house/kitchen")), ==, "house/kitchen");
  g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, "house/kitchen/light")), ==, "off");
  g_assert_null (sol_topic_list_find (list, "house/cellar"));
  g_assert_cmpuint (sol_topic_list_get_n_topics (list), ==, 4);
}

static void
test_odd_names (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autofree char *slashes = g_strnfill (5000, '/');
  const char *odd[] = { "/", "a//b", "//", "$SYS/x" };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    push (list, odd[i], odd[i], FALSE);
  push (list, slashes, "deep", FALSE);
  sol_topic_list_update (list);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      SolTopicItem *item = sol_topic_list_find (list, odd[i]);

      g_assert_nonnull (item);
      g_assert_cmpstr (sol_topic_item_get_topic (item), ==, odd[i]);
      g_assert_cmpstr (sol_topic_item_get_text (item), ==, odd[i]);
    }
  g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, slashes)), ==, "deep");
}

static void
test_text (void)
{
  static const struct
  {
    const char *payload;
    gsize       length;
    const char *text;
  } cases[] = {
    { "a\nb\tc", 5, "a b c" },
    { "", 0, "" },
    { "\xff\x00\x01", 3, "ff 00 01" },
    { "\xe6\xb8\xa9\xe5\xba\xa6", 6, "\xe6\xb8\xa9\xe5\xba\xa6" },
  };
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autofree char *long_text = g_strnfill (159, 'x'), *cut = g_strconcat (long_text, "\xe6\xb8\xa9 more", NULL);
  g_autofree char *expected = g_strconcat (long_text, "\u2026", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SolMessage) message = sol_message_new ("t", 1, (const guint8 *) cases[i].payload,
                                                        cases[i].length, 0, FALSE, 1);

      sol_topic_list_push (list, message);
      sol_topic_list_update (list);
      g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, "t")), ==, cases[i].text);
    }
  push (list, "t", cut, FALSE);
  sol_topic_list_update (list);
  g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, "t")), ==, expected);
}

static void
test_retained (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  SolTopicItem *item;

  push (list, "t", "1", TRUE);
  sol_topic_list_update (list);
  item = sol_topic_list_find (list, "t");
  g_assert_cmpint (sol_topic_item_is_retained (item), ==, TRUE);
  push (list, "t", "", TRUE);
  sol_topic_list_update (list);
  g_assert_cmpint (sol_topic_item_is_retained (item), ==, FALSE);
}

static void
test_last_messages (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autoptr (GPtrArray) many = NULL, large = NULL;
  g_autofree char *big = g_strnfill (200000, 'b');

  for (guint i = 0; i < 250; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", i);

      push (list, "many", payload, FALSE);
    }
  push (list, "large", big, FALSE);
  push (list, "large", big, FALSE);
  sol_topic_list_update (list);
  many = sol_topic_item_dup_messages (sol_topic_list_find (list, "many"));
  large = sol_topic_item_dup_messages (sol_topic_list_find (list, "large"));
  g_assert_cmpuint (many->len, ==, 100);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *payload = g_strdup_printf ("%u", 249 - i);

      g_assert_cmpstr ((const char *) sol_message_get_payload (many->pdata[i]), ==, payload);
    }
  g_assert_cmpuint (large->len, ==, 1);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  ++*(guint *) user_data;
}

static void
changed_cb (GListModel *model,
            guint       position,
            guint       removed,
            guint       added,
            gpointer    user_data)
{
  ++*(guint *) user_data;
}

/* A thousand messages are one notification, a block of new neighbours one change of the list */
static void
test_no_signal_a_message (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  guint n_notified = 0, n_changed = 0;

  push (list, "a", "0", FALSE);
  push (list, "z", "0", FALSE);
  sol_topic_list_update (list);
  g_signal_connect (sol_topic_list_find (list, "a"), "notify::count", G_CALLBACK (count_cb), &n_notified);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &n_changed);
  for (guint i = 0; i < 1000; i++)
    push (list, "a", "1", FALSE);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *topic = g_strdup_printf ("m%u", i);

      push (list, topic, "1", FALSE);
    }
  sol_topic_list_update (list);
  sol_topic_list_update (list);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 102);
}

/* However they come, names are in order and positions right at every signal */
static void
check_order_cb (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                gpointer    user_data)
{
  GPtrArray *mirror = user_data;

  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (mirror->len, ==, g_list_model_get_n_items (model));
}

static void
test_order (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autoptr (GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  const char *last = "";

  g_signal_connect (list, "items-changed", G_CALLBACK (check_order_cb), mirror);
  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *topic = g_strdup_printf ("t%u", i * 7919 % 3001);

      push (list, topic, "1", FALSE);
      if (i % 100 == 99)
        sol_topic_list_update (list);
    }
  update_all (list);
  g_assert_cmpuint (mirror->len, ==, 3000);
  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (SolTopicItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (item == mirror->pdata[i]);
      g_assert_cmpstr (last, <, sol_topic_item_get_name (item));
      last = sol_topic_item_get_name (item);
    }
}

static void
test_limit_of_topics (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();

  for (guint i = 0; i < 20100; i++)
    {
      g_autofree char *topic = g_strdup_printf ("t/%u", i);

      push (list, topic, "1", FALSE);
    }
  g_assert_cmpuint (sol_topic_list_get_n_topics (list), ==, 20000);
  g_assert_cmpuint (sol_topic_list_get_n_hidden (list), ==, 100);
  update_all (list);
  g_assert_cmpuint (sol_topic_item_get_count (sol_topic_list_find (list, "t")), ==, 20000);
}

/* 64 MiB hold the newest messages of all before the older ones of any, and never more */
static void
test_limit_of_octets (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autofree char *big = g_strnfill (120000, 'b');
  gsize n_kept = 0;

  push (list, "quiet", "still here", FALSE);
  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *topic = g_strdup_printf ("t/%u", i % 350);

      push (list, topic, big, FALSE);
    }
  update_all (list);
  g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, "quiet")), ==, "still here");
  for (guint i = 0; i < 350; i++)
    {
      g_autofree char *topic = g_strdup_printf ("t/%u", i);
      g_autoptr (GPtrArray) messages = sol_topic_item_dup_messages (sol_topic_list_find (list, topic));

      g_assert_cmpuint (messages->len, >=, 1);
      n_kept += messages->len;
    }
  g_assert_cmpuint (n_kept * 120000, <=, 64 << 20);
  g_assert_cmpuint (n_kept * 120000, >, 56 << 20);
}

/* An item that a view still holds outlives the list's clear */
static void
test_clear (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autoptr (SolTopicItem) held = NULL;
  g_autoptr (GPtrArray) messages = NULL;

  push (list, "a/b", "1", FALSE);
  sol_topic_list_update (list);
  held = g_object_ref (sol_topic_list_find (list, "a/b"));
  push (list, "a/c", "1", FALSE);
  sol_topic_list_clear (list);
  sol_topic_list_update (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (sol_topic_list_get_n_topics (list), ==, 0);
  g_assert_cmpstr (sol_topic_item_get_topic (held), ==, "a/b");
  messages = sol_topic_item_dup_messages (held);
  push (list, "a/b", "2", FALSE);
  sol_topic_list_update (list);
  g_assert_cmpuint (sol_topic_item_get_count (held), ==, 1);
  g_assert_cmpuint (sol_topic_item_get_count (sol_topic_list_find (list, "a/b")), ==, 1);
  g_assert_cmpstr (sol_topic_item_get_text (sol_topic_list_find (list, "a/b")), ==, "2");
}

static void
test_pause (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();

  push (list, "a", "1", FALSE);
  sol_topic_list_update (list);
  sol_topic_list_set_paused (list, TRUE);
  push (list, "a", "2", FALSE);
  push (list, "b", "1", FALSE);
  sol_topic_list_update (list);
  g_assert_cmpuint (sol_topic_item_get_count (sol_topic_list_find (list, "a")), ==, 1);
  g_assert_null (sol_topic_list_find (list, "b"));

  sol_topic_list_set_paused (list, FALSE);
  sol_topic_list_update (list);
  g_assert_cmpuint (sol_topic_item_get_count (sol_topic_list_find (list, "a")), ==, 2);
  g_assert_nonnull (sol_topic_list_find (list, "b"));
}

static void
test_newest (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autoptr (GPtrArray) one = NULL, some = NULL, none = NULL;

  push (list, "a/b", "1", FALSE);
  push (list, "a/b", "2", FALSE);
  push (list, "a/c", "3", FALSE);
  push (list, "b", "4", FALSE);
  one = sol_topic_list_dup_newest (list, "a/b");
  some = sol_topic_list_dup_newest (list, "a/+");
  none = sol_topic_list_dup_newest (list, "c/#");
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr ((const char *) sol_message_get_payload (one->pdata[0]), ==, "2");
  g_assert_cmpuint (some->len, ==, 2);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Rates come from real time: 2000 messages within a span of a second or little more */
static void
test_rate (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  gint64 begin_us = g_get_monotonic_time (), last_us = 0;
  SolTopicItem *item;
  guint n = 0;

  push (list, "a/b", "1", FALSE);
  sol_topic_list_update (list);
  item = sol_topic_list_find (list, "a");
  while (sol_topic_item_get_rate (item) == 0.0 && g_get_monotonic_time () - begin_us < 20 * G_USEC_PER_SEC)
    {
      if (g_get_monotonic_time () - last_us >= 10000)
        {
          last_us = g_get_monotonic_time ();
          for (guint i = 0; i < 10; i++, n++)
            push (list, "a/b", "1", FALSE);
        }
      sol_topic_list_update (list);
    }
  g_assert_cmpfloat (sol_topic_item_get_rate (item), >, 0.0);
  g_assert_cmpfloat (sol_topic_item_get_rate (item), <=, n + 1);
  g_assert_cmpfloat (sol_topic_item_get_rate (item), >=, n * 0.5);
}

/* 50,000 messages a second on 1,000 topics: what a push and the update of 100 ms cost */
static void
test_speed (void)
{
  g_autoptr (SolTopicList) list = sol_topic_list_new ();
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func ((GDestroyNotify) sol_message_unref);
  gint64 begin_us, push_us = 0, update_us = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *topic = g_strdup_printf ("site/line%u/machine%u/value", i % 10, i);

      g_ptr_array_add (messages, sol_message_new (topic, strlen (topic), (const guint8 *) "21.5", 4, 0, FALSE, 1));
    }
  for (guint round = 0; round < 50; round++)
    {
      begin_us = g_get_monotonic_time ();
      for (guint i = 0; i < 5000; i++)
        sol_topic_list_push (list, messages->pdata[i % 1000]);
      push_us += g_get_monotonic_time () - begin_us;
      begin_us = g_get_monotonic_time ();
      sol_topic_list_update (list);
      update_us += g_get_monotonic_time () - begin_us;
    }
  g_test_message ("push %.0f ns, update %.2f ms", push_us * 1000.0 / 250000.0, update_us / 50000.0);
  g_assert_cmpint (push_us / 250000, <, 20);
  g_assert_cmpint (update_us / 50, <, 100000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/topic-list/tree", test_tree);
  g_test_add_func ("/engine/topic-list/odd-names", test_odd_names);
  g_test_add_func ("/engine/topic-list/text", test_text);
  g_test_add_func ("/engine/topic-list/retained", test_retained);
  g_test_add_func ("/engine/topic-list/last-messages", test_last_messages);
  g_test_add_func ("/engine/topic-list/no-signal-a-message", test_no_signal_a_message);
  g_test_add_func ("/engine/topic-list/order", test_order);
  g_test_add_func ("/engine/topic-list/limit-of-topics", test_limit_of_topics);
  g_test_add_func ("/engine/topic-list/limit-of-octets", test_limit_of_octets);
  g_test_add_func ("/engine/topic-list/clear", test_clear);
  g_test_add_func ("/engine/topic-list/pause", test_pause);
  g_test_add_func ("/engine/topic-list/newest", test_newest);
  g_test_add_func ("/engine/topic-list/rate", test_rate);
  g_test_add_func ("/engine/topic-list/speed", test_speed);
  return g_test_run ();
}
