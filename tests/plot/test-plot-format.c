/* test-plot-format.c: tick steps and numbers with SI prefixes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-plot.h"

static void
test_steps_are_one_two_five (void)
{
  static const struct
  {
    double span;
    guint least;
    double step;
  } cases[] = {
    { 10, 10, 1 },     { 10, 4, 2 },      { 9.99, 10, 0.5 }, { 1, 10, 0.1 },   { 0.01, 10, 0.001 },
    { 0.02, 10, 2e-3 }, { 2.4, 4, 0.5 }, { 36000, 10, 2000 }, { 3e-6, 10, 2e-7 }, { 5, 5, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (sol_plot_tick_step (cases[i].span, cases[i].least), cases[i].step,
                                    cases[i].step * 1e-9);
}

static void
test_steps_give_at_least_as_many (void)
{
  for (double span = 1e-9; span < 1e9; span *= 1.37)
    for (guint least = 1; least <= 12; least++)
      {
        double step = sol_plot_tick_step (span, least);

        g_assert_cmpfloat (span / step, >=, least * (1 - 1e-6));
        g_assert_cmpfloat (span / step, <=, least * 2.5 * (1 + 1e-6) + 1e-9);
      }
}

static void
test_steps_survive_nonsense (void)
{
  g_assert_cmpfloat (sol_plot_tick_step (0, 10), ==, 1);
  g_assert_cmpfloat (sol_plot_tick_step (-5, 10), ==, 1);
  g_assert_cmpfloat (sol_plot_tick_step (NAN, 10), ==, 1);
  g_assert_cmpfloat (sol_plot_tick_step (INFINITY, 10), ==, 1);
  g_assert_cmpfloat (sol_plot_tick_step (5, 0), ==, 1);
}

static void
test_si_chooses_prefix_and_places (void)
{
  static const struct
  {
    double value;
    const char *unit;
    guint digits;
    const char *text;
  } cases[] = {
    { 0.0125, "s", 3, "12.5\u2009ms" },
    { 3300, "Hz", 3, "3.30\u2009kHz" },
    { 1, "V", 3, "1.00\u2009V" },
    { 0.9999, "V", 3, "1.00\u2009V" },
    { 0.9994, "V", 3, "999\u2009mV" },
    { 999.5, "Hz", 3, "1.00\u2009kHz" },
    { 999999.9, "Hz", 4, "1.000\u2009MHz" },
    { -1.5, "V", 3, "\u22121.50\u2009V" },
    { 0, "V", 3, "0.00\u2009V" },
    { 2.5e-6, "s", 2, "2.5\u2009µs" },
    { 1e-9, "s", 1, "1\u2009ns" },
    { 123456, "Hz", 1, "123\u2009kHz" },
    { 1e18, "Hz", 3, "1000\u2009PHz" },
    { 1e-17, "A", 3, "0.0100\u2009fA" },
    { 21.44, "°C", 3, "21.4\u2009°C" },
    { 0.05, "°C", 2, "0.050\u2009°C" },
    { 12345, "%", 3, "12345\u2009%" },
    { 0.5, NULL, 3, "0.500" },
    { 1234, "", 3, "1234" },
    { 1.5e12, NULL, 3, "1.50·10¹²" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = sol_plot_format_si (cases[i].value, cases[i].unit, cases[i].digits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_si_says_what_is_undefined (void)
{
  g_autofree char *undefined = sol_plot_format_si (NAN, "V", 3);
  g_autofree char *infinite = sol_plot_format_si (-INFINITY, "V", 3);

  g_assert_cmpstr (undefined, ==, "—");
  g_assert_cmpstr (infinite, ==, "\u2212∞\u2009V");
}

/* Never 1000 of a unit that has a larger one, and never a leading zero before the point */
static void
test_si_stays_between_one_and_thousand (void)
{
  for (double value = 1.001e-14; value < 1e15; value *= 1.00937)
    for (guint digits = 3; digits <= 6; digits++)
      {
        g_autofree char *text = sol_plot_format_si (value, "V", digits);

        g_assert_cmpfloat (g_ascii_strtod (text, NULL), >=, 1);
        g_assert_cmpfloat (g_ascii_strtod (text, NULL), <, 1000);
      }
}

