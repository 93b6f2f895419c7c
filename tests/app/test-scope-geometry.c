/* test-scope-geometry.c: zoom, pan, roll and scale of the scope's picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-scope-geometry.h"

#define MS_NS G_GINT64_CONSTANT (1000000)
#define T_NS (G_GINT64_CONSTANT (1700000000) * 1000 * MS_NS)

static void
test_time_base_walks_all_steps (void)
{
  gint64 per_div_ns = SOL_SCOPE_TIME_BASE_MIN_NS;
  int n = 1;

  for (gint64 next_ns; (next_ns = sol_scope_time_base_step (per_div_ns, 1)) != per_div_ns; per_div_ns = next_ns, n++)
    {
      g_assert_cmpint (next_ns, >, per_div_ns);
      g_assert_cmpint (next_ns, <=, 3 * per_div_ns);
      g_assert_cmpint (sol_scope_time_base_step (next_ns, -1), ==, per_div_ns);
    }
  g_assert_cmpint (per_div_ns, ==, SOL_SCOPE_TIME_BASE_MAX_NS);
  g_assert_cmpint (n, ==, 30);
  g_assert_cmpint (sol_scope_time_base_step (SOL_SCOPE_TIME_BASE_MIN_NS, -1), ==, SOL_SCOPE_TIME_BASE_MIN_NS);
  g_assert_cmpint (sol_scope_time_base_step (3 * MS_NS, 0), ==, 2 * MS_NS);
  g_assert_cmpint (sol_scope_time_base_step (1 * MS_NS, 100), ==, SOL_SCOPE_TIME_BASE_MAX_NS);
}

static void
test_time_base_fits_a_frequency (void)
{
  g_assert_cmpint (sol_scope_time_base_for (100), ==, 5 * MS_NS);
  g_assert_cmpint (sol_scope_time_base_for (2), ==, 200 * MS_NS);
  g_assert_cmpint (sol_scope_time_base_for (1e12), ==, SOL_SCOPE_TIME_BASE_MIN_NS);
  g_assert_cmpint (sol_scope_time_base_for (1e-9), ==, SOL_SCOPE_TIME_BASE_MAX_NS);
  for (double frequency = 1e-3; frequency < 1e5; frequency *= 1.3)
    {
      double periods = frequency * sol_scope_time_base_for (frequency) * SOL_SCOPE_DIVISIONS / 1e9;

      g_assert_cmpfloat (periods, >=, 1.3);
      g_assert_cmpfloat (periods, <=, 7);
    }
}

static void
test_zoom_keeps_what_is_under_the_pointer (void)
{
  for (double pointer = 0; pointer <= 1; pointer += 0.25)
    {
      SolScopeWindow window = sol_scope_window_at (T_NS, 0.5, 10 * MS_NS);
      gint64 under_ns = window.begin_ns + (gint64) (pointer * sol_scope_window_get_span (&window)), pointed_ns;

      sol_scope_window_zoom (&window, pointer, 2 * MS_NS);
      g_assert_cmpint (window.per_div_ns, ==, 2 * MS_NS);
      pointed_ns = window.begin_ns + (gint64) (pointer * sol_scope_window_get_span (&window));
      g_assert_cmpint (ABS (pointed_ns - under_ns), <=, 2);
      sol_scope_window_zoom (&window, pointer, 10 * MS_NS);
      g_assert_cmpint (ABS (window.begin_ns - (T_NS - 50 * MS_NS)), <=, 2);
    }
}

static void
test_pan_and_clamp_stay_with_the_samples (void)
{
  SolScopeWindow window = sol_scope_window_at (T_NS, 0, 10 * MS_NS);

  sol_scope_window_pan (&window, 0.25);
  g_assert_cmpint (window.begin_ns, ==, T_NS - 25 * MS_NS);
  g_assert_cmpfloat_with_epsilon (sol_scope_window_get_position (&window), 0.25, 1e-9);
  sol_scope_window_pan (&window, 1000);
  sol_scope_window_clamp (&window, T_NS, T_NS + 1000 * MS_NS);
  g_assert_cmpint (window.begin_ns, ==, T_NS - 50 * MS_NS);
  sol_scope_window_pan (&window, -1000);
  sol_scope_window_clamp (&window, T_NS, T_NS + 1000 * MS_NS);
  g_assert_cmpint (window.begin_ns, ==, T_NS + 950 * MS_NS);
}

/* Messages of a second, frames of 16 ms: the edge never steps back, never passes the newest sample, and never jumps */
static void
test_roll_is_smooth (void)
{
  gint64 shown_ns = 0, newest_ns = T_NS, largest_step_ns = 0;

  shown_ns = sol_scope_roll_end (shown_ns, newest_ns, 0, 1000 * MS_NS);
  for (int frame = 1; frame < 600; frame++)
    {
      gint64 before_ns = shown_ns;

      newest_ns = T_NS + frame * 16 / 1000 * 1000 * MS_NS;
      shown_ns = sol_scope_roll_end (shown_ns, newest_ns, 16 * MS_NS, 1000 * MS_NS);
      g_assert_cmpint (shown_ns, >=, before_ns);
      g_assert_cmpint (shown_ns, <=, newest_ns);
      largest_step_ns = MAX (largest_step_ns, shown_ns - before_ns);
    }
  g_assert_cmpint (largest_step_ns, <=, 16 * MS_NS);
  g_assert_cmpint (newest_ns - shown_ns, <=, 1000 * MS_NS);
}

