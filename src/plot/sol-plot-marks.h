/* sol-plot-marks.h: what is drawn over traces: gaps, cursors, the trigger point, a second axis, states
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot.h"

G_BEGIN_DECLS

/* All pure drawing, on any cairo_t; a frame that shows nothing draws nothing. */

/* Where samples are missing, the frame is hatched in the colour; a gap of less than three pixels is a tick at the
 * upper edge. At most 512 gaps are drawn. */
void sol_plot_draw_gaps          (cairo_t             *cr,
                                  const SolPlotFrame  *frame,
                                  const SolColor      *color,
                                  SolChannel          *channel);

/* The value axis again, in its colour: ticks and labels from @x on to the right; room: SOL_PLOT_LABEL_WIDTH */
void sol_plot_draw_second_axis   (cairo_t             *cr,
                                  const SolPlotFrame  *frame,
                                  const SolColor      *color,
                                  double               x);

typedef enum { SOL_PLOT_CURSOR_TIME, SOL_PLOT_CURSOR_VALUE } SolPlotCursorKind;

typedef struct
{
  SolPlotCursorKind kind;
  gint64            t_ns;   /* of TIME: Unix time */
  double            value;  /* of VALUE: in the frame's unit */
  const char       *name;   /* nullable: one letter, `A` */
} SolPlotCursor;

/* Lines across the frame, each with its name and where it stands, in a label that stays inside */
void sol_plot_draw_cursors       (cairo_t             *cr,
                                  const SolPlotTheme  *theme,
                                  const SolPlotFrame  *frame,
                                  const SolPlotCursor *cursors,
                                  guint                n_cursors);

/* A mark at the upper edge, where the trigger was; at the side when that is out of sight */
void sol_plot_draw_trigger_point (cairo_t             *cr,
                                  const SolPlotFrame  *frame,
                                  const SolColor      *color,
                                  gint64               t_ns);

/* A stretch in which a channel said one word */
typedef struct
{
  gint64      begin_ns, end_ns;
  const char *word;    /* borrowed */
  guint       color;   /* of theme->traces, by the word and not by its place: the same word has the same colour */
} SolPlotState;

/* A lane as high as the frame: a band for each state with its word, as far as there is room */
void sol_plot_draw_states        (cairo_t             *cr,
                                  const SolPlotTheme  *theme,
                                  const SolPlotFrame  *frame,
                                  const SolPlotState  *states,
                                  guint                n_states);

G_END_DECLS
