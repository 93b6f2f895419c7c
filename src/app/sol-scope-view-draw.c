/* sol-scope-view-draw.c: the scope's screen onto a snapshot or a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <adwaita.h>

#define TOP_MARGIN 10
#define RIGHT_MARGIN 14

void
sol_scope_view_get_frame (SolScopeView  *self,
                          double         width,
                          double         height,
                          SolScopeTrace *trace,
                          SolPlotFrame  *frame)
{
  const SolScopeScale *scale = trace != NULL ? sol_scope_trace_get_scale (trace) : NULL;
  gboolean has_scale = scale != NULL && scale->top > scale->bottom;

  *frame = (SolPlotFrame) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = TOP_MARGIN,
    .width = width - SOL_PLOT_LABEL_WIDTH - RIGHT_MARGIN,
    .height = height - TOP_MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .begin_ns = self->window.begin_ns,
    .end_ns = sol_scope_window_get_end (&self->window),
    .zero_ns = self->window.zero_ns,
    .bottom = has_scale ? scale->bottom : -1,
    .top = has_scale ? scale->top : 1,
    .unit = trace != NULL ? sol_scope_trace_get_unit (trace) : NULL,
    .font = self->font,
  };
}

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

/* In the colour of the trace that it belongs to */
static void
draw_trigger (SolScopeView       *self,
              cairo_t            *cr,
              double              width,
              double              height,
              const SolPlotTheme *theme)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  SolPlotTheme tinted = *theme;
  SolPlotFrame frame;

  if (source == NULL || !self->uses_trigger)
    return;
  tinted.text = theme->traces[sol_scope_trace_get_color (source) % G_N_ELEMENTS (theme->traces)];
  sol_scope_view_get_frame (self, width, height, source, &frame);
  sol_plot_draw_trigger (cr, &tinted, &frame, self->sweep.trigger.level, self->is_dragging_level);
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
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, width, height, self->selected, &frame);
  sol_plot_draw_graticule (cr, theme, &frame);
  sol_plot_draw_traces (cr, NULL, (const SolPlotTrace *) (gpointer) traces->data, traces->len);
  draw_trigger (self, cr, width, height, theme);
}

static gboolean
is_page_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static void
make_key (SolScopeView       *self,
          const SolPlotFrame *frame,
          double              width,
          double              height,
          SolScopeGridKey    *key)
{
  /* Padding too: keys are compared as octets */
  memset (key, 0, sizeof *key);
  key->width = width;
  key->height = height;
  key->bottom = frame->bottom;
  key->top = frame->top;
  key->begin_ns = frame->begin_ns - frame->zero_ns;
  key->end_ns = frame->end_ns - frame->zero_ns;
  key->is_dark = is_page_dark ();
  g_strlcpy (key->unit, frame->unit != NULL ? frame->unit : "", sizeof key->unit);
}

/* Lines and labels cost more than a trace and change seldom: one node is kept until they do */
static GskRenderNode *
get_grid (SolScopeView *self,
          double        width,
          double        height)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  SolScopeGridKey key;
  SolPlotFrame frame;
  cairo_t *cr;

  sol_scope_view_get_frame (self, width, height, self->selected, &frame);
  make_key (self, &frame, width, height, &key);
  if (self->grid != NULL && memcmp (&key, &self->grid_key, sizeof key) == 0)
    return self->grid;

  g_clear_pointer (&self->grid, gsk_render_node_unref);
  self->grid_key = key;
  self->grid = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (self->grid);
  sol_plot_draw_graticule (cr, sol_plot_theme_get (key.is_dark), &frame);
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

  sol_scope_view_get_frame (self, width, height, self->selected, &frame);
  if (frame.width < 2 || frame.height < 2)
    return;

  gtk_snapshot_append_node (snapshot, get_grid (self, width, height));
  graphene_rect_init (&bounds, frame.x, frame.y, frame.width, frame.height);
  append_traces (self, snapshot, width, height, theme);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_trigger (self, cr, width, height, theme);
  cairo_destroy (cr);
}
