/* sol-spectrum-panel.c: how spectra are made, and their peaks
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-panel.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"

#define SHOW_MS 250

struct _SolSpectrumPanel
{
  AdwBin parent_instance;

  /* Owned */
  SolSpectrumView *view;
  guint            timer;

  gboolean         is_showing; /* the rows follow the view, and not the view the rows */
  gboolean         is_stale;

  /* Template */
  AdwComboRow     *window;
  AdwComboRow     *average;
  GtkWidget       *count_row;
  GtkSpinButton   *count;
  AdwComboRow     *scale;
  GtkSpinButton   *range;
  GtkSwitch       *log;
  GtkSwitch       *waterfall;
  AdwExpanderRow  *peaks;

  /* The peaks' rows, and of each its level: borrowed */
  AdwActionRow    *rows[SOL_SPECTRUM_PEAKS];
  GtkLabel        *levels[SOL_SPECTRUM_PEAKS];
};

G_DEFINE_FINAL_TYPE (SolSpectrumPanel, sol_spectrum_panel, ADW_TYPE_BIN)

static void
changed_cb (SolSpectrumPanel *self)
{
  SolSpectrumViewSettings settings;

  if (self->view == NULL || self->is_showing)
    return;
  settings = *sol_spectrum_view_get_settings (self->view);
  settings.analysis.window = (SolSpectrumWindow) adw_combo_row_get_selected (self->window);
  settings.analysis.average = (SolSpectrumAverage) adw_combo_row_get_selected (self->average);
  settings.analysis.n_averages = (guint) gtk_spin_button_get_value_as_int (self->count);
  settings.scale = (SolSpectrumScale) adw_combo_row_get_selected (self->scale);
  settings.range_db = gtk_spin_button_get_value (self->range);
  settings.is_log = gtk_switch_get_active (self->log);
  settings.is_waterfall = gtk_switch_get_active (self->waterfall);
  sol_spectrum_view_set_settings (self->view, &settings);
}

static void
show_settings (SolSpectrumPanel *self)
{
  const SolSpectrumViewSettings *settings = sol_spectrum_view_get_settings (self->view);

  self->is_showing = TRUE;
  adw_combo_row_set_selected (self->window, settings->analysis.window);
  adw_combo_row_set_selected (self->average, settings->analysis.average);
  gtk_widget_set_visible (self->count_row, settings->analysis.average == SOL_SPECTRUM_AVERAGE_EXPONENTIAL);
  gtk_spin_button_set_value (self->count, settings->analysis.n_averages);
  adw_combo_row_set_selected (self->scale, settings->scale);
  gtk_spin_button_set_value (self->range, settings->range_db);
  gtk_switch_set_active (self->log, settings->is_log);
  gtk_switch_set_active (self->waterfall, settings->is_waterfall);
  self->is_showing = FALSE;
}

/* Where the harmonics stand in the fundamental's own bins, there is nothing to tell apart */
static gboolean
has_quality (const SolSpectrumFinding *finding)
{
  guint reach = sol_spectrum_window_get_reach (finding->result.window);

  return finding->has_quality && isfinite (finding->quality.sinad_db)
         && finding->quality.fundamental.frequency_hz > 2 * reach * finding->result.step_hz;
}

static void
show_peaks (SolSpectrumPanel *self)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self->view);
  g_autofree char *thd = NULL;

  for (guint i = 0; i < SOL_SPECTRUM_PEAKS; i++)
    {
      g_autofree char *frequency = NULL, *level = NULL, *title = NULL;
      gboolean is_there = finding != NULL && i < finding->n_peaks;

      gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), is_there);
      if (!is_there)
        continue;
      frequency = sol_plot_format_si (finding->peaks[i].frequency_hz, "Hz", 5);
      level = sol_spectrum_view_format_level (self->view, finding->peaks[i].rms);
      title = g_strdup_printf ("%u   %s", i + 1, frequency);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), title);
      gtk_label_set_label (self->levels[i], level);
    }
  if (finding != NULL && has_quality (finding))
    /* Translators: of the highest peak: total harmonic distortion, and signal to noise and distortion */
    thd = g_strdup_printf (_("THD %.3g %%, SINAD %.1f dB"), finding->quality.thd * 100, finding->quality.sinad_db);
  adw_expander_row_set_subtitle (self->peaks, thd != NULL ? thd : "");
}

static gboolean
timer_cb (gpointer user_data)
{
  SolSpectrumPanel *self = user_data;

  if (self->is_stale)
    show_peaks (self);
  self->is_stale = FALSE;
  return G_SOURCE_CONTINUE;
}

static void
updated_cb (SolSpectrumPanel *self)
{
  self->is_stale = TRUE;
  show_settings (self);
}

static void
sol_spectrum_panel_map (GtkWidget *widget)
{
  SolSpectrumPanel *self = SOL_SPECTRUM_PANEL (widget);

  GTK_WIDGET_CLASS (sol_spectrum_panel_parent_class)->map (widget);
  self->timer = g_timeout_add (SHOW_MS, timer_cb, self);
}

static void
sol_spectrum_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SOL_SPECTRUM_PANEL (widget)->timer, g_source_remove);
  GTK_WIDGET_CLASS (sol_spectrum_panel_parent_class)->unmap (widget);
}

static void
sol_spectrum_panel_dispose (GObject *object)
{
  SolSpectrumPanel *self = SOL_SPECTRUM_PANEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SPECTRUM_PANEL);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (sol_spectrum_panel_parent_class)->dispose (object);
}

static void
sol_spectrum_panel_class_init (SolSpectrumPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_spectrum_panel_dispose;
  widget_class->map = sol_spectrum_panel_map;
  widget_class->unmap = sol_spectrum_panel_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/spectrum-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, window);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, average);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, count_row);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, count);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, scale);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, range);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, log);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, waterfall);
  gtk_widget_class_bind_template_child (widget_class, SolSpectrumPanel, peaks);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
add_peak_row (SolSpectrumPanel *self,
              guint             i)
{
  self->rows[i] = ADW_ACTION_ROW (adw_action_row_new ());
  self->levels[i] = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows[i]), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->levels[i]), "numeric");
  gtk_widget_set_visible (GTK_WIDGET (self->rows[i]), FALSE);
  adw_action_row_add_suffix (self->rows[i], GTK_WIDGET (self->levels[i]));
  adw_expander_row_add_row (self->peaks, GTK_WIDGET (self->rows[i]));
}

static void
sol_spectrum_panel_init (SolSpectrumPanel *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_showing = FALSE;
  for (guint i = 0; i < SOL_SPECTRUM_PEAKS; i++)
    add_peak_row (self, i);
}

void
sol_spectrum_panel_set_view (SolSpectrumPanel *self,
                             SolSpectrumView  *view)
{
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  g_signal_connect_object (view, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  show_settings (self);
}
