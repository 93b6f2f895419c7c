/* test-reactor.c: many descriptors as one source
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/socket.h>
#include <unistd.h>

#include "sol-reactor.h"

typedef struct
{
  SolWatch    watch;  /* must be first */
  SolReactor *reactor;
  SolWatch   *victim;
  int         peer;
  guint       n_ready;
  guint32     events;
  gboolean    is_drained;
} Peer;

typedef struct
{
  GMainContext *context;
  SolReactor   *reactor;
  guint         n_flushes;
  guint         n_freed;
  guint         n_freed_at_flush;
} Fixture;

static void
flush_cb (gpointer data,
          gpointer user_data)
{
  Fixture *self = user_data;

  self->n_flushes++;
  self->n_freed_at_flush = self->n_freed;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->context = g_main_context_new ();
  self->reactor = sol_reactor_new (self->context, sol_clock_get_system ());
  sol_reactor_set_flush (self->reactor, flush_cb, self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sol_reactor_free (self->reactor);
  g_main_context_unref (self->context);
}

static void
ready_cb (SolWatch *watch,
          guint32   events)
{
  Peer *self = (Peer *) watch;
  char octet;

  self->n_ready++;
  self->events |= events;
  if (self->is_drained)
    g_assert_cmpint (read (watch->fd, &octet, 1), ==, 1);
  if (self->victim != NULL)
    sol_reactor_remove (self->reactor, self->victim);
}

static void
peer_open (Peer    *self,
           Fixture *fixture,
           guint32  events)
{
  int pair[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), ==, 0);
  *self = (Peer) { .watch.func = ready_cb, .reactor = fixture->reactor, .peer = pair[1], .is_drained = TRUE };
  g_assert_true (sol_reactor_add (fixture->reactor, &self->watch, pair[0], events));
}

static void
peer_close (Peer *self,
            int   fd)
{
  sol_reactor_remove (self->reactor, &self->watch);
  close (fd);
  close (self->peer);
}

static void
test_reports_input (Fixture       *self,
                    gconstpointer  data)
{
  Peer peer;
  int fd;

  peer_open (&peer, self, EPOLLIN);
  fd = peer.watch.fd;
  g_assert_false (g_main_context_iteration (self->context, FALSE));
  g_assert_cmpint (write (peer.peer, "x", 1), ==, 1);
  g_assert_true (g_main_context_iteration (self->context, TRUE));
  g_assert_cmpuint (peer.n_ready, ==, 1);
  g_assert_cmphex (peer.events, ==, EPOLLIN);
  g_assert_cmpuint (self->n_flushes, ==, 1);
  g_assert_false (g_main_context_iteration (self->context, FALSE));
  peer_close (&peer, fd);
}

/* An event that stands behind in the same batch must not reach what is gone */
static void
test_removed_in_the_batch_is_silent (Fixture       *self,
                                     gconstpointer  data)
{
  Peer one, two;
  int fd_one, fd_two;

  peer_open (&one, self, EPOLLIN);
  peer_open (&two, self, EPOLLIN);
  fd_one = one.watch.fd;
  fd_two = two.watch.fd;
  one.victim = &two.watch;
  two.victim = &one.watch;
  one.is_drained = two.is_drained = FALSE;
  g_assert_cmpint (write (one.peer, "x", 1), ==, 1);
  g_assert_cmpint (write (two.peer, "x", 1), ==, 1);
  g_assert_true (g_main_context_iteration (self->context, TRUE));
  g_assert_cmpuint (one.n_ready + two.n_ready, ==, 1);
  peer_close (&one, fd_one);
  peer_close (&two, fd_two);
}

static void
test_modify_asks_for_output (Fixture       *self,
                             gconstpointer  data)
{
  Peer peer;
  int fd;

  peer_open (&peer, self, EPOLLIN);
  fd = peer.watch.fd;
  peer.is_drained = FALSE;
  sol_reactor_modify (self->reactor, &peer.watch, EPOLLOUT);
  g_assert_true (g_main_context_iteration (self->context, TRUE));
  g_assert_cmphex (peer.events, ==, EPOLLOUT);
  peer_close (&peer, fd);
}

static void
freed_cb (gpointer data)
{
  ((Fixture *) data)->n_freed++;
}

static void
test_buries_after_the_flush (Fixture       *self,
                             gconstpointer  data)
{
  sol_reactor_bury (self->reactor, self, freed_cb);
  g_assert_cmpuint (self->n_freed, ==, 0);
  g_assert_true (g_main_context_iteration (self->context, TRUE));
  g_assert_cmpuint (self->n_flushes, ==, 1);
  g_assert_cmpuint (self->n_freed_at_flush, ==, 0);
  g_assert_cmpuint (self->n_freed, ==, 1);
}

static void
test_wakes_once (Fixture       *self,
                 gconstpointer  data)
{
  for (guint i = 0; i < 5; i++)
    sol_reactor_wake (self->reactor);
  g_assert_true (g_main_context_iteration (self->context, TRUE));
  g_assert_cmpuint (self->n_flushes, ==, 1);
  g_assert_false (g_main_context_iteration (self->context, FALSE));
}

#define ADD(name, func) g_test_add ("/net/reactor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("reports-input", test_reports_input);
  ADD ("removed-in-the-batch-is-silent", test_removed_in_the_batch_is_silent);
  ADD ("modify-asks-for-output", test_modify_asks_for_output);
  ADD ("buries-after-the-flush", test_buries_after_the_flush);
  ADD ("wakes-once", test_wakes_once);
  return g_test_run ();
}
