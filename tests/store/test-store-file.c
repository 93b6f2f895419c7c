/* test-store-file.c: the file itself: made, refused, put aside, backed up
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "store-support.h"

#define OURS "PRAGMA application_id = 0x534f4c54;"

static void
assert_opens (StoreFixture *fixture)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (store_put_user (store, "anna", "$y$1", &error));
  g_assert_no_error (error);
}

static void
assert_refused (StoreFixture *fixture,
                int           code,
                const char   *word)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autoptr (GError) error = NULL;

  g_assert_false (store_put_user (store, "anna", "$y$1", &error));
  g_assert_error (error, SOL_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
  g_clear_error (&error);
  g_assert_null (store_list_users (store, &error));
  g_assert_error (error, SOL_STORE_ERROR, code);
}

static void
test_owner_only (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr (SolStore) store = NULL;
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf status;

  store_run_sql (fixture->path, "SELECT 1");
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  store = sol_store_new (fixture->path);
  g_assert_true (store_put_user (store, "anna", "$y$1", NULL));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (log, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* As when a command adds a user while a broker starts for the first time */
static void
test_many_at_once (StoreFixture  *fixture,
                   gconstpointer  data)
{
  for (guint round = 0; round < 100; round++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", fixture->path, round);
      SolStore *stores[4];

      for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
        stores[i] = sol_store_new (path);
      for (guint i = 0; i < G_N_ELEMENTS (stores); i++)
        {
          g_autofree char *name = g_strdup_printf ("user%u", i);
          g_autoptr (GError) error = NULL;

          store_put_user (stores[i], name, "$y$1", &error);
          g_assert_no_error (error);
          g_object_unref (stores[i]);
        }
      g_assert_cmpint (store_read_sql (path, "SELECT count(*) FROM users"), ==, G_N_ELEMENTS (stores));
    }
}

/* One that stands still while it opens the file */
static void
test_waits_for_its_turn (StoreFixture  *fixture,
                         gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  int other;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  other = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (other, LOCK_EX), ==, 0);
  assert_refused (fixture, SOL_STORE_ERROR_BUSY, "opening the database");
  close (other);
  assert_opens (fixture);
}

static void
test_too_new (StoreFixture  *fixture,
              gconstpointer  data)
{
  store_run_sql (fixture->path, OURS "PRAGMA user_version = 4711; CREATE TABLE x (y)");
  assert_refused (fixture, SOL_STORE_ERROR_TOO_NEW, "4711");
  g_assert_cmpint (store_read_sql (fixture->path, "PRAGMA user_version"), ==, 4711);
}

static void
test_foreign (StoreFixture  *fixture,
              gconstpointer  data)
{
  store_run_sql (fixture->path, "CREATE TABLE bookmarks (y)");
  assert_refused (fixture, SOL_STORE_ERROR_OPEN, "another program");
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT count(*) FROM sqlite_schema"), ==, 1);
}

static void
test_cannot_open (StoreFixture  *fixture,
                  gconstpointer  data)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  assert_refused (fixture, SOL_STORE_ERROR_OPEN, fixture->path);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

static void
test_backup_before_upgrade (StoreFixture  *fixture,
                            gconstpointer  data)
{
  g_autofree char *copy = NULL;
  GStatBuf status;

  store_run_sql (fixture->path, OURS "CREATE TABLE x (y); INSERT INTO x VALUES (42)");
  assert_opens (fixture);
  g_assert_cmpint (store_read_sql (fixture->path, "PRAGMA user_version"), >, 0);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT y FROM x"), ==, 42);

  copy = store_find_file (fixture, ".backup-");
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (store_read_sql (copy, "SELECT y FROM x"), ==, 42);
  g_assert_cmpint (store_read_sql (copy, "PRAGMA user_version"), ==, 0);
}

static void
test_no_backup_without_need (StoreFixture  *fixture,
                             gconstpointer  data)
{
  assert_opens (fixture);
  assert_opens (fixture);
  g_assert_cmpuint (store_count_files (fixture, ".backup-"), ==, 0);
  g_assert_cmpuint (store_count_files (fixture, ".damaged-"), ==, 0);
}

/* The upgrade fails on a table that is already there: the file must be as it was */
static void
test_upgrade_is_whole (StoreFixture  *fixture,
                       gconstpointer  data)
{
  store_run_sql (fixture->path, OURS "CREATE TABLE users (y); INSERT INTO users VALUES (42)");
  assert_refused (fixture, SOL_STORE_ERROR_DATABASE, "users");
  g_assert_cmpint (store_read_sql (fixture->path, "PRAGMA user_version"), ==, 0);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT y FROM users"), ==, 42);
}

