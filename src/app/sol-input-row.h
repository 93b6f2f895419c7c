/* sol-input-row.h: chooses a channel of the scope by the name that analyses know it by
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-scope-trace.h"

G_BEGIN_DECLS

#define SOL_TYPE_INPUT_ROW (sol_input_row_get_type ())
G_DECLARE_FINAL_TYPE (SolInputRow, sol_input_row, SOL, INPUT_ROW, AdwComboRow)

/* Once. @traces: GListModel of SolScopeTrace. @own: nullable: goes first, and need not be on the scope any more */
void           sol_input_row_fill      (SolInputRow *self,
                                        GListModel  *traces,
                                        const char  *own);
/* NULL while there is none to choose */
const char    *sol_input_row_get_input (SolInputRow *self);
/* NULL for what is not on the scope. Returns: (transfer none) (nullable) */
SolScopeTrace *sol_input_row_get_trace (SolInputRow *self);

G_END_DECLS
