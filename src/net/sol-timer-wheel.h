/* sol-timer-wheel.h: many coarse deadlines in slots of a quarter second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-clock.h"

G_BEGIN_DECLS

#define SOL_TIMER_WHEEL_TICK_MS 250

typedef struct _SolTimerWheel SolTimerWheel;
typedef struct _SolTimer SolTimer;

typedef void (*SolTimerFunc) (SolTimer *timer);

/* Embedded in what waits; zeroed it is not armed */
struct _SolTimer
{
  SolTimer     *next;
  SolTimer     *previous;
  SolTimerFunc  func;
  guint32       due_tick;
};

/**
 * sol_timer_wheel_new:
 * @context: (nullable): where its one source is attached; it wakes only for slots that hold a timer
 *
 * All functions belong to the thread that runs @context.
 */
SolTimerWheel *sol_timer_wheel_new     (GMainContext   *context,
                                        const SolClock *clock);

/**
 * sol_timer_wheel_arm:
 * @delay_ms: fires no sooner, and at most one tick later
 *
 * O(1). An armed timer is moved. Deadlines that every message would push on are not moved: look at
 * the last activity when the timer fires, and arm it anew for what is left.
 */
void           sol_timer_wheel_arm     (SolTimerWheel  *self,
                                        SolTimer       *timer,
                                        gint64          delay_ms);
void           sol_timer_wheel_disarm  (SolTimerWheel  *self,
                                        SolTimer       *timer);

/* Fires what is due by the clock; the source calls it, and tests with a clock of their own */
void           sol_timer_wheel_advance (SolTimerWheel  *self);

void           sol_timer_wheel_free    (SolTimerWheel  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolTimerWheel, sol_timer_wheel_free)

G_END_DECLS
