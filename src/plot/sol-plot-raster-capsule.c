/* sol-plot-raster-capsule.c: how much of each pixel a stretch of line with round ends covers
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

static float
get_distance (const SolRasterCapsule *self,
              float                   x,
              float                   y,
              float                   along)
{
  along = CLAMP (along, 0.0f, 1.0f);
  x -= along * self->dx;
  y -= along * self->dy;
  return sqrtf (x * x + y * y);
}

/* One column of a capsule, from row to row */
typedef struct
{
  const SolRasterCapsule *capsule;
  float outer, scale;      /* coverage falls from full to none over the pixel that the border goes through */
  float x, y;              /* from the capsule's begin to the middle of the first pixel */
  float along, along_step; /* where on the stretch that is nearest: 0 to 1 */
  float away, away_step;   /* the distance from a straight line, to either side */
} Walk;

static Walk
begin_walk (const SolRasterCapsule *capsule,
            int                     column,
            int                     row)
{
  float by = capsule->length > 0 ? 1 / capsule->length : 0, dx = capsule->dx * by, dy = capsule->dy * by;
  Walk self = { .capsule = capsule, .outer = capsule->radius + 0.5f };

  self.scale = 255.0f / (self.outer - MAX (capsule->radius - 0.5f, 0.0f));
  self.x = column + 0.5f - capsule->x;
  self.y = row + 0.5f - capsule->y;
  self.along = (self.x * dx + self.y * dy) * by;
  self.along_step = dy * by;
  self.away = self.x * dy - self.y * dx;
  self.away_step = -dx;
  return self;
}

static guint
get_cover (const Walk *self,
           float       row)
{
  float along = self->along + row * self->along_step, distance = fabsf (self->away + row * self->away_step);

  if (along <= 0 || along >= 1)
    distance = get_distance (self->capsule, self->x, self->y + row, along);
  return (guint) CLAMP ((self->outer - distance) * self->scale, 0.0f, 255.0f);
}

static inline gboolean
is_beside (const Walk *self,
           float       row)
{
  float first = self->along + row * self->along_step, last = first + 3 * self->along_step;

  return first > 0 && first < 1 && last > 0 && last < 1;
}

/* The same where all of them are beside the stretch, and none beyond its ends */
static inline SolRasterMask
get_covers (const Walk *self,
            float       row)
{
  SolRasterQuad away = self->away + (row + (SolRasterQuad) { 0, 1, 2, 3 }) * self->away_step, cover;
  SolRasterMask covers;

  away = (SolRasterQuad) ((SolRasterMask) away & G_MAXINT32);
  cover = (self->outer - away) * self->scale;
  covers = __builtin_convertvector ((SolRasterQuad) ((cover > 0) & (SolRasterMask) cover), SolRasterMask);
  return (covers & (covers < 255)) | (255 & (covers >= 255));
}

/* Four at a time where it goes, even beyond the last: there is nothing to cover there */
void
sol_raster_cover_column (const SolRasterCapsule *capsule,
                         int                     column,
                         int                     first,
                         int                     n,
                         int                     limit,
                         guint8                 *mask)
{
  Walk walk = begin_walk (capsule, column, first);

  for (int row = 0; row < n;)
    {
      SolRasterMask covers;
      int n_here = row + 4 <= limit && is_beside (&walk, (float) row) ? 4 : 1;

      if (n_here == 4)
        covers = get_covers (&walk, (float) row);
      else
        covers[0] = get_cover (&walk, (float) row);
      for (int k = 0; k < n_here; k++, row++)
        mask[row] = (guint8) MAX (mask[row], covers[k]);
    }
}
