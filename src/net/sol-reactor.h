/* sol-reactor.h: many descriptors as one source of a main context
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <sys/epoll.h>

#include "sol-clock.h"

G_BEGIN_DECLS

typedef struct _SolReactor SolReactor;
typedef struct _SolWatch SolWatch;

/* @events: EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP as epoll_wait(2) gives them */
typedef void (*SolWatchFunc) (SolWatch *watch,
                              guint32   events);

/* Embedded in what owns the descriptor. @fd is -1 while not watched. */
struct _SolWatch
{
  SolWatchFunc func;
  int          fd;
  guint32      events;
};

/**
 * sol_reactor_new:
 * @context: (nullable): where the one source is attached
 * @clock: read once a batch; outlives the reactor
 *
 * All functions belong to the thread that runs @context. A wakeup costs 5 to 9 µs with any number
 * of idle descriptors; one GSource each would cost 1.3 ms at 5000.
 */
SolReactor *sol_reactor_new       (GMainContext   *context,
                                   const SolClock *clock);

/**
 * sol_reactor_add:
 * @watch: its @func is set; memory that a batch may still name, so free it with sol_reactor_bury()
 * @fd: borrowed; close it only after sol_reactor_remove()
 *
 * Returns: %FALSE when the system has no room for one more
 */
gboolean    sol_reactor_add       (SolReactor     *self,
                                   SolWatch       *watch,
                                   int             fd,
                                   guint32         events);
void        sol_reactor_modify    (SolReactor     *self,
                                   SolWatch       *watch,
                                   guint32         events);
void        sol_reactor_remove    (SolReactor     *self,
                                   SolWatch       *watch);

/* @flush runs once after each batch, before the graveyard is emptied */
void        sol_reactor_set_flush (SolReactor     *self,
                                   GFunc           flush,
                                   gpointer        data);

/* Asks for a flush soon; free of cost within a batch, which ends in one anyhow */
void        sol_reactor_wake      (SolReactor     *self);

/* Frees @data when the batch is over: an event that comes later in it may still name @data */
void        sol_reactor_bury      (SolReactor     *self,
                                   gpointer        data,
                                   GDestroyNotify  destroy);

/* Monotonic µs as read when the batch began; outside of a batch it is read anew */
gint64      sol_reactor_now_us    (SolReactor     *self);

void        sol_reactor_free      (SolReactor     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolReactor, sol_reactor_free)

G_END_DECLS
