/* sol-shape.c: one period of a wave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-shape.h"

#include <math.h>
#include <string.h>

#define TWO_PI (2.0 * G_PI)

static const char * const nicks[SOL_N_SHAPES] = {
  "composite", "sine", "square", "triangle", "sawtooth", "pulse", "noise", "dc", "table",
};

const char *
sol_shape_get_nick (SolShape shape)
{
  return (guint) shape < SOL_N_SHAPES ? nicks[shape] : nicks[0];
}

gboolean
sol_shape_from_nick (const char *nick,
                     SolShape   *shape)
{
  for (guint i = 0; i < SOL_N_SHAPES; i++)
    if (strcmp (nicks[i], nick) == 0)
      {
        *shape = (SolShape) i;
        return TRUE;
      }
  return FALSE;
}

double
sol_shape_get_duty (SolShape shape)
{
  return shape == SOL_SHAPE_PULSE ? 0.1 : 0.5;
}

static double
get_triangle (double phase)
{
  return phase < 0.25 ? 4.0 * phase : phase < 0.75 ? 2.0 - 4.0 * phase : 4.0 * phase - 4.0;
}

/* A step that rounding puts a hair before its value is meant to be at it */
#define HAIR 1e-6

/* Source: E. Catmull, R. Rom, A class of local interpolating splines, 1974 */
static double
get_smooth (const double *values,
            gsize         n,
            gsize         i,
            double        part)
{
  double before = values[i > 0 ? i - 1 : n - 1], from = values[i];
  double to = values[(i + 1) % n], after = values[(i + 2) % n];
  double slope = 0.5 * (to - before), next_slope = 0.5 * (after - to);
  double cubic = 2.0 * (from - to) + slope + next_slope;

  return from + part * (slope + part * (to - from - slope - cubic + part * cubic));
}

static double
look_up (const SolShapeTable *table,
         SolInterpolation     interpolation,
         double               phase)
{
  gsize n = 0, i;
  const double *values = table != NULL ? sol_shape_table_get_values (table, &n) : NULL;
  double at, part;

  if (n == 0)
    return 0.0;
  at = phase * (double) n;
  if (interpolation == SOL_INTERPOLATION_STEPPED)
    return values[(gsize) (at + HAIR) % n];
  i = MIN ((gsize) at, n - 1);
  part = at - (double) i;
  if (interpolation == SOL_INTERPOLATION_SMOOTH)
    return get_smooth (values, n, i, part);
  return values[i] + part * (values[i + 1 < n ? i + 1 : 0] - values[i]);
}

double
sol_shape_evaluate (SolShape             shape,
                    double               phase,
                    double               duty,
                    const SolShapeTable *table,
                    SolInterpolation     interpolation)
{
  switch (shape)
    {
    case SOL_SHAPE_COMPOSITE:
      return sin (TWO_PI * phase) + 0.2 * sin (TWO_PI * 10.0 * phase);
    case SOL_SHAPE_SINE:
      return sin (TWO_PI * phase);
    case SOL_SHAPE_SQUARE:
      return phase < duty ? 1.0 : -1.0;
    case SOL_SHAPE_TRIANGLE:
      return get_triangle (phase);
    case SOL_SHAPE_SAWTOOTH:
      return phase < 0.5 ? 2.0 * phase : 2.0 * phase - 2.0;
    case SOL_SHAPE_PULSE:
      return phase < duty ? 1.0 : 0.0;
    case SOL_SHAPE_TABLE:
      return look_up (table, interpolation, phase);
    case SOL_SHAPE_NOISE:
    case SOL_SHAPE_DC:
    default:
      return 0.0;
    }
}
