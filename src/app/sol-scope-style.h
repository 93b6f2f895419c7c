/* sol-scope-style.h: how plots in the window look: colours, labels, size
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-plot.h"

G_BEGIN_DECLS

/* The page's, light or dark */
const SolPlotTheme *sol_scope_style_get_theme  (void);
/* Draws @widget anew when the page becomes dark or light */
void                sol_scope_style_follow     (GtkWidget      *widget);
/* The window's font at the size of labels. Returns: (transfer full) */
char               *sol_scope_style_dup_font   (GtkWidget      *widget);
/* Lays nothing out when the label says so already */
void                sol_scope_style_set_label  (GtkLabel       *label,
                                                const char     *text);
/* For GtkWidgetClass.measure of a plot below the scope's screen */
void                sol_scope_style_measure    (GtkWidget      *widget,
                                                GtkOrientation  orientation,
                                                int             for_size,
                                                int            *minimum,
                                                int            *natural,
                                                int            *minimum_baseline,
                                                int            *natural_baseline);

G_END_DECLS
