/* sol-analysis.h: a thread that looks at channels as their samples come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Math channels and alarms are workers of one thread, so that neither the window nor the messages wait for them. It
 * sleeps while there is none, and looks at them 100 times a second else. */
typedef struct _SolAnalysis SolAnalysis;

/* In the thread; bounded work, a few milliseconds at most. @now_ns: Unix time */
typedef void (*SolAnalysisFunc) (gpointer worker,
                                 gint64   now_ns);

SolAnalysis *sol_analysis_new    (void);
/* Waits for the thread, which frees the workers */
void         sol_analysis_free   (SolAnalysis     *self);

/* Main thread. @worker: (transfer full): from now on the thread's; freed there. Returns: its number, never 0 */
guint        sol_analysis_add    (SolAnalysis     *self,
                                  SolAnalysisFunc  func,
                                  gpointer         worker,
                                  GDestroyNotify   destroy);
/* Main thread; the worker may run once more before it goes */
void         sol_analysis_remove (SolAnalysis     *self,
                                  guint            id);

G_END_DECLS
