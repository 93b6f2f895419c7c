/* sol-spectrum-view-tick.c: when spectra are calculated, and what is said of them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-view-private.h"

#include <math.h>

#include <glib/gi18n.h>

#define DESCRIBE_EVERY_US G_USEC_PER_SEC
#define HEADROOM_DB 5
#define STEP_DB 10
#define SHRINK_DB 25    /* a peak that much below the edge lets it down */
#define HEADROOM 1.15   /* of a linear scale */
#define SHRINK 0.4

/* The visible traces into @traces, and their channels to the analyser */
static void
collect (SolSpectrumView *self)
{
  GListModel *traces = sol_scope_view_get_traces (self->guest.scope);
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();

  g_ptr_array_set_size (self->traces, 0);
  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      if (!sol_scope_trace_get_visible (trace))
        continue;
      g_ptr_array_add (channels, sol_scope_trace_get_channel (trace));
      g_ptr_array_add (self->traces, g_steal_pointer (&trace));
    }
  sol_spectrum_analyser_set_channels (self->analyser, (SolChannel **) channels->pdata, channels->len);
}

guint
sol_spectrum_view_find_main (SolSpectrumView *self)
{
  SolScopeTrace *selected = self->guest.scope != NULL ? sol_scope_view_get_selected (self->guest.scope) : NULL;
  guint i;

  if (selected != NULL && g_ptr_array_find (self->traces, selected, &i))
    return i;
  return 0;
}

/* A picture is averaged once: neither a stopped one nor one that waits for its trigger counts again and again */
gboolean
sol_spectrum_view_take (gpointer                    owner,
                        const SolScopeGuestPicture *picture)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (owner);
  gboolean is_growing = !sol_scope_view_get_uses_trigger (self->guest.scope)
                        && sol_scope_view_get_running (self->guest.scope);

  if (!picture->is_moved && !is_growing)
    return FALSE;
  collect (self);
  if (!sol_spectrum_analyser_run (self->analyser, picture->begin_ns, picture->end_ns))
    return FALSE;
  self->taken_ns = picture->end_ns;
  return TRUE;
}

static double
find_largest (SolSpectrumView *self)
{
  double largest = 0.0;

  for (guint i = 0; i < sol_spectrum_analyser_get_n_lines (self->analyser); i++)
    {
      const SolSpectrumResult *result = &sol_spectrum_analyser_get_line (self->analyser, i)->shown.result;

      for (guint bin = 1; bin < result->n_bins; bin++)
        largest = MAX (largest, result->rms[bin]);
    }
  return sol_spectrum_to_scale (largest, self->settings.scale);
}

/* Up at once, down only when much is empty: the picture stands still */
static void
follow_top (SolSpectrumView *self)
{
  double largest = find_largest (self);

  if (self->settings.scale == SOL_SPECTRUM_IN_DB)
    {
      if (!(largest < self->top && largest > self->top - SHRINK_DB))
        self->top = ceil ((MAX (largest, -380) + HEADROOM_DB) / STEP_DB) * STEP_DB;
    }
  else if (!(largest < self->top && largest > self->top * SHRINK))
    self->top = largest > 0.0 ? largest * HEADROOM : 1.0;
}

static void
push_waterfall (SolSpectrumView *self)
{
  guint i = sol_spectrum_view_find_main (self);
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);
  SolChannel *channel;
  double high_hz;

  if (finding == NULL || i >= self->traces->len)
    return;
  channel = sol_scope_trace_get_channel (self->traces->pdata[i]);
  high_hz = finding->result.rate_hz / 2;
  if (channel != self->waterfall_of || fabs (high_hz - self->waterfall_hz) > 0.05 * high_hz)
    {
      sol_waterfall_clear (self->waterfall);
      self->waterfall_of = channel;
      self->waterfall_hz = high_hz;
    }
  sol_waterfall_push (self->waterfall, self->taken_ns, &finding->result, 0.0, self->waterfall_hz);
}

static void
describe (SolSpectrumView *self)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *frequency = NULL, *level = NULL, *text = NULL;

  if (now_us - self->described_us < DESCRIBE_EVERY_US || finding == NULL || finding->n_peaks == 0)
    return;
  self->described_us = now_us;
  frequency = sol_plot_format_si (finding->peaks[0].frequency_hz, "Hz", 4);
  level = sol_spectrum_view_format_level (self, finding->peaks[0].rms);
  /* Translators: for a screen reader: a frequency and a level */
  text = g_strdup_printf (_("Highest peak at %s: %s"), frequency, level);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

void
sol_spectrum_view_updated_cb (SolSpectrumView *self)
{
  follow_top (self);
  push_waterfall (self);
  describe (self);
  g_signal_emit_by_name (self, "updated");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

char *
sol_spectrum_view_format_level (SolSpectrumView *self,
                                double           rms)
{
  double level = sol_spectrum_to_scale (rms, self->settings.scale);
  g_autofree char *number = NULL;

  if (self->settings.scale != SOL_SPECTRUM_IN_DB)
    return sol_plot_format_si (level, sol_spectrum_view_get_unit (self), 4);
  number = g_strdup_printf ("%s%.2f", level < -0.005 ? "−" : "", fabs (level));
  return g_strdup_printf ("%s %s", number, sol_spectrum_view_get_db_unit (self));
}

static const char *
get_window_name (SolSpectrumWindow window)
{
  static const char *const names[] = {
    [SOL_SPECTRUM_RECTANGULAR] = N_("Rectangular"),
    [SOL_SPECTRUM_HANN] = N_("Hann"),
    [SOL_SPECTRUM_FLAT_TOP] = N_("Flat top"),
    [SOL_SPECTRUM_BLACKMAN_HARRIS] = N_("Blackman-Harris"),
  };

  return _(names[window]);
}

char *
sol_spectrum_view_describe (SolSpectrumView *self)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);
  g_autofree char *label = NULL, *step = NULL, *samples = NULL, *averaged = NULL;

  if (finding == NULL)
    return g_strdup_printf (_("At least %d samples of the picture are needed"), SOL_SPECTRUM_MIN_LENGTH);
  label = sol_scope_trace_dup_label (self->traces->pdata[sol_spectrum_view_find_main (self)]);
  step = sol_plot_format_si (finding->result.step_hz, "Hz", 3);
  samples = g_strdup_printf (ngettext ("%'u sample", "%'u samples", finding->result.length),
                             finding->result.length);
  if (self->settings.analysis.average != SOL_SPECTRUM_AVERAGE_NONE)
    /* Translators: how many spectra the one shown was made of */
    averaged = g_strdup_printf (_("of %u spectra"), finding->result.n_averaged);
  /* Translators: a channel, its samples, the width of a bin, the window; then averaging and resampling, or nothing */
  return g_strdup_printf (_("%s: %s, %s a bin, %s%s%s%s%s"), label, samples, step,
                          get_window_name (finding->result.window), averaged != NULL ? ", " : "",
                          averaged != NULL ? averaged : "", finding->result.is_resampled ? ", " : "",
                          finding->result.is_resampled ? _("resampled to even times") : "");
}
