/* sol-xy-view.c: one channel against another
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-xy-view.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "sol-plot-xy.h"
#include "sol-stretch.h"

#define MIN_WIDTH 260
#define MIN_HEIGHT 140
#define NATURAL_HEIGHT 360
#define MARGIN 12
#define LIMIT 20000
#define RUN_EVERY_US (G_USEC_PER_SEC / 30)
#define FADE 0.045       /* of what is there, each picture */
#define HEADROOM 0.05    /* of the range, beyond each end */

struct _SolXyView
{
  GtkWidget parent_instance;

  /* Owned */
  SolScopeView      *scope;
  SolScopeTrace     *x, *y;      /* chosen; nullable */
  char              *font;
  double            *xs, *ys;    /* (array length=LIMIT) */
  cairo_surface_t   *glow;       /* the pictures before; NULL without persistence */

  SolStretch         stretches[2];
  gsize              n, n_numbers;
  SolXyViewSettings  settings;
  double             bounds[4];  /* left, right, bottom, top; NaN: not known */
  gint64             begin_ns, end_ns, run_us;
  guint              generations;
  guint              tick_id;
};

G_DEFINE_FINAL_TYPE (SolXyView, sol_xy_view, GTK_TYPE_WIDGET)

static guint
find_place (SolXyView     *self,
            SolScopeTrace *chosen,
            guint          otherwise)
{
  GListModel *traces = sol_scope_view_get_traces (self->scope);
  guint n = g_list_model_get_n_items (traces);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      if (trace == chosen)
        return i;
    }
  return n == 0 ? G_MAXUINT : MIN (otherwise, n - 1);
}

guint
sol_xy_view_get_x (SolXyView *self)
{
  return self->scope != NULL ? find_place (self, self->x, 0) : G_MAXUINT;
}

guint
sol_xy_view_get_y (SolXyView *self)
{
  return self->scope != NULL ? find_place (self, self->y, 1) : G_MAXUINT;
}

static SolScopeTrace *
get_trace (SolXyView *self,
           guint      place)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (sol_scope_view_get_traces (self->scope), place);

  return trace; /* the view holds it */
}

static void
forget_pictures (SolXyView *self)
{
  g_clear_pointer (&self->glow, cairo_surface_destroy);
  for (guint i = 0; i < G_N_ELEMENTS (self->bounds); i++)
    self->bounds[i] = NAN;
  self->end_ns = 0;
}

/* Grows at once, and shrinks when less than half is used. Returns: whether it changed */
static gboolean
follow (double       *bounds,
        const double *values,
        gsize         n)
{
  double low = INFINITY, high = -INFINITY, room;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (low > high || (low >= bounds[0] && high <= bounds[1] && high - low >= (bounds[1] - bounds[0]) / 2))
    return FALSE;
  room = high > low ? (high - low) * HEADROOM : MAX (fabs (high), 1.0) * HEADROOM;
  bounds[0] = low - room;
  bounds[1] = high + room;
  return TRUE;
}

static void
pair (SolXyView     *self,
      SolScopeTrace *x,
      SolScopeTrace *y)
{
  sol_stretch_read (&self->stretches[0], sol_scope_trace_get_channel (x), self->begin_ns, self->end_ns, LIMIT);
  sol_stretch_read (&self->stretches[1], sol_scope_trace_get_channel (y), self->begin_ns, self->end_ns, LIMIT);
  self->n = sol_stretch_pair (&self->stretches[0], &self->stretches[1], self->xs, self->ys, LIMIT);
  self->n_numbers = 0;
  for (gsize i = 0; i < self->n; i++)
    self->n_numbers += isfinite (self->xs[i]) && isfinite (self->ys[i]);
}

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
    .x_unit = x != G_MAXUINT ? sol_scope_trace_get_unit (get_trace (self, x)) : NULL,
    .y_unit = y != G_MAXUINT ? sol_scope_trace_get_unit (get_trace (self, y)) : NULL,
    .font = self->font,
  };
}

static const SolColor *
get_color (SolXyView *self)
{
  const SolPlotTheme *theme = sol_plot_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  guint y = sol_xy_view_get_y (self);

  return &theme->traces[y == G_MAXUINT ? 0 : sol_scope_trace_get_color (get_trace (self, y))
                                                 % G_N_ELEMENTS (theme->traces)];
}

/* What stood there becomes fainter, then the newest is drawn over it */
static void
add_glow (SolXyView *self)
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

