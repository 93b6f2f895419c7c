/* sol-plot-trace.c: one channel, drawn the way its density asks for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-traces.h"

void
sol_plot_draw_trace (cairo_t            *cr,
                     const SolPlotFrame *frame,
                     const SolColor     *color,
                     SolChannel         *channel)
{
  SolPlotTrace trace = { *frame, *color, channel };

  sol_plot_draw_traces (cr, NULL, &trace, 1);
}
