/* plot-pictures.c: the kinds of picture that a scope draws, as PNG, for a person to look at
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>

#include "sol-plot-marks.h"
#include "sol-plot-persistence.h"
#include "sol-plot-spectrum.h"
#include "sol-plot-traces.h"
#include "sol-plot-xy.h"

/* Usage: plot-pictures FOLDER; writes plot-NAME.png and plot-NAME-dark.png */

#define WIDTH 900
#define HEIGHT 360
#define TOP 12
#define S_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * S_NS)

typedef struct
{
  cairo_t            *cr;
  const SolPlotTheme *theme;
  gboolean            is_dark;
} Page;

typedef double (*Shape) (double t, GRand *rand);

static SolChannel *
make_channel (Shape   shape,
              double  begin_s,
              double  length_s,
              double  rate_hz)
{
  SolChannel *channel = sol_channel_new ("picture", "V", (gsize) 256 << 20, 0);
  gsize n = (gsize) (length_s * rate_hz);
  g_autofree double *values = g_new (double, n);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .rate_hz = rate_hz, .is_timed = TRUE,
                           .t0_ns = T0_NS + (gint64) (begin_s * 1e9) };

  for (gsize i = 0; i < n; i++)
    values[i] = shape (begin_s + (double) i / rate_hz, rand);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
  return channel;
}

static SolPlotFrame
make_frame (double begin_s,
            double end_s,
            double bottom,
            double top)
{
  return (SolPlotFrame) { .x = SOL_PLOT_LABEL_WIDTH, .y = TOP, .width = WIDTH - 2 * SOL_PLOT_LABEL_WIDTH,
                          .height = HEIGHT - TOP - SOL_PLOT_LABEL_HEIGHT, .begin_ns = T0_NS + (gint64) (begin_s * 1e9),
                          .end_ns = T0_NS + (gint64) (end_s * 1e9), .zero_ns = T0_NS, .bottom = bottom, .top = top,
                          .unit = "V" };
}

static double
get_noise (GRand *rand)
{
  double sum = 0;

  for (guint i = 0; i < 6; i++)
    sum += g_rand_double_range (rand, -1, 1);
  return sum / 2.5;
}

static double
swell (double t, GRand *rand)
{
  return sin (2 * G_PI * 0.15 * t) * (1.2 + 0.3 * sin (2 * G_PI * 900 * t)) + 0.08 * get_noise (rand);
}

static double
hum (double t, GRand *rand)
{
  return -1 + 0.25 * get_noise (rand) + 0.5 * exp (-fmod (t, 2.5) * 2) * sin (2 * G_PI * 60 * t);
}

static double
slow (double t, GRand *rand)
{
  return 1.4 * cos (2 * G_PI * 0.08 * t);
}

static double
tone (double t, GRand *rand)
{
  return 1.5 * sin (2 * G_PI * 5 * t) + 0.03 * get_noise (rand);
}

static double
square (double t, GRand *rand)
{
  return fmod (t * 4, 1) < 0.5 ? 1 : -1;
}

static double
ring (double t, GRand *rand)
{
  double since = fmod (t + 0.1, 0.25);

  return 1 - 2 * exp (-since * 25) * cos (2 * G_PI * 40 * since) + 0.02 * get_noise (rand);
}

static void
draw_three (Page         *page,
            SolPlotFrame *frame,
            Shape         a,
            Shape         b,
            Shape         c,
            double        length_s,
            double        rate_hz)
{
  g_autoptr (SolChannel) first = make_channel (a, 0, length_s, rate_hz);
  g_autoptr (SolChannel) second = make_channel (b, 0, length_s, rate_hz);
  g_autoptr (SolChannel) third = make_channel (c, 0, length_s, rate_hz);
  SolPlotTrace traces[] = { { *frame, page->theme->traces[0], first }, { *frame, page->theme->traces[1], second },
                            { *frame, page->theme->traces[2], third } };

  sol_plot_draw_graticule (page->cr, page->theme, frame);
  sol_plot_draw_traces (page->cr, NULL, traces, G_N_ELEMENTS (traces));
}

static void
draw_dense (Page *page)
{
  SolPlotFrame frame = make_frame (0, 10, -2, 2);

  draw_three (page, &frame, swell, hum, slow, 10, 20000);
}

static void
draw_sparse (Page *page)
{
  SolPlotFrame frame = make_frame (0, 0.5, -2, 2);

  draw_three (page, &frame, tone, square, ring, 0.6, 100);
}

static void
draw_zoomed (Page *page)
{
  SolPlotFrame frame = make_frame (0, 0.5, -2, 2);

  draw_three (page, &frame, tone, square, ring, 0.6, 3000);
}

