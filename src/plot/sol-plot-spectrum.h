/* sol-plot-spectrum.h: spectra and waterfalls onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-axes.h"
#include "sol-waterfall.h"

G_BEGIN_DECLS

/* A pixel column shows the largest of its bins, so that no line is lost; where bins are wider they are joined by lines.
 * Cost: O(bins shown), a logarithm a pixel column and not a bin. */
void sol_plot_draw_spectrum   (cairo_t                 *cr,
                               const SolPlotAxes       *axes,
                               const SolColor          *color,
                               const SolSpectrumResult *result,
                               SolSpectrumScale         scale);

/* A small triangle over the point, and @text above it */
void sol_plot_draw_peak       (cairo_t                 *cr,
                               const SolPlotTheme      *theme,
                               const SolPlotAxes       *axes,
                               double                   frequency_hz,
                               double                   level,
                               const char              *text);

/**
 * sol_plot_draw_waterfall:
 * @n_columns, @low_hz, @high_hz: as it was made and filled
 * @n_rows: that the height stands for; the newest is uppermost
 * @low_db, @high_db: the ends of the colours
 *
 * Dark blue over green to yellow, in equal steps of lightness, on either theme. Cost: O(width · rows), 10 ns a pixel.
 */
void sol_plot_draw_waterfall  (cairo_t                 *cr,
                               const SolPlotAxes       *axes,
                               const SolWaterfall      *waterfall,
                               guint                    n_columns,
                               guint                    n_rows,
                               double                   low_hz,
                               double                   high_hz,
                               double                   low_db,
                               double                   high_db);

/* Its colours from the lowest to the highest, in a rectangle */
void sol_plot_draw_waterfall_scale (cairo_t            *cr,
                                    double              x,
                                    double              y,
                                    double              width,
                                    double              height);

G_END_DECLS
