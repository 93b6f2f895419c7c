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

static void
draw_traces (SolScopeView       *self,
             cairo_t            *cr,
             double              width,
             double              height,
             const SolPlotTheme *theme)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->traces));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (G_LIST_MODEL (self->traces), i);
      SolPlotFrame frame;

      if (!sol_scope_trace_get_visible (trace))
        continue;
      sol_scope_view_get_frame (self, width, height, trace, &frame);
      sol_plot_draw_trace (cr, &frame,
                           &theme->traces[sol_scope_trace_get_color (trace) % G_N_ELEMENTS (theme->traces)],
                           sol_scope_trace_get_channel (trace));
    }
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
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, width, height, self->selected, &frame);
  sol_plot_draw_graticule (cr, theme, &frame);
  draw_traces (self, cr, width, height, theme);
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
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  draw_traces (self, cr, width, height, theme);
  draw_trigger (self, cr, width, height, theme);
  cairo_destroy (cr);
}
