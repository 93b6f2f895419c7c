/* sol-xy-view-draw.c: one channel against another, onto a snapshot or a picture
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
          int          width,
          int          height,
          SolPlotAxes *axes)
{
  guint x = sol_xy_view_get_x (self), y = sol_xy_view_get_y (self);
  gboolean is_known = isfinite (self->bounds[0]) && isfinite (self->bounds[2]);

  *axes = (SolPlotAxes) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = MARGIN,
    .width = width - SOL_PLOT_LABEL_WIDTH - MARGIN,
    .height = height - MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .left = is_known ? self->bounds[0] : -1,
    .right = is_known ? self->bounds[1] : 1,
    .bottom = is_known ? self->bounds[2] : -1,
    .top = is_known ? self->bounds[3] : 1,
    .x_unit = x != G_MAXUINT ? sol_scope_trace_get_unit (sol_xy_view_get_trace (self, x)) : NULL,
    .y_unit = y != G_MAXUINT ? sol_scope_trace_get_unit (sol_xy_view_get_trace (self, y)) : NULL,
    .font = self->guest.font,
  };
}

const SolColor *
sol_xy_view_get_color (SolXyView          *self,
                       const SolPlotTheme *theme)
{
  guint y = sol_xy_view_get_y (self);

  return &theme->traces[y == G_MAXUINT ? 0 : sol_scope_trace_get_color (sol_xy_view_get_trace (self, y))
                                                 % G_N_ELEMENTS (theme->traces)];
}

static void
draw_newest (SolXyView          *self,
             cairo_t            *cr,
             const SolPlotAxes  *axes,
             const SolPlotTheme *theme)
{
  sol_plot_draw_xy (cr, axes, sol_xy_view_get_color (self, theme), self->xs, self->ys, self->n, self->settings.is_line);
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
  get_axes (self, width, height, &axes);
  cr = cairo_create (self->glow);
  cairo_set_operator (cr, CAIRO_OPERATOR_DEST_OUT);
  cairo_paint_with_alpha (cr, FADE);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  draw_newest (self, cr, &axes, sol_scope_style_get_theme ());
  cairo_destroy (cr);
}

/* Its pixels are the screen's: in another size they are stretched from graticule to graticule */
static void
draw_glow (SolXyView         *self,
           cairo_t           *cr,
           const SolPlotAxes *axes)
{
  SolPlotAxes screen;

  get_axes (self, cairo_image_surface_get_width (self->glow), cairo_image_surface_get_height (self->glow), &screen);
  cairo_save (cr);
  cairo_rectangle (cr, axes->x, axes->y, axes->width, axes->height);
  cairo_clip (cr);
  cairo_translate (cr, axes->x, axes->y);
  cairo_scale (cr, axes->width / screen.width, axes->height / screen.height);
  cairo_set_source_surface (cr, self->glow, -screen.x, -screen.y);
  cairo_paint (cr);
  cairo_restore (cr);
}

void
sol_xy_view_draw (SolXyView          *self,
                  cairo_t            *cr,
                  int                 width,
                  int                 height,
                  const SolPlotTheme *theme)
{
  SolPlotAxes axes;

  get_axes (self, width, height, &axes);
  if (axes.width < 2 || axes.height < 2)
    return;
  sol_plot_axes_draw (&axes, cr, theme);
  if (self->settings.is_persistent && self->glow != NULL)
    draw_glow (self, cr, &axes);
  draw_newest (self, cr, &axes, theme);
}

void
sol_xy_view_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));

  sol_xy_view_draw (SOL_XY_VIEW (widget), cr, width, height, sol_scope_style_get_theme ());
  cairo_destroy (cr);
}
