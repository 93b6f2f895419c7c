/* scope-cost.c: what samples and pictures of them cost
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "sol-plot-traces.h"

/* Prints, for channels of ten million samples each: octets and nanoseconds a sample, and the processor's time for a
 * picture of eight of them at every zoom, when the one before was nearly the same and when no cache holds any of it.
 * The cheapest of several rounds counts: noise only adds. Asserts counts, and times only as ratios so far that an order
 * of magnitude would be seen. */

#define N_CHANNELS 8
#define N_SAMPLES 10000000
#define N_BLOCK 1000
#define N_TABLE 1000000
#define RATE_HZ 1e6
#define T0_NS (G_GINT64_CONSTANT (1700000000) * 1000000000)
#define WIDTH 1600
#define HEIGHT 600
#define N_ROUNDS 8
#define N_STEADY 5
#define N_SPANS 16
#define ELSEWHERE ((gsize) 64 << 20)
#define MAX_COPIES 60        /* a picture costs some ten times what copying its pixels does */

/* Samples in a picture */
static const double spans[N_SPANS] = { 1e7,  3e6,  1e6,  3e5, 1e5, 5e4, 2e4, 1e4,
                                        5000, 2500, 1600, 1000, 500, 200, 50,  10 };

static double
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void
fill (double *values,
      guint   kind)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (kind + 1);

  for (guint i = 0; i < N_TABLE; i++)
    {
      double phase = (double) i / N_TABLE, noise = g_rand_double_range (rand, -1, 1), sine = sin (2 * G_PI * phase);

      values[i] = (float) (kind == 0 ? sine
                           : kind == 1 ? 0.3 * noise + sin (200 * G_PI * phase)
                           : kind == 2 ? (fmod (phase * 50, 1) < 0.5 ? 1 : -1)
                           : kind == 3 ? noise
                           : kind == 4 ? sine * sin (2e5 * G_PI * phase)
                           : kind == 5 ? 2 * fmod (phase * 20, 1) - 1
                           : kind == 6 ? exp (-30 * phase) * sin (2000 * G_PI * phase)
                                       : 0.02 * noise + 0.5);
    }
}

typedef enum { EVEN_FLOAT, EVEN_DOUBLE, UNEVEN_FLOAT, UNEVEN_DOUBLE, N_KEPT } Kept;

/* In blocks of a thousand. @longest_us: of one append */
static SolChannel *
make_channel (const double *table,
              Kept          kept,
              double       *longest_us)
{
  SolChannel *channel = sol_channel_new ("bench", "V", (gsize) 1 << 30, 0);
  gboolean is_even = kept == EVEN_FLOAT || kept == EVEN_DOUBLE;
  gint64 times_ns[N_BLOCK];
  SolSampleBlock block = { .path = "", .n_values = N_BLOCK, .rate_hz = is_even ? RATE_HZ : 0, .is_timed = TRUE,
                           .precision = kept == EVEN_FLOAT || kept == UNEVEN_FLOAT ? SOL_PRECISION_FLOAT32
                                                                                   : SOL_PRECISION_DOUBLE,
                           .times_ns = is_even ? NULL : times_ns };

  *longest_us = 0;
  for (guint i = 0; i < N_BLOCK; i++)
    times_ns[i] = 1000 * i + i * 7 % 13;
  for (guint i = 0; i < N_SAMPLES / N_BLOCK; i++)
    {
      double begin_us = get_cpu_us ();

      block.values = table + (gsize) i * N_BLOCK % N_TABLE;
      block.t0_ns = T0_NS + (gint64) i * N_BLOCK * 1000;
      sol_channel_append (channel, &block, T0_NS / 1000);
      *longest_us = MAX (*longest_us, get_cpu_us () - begin_us);
    }
  return channel;
}

