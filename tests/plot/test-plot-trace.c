/* test-plot-trace.c: traces land where the signal is, dense and sparse
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <time.h>

#include "sol-plot.h"

#define WIDTH 800
#define HEIGHT 400
#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)

static void
append (SolChannel   *channel,
        const double *values,
        gsize         n,
        gint64        t0_ns,
        double        rate_hz)
{
  SolSampleBlock block = { "", "V", values, n, t0_ns, rate_hz, TRUE };

  sol_channel_append (channel, &block, t0_ns / 1000);
}

/* One second of @frequency_hz at @rate_hz, amplitude 1 */
static SolChannel *
make_sine (double frequency_hz,
           double rate_hz)
{
  SolChannel *channel = sol_channel_new ("sine", "V", 0, 0);
  gsize n = (gsize) rate_hz;
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = sin (2 * G_PI * frequency_hz * i / rate_hz);
  append (channel, values, n, T0_NS, rate_hz);
  return channel;
}

static SolPlotFrame
make_frame (gint64 begin_ns,
            gint64 end_ns)
{
  return (SolPlotFrame) {
    .width = WIDTH, .height = HEIGHT, .begin_ns = begin_ns, .end_ns = end_ns, .zero_ns = begin_ns,
    .bottom = -2, .top = 2, .unit = "V",
  };
}

