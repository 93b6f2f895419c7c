/* sol-plot-mask.h: where a trace may not go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-mask.h"
#include "sol-plot.h"

G_BEGIN_DECLS

/**
 * sol_plot_draw_mask:
 * @points: (array length=n)
 * @zero_ns: Unix time of the mask's zero
 * @is_violated: it was not let pass: drawn stronger
 *
 * Shades what is above and below the mask, in the trace's colour, up to the frame's edges, where there is a limit.
 * Cost: O(n).
 */
void sol_plot_draw_mask (cairo_t            *cr,
                         const SolPlotFrame *frame,
                         const SolMaskPoint *points,
                         guint               n,
                         gint64              zero_ns,
                         const SolColor     *color,
                         gboolean            is_violated);

G_END_DECLS