/* Two scales, and the mark of the trigger */
static void
draw_triggered (Page *page)
{
  g_autoptr (SolChannel) channel = make_channel (ring, -0.2, 0.6, 4000), other = make_channel (tone, -0.2, 0.6, 4000);
  SolPlotFrame frame = make_frame (-0.1, 0.3, -2, 3), second = make_frame (-0.1, 0.3, -5, 5);
  SolPlotTrace traces[] = { { second, page->theme->traces[1], other }, { frame, page->theme->traces[0], channel } };
  SolPlotTheme tinted = *page->theme;

  second.unit = "A";
  second.value_color = &page->theme->traces[1];
  tinted.text = page->theme->traces[0];
  sol_plot_draw_graticule (page->cr, page->theme, &frame);
  sol_plot_draw_right_axis (page->cr, page->theme, &second);
  sol_plot_draw_traces (page->cr, NULL, traces, G_N_ELEMENTS (traces));
  sol_plot_draw_trigger (page->cr, &tinted, &frame, 0, TRUE);
}

static void
draw_gap (Page *page)
{
  g_autoptr (SolChannel) channel = make_channel (tone, 0, 0.32, 2000), rest = make_channel (tone, 0.5, 0.5, 2000);
  SolPlotFrame frame = make_frame (0, 1, -2, 2);
  SolPlotTrace trace = { frame, page->theme->traces[0], channel };
  g_autofree gint64 *times_ns = g_new (gint64, 1000);
  g_autofree double *values = g_new (double, 1000);
  gsize n = sol_channel_read_samples (rest, 0, G_MAXINT64, times_ns, values, 1000);
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .rate_hz = 2000, .is_timed = TRUE,
                           .t0_ns = times_ns[0] };

  sol_channel_append (channel, &block, times_ns[0] / 1000);
  sol_plot_draw_graticule (page->cr, page->theme, &frame);
  sol_plot_draw_gaps (page->cr, &frame, &page->theme->traces[0], channel);
  sol_plot_draw_traces (page->cr, NULL, &trace, 1);
}

static void
draw_states (Page *page)
{
  static const SolPlotState states[] = {
    { T0_NS - S_NS, T0_NS + 2 * S_NS, "idle", 7 }, { T0_NS + 2 * S_NS, T0_NS + 3 * S_NS, "heating", 0 },
    { T0_NS + 3 * S_NS, T0_NS + 7 * S_NS, "hold", 2 }, { T0_NS + 7 * S_NS, T0_NS + 72 * S_NS / 10, "overheated", 5 },
    { T0_NS + 72 * S_NS / 10, T0_NS + 9 * S_NS, "cooling down slowly", 1 },
    { T0_NS + 9 * S_NS, T0_NS + 20 * S_NS, "idle", 7 },
  };
  g_autoptr (SolChannel) channel = make_channel (slow, 0, 10, 400);
  SolPlotFrame frame = make_frame (0, 10, -2, 2), lane = frame;
  SolPlotTrace trace = { frame, page->theme->traces[0], channel };

  frame.height -= 40;
  trace.frame = frame;
  lane.height = 26;
  sol_plot_draw_graticule (page->cr, page->theme, &frame);
  sol_plot_draw_traces (page->cr, NULL, &trace, 1);
  lane.y = frame.y + frame.height + SOL_PLOT_LABEL_HEIGHT + 8;
  lane.height = HEIGHT - lane.y - 4;
  sol_plot_draw_states (page->cr, page->theme, &lane, 0, states, G_N_ELEMENTS (states));
}

#define N_BINS 4097

static void
fill_levels (double *levels,
             double  drift,
             GRand  *rand)
{
  for (guint i = 0; i < N_BINS; i++)
    levels[i] = 3e-5 * (1 + fabs (get_noise (rand)));
  for (guint k = 1; k < 8; k++)
    for (int i = -3; i <= 3; i++)
      levels[(guint) (410 * k + drift * k) % N_BINS + (guint) (i + 3)] += exp (-i * i / 1.5) / (k * k);
}

static SolPlotAxes
make_axes (double left,
            double right)
{
  return (SolPlotAxes) { .x = SOL_PLOT_LABEL_WIDTH, .y = TOP, .width = WIDTH - SOL_PLOT_LABEL_WIDTH - 24,
                          .height = HEIGHT - TOP - SOL_PLOT_LABEL_HEIGHT, .left = left, .right = right, .bottom = -100,
                          .top = 10, .x_unit = "Hz", .y_unit = "dB" };
}

static SolSpectrumResult
make_result (const double *levels)
{
  return (SolSpectrumResult) { .rms = levels, .n_bins = N_BINS, .step_hz = 10000.0 / (N_BINS - 1), .rate_hz = 20000,
                               .length = 2 * (N_BINS - 1) };
}

