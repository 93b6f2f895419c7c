/* test-open.c: a recording that a file manager hands over is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-app-fixture.h"
#include "sol-engine-recording.h"

static void
record_one (const char *path)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = path, .replace = TRUE }, NULL, NULL);
  g_autoptr (SolMessage) message = sol_message_new ("lab/x", 5, (const guint8 *) "21.5", 4, 0, FALSE, 0);

  sol_recording_writer_post (message, writer);
  sol_recording_writer_free (writer);
}

static void
open_path (SolAppFixture *fixture,
           const char    *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (fixture->application), &file, 1, "");
}

static gboolean
has_topic (gpointer engine)
{
  return sol_topic_list_find (sol_engine_get_topics (engine), "lab/x") != NULL;
}

static gboolean
has_failed (gpointer engine)
{
  SolReplayer *replayer = sol_engine_get_replayer (engine);

  return replayer != NULL && sol_replayer_get_problem (replayer) != NULL;
}

static void
test_shows_its_topics (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);
  g_autofree char *folder = g_dir_make_tmp ("soliton-open-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.soliton", NULL);

  record_one (path);
  open_path (fixture, path);
  g_assert_true (sol_app_wait (has_topic, fixture->engine, 20000));
  g_assert_cmpstr (sol_window_get_view (fixture->window), ==, "messages");
  g_assert_cmpstr (sol_source_get_title (sol_engine_get_source (fixture->engine)), ==, "bench.soliton");
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_tells_what_is_none (void)
{
  g_autoptr (SolAppFixture) fixture = sol_app_fixture_new (0);

  open_path (fixture, "/nonexistent/x.soliton");
  g_assert_true (sol_app_wait (has_failed, fixture->engine, 20000));
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
  g_test_add_func ("/open/shows-its-topics", test_shows_its_topics);
  g_test_add_func ("/open/tells-what-is-none", test_tells_what_is_none);
  return g_test_run ();
}
