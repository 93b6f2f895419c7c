/* sol-io-thread.h: a thread with a main context that others post work to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _SolIoThread SolIoThread;

/**
 * sol_io_thread_new:
 * @name: at most 15 octets, as the kernel shows it
 *
 * Starts the thread; its context is the thread default there, so that GIO's completions arrive in it.
 */
SolIoThread  *sol_io_thread_new         (const char     *name);

/**
 * sol_io_thread_post:
 * @func: runs in the thread, in the order of posting
 * @data: (transfer full): freed by @destroy after @func, or without it when the thread has stopped
 *
 * Thread: any.
 */
void          sol_io_thread_post        (SolIoThread    *self,
                                         GFunc           func,
                                         gpointer        data,
                                         gpointer        user_data,
                                         GDestroyNotify  destroy);

/**
 * sol_io_thread_get_context:
 *
 * Returns: (transfer none): the thread's main context
 */
GMainContext *sol_io_thread_get_context (SolIoThread    *self);

gboolean      sol_io_thread_is_current  (SolIoThread    *self);

#define sol_io_thread_assert(self) g_assert (sol_io_thread_is_current (self))

/**
 * sol_io_thread_stop:
 *
 * Runs what was posted before, ends the loop, waits for the thread and frees it. Never from the thread itself.
 */
void          sol_io_thread_stop        (SolIoThread    *self);

G_END_DECLS
