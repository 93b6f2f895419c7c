/* sol-scope-overview.c: the whole history below the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-overview-private.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-scope-style.h"

#define HEIGHT 46
#define MARGIN 4.0
#define RIGHT_MARGIN 14.0
#define NARROWEST 4.0    /* pixels of a window that is too short to be seen */
#define EVERY_US (G_USEC_PER_SEC / 4)
#define TELL_EVERY_US G_USEC_PER_SEC

G_DEFINE_FINAL_TYPE (SolScopeOverview, sol_scope_overview, GTK_TYPE_WIDGET)

double
sol_scope_overview_get_width (SolScopeOverview *self)
{
  return gtk_widget_get_width (GTK_WIDGET (self)) - SOL_PLOT_LABEL_WIDTH - RIGHT_MARGIN;
}

double
sol_scope_overview_get_x (SolScopeOverview *self,
                          gint64            t_ns)
{
  double part = (double) (t_ns - self->first_ns) / (double) MAX (self->last_ns - self->first_ns, 1);

  return SOL_PLOT_LABEL_WIDTH + CLAMP (part, 0, 1) * sol_scope_overview_get_width (self);
}

static void
add_trace (SolScopeOverview   *self,
           SolScopeTrace      *trace,
           const SolPlotTheme *theme,
           GArray             *traces)
{
  SolPlotTrace drawn = { .channel = sol_scope_trace_get_channel (trace),
                         .color = theme->traces[sol_scope_trace_get_color (trace) % G_N_ELEMENTS (theme->traces)] };
  double low, high, air;

  if (!sol_scope_trace_get_visible (trace)
      || !sol_scope_trace_get_range (trace, self->first_ns, self->last_ns + 1, &low, &high))
    return;
  air = high > low ? 0.08 * (high - low) : MAX (fabs (low), 1) * 0.5;
  drawn.frame = (SolPlotFrame) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = MARGIN,
    .width = sol_scope_overview_get_width (self),
    .height = HEIGHT - 2 * MARGIN,
    .begin_ns = self->first_ns,
    .end_ns = MAX (self->last_ns, self->first_ns + 1),
    .bottom = low - air,
    .top = high + air,
  };
  g_array_append_val (traces, drawn);
}

static void
draw_traces (SolScopeOverview   *self,
             cairo_t            *cr,
             const SolPlotTheme *theme)
{
  g_autoptr (GArray) traces = g_array_new (FALSE, FALSE, sizeof (SolPlotTrace));
  GListModel *model = sol_scope_view_get_traces (self->view);
  cairo_surface_t *image;
  double x, y;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (model, i);

      add_trace (self, trace, theme, traces);
    }
  image = sol_plot_raster_draw (self->raster, (const SolPlotTrace *) (gpointer) traces->data, traces->len, 1, &x, &y);
  if (image == NULL)
    return;
  cairo_set_source_surface (cr, image, x, y);
  cairo_paint (cr);
}

static void
set_color (cairo_t        *cr,
           const SolColor *color,
           double          alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, alpha);
}

/* What is not shown is veiled; the window has a border to be taken hold of */
static void
draw_window (SolScopeOverview   *self,
             cairo_t            *cr,
             const SolPlotTheme *theme)
{
  double left = sol_scope_overview_get_x (self, self->shown.begin_ns);
  double right = sol_scope_overview_get_x (self, sol_scope_window_get_end (&self->shown));
  double begin = SOL_PLOT_LABEL_WIDTH, end = begin + sol_scope_overview_get_width (self), height = HEIGHT - 2 * MARGIN;

  if (right - left < NARROWEST)
    {
      left = CLAMP ((left + right - NARROWEST) / 2, begin, end - NARROWEST);
      right = left + NARROWEST;
    }
  cairo_rectangle (cr, begin, MARGIN, left - begin, height);
  cairo_rectangle (cr, right, MARGIN, end - right, height);
  set_color (cr, &theme->background, 0.6);
  cairo_fill (cr);
  cairo_rectangle (cr, floor (left) + 0.5, MARGIN + 0.5, MAX (floor (right - left) - 1, 1), height - 1);
  cairo_set_line_width (cr, gtk_widget_has_visible_focus (GTK_WIDGET (self)) ? 3 : 1);
  set_color (cr, &theme->text, 0.9);
  cairo_stroke (cr);
}

