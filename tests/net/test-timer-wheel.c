/* test-timer-wheel.c: coarse deadlines, with a clock of the test's own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-timer-wheel.h"

typedef struct
{
  SolTimer       timer;  /* must be first */
  SolTimerWheel *wheel;
  gint64        *now_us;
  gint64         fired_us;
  guint          n_fired;
  gint64         again_ms;
  SolTimer      *victim;
} Alarm;

typedef struct
{
  SolClock       clock;
  gint64         now_us;
  SolTimerWheel *wheel;
} Fixture;

static gint64
read_us (gpointer user_data)
{
  return *(gint64 *) user_data;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->now_us = 123456789;
  self->clock = (SolClock) { read_us, read_us, &self->now_us };
  self->wheel = sol_timer_wheel_new (NULL, &self->clock);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  sol_timer_wheel_free (self->wheel);
}

static void
alarm_cb (SolTimer *timer)
{
  Alarm *self = (Alarm *) timer;

  self->n_fired++;
  self->fired_us = *self->now_us;
  if (self->again_ms > 0)
    sol_timer_wheel_arm (self->wheel, timer, self->again_ms);
  if (self->victim != NULL)
    sol_timer_wheel_disarm (self->wheel, self->victim);
}

static Alarm
alarm_new (Fixture *self)
{
  return (Alarm) { .timer.func = alarm_cb, .wheel = self->wheel, .now_us = &self->now_us };
}

static void
pass_ms (Fixture *self,
         gint64   ms)
{
  self->now_us += ms * 1000;
  sol_timer_wheel_advance (self->wheel);
}

static void
test_fires_in_time (Fixture       *self,
                    gconstpointer  data)
{
  static const gint64 delays_ms[]
      = { 0, 1, 249, 250, 251, 1500, 90000, 127999, 128000, 128001, 1000000 };

  for (guint i = 0; i < G_N_ELEMENTS (delays_ms); i++)
    {
      Alarm timer = alarm_new (self);
      gint64 begin_us = self->now_us;

      sol_timer_wheel_arm (self->wheel, &timer.timer, delays_ms[i]);
      while (timer.n_fired == 0 && self->now_us - begin_us < (delays_ms[i] + 10000) * 1000)
        pass_ms (self, 10);
      g_assert_cmpuint (timer.n_fired, ==, 1);
      g_assert_cmpint (timer.fired_us - begin_us, >=, delays_ms[i] * 1000);
      g_assert_cmpint (timer.fired_us - begin_us, <=,
                       (delays_ms[i] + 2 * SOL_TIMER_WHEEL_TICK_MS + 10) * 1000);
    }
}

static void
test_fires_after_a_long_sleep (Fixture       *self,
                               gconstpointer  data)
{
  Alarm soon = alarm_new (self), late = alarm_new (self), never = alarm_new (self);

  sol_timer_wheel_arm (self->wheel, &soon.timer, 1000);
  sol_timer_wheel_arm (self->wheel, &late.timer, 3600 * 1000);
  sol_timer_wheel_arm (self->wheel, &never.timer, 24 * 3600 * 1000);
  pass_ms (self, 2 * 3600 * 1000);
  g_assert_cmpuint (soon.n_fired, ==, 1);
  g_assert_cmpuint (late.n_fired, ==, 1);
  g_assert_cmpuint (never.n_fired, ==, 0);
  sol_timer_wheel_disarm (self->wheel, &never.timer);
}

static void
test_disarmed_is_silent (Fixture       *self,
                         gconstpointer  data)
{
  Alarm timer = alarm_new (self);

  sol_timer_wheel_arm (self->wheel, &timer.timer, 500);
  sol_timer_wheel_disarm (self->wheel, &timer.timer);
  sol_timer_wheel_disarm (self->wheel, &timer.timer);
  pass_ms (self, 5000);
  g_assert_cmpuint (timer.n_fired, ==, 0);
}

static void
test_moves_when_armed_again (Fixture       *self,
                             gconstpointer  data)
{
  Alarm timer = alarm_new (self);

  sol_timer_wheel_arm (self->wheel, &timer.timer, 500);
  sol_timer_wheel_arm (self->wheel, &timer.timer, 5000);
  pass_ms (self, 4900);
  g_assert_cmpuint (timer.n_fired, ==, 0);
  pass_ms (self, 1000);
  g_assert_cmpuint (timer.n_fired, ==, 1);
}

static void
test_function_may_arm_and_disarm (Fixture       *self,
                                  gconstpointer  data)
{
  Alarm first = alarm_new (self), second = alarm_new (self);

  /* The same slot: whichever fires first silences the other */
  first.victim = &second.timer;
  second.victim = &first.timer;
  first.again_ms = second.again_ms = 1000;
  sol_timer_wheel_arm (self->wheel, &first.timer, 1000);
  sol_timer_wheel_arm (self->wheel, &second.timer, 1000);
  for (guint i = 0; i < 100; i++)
    pass_ms (self, 50);
  g_assert_cmpuint (MIN (first.n_fired, second.n_fired), ==, 0);
  g_assert_cmpuint (MAX (first.n_fired, second.n_fired), >=, 3);
  g_assert_cmpuint (MAX (first.n_fired, second.n_fired), <=, 5);
  sol_timer_wheel_disarm (self->wheel, &first.timer);
  sol_timer_wheel_disarm (self->wheel, &second.timer);
}

static void
test_source_wakes (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SolTimerWheel) wheel = sol_timer_wheel_new (context, sol_clock_get_system ());
  gint64 now_us = 0;
  Alarm timer = { .timer.func = alarm_cb, .wheel = wheel, .now_us = &now_us };

  sol_timer_wheel_arm (wheel, &timer.timer, 1);
  while (timer.n_fired == 0)
    g_main_context_iteration (context, TRUE);
  g_assert_cmpuint (timer.n_fired, ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/net/timer-wheel/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("fires-in-time", test_fires_in_time);
  ADD ("fires-after-a-long-sleep", test_fires_after_a_long_sleep);
  ADD ("disarmed-is-silent", test_disarmed_is_silent);
  ADD ("moves-when-armed-again", test_moves_when_armed_again);
  ADD ("function-may-arm-and-disarm", test_function_may_arm_and_disarm);
  g_test_add_func ("/net/timer-wheel/source-wakes", test_source_wakes);
  return g_test_run ();
}
