/* sol-plot-raster-fill.c: bars into pixels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-plot-raster-private.h"

#define SOLID 200   /* alpha, of 255 */
#define FLAT 1.0f   /* rows: a line that stays within is taken for straight */

/* A place in a row where a bar begins or ends */
typedef struct
{
  int     next;   /* the next of its row, -1: none */
  guint16 x;
  guint16 bit;    /* which trace */
} Edge;

/* The bars of one group, by the rows where they begin and end */
typedef struct
{
  Edge    *edges;
  int      n_edges;
  int     *rows;     /* (array length=height + 1): the first edge of each row, -1: none */
  guint32  colors[1 << SOL_RASTER_GROUP]; /* of each set of traces */
} Fill;

static gboolean
is_tall (const SolRasterColumn *column)
{
  return column->bottom - column->top >= SOL_RASTER_TALL;
}

static void
add_edge (Fill *self,
          int   row,
          int   x,
          guint trace)
{
  self->edges[self->n_edges] = (Edge) { self->rows[row], (guint16) x, (guint16) (1u << trace) };
  self->rows[row] = self->n_edges++;
}

static void
add_bars (Fill                 *self,
          const SolRasterTrace *trace,
          guint                 number)
{
  for (guint i = 0; i < trace->n_columns; i++)
    {
      const SolRasterColumn *column = &trace->columns[i];
      int top, bottom;

      if (!is_tall (column))
        continue;
      top = CLAMP ((int) lrintf (column->top), trace->view.upper, trace->view.lower);
      bottom = CLAMP ((int) lrintf (column->bottom), trace->view.upper, trace->view.lower);
      if (top >= bottom)
        continue;
      add_edge (self, top, trace->view.left + (int) i, number);
      add_edge (self, bottom, trace->view.left + (int) i, number);
    }
}

/* What each set of traces looks like, the last on top */
static void
mix_colors (Fill                 *self,
            const SolRasterTrace *traces,
            guint                 n_traces)
{
  self->colors[0] = 0;
  for (guint set = 1; set < 1u << n_traces; set++)
    {
      guint last = 31 - (guint) __builtin_clz (set);

      self->colors[set] = sol_raster_over (self->colors[set & ~(1u << last)], traces[last].bar_color);
    }
}

/* Takes @row to what it is at @y */
static inline void
step (const Fill *self,
      int         y,
      guint32    *row,
      guint8     *sets)
{
  for (int i = self->rows[y]; i >= 0; i = self->edges[i].next)
    {
      const Edge *edge = &self->edges[i];

      sets[edge->x] ^= (guint8) edge->bit;
      row[edge->x] = self->colors[sets[edge->x]];
    }
}

/* Each row is the one above, changed where a bar begins or ends */
static void
fill_rows (const Fill     *self,
           SolRasterImage *image,
           gboolean        is_first,
           int             begin,
           int             end)
{
  g_autofree guint32 *row = g_new0 (guint32, image->width);
  g_autofree guint8 *sets = g_new0 (guint8, image->width);

  for (int y = begin; y < end; y++)
    {
      guint32 *pixels = image->pixels + (gsize) y * image->stride;

      step (self, y, row, sets);
      if (is_first)
        memcpy (pixels, row, sizeof *row * image->width);
      else
        for (int x = 0; x < image->width; x++)
          pixels[x] = sol_raster_over (pixels[x], row[x]);
    }
}

gboolean
sol_raster_get_rows (const SolRasterTrace *traces,
                     guint                 n_traces,
                     int                  *begin,
                     int                  *end)
{
  float top = INFINITY, bottom = -INFINITY;

  *begin = G_MAXINT;
  *end = 0;
  for (guint i = 0; i < n_traces; i++)
    {
      const SolRasterTrace *trace = &traces[i];

      for (guint k = 0; trace->columns != NULL && k < trace->n_columns; k++)
        if (is_tall (&trace->columns[k]))
          {
            top = MIN (top, trace->columns[k].top);
            bottom = MAX (bottom, trace->columns[k].bottom);
          }
      if (top < bottom)
        {
          *begin = MIN (*begin, CLAMP ((int) top, trace->view.upper, trace->view.lower));
          *end = MAX (*end, CLAMP ((int) bottom + 1, trace->view.upper, trace->view.lower));
        }
    }
  return *begin < *end;
}

void
sol_raster_fill (SolRasterImage       *image,
                 const SolRasterTrace *traces,
                 guint                 n_traces,
                 gboolean              is_first,
                 int                   begin,
                 int                   end)
{
  g_autofree Fill *fill = g_new (Fill, 1);
  g_autofree Edge *edges = NULL;
  g_autofree int *rows = g_new (int, image->height + 1);
  gsize n_columns = 0;

  for (guint i = 0; i < n_traces; i++)
    n_columns += traces[i].columns != NULL ? traces[i].n_columns : 0;
  edges = g_new (Edge, 2 * n_columns + 1);
  memset (rows, -1, sizeof *rows * (image->height + 1));
  fill->edges = edges;
  fill->n_edges = 0;
  fill->rows = rows;
  for (guint i = 0; i < n_traces; i++)
    if (traces[i].columns != NULL)
      add_bars (fill, &traces[i], i);
  mix_colors (fill, traces, n_traces);
  if (is_first || fill->n_edges > 0)
    fill_rows (fill, image, is_first, begin, end);
}

