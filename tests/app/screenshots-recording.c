/* screenshots-recording.c: pictures of what records, opens and replays, for data/screenshots/take
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "shoot.h"
#include "sol-engine-recording.h"
#include "sol-export-dialog.h"
#include "sol-generator-page.h"
#include "sol-record-dialog.h"
#include "sol-replay-dialog.h"
#include "sol-wave-file-dialog.h"
#include "window-support.h"

typedef struct
{
  SolAppFixture *app;
  char          *folder;
  char          *path;
} Shoot;

static gboolean
is_recorded (gpointer engine)
{
  return !sol_recorder_is_active (sol_engine_get_recorder (engine));
}

/* The dialog as it opens, and with what hinders it */
static void
shoot_record_dialog (Shoot *s)
{
  SolRecordDialog *dialog;
  g_autofree char *taken = g_build_filename (s->folder, "taken.soliton", NULL);

  g_assert_true (g_file_set_contents (taken, "mine", -1, NULL));
  sol_app_fixture_activate (s->app, "app.record");
  dialog = support_await_window (SOL_TYPE_RECORD_DIALOG);
  sol_record_dialog_set_path (dialog, "/home/lab/Documents/Recording 2026-11-23 12-14-03.soliton", FALSE);
  shoot_window (GTK_WINDOW (dialog), "record");
  sol_record_dialog_set_path (dialog, taken, FALSE);
  support_click (dialog, "start");
  shoot_window (GTK_WINDOW (dialog), "record-taken");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_unlink (taken);
}

static void
shoot_recording (Shoot *s)
{
  SolRecordDialog *dialog;

  sol_app_fixture_activate (s->app, "app.record");
  dialog = support_await_window (SOL_TYPE_RECORD_DIALOG);
  sol_record_dialog_set_path (dialog, s->path, FALSE);
  support_click (dialog, "start");
  support_await_no_window (SOL_TYPE_RECORD_DIALOG);
  sol_app_run_for (5000);
  shoot_view (s->app, "scope", "recording");
  shoot_resize (s->app, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (s->app, "messages", "narrow-recording");
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
  sol_app_fixture_activate (s->app, "app.stop-recording");
  g_assert_true (sol_app_wait (is_recorded, s->app->engine, 10000));
  shoot_view (s->app, "scope", "recorded");
}

static void
shoot_replay_dialog (Shoot *s)
{
  SolReplayDialog *dialog;

  sol_app_fixture_activate (s->app, "app.replay");
  dialog = support_await_window (SOL_TYPE_REPLAY_DIALOG);
  sol_replay_dialog_set_path (dialog, "/home/lab/Documents/Recording 2026-11-23 12-14-03.soliton");
  gtk_editable_set_text (support_get (dialog, "prefix"), "again/");
  shoot_window (GTK_WINDOW (dialog), "replay");
  gtk_editable_set_text (support_get (dialog, "prefix"), "again/#");
  support_click (dialog, "start");
  shoot_window (GTK_WINDOW (dialog), "replay-refused");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
start_replay (Shoot      *s,
              const char *path)
{
  SolReplayDialog *dialog;

  sol_app_fixture_activate (s->app, "app.replay");
  dialog = support_await_window (SOL_TYPE_REPLAY_DIALOG);
  sol_replay_dialog_set_path (dialog, path);
  support_click (dialog, "start");
  support_await_no_window (SOL_TYPE_REPLAY_DIALOG);
}

static void
shoot_replay (Shoot *s)
{
  start_replay (s, s->path);
  sol_app_run_for (1500);
  shoot_view (s->app, "scope", "replaying");
  shoot_resize (s->app, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (s->app, "messages", "narrow-replaying");
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
  start_replay (s, "/nonexistent/bench.soliton");
  shoot_view (s->app, "scope", "replay-failed");
  sol_app_fixture_activate (s->app, "replay.stop");
}

/* What is asked when it becomes a source's wave, and the source then */
static void
shoot_played (Shoot *s)
{
  SolGeneratorPage *page = support_get (s->app->window, "generator_page");
  GtkWindow *dialog;

  sol_app_fixture_activate (s->app, "win.view('generator')");
  sol_generator_page_load_file (page, s->path);
  dialog = support_await_window (SOL_TYPE_WAVE_FILE_DIALOG);
  shoot_window (dialog, "wave-recording");
  support_click (dialog, "use");
  support_await_no_window (SOL_TYPE_WAVE_FILE_DIALOG);
  shoot_view (s->app, "generator", "generator-recording");
}

static void
open_path (Shoot      *s,
           const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (s->app->application), &file, 1, "");
  sol_app_run_for (1500);
}

static void
shoot_open (Shoot *s)
{
  open_path (s, s->path);
  shoot_view (s->app, "scope", "opened");
  shoot_resize (s->app, SHOOT_NARROW_WIDTH, SHOOT_NARROW_HEIGHT);
  shoot_view (s->app, "scope", "narrow-opened");
  shoot_resize (s->app, SHOOT_WIDE_WIDTH, SHOOT_WIDE_HEIGHT);
  shoot_view (s->app, "messages", "messages-opened");
  open_path (s, "/etc/passwd");
  shoot_view (s->app, "scope", "open-failed");
  sol_app_fixture_activate (s->app, "app.use-this-broker");
}

static void
shoot_export (Shoot *s)
{
  SolExportDialog *dialog;

  sol_app_fixture_activate (s->app, "win.view('scope')");
  shoot_dialog (s->app, "scope.save-picture", "export-picture");
  sol_app_fixture_activate (s->app, "scope.export");
  dialog = support_await_window (SOL_TYPE_EXPORT_DIALOG);
  adw_combo_row_set_selected (support_get (dialog, "kind"), sol_export_kind_find ("wav"));
  shoot_window (GTK_WINDOW (dialog), "export");
  sol_export_dialog_save (dialog, "/nonexistent/Scope 2026-11-23 12-14-03.wav");
  shoot_window (GTK_WINDOW (dialog), "export-failed");
  gtk_stack_set_visible_child_name (support_get (dialog, "stack"), "working");
  gtk_progress_bar_set_fraction (support_get (dialog, "progress"), 0.4);
  shoot_window (GTK_WINDOW (dialog), "export-working");
  gtk_window_destroy (GTK_WINDOW (dialog));
  shoot_dialog (s->app, "win.show-help-overlay", "shortcuts");
}

int
main (int    argc,
      char **argv)
{
  Shoot s = { 0 };

  if (!shoot_init (&argc, &argv))
    return 2;
  s.folder = g_dir_make_tmp ("soliton-shoot-XXXXXX", NULL);
  s.path = g_build_filename (s.folder, "bench.soliton", NULL);
  s.app = sol_app_fixture_new (0);
  sol_app_fixture_start (s.app);
  sol_app_fixture_activate (s.app, "app.show-signal");
  sol_app_run_for (2000);
  shoot_record_dialog (&s);
  shoot_recording (&s);
  shoot_export (&s);
  sol_generator_list_stop_all (sol_engine_get_generators (s.app->engine));
  shoot_replay_dialog (&s);
  shoot_replay (&s);
  shoot_played (&s);
  shoot_open (&s);
  sol_app_fixture_free (s.app);
  g_unlink (s.path);
  g_rmdir (s.folder);
  g_free (s.folder);
  g_free (s.path);
  return 0;
}
