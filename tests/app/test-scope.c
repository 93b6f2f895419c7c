/* test-scope.c: the scope's screen in a window: triggered, stopped, saved
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "picture-support.h"
#include "sol-scope-picture.h"
#include "sol-scope-view.h"
#include "sol-test-wait.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)

/* A window with a screen and one channel, fed in messages of a tenth of a second */
typedef struct
{
  GtkWidget    *window;
  SolScopeView *view;
  GListStore   *channels;
  SolChannel   *channel;
  gint64        sent; /* samples */
} Fixture;

#define RATE_HZ 5000
#define BATCH 500

static void
feed (Fixture *f,
      double   frequency_hz,
      double   amplitude,
      guint    n_messages)
{
  double values[BATCH];

  for (guint k = 0; k < n_messages; k++)
    {
      gint64 t0_ns = T0_NS + f->sent * SECOND_NS / RATE_HZ;
      SolSampleBlock block = { "", "V", values, BATCH, t0_ns, RATE_HZ, TRUE };

      for (gsize i = 0; i < BATCH; i++)
        values[i] = amplitude * sin (2 * G_PI * frequency_hz * (f->sent + i) / RATE_HZ);
      f->sent += BATCH;
      sol_channel_append (f->channel, &block, t0_ns / 1000);
    }
}

static void
count_frame_cb (GdkFrameClock *clock,
                guint         *n_frames)
{
  (*n_frames)++;
}

/* Lets the screen see what was changed */
static void
wait_for_frames (Fixture *f)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (f->view));
  guint n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (count_frame_cb), &n_frames);

  gdk_frame_clock_begin_updating (clock);
  sol_test_wait_until (n_frames >= 3);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->channel = sol_channel_new ("lab/bench/wave", "V", 0, 0);
  f->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  f->view = SOL_SCOPE_VIEW (sol_scope_view_new ());
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 500);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  sol_scope_view_set_channels (f->view, G_LIST_MODEL (f->channels));
  g_list_store_append (f->channels, f->channel);
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  SolScopeView *view = g_object_ref (f->view);

  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (view);
  g_object_unref (f->channels);
  g_assert_finalize_object (f->channel);
}

/* What a screen reader would say */
static char *
get_spoken (Fixture *f)
{
  g_autofree char *actual = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->view),
                                                                GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "\001");

  return g_steal_pointer (&actual);
}

static SolScopeTrace *
get_trace (Fixture *f)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (f->view), 0);

  return trace;
}

static void
test_says_frequency_and_state (Fixture       *f,
                               gconstpointer  data)
{
  g_autofree char *spoken = NULL;

  feed (f, 100, 1, 20);
  sol_test_wait_until (strstr (sol_scope_view_get_description (f->view), "triggered") != NULL);
  g_assert_cmpstr (sol_scope_view_get_description (f->view), ==,
                   "CH1 100.0\u2009Hz, 2.00\u2009Vpp, mean 0.00\u2009V, RMS 707\u2009mV, triggered");
  spoken = get_spoken (f);
  g_assert_nonnull (spoken);
  g_assert_nonnull (strstr (spoken, "100.0\u2009Hz"));
}

static void
test_first_signal_sets_itself_up (Fixture       *f,
                                  gconstpointer  data)
{
  SolScopeScale *scale;

  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED
                       && sol_scope_view_get_time_base (f->view) == 5 * 1000000);
  scale = sol_scope_trace_get_scale (get_trace (f));
  sol_test_wait_until (scale->top > 1);
  g_assert_cmpfloat (scale->top, <=, 1.5);
  g_assert_cmpfloat (scale->bottom, <, -1);
  g_assert_cmpfloat (fabs (sol_scope_view_get_trigger (f->view)->level), <, 0.05);
}

static void
test_stop_freezes_the_picture_only (Fixture       *f,
                                    gconstpointer  data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) again = NULL;
  SolChannelStats stats;

  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED
                       && sol_scope_view_get_time_base (f->view) == 5 * 1000000);
  sol_scope_view_set_running (f->view, FALSE);
  wait_for_frames (f);
  before = support_take_picture (f->view, 400, 200);
  feed (f, 130, 0.5, 20);
  wait_for_frames (f);
  after = support_take_picture (f->view, 400, 200);
  g_assert_cmpmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), g_bytes_get_data (after, NULL),
                   g_bytes_get_size (after));
  g_assert_cmpint (sol_scope_view_get_status (f->view), ==, SOL_SCOPE_STATUS_STOP);
  sol_channel_get_stats (f->channel, &stats);
  g_assert_cmpuint (stats.n_samples, ==, 40 * BATCH);

  sol_scope_view_set_running (f->view, TRUE);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  wait_for_frames (f);
  again = support_take_picture (f->view, 400, 200);
  g_assert_false (g_bytes_equal (before, again));
}

/* A triggered wave stands still while new periods of it arrive */
static void
test_triggered_wave_stands_still (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr (GBytes) before = NULL;

  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED
                       && sol_scope_view_get_time_base (f->view) == 5 * 1000000);
  wait_for_frames (f);
  before = support_take_picture (f->view, 400, 200);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr (GBytes) now = NULL;

      feed (f, 100, 1, 3);
      wait_for_frames (f);
      now = support_take_picture (f->view, 400, 200);
      g_assert_cmpmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), g_bytes_get_data (now, NULL),
                       g_bytes_get_size (now));
    }
}

