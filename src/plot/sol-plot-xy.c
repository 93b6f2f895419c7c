/* sol-plot-xy.c: one signal against another onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-xy.h"

#include "sol-plot-private.h"

#define LINE_WIDTH 1.25
#define DOT 2.0
#define PIECE 16   /* points a path: cairo's cost grows with the square of its length */

static void
draw_dots (cairo_t           *cr,
           const SolPlotAxes *axes,
           const double      *xs,
           const double      *ys,
           gsize              n)
{
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (xs[i]) && isfinite (ys[i]))
        cairo_rectangle (cr, sol_plot_axes_x (axes, xs[i]) - DOT / 2, sol_plot_axes_y (axes, ys[i]) - DOT / 2,
                         DOT, DOT);
      if (i % PIECE == PIECE - 1)
        cairo_fill (cr);
    }
  cairo_fill (cr);
}

static void
draw_line (cairo_t           *cr,
           const SolPlotAxes *axes,
           const double      *xs,
           const double      *ys,
           gsize              n)
{
  guint n_points = 0;

  for (gsize i = 0; i < n; i++)
    {
      double x = sol_plot_axes_x (axes, xs[i]), y = sol_plot_axes_y (axes, ys[i]);

      if (!isfinite (xs[i]) || !isfinite (ys[i]))
        {
          n_points = 0;
          continue;
        }
      if (n_points++ == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      if (n_points % PIECE != 0)
        continue;
      cairo_stroke (cr);
      cairo_move_to (cr, x, y);
    }
  cairo_stroke (cr);
}

void
sol_plot_draw_xy (cairo_t           *cr,
                  const SolPlotAxes *axes,
                  const SolColor    *color,
                  const double      *xs,
                  const double      *ys,
                  gsize              n,
                  gboolean           is_line)
{
  cairo_save (cr);
  cairo_rectangle (cr, axes->x, axes->y, axes->width, axes->height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (is_line)
    draw_line (cr, axes, xs, ys, n);
  else
    draw_dots (cr, axes, xs, ys, n);
  cairo_restore (cr);
}
