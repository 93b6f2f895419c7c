/* test-history.c: what is kept of samples, and what pixel columns show of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "samples.h"

/* [begin, end) of a plain array */
static void
get_extent (const double *values,
            gsize         begin,
            gsize         end,
            double       *lo,
            double       *hi)
{
  *lo = INFINITY;
  *hi = -INFINITY;
  for (gsize i = begin; i < end; i++)
    {
      *lo = fmin (*lo, values[i]);
      *hi = fmax (*hi, values[i]);
    }
}

static gsize
find_plainly (const gint64 *times_ns,
              gsize         n,
              gint64        t_ns)
{
  gsize i = 0;

  while (i < n && times_ns[i] < t_ns)
    i++;
  return i;
}

static void
check_mean (const SolColumn *column,
            const double    *values,
            gsize            begin,
            gsize            end,
            gsize            slack)
{
  double sum = 0.0;

  for (gsize i = begin; i < end; i++)
    sum += values[i];
  if (begin + slack < end)
    g_assert_cmpfloat_with_epsilon (column->mean, sum / (double) (end - begin),
                                    1e-9 + (double) slack / (double) (end - begin));
  else if (begin == end && slack == 0)
    g_assert_cmpint (isnan (column->mean), !=, 0);
}

/* Columns against a plain loop, over chunks, runs and gaps; where many samples are in each, its borders may be off */
static void
check_columns (SolChannel   *channel,
               const gint64 *times_ns,
               const double *values,
               gsize         n,
               gint64        begin_ns,
               gint64        end_ns,
               guint         n_columns)
{
  g_autofree SolColumn *columns = g_new (SolColumn, n_columns);
  double step_ns = (double) (end_ns - begin_ns) / n_columns;
  gsize first = find_plainly (times_ns, n, begin_ns), begin = first, end = first;
  guint64 n_read = sol_channel_read_columns (channel, begin_ns, end_ns, columns, n_columns);
  gsize n_before = 0;

  for (guint c = 0; c < n_columns; c++, begin = end)
    {
      double near_lo, near_hi, far_lo, far_hi;
      gsize slack;

      end = begin + find_plainly (times_ns + begin, n - begin, begin_ns + (gint64) (step_ns * (c + 1)));
      slack = MAX (end - begin, n_before) >= 50 ? MAX (end - begin, n_before) / 6 : 0;
      n_before = end - begin;
      get_extent (values, begin + slack, end > slack ? end - slack : 0, &near_lo, &near_hi);
      get_extent (values, begin > slack ? begin - slack : 0, MIN (end + slack, n), &far_lo, &far_hi);
      g_assert_cmpfloat (columns[c].lo, <=, near_lo);
      g_assert_cmpfloat (columns[c].lo, >=, far_lo);
      g_assert_cmpfloat (columns[c].hi, >=, near_hi);
      g_assert_cmpfloat (columns[c].hi, <=, far_hi);
      check_mean (&columns[c], values, begin, end, slack);
    }
  g_assert_cmpuint (n_read, ==, end - first);
}

#define N_REFERENCE 60000

static void
test_columns (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  g_autofree double *values = g_new (double, N_REFERENCE);
  g_autofree gint64 *times_ns = g_new (gint64, N_REFERENCE);
  gsize n = 0;
  gint64 t_ns = 0;

  while (n < N_REFERENCE)
    {
      gsize n_wanted = g_test_rand_int_range (1, 3000);
      gsize n_block = MIN (n_wanted, N_REFERENCE - n);
      gint64 period_ns = g_test_rand_int_range (1, 4) * 1000000;
      gboolean is_single = g_test_rand_int_range (0, 8) == 0;

      for (gsize i = 0; i < n_block; i++)
        {
          values[n + i] = g_test_rand_double_range (-1.0, 1.0);
          times_ns[n + i] = T0_NS + t_ns + (gint64) i * period_ns;
        }
      for (gsize i = 0; is_single && i < n_block; i++)
        append (channel, values + n + i, 1, t_ns + (gint64) i * period_ns, 0.0);
      if (!is_single)
        append (channel, values + n, n_block, t_ns, 1e9 / (double) period_ns);
      n += n_block;
      t_ns += (gint64) n_block * period_ns + g_test_rand_int_range (5, 20) * 1000000;
    }
  for (guint round = 0; round < 300; round++)
    {
      gint64 a_ns = T0_NS + (gint64) g_test_rand_double_range (-1e9, (double) t_ns + 1e9);
      gint64 b_ns = T0_NS + (gint64) g_test_rand_double_range (-1e9, (double) t_ns + 1e9);

      check_columns (channel, times_ns, values, n, MIN (a_ns, b_ns), MAX (a_ns, b_ns) + 1000,
                     round % 2 == 0 ? 37 : 400);
    }
}

