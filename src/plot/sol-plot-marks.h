/* sol-plot-marks.h: what is drawn beside traces: gaps, states
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

/* A stretch in which a channel said one word */
typedef struct
{
  gint64      begin_ns, end_ns;
  const char *word;    /* borrowed */
  guint       color;   /* of theme->traces, by the word and not by its place: the same word has the same colour */
} SolPlotState;

/* A lane as high as the frame: a band for each state with its word, as far as there is room.
 * @inset: where the frame begins, so many pixels are something else's, and no word stands there */
void sol_plot_draw_states        (cairo_t             *cr,
                                  const SolPlotTheme  *theme,
                                  const SolPlotFrame  *frame,
                                  double               inset,
                                  const SolPlotState  *states,
                                  guint                n_states);

G_END_DECLS
