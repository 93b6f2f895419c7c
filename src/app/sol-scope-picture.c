/* sol-scope-picture.c: the scope's screen over time as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-picture.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-scope-describe.h"

char *
sol_scope_picture_describe_begin (gint64 begin_ns)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (begin_ns / 1000000000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: when a picture's left edge was */
  return local != NULL ? g_date_time_format (local, _("from %Y-%m-%d %H:%M:%S")) : NULL;
}

/* `2.00 Vpp   1.000 kHz` */
static char *
describe_measurement (SolScopeTrace *trace)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);
  g_autofree char *peak = sol_scope_format_peak_to_peak (m->peak_to_peak, sol_scope_trace_get_unit (trace));
  g_autofree char *frequency = NULL;

  if (!isfinite (m->frequency_hz))
    return g_steal_pointer (&peak);
  frequency = sol_plot_format_si (m->frequency_hz, "Hz", 4);
  return g_strdup_printf ("%s   %s", peak, frequency);
}

static SolPictureLegend *
make_scope_legend (SolScopeView             *view,
                   const SolPictureSettings *settings)
{
  SolPictureLegend *legend = sol_picture_legend_new (sol_plot_theme_get (settings->is_dark), GTK_WIDGET (view));
  GListModel *traces = sol_scope_view_get_traces (view);
  gboolean is_shown = settings->end_ns == 0;
  g_autofree char *time = is_shown ? NULL : sol_scope_picture_describe_begin (settings->begin_ns);

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      g_autofree char *measured = is_shown ? describe_measurement (trace) : NULL;

      if (sol_scope_trace_get_visible (trace))
        sol_picture_legend_add_channel (legend, trace, measured);
    }
  if (time == NULL)
    time = sol_scope_format_time_base (sol_scope_view_get_time_base (view));
  sol_picture_legend_add_right (legend, time);
  return legend;
}

SolPicture *
sol_scope_picture_new (SolScopeView             *view,
                       const SolPictureSettings *settings)
{
  g_autoptr (SolPictureLegend) legend = make_scope_legend (view, settings);
  SolPicture *picture = sol_picture_new (settings, legend);
  cairo_t *cr = sol_picture_get_cairo (picture);

  if (settings->end_ns == 0)
    sol_scope_view_draw (view, cr, settings->width, settings->height, settings->is_dark);
  else
    sol_scope_view_draw_stretch (view, cr, settings->width, settings->height, settings->is_dark, settings->begin_ns,
                                 settings->end_ns);
  return picture;
}
