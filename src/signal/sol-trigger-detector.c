/* sol-trigger-detector.c: finds triggers in samples as they come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-trigger-detector.h"

#include <math.h>

#define UP 0
#define DOWN 1
#define NEVER_NS G_MAXINT64
#define MAX_S 1e9         /* so that no time overflows */

/* Where a step looks: one sample and the one before it */
typedef struct
{
  const SolPiece *piece;
  gsize           i;
  double          from, to;  /* @from is no number when @to follows nothing */
  gint64          from_ns;
} Spot;

static SolSlope
make_slope (double sign,
            double level,
            double hysteresis)
{
  return (SolSlope) { sign, sign * level, sign * level - hysteresis, FALSE };
}

/* Returns: whether the level was reached just now; then the sample before was below it */
static inline gboolean
slope_step (SolSlope *self,
            double    value)
{
  double turned = self->sign * value;
  gboolean was_armed = self->is_armed;

  if (turned >= self->level)
    {
      self->is_armed = FALSE;
      return was_armed;
    }
  self->is_armed |= turned <= self->armed_below;
  return FALSE;
}

static gint64
get_crossing (const Spot *spot,
              double      level)
{
  gint64 to_ns = sol_piece_get_time (spot->piece, spot->i);
  double part = (level - spot->from) / (spot->to - spot->from);

  /* Huge numbers have differences that are none */
  return part >= 0.0 && part <= 1.0 ? spot->from_ns + (gint64) (part * (double) (to_ns - spot->from_ns)) : to_ns;
}

static gboolean
step_edge (SolTriggerDetector *self,
           const Spot         *spot,
           SolTriggerEvent    *event)
{
  gboolean is_up = slope_step (&self->slopes[UP], spot->to) && self->trigger.edge != SOL_EDGE_FALLING;
  gboolean is_down = slope_step (&self->slopes[DOWN], spot->to) && self->trigger.edge != SOL_EDGE_RISING;

  if (!is_up && !is_down)
    return FALSE;
  *event = (SolTriggerEvent) { get_crossing (spot, self->trigger.level), 0.0 };
  return TRUE;
}

static gboolean
has_width (const SolTrigger *trigger,
           double            width_s)
{
  switch (trigger->pulse_rule)
    {
    case SOL_PULSE_SHORTER:
      return width_s < trigger->longest_s;
    case SOL_PULSE_LONGER:
      return width_s > trigger->shortest_s;
    case SOL_PULSE_WITHIN:
    default:
      return width_s >= trigger->shortest_s && width_s <= trigger->longest_s;
    }
}

/* An edge that begins one pulse and ends the other. Returns: whether the other is of the kind and width wanted */
static gboolean
note_pulse_edge (SolTriggerDetector *self,
                 int                 begun,
                 SolEdge             unwanted,
                 gint64              t_ns,
                 SolTriggerEvent    *event)
{
  int ended = begun == UP ? DOWN : UP;
  gboolean has_start = self->has_start[ended];

  *event = (SolTriggerEvent) { t_ns, (double) (t_ns - self->start_ns[ended]) * 1e-9 };
  self->has_start[ended] = FALSE;
  self->has_start[begun] = TRUE;
  self->start_ns[begun] = t_ns;
  return has_start && self->trigger.edge != unwanted && has_width (&self->trigger, event->width_s);
}

static gboolean
step_pulse (SolTriggerDetector *self,
            const Spot         *spot,
            SolTriggerEvent    *event)
{
  gboolean is_up = slope_step (&self->slopes[UP], spot->to), is_down = slope_step (&self->slopes[DOWN], spot->to);

  if (is_up)
    return note_pulse_edge (self, UP, SOL_EDGE_RISING, get_crossing (spot, self->trigger.level), event);
  if (is_down)
    return note_pulse_edge (self, DOWN, SOL_EDGE_FALLING, get_crossing (spot, self->trigger.level), event);
  return FALSE;
}

/* The sample before was on the other side of the border, or this one would have been noticed earlier */
static gboolean
step_window (SolTriggerDetector *self,
             const Spot         *spot,
             SolTriggerEvent    *event)
{
  const SolTrigger *trigger = &self->trigger;
  double lower = trigger->level, upper = trigger->upper_level, value = spot->to;
  gboolean enters = trigger->window_rule == SOL_WINDOW_ENTERS, is_inside = value >= lower && value <= upper;
  double margin = enters ? trigger->hysteresis : -MIN (trigger->hysteresis, (upper - lower) * 0.49);
  gboolean is_far = value < lower - margin || value > upper + margin;

  if (is_inside == enters && self->is_armed)
    {
      double from_below = enters ? spot->from < lower : value < lower;

      self->is_armed = FALSE;
      *event = (SolTriggerEvent) { get_crossing (spot, from_below ? lower : upper), 0.0 };
      return TRUE;
    }
  self->is_armed |= is_inside != enters && is_far == enters;
  return FALSE;
}

/* What a crossing, or the first sample, means to the wait */
static void
wait_from (SolTriggerDetector *self,
           gint64              t_ns,
           gboolean            is_above)
{
  SolEdge edge = self->trigger.edge;

  if (edge == SOL_EDGE_EITHER || (edge == SOL_EDGE_RISING) == is_above)
    self->due_ns = t_ns + (gint64) (self->trigger.shortest_s * 1e9);
  else
    self->due_ns = NEVER_NS;
}

