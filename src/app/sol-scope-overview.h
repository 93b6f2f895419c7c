/* sol-scope-overview.h: the whole history below the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_OVERVIEW (sol_scope_overview_get_type ())

/* All that is kept of the channels shown, and what of it the screen shows: a window to be dragged, also by its edges */
G_DECLARE_FINAL_TYPE (SolScopeOverview, sol_scope_overview, SOL, SCOPE_OVERVIEW, GtkWidget)

void sol_scope_overview_set_view (SolScopeOverview *self,
                                  SolScopeView     *view);

G_END_DECLS
