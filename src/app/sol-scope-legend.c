/* sol-scope-legend.c: which trace is which, below a picture in a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-legend.h"

#include <math.h>

#include "sol-scope-describe.h"

#define LEGEND_LINE 20
#define LEGEND_MARGIN 14
#define SWATCH 10

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

/* `CH1  lab/bench/wave  2.00 Vpp  1.000 kHz` */
static char *
describe_channel (SolScopeTrace *trace,
                  gboolean       is_measured)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *peak = sol_scope_format_peak_to_peak (m->peak_to_peak, sol_scope_trace_get_unit (trace));
  g_autofree char *frequency = sol_plot_format_si (m->frequency_hz, "Hz", 4);

  if (!is_measured)
    return g_strdup_printf ("%s   %s", label, sol_channel_get_name (sol_scope_trace_get_channel (trace)));
  return g_strdup_printf ("%s   %s   %s%s%s", label, sol_channel_get_name (sol_scope_trace_get_channel (trace)), peak,
                          isfinite (m->frequency_hz) ? "   " : "", isfinite (m->frequency_hz) ? frequency : "");
}

static void
draw_text (cairo_t    *cr,
           const char *text,
           double      x,
           double      y,
           gboolean    is_at_end)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string ("Sans 9");
  int width, height;

  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, is_at_end ? x - width : x, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

static guint
count_visible (SolScopeView *view)
{
  GListModel *traces = sol_scope_view_get_traces (view);
  guint n = g_list_model_get_n_items (traces), n_visible = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      n_visible += sol_scope_trace_get_visible (trace);
    }
  return n_visible;
}

int
sol_scope_legend_get_height (SolScopeView *view)
{
  return (int) MAX (count_visible (view), 1) * LEGEND_LINE + LEGEND_MARGIN;
}

void
sol_scope_legend_draw (SolScopeView       *view,
                       cairo_t            *cr,
                       double              width,
                       double              y,
                       const SolPlotTheme *theme,
                       gboolean            is_measured,
                       const char         *right)
{
  GListModel *traces = sol_scope_view_get_traces (view);
  guint n = g_list_model_get_n_items (traces);

  y += LEGEND_MARGIN / 2.0;
  set_color (cr, &theme->text);
  draw_text (cr, right, width - LEGEND_MARGIN, y + LEGEND_LINE / 2.0, TRUE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      g_autofree char *text = describe_channel (trace, is_measured);

      if (!sol_scope_trace_get_visible (trace))
        continue;
      set_color (cr, &theme->traces[sol_scope_trace_get_color (trace) % G_N_ELEMENTS (theme->traces)]);
      cairo_arc (cr, SOL_PLOT_LABEL_WIDTH + SWATCH / 2.0, y + LEGEND_LINE / 2.0, SWATCH / 2.0, 0, 2 * G_PI);
      cairo_fill (cr);
      set_color (cr, &theme->text);
      draw_text (cr, text, SOL_PLOT_LABEL_WIDTH + SWATCH + 8, y + LEGEND_LINE / 2.0, FALSE);
      y += LEGEND_LINE;
    }
}
