/* test-scope-instrument.c: channels, cursors, measurements and triggers of the Scope view, by its actions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "picture-support.h"
#include "sol-scope-page.h"
#include "sol-test-wait.h"
#include "window-support.h"

#define N_CHANNELS 8
#define RATE_HZ 5000
#define BATCH 500
#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)

/* The page in a window, showing channels that the test feeds */
typedef struct
{
  SolEngine    *engine;
  GtkWidget    *window;
  SolScopePage *page;
  SolScopeView *view;
  GActionGroup *actions;
  GListStore   *channels;
  gint64        sent; /* samples of each */
} Fixture;

static void
feed (Fixture *f,
      guint    n_messages)
{
  double values[BATCH];

  for (guint k = 0; k < n_messages; k++, f->sent += BATCH)
    for (guint i = 0; i < N_CHANNELS; i++)
      {
        g_autoptr (SolChannel) channel = g_list_model_get_item (G_LIST_MODEL (f->channels), i);
        gint64 t0_ns = T0_NS + f->sent * SECOND_NS / RATE_HZ;
        SolSampleBlock block = { "", "V", values, BATCH, t0_ns, RATE_HZ, TRUE };

        for (gsize j = 0; j < BATCH; j++)
          values[j] = (i + 1) * sin (2 * G_PI * 100 * (f->sent + j) / RATE_HZ);
        sol_channel_append (channel, &block, t0_ns / 1000);
      }
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_new ();

  f->engine = sol_engine_new (NULL, NULL, config);
  f->page = SOL_SCOPE_PAGE (sol_scope_page_new (f->engine));
  f->view = sol_scope_page_get_view (f->page);
  f->actions = sol_scope_page_get_actions (f->page);
  f->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  for (guint i = 0; i < N_CHANNELS; i++)
    {
      g_autofree char *name = g_strdup_printf ("lab/bench/%u", i + 1);
      g_autoptr (SolChannel) channel = sol_channel_new (name, "V", 0, 0);

      g_list_store_append (f->channels, channel);
    }
  sol_scope_view_set_channels (f->view, G_LIST_MODEL (f->channels));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 800);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->page));
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
  feed (f, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_clear_object (&f->channels);
  g_clear_object (&f->engine);
}

static void
activate (Fixture    *f,
          const char *detailed)
{
  support_activate_detailed (f->actions, detailed);
}

static void
test_eight_channels_have_scales_of_their_own (Fixture       *f,
                                              gconstpointer  data)
{
  SolScopeTrace *second = sol_scope_view_find_trace (f->view, "CH2");
  SolScopeTrace *eighth = sol_scope_view_find_trace (f->view, "lab/bench/8");
  SolScopeScale *scale = sol_scope_trace_get_scale (second);

  g_assert_nonnull (eighth);
  activate (f, "channel-per-division(('CH2',0.5))");
  g_assert_cmpfloat (sol_scope_scale_get_step (scale), ==, 0.5);
  g_assert_cmpfloat (scale->top - scale->bottom, ==, 4);
  activate (f, "channel-offset(('CH2',1.5))");
  g_assert_cmpfloat (sol_scope_scale_get_middle (scale), ==, 1.5);
  g_assert_true (sol_scope_trace_get_scale (eighth)->is_auto);
  activate (f, "select-channel('CH2')");
  activate (f, "scale-up");
  g_assert_cmpfloat (sol_scope_scale_get_step (scale), ==, 1);
  g_assert_cmpfloat (sol_scope_scale_get_middle (scale), ==, 1.5);
  activate (f, "channel-auto('CH2')");
  g_assert_true (scale->is_auto);
  activate (f, "channel-color(('CH2',uint32 6))");
  g_assert_cmpuint (sol_scope_trace_get_color (second), ==, 6);
  activate (f, "channel-second-axis(('CH2',true))");
  g_assert_true (sol_scope_trace_get_second (second));
  activate (f, "channel-visible(('CH8',false))");
  g_assert_false (sol_scope_trace_get_visible (eighth));
}

static void
test_channels_stand_below_each_other (Fixture       *f,
                                      gconstpointer  data)
{
  g_autoptr (GBytes) shared = NULL;
  g_autoptr (GBytes) stacked = NULL;

  activate (f, "run-stop");
  shared = support_take_picture (f->view, 400, 300);
  activate (f, "stacked");
  g_assert_true (sol_scope_view_get_stacked (f->view));
  stacked = support_take_picture (f->view, 400, 300);
  g_assert_false (g_bytes_equal (shared, stacked));
}

