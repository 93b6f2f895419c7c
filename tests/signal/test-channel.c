/* test-channel.c: history, columns, trigger and measurement of one trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include "samples.h"
#include "sol-measure.h"

/* No stated time: arrives at @t_ns */
static void
append_untimed (SolChannel   *channel,
                const double *values,
                gsize         n,
                gint64        t_ns,
                double        rate_hz)
{
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .t0_ns = T0_NS + t_ns, .rate_hz = rate_hz };

  sol_channel_append (channel, &block, (T0_NS + t_ns) / 1000);
}

static guint64
get_gaps (SolChannel *channel)
{
  SolChannelStats stats;

  sol_channel_get_stats (channel, &stats);
  return stats.n_gaps;
}

static void
test_joins (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", "V", 0, 0);
  g_autofree char *unit = sol_channel_dup_unit (channel);
  const double values[] = { 1, 2 };
  const gint64 expected[] = { 0, 100, 200, 300 };

  append (channel, values, 2, 0, 10.0);
  append (channel, values, 2, S_NS / 5 + 1000000, 10.0);
  assert_times (channel, expected, 4);
  g_assert_cmpuint (get_gaps (channel), ==, 0);
  g_assert_cmpstr (sol_channel_get_name (channel), ==, "a");
  g_assert_cmpstr (unit, ==, "V");
}

/* A message that begins before the one before has ended goes behind it, and is counted */
static void
test_overlap (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2, 3, 4 };
  SolChannelStats stats;

  append (channel, values, 4, 0, 10.0);
  append (channel, values, 4, 4 * S_NS / 10 - 30000000, 10.0);
  append (channel, values, 4, 6 * S_NS / 10, 10.0);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.n_overlaps, ==, 1);
  g_assert_cmpuint (stats.n_gaps, ==, 0);
  g_assert_cmpuint (stats.n_samples, ==, 12);
}

static void
test_gap (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  gint64 times_ns[8];
  double read[8];

  append (channel, values, 2, 0, 10.0);
  append (channel, values, 2, S_NS / 5 + 140000000, 10.0);
  g_assert_cmpuint (get_gaps (channel), ==, 0);
  append (channel, values, 2, S_NS / 5 + 140000000 + 2 * 100000000 + 160000000, 10.0);
  g_assert_cmpuint (get_gaps (channel), ==, 1);
  g_assert_cmpuint (read_all (channel, times_ns, read, 8), ==, 7);
  g_assert_cmpint (isnan (read[4]), !=, 0);
  g_assert_cmpint (times_ns[4], ==, 700000000);
  g_assert_cmpint (times_ns[5], ==, 700000000);
}

static void
test_counts_overlaps (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2, 3, 4 };
  const gint64 expected[] = { 0, 100, 200, 300, 400, 500, 600, 700 };

  append (channel, values, 4, 0, 10.0);
  append (channel, values, 4, S_NS / 10, 10.0);
  assert_times (channel, expected, 8);
  g_assert_cmpuint (get_gaps (channel), ==, 0);
}

/* The source's clock was set back: what was kept no longer compares */
static void
test_step_back (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  const gint64 expected[] = { 5000, 5100 };

  append (channel, values, 2, 10 * S_NS, 10.0);
  append (channel, values, 2, 5 * S_NS, 10.0);
  assert_times (channel, expected, 2);
}

/* A message each second with 1.2 s of samples: time stays near the stated one, and nothing is thrown away */
static void
test_faster_than_stated (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[12] = { 0 };
  SolChannelStats stats;

  for (guint i = 0; i < 60; i++)
    append (channel, values, 12, i * S_NS, 10.0);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.n_samples, ==, 720);
  g_assert_cmpint (stats.last_ns - T0_NS, <=, 64 * S_NS);
  g_assert_cmpint (stats.last_ns - stats.first_ns, ==, 719 * S_NS / 10);
}

/* A clock a week wrong places nothing, and is told */
static void
test_skew (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  SolSampleBlock block = { .path = "", .values = values, .n_values = 2, .t0_ns = T0_NS - 7 * 86400 * S_NS,
                           .rate_hz = 10.0, .is_timed = TRUE };
  SolChannelStats stats;

  sol_channel_append (channel, &block, T0_NS / 1000);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpint (stats.last_ns, ==, T0_NS);
  g_assert_cmpfloat_with_epsilon (stats.skew_s, -7 * 86400 + 0.1, 1e-3);
}

