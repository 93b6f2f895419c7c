/* test-export.c: what the scope has, saved by the window's dialog and opened by other programs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "sol-app-fixture.h"
#include "sol-export-dialog.h"
#include "sol-scope-page.h"
#include "sol-test-folder.h"
#include "window-support.h"

#define RATE_HZ 1000
#define N_SAMPLES 4000
#define BLOCK 1000
#define AMPLITUDE 0.5
#define FREQUENCY_HZ 5.0
#define BEGIN_NS G_GINT64_CONSTANT (1767225600000000000)
#define TRACE_COLOR 0xc87400   /* of the first one, on light */
#define LOUDEST_COLOR 0xc5db39  /* −9 dB of 0 to −100 */
#define SILENT_COLOR 0x0c0c28
#define ALL 1 /* the place of `Everything kept` */

typedef struct
{
  SolAppFixture   *app;
  SolScopePage    *page;
  SolChannel      *channel;
  SolExportDialog *dialog;
  char            *folder;
} Fixture;

static void
append (SolChannel *channel,
        gsize       first,
        gsize       n,
        gint64      begin_ns)
{
  g_autofree double *values = g_new (double, n);
  SolSampleBlock block = {
    .path = "",
    .unit = "V",
    .t0_ns = begin_ns + (gint64) first * (1000000000 / RATE_HZ),
    .is_timed = TRUE,
    .rate_hz = RATE_HZ,
    .values = values,
    .n_values = n,
  };

  for (gsize i = 0; i < n; i++)
    values[i] = AMPLITUDE * sin (2 * G_PI * FREQUENCY_HZ * (double) (first + i) / RATE_HZ);
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

/* Behind the others, each later than the one before by more */
static void
append_uneven (SolChannel *channel)
{
  double values[BLOCK] = { 0 };
  gint64 times_ns[BLOCK];
  const SolSampleBlock block = {
    .path = "",
    .unit = "V",
    .t0_ns = BEGIN_NS + (gint64) N_SAMPLES * (1000000000 / RATE_HZ),
    .is_timed = TRUE,
    .values = values,
    .n_values = BLOCK,
    .times_ns = times_ns,
  };

  for (gint64 i = 0; i < BLOCK; i++)
    times_ns[i] = i * i * 10000;
  sol_channel_append (channel, &block, block.t0_ns / 1000);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-export-XXXXXX", NULL);
  f->app = sol_app_fixture_new (0);
  f->page = support_get (f->app->window, "scope_page");
  f->channel = sol_channel_new ("lab/wave", "V", 1u << 30, 4ll * 3600 * G_USEC_PER_SEC);
  for (gsize i = 0; i < N_SAMPLES; i += BLOCK)
    append (f->channel, i, BLOCK, BEGIN_NS);
  sol_ingest_add_channel (sol_engine_get_ingest (f->app->engine), f->channel);
  sol_app_fixture_activate (f->app, "win.view('scope')");
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
  sol_test_remove_tree (f->folder);
  g_object_unref (f->channel);
  g_free (f->folder);
}

static void
open_dialog (Fixture    *f,
             const char *action,
             const char *nick)
{
  sol_app_fixture_activate (f->app, action);
  f->dialog = support_await_window (SOL_TYPE_EXPORT_DIALOG);
  adw_combo_row_set_selected (support_get (f->dialog, "kind"), sol_export_kind_find (nick));
}

static void
choose_everything (Fixture *f)
{
  adw_combo_row_set_selected (support_get (f->dialog, "stretch"), ALL);
}

/* As the dialog has it, in a small size */
static void
save_dialog (Fixture    *f,
             const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  gtk_spin_button_set_value (support_get (f->dialog, "width"), 800);
  gtk_spin_button_set_value (support_get (f->dialog, "height"), 400);
  sol_export_dialog_save (f->dialog, path);
  support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
save (Fixture    *f,
      const char *nick,
      const char *name)
{
  open_dialog (f, "scope.export", nick);
  choose_everything (f);
  save_dialog (f, name);
}

/* @what: `scope` or `modes` */
static void
check_by_others (Fixture    *f,
                 const char *what)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "app", "check_exports.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, what, f->folder, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
}

static void
test_other_programs_open_them (Fixture       *f,
                               gconstpointer  data)
{
  static const char *const files[][2] = {
    { "png", "x.png" }, { "svg", "x.svg" },   { "pdf", "x.pdf" },     { "csv", "x.csv" }, { "jsonl", "x.jsonl" },
    { "npy", "x.npy" }, { "wav", "x32.wav" }, { "wav16", "x16.wav" }, { "sr", "x.sr" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    save (f, files[i][0], files[i][1]);
  check_by_others (f, "scope");
}

/* Spectrum, waterfall and X-Y */

static void
show_mode (Fixture    *f,
           const char *mode)
{
  g_action_group_change_action_state (sol_scope_page_get_actions (f->page), "view", g_variant_new_string (mode));
  sol_scope_view_show (sol_scope_page_get_view (f->page), BEGIN_NS, N_SAMPLES / RATE_HZ * 100000000ll);
}

static gboolean
has_spectrum (gpointer data)
{
  Fixture *f = data;
  const SolSpectrumFinding *finding
    = sol_spectrum_view_get_finding (sol_scope_modes_get_spectrum (sol_scope_page_get_modes (f->page)));

  return finding != NULL && finding->n_peaks > 0;
}

static gboolean
has_pairs (gpointer data)
{
  Fixture *f = data;
  gsize n_numbers;

  return sol_xy_view_get_n_pairs (sol_scope_modes_get_xy (sol_scope_page_get_modes (f->page)), &n_numbers) > 0;
}

/* What is looked at is what is proposed, and its stretch is the screen's */
static void
save_mode (Fixture    *f,
           const char *name)
{
  static const char *const kinds[] = { "png", "svg", "pdf" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s.%s", name, kinds[i]);

      open_dialog (f, "scope.save-picture", kinds[i]);
      g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "subject")));
      g_assert_cmpuint (adw_combo_row_get_selected (support_get (f->dialog, "subject")), ==, 1);
      g_assert_false (gtk_widget_get_visible (support_get (f->dialog, "stretch")));
      save_dialog (f, file);
    }
}

