/* sol-plot-text-private.h: labels in tabular figures
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Returns: (transfer full): a layout in @font (nullable) whose figures all have one width; make one for all labels */
PangoLayout *sol_plot_text_new    (cairo_t     *cr,
                                   const char  *font);

/* Sets @text and says how large it is, in pixels */
void         sol_plot_text_set    (PangoLayout *layout,
                                   const char  *text,
                                   double      *width,
                                   double      *height);

G_END_DECLS
