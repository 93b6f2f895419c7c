/* sol-alarm-item-private.h: what the list does with its items
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-alarm-item.h"

G_BEGIN_DECLS

struct _SolAlarmItem
{
  GObject parent_instance;

  /* Owned */
  char             *input;
  SolChannel       *channel;   /* nullable: while it is watched */

  SolAlarmSettings  settings;
  double            keep_s;
  guint             worker;    /* of the analysis; 0: none */
  guint             serial;    /* of that worker's news */
  gboolean          is_active;
  guint64           n_events;
  gint64            time_ns;
  gint64            told_us;   /* monotonic time of the last beginning that was told of */
  gboolean          is_told;   /* its end will be told of as well */
};

SolAlarmItem *sol_alarm_item_new (const char             *input,
                                  const SolAlarmSettings *settings,
                                  double                  keep_s);

G_END_DECLS
