/* sol-math-worker-private.h: calculates one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-math.h"

G_BEGIN_DECLS

typedef struct _SolMathWorker SolMathWorker;

/* Errors: as sol_math_new(). @channels: (array length=n), with a reference each */
SolMathWorker *sol_math_worker_new  (const char         *text,
                                     SolChannel *const  *channels,
                                     const char *const  *names,
                                     guint               n,
                                     SolChannel         *output,
                                     GError            **error);
void           sol_math_worker_free (gpointer            worker);
/* A SolAnalysisFunc */
void           sol_math_worker_run  (gpointer            worker,
                                     gint64              now_ns);

G_END_DECLS
