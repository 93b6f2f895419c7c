/* sol-scope-describe.c: the scope's picture in words
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-describe.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"

char *
sol_scope_format_peak_to_peak (double      value,
                               const char *unit)
{
  g_autofree char *number = sol_plot_format_si (value, unit, 3);

  if (unit != NULL && *unit != '\0')
    return g_strconcat (number, "pp", NULL);
  /* Translators: a peak-to-peak value without a unit, "2.00 p-p" */
  return g_strdup_printf (_("%s p-p"), number);
}

char *
sol_scope_format_time_base (gint64 per_div_ns)
{
  double seconds = per_div_ns / 1e9;
  g_autofree char *time = sol_plot_format_time (seconds, seconds, seconds);

  /* Translators: the scope's time base, "200 ms/div": time a division of the grid */
  return g_strdup_printf (_("%s/div"), time);
}

/* Translated, for the end of a sentence */
static const char *
describe_status (SolScopeStatus status)
{
  switch (status)
    {
    case SOL_SCOPE_STATUS_TRIGGERED:
      return _("triggered");
    case SOL_SCOPE_STATUS_READY:
      return C_("scope", "waiting");
    case SOL_SCOPE_STATUS_STOP:
      return _("stopped");
    case SOL_SCOPE_STATUS_AUTO:
    default:
      return _("free-running");
    }
}

/* What rounding leaves of a mean that is zero is not said */
static double
round_mean (const SolMeasurement *m)
{
  double step = m->peak_to_peak / 1000;

  return step > 0 ? round (m->mean / step) * step : m->mean;
}

static char *
describe_levels (const SolMeasurement *m,
                 const char           *unit)
{
  g_autofree char *mean = sol_plot_format_si (round_mean (m), unit, 3);
  g_autofree char *rms = sol_plot_format_si (m->rms, unit, 3);

  /* Translators: for a screen reader, of one channel */
  return g_strdup_printf (_("mean %s, RMS %s"), mean, rms);
}

static char *
describe_words (SolScopeTrace *trace,
                const char    *label)
{
  const char *const *words = sol_scope_trace_get_words (trace);
  double last = sol_scope_trace_get_last (trace);

  if (!(last >= 0 && last < g_strv_length ((char **) words)))
    return g_strdup_printf (_("%s no samples"), label);
  return g_strdup_printf ("%s %s", label, words[(guint) last]);
}

static char *
describe_trace (SolScopeTrace *trace)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);
  const char *unit = sol_scope_trace_get_unit (trace);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *frequency = NULL, *peak = NULL, *levels = NULL;

  if (sol_scope_trace_get_words (trace) != NULL)
    return describe_words (trace, label);
  if (m->n_samples == 0)
    /* Translators: %s is a channel, "CH1" */
    return g_strdup_printf (_("%s no samples"), label);
  peak = sol_scope_format_peak_to_peak (m->peak_to_peak, unit);
  levels = describe_levels (m, unit);
  if (!isfinite (m->frequency_hz))
    return g_strdup_printf ("%s %s%s%s", label, peak, _(", "), levels);
  frequency = sol_plot_format_si (m->frequency_hz, "Hz", 4);
  /* Translators: a channel, its frequency, its peak-to-peak value, mean and RMS: "CH1 1.000 kHz, 2.00 Vpp, mean …" */
  return g_strdup_printf (_("%s %s, %s, %s"), label, frequency, peak, levels);
}

/* How the channels stand, and what is between the cursors */
static void
add_arrangement (SolScopeView *view,
                 GString      *text)
{
  const SolScopeCursors *cursors = sol_scope_view_get_cursors (view);
  SolScopeTrace *selected = sol_scope_view_get_selected (view);
  g_autofree char *time = NULL, *frequency = NULL, *value = NULL;
  SolScopeReading reading;

  if (sol_scope_view_get_stacked (view))
    g_string_append_printf (text, "%s%s", _("; "), _("below each other"));
  if (!cursors->is_shown)
    return;
  sol_scope_cursors_read (cursors, &reading);
  time = sol_plot_format_si (reading.time_s, "s", 4);
  frequency = sol_plot_format_si (reading.frequency_hz, "Hz", 4);
  value = sol_plot_format_si (reading.value, selected != NULL ? sol_scope_trace_get_unit (selected) : NULL, 3);
  g_string_append (text, _("; "));
  /* Translators: for a screen reader: from cursor A to cursor B, "25.00 ms, 40.00 Hz, 2.00 V" */
  g_string_append_printf (text, _("from A to B %s, %s, %s"), time, frequency, value);
  if (sol_scope_view_get_measures_between (view))
    g_string_append_printf (text, "%s%s", _(", "), _("measured between them"));
}

char *
sol_scope_describe (SolScopeView *view)
{
  GListModel *traces = sol_scope_view_get_traces (view);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = g_list_model_get_n_items (traces);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      g_autofree char *part = NULL;

      if (!sol_scope_trace_get_visible (trace))
        continue;
      part = describe_trace (trace);
      /* Translators: between the parts of a sentence that a screen reader speaks */
      g_string_append_printf (text, "%s%s", text->len > 0 ? _("; ") : "", part);
    }
  if (text->len == 0)
    return g_strdup (_("No channel"));
  g_string_append_printf (text, "%s%s", _(", "), describe_status (sol_scope_view_get_status (view)));
  add_arrangement (view, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
