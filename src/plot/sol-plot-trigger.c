/* sol-plot-trigger.c: the trigger level's mark
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"

#define MARK_LENGTH 9.0
#define MARK_HALF 5.0

/* Points at the level from the right edge; at the border when the level is out of sight */
static void
draw_mark (cairo_t            *cr,
           const SolPlotFrame *frame,
           double              y)
{
  double right = frame->x + frame->width;

  cairo_move_to (cr, right - MARK_LENGTH, y);
  cairo_line_to (cr, right, y - MARK_HALF);
  cairo_line_to (cr, right, y + MARK_HALF);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_level (cairo_t            *cr,
            const SolPlotFrame *frame,
            double              y)
{
  static const double dashes[] = { 6, 4 };

  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, frame->x, floor (y) + 0.5);
  cairo_line_to (cr, frame->x + frame->width, floor (y) + 0.5);
  cairo_stroke (cr);
}

void
sol_plot_draw_trigger (cairo_t            *cr,
                       const SolPlotTheme *theme,
                       const SolPlotFrame *frame,
                       double              level,
                       gboolean            is_dragged)
{
  double y;

  if (!sol_plot_frame_is_drawable (frame) || !isfinite (level))
    return;

  y = sol_plot_frame_y (frame, level);
  cairo_save (cr);
  cairo_set_source_rgba (cr, theme->text.red, theme->text.green, theme->text.blue, theme->text.alpha);
  if (is_dragged)
    draw_level (cr, frame, y);
  draw_mark (cr, frame, CLAMP (y, frame->y + MARK_HALF, frame->y + frame->height - MARK_HALF));
  cairo_restore (cr);
}
