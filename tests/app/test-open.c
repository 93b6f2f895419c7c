/* test-open.c: a recording that a person or a file manager opens is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "recording-support.h"
#include "sol-app-fixture.h"
#include "sol-engine-recording.h"
#include "sol-open-bar.h"
#include "sol-scope-page.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"
#include "window-support.h"

#define HOUR_NS G_GINT64_CONSTANT (3600000000000)
#define BEGIN_NS G_GINT64_CONSTANT (1767225600000000000)
#define N_MESSAGES 61
#define N_TOPICS 80u
#define N_LISTED 64u   /* signals of a recording at first */
#define N_MANY 50000u /* messages, of which the first progress tells of some hundred */

typedef struct
{
  SolAppFixture *app;
  char          *folder;
  char          *path;
  char          *large;       /* where record_many() puts it */
  double         cancelled_at;
} Fixture;

/* One value a minute */
static void
record (const char *path,
        const char *topic,
        guint       n)
{
  support_record (path, topic, n, BEGIN_NS, HOUR_NS / 60);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->folder = g_dir_make_tmp ("soliton-open-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "bench.soliton", NULL);
  f->app = sol_app_fixture_new (0);
  f->large = g_build_filename (f->folder, "large.soliton", NULL);
  /* An hour: more than a live channel keeps */
  record (f->path, "lab/x", N_MESSAGES);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  sol_app_fixture_free (f->app);
  sol_test_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->large);
}

static void
open_path (Fixture    *f,
           const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (f->app->application), &file, 1, "");
}

static const char *
get_bar_text (Fixture *f)
{
  return sol_open_bar_get_text (support_get (f->app->window, "open_bar"));
}

static gboolean
says (Fixture    *f,
      const char *words)
{
  const char *text = get_bar_text (f);

  return text != NULL && strstr (text, words) != NULL;
}

static gboolean
has_topic (gpointer engine)
{
  return sol_topic_list_find (sol_engine_get_topics (engine), "lab/x") != NULL;
}

static void
test_shows_its_whole_history (Fixture       *f,
                              gconstpointer  data)
{
  SolScopePage *page = support_get (f->app->window, "scope_page");
  GListModel *traces = sol_scope_view_get_traces (sol_scope_page_get_view (page));
  g_autoptr (SolScopeTrace) trace = NULL;
  SolChannelStats stats;
  gint64 begin_ns, end_ns;

  open_path (f, f->path);
  sol_test_wait_until (says (f, "61 messages"));
  g_assert_true (sol_app_wait (has_topic, f->app->engine, 20000));
  g_assert_cmpstr (sol_window_get_view (f->app->window), ==, "scope");
  g_assert_cmpstr (sol_source_get_title (sol_engine_get_source (f->app->engine)), ==, "bench.soliton");
  g_assert_cmpuint (g_list_model_get_n_items (traces), ==, 1);
  trace = g_list_model_get_item (traces, 0);
  sol_channel_get_stats (sol_scope_trace_get_channel (trace), &stats);
  g_assert_cmpuint (stats.n_samples, ==, N_MESSAGES);
  g_assert_cmpint (stats.last_ns - stats.first_ns, ==, HOUR_NS);
  sol_scope_view_get_stretch (sol_scope_page_get_view (page), &begin_ns, &end_ns);
  g_assert_cmpint (begin_ns, <=, stats.first_ns);
  g_assert_cmpint (end_ns, >, stats.last_ns);
  g_assert_cmpint (sol_scope_view_get_window (sol_scope_page_get_view (page))->zero_ns, ==, stats.first_ns);
}

/* What the scope listened to comes back with the broker */
static void
test_closes_again (Fixture       *f,
                   gconstpointer  data)
{
  SolSource *source;

  sol_app_fixture_activate (f->app, "scope.add-topic('lab/#')");
  open_path (f, f->path);
  sol_test_wait_until (says (f, "61 messages"));
  g_assert_cmpuint (g_list_model_get_n_items (sol_ingest_get_channels (sol_engine_get_ingest (f->app->engine))), ==, 1);
  support_press (support_get (f->app->window, "open_bar"), "C_lose");
  g_assert_null (get_bar_text (f));
  source = sol_engine_get_source (f->app->engine);
  g_assert_true (sol_source_is_local (source));
  g_assert_true (g_strv_contains (sol_source_get_filters (source), "lab/#"));
}

