/* sol-io-thread.c: a thread with a main context that others post work to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-io-thread.h"

#include "sol-mailbox.h"

struct _SolIoThread
{
  GThread      *thread;
  GMainContext *context;
  GMainLoop    *loop;
  SolMailbox   *mailbox;
};

typedef struct
{
  GFunc           func;
  gpointer        data;
  gpointer        user_data;
  GDestroyNotify  destroy;
} Work;

static void
work_free (Work *work)
{
  if (work->destroy != NULL)
    work->destroy (work->data);
  g_free (work);
}

static void
work_run_cb (gpointer item,
             gpointer user_data)
{
  Work *work = item;

  work->func (work->data, work->user_data);
  work_free (work);
}

static gpointer
thread_main (gpointer data)
{
  SolIoThread *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

SolIoThread *
sol_io_thread_new (const char *name)
{
  SolIoThread *self = g_new0 (SolIoThread, 1);

  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->mailbox = sol_mailbox_new (self->context, 0, 0, work_run_cb, self,
                                   (GDestroyNotify) work_free);
  self->thread = g_thread_new (name, thread_main, self);
  return self;
}

void
sol_io_thread_post (SolIoThread    *self,
                    GFunc           func,
                    gpointer        data,
                    gpointer        user_data,
                    GDestroyNotify  destroy)
{
  Work *work = g_new (Work, 1);

  *work = (Work) { func, data, user_data, destroy };
  sol_mailbox_post (self->mailbox, work, 0);
}

GMainContext *
sol_io_thread_get_context (SolIoThread *self)
{
  return self->context;
}

gboolean
sol_io_thread_is_current (SolIoThread *self)
{
  return g_thread_self () == self->thread;
}

static void
quit_cb (gpointer data,
         gpointer user_data)
{
  g_main_loop_quit (data);
}

void
sol_io_thread_stop (SolIoThread *self)
{
  g_assert (!sol_io_thread_is_current (self));

  sol_io_thread_post (self, quit_cb, self->loop, NULL, NULL);
  g_thread_join (self->thread);
  sol_mailbox_unref (self->mailbox);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self);
}
