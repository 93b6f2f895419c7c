/* sol-alarm-panel.h: alarms, and what was kept around them, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-alarm-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_ALARM_PANEL (sol_alarm_panel_get_type ())

/* Adds to the page's actions: `add-alarm`, `edit-alarm` (u), `remove-alarm` (u), `show-capture` (u), by place */
G_DECLARE_FINAL_TYPE (SolAlarmPanel, sol_alarm_panel, SOL, ALARM_PANEL, AdwBin)

/* Once. @traces: GListModel of SolScopeTrace */
void sol_alarm_panel_set_up (SolAlarmPanel *self,
                             SolAlarmList  *list,
                             GListModel    *traces,
                             GActionMap    *actions);

G_END_DECLS