/* A channel at its limit, whose memory goes round */
static double
get_append_ns (const double *table,
               Kept          kept)
{
  gboolean is_even = kept == EVEN_FLOAT || kept == EVEN_DOUBLE;
  g_autoptr (SolChannel) channel = sol_channel_new ("bench", "V", (gsize) 1 << 20, 0);
  gint64 times_ns[N_BLOCK], t_ns = T0_NS;
  SolSampleBlock block = { .path = "", .n_values = N_BLOCK, .rate_hz = is_even ? RATE_HZ : 0, .is_timed = TRUE,
                           .precision = kept == EVEN_FLOAT || kept == UNEVEN_FLOAT ? SOL_PRECISION_FLOAT32
                                                                                   : SOL_PRECISION_DOUBLE,
                           .times_ns = is_even ? NULL : times_ns, .values = table };
  double best_us = INFINITY;

  for (guint i = 0; i < N_BLOCK; i++)
    times_ns[i] = 1000 * i + i * 7 % 13;
  for (guint round = 0; round < 200; round++)
    {
      double begin_us = get_cpu_us ();

      for (guint i = 0; i < 100; i++, t_ns += N_BLOCK * 1000)
        {
          block.t0_ns = t_ns;
          sol_channel_append (channel, &block, t_ns / 1000);
        }
      best_us = MIN (best_us, get_cpu_us () - begin_us);
    }
  return best_us * 1000 / (100 * N_BLOCK);
}

static void
bench_samples (const double *table)
{
  static const char *const names[] = { "float32, even", "double, even", "float32, own times", "double, own times" };
  static const double octets[] = { 6, 11, 14, 19 };

  for (Kept kept = 0; kept < N_KEPT; kept++)
    {
      double longest_us, ns = get_append_ns (table, kept);
      g_autoptr (SolChannel) channel = make_channel (table, kept, &longest_us);
      SolChannelStats stats;
      double clear_us;

      sol_channel_get_stats (channel, &stats);
      clear_us = get_cpu_us ();
      sol_channel_clear (channel);
      clear_us = get_cpu_us () - clear_us;
      printf ("%-22s append %5.1f ns a sample (goal 10), %5.2f octets (goal %g), slowest of 10,000 appends %.0f us, "
              "clear %.1f ms\n", names[kept], ns, (double) stats.n_bytes / N_SAMPLES, octets[kept], longest_us,
              clear_us / 1000);
      g_assert_cmpfloat ((double) stats.n_bytes / N_SAMPLES, <=, octets[kept]);
      g_assert_cmpfloat (ns, <, 100);
    }
}

typedef struct
{
  SolPlotRaster *raster;
  SolPlotTrace   traces[N_CHANNELS];
  char          *elsewhere;  /* %ELSEWHERE octets */
} Picture;

/* After this no cache holds anything of the channels */
static guint
look_elsewhere (const char *elsewhere)
{
  guint sum = 0;

  for (gsize i = 0; i < ELSEWHERE; i += 64)
    sum += (guint) elsewhere[i];
  return sum;
}

/* The cheapest picture of each zoom */
typedef struct
{
  double steady_ms[N_SPANS], cold_ms[N_SPANS];
} Costs;

static double
draw (Picture *self,
      gint64   begin_ns,
      gint64   span_ns)
{
  double begin_us, x, y;

  for (guint i = 0; i < N_CHANNELS; i++)
    {
      self->traces[i].frame.begin_ns = begin_ns;
      self->traces[i].frame.end_ns = begin_ns + span_ns;
    }
  begin_us = get_cpu_us ();
  g_assert_nonnull (sol_plot_raster_draw (self->raster, self->traces, N_CHANNELS, 1, &x, &y));
  return (get_cpu_us () - begin_us) / 1000;
}

/* A picture, from cold caches if wished, and some that are each a little beside the one before */
static void
visit (Picture  *self,
       guint     zoom,
       gboolean  is_cold,
       Costs    *costs)
{
  gint64 span_ns = (gint64) (spans[zoom] / RATE_HZ * 1e9);
  gint64 begin_ns = T0_NS + (gint64) (N_SAMPLES / RATE_HZ * 1e9 - span_ns) / 2;

  if (is_cold && look_elsewhere (self->elsewhere) == 0)
    costs->cold_ms[zoom] = MIN (costs->cold_ms[zoom], draw (self, begin_ns, span_ns));
  else
    draw (self, begin_ns, span_ns);
  for (guint i = 1; i < N_STEADY; i++)
    costs->steady_ms[zoom] = MIN (costs->steady_ms[zoom], draw (self, begin_ns + i * 1000, span_ns));
}

