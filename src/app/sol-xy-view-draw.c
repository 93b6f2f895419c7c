/* sol-xy-view-draw.c: one channel against another, onto a snapshot
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-xy-view-private.h"

#include <math.h>

#define MARGIN 12
#define FADE 0.045       /* of what is there, each picture */

static void
get_axes (SolXyView   *self,
          SolPlotAxes *axes)
{
  guint x = sol_xy_view_get_x (self), y = sol_xy_view_get_y (self);
  gboolean is_known = isfinite (self->bounds[0]) && isfinite (self->bounds[2]);

  *axes = (SolPlotAxes) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = MARGIN,
    .width = gtk_widget_get_width (GTK_WIDGET (self)) - SOL_PLOT_LABEL_WIDTH - MARGIN,
    .height = gtk_widget_get_height (GTK_WIDGET (self)) - MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .left = is_known ? self->bounds[0] : -1,
    .right = is_known ? self->bounds[1] : 1,
    .bottom = is_known ? self->bounds[2] : -1,
    .top = is_known ? self->bounds[3] : 1,
    .x_unit = x != G_MAXUINT ? sol_scope_trace_get_unit (sol_xy_view_get_trace (self, x)) : NULL,
    .y_unit = y != G_MAXUINT ? sol_scope_trace_get_unit (sol_xy_view_get_trace (self, y)) : NULL,
    .font = self->guest.font,
  };
}

static const SolColor *
get_color (SolXyView *self)
{
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  guint y = sol_xy_view_get_y (self);

  return &theme->traces[y == G_MAXUINT ? 0 : sol_scope_trace_get_color (sol_xy_view_get_trace (self, y))
                                                 % G_N_ELEMENTS (theme->traces)];
}

void
sol_xy_view_add_glow (SolXyView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  SolPlotAxes axes;
  cairo_t *cr;

  if (self->glow != NULL && (cairo_image_surface_get_width (self->glow) != width
                             || cairo_image_surface_get_height (self->glow) != height))
    g_clear_pointer (&self->glow, cairo_surface_destroy);
  if (self->glow == NULL)
    self->glow = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  get_axes (self, &axes);
  cr = cairo_create (self->glow);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_paint_with_alpha (cr, FADE);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  sol_plot_draw_xy (cr, &axes, get_color (self), self->xs, self->ys, self->n, self->settings.is_line);
  cairo_destroy (cr);
}

void
sol_xy_view_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  SolXyView *self = SOL_XY_VIEW (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  SolPlotAxes axes;
  cairo_t *cr;

  get_axes (self, &axes);
  if (axes.width < 2 || axes.height < 2)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  sol_plot_axes_draw (&axes, cr, sol_scope_style_get_theme ());
  if (self->settings.is_persistent && self->glow != NULL)
    {
      cairo_set_source_surface (cr, self->glow, 0, 0);
      cairo_paint (cr);
    }
  else
    sol_plot_draw_xy (cr, &axes, get_color (self), self->xs, self->ys, self->n, self->settings.is_line);
  cairo_destroy (cr);
}