/* A level that is never crossed: what came is seen long before auto mode's patience is over */
static void
test_shows_what_comes_before_a_trigger (Fixture       *f,
                                        gconstpointer  data)
{
  sol_scope_view_set_trigger_level (f->view, 5);
  sol_scope_view_set_time_base (f->view, SECOND_NS);
  feed (f, 1, 1, 2);
  sol_test_wait_until (sol_scope_window_get_end (sol_scope_view_get_window (f->view)) > T0_NS + SECOND_NS / 10);
  g_assert_cmpint (sol_scope_view_get_status (f->view), ==, SOL_SCOPE_STATUS_READY);
  g_assert_cmpint (sol_scope_view_get_window (f->view)->begin_ns, <, T0_NS);
}

static void
test_normal_mode_waits (Fixture       *f,
                        gconstpointer  data)
{
  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_set_trigger_level (f->view, 5);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_AUTO);
  sol_scope_view_set_trigger_mode (f->view, SOL_TRIGGER_NORMAL);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_READY);
  sol_scope_view_center_trigger (f->view);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
}

static void
test_single_stops_at_the_next_trigger (Fixture       *f,
                                       gconstpointer  data)
{
  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_run_single (f->view);
  wait_for_frames (f);
  g_assert_true (sol_scope_view_get_running (f->view));
  feed (f, 100, 1, 10);
  sol_test_wait_until (!sol_scope_view_get_running (f->view));
}

static void
test_autoscale_fits (Fixture       *f,
                     gconstpointer  data)
{
  SolScopeScale *scale;

  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  scale = sol_scope_trace_get_scale (get_trace (f));
  sol_scope_view_set_time_base (f->view, SECOND_NS);
  sol_scope_view_zoom_scale (f->view, 50, 0.5);
  wait_for_frames (f);
  g_assert_cmpfloat (scale->top, >, 20);
  sol_scope_view_autoscale (f->view);
  sol_test_wait_until (scale->top > 1 && scale->top < 1.5);
  g_assert_cmpint (sol_scope_view_get_time_base (f->view), ==, 5 * 1000000);
}

static void
test_clear_forgets (Fixture       *f,
                    gconstpointer  data)
{
  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_clear (f->view);
  sol_test_wait_until (g_str_equal (sol_scope_view_get_description (f->view), "CH1 no samples, waiting"));
}

static void
answer_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

static gboolean
save_picture (Fixture     *f,
              const char  *path,
              GError     **error)
{
  const SolPictureSettings settings = { .format = SOL_PICTURE_PNG, .width = 800, .height = 400 };
  g_autoptr (GAsyncResult) answer = NULL;

  sol_picture_save_async (sol_scope_picture_new (f->view, &settings), path, NULL, answer_cb, &answer);
  sol_test_wait_until (answer != NULL);
  return sol_picture_save_finish (answer, error);
}

static void
test_picture_is_saved (Fixture       *f,
                       gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("soliton-scope-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scope.png", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "scope.png", NULL);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;

  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  g_assert_true (save_picture (f, path, &error));
  g_assert_no_error (error);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1600);
  g_assert_cmpint (cairo_image_surface_get_height (surface), >, 800);
  cairo_surface_destroy (surface);

  g_assert_false (save_picture (f, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (error->message, nowhere));
  g_remove (path);
  g_rmdir (folder);
}

static void
test_pan_walks_through_history (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  feed (f, 100, 1, 10);
  feed (f, 150, 0.3, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_go_newest (f->view);
  g_assert_false (sol_scope_view_get_running (f->view));
  before = support_take_picture (f->view, 400, 200);
  sol_scope_view_go_oldest (f->view);
  after = support_take_picture (f->view, 400, 200);
  g_assert_false (g_bytes_equal (before, after));
}

static void
test_removed_channel_leaves_nothing (Fixture       *f,
                                     gconstpointer  data)
{
  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  g_list_store_remove_all (f->channels);
  g_assert_null (sol_scope_view_get_selected (f->view));
  wait_for_frames (f);
  sol_scope_view_measure_now (f->view);
  sol_test_wait_until (g_str_equal (sol_scope_view_get_description (f->view), "No channel"));
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
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("/scope/view/says-frequency-and-state", test_says_frequency_and_state);
  add ("/scope/view/first-signal-sets-itself-up", test_first_signal_sets_itself_up);
  add ("/scope/view/stop-freezes-the-picture-only", test_stop_freezes_the_picture_only);
  add ("/scope/view/triggered-wave-stands-still", test_triggered_wave_stands_still);
  add ("/scope/view/shows-what-comes-before-a-trigger", test_shows_what_comes_before_a_trigger);
  add ("/scope/view/normal-mode-waits", test_normal_mode_waits);
  add ("/scope/view/single-stops-at-the-next-trigger", test_single_stops_at_the_next_trigger);
  add ("/scope/view/autoscale-fits", test_autoscale_fits);
  add ("/scope/view/clear-forgets", test_clear_forgets);
  add ("/scope/view/picture-is-saved", test_picture_is_saved);
  add ("/scope/view/pan-walks-through-history", test_pan_walks_through_history);
  add ("/scope/view/removed-channel-leaves-nothing", test_removed_channel_leaves_nothing);
  return g_test_run ();
}
