/* test-file.c: files that somebody chose, read whole and no further than they may go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "sol-file.h"
#include "sol-test-wait.h"

#define LIMIT 100000u
#define HUGE_BYTES ((off_t) 64 << 30) /* more than the memory: a sparse file */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-file-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "chosen", NULL);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  g_unlink (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static void
write_octets (Fixture *f,
              gsize    length)
{
  g_autofree char *octets = g_strnfill (length, 'x');

  g_assert_true (g_file_set_contents (f->path, octets, (gssize) length, NULL));
}

static void
make_huge (Fixture *f)
{
  int fd = g_creat (f->path, 0600);

  g_assert_cmpint (ftruncate (fd, HUGE_BYTES), ==, 0);
  g_assert_cmpint (close (fd), ==, 0);
}

static void
assert_too_large (const GError *error)
{
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "is larger than 97.7\302\240KiB"));
}

static void
assert_refused (const char *path,
                const char *reason)
{
  g_autoptr (GError) error = NULL;
  char *contents = (char *) path;

  g_assert_false (sol_file_read (path, LIMIT, &contents, NULL, &error));
  g_assert_null (contents);
  g_assert_nonnull (strstr (error->message, reason));
  g_assert_nonnull (strstr (error->message, path));
}

static void
assert_read (const char *path,
             gsize       expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (sol_file_read (path, LIMIT, &contents, &length, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, expected);
  g_assert_cmpint (contents[length], ==, 0);
}

static void
test_reads_up_to_the_limit (Fixture       *f,
                            gconstpointer  data)
{
  static const gsize lengths[] = { 0, 1, 4095, 4096, 4097, LIMIT - 1, LIMIT };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      write_octets (f, lengths[i]);
      assert_read (f->path, lengths[i]);
    }
  write_octets (f, LIMIT + 1);
  assert_refused (f->path, "is larger than");
}

static void
test_tells_at_once_what_is_huge (Fixture       *f,
                                 gconstpointer  data)
{
  make_huge (f);
  assert_refused (f->path, "is larger than");
}

static void
test_tells_what_cannot_be_read (Fixture       *f,
                                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  char *contents;

  assert_refused (f->folder, "Is a directory");
  g_assert_false (sol_file_read (f->path, LIMIT, &contents, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* The kernel says of these that they are empty */
static void
test_reads_what_has_no_size (Fixture       *f,
                             gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  assert_refused ("/dev/zero", "is larger than");
  assert_read ("/dev/null", 0);
  g_assert_true (sol_file_read ("/proc/self/status", LIMIT, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 100);
}

/* Writes @data octets into the pipe, or what its reader takes of them */
static gpointer
write_thread (gpointer data)
{
  const Fixture *f = ((gpointer *) data)[0];
  gsize n = GPOINTER_TO_SIZE (((gpointer *) data)[1]);
  int fd = open (f->path, O_WRONLY | O_CLOEXEC);

  for (gsize i = 0; i < n && write (fd, "x", 1) == 1; i++)
    continue;
  close (fd);
  return NULL;
}

static void
test_reads_pipes (Fixture       *f,
                  gconstpointer  data)
{
  static const gsize lengths[] = { 0, 5, LIMIT, LIMIT + 1, 10 * LIMIT };

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      gpointer what[] = { f, GSIZE_TO_POINTER (lengths[i]) };
      GThread *writer = g_thread_new ("writer", write_thread, what);

      if (lengths[i] <= LIMIT)
        assert_read (f->path, lengths[i]);
      else
        assert_refused (f->path, "is larger than");
      g_thread_join (writer);
    }
}

/* From where it stands: a shell may have read a line of it before */
static void
test_reads_what_is_open (Fixture       *f,
                         gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;
  char before[10];
  int fd;

  write_octets (f, 1000);
  fd = g_open (f->path, O_RDONLY | O_CLOEXEC, 0);
  g_assert_cmpint (read (fd, before, sizeof before), ==, 10);
  g_assert_true (sol_file_read_open (fd, "input", LIMIT, &contents, &length, NULL));
  g_assert_cmpuint (length, ==, 990);
  g_assert_cmpint (close (fd), ==, 0);
}

static void
test_checks_without_reading (Fixture       *f,
                             gconstpointer  data)
{
  g_autoptr (GError) large = NULL, device = NULL, absent = NULL;

  g_assert_false (sol_file_check (f->path, LIMIT, &absent));
  g_assert_error (absent, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  make_huge (f);
  g_assert_false (sol_file_check (f->path, LIMIT, &large));
  assert_too_large (large);
  g_assert_false (sol_file_check ("/dev/zero", LIMIT, &device));
  g_assert_nonnull (strstr (device->message, "no file with data"));
  write_octets (f, LIMIT);
  g_assert_true (sol_file_check (f->path, LIMIT, NULL));
}

/* In the background */

static char *
read_chosen (const char  *path,
             gsize       *length,
             GError     **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  sol_file_read_async (file, LIMIT, NULL, sol_test_answer_cb, &result);
  sol_test_wait_answer (&result);
  return sol_file_read_finish (result, length, error);
}

static void
test_window_reads_up_to_the_limit (Fixture       *f,
                                   gconstpointer  data)
{
  static const gsize lengths[] = { 0, 4096, LIMIT };
  g_autoptr (GError) error = NULL;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = NULL;

      write_octets (f, lengths[i]);
      text = read_chosen (f->path, &length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, lengths[i]);
      g_assert_cmpuint (strlen (text), ==, lengths[i]);
    }
  make_huge (f);
  g_assert_null (read_chosen (f->path, &length, &error));
  assert_too_large (error);
}

/* Nobody writes the pipe: who opened it would wait for ever */
static void
test_window_refuses_what_is_no_file (Fixture       *f,
                                     gconstpointer  data)
{
  const char *paths[] = { f->path, f->folder, "/dev/zero" };
  gsize length;

  g_assert_cmpint (mkfifo (f->path, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_chosen (paths[i], &length, &error));
      g_assert_nonnull (strstr (error->message, "no file with data"));
    }
}

static void
test_window_tells_what_is_absent (Fixture       *f,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_null (read_chosen (f->path, &length, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (length, ==, 0);
}

static void
test_window_can_give_up (Fixture       *f,
                         gconstpointer  data)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  write_octets (f, LIMIT);
  g_cancellable_cancel (cancellable);
  sol_file_read_async (file, LIMIT, cancellable, sol_test_answer_cb, &result);
  sol_test_wait_answer (&result);
  g_assert_null (sol_file_read_finish (result, &length, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* Of a pipe whose reader had enough */
  signal (SIGPIPE, SIG_IGN);
#define ADD(path, function) g_test_add ("/file/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("reads-up-to-the-limit", test_reads_up_to_the_limit);
  ADD ("tells-at-once-what-is-huge", test_tells_at_once_what_is_huge);
  ADD ("tells-what-cannot-be-read", test_tells_what_cannot_be_read);
  ADD ("reads-what-has-no-size", test_reads_what_has_no_size);
  ADD ("reads-pipes", test_reads_pipes);
  ADD ("reads-what-is-open", test_reads_what_is_open);
  ADD ("checks-without-reading", test_checks_without_reading);
  ADD ("window/reads-up-to-the-limit", test_window_reads_up_to_the_limit);
  ADD ("window/refuses-what-is-no-file", test_window_refuses_what_is_no_file);
  ADD ("window/tells-what-is-absent", test_window_tells_what_is_absent);
  ADD ("window/can-give-up", test_window_can_give_up);
#undef ADD
  return g_test_run ();
}
