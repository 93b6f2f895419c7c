/* sol-stretch-resample.c: uneven or missing samples made even
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-private.h"

#include <math.h>
#include <string.h>

static gboolean
copy_even (const SolStretch *stretch,
           double           *samples,
           guint             n)
{
  const double *values = stretch->values + stretch->n - n;
  double check = 0.0;

  if (stretch->period_s <= 0.0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      check += values[i] - values[i];
      samples[i] = values[i];
    }
  return check == 0.0;
}

/* The next sample from @i on that is a number, or n */
static gsize
skip (const SolStretch *stretch,
      gsize             i)
{
  while (i < stretch->n && isnan (stretch->values[i]))
    i++;
  return i;
}

/* Between the samples @left and @right; beyond the ends their values stand */
static double
get_between (const SolStretch *stretch,
             gsize             left,
             gsize             right,
             double            t_s)
{
  double left_s = sol_stretch_get_time (stretch, left), right_s;

  if (right >= stretch->n || t_s <= left_s)
    return stretch->values[left];
  right_s = sol_stretch_get_time (stretch, right);
  return stretch->values[left]
         + (stretch->values[right] - stretch->values[left]) * (t_s - left_s) / (right_s - left_s);
}

gboolean
sol_stretch_resample (const SolStretch *stretch,
                      double            rate_hz,
                      double           *samples,
                      guint             n)
{
  gsize left = skip (stretch, 0), right = skip (stretch, left + 1);
  double end_s;

  if (n <= stretch->n && copy_even (stretch, samples, n))
    return FALSE;
  memset (samples, 0, n * sizeof (double));
  if (left >= stretch->n)
    return TRUE;
  end_s = sol_stretch_get_time (stretch, stretch->n - 1);
  for (guint i = 0; i < n; i++)
    {
      double t_s = end_s - (double) (n - 1 - i) / rate_hz;

      while (right < stretch->n && sol_stretch_get_time (stretch, right) < t_s)
        {
          left = right;
          right = skip (stretch, right + 1);
        }
      samples[i] = get_between (stretch, left, right, t_s);
    }
  return TRUE;
}
