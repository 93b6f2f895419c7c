/* sol-plot-trace.c: one channel, drawn the way its density asks for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"
#include "sol-plot-traces.h"

#define PIXELS_PER_POINT 8.0

void
sol_plot_draw_trace (cairo_t            *cr,
                     const SolPlotFrame *frame,
                     const SolColor     *color,
                     SolChannel         *channel)
{
  SolPlotTrace trace = { *frame, *color, channel };

  sol_plot_draw_traces (cr, NULL, &trace, 1);
}

gboolean
sol_plot_is_sparse (const gint64 *times_ns,
                    const double *values,
                    gsize         n,
                    gint64        span_ns,
                    double        width)
{
  double sum_ns = 0;
  gsize n_pairs = 0;

  for (gsize i = 1; i < n; i++)
    if (!isnan (values[i - 1]) && !isnan (values[i]))
      {
        sum_ns += (double) MIN (times_ns[i] - times_ns[i - 1], span_ns);
        n_pairs++;
      }
  return sum_ns * width > PIXELS_PER_POINT * (double) n_pairs * (double) span_ns;
}
