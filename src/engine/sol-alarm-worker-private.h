/* sol-alarm-worker-private.h: watches one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm.h"
#include "sol-analysis.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

/* @job: (out): looks at what comes from now on, and posts each SolAlarmEvent to @news, to be freed by g_free() */
void sol_alarm_worker_init_job (SolAnalysisJob         *job,
                                const SolAlarmSettings *settings,
                                SolChannel             *channel,
                                SolMailbox             *news);

G_END_DECLS
