/* test-scope-display.c: what the scope's screen shows beside traces: words, gaps, older pictures, marks
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "sol-plot.h"
#include "sol-scope-view.h"
#include "sol-test-wait.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)
#define WIDTH 600
#define HEIGHT 300
#define RATE_HZ 10000
#define N_MANY 24

typedef struct
{
  GtkWidget    *window;
  SolScopeView *view;
  GListStore   *channels;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  f->view = SOL_SCOPE_VIEW (sol_scope_view_new ());
  f->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  sol_scope_view_set_channels (f->view, G_LIST_MODEL (f->channels));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_width (GTK_WIDGET (f->view)) == WIDTH);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  SolScopeView *view = g_object_ref (f->view);

  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (view);
  g_object_unref (f->channels);
}

static SolChannel *
add_channel (Fixture    *f,
             const char *name)
{
  g_autoptr (SolChannel) channel = sol_channel_new (name, NULL, 0, 0);

  g_list_store_append (f->channels, channel);
  return channel;
}

/* A sine of 50 Hz from @from_s on */
static void
append_sine (SolChannel *channel,
             double      amplitude,
             double      from_s,
             double      to_s)
{
  gsize n = (gsize) ((to_s - from_s) * RATE_HZ + 0.5);
  g_autofree double *values = g_new (double, n);
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .rate_hz = RATE_HZ, .is_timed = TRUE,
                           .t0_ns = T0_NS + (gint64) (from_s * 1e9) };

  for (gsize i = 0; i < n; i++)
    values[i] = amplitude * sin (2 * G_PI * 50 * (from_s + (double) i / RATE_HZ));
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static void
append_word (SolChannel *channel,
             double      t_s,
             double      place)
{
  static const SolStates states = { { "closed", "open", "stuck" }, 3 };
  SolSampleBlock block = { .path = "", .values = &place, .n_values = 1, .is_timed = TRUE, .states = &states,
                           .t0_ns = T0_NS + (gint64) (t_s * 1e9) };

  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

/* A second from T0_NS on, stopped, on a scale from -2 to 2 */
static void
show_second (Fixture *f)
{
  sol_scope_view_set_uses_trigger (f->view, FALSE);
  sol_scope_view_show (f->view, T0_NS, SECOND_NS / 10);
  for (guint i = 0; i < g_list_model_get_n_items (sol_scope_view_get_traces (f->view)); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (f->view), i);

      *sol_scope_trace_get_scale (trace) = (SolScopeScale) { .bottom = -2, .top = 2 };
    }
}

static cairo_surface_t *
take_picture (Fixture *f)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  sol_scope_view_draw (f->view, cr, WIDTH, HEIGHT, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How far from grey the pixels of a part of the picture are, of 255; parts of the graticule's width and height */
static guint
get_color (cairo_surface_t *surface,
           double           left,
           double           right,
           double           top,
           double           bottom)
{
  const double width = WIDTH - SOL_PLOT_LABEL_WIDTH - 14, height = HEIGHT - 18 - SOL_PLOT_LABEL_HEIGHT;
  guint most = 0;

  for (int y = (int) (18 + top * height); y < (int) (18 + bottom * height); y++)
    for (int x = (int) (SOL_PLOT_LABEL_WIDTH + left * width); x < (int) (SOL_PLOT_LABEL_WIDTH + right * width); x++)
      {
        const guint8 *pixel = cairo_image_surface_get_data (surface)
                              + y * cairo_image_surface_get_stride (surface) + 4 * x;
        guint low = MIN (pixel[0], MIN (pixel[1], pixel[2])), high = MAX (pixel[0], MAX (pixel[1], pixel[2]));

        most = MAX (most, high - low);
      }
  return most;
}

/* Each of many has a lane, however low: its colour is in its part of the picture */
static void
test_many_have_lanes (Fixture       *f,
                      gconstpointer  data)
{
  cairo_surface_t *picture;

  for (guint i = 0; i < N_MANY; i++)
    append_sine (add_channel (f, "lab/tone"), 1, 0, 1);
  show_second (f);
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (f->view), i);

      sol_scope_trace_set_color (trace, 0);
    }
  sol_scope_view_set_stacked (f->view, TRUE);
  picture = take_picture (f);
  for (guint i = 0; i < N_MANY; i++)
    g_assert_cmpuint (get_color (picture, 0.2, 0.8, (double) i / N_MANY, (i + 1.0) / N_MANY), >, 20);
  g_assert_cmpuint (get_color (picture, 0.2, 0.8, 1.02, 1.08), ==, 0);
  cairo_surface_destroy (picture);
}

/* On a graticule of two: the other's line is broken, and nothing more */
static void
test_gap_of_the_selected (Fixture       *f,
                          gconstpointer  data)
{
  SolChannel *first = add_channel (f, "lab/tone"), *second = add_channel (f, "lab/other");
  g_autoptr (SolScopeTrace) trace = NULL;
  cairo_surface_t *picture;

  append_sine (first, 1, 0, 1);
  append_sine (second, 1, 0, 0.3);
  append_sine (second, 1, 0.5, 1);
  show_second (f);
  picture = take_picture (f);
  g_assert_cmpuint (get_color (picture, 0.32, 0.48, 0.05, 0.2), ==, 0);
  cairo_surface_destroy (picture);
  trace = g_list_model_get_item (sol_scope_view_get_traces (f->view), 1);
  sol_scope_view_set_selected (f->view, trace);
  picture = take_picture (f);
  g_assert_cmpuint (get_color (picture, 0.32, 0.48, 0.05, 0.2), >, 10);
  cairo_surface_destroy (picture);
}