/* Alpha of each pixel: a black trace on nothing */
static cairo_surface_t *
draw (SolChannel         *channel,
      const SolPlotFrame *frame)
{
  static const SolColor black = { 0, 0, 0, 1 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  sol_plot_draw_trace (cr, frame, &black, channel);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint
get_alpha (cairo_surface_t *surface,
           int              x,
           int              y)
{
  return cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x];
}

/* The first and last row of column @x with ink. Returns: how many rows of it have some */
static int
get_ink (cairo_surface_t *surface,
         int              x,
         int             *top,
         int             *bottom)
{
  int n = 0;

  *top = *bottom = -1;
  for (int y = 0; y < HEIGHT; y++)
    if (get_alpha (surface, x, y) > 40)
      {
        *top = *top < 0 ? y : *top;
        *bottom = y;
        n++;
      }
  return n;
}

static double
expected_y (double value)
{
  return (2 - value) / 4 * HEIGHT;
}

/* Every column has ink where the sine is, and none more than a steep step away from it */
static void
check_sine (double rate_hz)
{
  g_autoptr (SolChannel) channel = make_sine (2, rate_hz);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *surface = draw (channel, &frame);

  for (int x = 2; x < WIDTH - 4; x++)
    {
      double y = expected_y (sin (2 * G_PI * 2 * (x + 0.5) / WIDTH));
      int top, bottom, n = get_ink (surface, x, &top, &bottom);

      g_assert_cmpint (n, >, 0);
      g_assert_cmpint (n, ==, bottom - top + 1); /* no holes */
      g_assert_cmpfloat (top, <=, y + 1);
      g_assert_cmpfloat (bottom, >=, y - 2);
      g_assert_cmpfloat (y - top, <, 5);
      g_assert_cmpfloat (bottom - y, <, 5);
    }
  cairo_surface_destroy (surface);
}

static void
test_dense_sine_is_where_it_should (void)
{
  check_sine (100000);
}

static void
test_sparse_sine_is_where_it_should (void)
{
  check_sine (800);
}

/* The same signal a little under and a little over the threshold: nearly the same ink */
static void
test_dense_and_sparse_agree (void)
{
  g_autoptr (SolChannel) sparse = make_sine (3, 2 * WIDTH - 100);
  g_autoptr (SolChannel) dense = make_sine (3, 2 * WIDTH + 100);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *a = draw (sparse, &frame), *b = draw (dense, &frame);

  for (int x = 2; x < WIDTH - 4; x++)
    {
      int a_top, a_bottom, b_top, b_bottom;

      g_assert_cmpint (get_ink (a, x, &a_top, &a_bottom), >, 0);
      g_assert_cmpint (get_ink (b, x, &b_top, &b_bottom), >, 0);
      g_assert_cmpint (ABS (a_top - b_top), <=, 4);
      g_assert_cmpint (ABS (a_bottom - b_bottom), <=, 4);
    }
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

/* A square wave's edges stand in one column, from rail to rail */
static void
test_steep_edges_have_no_holes (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("square", "V", 0, 0);
  g_autofree double *values = g_new (double, 100000);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *surface;
  int n_edges = 0;

  for (gsize i = 0; i < 100000; i++)
    values[i] = i / 10000 % 2 == 0 ? 1 : -1;
  append (channel, values, 100000, T0_NS, 100000);
  surface = draw (channel, &frame);
  for (int x = 1; x < WIDTH - 4; x++)
    {
      int top, bottom, n = get_ink (surface, x, &top, &bottom);

      g_assert_cmpint (n, ==, bottom - top + 1);
      n_edges += n > HEIGHT / 3;
    }
  g_assert_cmpint (n_edges, ==, 9);
  cairo_surface_destroy (surface);
}

/* Two stretches, apart: nothing is drawn between, whichever way they are drawn */
static void
check_gap (double rate_hz)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("gap", "V", 0, 0);
  gsize n = (gsize) (rate_hz * 0.3);
  g_autofree double *values = g_new0 (double, n);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *surface;
  int top, bottom;

  append (channel, values, n, T0_NS, rate_hz);
  append (channel, values, n, T0_NS + SECOND_NS * 7 / 10, rate_hz);
  surface = draw (channel, &frame);
  for (int x = WIDTH * 33 / 100; x < WIDTH * 67 / 100; x++)
    g_assert_cmpint (get_ink (surface, x, &top, &bottom), ==, 0);
  g_assert_cmpint (get_ink (surface, WIDTH / 5, &top, &bottom), >, 0);
  g_assert_cmpint (get_ink (surface, WIDTH * 4 / 5, &top, &bottom), >, 0);
  cairo_surface_destroy (surface);
}

static void
test_gap_stays_empty (void)
{
  check_gap (100);
  check_gap (1000);
  check_gap (1000000);
}

/* Ten samples over 800 pixels: each has its point, thicker than the line */
static void
test_few_samples_are_marked (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("few", "V", 0, 0);
  double values[10] = { 0 };
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *surface;
  int top, bottom;

  append (channel, values, 10, T0_NS, 10);
  surface = draw (channel, &frame);
  for (int i = 1; i < 10; i++)
    {
      g_assert_cmpint (get_ink (surface, i * WIDTH / 10, &top, &bottom), >=, 4);
      if (i < 9)
        g_assert_cmpint (get_ink (surface, i * WIDTH / 10 + WIDTH / 20, &top, &bottom), <=, 3);
    }
  cairo_surface_destroy (surface);
}

/* Neighbours out of sight give the line its slope inside, however far they are */
static void
test_line_reaches_the_edges (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("slope", "V", 0, 0);
  double low = -1, high = 1;
  SolPlotFrame frame = make_frame (T0_NS + SECOND_NS / 2, T0_NS + SECOND_NS / 2 + SECOND_NS / 1000);
  cairo_surface_t *surface;
  int top, bottom;

  append (channel, &low, 1, T0_NS, 0);
  append (channel, &high, 1, T0_NS + SECOND_NS, 0);
  surface = draw (channel, &frame);
  for (int x = 1; x < WIDTH - 1; x++)
    {
      g_assert_cmpint (get_ink (surface, x, &top, &bottom), >, 0);
      g_assert_cmpint (ABS (top - HEIGHT / 2), <=, 2);
    }
  cairo_surface_destroy (surface);
}

static void
test_nothing_is_drawn_without_samples (void)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("none", NULL, 0, 0);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + SECOND_NS);
  cairo_surface_t *surface = draw (channel, &frame);
  int top, bottom;

  for (int x = 0; x < WIDTH; x++)
    g_assert_cmpint (get_ink (surface, x, &top, &bottom), ==, 0);
  cairo_surface_destroy (surface);
}

