/* sol-alarm-captures.h: what was kept around alarms
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-alarm-capture.h"

G_BEGIN_DECLS

#define SOL_ALARM_MAX_CAPTURES 100
#define SOL_ALARM_MAX_BYTES (64u << 20)

#define SOL_TYPE_ALARM_CAPTURES (sol_alarm_captures_get_type ())

/* A GListModel of SolAlarmCapture, the newest first: at most %SOL_ALARM_MAX_CAPTURES and %SOL_ALARM_MAX_BYTES, the
 * oldest go. Main thread. Property: `n-dropped` (uint64): how many went. */
G_DECLARE_FINAL_TYPE (SolAlarmCaptures, sol_alarm_captures, SOL, ALARM_CAPTURES, GObject)

SolAlarmCaptures *sol_alarm_captures_new           (void);
/* Keeps nothing that was asked for and has not come yet */
void              sol_alarm_captures_close         (SolAlarmCaptures *self);

/**
 * sol_alarm_captures_keep:
 * @title: which alarm, in words
 * @keep_ns: on each side of @event_ns
 *
 * Copies the stretch once the time behind the event has passed.
 */
void              sol_alarm_captures_keep          (SolAlarmCaptures *self,
                                                    const char       *title,
                                                    SolChannel       *channel,
                                                    gint64            event_ns,
                                                    gint64            keep_ns);
void              sol_alarm_captures_remove        (SolAlarmCaptures *self,
                                                    guint             position);
guint64           sol_alarm_captures_get_n_dropped (SolAlarmCaptures *self);

G_END_DECLS
