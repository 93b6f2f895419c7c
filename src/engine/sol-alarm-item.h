/* sol-alarm-item.h: what one channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm.h"

G_BEGIN_DECLS

#define SOL_TYPE_ALARM_ITEM (sol_alarm_item_get_type ())

/* Main thread. Signal: `changed`: it began, ended, or its channel came or went. */
G_DECLARE_FINAL_TYPE (SolAlarmItem, sol_alarm_item, SOL, ALARM_ITEM, GObject)

/* The channel's name, or the label of a calculated one */
const char             *sol_alarm_item_get_input    (SolAlarmItem *self);
const SolAlarmSettings *sol_alarm_item_get_settings (SolAlarmItem *self);
/* What is kept on each side of its beginning, in seconds */
double                  sol_alarm_item_get_keep     (SolAlarmItem *self);

gboolean                sol_alarm_item_is_active    (SolAlarmItem *self);
/* FALSE while its channel is not on the scope */
gboolean                sol_alarm_item_is_watching  (SolAlarmItem *self);
/* How often it began, and Unix time of its last beginning or end; 0: never */
guint64                 sol_alarm_item_get_count    (SolAlarmItem *self);
gint64                  sol_alarm_item_get_time     (SolAlarmItem *self);

/* `lab/a above 3`. Returns: (transfer full), translated */
char                   *sol_alarm_item_describe     (SolAlarmItem *self);

G_END_DECLS
