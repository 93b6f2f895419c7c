/* sol-scope-picture.c: the scope's picture as a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-picture.h"

#include <errno.h>
#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"
#include "sol-scope-describe.h"

#define SCALE 2
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
describe_channel (SolScopeTrace *trace)
{
  const SolMeasurement *m = sol_scope_trace_get_measurement (trace);
  g_autofree char *label = sol_scope_trace_dup_label (trace);
  g_autofree char *peak = sol_scope_format_peak_to_peak (m->peak_to_peak, sol_scope_trace_get_unit (trace));
  g_autofree char *frequency = sol_plot_format_si (m->frequency_hz, "Hz", 4);

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

static void
draw_legend (SolScopeView       *view,
             cairo_t            *cr,
             double              width,
             double              y,
             const SolPlotTheme *theme)
{
  GListModel *traces = sol_scope_view_get_traces (view);
  guint n = g_list_model_get_n_items (traces);
  g_autofree char *time_base = sol_scope_format_time_base (sol_scope_view_get_time_base (view));

  set_color (cr, &theme->text);
  draw_text (cr, time_base, width - LEGEND_MARGIN, y + LEGEND_LINE / 2.0, TRUE);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);
      g_autofree char *text = describe_channel (trace);

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

static cairo_surface_t *
draw (SolScopeView *view,
      int           width,
      int           height,
      gboolean      is_dark)
{
  const SolPlotTheme *theme = sol_plot_theme_get (is_dark);
  int legend = (int) MAX (count_visible (view), 1) * LEGEND_LINE + LEGEND_MARGIN;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * SCALE, (height + legend) * SCALE);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, SCALE, SCALE);
  cr = cairo_create (surface);
  set_color (cr, &theme->background);
  cairo_paint (cr);
  sol_scope_view_draw (view, cr, width, height, is_dark);
  draw_legend (view, cr, width, height + LEGEND_MARGIN / 2.0, theme);
  cairo_destroy (cr);
  return surface;
}

gboolean
sol_scope_picture_save (SolScopeView  *view,
                        const char    *path,
                        int            width,
                        int            height,
                        gboolean       is_dark,
                        GError       **error)
{
  cairo_surface_t *surface = draw (view, width, height, is_dark);
  cairo_status_t status;
  int saved_errno;

  errno = 0;
  status = cairo_surface_write_to_png (surface, path);
  saved_errno = errno;
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_FILE_ERROR,
               saved_errno != 0 ? (int) g_file_error_from_errno (saved_errno) : G_FILE_ERROR_FAILED,
               _("The picture could not be saved as “%s”: %s"), path,
               saved_errno != 0 ? g_strerror (saved_errno) : cairo_status_to_string (status));
  return FALSE;
}
