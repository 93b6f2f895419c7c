/* sol-alarm.h: tells when a signal leaves what is allowed, and when it comes back
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mask.h"
#include "sol-piece.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_ALARM_ABOVE,    /* a sample above @level */
  SOL_ALARM_BELOW,    /* a sample below @level */
  SOL_ALARM_OUTSIDE,  /* a sample below @level or above @upper_level */
  SOL_ALARM_INSIDE,   /* a sample from @level to @upper_level */
  SOL_ALARM_ABSENCE,  /* nothing has come for @duration_s */
  SOL_ALARM_MASK,     /* a picture that a mask does not let pass */
} SolAlarmKind;

typedef struct
{
  SolAlarmKind kind;
  double       level;        /* channel units */
  double       upper_level;
  double       hysteresis;   /* at least 0: how far back the signal must come for the end */
  double       duration_s;   /* ABSENCE: see there; of a level: it must last so long to count; 0: at once */
} SolAlarmSettings;

typedef struct
{
  gboolean has_begun;  /* else it has ended */
  gint64   t_ns;       /* Unix time: when the signal left or came back, or had been absent for the duration */
  double   value;      /* of the sample; of ABSENCE, and the end of MASK, NaN */
} SolAlarmEvent;

/* Plain data without a clock; sol_alarm_init() before use. One thread. */
typedef struct
{
  SolAlarmSettings settings;
  gint64           duration_ns;

  gboolean         is_active;   /* has begun and not ended */
  gboolean         is_beyond;   /* beyond its level, perhaps not long enough yet */
  gint64           since_ns;    /* when it went there; ABSENCE: when samples last came */
  gboolean         has_since;
} SolAlarm;

/* FALSE with %SOL_SIGNAL_ERROR_SETTINGS: the error names the field, its value and range */
gboolean sol_alarm_check  (const SolAlarmSettings  *settings,
                           GError                 **error);

void     sol_alarm_init   (SolAlarm                *self,
                           const SolAlarmSettings  *settings);

/**
 * sol_alarm_next:
 * @at: (inout): the sample of @piece to go on at, 0 for a new piece; moved behind the event, or to the end
 *
 * For alarms of levels; others do nothing here. Samples that are no number count for nothing, a gap ends nothing.
 * Cost: some 2 ns a sample.
 *
 * Returns: %TRUE with @event, to be called again for the same piece; %FALSE at its end
 */
gboolean sol_alarm_next   (SolAlarm                *self,
                           const SolPiece          *piece,
                           gsize                   *at,
                           SolAlarmEvent           *event);

/**
 * sol_alarm_tick:
 * @has_come: whether anything came since the last call
 * @now_ns: Unix time
 *
 * For ABSENCE, from time to time; others do nothing here. The wait begins with the first call.
 *
 * Returns: %TRUE with @event
 */
gboolean sol_alarm_tick   (SolAlarm                *self,
                           gboolean                 has_come,
                           gint64                   now_ns,
                           SolAlarmEvent           *event);

/**
 * sol_alarm_note_mask:
 * @trigger_ns: of the picture, for the end's time
 *
 * For MASK, once a picture. Returns: %TRUE with @event
 */
gboolean sol_alarm_note_mask (SolAlarm             *self,
                              const SolMaskResult  *result,
                              gint64                trigger_ns,
                              SolAlarmEvent        *event);

G_END_DECLS
