/* sol-plot-axes.h: a graticule whose horizontal axis is not time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot.h"

G_BEGIN_DECLS

/* Frequencies, or one signal against another. Pure drawing, as in sol-plot.h. */
typedef struct
{
  double      x, y, width, height;  /* of the graticule, in pixels */
  double      left, right;          /* values at its edges, left < right */
  double      bottom, top;
  gboolean    is_log;               /* of the horizontal axis; then left > 0 */
  const char *x_unit, *y_unit;      /* nullable */
  const char *font;                 /* nullable, as in SolPlotFrame */
} SolPlotAxes;

/* Pixels, brought near where they would be far outside */
double sol_plot_axes_x      (const SolPlotAxes  *self,
                             double              value);
double sol_plot_axes_y      (const SolPlotAxes  *self,
                             double              value);
/* The horizontal value at a pixel */
double sol_plot_axes_get_at (const SolPlotAxes  *self,
                             double              x);

/* Background, lines, border and labels. Cost: some 40 µs a label */
void   sol_plot_axes_draw   (const SolPlotAxes  *self,
                             cairo_t            *cr,
                             const SolPlotTheme *theme);

G_END_DECLS
