/* test-load-latency.c: percentiles of times in buckets
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-load-latency.h"

static SolLoadLatency *
latency_of_range (guint32 first,
                  guint32 last)
{
  SolLoadLatency *self = g_new0 (SolLoadLatency, 1);

  for (guint32 us = first; us <= last; us++)
    sol_load_latency_add (self, us);
  return self;
}

static void
test_none (void)
{
  g_autofree SolLoadLatency *self = g_new0 (SolLoadLatency, 1);

  g_assert_cmpfloat (sol_load_latency_get_percentile (self, 0.99), ==, 0);
}

static void
test_small_times_are_exact (void)
{
  g_autofree SolLoadLatency *self = latency_of_range (0, 31);

  for (guint i = 1; i <= 32; i++)
    g_assert_cmpfloat (sol_load_latency_get_percentile (self, i / 32.0), ==, i);
}

static void
test_percentiles_are_near (void)
{
  g_autofree SolLoadLatency *self = latency_of_range (1, 100000);

  for (guint i = 1; i < 100; i++)
    {
      double found = sol_load_latency_get_percentile (self, i / 100.0);

      g_assert_cmpfloat (found, >=, i * 1000);
      g_assert_cmpfloat (found, <=, i * 1000 * 1.035 + 1);
    }
}

static void
test_longest_time (void)
{
  g_autofree SolLoadLatency *self = latency_of_range (G_MAXUINT32 - 1, G_MAXUINT32 - 1);

  g_assert_cmpfloat (sol_load_latency_get_percentile (self, 0.5), >=, G_MAXUINT32 - 1.0);
  g_assert_cmpfloat (sol_load_latency_get_percentile (self, 0.5), <=, 4294967296.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/load-latency/none", test_none);
  g_test_add_func ("/cli/load-latency/small-times-are-exact", test_small_times_are_exact);
  g_test_add_func ("/cli/load-latency/percentiles-are-near", test_percentiles_are_near);
  g_test_add_func ("/cli/load-latency/longest-time", test_longest_time);
  return g_test_run ();
}
