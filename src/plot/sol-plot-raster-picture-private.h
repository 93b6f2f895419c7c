/* sol-plot-raster-picture-private.h: the steps of a picture of traces, and the memory for them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-raster-private.h"

G_BEGIN_DECLS

#define SOL_RASTER_SURFACES 3  /* one drawn, one shown, one that a renderer has not let go of */

struct _SolPlotRaster
{
  /* Owned */
  cairo_surface_t *surfaces[SOL_RASTER_SURFACES];
  SolRasterFill   *fill;
  SolRasterTrace  *traces;
  gsize            n_traces;
  SolRasterColumn *columns;
  SolColumn       *scratch;
  gsize            n_columns, n_scratch;
  guint8          *mask;
  SolRasterRange  *ranges;
  int              width, height;  /* of @mask */
};

/* What a picture takes of the device's pixels */
typedef struct
{
  int left, upper, width, height;
} SolRasterPlace;

/* Returns: how many of @traces can be drawn; 0: there is no picture */
guint            sol_raster_get_place         (const SolPlotTrace   *traces,
                                               guint                 n_traces,
                                               double                scale,
                                               SolRasterPlace       *place);

/* @image is all of it from (@left, @upper) on */
SolRasterImage   sol_raster_get_image         (cairo_surface_t      *surface,
                                               const SolRasterPlace *place);

/**
 * sol_plot_raster_take_surface:
 * @image: (out): its pixels; what they hold is old
 *
 * One that nobody else looks at; of the least recently used when all are shown.
 *
 * Returns: (transfer none): to be marked dirty
 */
cairo_surface_t *sol_plot_raster_take_surface (SolPlotRaster        *self,
                                               int                   width,
                                               int                   height,
                                               double                scale,
                                               SolRasterImage       *image);

/* Reads what @self->traces need to be drawn at @place. @n_drawable: of sol_raster_get_place(). Returns: that number */
guint            sol_plot_raster_read_traces  (SolPlotRaster        *self,
                                               const SolPlotTrace   *traces,
                                               guint                 n_traces,
                                               guint                 n_drawable,
                                               double                scale,
                                               const SolRasterPlace *place);

/* Clears the rows, and fills what is tall */
void             sol_plot_raster_fill_rows    (SolPlotRaster        *self,
                                               SolRasterImage       *image,
                                               guint                 n_traces,
                                               int                   begin,
                                               int                   end);

/* Lays the rest over that, and forgets the samples */
void             sol_plot_raster_draw_lines   (SolPlotRaster        *self,
                                               SolRasterImage       *image,
                                               guint                 n_traces);

G_END_DECLS