/* A file that is none leaves everything as it was */
static void
test_tells_what_is_none (Fixture       *f,
                         gconstpointer  data)
{
  open_path (f, "/nonexistent/x.soliton");
  sol_test_wait_until (says (f, "There is no file"));
  g_assert_true (sol_source_is_local (sol_engine_get_source (f->app->engine)));
}

static void
test_tells_of_another_kind_of_file (Fixture       *f,
                                    gconstpointer  data)
{
  g_autofree char *path = g_build_filename (f->folder, "notes.txt", NULL);

  g_assert_true (g_file_set_contents (path, "The broker in the hall is the one with the red cable.", -1, NULL));
  open_path (f, path);
  sol_test_wait_until (says (f, "is not a recording of Soliton"));
  g_unlink (path);
}

/* While it is read */

/* In the middle of what tells the progress: whatever the thread has done meanwhile, its end comes after this */
static void
progress_cb (GtkProgressBar *progress,
             GParamSpec     *pspec,
             Fixture        *f)
{
  if (gtk_progress_bar_get_fraction (progress) == 0.0 || f->cancelled_at > 0.0)
    return;
  g_assert_cmpstr (get_bar_text (f), ==, "Reading large.soliton…");
  f->cancelled_at = gtk_progress_bar_get_fraction (progress);
  support_press (support_get (f->app->window, "open_bar"), "_Cancel");
}

static gboolean
is_cancelled (gpointer data)
{
  return ((Fixture *) data)->cancelled_at > 0.0;
}

/* No descriptor of this process is the file: the thread has ended, and what it held is freed */
static gboolean
is_let_go (gpointer data)
{
  const Fixture *f = data;
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  gboolean is_held = FALSE;
  const char *name;

  while (!is_held && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *link = g_build_filename ("/proc/self/fd", name, NULL);
      g_autofree char *target = g_file_read_link (link, NULL);

      is_held = target != NULL && g_str_has_prefix (target, f->large);
    }
  return !is_held;
}

static void
open_large_and_cancel (Fixture *f)
{
  GtkProgressBar *progress = support_get (support_get (f->app->window, "open_bar"), "progress");

  record (f->large, "lab/many", N_MANY);
  g_signal_connect (progress, "notify::fraction", G_CALLBACK (progress_cb), f);
  open_path (f, f->large);
  g_assert_true (sol_app_wait (is_cancelled, f, 20000));
  g_assert_cmpfloat (f->cancelled_at, <, 0.1);
  g_assert_true (sol_app_wait (is_let_go, f, 20000));
}

static guint
count_channels (Fixture *f)
{
  return g_list_model_get_n_items (sol_ingest_get_channels (sol_engine_get_ingest (f->app->engine)));
}

static void
test_cancel_leaves_nothing (Fixture       *f,
                            gconstpointer  data)
{
  SolScopePage *page = support_get (f->app->window, "scope_page");

  open_large_and_cancel (f);
  g_assert_null (get_bar_text (f));
  g_assert_null (sol_open_bar_get_path (support_get (f->app->window, "open_bar")));
  g_assert_true (sol_source_is_local (sol_engine_get_source (f->app->engine)));
  g_assert_null (sol_engine_get_replayer (f->app->engine));
  g_assert_cmpuint (count_channels (f), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sol_scope_view_get_traces (sol_scope_page_get_view (page))), ==, 0);
  g_assert_null (sol_topic_list_find (sol_engine_get_topics (f->app->engine), "lab/many"));
  open_path (f, f->path);
  sol_test_wait_until (says (f, "61 messages"));
}

static void
test_cancel_keeps_what_was_open (Fixture       *f,
                                 gconstpointer  data)
{
  open_path (f, f->path);
  sol_test_wait_until (says (f, "61 messages"));
  open_large_and_cancel (f);
  g_assert_true (says (f, "61 messages"));
  g_assert_cmpstr (sol_source_get_title (sol_engine_get_source (f->app->engine)), ==, "bench.soliton");
  g_assert_cmpuint (count_channels (f), ==, 1);
}

