/* sol-plot-raster-line.c: short bars and lines into pixels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

#define LEVEL 0.125f   /* rows in a column: a line that rises less is taken for level */

static inline guint
to_part (float part)
{
  return (guint) (part * 256 + 0.5f);
}

static inline guint32 *
get_pixel (SolRasterImage *image,
           int             x,
           int             y)
{
  return image->pixels + (gsize) y * image->stride + x;
}

/* @n pixels below each other that are covered wholly. Returns: the next */
static inline guint32 *
draw_whole (guint32      *pixel,
            int           stride,
            int           n,
            SolRasterInk  ink)
{
  guint32 *end = pixel + (gssize) n * stride;

  if (ink.alpha == 256)
    for (; pixel < end; pixel += stride)
      *pixel = ink.color;
  else
    for (; pixel < end; pixel += stride)
      sol_raster_blend (pixel, ink, 256);
  return end;
}

/* Over [top, bottom) of one column, its ends as far as they cover their pixels */
static inline void
draw_bar (SolRasterImage      *image,
          const SolRasterView *view,
          int                  x,
          float                top,
          float                bottom,
          SolRasterInk         ink)
{
  guint32 *pixel;
  int first, last;

  top = MAX (top, (float) view->upper);
  bottom = MIN (bottom, (float) view->lower);
  if (!(top < bottom))
    return;
  first = (int) top;
  last = (int) bottom - ((float) (int) bottom == bottom);
  pixel = get_pixel (image, x, first);
  if (first == last)
    return sol_raster_blend (pixel, ink, to_part (bottom - top));
  sol_raster_blend (pixel, ink, to_part ((float) (first + 1) - top));
  pixel = draw_whole (pixel + image->stride, image->stride, last - first - 1, ink);
  sol_raster_blend (pixel, ink, to_part (bottom - (float) last));
}

/* A line that goes straight through one column, between two parallel borders; rows from the first that it touches on */
typedef struct
{
  float upper_enter, upper_leave, lower_enter, lower_leave;
  float scale;         /* 1 / twice its rise */
  float top, bottom;   /* nothing is covered beyond */
} Ramp;

static inline SolQuad
square_above (SolQuad rows)
{
  rows = sol_quad_most (rows, (SolQuad) { 0 });
  return rows * rows;
}

/* The area that the ramp covers above each row, times twice its rise: of each border that of part of a triangle */
static inline SolQuad
get_areas (const Ramp *self,
           SolQuad     rows)
{
  return square_above (rows - self->upper_enter) - square_above (rows - self->upper_leave)
         - square_above (rows - self->lower_enter) + square_above (rows - self->lower_leave);
}

/* How much of each of four pixels the ramp covers, of 256. @areas: above each; @below: above the next four */
static inline SolRasterMask
get_parts (const Ramp *self,
           SolQuad     rows,
           SolQuad     areas,
           SolQuad     below)
{
  SolQuad ends = __builtin_shufflevector (areas, below, 1, 2, 3, 4);
  SolQuad part = (ends - areas) * self->scale;

  part = sol_quad_least (part, sol_quad_least (rows + 1 - self->top, self->bottom - rows));
  part = sol_quad_most (sol_quad_least (part, (SolQuad) { 1, 1, 1, 1 }), (SolQuad) { 0 });
  return __builtin_convertvector (part * 256 + 0.5f, SolRasterMask);
}

/* Exactly the area that the line covers, so that no step is seen. It reaches into its neighbours' rows, but not beyond
 * where they turn: @highest and @lowest. */
static void
draw_ramp (SolRasterImage        *image,
           const SolRasterView   *view,
           int                    x,
           const SolRasterColumn *column,
           float                  highest,
           float                  lowest,
           SolRasterInk           ink)
{
  float rise = column->leave - column->enter, width = (float) view->line_width / 2;
  float half = width * sqrtf (1 + rise * rise);
  float top = MAX (column->line_top - half, highest - width), bottom = MIN (column->line_bottom + half, lowest + width);
  int first = MAX ((int) (MAX (top, 0)), view->upper), last = MIN ((int) bottom, view->lower - 1);
  float enter = column->enter - (float) first, leave = column->leave - (float) first;
  Ramp ramp = { enter - half, leave - half, enter + half, leave + half, 0.5f / rise, top - (float) first,
                bottom - (float) first };
  guint32 *pixel = get_pixel (image, x, first);
  SolQuad rows = { 0, 1, 2, 3 }, areas = get_areas (&ramp, rows), below;

  for (int y = first; y <= last; y += 4, rows += 4, areas = below)
    {
      SolRasterMask parts;

      below = get_areas (&ramp, rows + 4);
      parts = get_parts (&ramp, rows, areas, below);
      for (int k = 0; k < 4 && y + k <= last; k++, pixel += image->stride)
        sol_raster_blend (pixel, ink, (guint) parts[k]);
    }
}

/* How far the line and its neighbours go up and down */
static void
get_reach (const SolRasterTrace *trace,
           guint                 i,
           float                *highest,
           float                *lowest)
{
  *highest = trace->columns[i].line_top;
  *lowest = trace->columns[i].line_bottom;
  for (guint k = i > 0 ? i - 1 : i; k <= i + 1 && k < trace->n_columns; k++)
    if (trace->columns[k].line_top <= trace->columns[k].line_bottom)
      {
        *highest = MIN (*highest, trace->columns[k].line_top);
        *lowest = MAX (*lowest, trace->columns[k].line_bottom);
      }
}

static void
draw_line (SolRasterImage       *image,
           const SolRasterTrace *trace,
           guint                 i,
           SolRasterInk          ink)
{
  const SolRasterColumn *column = &trace->columns[i];
  float half = (float) trace->view.line_width / 2, highest, lowest;
  int x = trace->view.left + (int) i;

  if (!sol_raster_is_straight (column) || fabsf (column->leave - column->enter) < LEVEL)
    return draw_bar (image, &trace->view, x, column->line_top - half, column->line_bottom + half, ink);
  get_reach (trace, i, &highest, &lowest);
  draw_ramp (image, &trace->view, x, column, highest, lowest, ink);
}

void
sol_raster_draw_columns (SolRasterImage       *image,
                         const SolRasterTrace *trace)
{
  SolRasterInk ink = sol_raster_make_ink (trace->color), bar_ink = sol_raster_make_ink (trace->bar_color);

  for (guint i = 0; i < trace->n_columns; i++)
    {
      const SolRasterColumn *column = &trace->columns[i];
      int x = trace->view.left + (int) i;

      if (column->top < column->bottom && !sol_raster_has_tall_bar (column))
        draw_bar (image, &trace->view, x, column->top, column->bottom, bar_ink);
      if (sol_raster_has_line (trace, column) && !sol_raster_has_tall_line (trace, column))
        draw_line (image, trace, i, ink);
    }
}
