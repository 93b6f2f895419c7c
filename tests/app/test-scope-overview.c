/* test-scope-overview.c: keys in the whole history, and what the screen says of itself
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "sol-scope-overview.h"
#include "sol-test-wait.h"
#include "window-support.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)
#define RATE_HZ 1000
#define N_SECONDS 10

/* A screen that stands, of ten seconds of a sine of 10 Hz, and the whole of them below */
typedef struct
{
  GtkWidget        *window;
  SolScopeView     *view;
  SolScopeOverview *overview;
  GListStore       *channels;
} Fixture;

static void
fill (SolChannel *channel)
{
  static double values[N_SECONDS * RATE_HZ];
  SolSampleBlock block = { .path = "", .unit = "V", .values = values, .n_values = G_N_ELEMENTS (values),
                           .rate_hz = RATE_HZ, .is_timed = TRUE, .t0_ns = T0_NS };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = sin (2 * G_PI * 10 * i / RATE_HZ);
  sol_channel_append (channel, &block, T0_NS / 1000);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (SolChannel) channel = sol_channel_new ("lab/sine", "V", 0, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fill (channel);
  f->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  g_list_store_append (f->channels, channel);
  f->view = SOL_SCOPE_VIEW (sol_scope_view_new ());
  f->overview = g_object_new (SOL_TYPE_SCOPE_OVERVIEW, NULL);
  sol_scope_overview_set_view (f->overview, f->view);
  sol_scope_view_set_channels (f->view, G_LIST_MODEL (f->channels));
  gtk_widget_set_vexpand (GTK_WIDGET (f->view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->overview));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 400);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (strstr (sol_scope_view_get_description (f->view), "10.00\u2009Hz") != NULL);
  sol_scope_view_show (f->view, T0_NS + 4 * SECOND_NS, SECOND_NS / 10);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  SolScopeOverview *overview = g_object_ref (f->overview);

  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (overview);
  g_object_unref (f->channels);
}

/* Returns: whether it was for the overview */
static gboolean
press (Fixture *f,
       guint    key)
{
  gboolean is_handled = FALSE;

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (f->overview)));
  g_signal_emit_by_name (support_find_controller (f->overview, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, 0,
                         &is_handled);
  return is_handled;
}

/* Milliseconds behind the oldest sample, once the overview has seen it */
static void
check_window (Fixture *f,
              double   begin_ms,
              double   span_ms)
{
  const SolScopeWindow *window = sol_scope_view_get_window (f->view);

  g_assert_cmpfloat_with_epsilon ((window->begin_ns - T0_NS) / 1e6, begin_ms, 1.5);
  g_assert_cmpfloat_with_epsilon (sol_scope_window_get_span (window) / 1e6, span_ms, 0.1);
}

static void
test_keys_move_and_resize (Fixture       *f,
                           gconstpointer  data)
{
  /* It knows of the history with the frame after the first */
  sol_test_wait_until (press (f, GDK_KEY_Right));
  check_window (f, 4100, 1000);
  g_assert_true (press (f, GDK_KEY_Left));
  check_window (f, 4000, 1000);
  g_assert_true (press (f, GDK_KEY_Page_Down));
  check_window (f, 5000, 1000);
  g_assert_true (press (f, GDK_KEY_Up));
  check_window (f, 4500, 2000);
  g_assert_true (press (f, GDK_KEY_Down));
  check_window (f, 5000, 1000);
  g_assert_true (press (f, GDK_KEY_Home));
  check_window (f, 0, 1000);
  g_assert_true (press (f, GDK_KEY_End));
  check_window (f, 8999, 1000);
  /* At its end the window grows to the left */
  g_assert_true (press (f, GDK_KEY_Up));
  check_window (f, 7999, 2000);
  g_assert_false (press (f, GDK_KEY_a));
}

static void
test_screen_says_how_it_stands (Fixture       *f,
                                gconstpointer  data)
{
  sol_scope_view_set_stacked (f->view, TRUE);
  sol_scope_view_show_cursors (f->view, TRUE);
  sol_test_wait_until (strstr (sol_scope_view_get_description (f->view), "below each other") != NULL
                       && strstr (sol_scope_view_get_description (f->view), "from A to B") != NULL);
  g_assert_nonnull (strstr (sol_scope_view_get_description (f->view),
                            "from A to B 500.0\u2009ms, 2.000\u2009Hz, "));
  g_assert_nonnull (strstr (sol_scope_view_get_description (f->view), "RMS 707\u2009mV"));
  sol_scope_view_set_measures_between (f->view, TRUE);
  sol_test_wait_until (strstr (sol_scope_view_get_description (f->view), "measured between them") != NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* However often a cursor is moved */
static void
test_screen_speaks_once_a_second (Fixture       *f,
                                  gconstpointer  data)
{
  gint64 begin_us = g_get_monotonic_time (), n_words = 0;
  g_autofree char *last = g_strdup (sol_scope_view_get_description (f->view));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (f->view));
  guint n_frames = 0;
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &n_frames);

  sol_scope_view_show_cursors (f->view, TRUE);
  while (g_get_monotonic_time () - begin_us < 3 * G_USEC_PER_SEC)
    {
      sol_scope_view_step_cursor (f->view, n_frames % 2 == 0 ? 1 : -2);
      g_main_context_iteration (NULL, TRUE);
      if (g_str_equal (last, sol_scope_view_get_description (f->view)))
        continue;
      n_words++;
      g_free (last);
      last = g_strdup (sol_scope_view_get_description (f->view));
    }
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpint (n_words, >=, 1);
  g_assert_cmpint (n_words, <=, (g_get_monotonic_time () - begin_us) / G_USEC_PER_SEC + 1);
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
  add ("/app/scope-overview/keys-move-and-resize", test_keys_move_and_resize);
  add ("/app/scope-overview/screen-says-how-it-stands", test_screen_says_how_it_stands);
  add ("/app/scope-overview/screen-speaks-once-a-second", test_screen_speaks_once_a_second);
  return g_test_run ();
}
