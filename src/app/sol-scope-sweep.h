/* sol-scope-sweep.h: when the picture is taken: trigger, free run or roll
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-acquisition.h"
#include "sol-scope-geometry.h"

G_BEGIN_DECLS

/* As on a bench */
typedef enum
{
  SOL_SCOPE_STATUS_AUTO,      /* no trigger: runs freely */
  SOL_SCOPE_STATUS_READY,     /* waits for a trigger, or for samples */
  SOL_SCOPE_STATUS_TRIGGERED,
  SOL_SCOPE_STATUS_STOP,
} SolScopeStatus;

/* Decides which window is shown. Plain data, no GTK: the view advances it once a frame. */
typedef struct
{
  /* Settings; sol_scope_sweep_restart () when trigger or time base changed */
  SolTrigger     trigger;
  SolTriggerMode mode;
  double         position;        /* of the trigger in the picture, 0..1; below 0 it is out of sight at the left */
  gint64         holdoff_ns;
  gint64         per_div_ns;

  /* State */
  SolScopeStatus status;
  gint64         trigger_ns;      /* of the picture shown; 0: none found */
  gint64         not_before_ns;   /* older triggers do not count, for a single picture */
  gint64         roll_end_ns;     /* 0: not rolling */
  gint64         advanced_us;     /* monotonic time of the last advance */
  gint64         fresh_us;        /* monotonic time at which samples last came */
  guint          generation;
  gboolean       is_started;
  const SolChannel *channel;      /* borrowed, and only compared */
  SolScopeWindow window;
  SolTriggerReader reader;
} SolScopeSweep;

void     sol_scope_sweep_init    (SolScopeSweep *self);

/* Looks for the trigger anew in what came last: after a change of trigger or time base */
void     sol_scope_sweep_restart (SolScopeSweep *self);

/**
 * sol_scope_sweep_advance:
 * @channel: the one that triggers, or leads when nothing does
 * @uses_trigger: %FALSE: always free
 * @now_us: monotonic clock
 *
 * Takes the newest picture that is complete, and never one older than the last. Without a trigger for 0.2 s, or for as
 * long as the picture or a message and a half is, auto mode runs freely, and so it does before the first trigger: slow
 * pictures roll, fast ones show the newest.
 *
 * Returns: whether the window changed
 */
gboolean sol_scope_sweep_advance (SolScopeSweep *self,
                                  SolChannel    *channel,
                                  gboolean       uses_trigger,
                                  gint64         now_us);

/* How many pictures became complete since the last restart */
guint64  sol_scope_sweep_get_n_acquired (const SolScopeSweep *self);

/* How long one message's samples last; 0 when it cannot be told */
gint64   sol_scope_sweep_get_lag (const SolChannelStats *stats);

G_END_DECLS