static void
draw_spectrum_as (Page     *page,
                  gboolean  is_log)
{
  SolPlotAxes axes = make_axes (is_log ? 10 : 0, 10000);
  g_autofree double *levels = g_new (double, N_BINS);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  SolSpectrumResult result = make_result (levels);

  axes.is_log = is_log;
  fill_levels (levels, 0, rand);
  sol_plot_axes_draw (&axes, page->cr, page->theme);
  sol_plot_draw_spectrum (page->cr, &axes, &page->theme->traces[0], &result, SOL_SPECTRUM_IN_DB);
}

static void
draw_spectrum (Page *page)
{
  draw_spectrum_as (page, FALSE);
}

static void
draw_spectrum_log (Page *page)
{
  draw_spectrum_as (page, TRUE);
}

static void
draw_waterfall (Page *page)
{
  SolPlotAxes axes = make_axes (0, 10000);
  g_autofree double *levels = g_new (double, N_BINS);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (SolWaterfall) waterfall = sol_waterfall_new (200, 800);
  SolSpectrumResult result = make_result (levels);

  for (guint row = 0; row < 200; row++)
    {
      fill_levels (levels, 20 * sin (row / 30.0), rand);
      sol_waterfall_push (waterfall, T0_NS + row, &result, 0, 10000);
    }
  axes.bottom = 0;
  axes.top = 20;
  axes.y_unit = "s";
  sol_plot_axes_draw (&axes, page->cr, page->theme);
  sol_plot_draw_waterfall (page->cr, &axes, waterfall, 800, 200, 0, 10000, -90, 0);
}

static void
draw_xy (Page *page)
{
  SolPlotAxes axes = make_axes (-2, 2);
  double xs[2000], ys[2000];

  axes.bottom = -2;
  axes.top = 2;
  axes.x_unit = axes.y_unit = "V";
  axes.x += (axes.width - axes.height) / 2;
  axes.width = axes.height;
  for (guint i = 0; i < G_N_ELEMENTS (xs); i++)
    {
      double t = 2 * G_PI * i / (G_N_ELEMENTS (xs) - 1);

      xs[i] = 1.6 * sin (3 * t + 0.6);
      ys[i] = 1.6 * sin (4 * t);
    }
  sol_plot_axes_draw (&axes, page->cr, page->theme);
  sol_plot_draw_xy (page->cr, &axes, &page->theme->traces[0], xs, ys, G_N_ELEMENTS (xs), TRUE);
}

static void
draw_persistence (Page *page)
{
  g_autoptr (SolChannel) channel = make_channel (ring, 0, 52, 5000);
  SolPlotFrame frame = make_frame (0, 0.1, -1.5, 3);
  g_autoptr (SolPlotPersistence) persistence = sol_plot_persistence_new ((int) frame.width, (int) frame.height);
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 200; i++)
    {
      SolPlotFrame sweep = frame;
      gint64 shift_ns = i * (S_NS / 4) + (gint64) (g_rand_double_range (rand, 0.12, 0.1212) * 1e9);
      double rise = i % 40 == 0 ? 0.5 : 0.03 * get_noise (rand);

      sweep.begin_ns += shift_ns;
      sweep.end_ns += shift_ns;
      sweep.bottom += rise;
      sweep.top += rise;
      sol_plot_persistence_add (persistence, &sweep, channel);
    }
  sol_plot_draw_graticule (page->cr, page->theme, &frame);
  sol_plot_persistence_draw (persistence, page->cr, &frame, &page->theme->traces[0], page->is_dark);
}

static const struct
{
  const char *name;
  void      (*draw) (Page *page);
} pictures[] = {
  { "dense", draw_dense }, { "sparse", draw_sparse }, { "zoomed", draw_zoomed }, { "triggered", draw_triggered },
  { "gap", draw_gap }, { "states", draw_states }, { "spectrum", draw_spectrum }, { "spectrum-log", draw_spectrum_log },
  { "waterfall", draw_waterfall }, { "xy", draw_xy }, { "persistence", draw_persistence },
};

static void
write_picture (const char *folder,
               guint       i,
               gboolean    is_dark)
{
  g_autofree char *path = g_strdup_printf ("%s/plot-%s%s.png", folder, pictures[i].name, is_dark ? "-dark" : "");
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  Page page = { cairo_create (surface), sol_plot_theme_get (is_dark), is_dark };
  const SolColor *ground = &page.theme->background;

  cairo_set_source_rgb (page.cr, ground->red, ground->green, ground->blue);
  cairo_paint (page.cr);
  pictures[i].draw (&page);
  cairo_destroy (page.cr);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: plot-pictures FOLDER\n");
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    for (int is_dark = 0; is_dark < 2; is_dark++)
      write_picture (argv[1], i, is_dark);
  return 0;
}
