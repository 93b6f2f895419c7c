/* sol-scope-geometry.c: time bases, zoom and pan of the scope's picture, as plain functions
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-scope-geometry.h"

#define MINUTE_NS (60 * G_GINT64_CONSTANT (1000000000))
#define PERIODS_SHOWN 4

gint64
sol_scope_window_get_span (const SolScopeWindow *window)
{
  return window->per_div_ns * SOL_SCOPE_DIVISIONS;
}

gint64
sol_scope_window_get_end (const SolScopeWindow *window)
{
  return window->begin_ns + sol_scope_window_get_span (window);
}

double
sol_scope_window_get_position (const SolScopeWindow *window)
{
  return (double) (window->zero_ns - window->begin_ns) / sol_scope_window_get_span (window);
}

SolScopeWindow
sol_scope_window_at (gint64 zero_ns,
                     double position,
                     gint64 per_div_ns)
{
  SolScopeWindow window = { 0, zero_ns, per_div_ns };

  window.begin_ns = zero_ns - (gint64) (position * sol_scope_window_get_span (&window));
  return window;
}

void
sol_scope_window_zoom (SolScopeWindow *window,
                       double          pointer,
                       gint64          per_div_ns)
{
  double grows = (double) (per_div_ns - window->per_div_ns) * SOL_SCOPE_DIVISIONS;

  window->begin_ns -= (gint64) (pointer * grows);
  window->per_div_ns = per_div_ns;
}

void
sol_scope_window_pan (SolScopeWindow *window,
                      double          fraction)
{
  window->begin_ns -= (gint64) (fraction * sol_scope_window_get_span (window));
}

void
sol_scope_window_clamp (SolScopeWindow *window,
                        gint64          first_ns,
                        gint64          last_ns)
{
  gint64 half = sol_scope_window_get_span (window) / 2;

  window->begin_ns = CLAMP (window->begin_ns, first_ns - half, MAX (first_ns, last_ns) - half);
}

/* 1 µs, 2 µs, 5 µs … 50 s, 1 min, 2, 5, 10, 20 min, 1 h. Returns: 0 behind the end */
static gint64
time_base_at (guint i)
{
  static const gint64 factors[] = { 1, 2, 5 };
  static const gint64 minutes[] = { 1, 2, 5, 10, 20, 60 };
  const guint n_decimal = 24;
  gint64 decade = SOL_SCOPE_TIME_BASE_MIN_NS;

  if (i >= n_decimal)
    return i - n_decimal < G_N_ELEMENTS (minutes) ? minutes[i - n_decimal] * MINUTE_NS : 0;
  for (guint power = i / 3; power > 0; power--)
    decade *= 10;
  return decade * factors[i % 3];
}

gint64
sol_scope_time_base_step (gint64 per_div_ns,
                          int    steps)
{
  int i = 0;

  while (time_base_at (i + 1) != 0 && time_base_at (i + 1) <= per_div_ns)
    i++;
  i += steps;
  while (i > 0 && time_base_at (i) == 0)
    i--;
  return time_base_at (MAX (i, 0));
}

gint64
sol_scope_time_base_for (double frequency_hz)
{
  double per_div_ns = PERIODS_SHOWN * 1e9 / frequency_hz / SOL_SCOPE_DIVISIONS;
  gint64 below;

  if (!(per_div_ns > SOL_SCOPE_TIME_BASE_MIN_NS))
    return SOL_SCOPE_TIME_BASE_MIN_NS;
  below = sol_scope_time_base_step ((gint64) MIN (per_div_ns, SOL_SCOPE_TIME_BASE_MAX_NS), 0);
  return per_div_ns > 1.5 * below ? sol_scope_time_base_step (below, 1) : below;
}

gint64
sol_scope_roll_end (gint64 shown_ns,
                    gint64 newest_ns,
                    gint64 elapsed_ns,
                    gint64 lag_ns)
{
  gint64 end_ns = shown_ns + MAX (elapsed_ns, 0);

  if (shown_ns == 0 || newest_ns - end_ns > 2 * lag_ns || shown_ns - newest_ns > lag_ns)
    return newest_ns;
  return MAX (shown_ns, MIN (end_ns, newest_ns));
}

gint64
sol_scope_align (gint64 begin_ns,
                 gint64 span_ns,
                 guint  n_columns)
{
  gint64 column_ns = n_columns > 0 ? span_ns / n_columns : 0;

  return column_ns > 1 ? begin_ns - begin_ns % column_ns : begin_ns;
}
