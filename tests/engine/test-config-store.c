/* test-config-store.c: the configuration's file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-config-store.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-test-folder.h"
#include "sol-test-wait.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("soliton-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "config.json", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sol_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
save (const char  *path,
      SolConfig   *config,
      GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_config_store_save_async (path, config, NULL, sol_test_answer_cb, &result);
  return sol_config_store_save_finish (sol_test_wait_answer (&result), error);
}

static void
test_missing_gives_defaults (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *warning = NULL;
  g_autoptr (SolConfig) config = sol_config_store_load (fixture->path, &warning);

  g_assert_null (warning);
  g_assert_cmpuint (config->broker->port, ==, 1883);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_saved_is_loaded (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a", "b", "config.json", NULL);
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (SolConfig) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *warning = NULL;
  GStatBuf status;

  config->broker->port = 1999;
  config->revision = 12;
  config->web_password = g_strdup ("$y$hash");
  g_assert_true (save (path, config, &error));
  g_assert_no_error (error);

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  again = sol_config_store_load (path, &warning);
  g_assert_null (warning);
  g_assert_cmpuint (again->broker->port, ==, 1999);
  g_assert_cmpuint (again->revision, ==, 12);
  g_assert_cmpstr (again->web_password, ==, "$y$hash");
}

static void
test_save_leaves_one_file (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autofree char *folder = g_build_filename (fixture->folder, "only", NULL);
  g_autofree char *path = g_build_filename (folder, "config.json", NULL);

  for (guint i = 0; i < 3; i++)
    g_assert_true (save (path, config, NULL));
  g_assert_cmpuint (sol_test_count_files (folder, ""), ==, 1);
}

static const char *broken[] = {
  "",
  "{",
  "[1]",
  "{\"port\": \"x\"}",
  "{\"nonsense\": 1}",
  "\xff\xff\xff",
  "{\"port\": 1883, \"websocket_port\": 1883}",
};

static void
test_broken_is_put_aside (Fixture       *fixture,
                          gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *warning = NULL;
      g_autofree char *text = NULL;
      g_autofree char *aside = NULL;
      g_autoptr (SolConfig) config = NULL;
      const char *begin;

      g_assert_true (g_file_set_contents (fixture->path, broken[i], -1, NULL));
      config = sol_config_store_load (fixture->path, &warning);
      g_assert_cmpuint (config->broker->port, ==, 1883);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

      begin = strstr (warning, fixture->path);
      g_assert_nonnull (begin);
      aside = g_strndup (begin, strcspn (begin, "\xe2"));
      g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, broken[i]);
    }
}

static void
test_failure_keeps_the_old (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *blocked = g_build_filename (fixture->path, "below-a-file", NULL);
  g_autoptr (SolConfig) config = sol_config_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (save (fixture->path, config, NULL));
  g_assert_false (save (blocked, config, &error));
  g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, fixture->path));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_REGULAR));
}

static void
add (const char  *path,
     void       (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/config-store/missing-gives-defaults", test_missing_gives_defaults);
  add ("/config-store/saved-is-loaded-for-owner-alone", test_saved_is_loaded);
  add ("/config-store/save-leaves-one-file", test_save_leaves_one_file);
  add ("/config-store/broken-is-put-aside-by-name", test_broken_is_put_aside);
  add ("/config-store/failure-keeps-the-old", test_failure_keeps_the_old);
  return g_test_run ();
}