/* Whether a pixel of a PNG is nearly of that colour within the rectangle, in the picture's own units */
static gboolean
has_color (Fixture      *f,
           const char   *name,
           guint32       color,
           const double  rectangle[4])
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  gboolean is_found = FALSE;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  for (int y = (int) (2 * rectangle[1]); y < (int) (2 * rectangle[3]); y++)
    for (int x = (int) (2 * rectangle[0]); x < (int) (2 * rectangle[2]); x++)
      {
        guint32 pixel = ((const guint32 *) (gconstpointer) (data + y * (gsize) stride))[x] & 0xffffff;

        is_found |= ABS ((int) (pixel >> 16) - (int) (color >> 16)) < 12
                    && ABS ((int) (pixel >> 8 & 255) - (int) (color >> 8 & 255)) < 12
                    && ABS ((int) (pixel & 255) - (int) (color & 255)) < 12;
      }
  cairo_surface_destroy (surface);
  return is_found;
}

/* 5 Hz of 500 stand a hundredth from the left, at −9 dBV of 0 to −100; X against itself is a diagonal */
static void
check_pixels (Fixture *f)
{
  const double peak[] = { 68, 38, 76, 48 }, beside[] = { 90, 12, 780, 48 };
  const double upper_left[] = { 70, 20, 300, 150 }, middle[] = { 415, 180, 435, 200 }, legend[] = { 64, 405, 74, 445 };

  g_assert_true (has_color (f, "spectrum.png", TRACE_COLOR, peak));
  g_assert_false (has_color (f, "spectrum.png", TRACE_COLOR, beside));
  g_assert_true (has_color (f, "spectrum.png", TRACE_COLOR, legend));
  g_assert_true (has_color (f, "waterfall.png", LOUDEST_COLOR, (double[]) { 66, 10, 78, 13 }));
  g_assert_true (has_color (f, "waterfall.png", SILENT_COLOR, (double[]) { 400, 10, 780, 13 }));
  g_assert_true (has_color (f, "xy.png", TRACE_COLOR, middle));
  g_assert_false (has_color (f, "xy.png", TRACE_COLOR, upper_left));
  g_assert_true (has_color (f, "xy.png", TRACE_COLOR, legend));
}

static void
test_pictures_of_what_stands_below (Fixture       *f,
                                    gconstpointer  data)
{
  show_mode (f, "spectrum");
  g_assert_true (sol_app_wait (has_spectrum, f, 10000));
  save_mode (f, "spectrum");
  sol_app_fixture_activate (f->app, "scope.spectrum-waterfall");
  save_mode (f, "waterfall");
  show_mode (f, "xy");
  g_assert_true (sol_app_wait (has_pairs, f, 10000));
  save_mode (f, "xy");
  check_by_others (f, "modes");
  check_pixels (f);
}

/* A table has no picture, and without spectrum or X-Y there is nothing to choose */
static void
test_picture_over_time_can_be_chosen (Fixture       *f,
                                      gconstpointer  data)
{
  open_dialog (f, "scope.save-picture", "png");
  g_assert_false (gtk_widget_get_visible (support_get (f->dialog, "subject")));
  g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "stretch")));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
  show_mode (f, "xy");
  open_dialog (f, "scope.save-picture", "csv");
  g_assert_false (gtk_widget_get_visible (support_get (f->dialog, "subject")));
  g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "stretch")));
  adw_combo_row_set_selected (support_get (f->dialog, "kind"), sol_export_kind_find ("png"));
  adw_combo_row_set_selected (support_get (f->dialog, "subject"), 0);
  g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "stretch")));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

