/* test-memory.c: what an idle connection costs
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <malloc.h>

#include "octets-support.h"
#include "sol-store-users.h"

#define N_CLIENTS 1000
#define MAX_BYTES 600

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* As octets_set_up(), but the store has answered: what it takes to open is not counted then */
static void
set_up (Octets        *self,
        gconstpointer  data)
{
  g_autoptr (SolStore) store = sol_store_new (NULL);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GHashTable) users = NULL;
  g_autoptr (GError) error = NULL;

  sol_store_list_users_async (store, NULL, keep_result_cb, &listed);
  users = sol_store_list_users_finish (store, wait_for_result (&listed), &error);
  g_assert_no_error (error);

  self->broker = sol_broker_new (store);
  self->config = sol_broker_config_new ();
  self->config->port = 0;
  self->config->websocket_port = -1;
  self->config->max_connections = N_CLIENTS + 1;
  sol_broker_start_async (self->broker, self->config, NULL, keep_result_cb, &started);
  sol_broker_start_finish (self->broker, wait_for_result (&started), &error);
  g_assert_no_error (error);
}

static gsize
read_heap_bytes (void)
{
  return mallinfo2 ().uordblks;
}

static void
event_cb (SolBroker      *broker,
          SolBrokerEvent *event,
          guint          *n_connected)
{
  *n_connected += event->type == SOL_BROKER_EVENT_CONNECTED ? 1 : 0;
}

static void
test_idle_connection (Octets        *self,
                      gconstpointer  data)
{
  g_autofree int *fds = g_new (int, N_CLIENTS);
  guint n_connected = 0;
  gsize before, each;
  gulong handler;

  /* The first one makes what all share */
  octets_leave (octets_open (self, "first"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  handler = g_signal_connect (self->broker, "event", G_CALLBACK (event_cb), &n_connected);
  before = read_heap_bytes ();
  for (guint i = 0; i < N_CLIENTS; i++)
    {
      g_autofree char *id = g_strdup_printf ("sensor-%04u-building-7", i);

      fds[i] = octets_open (self, id);
      octets_expect_quiet (fds[i]);
      /* What is told of it is not what it holds */
      while (n_connected < i + 1)
        g_main_context_iteration (NULL, TRUE);
    }
  each = (read_heap_bytes () - before) / N_CLIENTS;
  g_test_message ("an idle connection holds %" G_GSIZE_FORMAT " octets", each);
  if (before == 0)
    g_test_skip ("this allocator does not say what it holds");
  else
    {
      g_assert_cmpuint (each, >, 100);
      g_assert_cmpuint (each, <=, MAX_BYTES);
    }
  for (guint i = 0; i < N_CLIENTS; i++)
    octets_close (fds[i]);
  g_signal_handler_disconnect (self->broker, handler);
}

int
main (int    argc,
      char **argv)
{
  /* Of one arena alone can it be said what is in it */
  mallopt (M_ARENA_MAX, 1);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/broker/memory/idle-connection", Octets, NULL, set_up, test_idle_connection,
              octets_tear_down);
  return g_test_run ();
}
