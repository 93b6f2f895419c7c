/* test-analysis-list.c: what any list of analyses does with its items
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-list.h"
#include "sol-math-list.h"
#include "sol-signal-error.h"
#include "sol-test-analysis.h"
#include "sol-test-wait.h"

typedef struct
{
  SolTestAnalysis  base;
  SolAnalysisList *list;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  sol_test_analysis_init (&f->base);
  f->list = SOL_ANALYSIS_LIST (sol_alarm_list_new (f->base.analysis, f->base.ingest));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_alarm_list_close (SOL_ALARM_LIST (f->list));
  sol_test_analysis_clear (&f->base, f->list);
}

static SolAnalysisItem *
put (Fixture *f,
     guint    position,
     double   level)
{
  SolAlarmSettings settings = { SOL_ALARM_ABOVE, level, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  sol_alarm_list_set (SOL_ALARM_LIST (f->list), position, "lab/a", &settings, 0, &error);
  g_assert_no_error (error);
  return sol_analysis_list_get (f->list, position);
}

static void
undo (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  sol_analysis_list_undo (f->list, &error);
  g_assert_no_error (error);
}

/* `1 2 3`: the levels in the list */
static void
assert_levels (Fixture    *f,
               const char *expected)
{
  g_autoptr (GString) levels = g_string_new (NULL);

  for (guint i = 0; i < sol_analysis_list_get_count (f->list); i++)
    {
      SolAlarmItem *item = SOL_ALARM_ITEM (sol_analysis_list_get (f->list, i));

      g_string_append_printf (levels, "%s%g", i > 0 ? " " : "", sol_alarm_item_get_settings (item)->level);
    }
  g_assert_cmpstr (levels->str, ==, expected);
}

static void
test_last_change_is_undone (Fixture       *f,
                            gconstpointer  data)
{
  SolAnalysisItem *first = put (f, 0, 1);

  put (f, 1, 2);
  put (f, 2, 3);
  undo (f);
  assert_levels (f, "1 2");
  undo (f);
  assert_levels (f, "1 2");
  put (f, 0, 9);
  g_assert_false (sol_analysis_item_is_working (first));
  undo (f);
  assert_levels (f, "1 2");
  g_assert_true (sol_analysis_list_get (f->list, 0) == first);
  g_assert_true (sol_analysis_item_is_working (first));
  sol_analysis_list_remove (f->list, 0);
  assert_levels (f, "2");
  undo (f);
  assert_levels (f, "1 2");
}

/* What comes back works, and tells of it as before */
static void
test_undone_item_works (Fixture       *f,
                        gconstpointer  data)
{
  SolAlarmItem *item = SOL_ALARM_ITEM (put (f, 0, 1));

  sol_analysis_list_remove (f->list, 0);
  undo (f);
  sol_test_feed (f->base.a, g_get_real_time () * 1000, 5, 0);
  sol_test_wait_until (sol_alarm_item_is_active (item));
  g_assert_cmpuint (sol_alarm_list_get_n_active (SOL_ALARM_LIST (f->list)), ==, 1);
}

static void
test_number_is_bounded (Fixture       *f,
                        gconstpointer  data)
{
  const SolAlarmSettings settings = { SOL_ALARM_ABOVE, 1, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < SOL_ALARM_LIST_MAX; i++)
    put (f, i, i);
  g_assert_false (sol_alarm_list_set (SOL_ALARM_LIST (f->list), SOL_ALARM_LIST_MAX, "lab/a", &settings, 0, &error));
  g_assert_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS);
  sol_analysis_list_remove (f->list, 3);
  undo (f);
  g_assert_cmpuint (sol_analysis_list_get_count (f->list), ==, SOL_ALARM_LIST_MAX);
}

static void
test_states_its_problem (Fixture       *f,
                         gconstpointer  data)
{
  SolAnalysisItem *item = put (f, 0, 1);
  g_autofree char *state = NULL, *later = NULL;
  SolAnalysisMood mood;

  sol_ingest_remove_channel (f->base.ingest, f->base.a);
  sol_test_wait_until (!sol_analysis_item_is_working (item));
  state = sol_analysis_item_describe_state (item, &mood);
  g_assert_cmpint (mood, ==, SOL_ANALYSIS_WARNING);
  g_assert_cmpstr (state, ==, "The channel is not on the scope: add it again");
  sol_ingest_add_channel (f->base.ingest, f->base.a);
  sol_test_wait_until (sol_analysis_item_is_working (item));
  later = sol_analysis_item_describe_state (item, &mood);
  g_assert_cmpint (mood, ==, SOL_ANALYSIS_CALM);
  g_assert_cmpstr (later, ==, "Not yet");
}

/* With the channel that others calculate with */
static void
test_calculation_comes_back (Fixture       *f,
                      gconstpointer  data)
{
  static const char *const a_names[] = { "CH1", NULL }, *const a_inputs[] = { "lab/a", NULL };
  static const char *const m_names[] = { "M1", NULL }, *const m_inputs[] = { "M1", NULL };
  SolMathList *math = sol_math_list_new (f->base.analysis, f->base.ingest);
  g_autoptr (GError) error = NULL;

  sol_math_list_set (math, 0, "CH1", "", a_names, a_inputs, NULL);
  sol_math_list_set (math, 1, "M1 + M1", "", m_names, m_inputs, NULL);
  sol_analysis_list_remove (SOL_ANALYSIS_LIST (math), 0);
  g_assert_cmpuint (sol_analysis_list_get_count (SOL_ANALYSIS_LIST (math)), ==, 1);
  g_assert_true (sol_analysis_list_undo (SOL_ANALYSIS_LIST (math), &error));
  g_assert_no_error (error);
  sol_test_wait_until (sol_analysis_item_is_working (sol_analysis_list_get (SOL_ANALYSIS_LIST (math), 1)));
  sol_analysis_list_close (SOL_ANALYSIS_LIST (math));
  g_assert_finalize_object (math);
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
  add_test ("/analysis-list/last-change-is-undone", test_last_change_is_undone);
  add_test ("/analysis-list/undone-item-works", test_undone_item_works);
  add_test ("/analysis-list/number-is-bounded", test_number_is_bounded);
  add_test ("/analysis-list/states-its-problem", test_states_its_problem);
  add_test ("/analysis-list/calculation-comes-back", test_calculation_comes_back);
  return g_test_run ();
}
