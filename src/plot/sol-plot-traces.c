/* sol-plot-traces.c: many traces onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

/* Columns of a picture that has no pixels, for one of its units */
#define COLUMNS_PER_UNIT 2.0
#define DENSE_PER_COLUMN 4

/* Pixels for one unit, 0 where there are no pixels, or none that lie along the axes */
static double
get_scale (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  double scale_x, scale_y;
  cairo_matrix_t matrix;

  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE)
    return 0;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx * scale_x != matrix.yy * scale_y)
    return 0;
  return matrix.xx * scale_x;
}

static void
draw_image (cairo_t            *cr,
            SolPlotRaster      *raster,
            const SolPlotTrace *traces,
            guint               n_traces,
            double              scale)
{
  cairo_surface_t *image;
  double x, y;

  if (sol_raster_draw_onto (raster, cr, traces, n_traces, scale))
    return;
  image = sol_plot_raster_draw (raster, traces, n_traces, scale, &x, &y);
  cairo_save (cr);
  cairo_set_source_surface (cr, image, x, y);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_columns (cairo_t            *cr,
              const SolPlotTrace *trace,
              guint               n_columns)
{
  g_autofree SolColumn *columns = g_new (SolColumn, n_columns);

  sol_channel_read_columns (trace->channel, trace->frame.begin_ns, trace->frame.end_ns, columns, n_columns);
  sol_plot_draw_envelope (cr, &trace->frame, &trace->color, columns, n_columns);
}

static void
draw_samples (cairo_t            *cr,
              const SolPlotTrace *trace,
              gsize               limit)
{
  g_autofree gint64 *times_ns = g_new (gint64, limit);
  g_autofree double *values = g_new (double, limit);
  gsize n = sol_channel_read_samples (trace->channel, trace->frame.begin_ns, trace->frame.end_ns, times_ns, values,
                                      limit);

  sol_plot_draw_strokes (cr, &trace->frame, &trace->color, times_ns, values, n);
}

static void
draw_path (cairo_t            *cr,
           const SolPlotTrace *trace)
{
  const SolPlotFrame *frame = &trace->frame;
  guint64 n_samples;
  guint n_columns;

  if (!sol_plot_frame_is_drawable (frame))
    return;
  n_columns = CLAMP ((guint) (frame->width * COLUMNS_PER_UNIT), 1, 16384);
  n_samples = sol_channel_count_samples (trace->channel, frame->begin_ns, frame->end_ns);
  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (cr);
  if (n_samples >= (guint64) n_columns * DENSE_PER_COLUMN)
    draw_columns (cr, trace, n_columns);
  else
    draw_samples (cr, trace, (gsize) (n_samples + 2) * 2);
  cairo_restore (cr);
}

void
sol_plot_draw_traces (cairo_t            *cr,
                      SolPlotRaster      *raster,
                      const SolPlotTrace *traces,
                      guint               n_traces)
{
  g_autoptr (SolPlotRaster) own = NULL;
  double scale = get_scale (cr);

  if (scale > 0)
    {
      if (raster == NULL)
        raster = own = sol_plot_raster_new ();
      return draw_image (cr, raster, traces, n_traces, scale);
    }
  for (guint i = 0; i < n_traces; i++)
    draw_path (cr, &traces[i]);
}
