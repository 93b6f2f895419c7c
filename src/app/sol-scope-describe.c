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

static char *
describe_trace (SolScopeTrace *trace)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);
  const char *unit = sol_scope_trace_get_unit (trace);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *frequency = NULL, *peak = NULL;

  if (m->n_samples == 0)
    /* Translators: %s is a channel, "CH1" */
    return g_strdup_printf (_("%s no samples"), label);
  peak = sol_scope_format_peak_to_peak (m->peak_to_peak, unit);
  if (!isfinite (m->frequency_hz))
    return g_strdup_printf ("%s %s", label, peak);
  frequency = sol_plot_format_si (m->frequency_hz, "Hz", 4);
  /* Translators: a channel, its frequency, its peak-to-peak value: "CH1 1.000 kHz, 2.00 Vpp" */
  return g_strdup_printf (_("%s %s, %s"), label, frequency, peak);
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
  return g_string_free (g_steal_pointer (&text), FALSE);
}