static void
test_cursors_measure_a_period (Fixture       *f,
                               gconstpointer  data)
{
  SolScopeCursors cursors;
  SolScopeReading reading;
  gint64 before_ns;

  activate (f, "run-stop");
  activate (f, "cursors");
  cursors = *sol_scope_view_get_cursors (f->view);
  g_assert_true (cursors.is_shown);
  g_assert_cmpint (cursors.times_ns[0], <, cursors.times_ns[1]);
  cursors.times_ns[0] = 0;
  cursors.times_ns[1] = SECOND_NS / 100;
  cursors.values[0] = -1;
  cursors.values[1] = 1.5;
  sol_scope_view_set_cursors (f->view, &cursors);
  sol_scope_cursors_read (sol_scope_view_get_cursors (f->view), &reading);
  g_assert_cmpfloat_with_epsilon (reading.time_s, 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (reading.frequency_hz, 100, 1e-9);
  g_assert_cmpfloat (reading.value, ==, 2.5);

  activate (f, "cursor::time-b");
  before_ns = sol_scope_view_get_cursors (f->view)->times_ns[1];
  activate (f, "arrow('right')");
  g_assert_cmpint (sol_scope_view_get_cursors (f->view)->times_ns[1], ==,
                   before_ns + sol_scope_view_get_time_base (f->view) / 10);
  activate (f, "arrow('left')");
  g_assert_cmpint (sol_scope_view_get_cursors (f->view)->times_ns[1], ==, before_ns);
}

/* A quarter of a period from the zero crossing on has another mean than the whole sine */
static void
test_measures_between_the_cursors (Fixture       *f,
                                   gconstpointer  data)
{
  SolScopeTrace *trace = sol_scope_view_find_trace (f->view, "CH1");
  SolScopeCursors cursors;

  activate (f, "run-stop");
  sol_scope_view_show (f->view, T0_NS + SECOND_NS, SECOND_NS / 100);
  activate (f, "measured::cursors");
  cursors = *sol_scope_view_get_cursors (f->view);
  cursors.times_ns[0] = 0;
  cursors.times_ns[1] = SECOND_NS / 400;
  sol_scope_view_set_cursors (f->view, &cursors);
  g_assert_cmpfloat_with_epsilon (sol_scope_trace_get_measurement (trace)->mean, 2 / G_PI, 0.05);
  activate (f, "measured::window");
  g_assert_cmpfloat_with_epsilon (sol_scope_trace_get_measurement (trace)->mean, 0, 0.05);
}

static void
test_statistics_count_pictures (Fixture       *f,
                                gconstpointer  data)
{
  SolScopeTrace *trace = sol_scope_view_find_trace (f->view, "CH3");
  const SolStatistics *peak = &sol_scope_trace_get_statistics (trace)->of[SOL_MEASURE_PEAK_TO_PEAK];

  activate (f, "statistics-reset");
  g_assert_cmpuint (peak->n, ==, 0);
  for (guint i = 0; i < 3; i++)
    {
      guint64 n = peak->n;

      feed (f, 5);
      sol_test_wait_until (peak->n > n);
    }
  g_assert_cmpfloat_with_epsilon (peak->mean, 6, 0.05);
  g_assert_cmpfloat (sol_statistics_get_sigma (peak), <, 0.05);
}

/* Half a period of the sine is 5 ms above the middle: no pulse is shorter than 3 ms, each is longer */
static void
test_pulses_trigger_by_width (Fixture       *f,
                              gconstpointer  data)
{
  activate (f, "trigger-mode::normal");
  activate (f, "trigger-level(0.0)");
  activate (f, "trigger-kind::pulse");
  activate (f, "trigger-pulse::shorter");
  activate (f, "trigger-longest(0.003)");
  feed (f, 5);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_READY);
  activate (f, "trigger-pulse::longer");
  activate (f, "trigger-shortest(0.003)");
  g_assert_cmpint (sol_scope_view_get_trigger (f->view)->kind, ==, SOL_TRIGGER_PULSE);
  feed (f, 5);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
}

static void
test_trigger_stands_where_it_is_put (Fixture       *f,
                                     gconstpointer  data)
{
  activate (f, "trigger-position(0.1)");
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED
                       && fabs (sol_scope_view_get_position (f->view) - 0.1) < 1e-6);
  activate (f, "trigger-holdoff(0.25)");
  g_assert_cmpint (sol_scope_view_get_holdoff (f->view), ==, SECOND_NS / 4);
  activate (f, "trigger-kind::window");
  activate (f, "trigger-level(-0.5)");
  activate (f, "trigger-upper-level(0.5)");
  activate (f, "trigger-window::leaves");
  g_assert_cmpfloat (sol_scope_view_get_trigger (f->view)->upper_level, ==, 0.5);
  feed (f, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
}

static void
test_history_can_be_walked (Fixture       *f,
                            gconstpointer  data)
{
  gint64 first_ns, last_ns;

  g_assert_true (sol_scope_view_get_extent (f->view, &first_ns, &last_ns));
  g_assert_cmpint (first_ns, ==, T0_NS);
  sol_scope_view_show (f->view, T0_NS + SECOND_NS, SECOND_NS / 100);
  g_assert_false (sol_scope_view_get_running (f->view));
  g_assert_cmpint (sol_scope_view_get_window (f->view)->begin_ns, ==, T0_NS + SECOND_NS);
  g_assert_cmpint (sol_scope_view_get_time_base (f->view), ==, SECOND_NS / 100);
  activate (f, "go-oldest");
  g_assert_cmpint (sol_scope_view_get_window (f->view)->begin_ns, ==, T0_NS);
}

static gboolean
draws_something (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return FALSE;
  gsk_render_node_unref (node);
  return TRUE;
}

static void
test_strip_shows_the_history (Fixture       *f,
                              gconstpointer  data)
{
  GObject *overview = gtk_widget_get_template_child (GTK_WIDGET (f->page), SOL_TYPE_SCOPE_PAGE, "overview");

  sol_test_wait_until (draws_something (GTK_WIDGET (overview)));
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
  add ("/scope/instrument/eight-channels-have-scales-of-their-own", test_eight_channels_have_scales_of_their_own);
  add ("/scope/instrument/channels-stand-below-each-other", test_channels_stand_below_each_other);
  add ("/scope/instrument/cursors-measure-a-period", test_cursors_measure_a_period);
  add ("/scope/instrument/measures-between-the-cursors", test_measures_between_the_cursors);
  add ("/scope/instrument/statistics-count-pictures", test_statistics_count_pictures);
  add ("/scope/instrument/pulses-trigger-by-width", test_pulses_trigger_by_width);
  add ("/scope/instrument/trigger-stands-where-it-is-put", test_trigger_stands_where_it_is_put);
  add ("/scope/instrument/history-can-be-walked", test_history_can_be_walked);
  add ("/scope/instrument/strip-shows-the-history", test_strip_shows_the_history);
  return g_test_run ();
}