/* Returns: how many users were saved */
static guint
assert_put_aside (StoreFixture *fixture,
                  const char   *octets,
                  gsize         length)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autofree char *aside = NULL, *kept = NULL, *warning = NULL;
  g_autoptr (GHashTable) users = NULL;
  g_autoptr (GError) error = NULL;
  gsize kept_length;

  users = store_list_users (store, &error);
  g_assert_no_error (error);
  aside = store_find_file (fixture, ".damaged-");
  warning = sol_store_dup_warning (store);
  g_assert_nonnull (warning);
  g_assert_nonnull (strstr (warning, aside));
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, octets, length);
  return g_hash_table_size (users);
}

static void
test_not_a_database (StoreFixture  *fixture,
                     gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = g_strnfill (5000, 'x');

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  g_assert_cmpuint (assert_put_aside (fixture, text, 5000), ==, 0);
}

/* Every page from the first octet of its content on, in turn: all but two of them, that of the tables' names and that
 * of the users, leave the user */
static void
test_overwritten_page (StoreFixture  *fixture,
                       gconstpointer  data)
{
  g_autofree char *octets = NULL;
  guint n_saved = 0;
  gsize length;

  assert_opens (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &octets, &length, NULL));
  g_assert_cmpuint (length % 4096, ==, 0);
  for (gsize page = 100; page < length; page = (page / 4096 + 1) * 4096)
    {
      g_autofree char *broken = g_memdup2 (octets, length);
      g_autofree char *aside = NULL;

      memset (broken + page, 0xa5, 64);
      g_assert_true (g_file_set_contents (fixture->path, broken, length, NULL));
      n_saved += assert_put_aside (fixture, broken, length);
      aside = store_find_file (fixture, ".damaged-");
      g_assert_cmpint (g_remove (aside), ==, 0);
    }
  g_assert_cmpuint (n_saved, ==, length / 4096 - 2);
}

/* Of a table of many pages, what stands before and behind the one that cannot be read */
static void
test_saves_around_a_page (StoreFixture  *fixture,
                          gconstpointer  data)
{
  g_autofree char *octets = NULL;
  const char *at;
  gsize length;
  guint n;

  assert_opens (fixture);
  store_run_sql (fixture->path,
                 "WITH RECURSIVE c (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM c WHERE n < 1999) "
                 "INSERT INTO users SELECT 'user-' || n, '$y$' || hex (zeroblob (40)), 0 FROM c;"
                 "INSERT INTO acl_rules VALUES (1, 0, NULL, 3, 0, 'a'), (2, 2, 'anna', 1, 1, 'b');"
                 "INSERT INTO bans VALUES (0, 'c', 1, 0)");
  g_assert_true (g_file_get_contents (fixture->path, &octets, &length, NULL));
  at = memmem (octets, length, "user-1500", 9);
  g_assert_nonnull (at);
  memset (octets + (at - octets) / 4096 * 4096, 0xa5, 64);
  g_assert_true (g_file_set_contents (fixture->path, octets, length, NULL));
  n = assert_put_aside (fixture, octets, length);
  g_assert_cmpuint (n, >, 900);
  g_assert_cmpuint (n, <, 1001);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT max (name) = 'user-1999' FROM users"), ==, 1);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT count (*) FROM users WHERE name = 'anna'"), ==, 1);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT count (*) FROM acl_rules"), ==, 2);
  g_assert_cmpint (store_read_sql (fixture->path, "SELECT count (*) FROM bans"), ==, 1);
}

static void
test_no_warning (StoreFixture  *fixture,
                 gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (fixture->path);
  g_autofree char *warning = NULL;

  g_assert_true (store_put_user (store, "anna", "$y$1", NULL));
  warning = sol_store_dup_warning (store);
  g_assert_null (warning);
}

#define ADD(name, func) \
  g_test_add ("/store/file/" name, StoreFixture, NULL, store_fixture_set_up, func, \
              store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("owner-only", test_owner_only);
  ADD ("many-at-once", test_many_at_once);
  ADD ("waits-for-its-turn", test_waits_for_its_turn);
  ADD ("too-new", test_too_new);
  ADD ("foreign", test_foreign);
  ADD ("cannot-open", test_cannot_open);
  ADD ("backup-before-upgrade", test_backup_before_upgrade);
  ADD ("no-backup-without-need", test_no_backup_without_need);
  ADD ("upgrade-is-whole", test_upgrade_is_whole);
  ADD ("not-a-database", test_not_a_database);
  ADD ("overwritten-page", test_overwritten_page);
  ADD ("saves-around-a-page", test_saves_around_a_page);
  ADD ("no-warning", test_no_warning);
  return g_test_run ();
}
