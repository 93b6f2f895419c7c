/* sol-alarm-worker-private.h: watches one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm.h"
#include "sol-analysis.h"
#include "sol-mailbox.h"
#include "sol-mask-rule.h"

G_BEGIN_DECLS

/* What comes back; g_free() frees it */
typedef struct
{
  SolAlarmEvent event;
  gboolean      has_event;
  /* Of a mask: pictures so far, and Unix time of the zero of the newest that was tested */
  guint64       n_passed, n_failed, n_missed;
  gint64        zero_ns;
} SolAlarmNews;

/* @job: (out): looks at what comes from now on, and posts SolAlarmNews to @news */
void sol_alarm_worker_init_job (SolAnalysisJob         *job,
                                const SolAlarmSettings *settings,
                                SolChannel             *channel,
                                SolMailbox             *news);

/* The same for a mask, laid over the pictures that @source triggers */
void sol_mask_worker_init_job  (SolAnalysisJob         *job,
                                SolMaskRule            *rule,
                                SolChannel             *channel,
                                SolChannel             *source,
                                SolMailbox             *news);

G_END_DECLS
