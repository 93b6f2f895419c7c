/* sol-spectrum-view-draw.c: the spectra's screen onto a snapshot or a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-view-private.h"

#include <math.h>

#define TOP_MARGIN 10
#define RIGHT_MARGIN 14
#define READOUT_GAP 8

/* The widest of the spectra decides */
static void
get_span (SolSpectrumView *self,
          double          *low_hz,
          double          *high_hz)
{
  double step_hz = INFINITY;

  *high_hz = 0.0;
  for (guint i = 0; i < sol_spectrum_analyser_get_n_lines (self->analyser); i++)
    {
      const SolSpectrumResult *result = &sol_spectrum_analyser_get_line (self->analyser, i)->shown.result;

      if (result->n_bins < 2)
        continue;
      *high_hz = MAX (*high_hz, result->rate_hz / 2);
      step_hz = MIN (step_hz, result->step_hz);
    }
  *low_hz = self->settings.is_log && isfinite (step_hz) ? step_hz : 0.0;
}

static void
make_axes (SolSpectrumView *self,
           int              width,
           int              height,
           SolPlotAxes     *axes)
{
  gboolean is_db = self->settings.scale == SOL_SPECTRUM_IN_DB || self->settings.is_waterfall;
  double low_hz, high_hz;

  get_span (self, &low_hz, &high_hz);
  if (self->high_hz > 0.0)
    {
      low_hz = MAX (self->low_hz, low_hz);
      high_hz = MIN (self->high_hz, high_hz);
    }
  *axes = (SolPlotAxes) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = TOP_MARGIN,
    .width = width - SOL_PLOT_LABEL_WIDTH - RIGHT_MARGIN,
    .height = height - TOP_MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .left = low_hz,
    .right = high_hz > low_hz ? high_hz : low_hz + 1,
    .is_log = self->settings.is_log && low_hz > 0.0,
    .top = isfinite (self->top) ? self->top : 0.0,
    .x_unit = "Hz",
    .y_unit = is_db ? sol_spectrum_view_get_db_unit (self) : sol_spectrum_view_get_unit (self),
    .font = self->guest.font,
  };
  axes->bottom = is_db ? axes->top - self->settings.range_db : 0.0;
  if (axes->top <= axes->bottom)
    axes->top = axes->bottom + 1;
}

void
sol_spectrum_view_get_axes (SolSpectrumView *self,
                            SolPlotAxes     *axes)
{
  make_axes (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)), axes);
}

static const SolColor *
get_color (SolSpectrumView    *self,
           guint               i,
           const SolPlotTheme *theme)
{
  return &theme->traces[sol_scope_trace_get_color (self->traces->pdata[i]) % G_N_ELEMENTS (theme->traces)];
}

static void
draw_lines (SolSpectrumView    *self,
            cairo_t            *cr,
            const SolPlotAxes  *axes,
            const SolPlotTheme *theme)
{
  guint n = MIN (sol_spectrum_analyser_get_n_lines (self->analyser), self->traces->len);
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);

  for (guint i = 0; i < n; i++)
    sol_plot_draw_spectrum (cr, axes, get_color (self, i, theme),
                            &sol_spectrum_analyser_get_line (self->analyser, i)->shown.result, self->settings.scale);
  for (guint i = 0; finding != NULL && i < MIN (finding->n_peaks, SOL_SPECTRUM_MARKED_PEAKS); i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      sol_plot_draw_peak (cr, theme, axes, finding->peaks[i].frequency_hz,
                          sol_spectrum_to_scale (finding->peaks[i].rms, self->settings.scale), number);
    }
}

/* Its rows are in dB whatever the lines are drawn in */
void
sol_spectrum_view_get_colors (SolSpectrumView *self,
                              double          *low_db,
                              double          *high_db)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);

  *high_db = isfinite (self->top) ? self->top : 0.0;
  if (self->settings.scale != SOL_SPECTRUM_IN_DB && finding != NULL && finding->n_peaks > 0)
    *high_db = sol_spectrum_to_scale (finding->peaks[0].rms, SOL_SPECTRUM_IN_DB);
  *low_db = *high_db - self->settings.range_db;
}

