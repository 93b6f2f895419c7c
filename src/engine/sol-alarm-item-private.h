/* sol-alarm-item-private.h: what the item's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm-item.h"
#include "sol-mailbox.h"

G_BEGIN_DECLS

struct _SolAlarmItem
{
  SolAnalysisItem parent_instance;

  /* Owned */
  SolMailbox       *news;       /* nullable: while it is watched */
  SolMaskRule      *mask;       /* nullable */

  SolAlarmSettings  settings;
  double            keep_s;
  gboolean          is_active;
  guint64           n_events;
  gint64            time_ns;
  gint64            told_us;    /* monotonic time of the last beginning that was told of */
  gboolean          is_told;    /* its end will be told of as well */
  guint64           n_passed, n_failed, n_missed; /* pictures, of a mask */
  gint64            zero_ns;
};

/* sol-alarm-words.c, sol-alarm-json.c: as SolAnalysisItemClass says */
char       *sol_alarm_item_describe         (SolAnalysisItem *item);
char       *sol_alarm_item_describe_state   (SolAnalysisItem *item,
                                             SolAnalysisMood *mood);
char       *sol_alarm_item_describe_missing (SolAnalysisItem *item,
                                             guint            i);
JsonObject *sol_alarm_item_to_json          (SolAnalysisItem *item);

G_END_DECLS
