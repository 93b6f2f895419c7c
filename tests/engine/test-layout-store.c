/* test-layout-store.c: layouts by name in files that may be anything
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-config.h"
#include "sol-layout-store.h"
#include "sol-test-folder.h"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-layouts-XXXXXX", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
}

static JsonObject *
make_layout (const char *view)
{
  JsonObject *layout = json_object_new ();

  json_object_set_string_member (layout, "view", view);
  return layout;
}

static void
put (SolLayoutStore *store,
     const char     *name,
     const char     *view)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sol_layout_store_put (store, name, make_layout (view), &error));
  g_assert_no_error (error);
}

static void
assert_view (SolLayoutStore *store,
             const char     *name,
             const char     *view)
{
  g_autoptr (JsonObject) layout = sol_layout_store_dup (store, name);

  g_assert_nonnull (layout);
  g_assert_cmpstr (json_object_get_string_member (layout, "view"), ==, view);
}

static void
assert_names (SolLayoutStore *store,
              const char     *expected)
{
  g_auto (GStrv) names = sol_layout_store_dup_names (store);
  g_autofree char *joined = g_strjoinv ("|", names);

  g_assert_cmpstr (joined, ==, expected);
}

/* Names that no file can have, and in other scripts, come back as they were */
static void
test_layouts_come_back (Fixture       *f,
                        gconstpointer  data)
{
  SolLayoutStore *store = sol_layout_store_new (f->folder);
  g_autoptr (JsonObject) last = NULL;

  put (store, "Bench", "time");
  put (store, "../a/b.json", "xy");
  put (store, "三相电", "spectrum");
  put (store, ".hidden", "time");
  put (store, "Bench", "xy");
  put (store, "gone", "time");
  sol_layout_store_remove (store, "gone");
  sol_layout_store_set_last (store, make_layout ("spectrum"));
  g_assert_finalize_object (store);

  store = sol_layout_store_new (f->folder);
  g_assert_null (sol_layout_store_get_problem (store));
  assert_view (store, "Bench", "xy");
  assert_view (store, "../a/b.json", "xy");
  assert_view (store, "三相电", "spectrum");
  assert_view (store, ".hidden", "time");
  g_assert_false (sol_layout_store_has (store, "gone"));
  last = sol_layout_store_dup_last (store);
  g_assert_cmpstr (json_object_get_string_member (last, "view"), ==, "spectrum");
  g_assert_finalize_object (store);
}

static void
test_rename_keeps_the_other (Fixture       *f,
                             gconstpointer  data)
{
  g_autoptr (SolLayoutStore) store = sol_layout_store_new (NULL);
  g_autoptr (GError) taken = NULL, empty = NULL;

  put (store, "a", "time");
  put (store, "b", "xy");
  g_assert_false (sol_layout_store_rename (store, "a", "b", &taken));
  g_assert_error (taken, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX);
  g_assert_nonnull (strstr (taken->message, "b"));
  g_assert_false (sol_layout_store_rename (store, "a", "", &empty));
  g_assert_error (empty, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX);
  assert_view (store, "b", "xy");
  g_assert_true (sol_layout_store_rename (store, "a", "c", NULL));
  assert_names (store, "b|c");
  assert_view (store, "c", "time");
}

static void
write_file (Fixture    *f,
            const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, folder, name, NULL);
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A damaged file costs what it held, and is told with its new name; the others are there */
static void
test_damaged_files_are_put_aside (Fixture       *f,
                                  gconstpointer  data)
{
  SolLayoutStore *store;
  g_autofree char *path = g_build_filename (f->folder, "layouts", "half.json", NULL);

  write_file (f, "layouts", "good.json", "{\"soliton_layout\":1,\"view\":\"xy\"}");
  write_file (f, "layouts", "half.json", "{\"soliton_layout\":1,\"vi");
  write_file (f, "layouts", "other.json", "{\"some\":\"thing\"}");
  write_file (f, "", "scope.json", "[]");
  store = sol_layout_store_new (f->folder);
  assert_names (store, "good");
  g_assert_null (sol_layout_store_dup_last (store));
  g_assert_nonnull (strstr (sol_layout_store_get_problem (store), "half.json.broken-"));
  g_assert_nonnull (strstr (sol_layout_store_get_problem (store), "other.json.broken-"));
  g_assert_nonnull (strstr (sol_layout_store_get_problem (store), "scope.json.broken-"));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (store);
}

static void
test_what_is_no_layout_is_refused (void)
{
  static const char *const texts[] = {
    "", "7", "{}", "{\"soliton_layout\":0}", "{\"soliton_layout\":2}", "{\"soliton_layout\":\"1\"}", "{\"a\":1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (sol_layout_store_parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX);
    }
}

/* What could not be read again is not taken, and what was there stays */
static void
test_too_large_is_refused (Fixture       *f,
                           gconstpointer  data)
{
  SolLayoutStore *store = sol_layout_store_new (f->folder);
  g_autofree char *long_text = g_strnfill (SOL_LAYOUT_MAX_BYTES, 'x');
  JsonObject *layout = json_object_new ();
  g_autoptr (JsonObject) kept = NULL;
  g_autoptr (GError) error = NULL;

  put (store, "a", "time");
  json_object_set_string_member (layout, "view", long_text);
  g_assert_false (sol_layout_store_put (store, "a", layout, &error));
  g_assert_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_OUT_OF_RANGE);
  kept = sol_layout_store_dup (store, "a");
  g_assert_cmpstr (json_object_get_string_member (kept, "view"), ==, "time");
  g_assert_finalize_object (store);
}

static void
failed_cb (char       **said,
           const char  *text)
{
  *said = g_strdup (text);
}

/* A folder that is a file */
static void
test_what_cannot_be_saved_is_told (Fixture       *f,
                                   gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (f->folder, "file", NULL), *said = NULL;
  SolLayoutStore *store;

  write_file (f, "", "file", "");
  store = sol_layout_store_new (folder);
  g_signal_connect_swapped (store, "failed", G_CALLBACK (failed_cb), &said);
  put (store, "a", "time");
  while (said == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (said, folder));
  g_assert_finalize_object (store);
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
  g_test_init (&argc, &argv, NULL);
  add ("/engine/layout-store/layouts-come-back", test_layouts_come_back);
  add ("/engine/layout-store/rename-keeps-the-other", test_rename_keeps_the_other);
  add ("/engine/layout-store/damaged-files-are-put-aside", test_damaged_files_are_put_aside);
  g_test_add_func ("/engine/layout-store/what-is-no-layout-is-refused", test_what_is_no_layout_is_refused);
  add ("/engine/layout-store/too-large-is-refused", test_too_large_is_refused);
  add ("/engine/layout-store/what-cannot-be-saved-is-told", test_what_cannot_be_saved_is_told);
  return g_test_run ();
}
