/* sol-xy-panel.h: which channels X-Y shows, and how
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-xy-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_XY_PANEL (sol_xy_panel_get_type ())
G_DECLARE_FINAL_TYPE (SolXyPanel, sol_xy_panel, SOL, XY_PANEL, AdwBin)

/* Once. @traces: GListModel of SolScopeTrace */
void sol_xy_panel_set_view (SolXyPanel *self,
                            SolXyView  *view,
                            GListModel *traces);

G_END_DECLS
