/* sol-plot-private.h: places in a frame, and the two ways to draw a trace
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <math.h>

#include "sol-plot.h"

G_BEGIN_DECLS

/* cairo's coordinates are 24.8 fixed point: what lies far outside is brought near, where it is clipped all the same */
#define SOL_PLOT_FAR 1e5

static inline gboolean
sol_plot_frame_is_drawable (const SolPlotFrame *frame)
{
  return frame->width >= 2 && frame->height >= 2 && frame->end_ns > frame->begin_ns
         && frame->top > frame->bottom && isfinite (frame->top - frame->bottom);
}

static inline double
sol_plot_frame_x (const SolPlotFrame *frame,
                  gint64              t_ns)
{
  return frame->x + (double) (t_ns - frame->begin_ns) / (double) (frame->end_ns - frame->begin_ns) * frame->width;
}

static inline double
sol_plot_frame_y (const SolPlotFrame *frame,
                  double              value)
{
  double y = frame->y + (frame->top - value) / (frame->top - frame->bottom) * frame->height;

  return CLAMP (y, -SOL_PLOT_FAR, SOL_PLOT_FAR);
}

/* Whether neighbours that a line connects are so far apart that each is marked: on average eight pixels of @width.
 * What is beyond the frame counts no more than it is wide. */
gboolean sol_plot_is_sparse (const gint64 *times_ns,
                             const double *values,
                             gsize         n,
                             gint64        span_ns,
                             double        width);

/**
 * sol_plot_draw_envelope:
 * @columns: (array length=n_columns): of equal width over the whole frame
 *
 * For targets without pixels: an area and a line of means for each stretch between gaps.
 */
void sol_plot_draw_envelope (cairo_t            *cr,
                             const SolPlotFrame *frame,
                             const SolColor     *color,
                             const SolColumn    *columns,
                             guint               n_columns);

/**
 * sol_plot_draw_strokes:
 * @times_ns: (array length=n)
 * @values: (array length=n): NaN breaks the line
 *
 * A line in pieces of 16 segments: cairo's cost grows with the square of a path's length. Fewer than one sample to
 * eight pixels, and each is marked by a point.
 */
void sol_plot_draw_strokes  (cairo_t            *cr,
                             const SolPlotFrame *frame,
                             const SolColor     *color,
                             const gint64       *times_ns,
                             const double       *values,
                             gsize               n);

G_END_DECLS
