/* sol-capture-panel.h: what was kept around alarms, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-alarm-captures.h"

G_BEGIN_DECLS

#define SOL_TYPE_CAPTURE_PANEL (sol_capture_panel_get_type ())

/* Nothing while there are none. Adds to the page's actions: `show-capture`, `save-capture`, `remove-capture` (u), by
 * place */
G_DECLARE_FINAL_TYPE (SolCapturePanel, sol_capture_panel, SOL, CAPTURE_PANEL, AdwBin)

/* Once */
void sol_capture_panel_set_up (SolCapturePanel  *self,
                               SolAlarmCaptures *captures,
                               GActionMap       *actions);

G_END_DECLS