/* A source of floats, and one of doubles behind it: every value is read as it came, whatever it is kept as */
static void
test_precision (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  double values[6000], read[12000];
  gint64 times_ns[12000];
  SolSampleBlock block = { .path = "", .values = values, .n_values = 6000, .t0_ns = T0_NS, .rate_hz = 1000.0,
                           .is_timed = TRUE, .precision = SOL_PRECISION_FLOAT32 };
  SolColumn column;

  for (guint i = 0; i < 6000; i++)
    values[i] = (double) (float) g_test_rand_double_range (-1e6, 1e6);
  sol_channel_append (channel, &block, T0_NS / 1000);
  g_assert_cmpuint (read_all (channel, times_ns, read, 12000), ==, 6000);
  for (guint i = 0; i < 6000; i++)
    g_assert_cmpfloat (read[i], ==, (double) (float) values[i]);

  values[0] = values[5999] = 1e9 + 0.125;
  append (channel, values, 6000, 6 * S_NS, 1000.0);
  g_assert_cmpuint (read_all (channel, times_ns, read, 12000), ==, 12000);
  g_assert_cmpfloat (read[1], ==, values[1]);
  g_assert_cmpfloat (read[6000], ==, 1e9 + 0.125);
  g_assert_cmpfloat (read[11999], ==, 1e9 + 0.125);
  sol_channel_read_columns (channel, T0_NS, T0_NS + 12 * S_NS, &column, 1);
  g_assert_cmpfloat (column.hi, ==, 1e9 + 0.125);
}

/* What a sample costs in memory, its time and pyramid included */
static double
get_octets_a_sample (SolPrecision precision,
                     gboolean     is_even)
{
  enum { N_SAMPLES = 1000000, N_BLOCK = 1000 };
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, (gsize) 1 << 30, 0);
  double values[N_BLOCK] = { 0 };
  gint64 times_ns[N_BLOCK];
  SolSampleBlock block = { .path = "", .values = values, .n_values = N_BLOCK, .rate_hz = is_even ? 1e6 : 0.0,
                           .is_timed = TRUE, .precision = precision, .times_ns = is_even ? NULL : times_ns };
  SolChannelStats stats;

  for (guint i = 0; i < N_BLOCK; i++)
    times_ns[i] = 1000 * i + i % 7;
  for (guint i = 0; i < N_SAMPLES / N_BLOCK; i++)
    {
      block.t0_ns = T0_NS + (gint64) i * N_BLOCK * 1000;
      sol_channel_append (channel, &block, T0_NS / 1000);
    }
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpint (stats.last_ns - stats.first_ns, >=, N_SAMPLES * G_GINT64_CONSTANT (999));
  return (double) stats.n_bytes / N_SAMPLES;
}

static void
test_memory (void)
{
  g_assert_cmpfloat (get_octets_a_sample (SOL_PRECISION_FLOAT32, TRUE), <=, 6.0);
  g_assert_cmpfloat (get_octets_a_sample (SOL_PRECISION_DOUBLE, TRUE), <=, 11.0);
  g_assert_cmpfloat (get_octets_a_sample (SOL_PRECISION_FLOAT32, FALSE), <=, 14.0);
  g_assert_cmpfloat (get_octets_a_sample (SOL_PRECISION_DOUBLE, FALSE), <=, 19.0);
}

/* A message of rows with times of their own, and one whose clock is a week wrong */
static void
test_own_times (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2, 3, 4 };
  const gint64 times_ns[] = { 5 * S_NS, 6 * S_NS, 6 * S_NS - 500000000, 9 * S_NS };
  const gint64 expected[] = { 1000, 2000, 2000, 5000, 21000, 22000, 22000, 25000 };
  SolSampleBlock block = { .path = "", .values = values, .n_values = 4, .t0_ns = T0_NS + S_NS, .times_ns = times_ns,
                           .is_timed = TRUE };
  SolChannelStats stats;

  sol_channel_append (channel, &block, T0_NS / 1000 + 5000000);
  block.t0_ns -= 7 * 86400 * S_NS;
  sol_channel_append (channel, &block, T0_NS / 1000 + 25000000);
  assert_times (channel, expected, 8);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpuint (stats.n_messages, ==, 2);
  g_assert_cmpuint (stats.n_samples, ==, 8);
}

static void
test_read_gaps (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("a", NULL, 0, 0);
  const double values[] = { 1, 2 };
  SolColumn columns[60];
  SolGap gaps[4];

  for (guint i = 0; i < 3; i++)
    append (channel, values, 2, i * 2 * S_NS, 10.0);
  g_assert_cmpuint (sol_channel_read_gaps (channel, 0, G_MAXINT64, gaps, 4), ==, 2);
  g_assert_cmpint (gaps[0].begin_ns - T0_NS, ==, S_NS / 10);
  g_assert_cmpint (gaps[0].end_ns - T0_NS, ==, 2 * S_NS);
  g_assert_cmpint (gaps[1].end_ns - T0_NS, ==, 4 * S_NS);
  g_assert_cmpuint (sol_channel_read_gaps (channel, T0_NS + S_NS, T0_NS + S_NS + 1, gaps, 4), ==, 1);
  g_assert_cmpuint (sol_channel_read_gaps (channel, T0_NS, T0_NS + S_NS / 10, gaps, 4), ==, 0);
  g_assert_cmpuint (sol_channel_read_gaps (channel, T0_NS, T0_NS + 5 * S_NS, gaps, 1), ==, 1);
  sol_channel_read_columns (channel, T0_NS, T0_NS + 6 * S_NS, columns, 60);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (columns[i].is_after_gap, ==, i == 20 || i == 40);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signal/history/columns", test_columns);
  g_test_add_func ("/signal/history/precision", test_precision);
  g_test_add_func ("/signal/history/memory", test_memory);
  g_test_add_func ("/signal/history/own-times", test_own_times);
  g_test_add_func ("/signal/history/read-gaps", test_read_gaps);
  return g_test_run ();
}
