/* scope-pictures.c: the scope's screen in a window with every kind of signal, and what stands below it as files, for
 * data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <math.h>

#include <adwaita.h>

#include "sol-spectrum-picture.h"
#include "sol-xy-picture.h"

#define WIDTH 1000
#define HEIGHT 520
#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)
#define SETTLE_MS 1500

typedef struct
{
  GtkWidget    *window;
  SolScopeView *view;
  GListStore   *channels;
  const char   *folder, *suffix;
} Page;

typedef double (*Wave) (double t_s);

static double
ripple (double t_s)
{
  return 3 * sin (2 * G_PI * 0.8 * t_s) + 0.8 * sin (2 * G_PI * 3000 * t_s) * sin (2 * G_PI * 0.35 * t_s);
}

static double
burst (double t_s)
{
  double phase = fmod (t_s, 0.9);

  return 2 * exp (-8 * phase) * sin (2 * G_PI * 180 * phase) - 2;
}

static double
slope (double t_s)
{
  return 20 + 4 * sin (2 * G_PI * 0.21 * t_s);
}

static double
tone (double t_s)
{
  return 1.5 * sin (2 * G_PI * 50 * t_s) + 0.3 * sin (2 * G_PI * 350 * t_s);
}

/* The same, a little different each time it comes round */
static double
jittery (double t_s)
{
  double period = floor (t_s * 50);

  return (1.3 + 0.2 * sin (period * 12.9898)) * sin (2 * G_PI * 50 * t_s) + 0.08 * sin (t_s * 77777);
}

static SolChannel *
add_channel (Page       *page,
             const char *name,
             const char *unit)
{
  g_autoptr (SolChannel) channel = sol_channel_new (name, unit, 0, 0);

  g_list_store_append (page->channels, channel);
  return channel;
}

/* [@from_s, @to_s) behind T0_NS */
static void
append (SolChannel *channel,
        Wave        wave,
        double      from_s,
        double      to_s,
        double      rate_hz)
{
  gsize n = (gsize) ((to_s - from_s) * rate_hz + 0.5);
  g_autofree double *values = g_new (double, n);
  SolSampleBlock block = { .path = "", .values = values, .n_values = n, .rate_hz = rate_hz, .is_timed = TRUE,
                           .t0_ns = T0_NS + (gint64) (from_s * 1e9) };

  for (gsize i = 0; i < n; i++)
    values[i] = wave (from_s + (double) i / rate_hz);
  sol_channel_append (channel, &block, block.t0_ns / 1000 + (gint64) ((to_s - from_s) * 1e6));
}

