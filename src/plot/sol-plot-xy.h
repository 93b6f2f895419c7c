/* sol-plot-xy.h: one signal against another onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot-axes.h"

G_BEGIN_DECLS

/**
 * sol_plot_draw_xy:
 * @xs, @ys: (array length=n): what is no number breaks the line
 * @is_line: joins the points; else each is a dot
 *
 * Cost: some 1 µs a point.
 */
void sol_plot_draw_xy (cairo_t           *cr,
                       const SolPlotAxes *axes,
                       const SolColor    *color,
                       const double      *xs,
                       const double      *ys,
                       gsize              n,
                       gboolean           is_line);

G_END_DECLS
