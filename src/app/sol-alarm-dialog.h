/* sol-alarm-dialog.h: asks for what a channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm-list.h"
#include "sol-analysis-panel.h"

G_BEGIN_DECLS

/* What the panel of a SolAlarmList says and opens */
const SolAnalysisKind *sol_alarm_dialog_get_kind (void);

G_END_DECLS
