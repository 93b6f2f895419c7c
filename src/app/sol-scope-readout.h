/* sol-scope-readout.h: what the cursors say
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-scope-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_READOUT (sol_scope_readout_get_type ())

/* A line of figures, seen while the cursors are */
G_DECLARE_FINAL_TYPE (SolScopeReadout, sol_scope_readout, SOL, SCOPE_READOUT, AdwBin)

void sol_scope_readout_update (SolScopeReadout *self,
                               SolScopeView    *view);

G_END_DECLS
