/* sol-timer-wheel.c: many coarse deadlines in slots of a quarter second
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-timer-wheel.h"

#define N_SLOTS 512
#define TICK_US (SOL_TIMER_WHEEL_TICK_MS * G_GINT64_CONSTANT (1000))
#define NEVER G_MAXUINT32

struct _SolTimerWheel
{
  GSource        *source;  /* owned */
  const SolClock *clock;
  gint64          start_us;
  guint32         now_tick;   /* all slots up to it have been fired */
  guint32         wake_tick;  /* when the source is to wake; NEVER while nothing waits */
  guint           n_timers;
  SolTimer        slots[N_SLOTS]; /* heads of circular lists */
};

static guint32
sol_timer_wheel_read_tick (SolTimerWheel *self)
{
  return (guint32) ((sol_clock_now_us (self->clock) - self->start_us) / TICK_US);
}

static void
sol_timer_wheel_wake_at (SolTimerWheel *self,
                         guint32        tick)
{
  gint64 due_us = self->start_us + (gint64) tick * TICK_US;

  /* The source knows the system's clock alone */
  self->wake_tick = tick;
  g_source_set_ready_time (
      self->source,
      tick == NEVER ? -1
                    : g_get_monotonic_time () + MAX (0, due_us - sol_clock_now_us (self->clock)));
}

/* The next slot that holds a timer, though it may be one of a later turn of the wheel */
static guint32
sol_timer_wheel_find_next (SolTimerWheel *self)
{
  if (self->n_timers == 0)
    return NEVER;
  for (guint32 tick = self->now_tick + 1; tick <= self->now_tick + N_SLOTS; tick++)
    {
      SolTimer *head = &self->slots[tick % N_SLOTS];

      if (head->next != head)
        return tick;
    }
  return NEVER;
}

static void
sol_timer_unlink (SolTimer *timer)
{
  timer->previous->next = timer->next;
  timer->next->previous = timer->previous;
  timer->next = timer->previous = NULL;
}

static void
sol_timer_link (SolTimer *timer,
                SolTimer *head)
{
  timer->next = head;
  timer->previous = head->previous;
  head->previous->next = timer;
  head->previous = timer;
}

/* Moves what is due to @due first: a function called may arm and disarm any timer */
static void
sol_timer_wheel_fire_slot (SolTimerWheel *self,
                           guint32        tick)
{
  SolTimer *head = &self->slots[tick % N_SLOTS];
  SolTimer due = { &due, &due, NULL, 0 };

  for (SolTimer *timer = head->next, *next; timer != head; timer = next)
    {
      next = timer->next;
      if (timer->due_tick > tick)
        continue;
      sol_timer_unlink (timer);
      sol_timer_link (timer, &due);
    }
  while (due.next != &due)
    {
      SolTimer *timer = due.next;

      sol_timer_unlink (timer);
      self->n_timers--;
      timer->func (timer);
    }
}

void
sol_timer_wheel_advance (SolTimerWheel *self)
{
  guint32 target = sol_timer_wheel_read_tick (self);

  /* After a long sleep one turn visits every slot, and each timer knows its tick */
  if (target - self->now_tick > N_SLOTS)
    self->now_tick = target - N_SLOTS;
  while (self->now_tick < target)
    {
      self->now_tick++;
      sol_timer_wheel_fire_slot (self, self->now_tick);
    }
  sol_timer_wheel_wake_at (self, sol_timer_wheel_find_next (self));
}

static gboolean
advance_cb (gpointer user_data)
{
  sol_timer_wheel_advance (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
source_dispatch (GSource     *source,
                 GSourceFunc  callback,
                 gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

SolTimerWheel *
sol_timer_wheel_new (GMainContext   *context,
                     const SolClock *clock)
{
  SolTimerWheel *self = g_new0 (SolTimerWheel, 1);

  for (guint i = 0; i < N_SLOTS; i++)
    self->slots[i].next = self->slots[i].previous = &self->slots[i];
  self->clock = clock;
  self->start_us = sol_clock_now_us (clock);
  self->wake_tick = NEVER;
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, advance_cb, self, NULL);
  g_source_set_static_name (self->source, "sol-timer-wheel");
  g_source_attach (self->source, context);
  return self;
}

void
sol_timer_wheel_arm (SolTimerWheel *self,
                     SolTimer      *timer,
                     gint64         delay_ms)
{
  gint64 passed_us = sol_clock_now_us (self->clock) - self->start_us;
  guint32 tick = (guint32) ((passed_us + delay_ms * 1000 + TICK_US - 1) / TICK_US);

  sol_timer_wheel_disarm (self, timer);
  timer->due_tick = MAX (tick, self->now_tick + 1);
  sol_timer_link (timer, &self->slots[timer->due_tick % N_SLOTS]);
  self->n_timers++;
  if (timer->due_tick < self->wake_tick)
    sol_timer_wheel_wake_at (self, timer->due_tick);
}

void
sol_timer_wheel_disarm (SolTimerWheel *self,
                        SolTimer      *timer)
{
  if (timer->next == NULL)
    return;
  sol_timer_unlink (timer);
  self->n_timers--;
}

void
sol_timer_wheel_free (SolTimerWheel *self)
{
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_free (self);
}