/* Arrival jitters by 40 ms, the samples do not */
static void
test_untimed_end_to_end (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  const gint64 jitter_ms[] = { 0, 40, -30, 20 };
  const gint64 expected[] = { -100, 0, 100, 200, 300, 400, 500, 600 };

  for (guint i = 0; i < 4; i++)
    append_untimed (channel, values, 2, i * S_NS / 5 + jitter_ms[i] * 1000000, 10.0);
  assert_times (channel, expected, 8);
  g_assert_cmpuint (get_gaps (channel), ==, 0);
  append_untimed (channel, values, 2, 5 * S_NS, 10.0);
  g_assert_cmpuint (get_gaps (channel), ==, 1);
}

static void
test_single_values (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const gint64 expected[] = { 0, 1500, 1700, 1700, 60000 };
  const gint64 stated[] = { 0, 1500, 1700, 1600, 60000 };

  for (guint i = 0; i < 5; i++)
    {
      double value = i;

      append (channel, &value, 1, stated[i] * 1000000, 0.0);
    }
  assert_times (channel, expected, 5);
  g_assert_cmpuint (get_gaps (channel), ==, 0);
}

/* Neither octets nor age go over their limit, and what is kept is the newest */
static void
test_limits (void)
{
  g_autoptr (SolChannel) small = sol_channel_new ("a", NULL, 200000, 0);
  g_autoptr (SolChannel) young = sol_channel_new ("a", NULL, 0, 2 * G_USEC_PER_SEC);
  double values[1000];
  SolChannelStats stats;

  for (guint i = 0; i < 300; i++)
    {
      for (guint k = 0; k < 1000; k++)
        values[k] = i * 1000 + k;
      append (small, values, 1000, i * S_NS, 1000.0);
      append (young, values, 1000, i * S_NS, 1000.0);
    }
  sol_channel_get_stats (small, &stats);
  g_assert_cmpuint (stats.n_bytes, <=, 200000);
  g_assert_cmpuint (stats.n_samples, ==, 300000);
  g_assert_cmpint (stats.last_ns - stats.first_ns, >, 12 * S_NS);
  g_assert_cmpint (stats.last_ns, ==, T0_NS + 300 * S_NS - S_NS / 1000);
  sol_channel_get_stats (young, &stats);
  g_assert_cmpint (stats.last_ns - stats.first_ns, ==, 2 * S_NS);
  g_assert_cmpuint (stats.n_bytes, <, 100000);
}

static void
test_slow_and_old (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 10 * G_USEC_PER_SEC);
  gint64 times_ns[64];
  double values[64];

  for (guint i = 0; i < 1000; i++)
    {
      double value = i;

      append (channel, &value, 1, i * S_NS, 0.0);
    }
  g_assert_cmpuint (read_all (channel, times_ns, values, 64), ==, 11);
  g_assert_cmpfloat (values[0], ==, 989);
}

static void
test_not_numbers (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, NAN, INFINITY, -INFINITY, 2, 1e300, NAN, 3 };
  const double only[] = { NAN, NAN };
  SolColumn columns[1];
  SolMeasurement measurement;
  SolChannelStats stats;

  append (channel, values, 8, 0, 8.0);
  sol_channel_read_columns (channel, T0_NS, T0_NS + S_NS / 2 + 1, columns, 1);
  g_assert_cmpfloat (columns[0].lo, ==, 1.0f);
  g_assert_cmpfloat (columns[0].hi, ==, 2.0f);
  sol_channel_measure (channel, T0_NS, T0_NS + S_NS, &measurement);
  g_assert_cmpuint (measurement.n_samples, ==, 4);
  append (channel, only, 2, S_NS, 8.0);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpint (isnan (stats.last_min) && isnan (stats.last_mean), !=, 0);
}

