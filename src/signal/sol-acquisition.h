/* sol-acquisition.h: which triggers become pictures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-trigger-detector.h"

#include "sol-channel.h"

G_BEGIN_DECLS

/* As on a bench */
typedef enum
{
  SOL_ACQUISITION_AUTO,      /* no trigger for a while: runs freely, shows the newest */
  SOL_ACQUISITION_READY,     /* waits for a trigger, or for samples */
  SOL_ACQUISITION_TRIGGERED, /* shows the newest complete picture */
  SOL_ACQUISITION_STOPPED,   /* the picture stands; samples are kept all the same */
} SolAcquisitionState;

/* Plain data without a clock. A trigger is taken when it comes the hold-off and a whole picture after the one before;
 * the picture is complete when the samples behind the trigger have come. */
typedef struct
{
  /* Settings; may be changed at any time */
  SolTriggerMode mode;
  gint64         span_ns;      /* the picture's length */
  double         position;     /* of the trigger in it, 0..1: what is before it is the pre-trigger part */
  gint64         holdoff_ns;   /* from one trigger to the next at least; 0: none */
  gint64         patience_ns;  /* without a trigger for so long, AUTO runs freely; never less than the span */
  gint64         silence_us;   /* nothing has come for so long: READY */

  /* State; read only */
  SolAcquisitionState state;
  gint64  trigger_ns;          /* of the newest complete picture; 0: none yet */
  guint64 n_acquired;          /* complete pictures since sol_acquisition_run() */
  gint64  pending_ns;          /* a trigger whose picture is not complete; 0: none */
  gint64  not_before_ns;       /* older triggers do not count */
  gint64  newest_ns, fresh_us; /* the newest sample, and when it came */
} SolAcquisition;

/* 0.5 in the middle of 2 s, AUTO after 0.2 s, silent after 1.5 s; READY */
void     sol_acquisition_init     (SolAcquisition *self);

/* Run or Single was pressed: READY. @not_before_ns: Unix time, usually of the newest sample; 0: any trigger counts */
void     sol_acquisition_run      (SolAcquisition *self,
                                   gint64          not_before_ns);
void     sol_acquisition_stop     (SolAcquisition *self);

/**
 * sol_acquisition_offer:
 * @t_ns: Unix time of a trigger, later than those before it
 *
 * Returns: %TRUE when the picture before it is complete by this: trigger_ns is new
 */
gboolean sol_acquisition_offer    (SolAcquisition *self,
                                   gint64          t_ns);

/**
 * sol_acquisition_advance:
 * @newest_ns: Unix time of the newest sample
 * @now_us: monotonic clock, to tell silence
 *
 * After the triggers up to @newest_ns were offered.
 *
 * Returns: %TRUE when a picture became complete
 */
gboolean sol_acquisition_advance  (SolAcquisition *self,
                                   gint64          newest_ns,
                                   gint64          now_us);

/* Where the newest complete picture begins; trigger_ns − position · span */
gint64   sol_acquisition_get_begin (const SolAcquisition *self);

/* A trigger, its detector and what was looked at of a channel; the page's or the measurement's own */
typedef struct
{
  SolTriggerDetector detector;
  SolAcquisition     acquisition;
  guint64            index;     /* the next sample to look at */
  gint64             last_ns;
  SolPieceBuffer     buffer;
} SolTriggerReader;

/* Called for each complete picture, for statistics over all of them */
typedef void (*SolAcquiredFunc) (gint64   trigger_ns,
                                 gpointer user_data);

void     sol_trigger_reader_init  (SolTriggerReader   *self,
                                   const SolTrigger   *trigger);

/* After a change of trigger or channel: looks at what is in @channel from @from_ns on, and forgets the picture */
void     sol_trigger_reader_start (SolTriggerReader   *self,
                                   SolChannel         *channel,
                                   gint64              from_ns);

/**
 * sol_trigger_reader_advance:
 * @acquired: (nullable) (scope call)
 *
 * Cost: O(samples that came since the last call). A source whose clock was set back starts anew.
 *
 * Returns: how many pictures became complete; the newest is acquisition.trigger_ns
 */
guint    sol_trigger_reader_advance (SolTriggerReader *self,
                                     SolChannel       *channel,
                                     gint64            now_us,
                                     SolAcquiredFunc   acquired,
                                     gpointer          user_data);

/**
 * sol_trigger_find:
 * @after_ns, @before_ns: Unix time; a pulse must begin and end between them
 * @found_ns: (out): the newest trigger there, of whatever kind
 *
 * For a picture that stands, when its trigger's settings change. Cost: of an edge O(log n) by the pyramid where the
 * signal stays on one side, else O(samples between the two), 5 ns each.
 */
gboolean sol_trigger_find         (SolChannel         *channel,
                                   const SolTrigger   *trigger,
                                   gint64              after_ns,
                                   gint64              before_ns,
                                   gint64             *found_ns);

G_END_DECLS
