/* sol-measure-transitions.c: rise and fall, and what goes beyond the levels around them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-measure-private.h"

#include <math.h>

/* Source: IEEE 181-2011, 5.3 (transition duration, 10 % and 90 % reference levels) and 5.5 (aberrations in the three
 * transition durations before and after). A falling transition is a rising one of the signal turned over. */

#define LOW_REFERENCE 0.1
#define HIGH_REFERENCE 0.9
#define REGION 3.0      /* transition durations */

typedef struct
{
  const SolStretch *stretch;
  double            sign;                  /* -1: turned over */
  double            base, low, mid, high, top; /* after turning over */
  double            duration_sum, overshoot_sum, preshoot_sum;
  guint64           n;
  gsize             start;                 /* the low level was crossed before this sample, if @has_start */
  gboolean          has_start;
} Walk;

static double
get_value (const Walk *self,
           gsize       i)
{
  return self->sign * self->stretch->values[i];
}

/* When the level was crossed between sample @i - 1 and @i */
static double
get_crossing (const Walk *self,
              gsize       i,
              double      level)
{
  double from = get_value (self, i - 1), to = get_value (self, i);
  double from_s = sol_stretch_get_time (self->stretch, i - 1), to_s = sol_stretch_get_time (self->stretch, i);

  return from_s + (to_s - from_s) * (level - from) / (to - from);
}

/* What is highest from sample @i to @until_s, while the signal stays up */
static double
get_highest (const Walk *self,
             gsize       i,
             double      until_s)
{
  double highest = -INFINITY;

  for (; i < self->stretch->n && sol_stretch_get_time (self->stretch, i) <= until_s; i++)
    {
      double value = get_value (self, i);

      if (!(value > self->mid))
        break;
      highest = MAX (highest, value);
    }
  return highest;
}

/* What is lowest from before sample @i back to @since_s, while the signal stays down */
static double
get_lowest (const Walk *self,
            gsize       i,
            double      since_s)
{
  double lowest = INFINITY;

  while (i-- > 0 && sol_stretch_get_time (self->stretch, i) >= since_s)
    {
      double value = get_value (self, i);

      if (!(value < self->mid))
        break;
      lowest = MIN (lowest, value);
    }
  return lowest;
}

/* The low level was crossed before sample @start, the high one before @end */
static void
note_transition (Walk  *self,
                 gsize  start,
                 gsize  end)
{
  double start_s = get_crossing (self, start, self->low), end_s = get_crossing (self, end, self->high);
  double region_s = REGION * (end_s - start_s);

  self->n++;
  self->duration_sum += end_s - start_s;
  self->overshoot_sum += MAX (get_highest (self, end, end_s + region_s) - self->top, 0.0);
  self->preshoot_sum += MAX (self->base - get_lowest (self, start, start_s - region_s), 0.0);
}

static inline void
visit (Walk  *self,
       gsize  i)
{
  double value = get_value (self, i), last = i > 0 ? get_value (self, i - 1) : NAN;

  if (!(value >= self->low))
    self->has_start = FALSE;
  else if (last < self->low)
    {
      self->start = i;
      self->has_start = TRUE;
    }
  if (self->has_start && value >= self->high)
    {
      note_transition (self, self->start, i);
      self->has_start = FALSE;
    }
}

/* Below, at, between, at and above the levels. What stays in a zone that is no level is no step of a transition, and
 * most samples do. No number is 0: it ends what a number there would end. */
static inline int
get_zone (const Walk *up,
          double      value)
{
  return (value >= up->low) + (value > up->low) + (value >= up->high) + (value > up->high);
}

static void
walk (Walk *up,
      Walk *down)
{
  int last = 1;

  for (gsize i = 0; i < up->stretch->n; i++)
    {
      int zone = get_zone (up, up->stretch->values[i]);

      if (zone != last || zone % 2 != 0)
        {
          visit (up, i);
          visit (down, i);
        }
      last = zone;
    }
}

static Walk
make_walk (const SolStretch     *stretch,
           const SolMeasurement *measurement,
           double                sign)
{
  double amplitude = measurement->amplitude;
  Walk self = { .stretch = stretch, .sign = sign };

  self.base = sign > 0.0 ? measurement->base : -measurement->top;
  self.top = self.base + amplitude;
  self.low = self.base + LOW_REFERENCE * amplitude;
  self.mid = self.base + 0.5 * amplitude;
  self.high = self.base + HIGH_REFERENCE * amplitude;
  return self;
}

void
sol_measure_transitions (const SolStretch *stretch,
                         SolMeasurement   *measurement)
{
  Walk up = make_walk (stretch, measurement, 1.0), down = make_walk (stretch, measurement, -1.0);
  double amplitude = measurement->amplitude;

  if (amplitude > 0.0)
    walk (&up, &down);
  measurement->rise_s = up.duration_sum / (double) up.n;
  measurement->overshoot = up.overshoot_sum / (double) up.n / amplitude;
  measurement->preshoot = up.preshoot_sum / (double) up.n / amplitude;
  measurement->fall_s = down.duration_sum / (double) down.n;
  measurement->fall_overshoot = down.overshoot_sum / (double) down.n / amplitude;
  measurement->fall_preshoot = down.preshoot_sum / (double) down.n / amplitude;
}