static void
test_clear (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  const gint64 expected[] = { 0, 100 };
  guint generation = sol_channel_get_generation (channel);
  SolColumn columns[3];
  SolMeasurement measurement;
  SolTrigger trigger = { SOL_EDGE_RISING, 0, 0 };
  gint64 found_ns;

  append (channel, values, 2, 10 * S_NS, 10.0);
  g_assert_cmpuint (sol_channel_get_generation (channel), !=, generation);
  generation = sol_channel_get_generation (channel);
  sol_channel_clear (channel);
  g_assert_cmpuint (sol_channel_get_generation (channel), !=, generation);
  g_assert_cmpuint (sol_channel_read_columns (channel, 0, G_MAXINT64, columns, 3), ==, 0);
  g_assert_cmpfloat (columns[1].lo, >, columns[1].hi);
  g_assert_cmpint (sol_channel_find_trigger (channel, &trigger, 0, G_MAXINT64, &found_ns), ==, FALSE);
  sol_channel_measure (channel, 0, G_MAXINT64, &measurement);
  g_assert_cmpuint (measurement.n_samples, ==, 0);
  g_assert_cmpint (isnan (measurement.min) && isnan (measurement.mean) && isnan (measurement.frequency_hz), !=, 0);
  append (channel, values, 2, 0, 10.0);
  assert_times (channel, expected, 2);
}

/* The newest edge by a plain forward walk: armed below, found where it next reaches the level */
static gboolean
find_edge_plainly (const double     *values,
                   gsize             n,
                   const SolTrigger *trigger,
                   double            after,
                   double            before,
                   double           *found)
{
  gboolean is_found = FALSE;

  for (int sign = -1; sign <= 1; sign += 2)
    {
      gboolean is_armed = FALSE;

      if (trigger->edge == (sign > 0 ? SOL_EDGE_FALLING : SOL_EDGE_RISING))
        continue;
      for (gsize i = 0; i < n; i++)
        {
          double value = sign * values[i], level = sign * trigger->level;

          if (isnan (value))
            is_armed = FALSE;
          else if (value >= level)
            {
              double last = i > 0 ? sign * values[i - 1] : NAN;
              double at = (double) i - 1.0 + (level - last) / (value - last);

              if (is_armed && at >= after && at <= before && (!is_found || at > *found))
                {
                  *found = at;
                  is_found = TRUE;
                }
              is_armed = FALSE;
            }
          else if (value < level && value <= level - trigger->hysteresis)
            is_armed = TRUE;
        }
    }
  return is_found;
}

static void
check_trigger (SolChannel   *channel,
               const double *values,
               gsize         n)
{
  for (guint round = 0; round < 40; round++)
    {
      SolTrigger trigger = { (SolEdge) (round % 3), g_test_rand_double_range (-1.2, 1.2),
                             round % 4 == 0 ? 0.0 : g_test_rand_double_range (0.0, 0.6) };
      double after = g_test_rand_int_range (-10, (int) n), before = g_test_rand_int_range ((int) after, (int) n + 10);
      double expected = 0.0;
      gint64 found_ns = 0;
      gboolean is_found = sol_channel_find_trigger (channel, &trigger, T0_NS + (gint64) after * 1000000,
                                                    T0_NS + (gint64) before * 1000000, &found_ns);

      g_assert_cmpint (is_found, ==, find_edge_plainly (values, n, &trigger, after, before, &expected));
      if (is_found)
        g_assert_cmpfloat_with_epsilon ((double) (found_ns - T0_NS) * 1e-6, expected, 1e-4);
    }
}

static void
test_trigger (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
      gsize n = (gsize) g_test_rand_int_range (1, 9000);
      g_autofree double *values = g_new (double, n);
      double period = g_test_rand_double_range (3.0, 6000.0), noise = round % 2 * 0.2;

      for (gsize i = 0; i < n; i++)
        values[i] = sin ((double) i / period * 2.0 * G_PI) + noise * g_test_rand_double_range (-1.0, 1.0);
      if (round % 5 == 0)
        values[n / 2] = NAN;
      append (channel, values, n, 0, 1000.0);
      check_trigger (channel, values, n);
    }
}

/* A jump across a gap is no edge */
static void
test_trigger_gap (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double low[] = { -1, -1, -1 }, high[] = { 1, 1, 1 };
  SolTrigger trigger = { SOL_EDGE_RISING, 0.0, 0.1 };
  gint64 found_ns;

  append (channel, low, 3, 0, 10.0);
  append (channel, high, 3, 10 * S_NS, 10.0);
  g_assert_cmpint (sol_channel_find_trigger (channel, &trigger, 0, G_MAXINT64, &found_ns), ==, FALSE);
}

