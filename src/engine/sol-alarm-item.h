/* sol-alarm-item.h: what one channel is watched for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm.h"
#include "sol-analysis-item.h"
#include "sol-mask-rule.h"

G_BEGIN_DECLS

#define SOL_TYPE_ALARM_ITEM (sol_alarm_item_get_type ())

/* Signal: `told`: it began or ended, and a person is to know: beginnings at most once a second, and the ends of those.
 * `changed` comes each time. */
G_DECLARE_FINAL_TYPE (SolAlarmItem, sol_alarm_item, SOL, ALARM_ITEM, SolAnalysisItem)

/* @input: the channel's name, or the label of a calculated one. @keep_s: kept on each side of a beginning */
SolAlarmItem           *sol_alarm_item_new          (const char             *input,
                                                     const SolAlarmSettings *settings,
                                                     double                  keep_s);
/* @rule: (transfer none): what its pictures must pass. @source: the channel whose trigger makes them, often @input */
SolAlarmItem           *sol_alarm_item_new_mask     (const char             *input,
                                                     const char             *source,
                                                     SolMaskRule            *rule,
                                                     double                  keep_s);
/* NULL where it cannot be understood */
SolAlarmItem           *sol_alarm_item_new_from_json (JsonObject            *object);

const char             *sol_alarm_item_get_input    (SolAlarmItem *self);
const SolAlarmSettings *sol_alarm_item_get_settings (SolAlarmItem *self);
double                  sol_alarm_item_get_keep     (SolAlarmItem *self);

gboolean                sol_alarm_item_is_active    (SolAlarmItem *self);
/* How often it began, and Unix time of its last beginning or end; 0: never */
guint64                 sol_alarm_item_get_count    (SolAlarmItem *self);
gint64                  sol_alarm_item_get_time     (SolAlarmItem *self);

/* Of a mask; else NULL. Returns: (transfer none) (nullable) */
SolMaskRule            *sol_alarm_item_get_mask     (SolAlarmItem *self);
/* Pictures since it is watched: passed, failed, and not tested because they came too fast or nothing was under the
 * mask */
void                    sol_alarm_item_get_pictures (SolAlarmItem *self,
                                                     guint64      *n_passed,
                                                     guint64      *n_failed,
                                                     guint64      *n_missed);
/* Unix time of the zero of the newest picture tested; 0: none */
gint64                  sol_alarm_item_get_zero     (SolAlarmItem *self);

G_END_DECLS
