/* sol-scope-scale.c: what values a trace's picture reaches from and to
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-scope-geometry.h"

#include "sol-plot.h"

#define SHRINK_AFTER_US (2 * G_USEC_PER_SEC)
#define SHRINK_BELOW 0.4
#define TOUCH 0.02          /* of the height: a signal nearer to the edge than this makes the scale grow */
#define AIR 0.06            /* of the signal's range, above and below it */
#define SMALLEST_SPAN 1e-12 /* of the values' size: below, floats have no more steps */
#define LARGEST_SPAN 1e30
#define LEAST_DIVISIONS 5
#define ROUNDING 1e-9

void
sol_scope_scale_fit (SolScopeScale *scale,
                     double         low,
                     double         high)
{
  double air, step;

  if (!(low <= high) || !isfinite (high - low))
    return;
  if (high - low <= SMALLEST_SPAN * MAX (fabs (low), fabs (high)))
    {
      double half = low != 0 ? fabs (low) * 0.1 : 1;

      low -= half;
      high += half;
    }
  air = (high - low) * AIR;
  step = sol_plot_tick_step (high - low + 2 * air, LEAST_DIVISIONS);
  scale->bottom = floor ((low - air) / step) * step;
  scale->top = ceil ((high + air) / step) * step;
  scale->small_since_us = 0;
}

gboolean
sol_scope_scale_follow (SolScopeScale *scale,
                        double         low,
                        double         high,
                        gint64         now_us)
{
  double height = scale->top - scale->bottom;

  if (!scale->is_auto || !(low <= high))
    return FALSE;
  if (low < scale->bottom + TOUCH * height || high > scale->top - TOUCH * height || !(height > 0))
    {
      sol_scope_scale_fit (scale, low, high);
      return TRUE;
    }
  if (high - low >= SHRINK_BELOW * height || low == high)
    {
      scale->small_since_us = 0;
      return FALSE;
    }
  if (scale->small_since_us == 0)
    scale->small_since_us = now_us;
  if (now_us - scale->small_since_us < SHRINK_AFTER_US)
    return FALSE;
  sol_scope_scale_fit (scale, low, high);
  return scale->top - scale->bottom != height;
}

void
sol_scope_scale_zoom (SolScopeScale *scale,
                      double         pointer,
                      double         factor)
{
  double height = scale->top - scale->bottom;
  double fixed = scale->top - pointer * height;
  double wanted = height * factor;

  if (!(wanted > SMALLEST_SPAN * MAX (fabs (fixed), 1e-18)) || wanted > LARGEST_SPAN)
    return;
  scale->top = fixed + pointer * wanted;
  scale->bottom = scale->top - wanted;
  scale->is_auto = FALSE;
}

void
sol_scope_scale_pan (SolScopeScale *scale,
                     double         fraction)
{
  double moves = (scale->top - scale->bottom) * fraction;

  scale->top -= moves;
  scale->bottom -= moves;
  scale->is_auto = FALSE;
}

double
sol_scope_scale_get_step (const SolScopeScale *scale)
{
  double span = scale->top - scale->bottom;

  return span > 0 ? sol_plot_tick_step (span * (1 + ROUNDING), LEAST_DIVISIONS) : 0;
}

void
sol_scope_scale_set_step (SolScopeScale *scale,
                          double         per_div)
{
  double middle = sol_scope_scale_get_middle (scale), half = per_div * SOL_SCOPE_VALUE_DIVISIONS / 2;

  if (!(per_div > SMALLEST_SPAN * fabs (middle)) || !(per_div > 0) || !(half < LARGEST_SPAN))
    return;
  scale->bottom = middle - half;
  scale->top = middle + half;
  scale->is_auto = FALSE;
}

double
sol_scope_scale_get_middle (const SolScopeScale *scale)
{
  return (scale->top + scale->bottom) / 2;
}

void
sol_scope_scale_set_middle (SolScopeScale *scale,
                            double         middle)
{
  double half = (scale->top - scale->bottom) / 2;

  if (!isfinite (middle) || !(half > SMALLEST_SPAN * fabs (middle)))
    return;
  scale->bottom = middle - half;
  scale->top = middle + half;
  scale->is_auto = FALSE;
}

/* The place of @per_div among 1, 2, 5, 10 …, in thirds of a decade */
static int
find_step (double per_div)
{
  double decade = floor (log10 (per_div) + ROUNDING);
  double mantissa = per_div / pow (10, decade);

  return 3 * (int) decade + (mantissa > 4.99 ? 2 : mantissa > 1.99 ? 1 : 0);
}

double
sol_scope_value_step (double per_div,
                      int    steps)
{
  static const double factors[] = { 1, 2, 5 };
  int place;

  if (!(per_div > 0) || !isfinite (per_div))
    return per_div;
  place = find_step (per_div) + steps;
  return factors[((place % 3) + 3) % 3] * pow (10, floor (place / 3.0));
}