static void
append_state (SolChannel *channel,
              double      t_s,
              double      value)
{
  static const SolStates states = { { "idle", "heating", "cooling", "fault" }, 4 };
  SolSampleBlock block = { .path = "", .values = &value, .n_values = 1, .is_timed = TRUE, .states = &states,
                           .t0_ns = T0_NS + (gint64) (t_s * 1e9) };

  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static gboolean
is_over_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, is_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
shoot (Page       *page,
       const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/view-%s%s.png", page->folder, name, page->suffix);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (page->window);
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot;

  run_for (SETTLE_MS);
  gtk_widget_queue_draw (GTK_WIDGET (page->view));
  run_for (300);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (page->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* A screen without channels, which shows what is behind T0_NS */
static void
begin (Page *page)
{
  g_list_store_remove_all (page->channels);
  sol_scope_view_set_stacked (page->view, FALSE);
  sol_scope_view_set_persistent (page->view, FALSE);
  sol_scope_view_set_uses_trigger (page->view, FALSE);
}

static void
show (Page   *page,
      double  from_s,
      gint64  per_div_ns)
{
  run_for (700);
  sol_scope_view_show (page->view, T0_NS + (gint64) (from_s * 1e9), per_div_ns);
}

static SolScopeTrace *
get_trace (Page *page,
           guint i)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (page->view), i);

  return trace;
}

static void
shoot_dense (Page *page)
{
  begin (page);
  append (add_channel (page, "lab/ripple", "V"), ripple, 0, 10, 100000);
  append (add_channel (page, "lab/burst", "V"), burst, 0, 10, 100000);
  append (add_channel (page, "lab/slope", "°C"), slope, 0, 10, 1000);
  sol_scope_trace_set_second (get_trace (page, 2), TRUE);
  show (page, 0, SECOND_NS);
  shoot (page, "dense-second-axis");
  sol_scope_view_set_stacked (page->view, TRUE);
  shoot (page, "dense-stacked");
  sol_scope_view_set_stacked (page->view, FALSE);
  show (page, 0.89, 5000000);
  shoot (page, "zoomed");
  show (page, 0.898, 200000);
  shoot (page, "sparse");
}

static void
shoot_triggered (Page *page)
{
  begin (page);
  append (add_channel (page, "lab/tone", "V"), tone, 0, 2, 10000);
  sol_scope_view_set_uses_trigger (page->view, TRUE);
  sol_scope_view_set_running (page->view, TRUE);
  sol_scope_view_set_time_base (page->view, 5000000);
  shoot (page, "triggered");
  sol_scope_view_show_cursors (page->view, TRUE);
  shoot (page, "cursors");
  sol_scope_view_show_cursors (page->view, FALSE);
}

static void
shoot_gaps (Page *page)
{
  SolChannel *channel;

  begin (page);
  channel = add_channel (page, "lab/tone", "V");
  append (channel, tone, 0, 0.31, 10000);
  append (channel, tone, 0.36, 0.52, 10000);
  append (channel, tone, 0.521, 0.7, 10000);
  append (channel, tone, 0.82, 1, 10000);
  show (page, 0, 100000000);
  shoot (page, "gaps");
}

static void
shoot_states (Page *page)
{
  static const double times[] = { 0, 1.2, 3.5, 3.9, 5.1, 7.4, 7.6, 7.8 };
  static const double places[] = { 0, 1, 0, 2, 0, 3, 0, 1 };
  SolChannel *furnace, *pump;

  begin (page);
  append (add_channel (page, "plant/temperature", "°C"), slope, 0, 10, 100);
  furnace = add_channel (page, "plant/furnace", NULL);
  pump = add_channel (page, "plant/pump", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      append_state (furnace, times[i], places[i]);
      append_state (pump, times[i] + 0.7, places[(i + 3) % 8]);
    }
  show (page, 0, SECOND_NS);
  shoot (page, "states");
  sol_scope_view_set_stacked (page->view, TRUE);
  shoot (page, "states-stacked");
}

static void
shoot_persistence (Page *page)
{
  SolChannel *channel;

  begin (page);
  channel = add_channel (page, "lab/jittery", "V");
  append (channel, jittery, 0, 1, 20000);
  sol_scope_view_set_uses_trigger (page->view, TRUE);
  sol_scope_view_set_running (page->view, TRUE);
  sol_scope_view_set_time_base (page->view, 5000000);
  run_for (SETTLE_MS);
  sol_scope_view_set_persistent (page->view, TRUE);
  for (guint i = 0; i < 60; i++)
    {
      append (channel, jittery, 1 + i * 0.05, 1.05 + i * 0.05, 20000);
      run_for (60);
    }
  shoot (page, "persistence");
  sol_scope_view_set_persistent (page->view, FALSE);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      is_saved)
{
  *(gboolean *) is_saved = sol_picture_save_finish (result, NULL);
}

/* As Save Picture… writes it. @picture: (transfer full) */
static void
save (Page       *page,
      const char *name,
      SolPicture *picture)
{
  g_autofree char *path = g_strdup_printf ("%s/picture-%s%s.png", page->folder, name, page->suffix);
  gboolean is_saved = FALSE;

  sol_picture_save_async (picture, path, NULL, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
}

/* The tone's seventh harmonic comes and goes */
static double
fading (double t_s)
{
  return tone (t_s) + 0.4 * sin (2 * G_PI * 0.7 * t_s) * sin (2 * G_PI * 220 * t_s) + 1e-4 * sin (t_s * 777777);
}

static double
shifted (double t_s)
{
  return tone (t_s + 0.004) * 0.7 + 1e-4 * sin (t_s * 555555);
}

static GtkWidget *
make_window (GtkWidget *first,
             GtkWidget *second)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH / 2, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Beside the screen, spectra and X-Y of what comes meanwhile */
static void
save_modes (Page *page)
{
  const SolPictureSettings settings = { .format = SOL_PICTURE_PNG, .width = WIDTH, .height = HEIGHT,
                                        .is_dark = page->suffix[0] != '\0' };
  SolSpectrumView *spectrum = g_object_new (SOL_TYPE_SPECTRUM_VIEW, NULL);
  SolXyView *xy = g_object_new (SOL_TYPE_XY_VIEW, NULL);
  SolSpectrumViewSettings shown;
  SolChannel *channels[2];
  GtkWidget *window;

  begin (page);
  channels[0] = add_channel (page, "lab/bench/voltage", "V");
  channels[1] = add_channel (page, "lab/bench/current", "A");
  sol_spectrum_view_set_scope (spectrum, page->view);
  sol_xy_view_set_scope (xy, page->view);
  window = make_window (GTK_WIDGET (spectrum), GTK_WIDGET (xy));
  sol_scope_view_set_time_base (page->view, 20000000);
  sol_scope_view_set_running (page->view, TRUE);
  for (guint i = 0; i < 150; i++)
    {
      append (channels[0], fading, i * 0.05, i * 0.05 + 0.05, 2000);
      append (channels[1], shifted, i * 0.05, i * 0.05 + 0.05, 2000);
      run_for (50);
    }
  save (page, "spectrum", sol_spectrum_picture_new (spectrum, &settings));
  save (page, "xy", sol_xy_picture_new (xy, &settings));
  shown = *sol_spectrum_view_get_settings (spectrum);
  shown.is_waterfall = TRUE;
  sol_spectrum_view_set_settings (spectrum, &shown);
  run_for (300);
  save (page, "waterfall", sol_spectrum_picture_new (spectrum, &settings));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  Page page = { .folder = argc > 1 ? argv[1] : ".", .suffix = argc > 2 ? argv[2] : "" };

  setlocale (LC_ALL, "");
  adw_init ();
  page.window = gtk_window_new ();
  page.view = SOL_SCOPE_VIEW (sol_scope_view_new ());
  page.channels = g_list_store_new (SOL_TYPE_CHANNEL);
  sol_scope_view_set_channels (page.view, G_LIST_MODEL (page.channels));
  gtk_window_set_decorated (GTK_WINDOW (page.window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (page.window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (page.window), GTK_WIDGET (page.view));
  gtk_window_present (GTK_WINDOW (page.window));
  run_for (300);
  shoot_dense (&page);
  shoot_triggered (&page);
  shoot_gaps (&page);
  shoot_states (&page);
  shoot_persistence (&page);
  save_modes (&page);
  gtk_window_destroy (GTK_WINDOW (page.window));
  g_object_unref (page.channels);
  return 0;
}
