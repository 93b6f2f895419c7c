/* test-replay-bar.c: replaying from the window: the dialog, and what steers a replay under way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "recording-support.h"
#include "sol-app-fixture.h"
#include "sol-engine-recording.h"
#include "sol-replay-bar.h"
#include "sol-replay-dialog.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"
#include "window-support.h"

#define BEGIN_NS G_GINT64_CONSTANT (1767225600000000000)
#define SECOND_NS G_GINT64_CONSTANT (1000000000)
#define N_MESSAGES 61

typedef struct
{
  SolAppFixture   *app;
  SolReplayDialog *dialog;
  char            *folder;
  char            *path;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-replay-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "bench.soliton", NULL);
  f->app = sol_app_fixture_new (0);
  support_record (f->path, "lab/x", N_MESSAGES, BEGIN_NS, SECOND_NS);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
open_dialog (Fixture *f)
{
  sol_app_fixture_activate (f->app, "app.replay");
  f->dialog = support_await_window (SOL_TYPE_REPLAY_DIALOG);
  sol_replay_dialog_set_path (f->dialog, f->path);
}

static void
replay (Fixture *f)
{
  support_press (f->dialog, "_Replay");
  support_await_no_window (SOL_TYPE_REPLAY_DIALOG);
}

static SolReplayStatus
get_status (Fixture *f)
{
  SolReplayStatus status;

  sol_replayer_get_status (sol_engine_get_replayer (f->app->engine), &status);
  return status;
}

static const char *
get_bar_text (Fixture *f)
{
  return sol_replay_bar_get_text (support_get (f->app->window, "replay_bar"));
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  const char *text = get_bar_text (f);

  return text != NULL && strstr (text, words) != NULL;
}

static void
test_publishes_with_a_prefix (Fixture       *f,
                              gconstpointer  data)
{
  sol_app_fixture_start (f->app);
  sol_source_subscribe_async (sol_engine_get_source (f->app->engine), "again/#", 0, NULL, NULL, NULL);
  open_dialog (f);
  gtk_editable_set_text (support_get (f->dialog, "prefix"), "again/");
  adw_combo_row_set_selected (support_get (f->dialog, "speed"), 10);
  replay (f);
  sol_test_wait_until (sol_topic_list_find (sol_engine_get_topics (f->app->engine), "again/lab/x") != NULL);
  sol_test_wait_until (says (f, "61 messages sent"));
  sol_test_wait_until (get_status (f).state == SOL_REPLAY_ENDED);
}

/* As a person does, by what the bar shows as actions */
static void
test_is_steered (Fixture       *f,
                 gconstpointer  data)
{
  sol_app_fixture_start (f->app);
  open_dialog (f);
  replay (f);
  sol_test_wait_until (get_status (f).state == SOL_REPLAY_PLAYING);
  sol_app_fixture_activate (f->app, "replay.toggle");
  sol_test_wait_until (get_status (f).state == SOL_REPLAY_PAUSED);
  sol_app_fixture_activate (f->app, "replay.seek(30.0)");
  sol_test_wait_until (get_status (f).position_ns == BEGIN_NS + 30 * SECOND_NS);
  g_assert_cmpint (get_status (f).state, ==, SOL_REPLAY_PAUSED);
  sol_app_fixture_activate (f->app, "replay.loop");
  g_assert_true (get_status (f).is_looping);
  sol_app_fixture_activate (f->app, "replay.speed(100.0)");
  g_assert_cmpfloat (get_status (f).speed, ==, 100.0);
  g_assert_cmpuint (gtk_drop_down_get_selected (support_get (support_get (f->app->window, "replay_bar"), "speed")), ==,
                    9);
  sol_app_fixture_activate (f->app, "replay.loop");
  sol_app_fixture_activate (f->app, "replay.toggle");
  sol_test_wait_until (get_status (f).state == SOL_REPLAY_ENDED);
  g_assert_cmpuint (get_status (f).n_sent, <, N_MESSAGES);
  sol_app_fixture_activate (f->app, "replay.stop");
  g_assert_null (sol_engine_get_replayer (f->app->engine));
  g_assert_null (get_bar_text (f));
}

static void
test_needs_a_broker (Fixture       *f,
                     gconstpointer  data)
{
  GtkLabel *error;

  open_dialog (f);
  support_press (f->dialog, "_Replay");
  error = support_get (f->dialog, "error");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (error)));
  g_assert_nonnull (strstr (gtk_label_get_label (error), "Start it"));
  g_assert_null (sol_engine_get_replayer (f->app->engine));
  gtk_window_destroy (GTK_WINDOW (f->dialog));
}

static void
test_tells_of_a_file_that_is_none (Fixture       *f,
                                   gconstpointer  data)
{
  sol_app_fixture_start (f->app);
  open_dialog (f);
  sol_replay_dialog_set_path (f->dialog, "/nonexistent/x.soliton");
  replay (f);
  sol_test_wait_until (says (f, "There is no file"));
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/app/replay/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("publishes-with-a-prefix", test_publishes_with_a_prefix);
  ADD ("is-steered", test_is_steered);
  ADD ("needs-a-broker", test_needs_a_broker);
  ADD ("tells-of-a-file-that-is-none", test_tells_of_a_file_that_is_none);
#undef ADD
  return g_test_run ();
}
