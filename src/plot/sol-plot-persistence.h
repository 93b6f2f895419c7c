/* sol-plot-persistence.h: many sweeps on top of each other, brighter where the signal is more often
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-plot.h"

G_BEGIN_DECLS

/* Counts for each pixel how long the signal was there. One thread at a time. */
typedef struct _SolPlotPersistence SolPlotPersistence;

/* @width, @height: in pixels, at least 1; 4 octets each */
SolPlotPersistence *sol_plot_persistence_new   (int                  width,
                                                int                  height);
void                sol_plot_persistence_free  (SolPlotPersistence  *self);
void                sol_plot_persistence_clear (SolPlotPersistence  *self);

/* What was added before counts @part of what it did, 0..1 */
void                sol_plot_persistence_fade  (SolPlotPersistence  *self,
                                                double               part);

/* One sweep: @frame's times and values are the picture's edges; where it stands does not matter */
void                sol_plot_persistence_add   (SolPlotPersistence  *self,
                                                const SolPlotFrame  *frame,
                                                SolChannel          *channel);

/* In @color, from faint to full by the logarithm of the count, and towards the page's opposite at the most frequent */
void                sol_plot_persistence_draw  (SolPlotPersistence  *self,
                                                cairo_t             *cr,
                                                const SolPlotFrame  *frame,
                                                const SolColor      *color,
                                                gboolean             is_dark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolPlotPersistence, sol_plot_persistence_free)

G_END_DECLS
