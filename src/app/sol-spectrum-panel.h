/* sol-spectrum-panel.h: how spectra are made, and their peaks
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-spectrum-view.h"

G_BEGIN_DECLS

#define SOL_TYPE_SPECTRUM_PANEL (sol_spectrum_panel_get_type ())
G_DECLARE_FINAL_TYPE (SolSpectrumPanel, sol_spectrum_panel, SOL, SPECTRUM_PANEL, AdwBin)

/* Once */
void sol_spectrum_panel_set_view (SolSpectrumPanel *self,
                                  SolSpectrumView  *view);

G_END_DECLS
