/* sol-scope-line.h: the honest line under the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-scope-trace.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_LINE (sol_scope_line_get_type ())

/* Time, points, rate declared and measured, range and mean of the newest message, gaps, memory, skew of the clock */
G_DECLARE_FINAL_TYPE (SolScopeLine, sol_scope_line, SOL, SCOPE_LINE, GtkWidget)

/* @trace: (nullable) */
void sol_scope_line_update (SolScopeLine  *self,
                            SolScopeTrace *trace);

/* @n_messages: lost before they were read, of all topics */
void sol_scope_line_set_dropped (SolScopeLine *self,
                                 guint64       n_messages);

G_END_DECLS
