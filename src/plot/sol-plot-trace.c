/* sol-plot-trace.c: one channel, drawn the way its density asks for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"

/* From two samples a column on, an envelope looks the same as the line and costs a tenth */
#define DENSE_PER_COLUMN 2

/* Columns are pixels of the surface, which on a scaled screen are finer than the frame's */
static guint
count_columns (cairo_t            *cr,
               const SolPlotFrame *frame)
{
  double dx = 1, dy = 1, scale_x, scale_y;

  cairo_user_to_device_distance (cr, &dx, &dy);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &scale_x, &scale_y);
  return CLAMP (round (frame->width * fabs (dx * scale_x)), 1, 16384);
}

static void
draw_sparse (cairo_t            *cr,
             const SolPlotFrame *frame,
             const SolColor     *color,
             SolChannel         *channel,
             gsize               limit)
{
  g_autofree gint64 *times_ns = g_new (gint64, limit);
  g_autofree double *values = g_new (double, limit);
  gsize n = sol_channel_read_samples (channel, frame->begin_ns, frame->end_ns, times_ns, values, limit);

  sol_plot_draw_strokes (cr, frame, color, times_ns, values, n);
}

void
sol_plot_draw_trace (cairo_t            *cr,
                     const SolPlotFrame *frame,
                     const SolColor     *color,
                     SolChannel         *channel)
{
  g_autofree SolColumn *columns = NULL;
  guint n_columns;
  guint64 n_samples;

  if (!sol_plot_frame_is_drawable (frame))
    return;

  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (cr);
  n_columns = count_columns (cr, frame);
  columns = g_new (SolColumn, n_columns);
  n_samples = sol_channel_read_columns (channel, frame->begin_ns, frame->end_ns, columns, n_columns);
  if (n_samples >= (guint64) n_columns * DENSE_PER_COLUMN)
    sol_plot_draw_envelope (cr, frame, color, columns, n_columns);
  else
    draw_sparse (cr, frame, color, channel, (n_samples + 2) * 2);
  cairo_restore (cr);
}
