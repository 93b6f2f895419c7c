/* sol-scope-modes.h: what the scope shows beside its picture over time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-spectrum-panel.h"
#include "sol-xy-panel.h"

G_BEGIN_DECLS

#define SOL_TYPE_SCOPE_MODES (sol_scope_modes_get_type ())

/* The screen of spectra or of X-Y below the one over time, hidden in the mode `time`. Adds to the page's actions:
 * `view` ('time', 'spectrum', 'xy'), `spectrum-restart`, `spectrum-waterfall`,
 * `xy-line`, `xy-persistence`. */
G_DECLARE_FINAL_TYPE (SolScopeModes, sol_scope_modes, SOL, SCOPE_MODES, AdwBin)

/* Once. @panels: (transfer none): gets what belongs to a mode into the side panel */
void             sol_scope_modes_set_up       (SolScopeModes *self,
                                               SolScopeView  *scope,
                                               GActionMap    *actions,
                                               GtkBox        *panels);

/* `time`, `spectrum` or `xy`; any other does nothing */
void             sol_scope_modes_set_mode     (SolScopeModes *self,
                                               const char    *mode);
const char      *sol_scope_modes_get_mode     (SolScopeModes *self);
SolSpectrumView *sol_scope_modes_get_spectrum (SolScopeModes *self);
SolXyView       *sol_scope_modes_get_xy       (SolScopeModes *self);

G_END_DECLS