/* Who opens another one does not want the first */
static void
test_later_one_counts (Fixture       *f,
                       gconstpointer  data)
{
  record (f->large, "lab/many", N_MANY);
  open_path (f, f->large);
  open_path (f, f->path);
  sol_test_wait_until (says (f, "61 messages"));
  g_assert_true (sol_app_wait (is_let_go, f, 20000));
  g_assert_true (says (f, "61 messages"));
  g_assert_cmpuint (count_channels (f), ==, 1);
  g_assert_null (sol_topic_list_find (sol_engine_get_topics (f->app->engine), "lab/many"));
}

/* Many signals */

static void
record_topics (const char *path)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = path, .replace = TRUE }, NULL, NULL);

  for (guint i = 0; i < 2 * N_TOPICS; i++)
    {
      g_autofree char *topic = g_strdup_printf (i % N_TOPICS == 0 ? "$SYS/%u/t" : "hall/%u/t", i % N_TOPICS);
      g_autoptr (SolMessage) message
        = sol_message_new (topic, strlen (topic), (const guint8 *) "1.5", 3, 0, FALSE, 0);

      sol_recording_writer_post_at (writer, message, BEGIN_NS + i * (HOUR_NS / 60));
    }
  sol_recording_writer_free (writer);
}

static gboolean
has_opened (gpointer data)
{
  return sol_open_bar_get_path (support_get (((Fixture *) data)->app->window, "open_bar")) != NULL;
}

static guint
count_drawn (GListModel *traces)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      n += sol_scope_trace_get_visible (trace);
    }
  return n;
}

/* A row each would be a list that nobody looks through; the others are found as any other topic */
static void
test_lists_some_of_many (Fixture       *f,
                         gconstpointer  data)
{
  SolScopeView *view = sol_scope_page_get_view (support_get (f->app->window, "scope_page"));
  GListModel *traces = sol_scope_view_get_traces (view);

  record_topics (f->large);
  open_path (f, f->large);
  g_assert_true (sol_app_wait (has_opened, f, 20000));
  g_assert_cmpuint (g_list_model_get_n_items (traces), ==, N_LISTED);
  g_assert_cmpuint (count_drawn (traces), ==, 8);
  g_assert_cmpuint (sol_engine_get_n_unlisted (f->app->engine), ==, N_TOPICS - N_LISTED);
  g_assert_nonnull (sol_scope_view_find_trace (view, "$SYS/0/t"));
  g_assert_null (sol_scope_view_find_trace (view, "hall/70/t"));
  sol_app_fixture_activate (f->app, "scope.add-topic('hall/70/t')");
  g_assert_cmpuint (g_list_model_get_n_items (traces), ==, N_LISTED + 1);
  g_assert_true (sol_scope_trace_get_visible (sol_scope_view_find_trace (view, "hall/70/t")));
  sol_app_fixture_activate (f->app, "scope.add-topic('hall/+/t')");
  g_assert_cmpuint (g_list_model_get_n_items (traces), ==, N_TOPICS);
  g_assert_cmpuint (sol_engine_get_n_unlisted (f->app->engine), ==, 0);
  support_press (support_get (f->app->window, "open_bar"), "C_lose");
  g_assert_cmpuint (count_channels (f), ==, 0);
  g_assert_cmpuint (sol_engine_get_n_unlisted (f->app->engine), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  sol_app_test_init (&argc, &argv);
#define ADD(path, function) g_test_add ("/open/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("shows-its-whole-history", test_shows_its_whole_history);
  ADD ("closes-again", test_closes_again);
  ADD ("tells-what-is-none", test_tells_what_is_none);
  ADD ("tells-of-another-kind-of-file", test_tells_of_another_kind_of_file);
  ADD ("cancel-leaves-nothing", test_cancel_leaves_nothing);
  ADD ("cancel-keeps-what-was-open", test_cancel_keeps_what_was_open);
  ADD ("later-one-counts", test_later_one_counts);
  ADD ("lists-some-of-many", test_lists_some_of_many);
#undef ADD
  return g_test_run ();
}
