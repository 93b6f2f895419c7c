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

const SolPlotTheme *sol_plot_theme_get (gboolean is_dark);

/* Where the plot stands in its drawing and which part of the signal it shows */
typedef struct
{
  double x, y, width, height;  /* of the graticule, in pixels */
  gint64 begin_ns, end_ns;     /* Unix time at its left and right edge */
  gint64 zero_ns;              /* labelled 0: the trigger point */
  double bottom, top;          /* values at its lower and upper edge */
  double value_step;           /* from line to line; 0, or too dense to read: chosen */
  gboolean has_no_times;       /* a graticule above another: the time is written below that */
  gboolean has_no_values;      /* a lane of words has none */
  const SolColor *value_color; /* nullable: of the values' labels */
  const char *unit;            /* nullable */
  const char *font;            /* nullable: Pango description; NULL is `Sans 9` */
} SolPlotFrame;

/* Room that the labels need beside and below a graticule, in pixels, at the font's size of 9 points */
#define SOL_PLOT_LABEL_WIDTH 64
#define SOL_PLOT_LABEL_HEIGHT 24

/* Ticks at 1-2-5 steps: the largest step that gives at least @least of them; both in the unit of @span */
double sol_plot_tick_step      (double               span,
                                guint                least);

/**
 * sol_plot_format_si:
 * @unit: (nullable): without one, and for units that take no prefix (%, °C, dB), the number is written out
 * @digits: significant digits, 1..9
 *
 * `12.5 ms`, `3.30 kHz`: SI prefix, thin space U+2009, minus sign U+2212, the locale's decimal point; NaN is `—`.
 *
 * Returns: (transfer full)
 */
char  *sol_plot_format_si      (double               value,
                                const char          *unit,
                                guint                digits);

/* The label of a tick: as many places as @step needs, the prefix of @largest, so that an axis is written in one unit.
 * Without a prefix, what would be mostly zeros is written as a power of ten: `2.5·10⁻⁹`.
 * Returns: (transfer full) */
char  *sol_plot_format_tick    (double               value,
                                double               step,
                                double               largest,
                                const char          *unit);

/* As sol_plot_tick_step () for seconds: 1-2-5 up to 50 s, then 1, 2, 5, 10, 20 min, then hours */
double sol_plot_time_step      (double               span,
                                guint                least);

/* As sol_plot_format_tick () for seconds: `20 ms`, `5 s`, `2 min`, `1 h`, as @step asks. Returns: (transfer full) */
char  *sol_plot_format_time    (double               seconds,
                                double               step,
                                double               largest);

void   sol_plot_draw_graticule (cairo_t             *cr,
                                const SolPlotTheme  *theme,
                                const SolPlotFrame  *frame);

/* A second axis: the values of @frame at the right edge, without lines of their own; the labels need
 * %SOL_PLOT_LABEL_WIDTH there */
void   sol_plot_draw_right_axis (cairo_t            *cr,
                                 const SolPlotTheme *theme,
                                 const SolPlotFrame *frame);

/**
 * sol_plot_draw_trace:
 *
 * Chooses by itself: short strokes and points when sparse, an envelope of pixel columns when dense. A gap stays empty.
 * Cost: dense, 1600 columns: under 2 ms whatever the number of samples; sparse: about 2 µs a point.
 */
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
