/* sol-spectrum-view.c: the spectra of what the scope's screen shows
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-view-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define RUN_EVERY_US (G_USEC_PER_SEC / 25)
#define MIN_PART 1e-4  /* of all frequencies that a zoom may show */

G_DEFINE_FINAL_TYPE (SolSpectrumView, sol_spectrum_view, GTK_TYPE_WIDGET)

static void
sol_spectrum_view_dispose (GObject *object)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (object);

  sol_scope_guest_dispose (&self->guest);
  g_clear_object (&self->analyser);
  g_clear_pointer (&self->traces, g_ptr_array_unref);
  G_OBJECT_CLASS (sol_spectrum_view_parent_class)->dispose (object);
}

static void
sol_spectrum_view_finalize (GObject *object)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (object);

  sol_waterfall_free (self->waterfall);
  sol_scope_guest_finalize (&self->guest);
  G_OBJECT_CLASS (sol_spectrum_view_parent_class)->finalize (object);
}

static void
sol_spectrum_view_class_init (SolSpectrumViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_spectrum_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sol_spectrum_view_finalize;
  widget_class->measure = sol_scope_style_measure;
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
  sol_scope_guest_init (&self->guest, GTK_WIDGET (self), _("Spectrum"), RUN_EVERY_US, sol_spectrum_view_take);
  g_signal_connect_object (self->analyser, "updated", G_CALLBACK (sol_spectrum_view_updated_cb), self,
                           G_CONNECT_SWAPPED);
}

void
sol_spectrum_view_set_scope (SolSpectrumView *self,
                             SolScopeView    *scope)
{
  sol_scope_guest_set_scope (&self->guest, scope);
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
  sol_scope_guest_restart (&self->guest);
  self->top = NAN;
  g_signal_emit_by_name (self, "updated");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
sol_spectrum_view_restart (SolSpectrumView *self)
{
  sol_waterfall_clear (self->waterfall);
  sol_spectrum_analyser_restart (self->analyser);
  sol_scope_guest_restart (&self->guest);
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

const char *
sol_spectrum_view_get_db_unit (SolSpectrumView *self)
{
  return g_strcmp0 (sol_spectrum_view_get_unit (self), "V") == 0 ? "dBV" : "dB";
}