static inline void
blend (SolRasterImage *image,
       int             x,
       int             y,
       guint32         color,
       double          part)
{
  guint32 *pixel = image->pixels + (gsize) y * image->stride + x;

  *pixel = sol_raster_over (*pixel, sol_raster_scale (color, (guint) (part * 256 + 0.5)));
}

static inline gboolean
is_opaque (guint32 color)
{
  return color >> 24 == 255;
}

/* Over [top, bottom) of one column, its ends as far as they cover their pixels */
static void
draw_bar (SolRasterImage      *image,
          const SolRasterView *view,
          int                  x,
          double               top,
          double               bottom,
          guint32              color)
{
  int first, last;

  top = MAX (top, view->upper);
  bottom = MIN (bottom, view->lower);
  if (!(top < bottom))
    return;
  first = (int) top;
  last = (int) ceil (bottom) - 1;
  if (first == last)
    return blend (image, x, first, color, bottom - top);
  blend (image, x, first, color, first + 1 - top);
  for (int y = first + 1; y < last; y++)
    {
      guint32 *pixel = image->pixels + (gsize) y * image->stride + x;

      *pixel = is_opaque (color) ? color : sol_raster_over (*pixel, color);
    }
  blend (image, x, last, color, bottom - last);
}

/* ∫ of how much of a pixel lies above a border @t rows below its top */
static inline double
integrate (double t)
{
  if (t <= 0)
    return 0;
  return t < 1 ? t * t / 2 : t - 0.5;
}

/* The part of a pixel that lies between two parallel borders, @half above and below a line that goes from @enter to
 * @leave rows below the pixel's top */
static inline double
cover (double enter,
       double leave,
       double half)
{
  double rise = leave - enter;

  if (fabs (rise) < 1e-3)
    return CLAMP (enter + half, 0, 1) - CLAMP (enter - half, 0, 1);
  return (integrate (leave + half) - integrate (enter + half) - integrate (leave - half) + integrate (enter - half))
         / rise;
}

/* A line that goes straight through one column: exactly the area that it covers, so that no step is seen. It reaches
 * into its neighbours' rows, but not beyond where they turn. */
static void
draw_ramp (SolRasterImage        *image,
           const SolRasterView   *view,
           int                    x,
           const SolRasterColumn *column,
           float                  highest,
           float                  lowest,
           guint32                color)
{
  double rise = column->leave - column->enter, width = view->line_width / 2, half = width * sqrt (1 + rise * rise);
  double top = MAX (column->line_top - half, highest - width);
  double bottom = MIN (column->line_bottom + half, lowest + width);
  int first = MAX ((int) floor (top), view->upper), last = MIN ((int) floor (bottom), view->lower - 1);

  for (int y = first; y <= last; y++)
    {
      double part = cover (column->enter - y, column->leave - y, half);

      part = MIN (part, MIN (y + 1 - top, bottom - y));
      if (part > 0)
        blend (image, x, y, color, MIN (part, 1));
    }
}

/* From end to end without turning; what is steeper than that is an edge, and stays in its column */
static gboolean
is_straight (const SolRasterColumn *column)
{
  float rows = fabsf (column->leave - column->enter);

  return rows < SOL_RASTER_TALL && column->line_bottom - column->line_top <= MAX (rows + 0.1f, FLAT);
}

static void
draw_line (SolRasterImage       *image,
           const SolRasterTrace *trace,
           guint                 i)
{
  const SolRasterColumn *column = &trace->columns[i];
  float highest = column->line_top, lowest = column->line_bottom;
  int x = trace->view.left + (int) i;

  if (!is_straight (column))
    {
      double half = trace->view.line_width / 2;

      return draw_bar (image, &trace->view, x, highest - half, lowest + half, trace->color);
    }
  for (guint k = i > 0 ? i - 1 : i; k <= i + 1 && k < trace->n_columns; k++)
    if (trace->columns[k].line_top <= trace->columns[k].line_bottom)
      {
        highest = MIN (highest, trace->columns[k].line_top);
        lowest = MAX (lowest, trace->columns[k].line_bottom);
      }
  draw_ramp (image, &trace->view, x, column, highest, lowest, trace->color);
}

/* A line that goes far up and down in a bar of nearly its own colour: of few samples of noise */
static gboolean
is_lost_in_bar (const SolRasterTrace  *trace,
                const SolRasterColumn *column)
{
  return trace->bar_color >> 24 > SOLID && is_tall (column)
         && column->line_bottom - column->line_top >= SOL_RASTER_TALL;
}

void
sol_raster_draw_columns (SolRasterImage       *image,
                         const SolRasterTrace *trace)
{
  for (guint i = 0; i < trace->n_columns; i++)
    {
      const SolRasterColumn *column = &trace->columns[i];
      int x = trace->view.left + (int) i;

      if (column->top < column->bottom && !is_tall (column))
        draw_bar (image, &trace->view, x, column->top, column->bottom, trace->bar_color);
      if (!isnan (column->enter) && !is_lost_in_bar (trace, column))
        draw_line (image, trace, i);
    }
}
