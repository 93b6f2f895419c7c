/* sol-plot-raster-capsule.c: how much of each pixel a stretch of line with round ends covers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

#define STEEP 1e-3f   /* columns: a stretch that has less is taken for upright */

SolRasterCapsule
sol_raster_make_capsule (double x0,
                         double y0,
                         double x1,
                         double y1,
                         double radius)
{
  float dx = (float) (x1 - x0), dy = (float) (y1 - y0), square = dx * dx + dy * dy, by = square > 0 ? 1 / square : 0;
  SolRasterCapsule self = { .x = (float) x0, .y = (float) y0, .dx = dx, .dy = dy, .outer = (float) radius + 0.5f,
                            .along_x = dx * by, .along_y = dy * by, .half_height = INFINITY };

  self.scale = 255.0f / (self.outer - MAX ((float) radius - 0.5f, 0.0f));
  if (dx > STEEP)
    {
      self.slope = dy / dx;
      self.half_height = self.outer * sqrtf (square) / dx;
    }
  return self;
}

static inline SolQuad
get_roots (SolQuad squares)
{
#ifdef __SSE__
  return __builtin_ia32_sqrtps (squares);
#else
  for (guint k = 0; k < 4; k++)
    squares[k] = sqrtf (squares[k]);
  return squares;
#endif
}

/* How much of four pixels below each other is covered, of 255. @x, @y: from the capsule's begin to their middles;
 * @along: where they are beside the stretch, or beyond its ends, from where on the distance is that from a point */
static inline SolRasterMask
get_covers (const SolRasterCapsule *self,
            float                   x,
            SolQuad                 y,
            SolQuad                 along)
{
  const SolQuad none = { 0 }, one = { 1, 1, 1, 1 }, full = { 255, 255, 255, 255 };
  SolQuad away_x, away_y, distance;

  along = sol_quad_most (sol_quad_least (along, one), none);
  away_x = x - along * self->dx;
  away_y = y - along * self->dy;
  distance = get_roots (away_x * away_x + away_y * away_y);
  return __builtin_convertvector (
      sol_quad_most (sol_quad_least ((self->outer - distance) * self->scale, full), none), SolRasterMask);
}

void
sol_raster_cover_column (const SolRasterCapsule *capsule,
                         int                     column,
                         int                     first,
                         int                     n,
                         guint8                 *mask)
{
  const SolQuad rows = { 0, 1, 2, 3 };
  float x = column + 0.5f - capsule->x;
  SolQuad y = rows + (first + 0.5f - capsule->y), along = x * capsule->along_x + y * capsule->along_y;

  for (int row = 0; row < n; row += 4, y += 4, along += 4 * capsule->along_y)
    {
      SolRasterMask covers = get_covers (capsule, x, y, along);

      for (int k = 0; k < 4 && row + k < n; k++)
        mask[row + k] = (guint8) MAX (mask[row + k], covers[k]);
    }
}
