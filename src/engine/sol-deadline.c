/* sol-deadline.c: ends the process when something takes too long
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-deadline.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <unistd.h>

struct _SolDeadline
{
  GThread    *thread;   /* owned */
  gint64      at_us;    /* monotonic */
  guint       seconds;

  /* Under @lock */
  GMutex      lock;
  GCond       met;
  const char *what;
  gboolean    is_met;
};

/* Not exit(): what it runs may be what is stuck. The database is sound, as after a kill. */
static gpointer
run (gpointer data)
{
  SolDeadline *self = data;

  g_mutex_lock (&self->lock);
  while (!self->is_met)
    if (!g_cond_wait_until (&self->met, &self->lock, self->at_us) && !self->is_met)
      {
        g_printerr (_("%s: %s did not end within %u seconds; it is given up.\n"), g_get_prgname (), self->what,
                    self->seconds);
        _exit (EXIT_FAILURE);
      }
  g_mutex_unlock (&self->lock);
  return NULL;
}

SolDeadline *
sol_deadline_new (guint       seconds,
                      const char *what)
{
  SolDeadline *self = g_new0 (SolDeadline, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->met);
  self->seconds = seconds;
  self->at_us = g_get_monotonic_time () + seconds * (gint64) G_USEC_PER_SEC;
  self->what = what;
  self->thread = g_thread_new ("sol-deadline", run, self);
  return self;
}

void
sol_deadline_set_what (SolDeadline *self,
                           const char     *what)
{
  g_mutex_lock (&self->lock);
  self->what = what;
  g_mutex_unlock (&self->lock);
}

void
sol_deadline_free (SolDeadline *self)
{
  g_mutex_lock (&self->lock);
  self->is_met = TRUE;
  g_cond_signal (&self->met);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->met);
  g_free (self);
}
