/* sol-plot-labels.c: how the values of one axis are written
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-labels-private.h"

#include <math.h>

#include "sol-plot-text-private.h"
#include "sol-plot.h"

static gboolean
fits (const SolPlotLabels *self,
      PangoLayout         *layout,
      double               room)
{
  g_autofree char *widest = sol_plot_labels_dup_text (self, self->base - self->largest);
  double width, height;

  sol_plot_text_set (layout, widest, &width, &height);
  return width <= room;
}

void
sol_plot_labels_init (SolPlotLabels *self,
                      PangoLayout   *layout,
                      double         low,
                      double         high,
                      double         step,
                      const char    *unit,
                      double         room)
{
  double base = round ((low + high) / 2 / step) * step;

  *self = (SolPlotLabels) { .step = step, .largest = MAX (fabs (low), fabs (high)), .unit = unit };
  if (fits (self, layout, room))
    return;
  self->unit = NULL;
  if (base == 0 || fits (self, layout, room))
    return;
  *self = (SolPlotLabels) { .base = base, .step = step, .largest = (high - low) / 2, .unit = unit };
  if (!fits (self, layout, room))
    self->unit = NULL;
}

char *
sol_plot_labels_dup_text (const SolPlotLabels *self,
                          double               value)
{
  double difference = value - self->base;
  g_autofree char *text = sol_plot_format_tick (difference, self->step, self->largest, self->unit);

  return g_strconcat (self->base != 0 && difference > self->step / 2 ? "+" : "", text, NULL);
}

char *
sol_plot_labels_dup_base (const SolPlotLabels *self)
{
  g_autofree char *text = NULL;

  if (self->base == 0)
    return NULL;
  text = sol_plot_format_tick (self->base, self->step, self->base, self->unit);
  return g_strconcat ("0 = ", text, NULL);
}
