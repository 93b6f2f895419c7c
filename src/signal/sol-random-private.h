/* sol-random-private.h: random numbers that a seed determines
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  guint64  state;
  double   spare;      /* the second of a pair of Gaussian numbers */
  gboolean has_spare;
} SolRandom;

/* Source: Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014 (SplitMix64). Returns: (0, 1] */
static inline double
sol_random_uniform (SolRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return (double) ((z >> 11) + 1) * 0x1p-53;
}

/* Box and Muller's way: two uniform numbers make two Gaussian ones */
static inline double
sol_random_gaussian (SolRandom *self)
{
  double radius, angle;

  if (self->has_spare)
    {
      self->has_spare = FALSE;
      return self->spare;
    }
  radius = sqrt (-2.0 * log (sol_random_uniform (self)));
  angle = 2.0 * G_PI * sol_random_uniform (self);
  self->spare = radius * sin (angle);
  self->has_spare = TRUE;
  return radius * cos (angle);
}

G_END_DECLS
