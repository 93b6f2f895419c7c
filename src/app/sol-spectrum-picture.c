/* sol-spectrum-picture.c: spectra, or a waterfall, as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-picture.h"

#include <math.h>

#include "sol-spectrum-view-private.h"

/* The numbers that stand at the peaks */
static void
add_peaks (SolPictureLegend *legend,
           SolSpectrumView  *view)
{
  const SolSpectrumFinding *finding = sol_spectrum_view_get_finding (view);

  for (guint i = 0; finding != NULL && i < MIN (finding->n_peaks, SOL_SPECTRUM_MARKED_PEAKS); i++)
    {
      g_autofree char *frequency = sol_plot_format_si (finding->peaks[i].frequency_hz, "Hz", 5);
      g_autofree char *level = sol_spectrum_view_format_level (view, finding->peaks[i].rms);
      g_autofree char *text = g_strdup_printf ("%u\t%s\t%s", i + 1, frequency, level);

      sol_picture_legend_add_right (legend, text);
    }
}

static char *
format_level (SolSpectrumView *view,
              double           level_db)
{
  return g_strdup_printf ("%s%.0f\u2009%s", level_db < 0 ? "−" : "", fabs (level_db),
                          sol_spectrum_view_get_db_unit (view));
}

/* The darkest and the lightest */
static void
set_colors (SolPictureLegend *legend,
            SolSpectrumView  *view)
{
  g_autofree char *lowest = NULL, *highest = NULL;
  double low_db, high_db;

  sol_spectrum_view_get_colors (view, &low_db, &high_db);
  lowest = format_level (view, low_db);
  highest = format_level (view, high_db);
  sol_picture_legend_set_colors (legend, lowest, highest);
}

static SolPictureLegend *
make_legend (SolSpectrumView    *view,
             const SolPlotTheme *theme)
{
  SolPictureLegend *legend = sol_picture_legend_new (theme, GTK_WIDGET (view));
  g_autofree char *facts = sol_spectrum_view_describe (view);

  for (guint i = 0; i < view->traces->len; i++)
    if (!view->settings.is_waterfall || i == sol_spectrum_view_find_main (view))
      sol_picture_legend_add_channel (legend, view->traces->pdata[i], NULL);
  sol_picture_legend_add (legend, NULL, facts);
  if (view->settings.is_waterfall)
    set_colors (legend, view);
  else
    add_peaks (legend, view);
  return legend;
}

SolPicture *
sol_spectrum_picture_new (SolSpectrumView          *view,
                          const SolPictureSettings *settings)
{
  const SolPlotTheme *theme = sol_plot_theme_get (settings->is_dark);
  g_autoptr (SolPictureLegend) legend = make_legend (view, theme);
  SolPicture *picture = sol_picture_new (settings, legend);

  sol_spectrum_view_draw (view, sol_picture_get_cairo (picture), settings->width, settings->height, theme);
  return picture;
}
