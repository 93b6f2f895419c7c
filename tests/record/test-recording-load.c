/* test-recording-load.c: a recording's samples as channels, read in the background
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/resource.h>

#include "record-support.h"
#include "sol-channel.h"
#include "sol-recording-load.h"
#include "sol-test-wait.h"

#define N_MANY 30000
#define N_TOPICS 3

static void
record_many (Fixture *fixture)
{
  static const char *const topics[N_TOPICS] = { "a", "b/c", "b/d" };
  SolRecordingWriter *writer = start_recording (fixture);

  for (guint i = 0; i < N_MANY; i++)
    record_text (writer, i, topics[i % N_TOPICS], "1.5");
  finish_recording (writer);
}

/* Of all threads: what others do at the same time does not count */
static double
get_cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

typedef struct
{
  GCancellable *cancellable; /* nullable: cancelled at the first news */
  guint         n;
  double        last;
} Progress;

static void
progress_cb (double   done,
             gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpfloat (done, >=, progress->last);
  g_assert_cmpfloat (done, <=, 1.0);
  progress->last = done;
  progress->n++;
  if (progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
}

static SolLoaded *
load (const SolLoadSettings *settings,
      Progress              *progress,
      GError               **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_recording_load_async (settings, progress_cb, progress, progress->cancellable, sol_test_answer_cb, &result);
  sol_test_wait_answer (&result);
  return sol_recording_load_finish (result, error);
}

static void
test_reads_all (Fixture       *fixture,
                gconstpointer  data)
{
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SolLoaded) loaded = NULL;
  SolChannelStats stats;

  record_many (fixture);
  loaded = load (&(SolLoadSettings) { .path = fixture->path }, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.n, >, 0);
  g_assert_cmpuint (loaded->n_messages, ==, N_MANY);
  g_assert_cmpuint (loaded->n_samples, ==, N_MANY);
  g_assert_cmpuint (loaded->channels->len, ==, N_TOPICS);
  sol_channel_get_stats (loaded->channels->pdata[0], &stats);
  g_assert_cmpuint (stats.n_samples, ==, N_MANY / N_TOPICS);
  g_assert_cmpint (stats.first_ns, ==, T0_NS);
}

static void
test_reads_what_is_asked_for (Fixture       *fixture,
                              gconstpointer  data)
{
  static const char *const filters[] = { "b/#", NULL };
  const SolLoadSettings settings = {
    .path = fixture->path, .filters = filters, .from_ns = T0_NS + 3000 * MS_NS, .to_ns = T0_NS + 6000 * MS_NS,
  };
  Progress progress = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (SolLoaded) loaded = NULL;

  record_many (fixture);
  loaded = load (&settings, &progress, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded->channels->len, ==, 2);
  g_assert_cmpuint (loaded->n_samples, ==, 2000);
}

/* The thread stops there, and not at the end of the file: that costs a good part of reading it */
static void
test_stops_when_cancelled (Fixture       *fixture,
                           gconstpointer  data)
{
  const SolLoadSettings settings = { .path = fixture->path };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SolLoaded) loaded = NULL;
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 }, cancelled = { .cancellable = cancellable };
  double begin_s, all_s, part_s;

  record_many (fixture);
  begin_s = get_cpu_s ();
  loaded = load (&settings, &progress, NULL);
  all_s = get_cpu_s () - begin_s;
  begin_s = get_cpu_s ();
  g_assert_null (load (&settings, &cancelled, &error));
  part_s = get_cpu_s () - begin_s;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (cancelled.n, ==, 1);
  g_test_message ("%g s to read it, %g s until it was cancelled", all_s, part_s);
  g_assert_cmpfloat (part_s, <, all_s / 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/recording-load/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("reads-all", test_reads_all);
  ADD ("reads-what-is-asked-for", test_reads_what_is_asked_for);
  ADD ("stops-when-cancelled", test_stops_when_cancelled);
#undef ADD
  return g_test_run ();
}
