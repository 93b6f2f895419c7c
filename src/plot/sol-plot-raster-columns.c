/* sol-plot-raster-columns.c: what a trace shows in each pixel column
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

static const SolRasterColumn no_column = { 1, 0, NAN, NAN, NAN, NAN };

static void
set_line (SolRasterColumn *column,
          double           enter,
          double           middle,
          double           leave)
{
  column->enter = (float) enter;
  column->leave = (float) leave;
  column->line_top = (float) MIN (MIN (enter, middle), leave);
  column->line_bottom = (float) MAX (MAX (enter, middle), leave);
}

static gboolean
has_samples (const SolColumn *column)
{
  return column->lo <= column->hi;
}

/* Where the line of means is in the middle of a column */
static double
get_middle (const SolRasterView *view,
            const SolColumn     *column)
{
  double mean = isfinite (column->mean) ? column->mean : (column->lo + column->hi) / 2;

  return sol_raster_view_y (view, mean);
}

/* A straight line over columns without samples; no gap is known between */
static void
bridge (SolRasterTrace *trace,
        guint           from,
        guint           to,
        double          start,
        double          step)
{
  for (guint i = from + 1; i < to; i++)
    {
      double middle = start + step * (i - from);

      set_line (&trace->columns[i], middle - step / 2, middle, middle + step / 2);
    }
}

/* Two bars that do not meet: the signal went from one to the other */
static void
join_bars (SolRasterColumn       *column,
           const SolRasterColumn *before)
{
  column->top = MIN (column->top, before->bottom);
  column->bottom = MAX (column->bottom, before->top);
}

/* The line of means from column @before to this one. Returns: where it enters this one */
static double
join_means (SolRasterTrace *trace,
            guint           before,
            guint           i,
            double          last,
            double          middle)
{
  SolRasterColumn *other = &trace->columns[before];
  double step = middle - last;

  if (i - before == 1)
    join_bars (&trace->columns[i], other);
  else
    bridge (trace, before, i, last, step /= i - before);
  set_line (other, other->enter, last, last + step / 2);
  return middle - step / 2;
}

/* Returns: where the line of means is in its middle */
static double
set_column (SolRasterTrace  *trace,
            const SolColumn *source,
            guint            i,
            int              before,
            double           last)
{
  SolRasterColumn *column = &trace->columns[i];
  double middle = get_middle (&trace->view, source), enter = middle;

  column->top = (float) sol_raster_view_y (&trace->view, source->hi);
  column->bottom = (float) sol_raster_view_y (&trace->view, source->lo);
  if (before >= 0 && !source->is_after_gap)
    enter = join_means (trace, (guint) before, i, last, middle);
  set_line (column, enter, middle, middle);
  return middle;
}

void
sol_raster_read_columns (SolRasterTrace *trace,
                         SolChannel     *channel,
                         SolColumn      *scratch)
{
  const SolRasterView *view = &trace->view;
  gint64 begin_ns = view->begin_ns + (gint64) ((view->left - view->x) * view->ns_per_column);
  gint64 end_ns = begin_ns + (gint64) (trace->n_columns * view->ns_per_column);
  double last = 0;
  int before = -1;

  sol_channel_read_columns (channel, begin_ns, end_ns, scratch, trace->n_columns);
  for (guint i = 0; i < trace->n_columns; i++)
    if (has_samples (&scratch[i]))
      {
        last = set_column (trace, &scratch[i], i, before, last);
        before = (int) i;
      }
    else
      trace->columns[i] = no_column;
}

/* A piece of line in one column, from its left to its right end */
static void
add_piece (SolRasterColumn *column,
           double           from,
           double           to)
{
  if (isnan (column->enter))
    {
      column->enter = (float) from;
      column->line_top = (float) MIN (from, to);
      column->line_bottom = (float) MAX (from, to);
    }
  column->leave = (float) to;
  column->line_top = MIN (column->line_top, (float) MIN (from, to));
  column->line_bottom = MAX (column->line_bottom, (float) MAX (from, to));
}

static void
add_segment (SolRasterTrace *trace,
             double          x0,
             double          y0,
             double          x1,
             double          y1)
{
  double left = trace->view.left, right = trace->view.right, slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
  double begin = MAX (x0, left), end = MIN (x1, right - 1e-6);

  if (!(begin <= end))
    return;
  for (int column = (int) floor (begin); column <= (int) floor (end); column++)
    {
      double a = MAX (begin, column), b = MIN (end, column + 1.0);

      add_piece (&trace->columns[column - trace->view.left], a == x0 ? y0 : y0 + (a - x0) * slope,
                 b == x1 ? y1 : y0 + (b - x0) * slope);
    }
}

/* A long way in one column is a bar, filled with those of the other traces */
static void
make_bars (SolRasterTrace *trace)
{
  float half = (float) trace->view.line_width / 2;

  for (guint i = 0; i < trace->n_columns; i++)
    {
      SolRasterColumn *column = &trace->columns[i];

      if (isnan (column->enter) || column->line_bottom - column->line_top < SOL_RASTER_TALL)
        continue;
      column->top = column->line_top - half;
      column->bottom = column->line_bottom + half;
      column->enter = NAN;
    }
}

void
sol_raster_join_points (SolRasterTrace *trace)
{
  const SolRasterView *view = &trace->view;
  double x0 = 0, y0 = NAN;

  for (guint i = 0; i < trace->n_columns; i++)
    trace->columns[i] = no_column;
  for (gsize i = 0; i < trace->n_points; i++)
    {
      double x = sol_raster_view_x (view, trace->times_ns[i]);
      double y = isnan (trace->values[i]) ? NAN : sol_raster_view_y (view, trace->values[i]);

      if (!isnan (y))
        add_segment (trace, isnan (y0) ? x : x0, isnan (y0) ? y : y0, x, y);
      x0 = x;
      y0 = y;
    }
  make_bars (trace);
}
