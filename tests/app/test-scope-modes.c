/* test-scope-modes.c: spectrum and X-Y below the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <adwaita.h>

#include "sol-plot.h"
#include "sol-scope-modes.h"
#include "sol-test-wait.h"

#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define T0_NS (G_GINT64_CONSTANT (1700000000) * SECOND_NS)
#define RATE_HZ 20000
#define BATCH 2000

/* A screen over time and the modes in a window, with two channels */
typedef struct
{
  GtkWidget          *window;
  SolScopeView       *view;
  SolScopeModes      *modes;
  GSimpleActionGroup *actions;
  GListStore         *channels;
  gint64              sent; /* samples */
} Fixture;

static void
add_channel (Fixture    *f,
             const char *name)
{
  g_autoptr (SolChannel) channel = sol_channel_new (name, "V", 0, 0);

  g_list_store_append (f->channels, channel);
}

/* A tenth of a second of a sine into the first channel, and of a cosine into the second */
static void
feed (Fixture *f,
      double   frequency_hz,
      double   rms,
      guint    n_messages)
{
  for (guint k = 0; k < n_messages; k++, f->sent += BATCH)
    for (guint c = 0; c < g_list_model_get_n_items (G_LIST_MODEL (f->channels)); c++)
      {
        g_autoptr (SolChannel) channel = g_list_model_get_item (G_LIST_MODEL (f->channels), c);
        gint64 t0_ns = T0_NS + f->sent * SECOND_NS / RATE_HZ;
        double values[BATCH];
        SolSampleBlock block = { "", "V", values, BATCH, t0_ns, RATE_HZ, TRUE };

        for (gsize i = 0; i < BATCH; i++)
          values[i] = G_SQRT2 * rms * sin (2 * G_PI * frequency_hz * (double) (f->sent + (gint64) i) / RATE_HZ
                                           + c * G_PI / 2);
        sol_channel_append (channel, &block, t0_ns / 1000);
      }
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *panels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  f->actions = g_simple_action_group_new ();
  f->view = SOL_SCOPE_VIEW (sol_scope_view_new ());
  f->modes = g_object_new (SOL_TYPE_SCOPE_MODES, NULL);
  sol_scope_modes_set_up (f->modes, f->view, G_ACTION_MAP (f->actions), GTK_BOX (panels));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 900);
  gtk_widget_set_vexpand (GTK_WIDGET (f->view), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->modes));
  gtk_box_append (GTK_BOX (box), panels);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  sol_scope_view_set_channels (f->view, G_LIST_MODEL (f->channels));
  add_channel (f, "lab/sine");
  gtk_window_present (GTK_WINDOW (f->window));
  sol_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (f->view)));
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  SolScopeModes *modes = g_object_ref (f->modes);

  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->actions);
  g_assert_finalize_object (modes);
  g_object_unref (f->channels);
}

static void
show (Fixture    *f,
      const char *mode)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->actions), "view", g_variant_new_string (mode));
  g_assert_cmpstr (sol_scope_modes_get_mode (f->modes), ==, mode);
}

static gboolean
has_peak (Fixture *f)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (sol_scope_modes_get_spectrum (f->modes));

  return finding != NULL && finding->n_peaks > 0;
}

/* 1 V RMS at 1 kHz is 0 dBV at 1.000 kHz: what a person reads */
static void
test_sine_reads_its_level (Fixture       *f,
                           gconstpointer  data)
{
  SolSpectrumView *view = sol_scope_modes_get_spectrum (f->modes);
  SolSpectrumViewSettings settings = *sol_spectrum_view_get_settings (view);
  g_autofree char *frequency = NULL, *level = NULL, *facts = NULL;
  const SolSpectrumFinding *finding;

  show (f, "spectrum");
  settings.analysis.window = SOL_SPECTRUM_FLAT_TOP;
  sol_spectrum_view_set_settings (view, &settings);
  feed (f, 1000, 1, 20);
  sol_test_wait_until (has_peak (f));
  finding = sol_spectrum_view_get_finding (view);
  frequency = sol_plot_format_si (finding->peaks[0].frequency_hz, "Hz", 4);
  level = sol_spectrum_view_format_level (view, finding->peaks[0].rms);
  facts = sol_spectrum_view_describe (view);
  g_assert_cmpstr (frequency, ==, "1.000\u2009kHz");
  g_assert_cmpstr (level, ==, "0.00 dBV");
  g_assert_nonnull (strstr (facts, "CH1: "));
  g_assert_null (strstr (facts, "resampled"));
}