static const char *
get_text (Fixture    *f,
          const char *label)
{
  return gtk_label_get_label (support_get (f->dialog, label));
}

static gboolean
says_error (gpointer data)
{
  Fixture *f = data;

  return gtk_widget_get_visible (support_get (f->dialog, "error"));
}

/* Half a second of it, between two cursors */
static void
test_counts_what_is_chosen (Fixture       *f,
                            gconstpointer  data)
{
  SolScopeView *view = sol_scope_page_get_view (f->page);
  SolScopeCursors cursors = { .is_shown = TRUE, .is_placed = TRUE };

  sol_scope_view_show (view, BEGIN_NS, 1000000000);
  cursors.times_ns[0] = BEGIN_NS + 1000000000 - sol_scope_view_get_window (view)->zero_ns;
  cursors.times_ns[1] = cursors.times_ns[0] + 500000000;
  sol_scope_view_set_cursors (view, &cursors);
  open_dialog (f, "scope.export", "csv");
  adw_combo_row_set_selected (support_get (f->dialog, "stretch"), 2);
  g_assert_cmpstr (get_text (f, "summary"), ==, "500 samples");
  choose_everything (f);
  g_assert_nonnull (strstr (get_text (f, "summary"), "000 samples"));
  g_assert_true (gtk_widget_get_sensitive (support_get (f->dialog, "save")));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

static void
test_nothing_chosen_cannot_be_saved (Fixture       *f,
                                     gconstpointer  data)
{
  GtkWidget *check;

  open_dialog (f, "scope.export", "csv");
  choose_everything (f);
  check = support_find_below (support_get (f->dialog, "channels"), GTK_TYPE_CHECK_BUTTON);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (gtk_widget_get_sensitive (support_get (f->dialog, "save")));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

/* The dialog stays, with the cause and the way out */
static void
test_tells_what_hinders (Fixture       *f,
                         gconstpointer  data)
{
  static const char *const nicks[] = { "csv", "png" };
  g_autofree char *path = g_build_filename (f->folder, "missing", "x", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      open_dialog (f, "scope.save-picture", nicks[i]);
      choose_everything (f);
      sol_export_dialog_save (f->dialog, path);
      g_assert_true (sol_app_wait (says_error, f, 10000));
      g_assert_nonnull (strstr (get_text (f, "error"), path));
      gtk_window_destroy (GTK_WINDOW (f->dialog));
      support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
    }
}

/* Samples that do not come evenly are no sound, until they are resampled */
static void
test_offers_to_resample (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "x.wav", NULL);

  append_uneven (f->channel);
  open_dialog (f, "scope.export", "wav");
  choose_everything (f);
  g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "rate_row")));
  sol_export_dialog_save (f->dialog, path);
  g_assert_true (sol_app_wait (says_error, f, 10000));
  g_assert_nonnull (strstr (get_text (f, "error"), "resample"));
  gtk_spin_button_set_value (support_get (f->dialog, "rate"), 2000);
  sol_export_dialog_save (f->dialog, path);
  support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
is_on_its_way (gpointer data)
{
  Fixture *f = data;

  return gtk_progress_bar_get_fraction (support_get (f->dialog, "progress")) > 0.03;
}

/* What takes long shows how far it is, can be stopped, and leaves nothing behind; the window goes on meanwhile */
static void
test_stops_what_takes_long (Fixture       *f,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "x.csv", NULL);
  g_autoptr (GDir) folder = NULL;

  for (gsize i = 1; i < 1000; i++)
    append (f->channel, i * N_SAMPLES, N_SAMPLES, BEGIN_NS);
  open_dialog (f, "scope.export", "csv");
  choose_everything (f);
  sol_export_dialog_save (f->dialog, path);
  g_assert_true (sol_app_wait (is_on_its_way, f, 30000));
  support_press (f->dialog, "S_top");
  g_assert_true (gtk_widget_get_visible (support_get (f->dialog, "save")));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/app/export/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("other-programs-open-them", test_other_programs_open_them);
  ADD ("pictures-of-what-stands-below", test_pictures_of_what_stands_below);
  ADD ("picture-over-time-can-be-chosen", test_picture_over_time_can_be_chosen);
  ADD ("counts-what-is-chosen", test_counts_what_is_chosen);
  ADD ("nothing-chosen-cannot-be-saved", test_nothing_chosen_cannot_be_saved);
  ADD ("tells-what-hinders", test_tells_what_hinders);
  ADD ("offers-to-resample", test_offers_to_resample);
  ADD ("stops-what-takes-long", test_stops_what_takes_long);
#undef ADD
  return g_test_run ();
}
