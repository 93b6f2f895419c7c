/* test-alarm-list.c: channels are watched whether anybody looks or not
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-list.h"
#include "sol-signal-error.h"
#include "sol-test-analysis.h"
#include "sol-test-wait.h"

typedef struct
{
  SolTestAnalysis base;
  SolAlarmList   *list;
  gint64          t0_ns;
  guint           n_told;
  char           *said;
} Fixture;

static void
told_cb (SolAlarmList *list,
         SolAlarmItem *item,
         const char   *text,
         Fixture      *f)
{
  f->n_told++;
  g_free (f->said);
  f->said = g_strdup (text);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  sol_test_analysis_init (&f->base);
  f->list = sol_alarm_list_new (f->base.analysis, f->base.ingest);
  f->t0_ns = g_get_real_time () * 1000;
  g_signal_connect (f->list, "told", G_CALLBACK (told_cb), f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_alarm_list_close (f->list);
  sol_test_analysis_clear (&f->base, SOL_ANALYSIS_LIST (f->list));
  g_free (f->said);
}

/* A tenth of a second at @value */
static void
feed (Fixture *f,
      double   value)
{
  sol_test_feed (f->base.a, f->t0_ns, value, 0);
  f->t0_ns += SOL_TEST_BATCH_NS;
}

static SolAlarmItem *
add (Fixture      *f,
     SolAlarmKind  kind,
     double        level,
     double        upper,
     double        duration_s,
     double        keep_s)
{
  SolAlarmSettings settings = { kind, level, upper, 0, duration_s };
  guint position = g_list_model_get_n_items (G_LIST_MODEL (f->list));
  g_autoptr (GError) error = NULL;
  g_autoptr (SolAlarmItem) item = NULL;

  g_assert_true (sol_alarm_list_set (f->list, position, "lab/a", &settings, keep_s, &error));
  g_assert_no_error (error);
  item = g_list_model_get_item (G_LIST_MODEL (f->list), position);
  return item; /* the list holds it */
}

static void
test_level_begins_and_ends (Fixture       *f,
                            gconstpointer  data)
{
  SolAlarmItem *item;

  feed (f, 9);
  item = add (f, SOL_ALARM_ABOVE, 3, 0, 0, 0);
  feed (f, 1);
  feed (f, 5);
  sol_test_wait_until (sol_alarm_item_is_active (item));
  g_assert_cmpstr (f->said, ==, "Alarm: lab/a above 3");
  g_assert_cmpuint (sol_alarm_list_get_n_active (f->list), ==, 1);
  feed (f, 1);
  sol_test_wait_until (!sol_alarm_item_is_active (item));
  g_assert_cmpstr (f->said, ==, "Alarm over: lab/a above 3");
  /* What was there before it was watched does not count */
  g_assert_cmpuint (sol_alarm_item_get_count (item), ==, 1);
}

static void
test_silence_is_noticed (Fixture       *f,
                         gconstpointer  data)
{
  SolAlarmItem *item = add (f, SOL_ALARM_ABSENCE, 0, 0, 0.05, 0);

  sol_test_wait_until (sol_alarm_item_is_active (item));
  g_assert_cmpstr (f->said, ==, "Alarm: lab/a silent for 0.05 s");
  feed (f, 1);
  sol_test_wait_until (sol_alarm_item_get_count (item) > 1 || !sol_alarm_item_is_active (item));
}

/* Every crossing counts, few are told of */
static void
test_flood_is_counted_and_not_told (Fixture       *f,
                                    gconstpointer  data)
{
  SolAlarmItem *item = add (f, SOL_ALARM_OUTSIDE, 0, 2, 0, 0);

  for (guint i = 0; i < 200; i++)
    feed (f, i % 2 == 0 ? 1 : 5);
  sol_test_wait_until (sol_alarm_item_get_count (item) == 100);
  g_assert_cmpuint (f->n_told, <, 20);
}

static void
test_surroundings_are_kept (Fixture       *f,
                            gconstpointer  data)
{
  GListModel *captures = G_LIST_MODEL (sol_alarm_list_get_captures (f->list));
  g_autoptr (SolAlarmCapture) capture = NULL;
  SolChannelStats stats;
  gint64 begin_ns;

  add (f, SOL_ALARM_ABOVE, 3, 0, 0, 0.05);
  feed (f, 1);
  begin_ns = f->t0_ns;
  feed (f, 5);
  sol_test_wait_until (g_list_model_get_n_items (captures) == 1);
  capture = g_list_model_get_item (captures, 0);
  sol_channel_get_stats (sol_alarm_capture_get_channel (capture), &stats);
  g_assert_cmpint (sol_alarm_capture_get_time (capture), ==, begin_ns);
  g_assert_cmpuint (stats.n_samples, ==, 100);
  g_assert_cmpint (stats.first_ns, ==, begin_ns - 50 * 1000000);
  g_assert_cmpstr (sol_alarm_capture_get_title (capture), ==, "lab/a above 3");
}

