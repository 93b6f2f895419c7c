/* sol-plot-spectrum.c: spectra onto a cairo_t
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-spectrum.h"

#include "sol-plot-private.h"
#include "sol-plot-text-private.h"

#define LINE_WIDTH 1.5
#define SEGMENTS 16      /* a path: cairo's cost grows with the square of its length */
#define MARK 4.0
#define MARK_GAP 3.0

/* The line as it grows */
typedef struct
{
  cairo_t *cr;
  guint    n;
} Path;

static void
path_add (Path   *path,
          double  x,
          double  y)
{
  if (path->n == 0)
    cairo_move_to (path->cr, x, y);
  else
    cairo_line_to (path->cr, x, y);
  if (++path->n <= SEGMENTS)
    return;
  cairo_stroke (path->cr);
  cairo_move_to (path->cr, x, y);
  path->n = 1;
}

/* The last bin that stands in the same pixel column as @first */
static guint
find_column_end (const SolPlotAxes       *axes,
                 const SolSpectrumResult *result,
                 guint                    first,
                 guint                    last)
{
  double x = floor (sol_plot_axes_x (axes, first * result->step_hz));
  double edge_hz = sol_plot_axes_get_at (axes, x + 1);

  return (guint) CLAMP (ceil (edge_hz / result->step_hz) - 1, first, last);
}

static void
get_shown (const SolPlotAxes       *axes,
           const SolSpectrumResult *result,
           guint                   *first,
           guint                   *last)
{
  double from = floor (axes->left / result->step_hz), to = ceil (axes->right / result->step_hz);

  *first = (guint) CLAMP (from, axes->is_log ? 1 : 0, result->n_bins - 1);
  *last = (guint) CLAMP (to, *first, result->n_bins - 1);
}

void
sol_plot_draw_spectrum (cairo_t                 *cr,
                        const SolPlotAxes       *axes,
                        const SolColor          *color,
                        const SolSpectrumResult *result,
                        SolSpectrumScale         scale)
{
  Path path = { cr, 0 };
  guint first, last, end;

  if (result->n_bins < 2 || result->step_hz <= 0.0)
    return;
  get_shown (axes, result, &first, &last);
  cairo_save (cr);
  cairo_rectangle (cr, axes->x, axes->y, axes->width, axes->height);
  cairo_clip (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  for (guint i = first; i <= last; i = end + 1)
    {
      double largest = result->rms[i];

      end = find_column_end (axes, result, i, last);
      for (guint j = i + 1; j <= end; j++)
        largest = MAX (largest, result->rms[j]);
      path_add (&path, sol_plot_axes_x (axes, (i + end) / 2.0 * result->step_hz),
                sol_plot_axes_y (axes, sol_spectrum_to_scale (largest, scale)));
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
sol_plot_draw_peak (cairo_t            *cr,
                    const SolPlotTheme *theme,
                    const SolPlotAxes  *axes,
                    double              frequency_hz,
                    double              level,
                    const char         *text)
{
  double x = sol_plot_axes_x (axes, frequency_hz), y = sol_plot_axes_y (axes, level) - MARK_GAP;
  g_autoptr (PangoLayout) layout = NULL;
  double width, height;

  if (x < axes->x || x > axes->x + axes->width || y > axes->y + axes->height)
    return;
  layout = sol_plot_text_new (cr, axes->font);
  sol_plot_text_set (layout, text, &width, &height);
  /* A peak higher than the picture is marked at its edge */
  y = MAX (y, axes->y + 2 * MARK + height);
  cairo_save (cr);
  cairo_set_source_rgba (cr, theme->text.red, theme->text.green, theme->text.blue, theme->text.alpha);
  cairo_move_to (cr, x, y);
  cairo_rel_line_to (cr, -MARK, -1.5 * MARK);
  cairo_rel_line_to (cr, 2 * MARK, 0);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_move_to (cr, CLAMP (x - width / 2, axes->x + 1, axes->x + axes->width - width - 1),
                 y - 1.5 * MARK - height);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}
