/* sol-alarm-capture.h: what a channel showed around an alarm
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"

G_BEGIN_DECLS

#define SOL_TYPE_ALARM_CAPTURE (sol_alarm_capture_get_type ())
G_DECLARE_FINAL_TYPE (SolAlarmCapture, sol_alarm_capture, SOL, ALARM_CAPTURE, GObject)

/**
 * sol_alarm_capture_new:
 * @title: which alarm, in words
 * @event_ns: Unix time at which it began
 *
 * Copies the samples of [@begin_ns, @end_ns), of more than 262,144 the newest. Cost: O(samples).
 */
SolAlarmCapture *sol_alarm_capture_new         (const char      *title,
                                                SolChannel      *channel,
                                                gint64           event_ns,
                                                gint64           begin_ns,
                                                gint64           end_ns);

const char      *sol_alarm_capture_get_title   (SolAlarmCapture *self);
gint64           sol_alarm_capture_get_time    (SolAlarmCapture *self);
/* Returns: (transfer none): the copy, a channel as any other */
SolChannel      *sol_alarm_capture_get_channel (SolAlarmCapture *self);
gsize            sol_alarm_capture_get_bytes   (SolAlarmCapture *self);

G_END_DECLS
