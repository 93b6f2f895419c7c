/* sol-mask.c: where a picture may be
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-signal-error.h"

gboolean
sol_mask_check (const SolMaskPoint  *points,
                guint                n,
                GError             **error)
{
  if (n < 2)
    {
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                   _("The mask has %u points; it needs at least 2"), n);
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean is_later = isfinite (points[i].t_s) && (i == 0 || points[i].t_s > points[i - 1].t_s);

      if (is_later && !(points[i].lo > points[i].hi))
        continue;
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                   _("Point %u of the mask is at %g s from %g to %g: times must increase, and the lower limit be below "
                     "the upper one"), i + 1, points[i].t_s, points[i].lo, points[i].hi);
      return FALSE;
    }
  return TRUE;
}

static void
note_violation (SolMaskResult *result,
                double         t_s,
                double         value,
                gint64         trigger_ns)
{
  if (result->n_violations++ > 0)
    return;
  result->first_ns = trigger_ns + (gint64) (t_s * 1e9);
  result->first_value = value;
}

void
sol_mask_test (const SolMaskPoint *points,
               guint               n,
               const SolStretch   *stretch,
               gint64              trigger_ns,
               SolMaskResult      *result)
{
  double zero_s = (double) (stretch->zero_ns - trigger_ns) * 1e-9;
  guint at = 0;

  *result = (SolMaskResult) { .first_value = NAN };
  for (gsize i = 0; i < stretch->n && n >= 2; i++)
    {
      double t_s = zero_s + sol_stretch_get_time (stretch, i), value = stretch->values[i], part, lo, hi;

      while (at + 2 < n && points[at + 1].t_s < t_s)
        at++;
      if (t_s < points[at].t_s || t_s > points[at + 1].t_s || isnan (value))
        continue;
      part = (t_s - points[at].t_s) / (points[at + 1].t_s - points[at].t_s);
      lo = points[at].lo + part * (points[at + 1].lo - points[at].lo);
      hi = points[at].hi + part * (points[at + 1].hi - points[at].hi);
      result->n_tested++;
      if (value < lo || value > hi)
        note_violation (result, t_s, value, trigger_ns);
    }
}

/* The extremes of what is within @margin_s of @t_s since the stretch's zero; *@begin only goes on */
static SolMaskPoint
get_extremes (const SolStretch *stretch,
              double            t_s,
              double            margin_s,
              gsize            *begin)
{
  SolMaskPoint point = { t_s, INFINITY, -INFINITY };

  while (*begin < stretch->n && sol_stretch_get_time (stretch, *begin) < t_s - margin_s)
    ++*begin;
  for (gsize i = *begin; i < stretch->n && sol_stretch_get_time (stretch, i) <= t_s + margin_s; i++)
    if (!isnan (stretch->values[i]))
      {
        point.lo = MIN (point.lo, stretch->values[i]);
        point.hi = MAX (point.hi, stretch->values[i]);
      }
  if (point.lo > point.hi)
    point.lo = point.hi = NAN;
  return point;
}

void
sol_mask_fill (SolMaskPoint     *points,
               guint             n,
               const SolStretch *stretch,
               gint64            trigger_ns,
               double            margin_s,
               double            margin)
{
  double span_s = stretch->n > 0 ? sol_stretch_get_time (stretch, stretch->n - 1) : 0.0;
  double step_s = span_s / MAX (n - 1, 1);
  gsize begin = 0;

  /* A line between two points must not cut off what lies between them */
  margin_s = MAX (margin_s, step_s);
  for (guint i = 0; i < n; i++)
    {
      points[i] = get_extremes (stretch, i * step_s, margin_s, &begin);
      points[i].t_s += (double) (stretch->zero_ns - trigger_ns) * 1e-9;
      points[i].lo -= margin;
      points[i].hi += margin;
    }
}
