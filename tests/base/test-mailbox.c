/* test-mailbox.c: many writers, one reader; a thread with a mailbox
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-io-thread.h"
#include "sol-mailbox.h"

#define N_WRITERS 4
#define N_ITEMS   20000

static guint n_freed;

static void
count_free (gpointer item)
{
  n_freed++;
}

static void
collect_cb (gpointer item,
            gpointer user_data)
{
  g_ptr_array_add (user_data, item);
}

static gboolean
post (SolMailbox *box,
      guint       value,
      gsize       n_bytes)
{
  return sol_mailbox_post (box, GUINT_TO_POINTER (value), n_bytes);
}

static void
test_keeps_order (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  g_autoptr (SolMailbox) box = sol_mailbox_new (context, 0, 0, collect_cb, got, NULL);

  for (guint i = 1; i <= 100; i++)
    g_assert_true (post (box, i, 1));
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (got->len, ==, 100);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (got->pdata[i]), ==, i + 1);
}

static void
test_refuses_over_its_limits (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  g_autoptr (SolMailbox) items = sol_mailbox_new (context, 2, 0, collect_cb, got, count_free);
  g_autoptr (SolMailbox) octets = sol_mailbox_new (context, 0, 10, collect_cb, got, count_free);

  n_freed = 0;
  g_assert_true (post (items, 1, 0));
  g_assert_true (post (items, 2, 0));
  g_assert_false (post (items, 3, 0));
  g_assert_true (post (octets, 4, 10));
  g_assert_false (post (octets, 5, 1));
  g_assert_cmpuint (n_freed, ==, 2);
  g_assert_cmpuint (sol_mailbox_get_dropped (items), ==, 1);
  g_assert_cmpuint (sol_mailbox_get_dropped (octets), ==, 1);
  while (g_main_context_iteration (context, FALSE))
    ;
  g_assert_cmpuint (got->len, ==, 3);
  g_assert_true (post (items, 6, 0));
  g_assert_true (post (octets, 7, 10));
}

static void
test_frees_what_nobody_reads (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  g_autoptr (SolMailbox) box = sol_mailbox_new (context, 0, 0, collect_cb, got, count_free);

  n_freed = 0;
  post (box, 1, 0);
  post (box, 2, 0);
  sol_mailbox_close (box);
  g_assert_cmpuint (n_freed, ==, 2);
  g_assert_false (post (box, 3, 0));
  g_assert_cmpuint (n_freed, ==, 3);
  g_assert_cmpuint (got->len, ==, 0);
}

static void
close_cb (gpointer item,
          gpointer user_data)
{
  n_freed += 100;
  sol_mailbox_close (*(SolMailbox **) user_data);
}

static void
test_may_be_closed_by_its_reader (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  SolMailbox *box;

  box = sol_mailbox_new (context, 0, 0, close_cb, &box, count_free);
  n_freed = 0;
  post (box, 1, 0);
  post (box, 2, 0);
  while (g_main_context_iteration (context, FALSE))
    ;
  /* one read, one freed */
  g_assert_cmpuint (n_freed, ==, 101);
  sol_mailbox_unref (box);
}

static gpointer
write_many (gpointer data)
{
  for (guint i = 1; i <= N_ITEMS; i++)
    post (data, i, 1);
  return NULL;
}

static void
test_loses_nothing_between_threads (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  g_autoptr (SolMailbox) box = sol_mailbox_new (context, 0, 0, collect_cb, got, NULL);
  GThread *writers[N_WRITERS];
  guint64 sum = 0;

  for (guint i = 0; i < N_WRITERS; i++)
    writers[i] = g_thread_new ("writer", write_many, box);
  while (got->len < N_WRITERS * N_ITEMS)
    g_main_context_iteration (context, TRUE);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (writers[i]);
  for (guint i = 0; i < got->len; i++)
    sum += GPOINTER_TO_UINT (got->pdata[i]);
  g_assert_cmpuint (sum, ==, (guint64) N_WRITERS * N_ITEMS * (N_ITEMS + 1) / 2);
}

static void
work_cb (gpointer data,
         gpointer user_data)
{
  sol_io_thread_assert (user_data);
  g_assert_true (g_main_context_is_owner (sol_io_thread_get_context (user_data)));
  g_ptr_array_add (data, g_thread_self ());
}

static void
test_thread_runs_all_before_it_stops (void)
{
  g_autoptr (GPtrArray) got = g_ptr_array_new ();
  SolIoThread *thread = sol_io_thread_new ("test-io");

  g_assert_false (sol_io_thread_is_current (thread));
  for (guint i = 0; i < 1000; i++)
    sol_io_thread_post (thread, work_cb, g_ptr_array_ref (got), thread,
                        (GDestroyNotify) g_ptr_array_unref);
  sol_io_thread_stop (thread);
  g_assert_cmpuint (got->len, ==, 1000);
  for (guint i = 0; i < got->len; i++)
    g_assert_true (got->pdata[i] == got->pdata[0] && got->pdata[i] != g_thread_self ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/mailbox/keeps-order", test_keeps_order);
  g_test_add_func ("/base/mailbox/refuses-over-its-limits", test_refuses_over_its_limits);
  g_test_add_func ("/base/mailbox/frees-what-nobody-reads", test_frees_what_nobody_reads);
  g_test_add_func ("/base/mailbox/may-be-closed-by-its-reader", test_may_be_closed_by_its_reader);
  g_test_add_func ("/base/mailbox/loses-nothing-between-threads",
                   test_loses_nothing_between_threads);
  g_test_add_func ("/base/io-thread/runs-all-before-it-stops",
                   test_thread_runs_all_before_it_stops);
  return g_test_run ();
}