static double
get_noise (void)
{
  double sum = 0.0;

  for (guint i = 0; i < 12; i++)
    sum += g_test_rand_double ();
  return sum - 6.0;
}

static void
measure_sine (double          frequency_hz,
              double          rate_hz,
              gsize           n,
              double          noise,
              SolMeasurement *measurement)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = 3.0 + sin (2.0 * G_PI * frequency_hz * (double) i / rate_hz + 0.3) + noise * get_noise ();
  append (channel, values, n, 0, rate_hz);
  sol_channel_measure (channel, 0, G_MAXINT64, measurement);
}

static void
test_measure (void)
{
  static const double frequencies[] = { 1.7, 10.0, 123.4, 311.0, 390.0 };
  SolMeasurement measurement;

  for (guint i = 0; i < G_N_ELEMENTS (frequencies); i++)
    {
      measure_sine (frequencies[i], 1000.0, 5000, 0.0, &measurement);
      g_assert_cmpfloat_with_epsilon (measurement.frequency_hz / frequencies[i], 1.0, 0.002);
      g_assert_cmpfloat_with_epsilon (measurement.period_s * measurement.frequency_hz, 1.0, 1e-9);
      g_assert_cmpfloat_with_epsilon (measurement.mean, 3.0, 0.05);
      g_assert_cmpfloat_with_epsilon (measurement.rms, sqrt (9.5), 0.05);
      g_assert_cmpfloat_with_epsilon (measurement.duty, 0.5, 0.03);
    }
  for (guint i = 0; i < G_N_ELEMENTS (frequencies) - 2; i++)
    {
      measure_sine (frequencies[i], 10000.0, 50000, 0.1, &measurement);
      g_assert_cmpfloat_with_epsilon (measurement.frequency_hz / frequencies[i], 1.0, 0.01);
    }
}

/* Less than a period has no frequency, and a gap is not counted as a part of one */
static void
test_measure_limits (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  SolMeasurement measurement;
  double values[1000];

  measure_sine (1.0, 1000.0, 900, 0.0, &measurement);
  g_assert_cmpint (isnan (measurement.frequency_hz), !=, 0);
  for (guint i = 0; i < 1000; i++)
    values[i] = sin (2.0 * G_PI * i / 100.0);
  for (guint i = 0; i < 6; i++)
    append (channel, values, 1000, i * 13 * S_NS / 10 + i * 37000000, 1000.0);
  sol_channel_measure (channel, 0, G_MAXINT64, &measurement);
  g_assert_cmpfloat_with_epsilon (measurement.frequency_hz, 10.0, 0.01);
  g_assert_cmpuint (get_gaps (channel), ==, 5);
}

static void
test_stats (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  double values[300];
  SolChannelStats stats;

  for (guint i = 0; i < 300; i++)
    values[i] = i;
  for (guint i = 0; i < 10; i++)
    append (channel, values, 300, i * S_NS * 11 / 10, 300.0);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.n_messages, ==, 10);
  g_assert_cmpuint (stats.n_samples, ==, 3000);
  g_assert_cmpuint (stats.n_gaps, ==, 9);
  g_assert_cmpuint (stats.last_points, ==, 300);
  g_assert_cmpfloat (stats.declared_rate_hz, ==, 300.0);
  g_assert_cmpfloat_with_epsilon (stats.measured_rate_hz, 300.0 / 1.1, 0.1);
  g_assert_cmpfloat (stats.last_min, ==, 0.0);
  g_assert_cmpfloat (stats.last_max, ==, 299.0);
  g_assert_cmpfloat_with_epsilon (stats.last_mean, 149.5, 1e-9);
  g_assert_cmpuint (stats.limit_bytes, ==, 64 << 20);
}

static gpointer
append_thread (gpointer data)
{
  double values[100];

  for (guint i = 0; i < 100; i++)
    values[i] = i;
  for (guint i = 0; i < 5000; i++)
    append (data, values, 100, i * S_NS / 10, 1000.0);
  return NULL;
}