static void
test_roll_catches_up (void)
{
  g_assert_cmpint (sol_scope_roll_end (T_NS, T_NS + 5000 * MS_NS, 16 * MS_NS, 1000 * MS_NS), ==, T_NS + 5000 * MS_NS);
  /* a source that began anew, long before */
  g_assert_cmpint (sol_scope_roll_end (T_NS, T_NS - 5000 * MS_NS, 16 * MS_NS, 1000 * MS_NS), ==, T_NS - 5000 * MS_NS);
  /* a little before is not a new beginning */
  g_assert_cmpint (sol_scope_roll_end (T_NS, T_NS - 10 * MS_NS, 16 * MS_NS, 1000 * MS_NS), ==, T_NS);
}

static void
test_align_is_a_whole_column (void)
{
  for (int i = 0; i < 100; i++)
    {
      gint64 begin_ns = sol_scope_align (T_NS + i * 12345, 1600 * MS_NS, 1600);

      g_assert_cmpint (begin_ns % MS_NS, ==, 0);
      g_assert_cmpint (T_NS + i * 12345 - begin_ns, <, MS_NS);
    }
  g_assert_cmpint (sol_scope_align (T_NS + 7, 100, 0), ==, T_NS + 7);
}

static void
test_fit_has_round_limits_with_air (void)
{
  SolScopeScale scale = { 0 };

  sol_scope_scale_fit (&scale, -1, 1);
  g_assert_cmpfloat_with_epsilon (scale.bottom, -1.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.top, 1.2, 1e-9);
  sol_scope_scale_fit (&scale, 5, 5);
  g_assert_cmpfloat (scale.bottom, <, 5);
  g_assert_cmpfloat (scale.top, >, 5);
  sol_scope_scale_fit (&scale, 0, 0);
  g_assert_cmpfloat (scale.bottom, <=, -1);
  g_assert_cmpfloat (scale.top, >=, 1);
  sol_scope_scale_fit (&scale, NAN, 1);
  g_assert_cmpfloat (scale.top, >=, 1);
}

static void
test_follow_grows_at_once_and_shrinks_late (void)
{
  SolScopeScale scale = { .is_auto = TRUE };
  double large;

  g_assert_true (sol_scope_scale_follow (&scale, -1, 1, 1));
  g_assert_false (sol_scope_scale_follow (&scale, -1, 1, 2));
  g_assert_true (sol_scope_scale_follow (&scale, -3, 3, 3));
  g_assert_cmpfloat (scale.top, >=, 3);
  large = scale.top;
  g_assert_false (sol_scope_scale_follow (&scale, -0.1, 0.1, 4));
  g_assert_false (sol_scope_scale_follow (&scale, -0.1, 0.1, 1 * G_USEC_PER_SEC));
  g_assert_cmpfloat (scale.top, ==, large);
  g_assert_true (sol_scope_scale_follow (&scale, -0.1, 0.1, 3 * G_USEC_PER_SEC));
  g_assert_cmpfloat (scale.top, <, 0.2);
}

static void
test_follow_leaves_a_persons_scale_alone (void)
{
  SolScopeScale scale = { .is_auto = TRUE };

  sol_scope_scale_follow (&scale, -1, 1, 1);
  sol_scope_scale_zoom (&scale, 0.5, 0.5);
  g_assert_cmpfloat_with_epsilon (scale.top, 0.6, 1e-9);
  g_assert_false (sol_scope_scale_follow (&scale, -5, 5, 2));
  g_assert_cmpfloat_with_epsilon (scale.top, 0.6, 1e-9);
}

static void
test_scale_zoom_keeps_the_value_under_the_pointer (void)
{
  SolScopeScale scale = { -2, 6, TRUE, 0 };

  sol_scope_scale_zoom (&scale, 0.25, 0.5); /* under the pointer: 4 */
  g_assert_cmpfloat_with_epsilon (scale.top - 0.25 * (scale.top - scale.bottom), 4, 1e-9);
  g_assert_cmpfloat_with_epsilon (scale.top - scale.bottom, 4, 1e-9);
  for (int i = 0; i < 2000; i++)
    sol_scope_scale_zoom (&scale, 0.5, 0.5);
  g_assert_cmpfloat (scale.top, >, scale.bottom);
  for (int i = 0; i < 4000; i++)
    sol_scope_scale_zoom (&scale, 0.5, 2);
  g_assert_true (isfinite (scale.top - scale.bottom));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scope/time-base/walks-all-steps", test_time_base_walks_all_steps);
  g_test_add_func ("/scope/time-base/fits-a-frequency", test_time_base_fits_a_frequency);
  g_test_add_func ("/scope/window/zoom-keeps-what-is-under-the-pointer", test_zoom_keeps_what_is_under_the_pointer);
  g_test_add_func ("/scope/window/pan-and-clamp-stay-with-the-samples", test_pan_and_clamp_stay_with_the_samples);
  g_test_add_func ("/scope/roll/is-smooth", test_roll_is_smooth);
  g_test_add_func ("/scope/roll/catches-up", test_roll_catches_up);
  g_test_add_func ("/scope/window/align-is-a-whole-column", test_align_is_a_whole_column);
  g_test_add_func ("/scope/scale/fit-has-round-limits-with-air", test_fit_has_round_limits_with_air);
  g_test_add_func ("/scope/scale/follow-grows-at-once-and-shrinks-late", test_follow_grows_at_once_and_shrinks_late);
  g_test_add_func ("/scope/scale/follow-leaves-a-persons-scale-alone", test_follow_leaves_a_persons_scale_alone);
  g_test_add_func ("/scope/scale/zoom-keeps-the-value-under-the-pointer",
                   test_scale_zoom_keeps_the_value_under_the_pointer);
  return g_test_run ();
}
