/* sol-trigger-detector.h: finds triggers in samples as they come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-piece.h"
#include "sol-trigger.h"

G_BEGIN_DECLS

/* One side of a level: fires where the signal reaches it after it was the hysteresis below. Turned over it is the other
 * side, with the hysteresis above. */
typedef struct
{
  double   sign, level, armed_below;
  gboolean is_armed;
} SolSlope;

/* Plain data; sol_trigger_detector_init() before use. It has no clock: time is that of the samples. One thread. */
typedef struct
{
  SolTrigger trigger;

  /* State */
  SolSlope   slopes[2];      /* up and down; what each level is depends on the kind */
  gboolean   is_armed;       /* WINDOW: the signal was far enough on the other side */
  gboolean   has_start[2];   /* PULSE, RUNT: an up or down edge has begun one; TIMEOUT: waits */
  gint64     start_ns[2];
  gint64     due_ns;         /* TIMEOUT: when the time is over; %G_MAXINT64: not waiting */
  gint64     last_ns;
  double     last;           /* NaN: nothing to interpolate from */
} SolTriggerDetector;

/* What a trigger found, beside its time */
typedef struct
{
  gint64 t_ns;    /* Unix time, between samples */
  double width_s; /* of a pulse or runt; 0 for others */
} SolTriggerEvent;

/* FALSE with %SOL_SIGNAL_ERROR_SETTINGS where the settings cannot be: the error names the field, its value and range */
gboolean sol_trigger_check            (const SolTrigger         *trigger,
                                       GError                  **error);

void     sol_trigger_detector_init    (SolTriggerDetector       *self,
                                       const SolTrigger         *trigger);

/* Forgets the samples so far: what comes does not follow them. A piece after a gap does the same by itself. */
void     sol_trigger_detector_restart (SolTriggerDetector       *self);

/**
 * sol_trigger_detector_next:
 * @at: (inout): the sample of @piece to go on at, 0 for a new piece; moved behind the event, or to the end
 *
 * A sample that is no number interrupts: nothing is found across it.
 *
 * Cost: some 2 ns a sample, no allocation.
 *
 * Returns: %TRUE with @event, to be called again for the same piece; %FALSE at its end
 */
gboolean sol_trigger_detector_next    (SolTriggerDetector       *self,
                                       const SolPiece           *piece,
                                       gsize                    *at,
                                       SolTriggerEvent          *event);

G_END_DECLS