/* Along the lower edge of a graticule that is shared, in one of its own otherwise */
static void
test_words_have_a_lane (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr (SolChannel) valve = sol_channel_new ("plant/valve", NULL, 0, 0);
  cairo_surface_t *picture;

  append_sine (add_channel (f, "lab/tone"), 1, 0, 1);
  append_word (valve, 0.2, 0);
  append_word (valve, 0.6, 1);
  g_list_store_append (f->channels, valve);
  show_second (f);
  picture = take_picture (f);
  g_assert_cmpuint (get_color (picture, 0.05, 0.18, 0.9, 0.99), ==, 0);
  g_assert_cmpuint (get_color (picture, 0.3, 0.5, 0.9, 0.99), >, 20);
  g_assert_cmpuint (get_color (picture, 0.7, 0.9, 0.9, 0.99), >, 20);
  cairo_surface_destroy (picture);

  sol_scope_view_set_stacked (f->view, TRUE);
  picture = take_picture (f);
  g_assert_cmpuint (get_color (picture, 0.05, 0.18, 0.93, 0.99), ==, 0);
  g_assert_cmpuint (get_color (picture, 0.7, 0.9, 0.93, 0.99), >, 20);
  cairo_surface_destroy (picture);
}

static void
test_gap_is_hatched (Fixture       *f,
                     gconstpointer  data)
{
  SolChannel *channel = add_channel (f, "lab/tone");
  cairo_surface_t *picture;

  append_sine (channel, 1, 0, 0.3);
  append_sine (channel, 1, 0.5, 1);
  show_second (f);
  picture = take_picture (f);
  g_assert_cmpuint (get_color (picture, 0.32, 0.48, 0.05, 0.2), >, 10);
  g_assert_cmpuint (get_color (picture, 0.1, 0.28, 0.05, 0.2), ==, 0);
  cairo_surface_destroy (picture);
}

static guint
get_upper_color (Fixture *f)
{
  cairo_surface_t *picture = take_picture (f);
  guint color = get_color (picture, 0.1, 0.9, 0.02, 0.1);

  cairo_surface_destroy (picture);
  return color;
}

/* A wave that has become small is still seen as large as it was, as long as that is wanted */
static void
test_older_pictures_fade (Fixture       *f,
                          gconstpointer  data)
{
  SolChannel *channel = add_channel (f, "lab/tone");
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (f->view), 0);
  double t_s = 1;

  append_sine (channel, 1.9, 0, 1);
  sol_scope_view_set_persistent (f->view, TRUE);
  sol_scope_view_set_time_base (f->view, 5000000);
  *sol_scope_trace_get_scale (trace) = (SolScopeScale) { .bottom = -2, .top = 2 };
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_test_wait_until (get_upper_color (f) > 0);
  for (guint i = 0; i < 5; i++, t_s += 0.1)
    append_sine (channel, 0.5, t_s, t_s + 0.1);
  sol_test_wait_until (sol_scope_view_get_window (f->view)->begin_ns > T0_NS + SECOND_NS);
  g_assert_cmpuint (get_upper_color (f), >, 20);
  sol_scope_view_set_persistent (f->view, FALSE);
  g_assert_cmpuint (get_upper_color (f), ==, 0);
}

static void
count_frame_cb (GdkFrameClock *clock,
                guint         *n_frames)
{
  (*n_frames)++;
}

/* The window's pixels after some frames */
static GBytes *
read_window (Fixture *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (f->view));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (f->window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint8 *pixels = g_malloc (4 * WIDTH * HEIGHT);
  guint n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &n_frames);

  gdk_frame_clock_begin_updating (clock);
  sol_test_wait_until (n_frames >= 4);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (f->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  gdk_texture_download (texture, pixels, 4 * WIDTH);
  return g_bytes_new_take (pixels, 4 * WIDTH * HEIGHT);
}

/* Marks are kept from frame to frame: what they say is looked at all the same */
static void
test_marks_follow (Fixture       *f,
                   gconstpointer  data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) same = NULL;
  g_autoptr (GBytes) level = NULL;
  g_autoptr (GBytes) cursors = NULL;

  append_sine (add_channel (f, "lab/tone"), 1, 0, 1);
  sol_scope_view_set_time_base (f->view, 5000000);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_set_running (f->view, FALSE);
  before = read_window (f);
  same = read_window (f);
  g_assert_true (g_bytes_equal (before, same));
  sol_scope_view_set_trigger_level (f->view, 0.7);
  level = read_window (f);
  g_assert_false (g_bytes_equal (before, level));
  sol_scope_view_show_cursors (f->view, TRUE);
  cursors = read_window (f);
  g_assert_false (g_bytes_equal (level, cursors));
}

static void
add (const char *path,
     void      (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, func, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/app/scope-display/words-have-a-lane", test_words_have_a_lane);
  add ("/app/scope-display/many-have-lanes", test_many_have_lanes);
  add ("/app/scope-display/gap-is-hatched", test_gap_is_hatched);
  add ("/app/scope-display/gap-of-the-selected", test_gap_of_the_selected);
  add ("/app/scope-display/older-pictures-fade", test_older_pictures_fade);
  add ("/app/scope-display/marks-follow", test_marks_follow);
  return g_test_run ();
}
