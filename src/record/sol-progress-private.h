/* sol-progress-private.h: how far a task's thread is
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GTask    *task;         /* borrowed */
  void    (*func) (double   done,
                   gpointer user_data);  /* nullable */
  gpointer  user_data;
  gint64    told_us;      /* the thread's: monotonic */
} SolProgress;

/**
 * sol_progress_tell:
 * @done: 0 to 1; brought into that
 *
 * Calls @self->func in the task's context, ten times a second at most and never after the task's answer: both are
 * sources of one priority, and the answer is the later one.
 * Thread: the task's.
 */
void sol_progress_tell (SolProgress *self,
                        double       done);

G_END_DECLS
