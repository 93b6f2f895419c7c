/* sol-alarm-worker-private.h: watches one channel in the analysis' thread
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

/* What the list's mailbox gets; g_free() frees it */
typedef struct
{
  guint         serial;  /* of the worker */
  SolAlarmEvent event;
} SolAlarmNews;

typedef struct _SolAlarmWorker SolAlarmWorker;

/* @serial: tells its news from those of a worker before. What comes from now on counts. */
SolAlarmWorker *sol_alarm_worker_new  (const SolAlarmSettings *settings,
                                       SolChannel             *channel,
                                       SolMailbox             *news,
                                       guint                   serial);
void            sol_alarm_worker_free (gpointer                worker);
/* A SolAnalysisFunc */
void            sol_alarm_worker_run  (gpointer                worker,
                                       gint64                  now_ns);

G_END_DECLS
