/* sol-reactor.c: many descriptors as one source of a main context
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-reactor.h"

#include <errno.h>
#include <unistd.h>

#define BATCH_SIZE 512

typedef struct
{
  gpointer       data;
  GDestroyNotify destroy;
} Grave;

typedef struct
{
  GSource     source;
  SolReactor *reactor;
  gpointer    tag;
} ReactorSource;

struct _SolReactor
{
  /* Owned */
  ReactorSource *source;
  GArray        *graves;
  int            epoll_fd;

  /* Borrowed */
  const SolClock *clock;
  GFunc           flush;
  gpointer        flush_data;

  gint64   now_us;
  gboolean in_batch;
  gboolean is_woken;

  struct epoll_event events[BATCH_SIZE];
};

static void
sol_reactor_empty_graves (SolReactor *self)
{
  /* A grave's owner may bury more while it is freed */
  for (guint i = 0; i < self->graves->len; i++)
    {
      Grave grave = g_array_index (self->graves, Grave, i);

      grave.destroy (grave.data);
    }
  g_array_set_size (self->graves, 0);
}

static void
sol_reactor_run_events (SolReactor *self)
{
  int n = epoll_wait (self->epoll_fd, self->events, BATCH_SIZE, 0);

  self->now_us = sol_clock_now_us (self->clock);
  for (int i = 0; i < n; i++)
    {
      SolWatch *watch = self->events[i].data.ptr;

      /* Removed by an event before it in this batch */
      if (watch->fd >= 0)
        watch->func (watch, self->events[i].events);
    }
}

static gboolean
source_check (GSource *source)
{
  ReactorSource *self = (ReactorSource *) source;

  return self->reactor->is_woken || g_source_query_unix_fd (source, self->tag) != 0;
}

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     user_data)
{
  SolReactor *self = ((ReactorSource *) source)->reactor;

  if (self->is_woken)
    g_source_set_ready_time (source, -1);
  self->is_woken = FALSE;
  self->in_batch = TRUE;
  sol_reactor_run_events (self);
  if (self->flush != NULL)
    self->flush (self, self->flush_data);
  sol_reactor_empty_graves (self);
  self->in_batch = FALSE;
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs source_funcs = { .check = source_check, .dispatch = source_dispatch };

SolReactor *
sol_reactor_new (GMainContext   *context,
                 const SolClock *clock)
{
  SolReactor *self = g_new0 (SolReactor, 1);
  GSource *source = g_source_new (&source_funcs, sizeof (ReactorSource));

  self->clock = clock;
  self->graves = g_array_new (FALSE, FALSE, sizeof (Grave));
  self->epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  if (self->epoll_fd < 0)
    g_error ("epoll_create1: %s", g_strerror (errno));

  self->source = (ReactorSource *) source;
  self->source->reactor = self;
  self->source->tag = g_source_add_unix_fd (source, self->epoll_fd, G_IO_IN);
  g_source_set_static_name (source, "sol-reactor");
  g_source_attach (source, context);
  return self;
}

gboolean
sol_reactor_add (SolReactor *self,
                 SolWatch   *watch,
                 int         fd,
                 guint32     events)
{
  struct epoll_event event = { .events = events, .data.ptr = watch };

  if (epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0)
    return FALSE;
  watch->fd = fd;
  watch->events = events;
  return TRUE;
}

void
sol_reactor_modify (SolReactor *self,
                    SolWatch   *watch,
                    guint32     events)
{
  struct epoll_event event = { .events = events, .data.ptr = watch };

  if (watch->fd < 0 || watch->events == events)
    return;
  watch->events = events;
  epoll_ctl (self->epoll_fd, EPOLL_CTL_MOD, watch->fd, &event);
}

void
sol_reactor_remove (SolReactor *self,
                    SolWatch   *watch)
{
  if (watch->fd < 0)
    return;
  epoll_ctl (self->epoll_fd, EPOLL_CTL_DEL, watch->fd, NULL);
  watch->fd = -1;
}

void
sol_reactor_set_flush (SolReactor *self,
                       GFunc       flush,
                       gpointer    data)
{
  self->flush = flush;
  self->flush_data = data;
}

void
sol_reactor_wake (SolReactor *self)
{
  if (self->in_batch || self->is_woken)
    return;
  self->is_woken = TRUE;
  g_source_set_ready_time ((GSource *) self->source, 0);
}

void
sol_reactor_bury (SolReactor     *self,
                  gpointer        data,
                  GDestroyNotify  destroy)
{
  Grave grave = { data, destroy };

  g_array_append_val (self->graves, grave);
  sol_reactor_wake (self);
}

gint64
sol_reactor_now_us (SolReactor *self)
{
  return self->in_batch ? self->now_us : sol_clock_now_us (self->clock);
}

void
sol_reactor_free (SolReactor *self)
{
  sol_reactor_empty_graves (self);
  g_array_unref (self->graves);
  g_source_destroy ((GSource *) self->source);
  g_source_unref ((GSource *) self->source);
  close (self->epoll_fd);
  g_free (self);
}
