/* sol-scope-view-draw.c: the scope's screen onto a snapshot or a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <adwaita.h>

#include "sol-plot-marks.h"

/* Returns: (transfer full): SolPlotTrace of those that are visible and have numbers */
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

      if (!sol_scope_trace_get_visible (trace) || sol_scope_trace_get_words (trace) != NULL)
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

/* On a graticule of many, those of all would cover it: a broken line says it too */
static void
draw_gaps (SolScopeView       *self,
           cairo_t            *cr,
           double              width,
           double              height,
           const SolPlotTheme *theme)
{
  g_autoptr (GArray) traces = get_plot_traces (self, width, height, theme);
  SolChannel *selected = self->selected != NULL ? sol_scope_trace_get_channel (self->selected) : NULL;

  for (guint i = 0; i < traces->len; i++)
    {
      const SolPlotTrace *trace = &g_array_index (traces, SolPlotTrace, i);

      if (self->is_stacked || traces->len == 1 || trace->channel == selected)
        sol_plot_draw_gaps (cr, &trace->frame, &trace->color, trace->channel);
    }
}

static gboolean
has_gaps (SolScopeView *self)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolGap gap;

      if (sol_scope_trace_get_visible (trace)
          && sol_channel_read_gaps (sol_scope_trace_get_channel (trace), self->window.begin_ns,
                                    sol_scope_window_get_end (&self->window), &gap, 1) > 0)
        return TRUE;
    }
  return FALSE;
}

void
sol_scope_view_set_underlay (SolScopeView     *self,
                             SolScopeViewFunc  draw,
                             gpointer          user_data)
{
  g_return_if_fail (SOL_IS_SCOPE_VIEW (self));

  self->underlay = draw;
  self->underlay_data = user_data;
  sol_scope_view_move (self);
}

static void
draw_underlay (SolScopeView       *self,
               cairo_t            *cr,
               double              width,
               double              height,
               const SolPlotTheme *theme)
{
  if (self->underlay != NULL)
    self->underlay (self, cr, width, height, theme, self->underlay_data);
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
  draw_gaps (self, cr, width, height, theme);
  sol_scope_view_draw_persistence (self, cr, width, height, theme);
  draw_underlay (self, cr, width, height, theme);
  sol_plot_draw_traces (cr, NULL, (const SolPlotTrace *) (gpointer) traces->data, traces->len);
  sol_scope_view_draw_words (self, cr, width, height, theme);
  sol_scope_view_draw_marks (self, cr, width, height, theme);
}

typedef void (*DrawFunc) (SolScopeView       *self,
                          cairo_t            *cr,
                          double              width,
                          double              height,
                          const SolPlotTheme *theme);

static GskRenderNode *
make_node (SolScopeView       *self,
           double              width,
           double              height,
           const SolPlotTheme *theme,
           DrawFunc            func)
{
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  func (self, cr, width, height, theme);
  cairo_destroy (cr);
  return node;
}

static void
append_new (SolScopeView       *self,
            GtkSnapshot        *snapshot,
            double              width,
            double              height,
            const SolPlotTheme *theme,
            DrawFunc            func)
{
  g_autoptr (GskRenderNode) node = make_node (self, width, height, theme, func);

  gtk_snapshot_append_node (snapshot, node);
}

/* Lines and labels cost more than a trace and change seldom: they are kept until they do. @key: (transfer full) */
static gboolean
is_kept (GskRenderNode **node,
         GBytes        **node_key,
         GBytes         *key)
{
  if (*node != NULL && g_bytes_equal (key, *node_key))
    {
      g_bytes_unref (key);
      return TRUE;
    }
  g_clear_pointer (node, gsk_render_node_unref);
  g_clear_pointer (node_key, g_bytes_unref);
  *node_key = key;
  return FALSE;
}

void
sol_scope_view_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  SolScopeView *self = SOL_SCOPE_VIEW (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const SolPlotTheme *theme = sol_plot_theme_get (is_dark);
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, width, height, NULL, &frame);
  if (frame.width < 2 || frame.height < 2)
    return;

  if (!is_kept (&self->grid, &self->grid_key, sol_scope_view_make_key (self, width, height, is_dark)))
    self->grid = make_node (self, width, height, theme, sol_scope_view_draw_graticules);
  if (!is_kept (&self->marks, &self->marks_key, sol_scope_view_make_marks_key (self, width, height, is_dark)))
    self->marks = make_node (self, width, height, theme, sol_scope_view_draw_marks);
  gtk_snapshot_append_node (snapshot, self->grid);
  if (has_gaps (self))
    append_new (self, snapshot, width, height, theme, draw_gaps);
  sol_scope_view_append_persistence (self, snapshot, width, height, theme);
  if (self->underlay != NULL)
    append_new (self, snapshot, width, height, theme, draw_underlay);
  append_traces (self, snapshot, width, height, theme);
  if (sol_scope_view_has_words (self))
    append_new (self, snapshot, width, height, theme, sol_scope_view_draw_words);
  gtk_snapshot_append_node (snapshot, self->marks);
}
