/* sol-scope-masks.h: the masks of alarms under the scope's traces
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm-list.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* Once. @alarms: borrowed, and outlives @view */
void sol_scope_masks_draw_on (SolScopeView *view,
                              SolAlarmList *alarms);

G_END_DECLS
