/* sol-scope-line.h: the honest line under the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_LINE (sol_scope_line_get_type ())

/* Rate declared and measured, jitter, what was lost, gaps, overlaps, skew, latency, decimation, memory; and the newest
 * message: its time, points, range and mean. Wraps where it is narrow. */
G_DECLARE_FINAL_TYPE (SolScopeLine, sol_scope_line, SOL, SCOPE_LINE, GtkWidget)

/* @trace: (nullable) */
void sol_scope_line_update (SolScopeLine  *self,
                            SolScopeView  *view,
                            SolScopeTrace *trace);

/* @n_messages: lost before they were read, of all topics */
void sol_scope_line_set_dropped (SolScopeLine *self,
                                 guint64       n_messages);

G_END_DECLS