static void
draw_waterfall (SolSpectrumView   *self,
                cairo_t           *cr,
                const SolPlotAxes *axes)
{
  double low_db, high_db;

  sol_spectrum_view_get_colors (self, &low_db, &high_db);
  sol_plot_draw_waterfall (cr, axes, self->waterfall, SOL_SPECTRUM_COLUMNS, SOL_SPECTRUM_ROWS, 0.0,
                           self->waterfall_hz, low_db, high_db);
}

/* Frequency and level under the pointer */
static void
draw_readout (SolSpectrumView    *self,
              cairo_t            *cr,
              const SolPlotAxes  *axes,
              const SolPlotTheme *theme)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (self);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *frequency = NULL, *level = NULL, *text = NULL;
  guint bin;
  int width;

  if (finding == NULL || !(self->pointer_x >= axes->x && self->pointer_x <= axes->x + axes->width))
    return;
  bin = (guint) CLAMP (round (sol_plot_axes_get_at (axes, self->pointer_x) / finding->result.step_hz), 0,
                       finding->result.n_bins - 1);
  frequency = sol_plot_format_si (bin * finding->result.step_hz, "Hz", 4);
  level = sol_spectrum_view_format_level (self, finding->result.rms[bin]);
  text = g_strdup_printf ("%s   %s", frequency, level);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  cairo_set_source_rgba (cr, theme->axis.red, theme->axis.green, theme->axis.blue, theme->axis.alpha);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, floor (self->pointer_x) + 0.5, axes->y);
  cairo_rel_line_to (cr, 0, axes->height);
  cairo_stroke (cr);
  cairo_set_source_rgba (cr, theme->text.red, theme->text.green, theme->text.blue, 1);
  cairo_move_to (cr, axes->x + axes->width - width - READOUT_GAP, axes->y + READOUT_GAP);
  pango_cairo_show_layout (cr, layout);
}

/* Downwards is the past */
static void
label_with_age (SolSpectrumView *self,
                SolPlotAxes     *axes)
{
  guint n = sol_waterfall_get_n_rows (self->waterfall);
  gint64 newest_ns = 0, oldest_ns = 0;

  if (n > 1)
    {
      sol_waterfall_get_row (self->waterfall, 0, &newest_ns);
      sol_waterfall_get_row (self->waterfall, n - 1, &oldest_ns);
    }
  axes->top = 0.0;
  axes->bottom = newest_ns > oldest_ns ? -(double) (newest_ns - oldest_ns) / 1e9 / (n - 1) * SOL_SPECTRUM_ROWS : -1.0;
  axes->y_unit = "s";
}

void
sol_spectrum_view_draw (SolSpectrumView    *self,
                        cairo_t            *cr,
                        int                 width,
                        int                 height,
                        const SolPlotTheme *theme)
{
  SolPlotAxes axes, scale;

  make_axes (self, width, height, &axes);
  scale = axes;
  if (self->settings.is_waterfall)
    label_with_age (self, &scale);
  sol_plot_axes_draw (&scale, cr, theme);
  if (self->settings.is_waterfall)
    draw_waterfall (self, cr, &axes);
  else
    draw_lines (self, cr, &axes, theme);
}

void
sol_spectrum_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  SolSpectrumView *self = SOL_SPECTRUM_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const SolPlotTheme *theme = sol_scope_style_get_theme ();
  SolPlotAxes axes;
  cairo_t *cr;

  make_axes (self, width, height, &axes);
  if (axes.width < 2 || axes.height < 2)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  sol_spectrum_view_draw (self, cr, width, height, theme);
  draw_readout (self, cr, &axes, theme);
  cairo_destroy (cr);
}
