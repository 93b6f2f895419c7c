/* sol-analysis.h: a thread that looks at channels as their samples come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

/* Math channels and alarms are workers of one thread, so that neither the window nor the messages wait for them. It
 * sleeps while there is none, and looks at them 100 times a second else. */
typedef struct _SolAnalysis SolAnalysis;

/**
 * SolAnalysisFunc:
 * @has_come: something was appended to the worker's channels since the last call
 * @now_ns: Unix time
 *
 * In the thread; bounded work, a few milliseconds at most.
 *
 * Returns: %TRUE to be called the next time even if nothing comes, for what is left to do or to be waited for
 */
typedef gboolean (*SolAnalysisFunc) (gpointer worker,
                                     gboolean has_come,
                                     gint64   now_ns);

/* A worker before it starts */
typedef struct
{
  SolAnalysisFunc func;
  gpointer        worker;   /* owned */
  GDestroyNotify  destroy;
} SolAnalysisJob;

SolAnalysis *sol_analysis_new    (void);
/* Waits for the thread, which frees the workers */
void         sol_analysis_free   (SolAnalysis          *self);

/* Main thread. @job: its worker is the thread's from now on, and freed there; it is called once in any case. @channels:
 * (array length=n): what it is called for, with a reference each. Returns: its number, never 0 */
guint        sol_analysis_add    (SolAnalysis          *self,
                                  const SolAnalysisJob *job,
                                  SolChannel *const    *channels,
                                  guint                 n);
/* Main thread; the worker may run once more before it goes */
void         sol_analysis_remove (SolAnalysis          *self,
                                  guint                 id);

G_END_DECLS