static gboolean
step_timeout (SolTriggerDetector *self,
              const Spot         *spot,
              SolTriggerEvent    *event)
{
  gboolean is_up = slope_step (&self->slopes[UP], spot->to), is_down = slope_step (&self->slopes[DOWN], spot->to);
  gint64 t_ns = sol_piece_get_time (spot->piece, spot->i);
  gboolean is_over;

  if (is_up || is_down)
    t_ns = get_crossing (spot, self->trigger.level);
  is_over = t_ns >= self->due_ns;
  *event = (SolTriggerEvent) { self->due_ns, 0.0 };
  if (is_over)
    self->due_ns = NEVER_NS;
  if (is_up || is_down || isnan (spot->from))
    wait_from (self, t_ns, is_up || (!is_down && spot->to >= self->trigger.level));
  return is_over;
}

/* A pulse that a crossing of one level has begun; @is_full: it passes the other one, @is_over: it has come back */
static gboolean
step_runt_side (SolTriggerDetector *self,
                int                 side,
                gboolean            is_full,
                gboolean            is_over,
                const Spot         *spot,
                double              level,
                SolTriggerEvent    *event)
{
  if (!self->has_start[side] || (!is_full && !is_over))
    return FALSE;
  self->has_start[side] = FALSE;
  if (is_full)
    return FALSE;
  event->t_ns = get_crossing (spot, level);
  event->width_s = (double) (event->t_ns - self->start_ns[side]) * 1e-9;
  return TRUE;
}

static void
begin_runt (SolTriggerDetector *self,
            int                 side,
            SolEdge             unwanted,
            const Spot         *spot,
            double              level)
{
  if (!slope_step (&self->slopes[side], spot->to) || self->trigger.edge == unwanted)
    return;
  self->has_start[side] = TRUE;
  self->start_ns[side] = get_crossing (spot, level);
}

static gboolean
step_runt (SolTriggerDetector *self,
           const Spot         *spot,
           SolTriggerEvent    *event)
{
  double lower = self->trigger.level, upper = self->trigger.upper_level, value = spot->to;

  begin_runt (self, UP, SOL_EDGE_FALLING, spot, lower);
  begin_runt (self, DOWN, SOL_EDGE_RISING, spot, upper);
  return step_runt_side (self, UP, value >= upper, value < lower, spot, lower, event)
         || step_runt_side (self, DOWN, value <= lower, value > upper, spot, upper, event);
}

typedef gboolean (*Step) (SolTriggerDetector *self, const Spot *spot, SolTriggerEvent *event);

/* Inlined with each step, so that a sample costs no call */
static inline gboolean
scan (SolTriggerDetector *self,
      const SolPiece     *piece,
      gsize              *at,
      SolTriggerEvent    *event,
      Step                step)
{
  for (gsize i = *at; i < piece->n; i++)
    {
      Spot spot = { piece, i, self->last, piece->values[i], self->last_ns };
      gboolean is_found = FALSE;

      if (i > 0)
        spot.from_ns = sol_piece_get_time (piece, i - 1);
      if (isnan (spot.to))
        sol_trigger_detector_restart (self);
      else
        is_found = step (self, &spot, event);
      self->last = spot.to;
      *at = i + 1;
      if (is_found)
        return TRUE;
    }
  if (piece->n > 0)
    self->last_ns = sol_piece_get_time (piece, piece->n - 1);
  return FALSE;
}

void
sol_trigger_detector_init (SolTriggerDetector *self,
                           const SolTrigger   *trigger)
{
  double hysteresis = MAX (trigger->hysteresis, 0.0);
  double down_level = trigger->kind == SOL_TRIGGER_RUNT ? trigger->upper_level : trigger->level;

  *self = (SolTriggerDetector) { .trigger = *trigger };
  self->trigger.hysteresis = hysteresis;
  self->trigger.shortest_s = CLAMP (trigger->shortest_s, 0.0, MAX_S);
  self->slopes[UP] = make_slope (1.0, trigger->level, hysteresis);
  self->slopes[DOWN] = make_slope (-1.0, down_level, hysteresis);
  sol_trigger_detector_restart (self);
}

void
sol_trigger_detector_restart (SolTriggerDetector *self)
{
  self->slopes[UP].is_armed = self->slopes[DOWN].is_armed = FALSE;
  self->has_start[UP] = self->has_start[DOWN] = FALSE;
  self->is_armed = FALSE;
  self->due_ns = NEVER_NS;
  self->last = NAN;
}

gboolean
sol_trigger_detector_next (SolTriggerDetector *self,
                           const SolPiece     *piece,
                           gsize              *at,
                           SolTriggerEvent    *event)
{
  if (*at == 0 && piece->is_after_gap)
    sol_trigger_detector_restart (self);
  switch (self->trigger.kind)
    {
    case SOL_TRIGGER_PULSE:
      return scan (self, piece, at, event, step_pulse);
    case SOL_TRIGGER_WINDOW:
      return scan (self, piece, at, event, step_window);
    case SOL_TRIGGER_TIMEOUT:
      return scan (self, piece, at, event, step_timeout);
    case SOL_TRIGGER_RUNT:
      return scan (self, piece, at, event, step_runt);
    case SOL_TRIGGER_EDGE:
    default:
      return scan (self, piece, at, event, step_edge);
    }
}
