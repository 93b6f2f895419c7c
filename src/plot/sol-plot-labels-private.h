/* sol-plot-labels-private.h: how the values of one axis are written
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Labels tell neighbouring ticks apart, whatever the values. Where they would be wider than their room, they leave the
 * unit out, and where that does not do, they count from a tick in the middle, which is told apart: `0 = 1700000010`. */
typedef struct
{
  double      base;     /* what a label is the difference from; 0: nothing */
  double      step, largest;
  const char *unit;     /* nullable */
} SolPlotLabels;

/* Of ticks @step apart from @low to @high. @unit must outlive @self; @room in pixels */
void  sol_plot_labels_init     (SolPlotLabels       *self,
                                PangoLayout         *layout,
                                double               low,
                                double               high,
                                double               step,
                                const char          *unit,
                                double               room);

/* Returns: (transfer full) */
char *sol_plot_labels_dup_text (const SolPlotLabels *self,
                                double               value);

/* Returns: (transfer full) (nullable): what labels count from */
char *sol_plot_labels_dup_base (const SolPlotLabels *self);

G_END_DECLS
