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
#include "window-support.h"

#define RATE_HZ 1000
#define N_SAMPLES 4000
#define BLOCK 1000
#define AMPLITUDE 0.5
#define FREQUENCY_HZ 5.0
#define BEGIN_NS G_GINT64_CONSTANT (1767225600000000000)
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
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  sol_app_fixture_free (f->app);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
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

static void
save (Fixture    *f,
      const char *nick,
      const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  open_dialog (f, "scope.export", nick);
  choose_everything (f);
  gtk_spin_button_set_value (support_get (f->dialog, "width"), 800);
  gtk_spin_button_set_value (support_get (f->dialog, "height"), 400);
  sol_export_dialog_save (f->dialog, path);
  support_await_no_window (SOL_TYPE_EXPORT_DIALOG);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_other_programs_open_them (Fixture       *f,
                               gconstpointer  data)
{
  static const char *const files[][2] = {
    { "png", "x.png" }, { "svg", "x.svg" },   { "pdf", "x.pdf" },     { "csv", "x.csv" }, { "jsonl", "x.jsonl" },
    { "npy", "x.npy" }, { "wav", "x32.wav" }, { "wav16", "x16.wav" }, { "sr", "x.sr" },
  };
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "app", "check_exports.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, f->folder, NULL };
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    save (f, files[i][0], files[i][1]);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &said, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", said);
  g_assert_cmpint (status, ==, 0);
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
  ADD ("counts-what-is-chosen", test_counts_what_is_chosen);
  ADD ("nothing-chosen-cannot-be-saved", test_nothing_chosen_cannot_be_saved);
  ADD ("tells-what-hinders", test_tells_what_hinders);
  ADD ("offers-to-resample", test_offers_to_resample);
  ADD ("stops-what-takes-long", test_stops_what_takes_long);
#undef ADD
  return g_test_run ();
}
