/* sol-plot-gaps.c: an honest break where samples are missing
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-marks.h"
#include "sol-plot-private.h"

#define MAX_GAPS 512
#define NARROW 3.0      /* pixels */
#define HATCH_STEP 8.0
#define HATCH_ALPHA 0.28
#define EDGE_ALPHA 0.45
#define TICK_HEIGHT 6.0

/* Lines at 45 degrees that go on from one gap to the next, as the hatch is the frame's */
static void
hatch (cairo_t            *cr,
       const SolPlotFrame *frame,
       double              left,
       double              right)
{
  double bottom = frame->y + frame->height;

  cairo_save (cr);
  cairo_rectangle (cr, left, frame->y, right - left, frame->height);
  cairo_clip (cr);
  for (double x = floor ((left - frame->height) / HATCH_STEP) * HATCH_STEP; x < right; x += HATCH_STEP)
    {
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x + frame->height, frame->y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_edges (cairo_t            *cr,
            const SolPlotFrame *frame,
            double              left,
            double              right)
{
  static const double dashes[] = { 2, 3 };

  cairo_save (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_move_to (cr, floor (left) + 0.5, frame->y);
  cairo_rel_line_to (cr, 0, frame->height);
  cairo_move_to (cr, floor (right) + 0.5, frame->y);
  cairo_rel_line_to (cr, 0, frame->height);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_gap (cairo_t            *cr,
          const SolPlotFrame *frame,
          const SolColor     *color,
          double              left,
          double              right)
{
  if (right - left < NARROW)
    {
      cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
      cairo_rectangle (cr, floor (left), frame->y, 2, TICK_HEIGHT);
      return cairo_fill (cr);
    }
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * HATCH_ALPHA);
  hatch (cr, frame, left, right);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * EDGE_ALPHA);
  draw_edges (cr, frame, left, right);
}

void
sol_plot_draw_gaps (cairo_t            *cr,
                    const SolPlotFrame *frame,
                    const SolColor     *color,
                    SolChannel         *channel)
{
  g_autofree SolGap *gaps = NULL;
  double right;
  guint n;

  if (!sol_plot_frame_is_drawable (frame))
    return;
  gaps = g_new (SolGap, MAX_GAPS);
  n = sol_channel_read_gaps (channel, frame->begin_ns, frame->end_ns, gaps, MAX_GAPS);
  right = frame->x + frame->width;
  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < n; i++)
    draw_gap (cr, frame, color, MAX (sol_plot_frame_x (frame, gaps[i].begin_ns), frame->x - 2),
              MIN (sol_plot_frame_x (frame, gaps[i].end_ns), right + 2));
  cairo_restore (cr);
}