/* The oldest go, and are counted */
static void
test_captures_are_bounded (Fixture       *f,
                           gconstpointer  data)
{
  SolAlarmCaptures *captures = sol_alarm_list_get_captures (f->list);

  feed (f, 1);
  for (guint i = 0; i < SOL_ALARM_MAX_CAPTURES + 3; i++)
    sol_alarm_captures_keep (captures, "lab/a above 3", f->base.a, f->t0_ns - (gint64) i * 1000, 10000000);
  sol_test_wait_until (sol_alarm_captures_get_n_dropped (captures) == 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (captures)), ==, SOL_ALARM_MAX_CAPTURES);
  sol_alarm_captures_remove (captures, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (captures)), ==, SOL_ALARM_MAX_CAPTURES - 1);
  g_assert_cmpuint (sol_alarm_captures_get_n_dropped (captures), ==, 3);
}

static void
test_channel_may_come_later (Fixture       *f,
                             gconstpointer  data)
{
  SolAlarmItem *item;

  sol_ingest_remove_channel (f->base.ingest, f->base.a);
  item = add (f, SOL_ALARM_BELOW, 0, 0, 0, 0);
  g_assert_false (sol_analysis_item_is_working (SOL_ANALYSIS_ITEM (item)));
  sol_ingest_add_channel (f->base.ingest, f->base.a);
  sol_test_wait_until (sol_analysis_item_is_working (SOL_ANALYSIS_ITEM (item)));
  feed (f, -1);
  sol_test_wait_until (sol_alarm_item_is_active (item));
}

static void
test_impossible_settings_are_refused (Fixture       *f,
                                      gconstpointer  data)
{
  static const SolAlarmSettings wrong[] = {
    { SOL_ALARM_OUTSIDE, 3, 1, 0, 0 }, { SOL_ALARM_ABOVE, 1, 0, -1, 0 }, { SOL_ALARM_ABSENCE, 0, 0, 0, 0 },
    { SOL_ALARM_MASK, 0, 0, 0, 0 },
  };
  SolAlarmSettings right = { SOL_ALARM_ABOVE, 1, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (sol_alarm_list_set (f->list, 0, "lab/a", &wrong[i], 1, &error));
      g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
      g_clear_error (&error);
    }
  g_assert_false (sol_alarm_list_set (f->list, 0, "lab/a", &right, 61, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
}

static void
test_is_read_as_it_was_written (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (SolAlarmList) other = sol_alarm_list_new (f->base.analysis, f->base.ingest);
  g_autoptr (SolAlarmItem) item = NULL;
  g_autoptr (JsonArray) array = NULL;

  add (f, SOL_ALARM_INSIDE, 1.5, 2.5, 0.25, 3);
  array = sol_analysis_list_to_json (SOL_ANALYSIS_LIST (f->list));
  json_array_add_string_element (array, "nonsense");
  sol_analysis_list_load (SOL_ANALYSIS_LIST (other), array);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (other), 0);
  g_assert_cmpint (sol_alarm_item_get_settings (item)->kind, ==, SOL_ALARM_INSIDE);
  g_assert_cmpfloat (sol_alarm_item_get_settings (item)->upper_level, ==, 2.5);
  g_assert_cmpfloat (sol_alarm_item_get_settings (item)->duration_s, ==, 0.25);
  g_assert_cmpfloat (sol_alarm_item_get_keep (item), ==, 3);
  sol_alarm_list_close (other);
}

static void
add_test (const char *path,
          void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("/alarm-list/level-begins-and-ends", test_level_begins_and_ends);
  add_test ("/alarm-list/silence-is-noticed", test_silence_is_noticed);
  add_test ("/alarm-list/flood-is-counted-and-not-told", test_flood_is_counted_and_not_told);
  add_test ("/alarm-list/surroundings-are-kept", test_surroundings_are_kept);
  add_test ("/alarm-list/captures-are-bounded", test_captures_are_bounded);
  add_test ("/alarm-list/channel-may-come-later", test_channel_may_come_later);
  add_test ("/alarm-list/impossible-settings-are-refused", test_impossible_settings_are_refused);
  add_test ("/alarm-list/is-read-as-it-was-written", test_is_read_as_it_was_written);
  return g_test_run ();
}