/* Read while another thread appends and drops what is old */
static void
test_threads (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 300000, 0);
  GThread *thread = g_thread_new ("append", append_thread, channel);
  SolTrigger trigger = { SOL_EDGE_RISING, 50, 10 };
  SolChannelStats stats = { 0 };

  while (stats.n_messages < 5000)
    {
      SolColumn columns[100];
      SolMeasurement measurement;
      gint64 found_ns;

      sol_channel_read_columns (channel, T0_NS, T0_NS + 500 * S_NS, columns, 100);
      sol_channel_find_trigger (channel, &trigger, T0_NS, T0_NS + 500 * S_NS, &found_ns);
      sol_channel_measure (channel, T0_NS, T0_NS + 500 * S_NS, &measurement);
      sol_channel_get_stats (channel, &stats);
    }
  g_thread_join (thread);
}

static gint64
get_cpu_us (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000) + time.tv_nsec / 1000;
}

/* 4,000,000 samples: append, draw, trigger, measure */
static void
test_speed (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  g_autofree SolColumn *columns = g_new (SolColumn, 1600);
  double values[1000];
  SolTrigger trigger = { SOL_EDGE_RISING, 2.0, 0.1 };
  SolMeasurement measurement;
  gint64 begin_us, append_us, columns_us, trigger_us, measure_us, found_ns;

  for (guint i = 0; i < 1000; i++)
    values[i] = sin (2.0 * G_PI * i / 100.0);
  begin_us = get_cpu_us ();
  for (guint i = 0; i < 4000; i++)
    append (channel, values, 1000, i * S_NS / 100, 1e5);
  append_us = get_cpu_us () - begin_us;
  begin_us = get_cpu_us ();
  sol_channel_read_columns (channel, T0_NS, T0_NS + 40 * S_NS, columns, 1600);
  columns_us = get_cpu_us () - begin_us;
  begin_us = get_cpu_us ();
  g_assert_cmpint (sol_channel_find_trigger (channel, &trigger, T0_NS, T0_NS + 40 * S_NS, &found_ns), ==, FALSE);
  trigger_us = get_cpu_us () - begin_us;
  begin_us = get_cpu_us ();
  sol_channel_measure (channel, T0_NS, T0_NS + 40 * S_NS, &measurement);
  measure_us = get_cpu_us () - begin_us;
  g_test_message ("append %.2f ns a sample, 1600 columns of 4M %" G_GINT64_FORMAT " us, trigger never met %"
                  G_GINT64_FORMAT " us, measure 1M %" G_GINT64_FORMAT " us",
                  append_us / 4000.0, columns_us, trigger_us, measure_us);
  g_assert_cmpuint (measurement.n_samples, ==, 1000000);
  g_assert_cmpfloat_with_epsilon (measurement.frequency_hz, 1000.0, 1e-3);
  g_assert_cmpint (append_us, <, 4 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/channel/joins", test_joins);
  g_test_add_func ("/signal/channel/gap", test_gap);
  g_test_add_func ("/signal/channel/overlap", test_overlap);
  g_test_add_func ("/signal/channel/step-back", test_step_back);
  g_test_add_func ("/signal/channel/faster-than-stated", test_faster_than_stated);
  g_test_add_func ("/signal/channel/skew", test_skew);
  g_test_add_func ("/signal/channel/untimed-end-to-end", test_untimed_end_to_end);
  g_test_add_func ("/signal/channel/single-values", test_single_values);
  g_test_add_func ("/signal/channel/limits", test_limits);
  g_test_add_func ("/signal/channel/slow-and-old", test_slow_and_old);
  g_test_add_func ("/signal/channel/not-numbers", test_not_numbers);
  g_test_add_func ("/signal/channel/clear", test_clear);
  g_test_add_func ("/signal/channel/trigger", test_trigger);
  g_test_add_func ("/signal/channel/trigger-gap", test_trigger_gap);
  g_test_add_func ("/signal/channel/measure", test_measure);
  g_test_add_func ("/signal/channel/measure-limits", test_measure_limits);
  g_test_add_func ("/signal/channel/counts-overlaps", test_counts_overlaps);
  g_test_add_func ("/signal/channel/stats", test_stats);
  g_test_add_func ("/signal/channel/threads", test_threads);
  g_test_add_func ("/signal/channel/speed", test_speed);
  return g_test_run ();
}
