/* sol-plot-strokes.c: a sparse trace: short strokes, and points when very sparse
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"

#define LINE_WIDTH 1.5
#define POINT_RADIUS 2.5
#define PIECE 16          /* segments */
#define MARGIN 16.0       /* pixels beyond the frame's sides at which a line is cut */

typedef struct
{
  double x, y;
} Point;

static Point
place (const SolPlotFrame *frame,
       gint64              t_ns,
       double              value)
{
  return (Point) { sol_plot_frame_x (frame, t_ns), sol_plot_frame_y (frame, value) };
}

/* A neighbour out of sight may be hours away: brings it along the line to just beside the frame */
static Point
cut (const SolPlotFrame *frame,
     Point               outer,
     Point               inner)
{
  double left = frame->x - MARGIN, right = frame->x + frame->width + MARGIN;
  double edge = CLAMP (outer.x, left, right);

  if (edge == outer.x || outer.x == inner.x)
    return outer;
  return (Point) { edge, outer.y + (inner.y - outer.y) * (edge - outer.x) / (inner.x - outer.x) };
}

static void
draw_lines (cairo_t            *cr,
            const SolPlotFrame *frame,
            const gint64       *times_ns,
            const double       *values,
            gsize               n)
{
  guint in_piece = 0;

  for (gsize i = 1; i < n; i++)
    {
      Point a, b;

      if (isnan (values[i - 1]) || isnan (values[i]))
        continue;
      a = place (frame, times_ns[i - 1], values[i - 1]);
      b = place (frame, times_ns[i], values[i]);
      if (in_piece == 0 || i == 1 || isnan (values[i - 2]))
        {
          Point start = cut (frame, a, b);

          cairo_move_to (cr, start.x, start.y);
        }
      b = cut (frame, b, a);
      cairo_line_to (cr, b.x, b.y);
      in_piece = (in_piece + 1) % PIECE;
      if (in_piece == 0)
        cairo_stroke (cr);
    }
  cairo_stroke (cr);
}

/* A sample between two gaps has no line: it is always marked */
static gboolean
is_alone (const double *values,
          gsize         n,
          gsize         i)
{
  return (i == 0 || isnan (values[i - 1])) && (i + 1 == n || isnan (values[i + 1]));
}

static void
draw_points (cairo_t            *cr,
             const SolPlotFrame *frame,
             const gint64       *times_ns,
             const double       *values,
             gsize               n,
             gboolean            is_every)
{
  for (gsize i = 0; i < n; i++)
    {
      Point point;

      if (isnan (values[i]) || !(is_every || is_alone (values, n, i)))
        continue;
      point = place (frame, times_ns[i], values[i]);
      if (point.x < frame->x - MARGIN || point.x > frame->x + frame->width + MARGIN)
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, point.x, point.y, POINT_RADIUS, 0, 2 * G_PI);
    }
  cairo_fill (cr);
}

void
sol_plot_draw_strokes (cairo_t            *cr,
                       const SolPlotFrame *frame,
                       const SolColor     *color,
                       const gint64       *times_ns,
                       const double       *values,
                       gsize               n)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  draw_lines (cr, frame, times_ns, values, n);
  draw_points (cr, frame, times_ns, values, n,
               sol_plot_is_sparse (times_ns, values, n, frame->end_ns - frame->begin_ns, frame->width));
}
