/* sol-plot-raster-points.c: a line through few points, anti-aliased
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

#define DOT_RADIUS (2.5 / SOL_RASTER_LINE_WIDTH)   /* line widths */

typedef struct
{
  const SolRasterView *view;
  int                  height;
  guint8              *mask;
  SolRasterRange      *ranges;
} Mask;

static void
draw_capsule_column (Mask                   *self,
                     const SolRasterCapsule *capsule,
                     int                     column,
                     int                     first,
                     int                     last)
{
  guint8 *mask = self->mask + (gsize) column * self->height + first;

  sol_raster_cover_column (capsule, column, first, last + 1 - first, mask);
  self->ranges[column].first = MIN (self->ranges[column].first, first);
  self->ranges[column].last = MAX (self->ranges[column].last, last);
}

/* Rows that the capsule reaches in a column: where it is near the straight line, and not beyond its ends */
static inline void
get_rows (const Mask             *self,
          const SolRasterCapsule *capsule,
          float                   top,
          float                   bottom,
          int                     column,
          int                    *first,
          int                    *last)
{
  float middle = capsule->y + (column + 0.5f - capsule->x) * capsule->slope;

  top = MAX (top, middle - capsule->half_height);
  bottom = MIN (bottom, middle + capsule->half_height);
  *first = MAX ((int) MAX (top, 0), self->view->upper);
  *last = MIN ((int) ceilf (MIN (bottom, 1e5f)), self->view->lower - 1);
}

static void
draw_capsule (Mask   *self,
              double  x0,
              double  y0,
              double  x1,
              double  y1,
              double  radius)
{
  SolRasterCapsule capsule = sol_raster_make_capsule (x0, y0, x1, y1, radius);
  float top = (float) MIN (y0, y1) - capsule.outer, bottom = (float) MAX (y0, y1) + capsule.outer;
  double reach = radius + 0.5;
  int begin = MAX ((int) floor (MAX (MIN (x0, x1) - reach, -1e4)), self->view->left);
  int end = MIN ((int) ceil (MIN (MAX (x0, x1) + reach, 1e5)), self->view->right - 1);

  for (int column = begin; column <= end; column++)
    {
      int first, last;

      get_rows (self, &capsule, top, bottom, column, &first, &last);
      if (first <= last)
        draw_capsule_column (self, &capsule, column, first, last);
    }
}

/* Brings a point from hours away to just beside the frame, so that floats have room for the rest */
static void
cut (const SolRasterView *view,
     double              *x,
     double              *y,
     double               other_x,
     double               other_y)
{
  double edge = CLAMP (*x, view->left - 64.0, view->right + 64.0);

  if (edge == *x || *x == other_x)
    return;
  *y = other_y + (*y - other_y) * (edge - other_x) / (*x - other_x);
  *x = edge;
}

static void
draw_segment (Mask   *self,
              double  x0,
              double  y0,
              double  x1,
              double  y1)
{
  double a_x = x0, a_y = y0;

  cut (self->view, &a_x, &a_y, x1, y1);
  cut (self->view, &x1, &y1, x0, y0);
  draw_capsule (self, a_x, a_y, x1, y1, self->view->line_width / 2);
}

/* A sample between two gaps has no line: it is always marked */
static gboolean
is_alone (const SolRasterTrace *trace,
          gsize                 i)
{
  return (i == 0 || isnan (trace->values[i - 1])) && (i + 1 == trace->n_points || isnan (trace->values[i + 1]));
}

static void
draw_points (Mask                 *self,
             const SolRasterTrace *trace)
{
  double x0 = 0, y0 = NAN;

  for (gsize i = 0; i < trace->n_points; i++)
    {
      double x = sol_raster_view_x (&trace->view, trace->times_ns[i]), y = NAN;

      if (!isnan (trace->values[i]))
        y = sol_raster_view_y (&trace->view, trace->values[i]);
      if (!isnan (y) && !isnan (y0))
        draw_segment (self, x0, y0, x, y);
      if (!isnan (y) && (trace->has_dots || is_alone (trace, i)))
        draw_capsule (self, x, y, x, y, trace->view.line_width * DOT_RADIUS);
      x0 = x;
      y0 = y;
    }
}

/* Lays the colour over the image where the mask covers it, and empties the mask */
static void
apply (Mask                 *self,
       SolRasterImage       *image,
       const SolRasterTrace *trace)
{
  SolRasterInk ink = sol_raster_make_ink (trace->color);

  for (int x = trace->view.left; x < trace->view.right; x++)
    {
      guint8 *mask = self->mask + (gsize) x * self->height;

      for (int y = self->ranges[x].first; y <= self->ranges[x].last; y++)
        {
          guint32 *pixel = image->pixels + (gsize) y * image->stride + x;
          guint part = mask[y] + (mask[y] >> 7);

          if (part > 0)
            sol_raster_blend (pixel, ink, part);
          mask[y] = 0;
        }
      self->ranges[x] = (SolRasterRange) { G_MAXINT, -1 };
    }
}

void
sol_raster_draw_points (SolRasterImage       *image,
                        const SolRasterTrace *trace,
                        guint8               *mask,
                        SolRasterRange       *ranges)
{
  Mask self = { &trace->view, image->height, mask, ranges };

  draw_points (&self, trace);
  apply (&self, image, trace);
}
