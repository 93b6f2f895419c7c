/* sol-plot-raster-read.c: how a trace is drawn, and reads what that takes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

#define DENSE_PER_COLUMN 4      /* samples; below, all of them are looked at */
#define THIN_PER_COLUMN 32      /* samples from which the envelope lets others shine through */
#define THIN_ALPHA 0.55
#define MAX_POINTS 6000.0       /* of all traces together, before they are drawn by columns */
#define MAX_LINE 40000.0        /* the same, in pixels of line */

static guint32
to_pixel (const SolColor *color,
          double          alpha)
{
  double a = CLAMP (color->alpha * alpha, 0, 1);

  return (guint32) (a * 255 + 0.5) << 24 | (guint32) (color->red * a * 255 + 0.5) << 16
         | (guint32) (color->green * a * 255 + 0.5) << 8 | (guint32) (color->blue * a * 255 + 0.5);
}

/* The more samples a column has, the more its bar says of extremes and the less of the signal */
static double
choose_alpha (double per_column)
{
  double part = (per_column - DENSE_PER_COLUMN) / (THIN_PER_COLUMN - DENSE_PER_COLUMN);

  return 1 + (THIN_ALPHA - 1) * CLAMP (part, 0, 1);
}

static double
get_line_length (const SolRasterTrace *trace)
{
  double sum = 0, y0 = NAN;

  for (gsize i = 0; i < trace->n_points; i++)
    {
      double y = NAN;

      if (!isnan (trace->values[i]))
        y = CLAMP (sol_raster_view_y (&trace->view, trace->values[i]), trace->view.upper, trace->view.lower);
      sum += isnan (y) || isnan (y0) ? 0 : fabs (y - y0);
      y0 = y;
    }
  return sum;
}

static void
read_points (SolRasterTrace     *trace,
             const SolPlotTrace *source,
             gsize               limit)
{
  trace->times_ns = g_new (gint64, limit);
  trace->values = g_new (double, limit);
  trace->n_points = sol_channel_read_samples (source->channel, source->frame.begin_ns, source->frame.end_ns,
                                              trace->times_ns, trace->values, limit);
  trace->has_dots = sol_plot_is_sparse (trace->times_ns, trace->values, trace->n_points,
                                        source->frame.end_ns - source->frame.begin_ns, source->frame.width);
}

void
sol_raster_read_trace (SolRasterTrace     *trace,
                       const SolPlotTrace *source,
                       SolRasterColumn    *columns,
                       SolColumn          *scratch,
                       guint               n_traces)
{
  const SolPlotFrame *frame = &source->frame;
  guint64 n_samples;

  trace->n_columns = (guint) (trace->view.right - trace->view.left);
  trace->columns = columns;
  trace->color = trace->bar_color = to_pixel (&source->color, 1);
  if (trace->n_columns == 0)
    return;
  n_samples = sol_channel_count_samples (source->channel, frame->begin_ns, frame->end_ns);
  if (n_samples >= (guint64) trace->n_columns * DENSE_PER_COLUMN)
    {
      trace->bar_color = to_pixel (&source->color, choose_alpha ((double) n_samples / trace->n_columns));
      return sol_raster_read_columns (trace, source->channel, scratch);
    }
  read_points (trace, source, (gsize) (n_samples + 2) * 2);
  if (trace->n_points <= MAX_POINTS / n_traces && get_line_length (trace) <= MAX_LINE / n_traces)
    trace->columns = NULL;
  else
    sol_raster_join_points (trace);
}
