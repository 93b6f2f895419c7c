/* sol-scope-view-draw.c: the scope's screen onto a snapshot or a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <adwaita.h>

/* Returns: (transfer full): SolPlotTrace of those that are visible */
static GArray *
get_plot_traces (SolScopeView       *self,
                 double              width,
                 double              height,
                 const SolPlotTheme *theme)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->traces));
  GArray *traces = g_array_new (FALSE, FALSE, sizeof (SolPlotTrace));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (G_LIST_MODEL (self->traces), i);
      SolPlotTrace drawn = { .channel = sol_scope_trace_get_channel (trace) };

      if (!sol_scope_trace_get_visible (trace))
        continue;
      sol_scope_view_get_frame (self, width, height, trace, &drawn.frame);
      drawn.color = theme->traces[sol_scope_trace_get_color (trace) % G_N_ELEMENTS (theme->traces)];
      g_array_append_val (traces, drawn);
    }
  return traces;
}

/* All traces as one texture, which is the picture's pixels themselves */
static void
append_traces (SolScopeView       *self,
               GtkSnapshot        *snapshot,
               double              width,
               double              height,
               const SolPlotTheme *theme)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (GArray) traces = get_plot_traces (self, width, height, theme);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *image;
  graphene_rect_t bounds;
  int columns, rows, stride;
  double x, y;

  image = sol_plot_raster_draw (self->raster, (const SolPlotTrace *) (gpointer) traces->data, traces->len, scale,
                                &x, &y);
  if (image == NULL)
    return;
  columns = cairo_image_surface_get_width (image);
  rows = cairo_image_surface_get_height (image);
  stride = cairo_image_surface_get_stride (image);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image), (gsize) stride * rows,
                                      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (image));
  texture = gdk_memory_texture_new (columns, rows, GDK_MEMORY_DEFAULT, bytes, stride);
  graphene_rect_init (&bounds, x, y, (float) columns / scale, (float) rows / scale);
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

void
sol_scope_view_draw (SolScopeView *self,
                     cairo_t      *cr,
                     double        width,
                     double        height,
                     gboolean      is_dark)
{
  const SolPlotTheme *theme = sol_plot_theme_get (is_dark);
  g_autoptr (GArray) traces = get_plot_traces (self, width, height, theme);

  sol_scope_view_draw_graticules (self, cr, width, height, theme);
  sol_plot_draw_traces (cr, NULL, (const SolPlotTrace *) (gpointer) traces->data, traces->len);
  sol_scope_view_draw_marks (self, cr, width, height, theme);
}

static gboolean
is_page_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/* Lines and labels cost more than a trace and change seldom: one node is kept until they do */
static GskRenderNode *
get_grid (SolScopeView *self,
          double        width,
          double        height)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  g_autoptr (GBytes) key = sol_scope_view_make_key (self, width, height, is_page_dark ());
  cairo_t *cr;

  if (self->grid != NULL && g_bytes_equal (key, self->grid_key))
    return self->grid;

  g_clear_pointer (&self->grid, gsk_render_node_unref);
  g_clear_pointer (&self->grid_key, g_bytes_unref);
  self->grid_key = g_steal_pointer (&key);
  self->grid = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (self->grid);
  sol_scope_view_draw_graticules (self, cr, width, height, sol_plot_theme_get (is_page_dark ()));
  cairo_destroy (cr);
  return self->grid;
}

void
sol_scope_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  SolScopeView *self = SOL_SCOPE_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const SolPlotTheme *theme = sol_plot_theme_get (is_page_dark ());
  graphene_rect_t bounds;
  SolPlotFrame frame;
  cairo_t *cr;

  sol_scope_view_get_frame (self, width, height, NULL, &frame);
  if (frame.width < 2 || frame.height < 2)
    return;

  gtk_snapshot_append_node (snapshot, get_grid (self, width, height));
  append_traces (self, snapshot, width, height, theme);
  graphene_rect_init (&bounds, 0, 0, width, height);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  sol_scope_view_draw_marks (self, cr, width, height, theme);
  cairo_destroy (cr);
}
