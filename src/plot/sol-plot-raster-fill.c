/* sol-plot-raster-fill.c: tall bars and lines into pixels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-plot-raster-private.h"

#define N_SETS (1u << SOL_RASTER_GROUP)

/* A place in a row where a bar or a line begins or ends */
typedef struct
{
  guint16 x;
  guint16 bit;    /* which trace: of bars below, of lines above %SOL_RASTER_GROUP */
} Edge;

/* Of one column, rows [first, end) */
typedef struct
{
  Edge    edge;
  guint16 first, end;
} Stretch;

/* The bars and lines of one group, and where they begin and end, row after row: what is looked at one after the other
 * lies so in memory */
struct _SolRasterFill
{
  /* Owned */
  Stretch *stretches;
  Edge    *edges;
  guint   *rows;          /* (array length=height + 1): one past each row's last edge */
  guint32 *row;           /* (array length=width): the row that was last made */
  guint16 *sets;          /* and which bars and lines there are in each column */
  gsize    n_columns;     /* of all traces, that there is room for */
  int      width, height;

  guint    n_stretches;
  guint32  bars[N_SETS];  /* the colour of each set of traces' bars */
  guint32  lines[N_SETS]; /* of each set of traces' lines: that of the last */
};

SolRasterFill *
sol_raster_fill_new (void)
{
  return g_new0 (SolRasterFill, 1);
}

void
sol_raster_fill_free (SolRasterFill *self)
{
  g_free (self->stretches);
  g_free (self->edges);
  g_free (self->rows);
  g_free (self->row);
  g_free (self->sets);
  g_free (self);
}

/* Room for a bar and a line in each column, which begin and end */
static void
prepare (SolRasterFill        *self,
         const SolRasterImage *image,
         const SolRasterTrace *traces,
         guint                 n_traces)
{
  gsize n_columns = 0;

  for (guint i = 0; i < n_traces; i++)
    n_columns += traces[i].columns != NULL ? traces[i].n_columns : 0;
  if (n_columns > self->n_columns)
    {
      self->stretches = g_renew (Stretch, self->stretches, 2 * n_columns);
      self->edges = g_renew (Edge, self->edges, 4 * n_columns);
    }
  if (image->height > self->height)
    self->rows = g_renew (guint, self->rows, image->height + 1);
  if (image->width > self->width)
    {
      self->row = g_renew (guint32, self->row, image->width);
      self->sets = g_renew (guint16, self->sets, image->width);
    }
  self->n_columns = MAX (self->n_columns, n_columns);
  self->width = MAX (self->width, image->width);
  self->height = MAX (self->height, image->height);
  self->n_stretches = 0;
  memset (self->rows, 0, sizeof *self->rows * (image->height + 1));
  memset (self->row, 0, sizeof *self->row * image->width);
  memset (self->sets, 0, sizeof *self->sets * image->width);
}

static inline guint16
to_row (const SolRasterView *view,
        float                y)
{
  return (guint16) (CLAMP (y, (float) view->upper, (float) view->lower) + 0.5f);
}

/* Of [top, bottom) in column @i */
static inline void
add_stretch (SolRasterFill        *self,
             const SolRasterTrace *trace,
             guint                 i,
             float                 top,
             float                 bottom,
             guint                 bit)
{
  guint16 first = to_row (&trace->view, top), end = to_row (&trace->view, bottom);
  Edge edge = { (guint16) (trace->view.left + (int) i), (guint16) (1u << bit) };

  if (first >= end)
    return;
  self->stretches[self->n_stretches++] = (Stretch) { edge, first, end };
  self->rows[first]++;
  self->rows[end]++;
}

/* By row, from how many each has */
static void
sort_edges (SolRasterFill *self,
            int   height)
{
  guint n = 0;

  for (int y = 0; y <= height; y++)
    {
      n += self->rows[y];
      self->rows[y] = n - self->rows[y];
    }
  for (guint i = 0; i < self->n_stretches; i++)
    {
      const Stretch *stretch = &self->stretches[i];

      self->edges[self->rows[stretch->first]++] = stretch->edge;
      self->edges[self->rows[stretch->end]++] = stretch->edge;
    }
}

