/* sol-plot-cursors.c: lines that a person places, and the point that triggered
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-marks.h"
#include "sol-plot-private.h"
#include "sol-plot-text-private.h"

#define PADDING 5.0
#define RADIUS 4.0
#define MARK_LENGTH 9.0
#define MARK_HALF 5.0
#define N_DIGITS 4

static void
set_color (cairo_t        *cr,
           const SolColor *color,
           double          alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static void
add_round_rectangle (cairo_t *cr,
                     double   x,
                     double   y,
                     double   width,
                     double   height)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - RADIUS, y + RADIUS, RADIUS, -G_PI / 2, 0);
  cairo_arc (cr, x + width - RADIUS, y + height - RADIUS, RADIUS, 0, G_PI / 2);
  cairo_arc (cr, x + RADIUS, y + height - RADIUS, RADIUS, G_PI / 2, G_PI);
  cairo_arc (cr, x + RADIUS, y + RADIUS, RADIUS, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
}

/* On a plate of the page's colour, so that no trace runs through the figures */
static void
draw_label (cairo_t            *cr,
            PangoLayout        *layout,
            const SolPlotTheme *theme,
            const SolPlotFrame *frame,
            const char         *text,
            double              x,
            double              y)
{
  double width, height;

  sol_plot_text_set (layout, text, &width, &height);
  x = CLAMP (x, frame->x, MAX (frame->x + frame->width - width - 2 * PADDING, frame->x));
  y = CLAMP (y, frame->y, MAX (frame->y + frame->height - height - 2, frame->y));
  add_round_rectangle (cr, x + 0.5, y + 0.5, width + 2 * PADDING - 1, height + 1);
  set_color (cr, &theme->background, 0.92);
  cairo_fill_preserve (cr);
  set_color (cr, &theme->axis, 1);
  cairo_stroke (cr);
  set_color (cr, &theme->text, 1.4);
  cairo_move_to (cr, x + PADDING, y + 1);
  pango_cairo_show_layout (cr, layout);
}

static char *
format_cursor (const SolPlotFrame  *frame,
               const SolPlotCursor *cursor)
{
  double seconds = (double) (cursor->t_ns - frame->zero_ns) / 1e9;
  g_autofree char *place = cursor->kind == SOL_PLOT_CURSOR_TIME
                             ? sol_plot_format_si (seconds, "s", N_DIGITS)
                             : sol_plot_format_si (cursor->value, frame->unit, N_DIGITS);

  return cursor->name != NULL ? g_strdup_printf ("%s  %s", cursor->name, place) : g_strdup (place);
}

static gboolean
is_in_sight (const SolPlotFrame  *frame,
             const SolPlotCursor *cursor)
{
  if (cursor->kind == SOL_PLOT_CURSOR_TIME)
    return cursor->t_ns >= frame->begin_ns && cursor->t_ns <= frame->end_ns;
  return cursor->value >= frame->bottom && cursor->value <= frame->top;
}

static void
draw_cursor (cairo_t             *cr,
             PangoLayout         *layout,
             const SolPlotTheme  *theme,
             const SolPlotFrame  *frame,
             const SolPlotCursor *cursor)
{
  static const double dashes[] = { 5, 3 };
  g_autofree char *text = format_cursor (frame, cursor);
  double x = floor (sol_plot_frame_x (frame, cursor->t_ns)) + 0.5;
  double y = floor (sol_plot_frame_y (frame, cursor->value)) + 0.5;
  gboolean is_time = cursor->kind == SOL_PLOT_CURSOR_TIME;

  cairo_move_to (cr, is_time ? x : frame->x, is_time ? frame->y : y);
  cairo_rel_line_to (cr, is_time ? 0 : frame->width, is_time ? frame->height : 0);
  set_color (cr, &theme->text, 1);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  draw_label (cr, layout, theme, frame, text, is_time ? x + 3 : frame->x + 6, is_time ? frame->y + 6 : y - 18);
}

void
sol_plot_draw_cursors (cairo_t             *cr,
                       const SolPlotTheme  *theme,
                       const SolPlotFrame  *frame,
                       const SolPlotCursor *cursors,
                       guint                n_cursors)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!sol_plot_frame_is_drawable (frame))
    return;
  layout = sol_plot_text_new (cr, frame->font);
  cairo_save (cr);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < n_cursors; i++)
    if (is_in_sight (frame, &cursors[i]))
      draw_cursor (cr, layout, theme, frame, &cursors[i]);
  cairo_restore (cr);
}

static void
add_mark (cairo_t            *cr,
          const SolPlotFrame *frame,
          double              x)
{
  double right = frame->x + frame->width, top = frame->y;

  if (x < frame->x || x > right)
    {
      double side = x < frame->x ? frame->x : right, inward = x < frame->x ? MARK_LENGTH : -MARK_LENGTH;

      cairo_move_to (cr, side, top + MARK_HALF);
      cairo_line_to (cr, side + inward, top);
      cairo_line_to (cr, side + inward, top + 2 * MARK_HALF);
    }
  else
    {
      cairo_move_to (cr, x, top + MARK_LENGTH);
      cairo_line_to (cr, x - MARK_HALF, top);
      cairo_line_to (cr, x + MARK_HALF, top);
    }
  cairo_close_path (cr);
}

void
sol_plot_draw_trigger_point (cairo_t            *cr,
                             const SolPlotFrame *frame,
                             const SolColor     *color,
                             gint64              t_ns)
{
  if (!sol_plot_frame_is_drawable (frame))
    return;
  cairo_save (cr);
  set_color (cr, color, 1);
  add_mark (cr, frame, sol_plot_frame_x (frame, t_ns));
  cairo_fill (cr);
  cairo_restore (cr);
}
