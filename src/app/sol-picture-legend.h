/* sol-picture-legend.h: what stands below a picture in a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sol-plot.h"
#include "sol-scope-trace.h"

G_BEGIN_DECLS

/* Which trace is which, line by line from the left; at the right what else there is to know */
typedef struct _SolPictureLegend SolPictureLegend;

/* @widget: whose font it is written in */
SolPictureLegend *sol_picture_legend_new         (const SolPlotTheme     *theme,
                                                  GtkWidget              *widget);
void              sol_picture_legend_free        (SolPictureLegend       *self);

/* @color: nullable: no swatch */
void              sol_picture_legend_add         (SolPictureLegend       *self,
                                                  const SolColor         *color,
                                                  const char             *text);
/* `● CH1   lab/bench/wave   2.00 Vpp`. @detail: nullable: what was measured */
void              sol_picture_legend_add_channel (SolPictureLegend       *self,
                                                  SolScopeTrace          *trace,
                                                  const char             *detail);
/* Parts with tabs between stand below each other, each to the right */
void              sol_picture_legend_add_right   (SolPictureLegend       *self,
                                                  const char             *text);
/* `−100 dB ▒▒▒▒▒▒ 0 dB` at the right of the first line: a waterfall's colours, instead of words */
void              sol_picture_legend_set_colors  (SolPictureLegend       *self,
                                                  const char             *lowest,
                                                  const char             *highest);

/* In the plot's units; one line's at least */
int               sol_picture_legend_get_height  (const SolPictureLegend *self);
/* What is too long for the room beside the right column is cut off, with an ellipsis */
void              sol_picture_legend_draw        (const SolPictureLegend *self,
                                                  cairo_t                *cr,
                                                  double                  width,
                                                  double                  y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolPictureLegend, sol_picture_legend_free)

G_END_DECLS
