/* sol-plot-graticule.c: grid and axis labels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "sol-plot-labels-private.h"
#include "sol-plot-marks.h"
#include "sol-plot-private.h"
#include "sol-plot-text-private.h"
#include "sol-plot.h"

#define TIME_DIVISIONS 10
#define PIXELS_PER_TICK 130  /* of height, when the step is the largest that fits; 1-2-5 makes them 50 to 130 */
#define CLOSEST_LINES 22.0   /* pixels between two lines of values, each with its label */
#define LOWEST_LABEL 11.0  /* pixels that a label takes of the height */
#define LABEL_GAP 6.0      /* pixels from the graticule to a label */
#define TICK_LENGTH 4.0
#define LABEL_DISTANCE 14.0 /* least pixels between two time labels */

/* A run of ticks along one axis, in the axis's own unit */
typedef struct
{
  double step, first, last, largest;
} Ticks;

static Ticks
ticks_new (double low,
           double high,
           double step)
{
  Ticks ticks;

  ticks.step = step;
  ticks.first = ceil (low / ticks.step - 1e-6) * ticks.step;
  ticks.last = high + ticks.step * 1e-6;
  ticks.largest = MAX (fabs (low), fabs (high));
  return ticks;
}

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static Ticks
time_ticks (const SolPlotFrame *frame)
{
  double low = (frame->begin_ns - frame->zero_ns) / 1e9, high = (frame->end_ns - frame->zero_ns) / 1e9;

  return ticks_new (low, high, sol_plot_time_step (high - low, TIME_DIVISIONS));
}

static Ticks
value_ticks (const SolPlotFrame *frame)
{
  guint least = CLAMP ((guint) (frame->height / PIXELS_PER_TICK), 2, 6);
  double span = frame->top - frame->bottom;

  if (frame->value_step > 0 && frame->height * frame->value_step / span >= CLOSEST_LINES)
    return ticks_new (frame->bottom, frame->top, frame->value_step);
  return ticks_new (frame->bottom, frame->top, sol_plot_tick_step (frame->top - frame->bottom, least));
}

/* One pixel wide and exactly on the pixels, else a line blurs over two */
static double
snap (double position)
{
  return floor (position) + 0.5;
}

static double
time_x (const SolPlotFrame *frame,
        double              seconds)
{
  return sol_plot_frame_x (frame, frame->zero_ns + (gint64) llround (seconds * 1e9));
}

static void
draw_lines (cairo_t            *cr,
            const SolPlotTheme *theme,
            const SolPlotFrame *frame)
{
  Ticks times = time_ticks (frame), values = value_ticks (frame);

  for (double t = times.first; t <= times.last; t += times.step)
    {
      double x = snap (MIN (time_x (frame, t), frame->x + frame->width - 1));

      cairo_move_to (cr, x, frame->y);
      cairo_line_to (cr, x, frame->y + frame->height);
    }
  for (double v = values.first; v <= values.last && !frame->has_no_values; v += values.step)
    {
      double y = snap (MIN (sol_plot_frame_y (frame, v), frame->y + frame->height - 1));

      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
    }
  set_color (cr, &theme->grid);
  cairo_stroke (cr);
}

/* The zero of both axes, and the border, a little stronger than the grid */
static void
draw_axes (cairo_t            *cr,
           const SolPlotTheme *theme,
           const SolPlotFrame *frame)
{
  cairo_rectangle (cr, frame->x + 0.5, frame->y + 0.5, frame->width - 1, frame->height - 1);
  if (frame->bottom < 0 && frame->top > 0 && !frame->has_no_values)
    {
      double y = snap (sol_plot_frame_y (frame, 0));

      cairo_move_to (cr, frame->x, y);
      cairo_line_to (cr, frame->x + frame->width, y);
    }
  if (frame->begin_ns < frame->zero_ns && frame->zero_ns < frame->end_ns)
    {
      double x = snap (sol_plot_frame_x (frame, frame->zero_ns));

      cairo_move_to (cr, x, frame->y);
      cairo_line_to (cr, x, frame->y + frame->height);
    }
  set_color (cr, &theme->axis);
  cairo_stroke (cr);
}