static void
test_impossible_frames_are_harmless (void)
{
  g_autoptr (SolChannel) channel = make_sine (2, 1000);
  const SolPlotTheme *theme = sol_plot_theme_get (FALSE);
  SolPlotFrame frames[5];
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    frames[i] = make_frame (T0_NS, T0_NS + SECOND_NS);
  frames[0].width = 0;
  frames[1].height = -5;
  frames[2].end_ns = frames[2].begin_ns;
  frames[3].top = frames[3].bottom;
  frames[4].top = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    {
      sol_plot_draw_graticule (cr, theme, &frames[i]);
      sol_plot_draw_trace (cr, &frames[i], &theme->traces[0], channel);
      sol_plot_draw_trigger (cr, theme, &frames[i], 0, TRUE);
    }
  cairo_surface_flush (surface);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < 4 * WIDTH; x++)
      g_assert_cmpint (cairo_image_surface_get_data (surface)[y * cairo_image_surface_get_stride (surface) + x], ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
luminance (const SolColor *color)
{
  const double parts[] = { color->red, color->green, color->blue }, weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.03928 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* Source: WCAG 2.1, 1.4.11: graphics stand 3:1 against what they lie on */
static void
test_traces_stand_out (void)
{
  for (int is_dark = 0; is_dark < 2; is_dark++)
    {
      const SolPlotTheme *theme = sol_plot_theme_get (is_dark);
      double page = luminance (&theme->background);

      for (guint i = 0; i < G_N_ELEMENTS (theme->traces); i++)
        {
          double trace = luminance (&theme->traces[i]);

          g_assert_cmpfloat ((MAX (page, trace) + 0.05) / (MIN (page, trace) + 0.05), >=, 3);
        }
    }
}

/* Of this thread's processor, in ms */
static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Printed, not asserted: time depends on the machine */
static void
print_cost (const char   *name,
            SolChannel   *channel,
            gint64        span_ns)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1600, 600);
  const SolPlotTheme *theme = sol_plot_theme_get (FALSE);
  SolPlotFrame frame = make_frame (T0_NS, T0_NS + span_ns);
  cairo_t *cr = cairo_create (surface);
  const int n = 20;
  double begin_ms;

  frame.width = 1600;
  frame.height = 600;
  sol_plot_draw_trace (cr, &frame, &theme->traces[0], channel);
  begin_ms = get_cpu_ms ();
  for (int i = 0; i < n; i++)
    sol_plot_draw_trace (cr, &frame, &theme->traces[0], channel);
  cairo_surface_flush (surface);
  g_test_message ("%s: %.2f CPU ms a trace at 1600 by 600", name, (get_cpu_ms () - begin_ms) / n);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_cost_is_printed (void)
{
  const gsize n = 10000000;
  g_autofree double *values = g_new (double, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (SolChannel) smooth = sol_channel_new ("smooth", NULL, (gsize) 256 << 20, 0);
  g_autoptr (SolChannel) noise = sol_channel_new ("noise", NULL, (gsize) 256 << 20, 0);
  g_autoptr (SolChannel) sparse = make_sine (4, 3000);
  SolChannelStats stats;

  for (gsize i = 0; i < n; i++)
    values[i] = sin (i * 2e-6 * G_PI);
  append (smooth, values, n, T0_NS, 1e6);
  for (gsize i = 0; i < n; i++)
    values[i] = g_rand_double_range (rand, -1.9, 1.9);
  append (noise, values, n, T0_NS, 1e6);
  sol_channel_get_stats (smooth, &stats);
  g_assert_cmpuint (stats.n_samples, >=, n / 2);
  print_cost ("10M samples, smooth", smooth, 10 * SECOND_NS);
  print_cost ("10M samples, noise", noise, 10 * SECOND_NS);
  print_cost ("3k samples, strokes", sparse, SECOND_NS);
  print_cost ("300 samples, strokes and points", sparse, SECOND_NS / 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/trace/dense-sine-is-where-it-should", test_dense_sine_is_where_it_should);
  g_test_add_func ("/plot/trace/sparse-sine-is-where-it-should", test_sparse_sine_is_where_it_should);
  g_test_add_func ("/plot/trace/dense-and-sparse-agree", test_dense_and_sparse_agree);
  g_test_add_func ("/plot/trace/steep-edges-have-no-holes", test_steep_edges_have_no_holes);
  g_test_add_func ("/plot/trace/gap-stays-empty", test_gap_stays_empty);
  g_test_add_func ("/plot/trace/few-samples-are-marked", test_few_samples_are_marked);
  g_test_add_func ("/plot/trace/line-reaches-the-edges", test_line_reaches_the_edges);
  g_test_add_func ("/plot/trace/nothing-is-drawn-without-samples", test_nothing_is_drawn_without_samples);
  g_test_add_func ("/plot/frame/impossible-ones-are-harmless", test_impossible_frames_are_harmless);
  g_test_add_func ("/plot/theme/traces-stand-out", test_traces_stand_out);
  g_test_add_func ("/plot/trace/cost-is-printed", test_cost_is_printed);
  return g_test_run ();
}