/* Round after round over all zooms, so that a neighbour's burst of work does not fall on all pictures of one */
static void
get_costs (Picture *self,
           Costs   *costs)
{
  for (guint zoom = 0; zoom < N_SPANS; zoom++)
    costs->steady_ms[zoom] = costs->cold_ms[zoom] = INFINITY;
  for (guint round = 0; round < N_ROUNDS; round++)
    for (guint zoom = 0; zoom < N_SPANS; zoom++)
      visit (self, zoom, round % 2 == 0, costs);
}

/* What it costs to copy the pixels of one picture, which every picture costs at least */
static double
get_copy_ms (void)
{
  g_autofree guint32 *from = g_new0 (guint32, WIDTH * HEIGHT), *to = g_new0 (guint32, WIDTH * HEIGHT);
  double best_us = INFINITY;

  for (guint round = 0; round < 50; round++)
    {
      double begin_us = get_cpu_us ();

      from[round] = round;
      memcpy (to, from, WIDTH * HEIGHT * sizeof *to);
      best_us = MIN (best_us, get_cpu_us () - begin_us);
    }
  g_assert_cmpuint (to[49], ==, 49);
  return best_us / 1000;
}

/* Stacked, or all on one graticule */
static void
place (Picture  *self,
       gboolean  is_stacked)
{
  for (guint i = 0; i < N_CHANNELS; i++)
    {
      double height = is_stacked ? (double) HEIGHT / N_CHANNELS : HEIGHT;

      self->traces[i].frame = (SolPlotFrame) { .width = WIDTH, .height = height, .y = is_stacked ? i * height : 0,
                                               .bottom = -1.1, .top = 1.1 };
    }
}

static void
print_costs (const char  *name,
             gboolean     is_stacked,
             const Costs *costs,
             double       copy_ms)
{
  double steady_ms = 0, cold_ms = 0;

  printf ("%-22s %s:", name, is_stacked ? "stacked" : "shared ");
  for (guint zoom = 0; zoom < N_SPANS; zoom++)
    {
      printf (" %.2f", costs->steady_ms[zoom]);
      steady_ms = MAX (steady_ms, costs->steady_ms[zoom]);
      cold_ms = MAX (cold_ms, costs->cold_ms[zoom]);
    }
  printf ("  worst %.2f ms, after looking elsewhere %.2f ms (goal 2), %.1f copies of the picture\n", steady_ms, cold_ms,
          steady_ms / copy_ms);
  g_assert_cmpfloat (steady_ms, <, MAX_COPIES * copy_ms);
}

static void
bench_pictures (const char  *name,
                SolChannel **channels,
                char        *elsewhere)
{
  g_autoptr (SolPlotRaster) raster = sol_plot_raster_new ();
  Picture picture = { .raster = raster, .elsewhere = elsewhere };
  double copy_ms = get_copy_ms ();

  for (guint i = 0; i < N_CHANNELS; i++)
    {
      picture.traces[i].channel = channels[i];
      picture.traces[i].color = sol_plot_theme_get (FALSE)->traces[i];
    }
  for (int is_stacked = 0; is_stacked < 2; is_stacked++)
    {
      Costs costs;

      place (&picture, is_stacked);
      get_costs (&picture, &costs);
      print_costs (name, is_stacked, &costs, copy_ms);
    }
}

int
main (void)
{
  g_autofree double *table = g_new (double, N_TABLE);
  g_autofree char *elsewhere = g_malloc (ELSEWHERE);
  SolChannel *mixed[N_CHANNELS], *noise[N_CHANNELS];
  double longest_us;

  memset (elsewhere, 0, ELSEWHERE);
  fill (table, 3);
  bench_samples (table);
  noise[0] = make_channel (table, EVEN_FLOAT, &longest_us);
  for (guint i = 0; i < N_CHANNELS; i++)
    {
      noise[i] = noise[0];
      fill (table, i);
      mixed[i] = make_channel (table, EVEN_FLOAT, &longest_us);
    }
  printf ("CPU ms of a picture, 8 channels of 10 million samples at %d by %d, from all of them to ten:\n",
          WIDTH, HEIGHT);
  bench_pictures ("eight kinds of signal", mixed, elsewhere);
  bench_pictures ("full noise in each", noise, elsewhere);
  for (guint i = 0; i < N_CHANNELS; i++)
    g_object_unref (mixed[i]);
  g_object_unref (noise[0]);
  return 0;
}
