/* test-recording.c: recording from the window: the dialog, the strip while it goes on, the file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "sol-app-fixture.h"
#include "sol-engine-recording.h"
#include "sol-filter-list.h"
#include "sol-record-dialog.h"
#include "sol-recording-bar.h"
#include "sol-recording-reader.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"
#include "window-support.h"

typedef struct
{
  SolAppFixture   *app;
  SolRecordDialog *dialog;
  char            *folder;
  char            *path;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-recording-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "bench.soliton", NULL);
  f->app = sol_app_fixture_new (0);
  sol_app_fixture_start (f->app);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_clear_pointer (&f->app, sol_app_fixture_free);
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
open_dialog (Fixture    *f,
             const char *path)
{
  sol_app_fixture_activate (f->app, "app.toggle-recording");
  f->dialog = support_await_window (SOL_TYPE_RECORD_DIALOG);
  sol_record_dialog_set_path (f->dialog, path, FALSE);
}

static void
start (Fixture *f)
{
  open_dialog (f, f->path);
  support_press (f->dialog, "_Record");
  support_await_no_window (SOL_TYPE_RECORD_DIALOG);
}

static const char *
get_bar_text (Fixture *f)
{
  return sol_recording_bar_get_text (support_get (f->app->window, "recording_bar"));
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  const char *text = get_bar_text (f);

  return text != NULL && strstr (text, words) != NULL;
}

static gboolean
has_ended (gpointer data)
{
  Fixture *f = data;

  return !sol_recorder_is_active (sol_engine_get_recorder (f->app->engine)) && get_bar_text (f) == NULL;
}

static guint
count_messages (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (path, &error);
  SolRecordedMessage message;
  guint n = 0;

  g_assert_no_error (error);
  while (sol_recording_reader_next (reader, &message, &error))
    n++;
  g_assert_no_error (error);
  g_assert_cmpuint (sol_recording_reader_get_n_bad (reader), ==, 0);
  return n;
}

static void
test_records_and_stops (Fixture       *f,
                        gconstpointer  data)
{
  GActionGroup *actions = G_ACTION_GROUP (f->app->application);

  start (f);
  g_assert_false (g_action_group_get_action_enabled (actions, "record"));
  sol_app_fixture_publish (f->app, "lab/x", "21.5", FALSE);
  sol_test_wait_until (says (f, "1 message "));
  g_assert_nonnull (strstr (get_bar_text (f), "bench.soliton"));
  sol_app_fixture_activate (f->app, "app.toggle-recording");
  g_assert_true (sol_app_wait (has_ended, f, 10000));
  g_assert_true (g_action_group_get_action_enabled (actions, "record"));
  g_assert_false (g_action_group_get_action_enabled (actions, "stop-recording"));
  g_assert_cmpuint (count_messages (f->path), ==, 1);
}

/* Somebody holds the file: it counts as a disk that takes nothing. The strip says so, and what waited is not lost */
static void
test_tells_of_a_disk_that_takes_nothing (Fixture       *f,
                                         gconstpointer  data)
{
  sqlite3 *db = NULL;

  start (f);
  g_assert_cmpint (sqlite3_open (f->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  sol_app_fixture_publish (f->app, "lab/x", "21.5", FALSE);
  sol_test_wait_until (says (f, "Another program keeps the file locked"));
  g_assert_true (gtk_widget_has_css_class (support_get (support_get (f->app->window, "recording_bar"), "strip"),
                                           "warning"));
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (db);
  sol_test_wait_until (says (f, "1 message "));
  g_assert_false (says (f, "keeps the file locked"));
  sol_app_fixture_activate (f->app, "app.stop-recording");
  g_assert_true (sol_app_wait (has_ended, f, 10000));
}

static gboolean
has_filter (SolRecordDialog *dialog,
            const char      *filter)
{
  g_auto (GStrv) filters = sol_filter_list_dup (support_get (dialog, "filters"), NULL);

  return filters != NULL && g_strv_length (filters) == 1 && g_strv_contains ((const char * const *) filters, filter);
}

static void
test_proposes_what_the_scope_shows (Fixture       *f,
                                    gconstpointer  data)
{
  open_dialog (f, f->path);
  g_assert_true (has_filter (f->dialog, "#"));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  support_await_no_window (SOL_TYPE_RECORD_DIALOG);
  sol_app_fixture_activate (f->app, "scope.add-topic('lab/+/wave')");
  open_dialog (f, f->path);
  g_assert_true (has_filter (f->dialog, "lab/+/wave"));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

static gboolean
says_error (gpointer dialog)
{
  return gtk_widget_get_visible (support_get (dialog, "error"));
}

/* The cause, with the file's name, and the way out; the dialog stays */
static void
check_error (Fixture    *f,
             const char *path,
             const char *words)
{
  GtkLabel *error;

  open_dialog (f, path);
  support_press (f->dialog, "_Record");
  g_assert_true (sol_app_wait (says_error, f->dialog, 10000));
  error = support_get (f->dialog, "error");
  g_assert_nonnull (strstr (gtk_label_get_label (error), words));
  g_assert_true (gtk_widget_get_sensitive (support_get (f->dialog, "start")));
  g_assert_null (get_bar_text (f));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
  support_await_no_window (SOL_TYPE_RECORD_DIALOG);
}

static void
test_tells_what_hinders (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *inside = g_build_filename (f->path, "x.soliton", NULL);

  g_assert_true (g_file_set_contents (f->path, "mine", -1, NULL));
  check_error (f, f->path, "Choose another name");
  check_error (f, inside, "Cannot make");
}

static void
test_refuses_what_is_no_filter (Fixture       *f,
                                gconstpointer  data)
{
  open_dialog (f, f->path);
  gtk_editable_set_text (support_get (support_get (f->dialog, "filters"), "entry"), "lab/#/x");
  support_press (f->dialog, "_Record");
  g_assert_true (says_error (f->dialog));
  g_assert_false (g_file_test (f->path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

/* Quitting writes what came in to the file, and closes it */
static void
test_quitting_finishes_the_file (Fixture       *f,
                                 gconstpointer  data)
{
  g_autofree char *log = g_strconcat (f->path, "-wal", NULL);

  start (f);
  for (guint i = 0; i < 100; i++)
    sol_app_fixture_publish (f->app, "lab/x", "21.5", FALSE);
  g_clear_pointer (&f->app, sol_app_fixture_free);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_messages (f->path), ==, 100);
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/app/recording/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("records-and-stops", test_records_and_stops);
  ADD ("tells-of-a-disk-that-takes-nothing", test_tells_of_a_disk_that_takes_nothing);
  ADD ("proposes-what-the-scope-shows", test_proposes_what_the_scope_shows);
  ADD ("tells-what-hinders", test_tells_what_hinders);
  ADD ("refuses-what-is-no-filter", test_refuses_what_is_no_filter);
  ADD ("quitting-finishes-the-file", test_quitting_finishes_the_file);
#undef ADD
  return g_test_run ();
}