static void
take_picture (SolXyView *self)
{
  guint x = sol_xy_view_get_x (self), y = sol_xy_view_get_y (self);

  self->n = self->n_numbers = 0;
  if (x == G_MAXUINT || y == G_MAXUINT)
    return;
  pair (self, get_trace (self, x), get_trace (self, y));
  if (follow (self->bounds, self->xs, self->n) | follow (self->bounds + 2, self->ys, self->n))
    g_clear_pointer (&self->glow, cairo_surface_destroy);
  if (self->settings.is_persistent)
    add_glow (self);
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SolXyView *self = SOL_XY_VIEW (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock), begin_ns, end_ns;
  GListModel *traces;
  guint generations = 0;

  if (self->scope == NULL || now_us - self->run_us < RUN_EVERY_US)
    return G_SOURCE_CONTINUE;
  traces = sol_scope_view_get_traces (self->scope);
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    generations += sol_channel_get_generation (sol_scope_trace_get_channel (get_trace (self, i)));
  sol_scope_view_get_stretch (self->scope, &begin_ns, &end_ns);
  if (begin_ns == self->begin_ns && end_ns == self->end_ns && generations == self->generations)
    return G_SOURCE_CONTINUE;
  self->begin_ns = begin_ns;
  self->end_ns = end_ns;
  self->generations = generations;
  self->run_us = now_us;
  take_picture (self);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
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
  sol_plot_axes_draw (&axes, cr, sol_plot_theme_get (adw_style_manager_get_dark (adw_style_manager_get_default ())));
  if (self->settings.is_persistent && self->glow != NULL)
    {
      cairo_set_source_surface (cr, self->glow, 0, 0);
      cairo_paint (cr);
    }
  else
    sol_plot_draw_xy (cr, &axes, get_color (self), self->xs, self->ys, self->n, self->settings.is_line);
  cairo_destroy (cr);
}

static void
sol_xy_view_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : NATURAL_HEIGHT;
}

static void
sol_xy_view_map (GtkWidget *widget)
{
  SolXyView *self = SOL_XY_VIEW (widget);
  g_autoptr (PangoFontDescription) font = NULL;

  GTK_WIDGET_CLASS (sol_xy_view_parent_class)->map (widget);
  font = pango_font_description_copy (pango_context_get_font_description (gtk_widget_get_pango_context (widget)));
  pango_font_description_set_size (font, 9 * PANGO_SCALE);
  g_free (self->font);
  self->font = pango_font_description_to_string (font);
  self->tick_id = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
}

static void
sol_xy_view_unmap (GtkWidget *widget)
{
  SolXyView *self = SOL_XY_VIEW (widget);

  gtk_widget_remove_tick_callback (widget, self->tick_id);
  self->tick_id = 0;
  GTK_WIDGET_CLASS (sol_xy_view_parent_class)->unmap (widget);
}

static void
sol_xy_view_dispose (GObject *object)
{
  SolXyView *self = SOL_XY_VIEW (object);

  g_clear_object (&self->scope);
  g_clear_object (&self->x);
  g_clear_object (&self->y);
  g_clear_pointer (&self->glow, cairo_surface_destroy);
  G_OBJECT_CLASS (sol_xy_view_parent_class)->dispose (object);
}

static void
sol_xy_view_finalize (GObject *object)
{
  SolXyView *self = SOL_XY_VIEW (object);

  sol_stretch_clear (&self->stretches[0]);
  sol_stretch_clear (&self->stretches[1]);
  g_free (self->xs);
  g_free (self->ys);
  g_free (self->font);
  G_OBJECT_CLASS (sol_xy_view_parent_class)->finalize (object);
}

static void
sol_xy_view_class_init (SolXyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_xy_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_xy_view_finalize;
  widget_class->measure = sol_xy_view_measure;
  widget_class->map = sol_xy_view_map;
  widget_class->unmap = sol_xy_view_unmap;
  widget_class->snapshot = sol_xy_view_snapshot;
  g_signal_new ("changed", SOL_TYPE_XY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sol_xy_view_init (SolXyView *self)
{
  self->settings.is_line = TRUE;
  self->xs = g_new (double, LIMIT);
  self->ys = g_new (double, LIMIT);
  forget_pictures (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("One channel against another"), -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

static void
traces_changed_cb (SolXyView *self)
{
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

void
sol_xy_view_set_scope (SolXyView    *self,
                       SolScopeView *scope)
{
  g_return_if_fail (self->scope == NULL);

  self->scope = g_object_ref (scope);
  g_signal_connect_object (sol_scope_view_get_traces (scope), "items-changed", G_CALLBACK (traces_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

const SolXyViewSettings *
sol_xy_view_get_settings (SolXyView *self)
{
  return &self->settings;
}

void
sol_xy_view_set_settings (SolXyView               *self,
                          const SolXyViewSettings *settings)
{
  self->settings = *settings;
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

void
sol_xy_view_choose (SolXyView *self,
                    guint      x,
                    guint      y)
{
  guint n = g_list_model_get_n_items (sol_scope_view_get_traces (self->scope));

  g_return_if_fail (x < n && y < n);
  g_set_object (&self->x, get_trace (self, x));
  g_set_object (&self->y, get_trace (self, y));
  forget_pictures (self);
  g_signal_emit_by_name (self, "changed");
}

gsize
sol_xy_view_get_n_pairs (SolXyView *self,
                         gsize     *n_numbers)
{
  *n_numbers = self->n_numbers;
  return self->n;
}
