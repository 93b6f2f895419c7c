/* sol-spectrum-view.c: the spectra of what the scope's screen shows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-view-private.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#define MIN_WIDTH 260
#define MIN_HEIGHT 140
#define NATURAL_HEIGHT 360
#define MIN_PART 1e-4  /* of all frequencies that a zoom may show */

G_DEFINE_FINAL_TYPE (SolSpectrumView, sol_spectrum_view, GTK_TYPE_WIDGET)

static void
update_font (SolSpectrumView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_size (font, 9 * PANGO_SCALE);
  g_free (self->font);
  self->font = pango_font_description_to_string (font);
}

static void
sol_spectrum_view_measure (GtkWidget      *widget,
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
sol_spectrum_view_map (GtkWidget *widget)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (widget);

  GTK_WIDGET_CLASS (sol_spectrum_view_parent_class)->map (widget);
  update_font (self);
  self->tick_id = gtk_widget_add_tick_callback (widget, sol_spectrum_view_tick_cb, NULL, NULL);
}

static void
sol_spectrum_view_unmap (GtkWidget *widget)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (widget);

  gtk_widget_remove_tick_callback (widget, self->tick_id);
  self->tick_id = 0;
  GTK_WIDGET_CLASS (sol_spectrum_view_parent_class)->unmap (widget);
}

static void
sol_spectrum_view_dispose (GObject *object)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (object);

  g_clear_object (&self->scope);
  g_clear_object (&self->analyser);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  G_OBJECT_CLASS (sol_spectrum_view_parent_class)->dispose (object);
}

static void
sol_spectrum_view_finalize (GObject *object)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (object);

  sol_waterfall_free (self->waterfall);
  g_free (self->font);
  G_OBJECT_CLASS (sol_spectrum_view_parent_class)->finalize (object);
}

static void
sol_spectrum_view_class_init (SolSpectrumViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_spectrum_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_spectrum_view_finalize;
  widget_class->measure = sol_spectrum_view_measure;
  widget_class->map = sol_spectrum_view_map;
  widget_class->unmap = sol_spectrum_view_unmap;
  widget_class->snapshot = sol_spectrum_view_snapshot;
  g_signal_new ("updated", SOL_TYPE_SPECTRUM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sol_spectrum_view_init (SolSpectrumView *self)
{
  self->traces = g_ptr_array_new_with_free_func (g_object_unref);
  self->analyser = sol_spectrum_analyser_new ();
  self->waterfall = sol_waterfall_new (SOL_SPECTRUM_ROWS, SOL_SPECTRUM_COLUMNS);
  self->settings = (SolSpectrumViewSettings) {
    .analysis = *sol_spectrum_analyser_get_settings (self->analyser),
    .scale = SOL_SPECTRUM_IN_DB,
    .range_db = 100,
  };
  self->top = self->pointer_x = NAN;
  sol_spectrum_view_add_input (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Spectrum"), -1);
  g_signal_connect_object (self->analyser, "updated", G_CALLBACK (sol_spectrum_view_updated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

void
sol_spectrum_view_set_scope (SolSpectrumView *self,
                             SolScopeView    *scope)
{
  g_set_object (&self->scope, scope);
}

const SolSpectrumViewSettings *
sol_spectrum_view_get_settings (SolSpectrumView *self)
{
  return &self->settings;
}

void
sol_spectrum_view_set_settings (SolSpectrumView               *self,
                                const SolSpectrumViewSettings *settings)
{
  self->settings = *settings;
  sol_spectrum_analyser_set_settings (self->analyser, &settings->analysis);
  self->generations = 0;
  self->end_ns = 0;
  self->top = NAN;
  g_signal_emit_by_name (self, "updated");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sol_spectrum_view_restart (SolSpectrumView *self)
{
  sol_waterfall_clear (self->waterfall);
  sol_spectrum_analyser_restart (self->analyser);
  self->end_ns = 0;
  self->top = NAN;
}

void
sol_spectrum_view_fit (SolSpectrumView *self)
{
  self->low_hz = self->high_hz = 0.0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* @left, @right: places in the picture, 0..1 being its edges */
static void
show_between (SolSpectrumView *self,
              double           left,
              double           right)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);
  double limit_hz;
  SolPlotAxes axes;

  if (finding == NULL)
    return;
  limit_hz = finding->result.rate_hz / 2;
  sol_spectrum_view_get_axes (self, &axes);
  self->low_hz = sol_plot_axes_get_at (&axes, axes.x + left * axes.width);
  self->high_hz = sol_plot_axes_get_at (&axes, axes.x + right * axes.width);
  self->low_hz = CLAMP (self->low_hz, axes.is_log ? finding->result.step_hz : 0.0, limit_hz * (1 - MIN_PART));
  self->high_hz = CLAMP (self->high_hz, self->low_hz + limit_hz * MIN_PART, limit_hz);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sol_spectrum_view_zoom (SolSpectrumView *self,
                        double           factor,
                        double           pointer)
{
  show_between (self, pointer - pointer * factor, pointer + (1 - pointer) * factor);
}

void
sol_spectrum_view_pan (SolSpectrumView *self,
                       double           fraction)
{
  double low_hz = self->low_hz, high_hz = self->high_hz;

  show_between (self, fraction, 1 + fraction);
  /* At an end it stays, instead of getting narrower */
  if (fabs ((self->high_hz - self->low_hz) - (high_hz - low_hz)) > (high_hz - low_hz) * 1e-6 && !self->settings.is_log)
    {
      self->low_hz = low_hz;
      self->high_hz = high_hz;
    }
}

const SolSpectrumFinding *
sol_spectrum_view_get_finding (SolSpectrumView *self)
{
  guint i = sol_spectrum_view_find_main (self);
  const SolSpectrumLine *line;

  if (i >= sol_spectrum_analyser_get_n_lines (self->analyser))
    return NULL;
  line = sol_spectrum_analyser_get_line (self->analyser, i);
  return line->shown.result.n_bins > 1 ? &line->shown : NULL;
}

const char *
sol_spectrum_view_get_unit (SolSpectrumView *self)
{
  guint i = sol_spectrum_view_find_main (self);

  return i < self->traces->len ? sol_scope_trace_get_unit (self->traces->pdata[i]) : NULL;
}
