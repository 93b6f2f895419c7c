/* sol-alarm-list.h: what channels are watched for, and what was seen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm-captures.h"
#include "sol-alarm-item.h"
#include "sol-analysis-list.h"

G_BEGIN_DECLS

#define SOL_ALARM_LIST_MAX 64
#define SOL_ALARM_MAX_KEEP_S 60.0

#define SOL_TYPE_ALARM_LIST (sol_alarm_list_get_type ())

/* Of SolAlarmItem; the watching is done by the analysis, whether a window is open or not.
 * Signals: `told` (SolAlarmItem, char *): an alarm began or ended, in words: beginnings at most once a second and
 * alarm, the others are counted only; `noted`: after each of them, told or not. */
G_DECLARE_FINAL_TYPE (SolAlarmList, sol_alarm_list, SOL, ALARM_LIST, SolAnalysisList)

/* @analysis, @ingest: borrowed, and outlive it */
SolAlarmList     *sol_alarm_list_new          (SolAnalysis            *analysis,
                                               SolIngest              *ingest);
/* Stops watching; before @analysis and @ingest go */
void              sol_alarm_list_close        (SolAlarmList           *self);

/**
 * sol_alarm_list_set:
 * @position: of the one that is replaced, or the number of items for a new one
 * @input: a channel's name, or the label of a calculated one; it need not be there yet
 * @keep_s: 0 to %SOL_ALARM_MAX_KEEP_S, kept on each side of a beginning; 0: nothing
 *
 * Errors: those of sol_alarm_check(), %SOL_SIGNAL_ERROR_SETTINGS for another @keep_s, a mask without one, and over
 * %SOL_ALARM_LIST_MAX.
 */
gboolean          sol_alarm_list_set          (SolAlarmList           *self,
                                               guint                   position,
                                               const char             *input,
                                               const SolAlarmSettings *settings,
                                               double                  keep_s,
                                               GError                **error);

/* The same for an item that was made, as one with a mask is */
gboolean          sol_alarm_list_put          (SolAlarmList           *self,
                                               guint                   position,
                                               SolAlarmItem           *item,
                                               GError                **error);

/* Adds those of @array, as sol_analysis_list_to_json() writes them, that are not there exactly so; what is there stays.
 * What cannot be understood, or is too much, is left out. Returns: how many were added */
guint             sol_alarm_list_add_missing  (SolAlarmList           *self,
                                               JsonArray              *array);

guint             sol_alarm_list_get_n_active (SolAlarmList           *self);
/* Returns: (transfer none) */
SolAlarmCaptures *sol_alarm_list_get_captures (SolAlarmList           *self);

G_END_DECLS
