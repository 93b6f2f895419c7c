/* sol-plot-envelope.c: a dense trace as paths: what lies between its lowest and highest values, and their mean
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"

#define ALPHA 0.55
#define LINE_WIDTH 1.5

static gboolean
is_empty (const SolColumn *column)
{
  return !(column->lo <= column->hi);
}

static double
get_x (const SolPlotFrame *frame,
       guint               i,
       guint               n_columns)
{
  return frame->x + (i + 0.5) * frame->width / n_columns;
}

/* One past the last column that hangs together with @first; columns without samples are passed over */
static guint
find_end (const SolColumn *columns,
          guint            first,
          guint            n_columns)
{
  guint i = first + 1;

  while (i < n_columns && (is_empty (&columns[i]) || !columns[i].is_after_gap))
    i++;
  return i;
}

static void
add_area (cairo_t            *cr,
          const SolPlotFrame *frame,
          const SolColumn    *columns,
          guint               begin,
          guint               end,
          guint               n_columns)
{
  for (guint i = begin; i < end; i++)
    if (!is_empty (&columns[i]))
      cairo_line_to (cr, get_x (frame, i, n_columns), sol_plot_frame_y (frame, columns[i].hi));
  for (guint i = end; i-- > begin;)
    if (!is_empty (&columns[i]))
      cairo_line_to (cr, get_x (frame, i, n_columns), sol_plot_frame_y (frame, columns[i].lo));
  cairo_close_path (cr);
}

static void
add_line (cairo_t            *cr,
          const SolPlotFrame *frame,
          const SolColumn    *columns,
          guint               begin,
          guint               end,
          guint               n_columns)
{
  cairo_new_sub_path (cr);
  for (guint i = begin; i < end; i++)
    if (!is_empty (&columns[i]))
      cairo_line_to (cr, get_x (frame, i, n_columns),
                     sol_plot_frame_y (frame, isfinite (columns[i].mean) ? columns[i].mean : columns[i].lo));
}

void
sol_plot_draw_envelope (cairo_t            *cr,
                        const SolPlotFrame *frame,
                        const SolColor     *color,
                        const SolColumn    *columns,
                        guint               n_columns)
{
  guint begin, end;

  for (begin = 0; begin < n_columns; begin = end)
    {
      end = find_end (columns, begin, n_columns);
      add_area (cr, frame, columns, begin, end, n_columns);
    }
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * ALPHA);
  cairo_fill (cr);
  for (begin = 0; begin < n_columns; begin = end)
    {
      end = find_end (columns, begin, n_columns);
      add_line (cr, frame, columns, begin, end, n_columns);
    }
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
}
