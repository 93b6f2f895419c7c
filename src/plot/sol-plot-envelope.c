/* sol-plot-envelope.c: a dense trace: one rectangle a pixel column
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"

#define THICKNESS 1.5   /* pixels, of a flat line */
#define BRIDGED_COLUMNS 2

static gboolean
is_empty (const SolColumn *column)
{
  return !(column->lo <= column->hi);
}

static void
add_column (cairo_t            *cr,
            const SolPlotFrame *frame,
            double              x,
            double              width,
            double              lo,
            double              hi)
{
  double top = sol_plot_frame_y (frame, hi) - THICKNESS / 2;
  double bottom = sol_plot_frame_y (frame, lo) + THICKNESS / 2;

  cairo_rectangle (cr, x, top, width, bottom - top);
}

/* The line from the end of column @from to the start of column @to */
static void
add_bridge (cairo_t            *cr,
            const SolPlotFrame *frame,
            double              width,
            const SolColumn    *columns,
            int                 from,
            int                 to)
{
  double start = columns[from].last, step = (columns[to].first - start) / (to - from);

  for (int i = from + 1; i < to; i++)
    {
      double a = start + step * (i - from - 1), b = a + step;

      add_column (cr, frame, frame->x + i * width, width, MIN (a, b), MAX (a, b));
    }
}

void
sol_plot_draw_envelope (cairo_t            *cr,
                        const SolPlotFrame *frame,
                        const SolColor     *color,
                        const SolColumn    *columns,
                        guint               n_columns)
{
  double width = frame->width / n_columns;
  int before = -1;

  for (int i = 0; i < (int) n_columns; i++)
    {
      double lo = columns[i].lo, hi = columns[i].hi;

      if (is_empty (&columns[i]))
        continue;
      if (before >= 0 && i - before == 1)
        {
          lo = MIN (lo, columns[before].last);
          hi = MAX (hi, columns[before].last);
        }
      else if (before >= 0 && i - before <= BRIDGED_COLUMNS + 1)
        add_bridge (cr, frame, width, columns, before, i);
      add_column (cr, frame, frame->x + i * width, width, lo, hi);
      before = i;
    }
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_fill (cr);
}
