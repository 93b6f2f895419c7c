/* test-math-list.c: calculated channels, as their inputs come and go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-math-list.h"
#include "sol-signal-error.h"
#include "sol-test-analysis.h"
#include "sol-test-wait.h"

#define T0_NS (G_GINT64_CONSTANT (1700000000) * 1000000000)

static const char *const names[] = { "CH1", "ch1", "CH2", "lab/b", NULL };
static const char *const inputs[] = { "lab/a", "lab/a", "lab/b", "lab/b", NULL };

typedef struct
{
  SolTestAnalysis base;
  SolMathList    *list;
  gint64          sent;   /* samples */
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  sol_test_analysis_init (&f->base);
  f->list = sol_math_list_new (f->base.analysis, f->base.ingest);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_analysis_list_close (SOL_ANALYSIS_LIST (f->list));
  sol_test_analysis_clear (&f->base, SOL_ANALYSIS_LIST (f->list));
}

/* A ramp into a, three times as high into b */
static void
feed (Fixture *f)
{
  gint64 t0_ns = T0_NS + f->sent * 1000000;

  sol_test_feed (f->base.a, t0_ns, (double) f->sent, 1.0);
  sol_test_feed (f->base.b, t0_ns, 3.0 * (double) f->sent, 3.0);
  f->sent += SOL_TEST_BATCH;
}

static SolMathItem *
add (Fixture    *f,
     const char *text)
{
  g_autoptr (GError) error = NULL;
  SolMathItem *item = sol_math_list_set (f->list, g_list_model_get_n_items (G_LIST_MODEL (f->list)), text, "W",
                                         names, inputs, &error);

  g_assert_no_error (error);
  return item;
}

static const char *
get_problem (SolMathItem *item)
{
  return sol_analysis_item_get_problem (SOL_ANALYSIS_ITEM (item));
}

static guint64
count (SolMathItem *item)
{
  SolChannelStats stats;

  sol_channel_get_stats (sol_math_item_get_channel (item), &stats);
  return stats.n_samples;
}

static void
test_difference_of_a_channel_to_itself_is_zero (Fixture       *f,
                                                gconstpointer  data)
{
  SolMathItem *item = add (f, "ch1 - CH1");
  SolChannelStats stats;

  feed (f);
  sol_test_wait_until (count (item) == SOL_TEST_BATCH);
  feed (f);
  sol_test_wait_until (count (item) == 2 * SOL_TEST_BATCH);
  sol_channel_get_stats (sol_math_item_get_channel (item), &stats);
  g_assert_cmpfloat (stats.last_min, ==, 0);
  g_assert_cmpfloat (stats.last_max, ==, 0);
}

static void
test_stands_among_the_channels (Fixture       *f,
                                gconstpointer  data)
{
  SolMathItem *item = add (f, "CH1 * CH2");
  g_autoptr (SolChannel) channel = g_list_model_get_item (sol_ingest_get_channels (f->base.ingest), 2);
  g_autofree char *unit = sol_channel_dup_unit (channel);

  g_assert_true (channel == sol_math_item_get_channel (item));
  g_assert_cmpstr (sol_channel_get_label (channel), ==, "M1");
  g_assert_cmpstr (unit, ==, "W");
}

static void
test_one_may_use_another_before_it (Fixture       *f,
                                    gconstpointer  data)
{
  static const char *const m_names[] = { "M1", "CH1", NULL }, *const m_inputs[] = { "M1", "lab/a", NULL };
  g_autoptr (GError) error = NULL;
  SolMathItem *second;

  add (f, "2 * CH1");
  second = sol_math_list_set (f->list, 1, "M1 - CH1 - CH1", "", m_names, m_inputs, &error);
  g_assert_no_error (error);
  feed (f);
  sol_test_wait_until (count (second) == SOL_TEST_BATCH);
  g_assert_null (sol_math_list_set (f->list, 0, "M1 + CH1", "", m_names, m_inputs, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION);
}

/* It says so, and goes on when the channel comes back */
static void
test_missing_channel_is_named (Fixture       *f,
                               gconstpointer  data)
{
  SolMathItem *item = add (f, "CH1 + CH2");

  g_assert_null (get_problem (item));
  sol_ingest_remove_channel (f->base.ingest, f->base.b);
  sol_test_wait_until (get_problem (item) != NULL);
  g_assert_nonnull (strstr (get_problem (item), "CH2 (lab/b)"));
  sol_ingest_add_channel (f->base.ingest, f->base.b);
  sol_test_wait_until (get_problem (item) == NULL);
  feed (f);
  sol_test_wait_until (count (item) == SOL_TEST_BATCH);
}

/* Another source: the ingest forgets all channels */
static void
test_survives_a_change_of_source (Fixture       *f,
                                  gconstpointer  data)
{
  SolMathItem *item = add (f, "CH1 + CH2");

  sol_ingest_clear (f->base.ingest);
  sol_test_wait_until (g_list_model_get_n_items (sol_ingest_get_channels (f->base.ingest)) == 1);
  g_assert_nonnull (get_problem (item));
}

static void
test_mistakes_are_named (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const wrong[] = { "", "CH1 +", "CH9", "sin (t)", "mean (CH1, 0)" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (sol_math_list_check (wrong[i], names, inputs, &error));
      g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION);
      g_clear_error (&error);
      g_assert_null (sol_math_list_set (f->list, 0, wrong[i], "", names, inputs, &error));
      g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_EXPRESSION);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 0);
}

static void
test_number_is_bounded (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SOL_MATH_LIST_MAX; i++)
    add (f, "CH1");
  g_assert_null (sol_math_list_set (f->list, SOL_MATH_LIST_MAX, "CH1", "", names, inputs, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE);
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (f->list), 0);
  g_assert_cmpstr (sol_math_item_get_name (add (f, "CH2")), ==, "M1");
}

static void
test_is_read_as_it_was_written (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (SolMathList) other = sol_math_list_new (f->base.analysis, f->base.ingest);
  g_autoptr (SolMathItem) item = NULL;
  g_autoptr (JsonArray) array = NULL;

  add (f, "CH1 / \"lab/b\"");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->list)), ==, 1);
  array = sol_analysis_list_to_json (SOL_ANALYSIS_LIST (f->list));
  json_array_add_int_element (array, 7);
  sol_analysis_list_load (SOL_ANALYSIS_LIST (other), array);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (other), 0);
  g_assert_cmpstr (sol_math_item_get_text (item), ==, "CH1 / \"lab/b\"");
  g_assert_cmpstr (sol_analysis_item_get_inputs (SOL_ANALYSIS_ITEM (item))[0], ==, "lab/a");
  g_assert_cmpstr (sol_math_item_get_unit (item), ==, "W");
  sol_analysis_list_close (SOL_ANALYSIS_LIST (other));
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
  add_test ("/math-list/difference-to-itself-is-zero", test_difference_of_a_channel_to_itself_is_zero);
  add_test ("/math-list/stands-among-the-channels", test_stands_among_the_channels);
  add_test ("/math-list/one-may-use-another-before-it", test_one_may_use_another_before_it);
  add_test ("/math-list/missing-channel-is-named", test_missing_channel_is_named);
  add_test ("/math-list/survives-a-change-of-source", test_survives_a_change_of_source);
  add_test ("/math-list/mistakes-are-named", test_mistakes_are_named);
  add_test ("/math-list/number-is-bounded", test_number_is_bounded);
  add_test ("/math-list/is-read-as-it-was-written", test_is_read_as_it_was_written);
  return g_test_run ();
}