static void
add_columns (SolRasterFill        *self,
             const SolRasterTrace *trace,
             guint                 number)
{
  float half = (float) trace->view.line_width / 2;

  for (guint i = 0; i < trace->n_columns; i++)
    {
      const SolRasterColumn *column = &trace->columns[i];

      if (sol_raster_has_tall_bar (column))
        add_stretch (self, trace, i, column->top, column->bottom, number);
      if (sol_raster_has_tall_line (trace, column))
        add_stretch (self, trace, i, column->line_top - half, column->line_bottom + half, number + SOL_RASTER_GROUP);
    }
}

/* What each set of traces looks like, the last on top */
static void
mix_colors (SolRasterFill        *self,
            const SolRasterTrace *traces,
            guint                 n_traces)
{
  self->bars[0] = self->lines[0] = 0;
  for (guint set = 1; set < 1u << n_traces; set++)
    {
      guint last = 31 - (guint) __builtin_clz (set);

      self->bars[set] = sol_raster_over (self->bars[set & ~(1u << last)], traces[last].bar_color);
      self->lines[set] = traces[last].color;
    }
}

/* Takes @row to what it is at @y */
static inline void
step (SolRasterFill *self,
      int            y)
{
  for (guint i = y > 0 ? self->rows[y - 1] : 0; i < self->rows[y]; i++)
    {
      const Edge *edge = &self->edges[i];
      guint set = self->sets[edge->x] ^= edge->bit;

      self->row[edge->x] = sol_raster_over (self->bars[set % N_SETS], self->lines[set / N_SETS]);
    }
}

/* Each row is the one above, changed where something begins or ends */
static void
fill_rows (SolRasterFill  *self,
           SolRasterImage *image,
           gboolean        is_first,
           int             begin,
           int             end)
{
  for (int y = begin; y < end; y++)
    {
      guint32 *pixels = image->pixels + (gsize) y * image->stride;

      step (self, y);
      if (is_first)
        memcpy (pixels, self->row, sizeof *pixels * image->width);
      else
        for (int x = 0; x < image->width; x++)
          pixels[x] = sol_raster_over (pixels[x], self->row[x]);
    }
}

/* The rows of what is tall in one trace, where it is not clipped */
static void
get_extent (const SolRasterTrace *trace,
            float                *top,
            float                *bottom)
{
  float half = (float) trace->view.line_width / 2;

  for (guint i = 0; trace->columns != NULL && i < trace->n_columns; i++)
    {
      const SolRasterColumn *column = &trace->columns[i];

      if (sol_raster_has_tall_bar (column))
        {
          *top = MIN (*top, column->top);
          *bottom = MAX (*bottom, column->bottom);
        }
      if (sol_raster_has_tall_line (trace, column))
        {
          *top = MIN (*top, column->line_top - half);
          *bottom = MAX (*bottom, column->line_bottom + half);
        }
    }
}

gboolean
sol_raster_get_rows (const SolRasterTrace *traces,
                     guint                 n_traces,
                     int                  *begin,
                     int                  *end)
{
  *begin = G_MAXINT;
  *end = 0;
  for (guint i = 0; i < n_traces; i++)
    {
      const SolRasterView *view = &traces[i].view;
      float top = INFINITY, bottom = -INFINITY;

      get_extent (&traces[i], &top, &bottom);
      if (!(top < bottom))
        continue;
      *begin = MIN (*begin, CLAMP ((int) top, view->upper, view->lower));
      *end = MAX (*end, CLAMP ((int) bottom + 1, view->upper, view->lower));
    }
  return *begin < *end;
}

void
sol_raster_fill (SolRasterFill        *self,
                 SolRasterImage       *image,
                 const SolRasterTrace *traces,
                 guint                 n_traces,
                 gboolean              is_first,
                 int                   begin,
                 int                   end)
{
  prepare (self, image, traces, n_traces);
  for (guint i = 0; i < n_traces; i++)
    if (traces[i].columns != NULL)
      add_columns (self, &traces[i], i);
  sort_edges (self, image->height);
  mix_colors (self, traces, n_traces);
  if (is_first || self->n_stretches > 0)
    fill_rows (self, image, is_first, begin, end);
}