/* A stopped picture is transformed once, however long it is looked at */
static void
test_average_counts_each_picture_once (Fixture       *f,
                                       gconstpointer  data)
{
  SolSpectrumView *view = sol_scope_modes_get_spectrum (f->modes);
  SolSpectrumViewSettings settings = *sol_spectrum_view_get_settings (view);
  gint64 deadline_us;

  feed (f, 1000, 1, 20);
  sol_test_wait_until (sol_scope_view_get_status (f->view) == SOL_SCOPE_STATUS_TRIGGERED);
  sol_scope_view_set_running (f->view, FALSE);
  settings.analysis.average = SOL_SPECTRUM_AVERAGE_LINEAR;
  sol_spectrum_view_set_settings (view, &settings);
  show (f, "spectrum");
  sol_test_wait_until (has_peak (f));
  deadline_us = g_get_monotonic_time () + G_USEC_PER_SEC / 3;
  while (g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (sol_spectrum_view_get_finding (view)->result.n_averaged, ==, 1);
}

static void
test_zoom_stays_within_the_spectrum (Fixture       *f,
                                     gconstpointer  data)
{
  SolSpectrumView *view = sol_scope_modes_get_spectrum (f->modes);

  show (f, "spectrum");
  feed (f, 1000, 1, 20);
  sol_test_wait_until (has_peak (f));
  for (guint i = 0; i < 200; i++)
    sol_spectrum_view_zoom (view, 0.5, 0.1);
  for (guint i = 0; i < 200; i++)
    sol_spectrum_view_pan (view, 0.7);
  for (guint i = 0; i < 200; i++)
    sol_spectrum_view_zoom (view, 2, 0.9);
  sol_spectrum_view_fit (view);
  g_assert_true (has_peak (f));
}

/* A sine and a cosine: a circle, all of whose points are numbers */
static void
test_xy_pairs_two_channels (Fixture       *f,
                            gconstpointer  data)
{
  SolXyView *view = sol_scope_modes_get_xy (f->modes);
  gsize n_numbers = 0;

  add_channel (f, "lab/cosine");
  show (f, "xy");
  feed (f, 100, 1, 20);
  sol_test_wait_until (sol_xy_view_get_n_pairs (view, &n_numbers) > 100 && n_numbers > 100);
  g_assert_cmpuint (sol_xy_view_get_x (view), ==, 0);
  g_assert_cmpuint (sol_xy_view_get_y (view), ==, 1);
  g_action_group_change_action_state (G_ACTION_GROUP (f->actions), "xy-persistence", g_variant_new_boolean (TRUE));
  g_assert_true (sol_xy_view_get_settings (view)->is_persistent);
  sol_xy_view_choose (view, 1, 0);
  g_assert_cmpuint (sol_xy_view_get_x (view), ==, 1);
  g_list_store_remove (f->channels, 1);
  g_assert_cmpuint (sol_xy_view_get_x (view), ==, 0);
  feed (f, 100, 1, 2);
  sol_test_wait_until (sol_xy_view_get_n_pairs (view, &n_numbers) > 100);
}

/* The cursors stand a quarter of the picture from its edges: between them is half of it, in both modes */
static void
test_only_between_the_cursors (Fixture       *f,
                               gconstpointer  data)
{
  SolXyView *xy = sol_scope_modes_get_xy (f->modes);
  SolSpectrumView *spectrum = sol_scope_modes_get_spectrum (f->modes);
  gsize n_numbers, n_whole, n_bins;

  add_channel (f, "lab/cosine");
  feed (f, 1000, 1, 20);
  sol_scope_view_show (f->view, T0_NS + SECOND_NS, 10000000);
  show (f, "spectrum");
  sol_test_wait_until (has_peak (f));
  n_bins = sol_spectrum_view_get_finding (spectrum)->result.length;
  show (f, "xy");
  sol_test_wait_until (sol_xy_view_get_n_pairs (xy, &n_numbers) > 100);
  n_whole = sol_xy_view_get_n_pairs (xy, &n_numbers);

  sol_scope_view_set_analyses_between (f->view, TRUE);
  g_assert_true (sol_scope_view_get_cursors (f->view)->is_shown);
  sol_test_wait_until (sol_xy_view_get_n_pairs (xy, &n_numbers) < n_whole);
  g_assert_cmpuint (sol_xy_view_get_n_pairs (xy, &n_numbers), >=, n_whole / 2 - 3);
  g_assert_cmpuint (sol_xy_view_get_n_pairs (xy, &n_numbers), <=, n_whole / 2 + 3);
  show (f, "spectrum");
  sol_test_wait_until (sol_spectrum_view_get_finding (spectrum)->result.length < n_bins);
  g_assert_cmpuint (sol_spectrum_view_get_finding (spectrum)->result.length, >=, n_bins / 2 - 3);

  sol_scope_view_show_cursors (f->view, FALSE);
  sol_test_wait_until (sol_spectrum_view_get_finding (spectrum)->result.length == n_bins);
}

static void
test_unknown_mode_changes_nothing (Fixture       *f,
                                   gconstpointer  data)
{
  show (f, "spectrum");
  g_action_group_activate_action (G_ACTION_GROUP (f->actions), "view", g_variant_new_string ("hologram"));
  g_assert_cmpstr (sol_scope_modes_get_mode (f->modes), ==, "spectrum");
  show (f, "time");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (f->modes)));
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
  add ("/scope/spectrum/sine-reads-its-level", test_sine_reads_its_level);
  add ("/scope/modes/only-between-the-cursors", test_only_between_the_cursors);
  add ("/scope/spectrum/average-counts-each-picture-once", test_average_counts_each_picture_once);
  add ("/scope/spectrum/zoom-stays-within", test_zoom_stays_within_the_spectrum);
  add ("/scope/xy/pairs-two-channels", test_xy_pairs_two_channels);
  add ("/scope/modes/unknown-mode-changes-nothing", test_unknown_mode_changes_nothing);
  return g_test_run ();
}
