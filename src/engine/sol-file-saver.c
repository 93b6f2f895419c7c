/* sol-file-saver.c: writes and removes small files, one after the other, off the main thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-file-saver.h"

#include <errno.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "sol-mailbox.h"

struct _SolFileSaver
{
  /* Owned */
  GThreadPool *pool;      /* of one thread */
  SolMailbox  *failures;  /* read by the main thread: Failure */

  SolFileSaverFunc func;
  gpointer         user_data;

  /* Under @lock */
  GMutex      lock;
  GHashTable *waiting;    /* owned: path → text, NULL: to be removed */
};

typedef struct
{
  char   *path;
  GError *error;
} Failure;

static void
failure_free (Failure *failure)
{
  g_free (failure->path);
  g_error_free (failure->error);
  g_free (failure);
}

/* Nobody listens any more */
static void
failure_warn (gpointer item)
{
  Failure *failure = item;

  g_warning ("%s: %s", failure->path, failure->error->message);
  failure_free (failure);
}

static void
failure_cb (gpointer item,
            gpointer user_data)
{
  SolFileSaver *self = user_data;
  Failure *failure = item;

  self->func (failure->path, failure->error, self->user_data);
  failure_free (failure);
}

static gboolean
fail_with_errno (GError **error)
{
  int cause = errno;

  g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (cause), g_strerror (cause));
  return FALSE;
}

static gboolean
remove_file (const char  *path,
             GError     **error)
{
  return g_unlink (path) == 0 || errno == ENOENT || fail_with_errno (error);
}

static gboolean
write_file (const char  *path,
            const char  *text,
            GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail_with_errno (error);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static void
run_cb (gpointer data,
        gpointer user_data)
{
  SolFileSaver *self = user_data;
  g_autofree char *path = data, *key = NULL, *text = NULL;
  GError *error = NULL;
  Failure *failure;

  g_mutex_lock (&self->lock);
  g_hash_table_steal_extended (self->waiting, path, (gpointer *) &key, (gpointer *) &text);
  g_mutex_unlock (&self->lock);
  if (text == NULL ? remove_file (path, &error) : write_file (path, text, &error))
    return;
  failure = g_new (Failure, 1);
  *failure = (Failure) { g_steal_pointer (&path), error };
  sol_mailbox_post (self->failures, failure, 0);
}

SolFileSaver *
sol_file_saver_new (SolFileSaverFunc func,
                    gpointer         user_data)
{
  SolFileSaver *self = g_new0 (SolFileSaver, 1);

  g_mutex_init (&self->lock);
  self->func = func;
  self->user_data = user_data;
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->failures = sol_mailbox_new (NULL, 0, 0, failure_cb, self, failure_warn);
  self->pool = g_thread_pool_new (run_cb, self, 1, FALSE, NULL);
  return self;
}

void
sol_file_saver_write (SolFileSaver *self,
                      const char   *path,
                      char         *text)
{
  gboolean is_new;

  g_mutex_lock (&self->lock);
  is_new = g_hash_table_insert (self->waiting, g_strdup (path), text);
  g_mutex_unlock (&self->lock);
  if (is_new)
    g_thread_pool_push (self->pool, g_strdup (path), NULL);
}

void
sol_file_saver_free (SolFileSaver *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  sol_mailbox_close (self->failures);
  sol_mailbox_unref (self->failures);
  g_hash_table_unref (self->waiting);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static char *
dup_aside_path (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *aside = g_strdup_printf ("%s.broken-%s", path, date);

  for (guint i = 2; g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      g_free (aside);
      aside = g_strdup_printf ("%s.broken-%s-%u", path, date, i);
    }
  return aside;
}

char *
sol_file_put_aside (const char *path)
{
  g_autofree char *aside = dup_aside_path (path);

  return g_rename (path, aside) == 0 ? g_steal_pointer (&aside) : NULL;
}
