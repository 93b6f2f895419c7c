/* octets-durable.c: a broker over a database that outlives it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "octets-durable.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "sol-test-folder.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)

static void
durable_start (Durable *self)
{
  g_autoptr (SolStore) store = sol_store_new (self->path);

  octets_start (&self->octets, store);
}

void
durable_set_up (Durable       *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("sol-durable-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "0.db", NULL);
  octets_prepare (&self->octets);
  durable_start (self);
}

void
durable_tear_down (Durable       *self,
                   gconstpointer  data)
{
  octets_tear_down (&self->octets, NULL);
  sol_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static void
copy_file (const char *from,
           const char *to,
           const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *target = g_strconcat (to, suffix, NULL);
  g_autofree char *octets = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    return;
  g_file_get_contents (source, &octets, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, octets, (gssize) length, &error);
  g_assert_no_error (error);
}

void
durable_kill (Durable *self,
              guint    down_s)
{
  g_autofree char *before = self->path;
  g_autofree char *name = g_strdup_printf ("%u.db", ++self->n_kills);

  self->path = g_build_filename (self->folder, name, NULL);
  copy_file (before, self->path, "");
  copy_file (before, self->path, "-wal");
  octets_stop (&self->octets);
  self->octets.ahead_us += down_s * (gint64) G_USEC_PER_SEC;
  durable_start (self);
}

void
durable_restart (Durable *self)
{
  octets_stop (&self->octets);
  durable_start (self);
}

static sqlite3 *
durable_open_sql (Durable *self)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  return handle;
}

void
durable_run_sql (Durable    *self,
                 const char *sql)
{
  sqlite3 *handle = durable_open_sql (self);

  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

gint64
durable_read_sql (Durable    *self,
                  const char *sql)
{
  sqlite3 *handle = durable_open_sql (self);
  sqlite3_stmt *statement;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

void
durable_wait_sql (Durable    *self,
                  const char *sql,
                  gint64      value)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;

  while (durable_read_sql (self, sql) != value && g_get_monotonic_time () < deadline_us)
    g_usleep (1000);
  g_assert_cmpint (durable_read_sql (self, sql), ==, value);
}

gpointer
durable_lock (Durable *self)
{
  sqlite3 *handle = durable_open_sql (self);

  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  return handle;
}

void
durable_unlock (gpointer lock)
{
  sqlite3_close (lock);
}
