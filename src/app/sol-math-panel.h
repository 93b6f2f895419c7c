/* sol-math-panel.h: the calculated channels in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-math-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_MATH_PANEL (sol_math_panel_get_type ())

/* Adds to the page's actions: `add-math`, `edit-math` (u), `remove-math` (u), by place */
G_DECLARE_FINAL_TYPE (SolMathPanel, sol_math_panel, SOL, MATH_PANEL, AdwBin)

/* Once. @traces: GListModel of SolScopeTrace */
void sol_math_panel_set_up (SolMathPanel *self,
                            SolMathList  *list,
                            GListModel   *traces,
                            GActionMap   *actions);

G_END_DECLS
