/* sol-plot-traces.h: many traces onto a cairo_t, or into one image
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot.h"

G_BEGIN_DECLS

/* A channel in its frame. Frames may be the same for all (one graticule, each trace with a scale of its own), or stand
 * below each other. */
typedef struct
{
  SolPlotFrame  frame;
  SolColor      color;
  SolChannel   *channel;  /* borrowed */
} SolPlotTrace;

/* Memory that is used again from picture to picture; of one thread at a time */
typedef struct _SolPlotRaster SolPlotRaster;

SolPlotRaster   *sol_plot_raster_new  (void);
void             sol_plot_raster_free (SolPlotRaster      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolPlotRaster, sol_plot_raster_free)

/**
 * sol_plot_raster_draw:
 * @traces: (array length=n_traces)
 * @scale: pixels of the image for one of the frames' units, as a screen has them
 * @x, @y: (out): where the image belongs, in the frames' units
 *
 * For a widget: an image of all traces, just large enough for their frames, to be shown as one texture. Dense traces
 * are an envelope of pixel columns with a brighter line of means, sparse ones an anti-aliased line with a point a
 * sample.
 * Cost: 8 traces at 1600 by 600: under 2 ms whatever they hold.
 *
 * Returns: (transfer none) (nullable): ARGB32 in cairo's sense, not drawn into again while somebody else holds a
 *   reference; NULL when there is nothing to draw
 */
cairo_surface_t *sol_plot_raster_draw (SolPlotRaster      *self,
                                       const SolPlotTrace *traces,
                                       guint               n_traces,
                                       double              scale,
                                       double             *x,
                                       double             *y);

/**
 * sol_plot_draw_traces:
 * @raster: (nullable): to be kept for the next picture
 *
 * The same onto a cairo_t: by way of an image for a target of pixels, as paths for SVG, PDF and recordings.
 */
void             sol_plot_draw_traces (cairo_t            *cr,
                                       SolPlotRaster      *raster,
                                       const SolPlotTrace *traces,
                                       guint               n_traces);

G_END_DECLS