/* What labels count from, where it is in nobody's way but the trace's */
static void
draw_base (cairo_t             *cr,
           PangoLayout         *layout,
           const SolPlotLabels *labels,
           const SolPlotFrame  *frame,
           gboolean             is_right)
{
  g_autofree char *text = sol_plot_labels_dup_base (labels);
  double width, height;

  if (text == NULL)
    return;
  sol_plot_text_set (layout, text, &width, &height);
  cairo_move_to (cr, is_right ? frame->x + frame->width - LABEL_GAP - width : frame->x + LABEL_GAP,
                 frame->y + LABEL_GAP / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_value_labels (cairo_t            *cr,
                   PangoLayout        *layout,
                   const SolPlotTheme *theme,
                   const SolPlotFrame *frame,
                   gboolean            is_right)
{
  Ticks ticks = value_ticks (frame);
  SolPlotLabels labels;

  if (frame->height * ticks.step < LOWEST_LABEL * (frame->top - frame->bottom))
    return;
  set_color (cr, frame->value_color != NULL ? frame->value_color : &theme->text);
  sol_plot_labels_init (&labels, layout, frame->bottom, frame->top, ticks.step, frame->unit,
                        SOL_PLOT_LABEL_WIDTH - LABEL_GAP);
  for (double v = ticks.first; v <= ticks.last; v += ticks.step)
    {
      g_autofree char *text = sol_plot_labels_dup_text (&labels, v);
      double width, height, y;

      sol_plot_text_set (layout, text, &width, &height);
      y = sol_plot_frame_y (frame, v) - height / 2;
      cairo_move_to (cr, is_right ? frame->x + frame->width + LABEL_GAP : frame->x - LABEL_GAP - width,
                     CLAMP (y, frame->y - height / 2, frame->y + frame->height - height / 2));
      pango_cairo_show_layout (cr, layout);
    }
  draw_base (cr, layout, &labels, frame, is_right);
}

/* A label is left out where it would touch its neighbour or stand out of the drawing. Labels count from zero, so that
 * those that stay do not change when the picture is moved. */
static void
draw_time_labels (cairo_t            *cr,
                  PangoLayout        *layout,
                  const SolPlotFrame *frame)
{
  Ticks ticks = time_ticks (frame);
  g_autofree char *widest = sol_plot_format_time (-ticks.largest, ticks.step, ticks.largest);
  double width, height;
  double room = frame->width / MAX ((ticks.last - ticks.first) / ticks.step, 1);
  int every = 1;

  sol_plot_text_set (layout, widest, &width, &height);
  while (every * room < width + LABEL_DISTANCE && every < 10)
    every = every == 1 ? 2 : every == 2 ? 5 : 10;

  for (double t = ticks.first; t <= ticks.last; t += ticks.step)
    {
      g_autofree char *text = sol_plot_format_time (t, ticks.step, ticks.largest);
      double x = time_x (frame, t);

      if (llround (t / ticks.step) % every != 0)
        continue;
      sol_plot_text_set (layout, text, &width, &height);
      cairo_move_to (cr, CLAMP (x - width / 2, frame->x - width / 2, frame->x + frame->width - width),
                     frame->y + frame->height + LABEL_GAP - 2);
      pango_cairo_show_layout (cr, layout);
    }
}

void
sol_plot_draw_graticule (cairo_t            *cr,
                         const SolPlotTheme *theme,
                         const SolPlotFrame *frame)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!sol_plot_frame_is_drawable (frame))
    return;

  cairo_save (cr);
  set_color (cr, &theme->background);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1);
  draw_lines (cr, theme, frame);
  draw_axes (cr, theme, frame);

  layout = sol_plot_text_new (cr, frame->font);
  if (!frame->has_no_values)
    draw_value_labels (cr, layout, theme, frame, FALSE);
  set_color (cr, &theme->text);
  if (!frame->has_no_times)
    draw_time_labels (cr, layout, frame);
  cairo_restore (cr);
}

void
sol_plot_draw_right_axis (cairo_t            *cr,
                          const SolPlotTheme *theme,
                          const SolPlotFrame *frame)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!sol_plot_frame_is_drawable (frame))
    return;
  cairo_save (cr);
  layout = sol_plot_text_new (cr, frame->font);
  draw_value_labels (cr, layout, theme, frame, TRUE);
  cairo_restore (cr);
}
