/* sol-plot.h: graticule, traces and their labels onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <cairo.h>
#include <glib.h>

#include "sol-channel.h"

G_BEGIN_DECLS

/* Pure drawing: the same functions serve the widget and an exported picture. No GTK, no state, any thread. */

typedef struct
{
  double red, green, blue, alpha;
} SolColor;

typedef struct
{
  SolColor background, grid, axis, text;
  SolColor traces[8];  /* Okabe and Ito's colours, tuned for the style */
} SolPlotTheme;

const SolPlotTheme *sol_plot_theme_get (gboolean dark);

/* Where the plot stands in its drawing and which part of the signal it shows */
typedef struct
{
  double x, y, width, height;  /* of the graticule, in pixels */
  gint64 begin_ns, end_ns;     /* Unix time at its left and right edge */
  gint64 zero_ns;              /* labelled 0: the trigger point */
  double bottom, top;          /* values at its lower and upper edge */
  const char *unit;            /* nullable */
} SolPlotFrame;

/* Ticks at 1-2-5 steps: the largest step that gives at least @least of them; both in the unit of @span */
double sol_plot_tick_step      (double               span,
                                guint                least);

/* `12.5 ms`, `3.30 kHz`: SI prefix, thin space, @digits significant digits; tabular. Returns: (transfer full) */
char  *sol_plot_format_si      (double               value,
                                const char          *unit,
                                guint                digits);

void   sol_plot_draw_graticule (cairo_t             *cr,
                                const SolPlotTheme  *theme,
                                const SolPlotFrame  *frame);

/* Chooses by itself: short strokes and points when sparse, an envelope of pixel columns when dense */
void   sol_plot_draw_trace     (cairo_t             *cr,
                                const SolPlotFrame  *frame,
                                const SolColor      *color,
                                SolChannel          *channel);

/* The mark at the right edge, and the dashed line when @is_dragged */
void   sol_plot_draw_trigger   (cairo_t             *cr,
                                const SolPlotTheme  *theme,
                                const SolPlotFrame  *frame,
                                double               level,
                                gboolean             is_dragged);

G_END_DECLS
