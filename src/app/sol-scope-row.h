/* sol-scope-row.h: one channel in the scope's panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-scope-trace.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_ROW (sol_scope_row_get_type ())

/* Colour, name, visibility, last value and measurements */
G_DECLARE_FINAL_TYPE (SolScopeRow, sol_scope_row, SOL, SCOPE_ROW, GtkListBoxRow)

GtkWidget     *sol_scope_row_new        (SolScopeTrace *trace);
SolScopeTrace *sol_scope_row_get_trace  (SolScopeRow   *self);
/* Shows the trace's newest measurement */
void           sol_scope_row_update     (SolScopeRow   *self);

G_END_DECLS