static void
test_ticks_share_one_prefix (void)
{
  g_autofree char *zero = sol_plot_format_tick (1e-19, 0.005, 0.05, "s");
  g_autofree char *low = sol_plot_format_tick (-0.005, 0.005, 0.05, "s");
  g_autofree char *fine = sol_plot_format_tick (1.25, 0.05, 1.5, "V");
  g_autofree char *plain = sol_plot_format_tick (0.2, 0.2, 1, NULL);

  g_assert_cmpstr (zero, ==, "0\u2009ms");
  g_assert_cmpstr (low, ==, "\u22125\u2009ms");
  g_assert_cmpstr (fine, ==, "1.25\u2009V");
  g_assert_cmpstr (plain, ==, "0.2");
}

/* A counter, a Unix time, a capacitance without a unit */
static void
test_ticks_are_told_apart (void)
{
  static const struct
  {
    double first, step;
    const char *texts[3];
  } cases[] = {
    { 123456780, 10, { "123456780", "123456790", "123456800" } },
    { 1.7e9, 0.5, { "1700000000.0", "1700000000.5", "1700000001.0" } },
    { 2e8, 5e7, { "2.0·10⁸", "2.5·10⁸", "3.0·10⁸" } },
    { 0, 5e-10, { "0", "0.5·10⁻⁹", "1.0·10⁻⁹" } },
    { -1e306, 5e305, { "\u22121.0·10³⁰⁶", "\u22120.5·10³⁰⁶", "0" } },
    { 4e-300, 1e-300, { "4·10⁻³⁰⁰", "5·10⁻³⁰⁰", "6·10⁻³⁰⁰" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < 3; k++)
      {
        double step = cases[i].step, first = cases[i].first;
        double largest = MAX (fabs (first), fabs (first + 2 * step));
        g_autofree char *text = sol_plot_format_tick (first + k * step, step, largest, NULL);

        g_assert_cmpstr (text, ==, cases[i].texts[k]);
      }
}

static void
test_time_steps_go_by_minutes_and_hours (void)
{
  g_assert_cmpfloat_with_epsilon (sol_plot_time_step (0.01, 10), 0.001, 1e-12);
  g_assert_cmpfloat (sol_plot_time_step (599, 10), ==, 50);
  g_assert_cmpfloat (sol_plot_time_step (600, 10), ==, 60);
  g_assert_cmpfloat (sol_plot_time_step (12000, 10), ==, 1200);
  g_assert_cmpfloat (sol_plot_time_step (36000, 10), ==, 3600);
}

static void
test_time_is_written_as_people_do (void)
{
  g_autofree char *ms = sol_plot_format_time (0.02, 0.005, 0.05);
  g_autofree char *s = sol_plot_format_time (-10, 10, 100);
  g_autofree char *min = sol_plot_format_time (-120, 60, 600);
  g_autofree char *h = sol_plot_format_time (7200, 3600, 36000);

  g_assert_cmpstr (ms, ==, "20\u2009ms");
  g_assert_cmpstr (s, ==, "\u221210\u2009s");
  g_assert_cmpstr (min, ==, "\u22122\u2009min");
  g_assert_cmpstr (h, ==, "2\u2009h");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/tick/steps-are-one-two-five", test_steps_are_one_two_five);
  g_test_add_func ("/plot/tick/steps-give-at-least-as-many", test_steps_give_at_least_as_many);
  g_test_add_func ("/plot/tick/steps-survive-nonsense", test_steps_survive_nonsense);
  g_test_add_func ("/plot/si/chooses-prefix-and-places", test_si_chooses_prefix_and_places);
  g_test_add_func ("/plot/si/says-what-is-undefined", test_si_says_what_is_undefined);
  g_test_add_func ("/plot/si/stays-between-one-and-thousand", test_si_stays_between_one_and_thousand);
  g_test_add_func ("/plot/tick/share-one-prefix", test_ticks_share_one_prefix);
  g_test_add_func ("/plot/tick/are-told-apart", test_ticks_are_told_apart);
  g_test_add_func ("/plot/tick/time-is-written-as-people-do", test_time_is_written_as_people_do);
  g_test_add_func ("/plot/tick/time-steps-go-by-minutes-and-hours", test_time_steps_go_by_minutes_and_hours);
  return g_test_run ();
}
