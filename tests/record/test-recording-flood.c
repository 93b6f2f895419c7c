/* test-recording-flood.c: a flood is recorded whole, and a kill costs less than a second of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "record-support.h"
#include "sol-recording-reader.h"

#define N_THREADS 4
#define N_EACH 100000
#define N_KILLS 4
#define LEAST_BEFORE_KILL 3000
#define MORE_BEFORE_KILL 2777
#define MOST_LOST_NS G_GINT64_CONSTANT (1000000000)
#define CHILD "--record-until-killed"

static SolMessage *
make_message (guint topic,
              guint number)
{
  char name[16], text[16];

  g_snprintf (name, sizeof name, "flood/%u", topic);
  g_snprintf (text, sizeof text, "%u", number);
  return sol_message_new (name, strlen (name), (const guint8 *) text, strlen (text), 0, FALSE, 0);
}

typedef struct
{
  SolRecordingWriter *writer;
  guint               topic;
} Poster;

static gpointer
post_all (gpointer data)
{
  const Poster *poster = data;

  for (guint i = 0; i < N_EACH; i++)
    {
      g_autoptr (SolMessage) message = make_message (poster->topic, i);

      sol_recording_writer_post (message, poster->writer);
    }
  return NULL;
}

static guint
read_number (const SolRecordedMessage *message)
{
  g_autofree char *text = g_strndup ((const char *) message->parts.payload, message->parts.payload_len);

  return (guint) strtoul (text, NULL, 10);
}

/* Each thread's messages are all there, in their order, and the clock never goes back */
static void
check_flood (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (path, &error);
  SolRecordedMessage message;
  guint next[N_THREADS] = { 0 };
  gint64 before_ns = 0;

  g_assert_no_error (error);
  while (sol_recording_reader_next (reader, &message, &error))
    {
      guint topic = (guint) (message.parts.topic[strlen ("flood/")] - '0');

      g_assert_cmpuint (topic, <, N_THREADS);
      g_assert_cmpuint (read_number (&message), ==, next[topic]++);
      g_assert_cmpint (message.time_ns, >=, before_ns);
      before_ns = message.time_ns;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < N_THREADS; i++)
    g_assert_cmpuint (next[i], ==, N_EACH);
}

static void
test_nothing_is_lost (Fixture       *fixture,
                      gconstpointer  data)
{
  SolRecordingWriter *writer = start_recording (fixture);
  Poster posters[N_THREADS];
  GThread *threads[N_THREADS];
  SolRecordingStatus status;

  for (guint i = 0; i < N_THREADS; i++)
    {
      posters[i] = (Poster) { writer, i };
      threads[i] = g_thread_new ("poster", post_all, &posters[i]);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  sol_recording_writer_stop (writer);
  wait_for_state (writer, SOL_RECORDING_FINISHED);
  sol_recording_writer_get_status (writer, &status);
  g_assert_cmpuint (status.n_messages, ==, N_THREADS * N_EACH);
  g_assert_cmpuint (status.n_dropped, ==, 0);
  finish_recording (writer);
  check_flood (fixture->path);
}

/* What the process that is killed has posted, in memory that outlives it */
typedef struct
{
  guint  n_posted;
  gint64 begin_ns, time_ns; /* of the first one, and of the newest */
} Posted;

static Posted *
map_posted (const char *path)
{
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  Posted *posted;

  g_assert_cmpint (ftruncate (fd, sizeof *posted), ==, 0);
  posted = mmap (NULL, sizeof *posted, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  g_assert_true (posted != MAP_FAILED);
  close (fd);
  return posted;
}

/* The other process: some ten thousand a second, for as long as it lives */
static int
record_until_killed (const char *path,
                     const char *posted_path)
{
  SolRecordingWriter *writer = sol_recording_writer_new (&(SolRecordingSettings) { .path = path }, NULL, NULL);
  Posted *posted = map_posted (posted_path);

  for (guint i = 0;; i++)
    {
      g_autoptr (SolMessage) message = make_message (0, i);
      gint64 now_ns = g_get_real_time () * 1000;

      sol_recording_writer_post_at (writer, message, now_ns);
      posted->begin_ns = i == 0 ? now_ns : posted->begin_ns;
      posted->time_ns = now_ns;
      g_atomic_int_set (&posted->n_posted, i + 1);
      if (i % 10 == 9)
        g_usleep (1000);
    }
  return 1;
}

static GPid
spawn_recorder (const char *path,
                const char *posted_path)
{
  const char *argv[] = { "/proc/self/exe", CHILD, path, posted_path, NULL };
  g_autofree char *self = g_file_read_link (argv[0], NULL);
  g_autoptr (GError) error = NULL;
  GPid pid;

  argv[0] = self;
  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static void
kill_after (GPid          pid,
            const Posted *posted,
            guint         n)
{
  gint64 deadline_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while ((guint) g_atomic_int_get (&posted->n_posted) < n && g_get_monotonic_time () < deadline_us)
    g_usleep (500);
  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  g_assert_cmpuint (posted->n_posted, >=, n);
}

/* A beginning without a hole, up to less than a second before the newest that was posted */
static void
check_killed (const char   *path,
              const Posted *posted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (path, &error);
  SolRecordedMessage message;
  gint64 newest_ns = posted->begin_ns;
  guint n = 0;

  g_assert_no_error (error);
  while (sol_recording_reader_next (reader, &message, &error))
    {
      g_assert_cmpuint (read_number (&message), ==, n++);
      newest_ns = message.time_ns;
    }
  g_assert_no_error (error);
  g_test_message ("%u of %u are there; %.0f ms are lost", n, posted->n_posted,
                  (double) (posted->time_ns - newest_ns) / 1e6);
  g_assert_cmpint (posted->time_ns - newest_ns, <, MOST_LOST_NS);
}

static void
test_a_kill_costs_less_than_a_second (Fixture       *fixture,
                                      gconstpointer  data)
{
  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/killed-%u.soliton", fixture->folder, i);
      g_autofree char *log = g_strconcat (path, "-wal", NULL), *index = g_strconcat (path, "-shm", NULL);
      g_autofree char *posted_path = g_strconcat (path, "-posted", NULL);
      Posted *posted = map_posted (posted_path);
      GPid pid = spawn_recorder (path, posted_path);

      kill_after (pid, posted, LEAST_BEFORE_KILL + i * MORE_BEFORE_KILL);
      check_killed (path, posted);
      munmap (posted, sizeof *posted);
      g_unlink (posted_path);
      g_unlink (index);
      g_unlink (log);
      g_unlink (path);
    }
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], CHILD))
    return record_until_killed (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/recording/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("nothing-is-lost-in-a-flood", test_nothing_is_lost);
  ADD ("a-kill-costs-less-than-a-second", test_a_kill_costs_less_than_a_second);
#undef ADD
  return g_test_run ();
}
