/* test-file-saver.c: small files written behind the program's back, and what the engine keeps of its analyses
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-file-saver.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-engine.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"

typedef struct
{
  char         *folder, *inner, *path;
  SolFileSaver *saver;
  char         *told;  /* the path that could not be written */
} Fixture;

static void
failed_cb (const char   *path,
           const GError *error,
           gpointer      user_data)
{
  Fixture *f = user_data;

  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  g_free (f->told);
  f->told = g_strdup (path);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-XXXXXX", NULL);
  f->inner = g_build_filename (f->folder, "inner", NULL);
  f->path = g_build_filename (f->inner, "file.json", NULL);
  f->saver = sol_file_saver_new (failed_cb, f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_clear_pointer (&f->saver, sol_file_saver_free);
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->inner);
  g_free (f->path);
  g_free (f->told);
}

static void
write_text (Fixture    *f,
            const char *text)
{
  sol_file_saver_write (f->saver, f->path, g_strdup (text));
}

/* However many are told one behind the other */
static void
test_newest_stays (Fixture       *f,
                   gconstpointer  data)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  for (guint i = 0; i < 1000; i++)
    sol_file_saver_write (f->saver, f->path, g_strdup_printf ("%u", i));
  g_clear_pointer (&f->saver, sol_file_saver_free);
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "999");
  g_assert_cmpint (g_stat (f->path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
}

static void
test_removes (Fixture       *f,
              gconstpointer  data)
{
  write_text (f, "a");
  sol_test_wait_until (g_file_test (f->path, G_FILE_TEST_EXISTS));
  write_text (f, NULL);
  sol_test_wait_until (!g_file_test (f->path, G_FILE_TEST_EXISTS));
  write_text (f, NULL);
  g_clear_pointer (&f->saver, sol_file_saver_free);
  g_assert_null (f->told);
}

/* A file stands where the folder is to be */
static void
test_tells_a_failure (Fixture       *f,
                      gconstpointer  data)
{
  g_file_set_contents (f->inner, "", 0, NULL);
  write_text (f, "a");
  sol_test_wait_until (f->told != NULL);
  g_assert_cmpstr (f->told, ==, f->path);
}

static void
test_warns_when_nobody_listens (Fixture       *f,
                                gconstpointer  data)
{
  g_file_set_contents (f->inner, "", 0, NULL);
  write_text (f, "a");
  g_test_expect_message ("sol-engine", G_LOG_LEVEL_WARNING, "*inner/file.json: *");
  g_clear_pointer (&f->saver, sol_file_saver_free);
  g_test_assert_expected_messages ();
  g_assert_null (f->told);
}

/* The engine's file */

static SolAnalysisList *
get_alarms (SolEngine *engine)
{
  return SOL_ANALYSIS_LIST (sol_engine_get_alarms (engine));
}

static void
add_alarm (SolEngine *engine)
{
  SolAlarmSettings settings = { SOL_ALARM_ABOVE, 21.5, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  sol_alarm_list_set (sol_engine_get_alarms (engine), 0, "lab/a", &settings, 0, &error);
  g_assert_no_error (error);
}

/* Even what was changed last, a moment before the end */
static void
test_analyses_are_kept (Fixture       *f,
                        gconstpointer  data)
{
  g_autoptr (SolEngine) engine = sol_engine_new (f->folder, NULL, NULL);

  add_alarm (engine);
  sol_test_release (g_steal_pointer (&engine));
  engine = sol_engine_new (f->folder, NULL, NULL);
  g_assert_cmpuint (sol_analysis_list_get_count (get_alarms (engine)), ==, 1);
  sol_test_release (g_steal_pointer (&engine));
}

/* A person is told, and can mend it */
static void
test_damaged_file_is_put_aside (Fixture       *f,
                                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "channels.json", NULL);
  g_autoptr (SolEngine) engine = NULL;

  g_file_set_contents (path, "{\"alarms\": [{\"lev", -1, NULL);
  engine = sol_engine_new (f->folder, NULL, NULL);
  g_assert_nonnull (strstr (sol_engine_get_warning (engine), "channels.json.broken-"));
  g_assert_cmpuint (sol_test_count_files (f->folder, "channels.json.broken-"), ==, 1);
  g_assert_cmpuint (sol_analysis_list_get_count (get_alarms (engine)), ==, 0);
  sol_test_release (g_steal_pointer (&engine));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/file-saver/newest-stays", test_newest_stays);
  ADD ("/file-saver/removes", test_removes);
  ADD ("/file-saver/tells-a-failure", test_tells_a_failure);
  ADD ("/file-saver/warns-when-nobody-listens", test_warns_when_nobody_listens);
  ADD ("/engine-analysis/is-kept", test_analyses_are_kept);
  ADD ("/engine-analysis/damaged-file-is-put-aside", test_damaged_file_is_put_aside);
#undef ADD
  return g_test_run ();
}
