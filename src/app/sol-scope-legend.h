/* sol-scope-legend.h: which trace is which, below a picture in a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot.h"
#include "sol-scope-view.h"

G_BEGIN_DECLS

/* Of the traces that are shown, in the plot's units */
int  sol_scope_legend_get_height (SolScopeView       *view);

/* @is_measured: with what the screen has measured, which holds for what it shows alone. @right: in words, at the end of
 * the first line */
void sol_scope_legend_draw       (SolScopeView       *view,
                                  cairo_t            *cr,
                                  double              width,
                                  double              y,
                                  const SolPlotTheme *theme,
                                  gboolean            is_measured,
                                  const char         *right);

G_END_DECLS