static void
sol_scope_overview_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  SolScopeOverview *self = SOL_SCOPE_OVERVIEW (widget);
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  cairo_t *cr;

  if (self->view == NULL || sol_scope_overview_get_width (self) < 8)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), HEIGHT));
  cairo_rectangle (cr, SOL_PLOT_LABEL_WIDTH, MARGIN, sol_scope_overview_get_width (self), HEIGHT - 2 * MARGIN);
  set_color (cr, &theme->background, 1);
  cairo_fill (cr);
  if (self->first_ns < self->last_ns)
    {
      draw_traces (self, cr, theme);
      draw_window (self, cr, theme);
    }
  cairo_destroy (cr);
}

/* Where the window is, for a screen reader */
static void
tell (SolScopeOverview *self,
      gint64            now_us)
{
  gint64 span_ns = sol_scope_window_get_span (&self->shown), all_ns = self->last_ns - self->first_ns;
  gint64 ago_ns = MAX (self->last_ns - sol_scope_window_get_end (&self->shown), 0);
  g_autofree char *span = NULL, *ago = NULL, *all = NULL, *text = NULL;

  if (now_us - self->told_us < TELL_EVERY_US || all_ns <= 0)
    return;
  self->told_us = now_us;
  span = sol_plot_format_si (span_ns / 1e9, "s", 3);
  ago = sol_plot_format_si (ago_ns / 1e9, "s", 3);
  all = sol_plot_format_si (all_ns / 1e9, "s", 3);
  /* Translators: the window of time that the scope shows: its length, how long before the newest sample it ends, and
   * how much there is in all: "2.00 s, ending 5.00 s before the newest of 10.0 s" */
  text = g_strdup_printf (_("%s, ending %s before the newest of %s"), span, ago, all);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, CLAMP (1 - (double) ago_ns / all_ns, 0, 1), -1);
}

/* Four times a second, and at once when the window was moved while the screen stands */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SolScopeOverview *self = SOL_SCOPE_OVERVIEW (widget);
  const SolScopeWindow *window = sol_scope_view_get_window (self->view);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock), first_ns, last_ns;
  gboolean is_moved = window->begin_ns != self->shown.begin_ns || window->per_div_ns != self->shown.per_div_ns;

  if (now_us - self->drawn_us < EVERY_US && (sol_scope_view_get_running (self->view) || !is_moved))
    return G_SOURCE_CONTINUE;
  if (!sol_scope_view_get_extent (self->view, &first_ns, &last_ns))
    first_ns = last_ns = 0;
  if (!is_moved && first_ns == self->first_ns && last_ns == self->last_ns)
    return G_SOURCE_CONTINUE;
  self->drawn_us = now_us;
  self->shown = *window;
  self->first_ns = first_ns;
  self->last_ns = last_ns;
  tell (self, now_us);
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
sol_scope_overview_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 0 : HEIGHT;
}

static void
sol_scope_overview_dispose (GObject *object)
{
  g_clear_object (&SOL_SCOPE_OVERVIEW (object)->view);
  G_OBJECT_CLASS (sol_scope_overview_parent_class)->dispose (object);
}

static void
sol_scope_overview_finalize (GObject *object)
{
  sol_plot_raster_free (SOL_SCOPE_OVERVIEW (object)->raster);
  G_OBJECT_CLASS (sol_scope_overview_parent_class)->finalize (object);
}

static void
sol_scope_overview_class_init (SolScopeOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_overview_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_scope_overview_finalize;
  widget_class->measure = sol_scope_overview_measure;
  widget_class->snapshot = sol_scope_overview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_set_css_name (widget_class, "scopeoverview");
}

static void
sol_scope_overview_init (SolScopeOverview *self)
{
  self->raster = sol_plot_raster_new ();
  sol_scope_overview_add_input (self);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _("All That Is Kept; Drag to Look Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All that is kept"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0, -1);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  sol_scope_style_follow (GTK_WIDGET (self));
}

void
sol_scope_overview_set_view (SolScopeOverview *self,
                             SolScopeView     *view)
{
  g_return_if_fail (SOL_IS_SCOPE_OVERVIEW (self) && self->view == NULL);

  self->view = g_object_ref (view);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
