/* sol-plot-waterfall.c: spectra one below the other, as colours
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-private.h"
#include "sol-plot-spectrum.h"

#define N_COLORS 256
#define NO_COLUMN G_MAXUINT

/* Between these by lines; each is lighter than the one before, so that it reads in grey too */
static const guint8 stops[][3] = {
  { 12, 12, 40 }, { 50, 32, 110 }, { 50, 85, 140 }, { 36, 135, 140 },
  { 60, 178, 110 }, { 150, 210, 60 }, { 253, 231, 55 },
};

static void
make_colors (guint32 *colors)
{
  for (guint i = 0; i < N_COLORS; i++)
    {
      double place = (double) i / (N_COLORS - 1) * (G_N_ELEMENTS (stops) - 1);
      guint at = MIN ((guint) place, G_N_ELEMENTS (stops) - 2);
      guint32 color = 0;

      for (guint c = 0; c < 3; c++)
        {
          double part = place - at;

          color = color << 8 | (guint32) (stops[at][c] + part * (stops[at + 1][c] - stops[at][c]));
        }
      colors[i] = color;
    }
}

/* Which of the waterfall's columns each pixel shows */
static void
place_columns (const SolPlotAxes *axes,
               guint             *places,
               guint              width,
               guint              n_columns,
               double             low_hz,
               double             high_hz)
{
  for (guint i = 0; i < width; i++)
    {
      double part = (sol_plot_axes_get_at (axes, axes->x + i + 0.5) - low_hz) / (high_hz - low_hz);

      places[i] = part >= 0.0 && part <= 1.0 ? MIN ((guint) (part * n_columns), n_columns - 1) : NO_COLUMN;
    }
}

static void
fill_row (guint32       *pixels,
          const float   *row,
          const guint   *places,
          guint          width,
          const guint32 *colors,
          double         low_db,
          double         high_db)
{
  double scale = (N_COLORS - 1) / (high_db - low_db);

  for (guint i = 0; i < width; i++)
    {
      double level = places[i] != NO_COLUMN ? (row[places[i]] - low_db) * scale : 0.0;

      pixels[i] = colors[(guint) CLAMP (level, 0.0, N_COLORS - 1)];
    }
}

static cairo_surface_t *
make_image (const SolWaterfall *waterfall,
            const guint        *places,
            guint               width,
            double              low_db,
            double              high_db)
{
  guint n = sol_waterfall_get_n_rows (waterfall);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) n);
  guint8 *data = cairo_image_surface_get_data (image);
  guint32 colors[N_COLORS];

  if (data == NULL)
    return image;
  make_colors (colors);
  for (guint i = 0; i < n; i++)
    fill_row ((guint32 *) (gpointer) (data + i * (gsize) cairo_image_surface_get_stride (image)),
              sol_waterfall_get_row (waterfall, i, NULL), places, width, colors, low_db, high_db);
  cairo_surface_mark_dirty (image);
  return image;
}

void
sol_plot_draw_waterfall (cairo_t            *cr,
                         const SolPlotAxes  *axes,
                         const SolWaterfall *waterfall,
                         guint               n_columns,
                         guint               n_rows,
                         double              low_hz,
                         double              high_hz,
                         double              low_db,
                         double              high_db)
{
  guint width = (guint) axes->width;
  g_autofree guint *places = g_new (guint, width + 1);
  cairo_surface_t *image;

  if (sol_waterfall_get_n_rows (waterfall) == 0 || width == 0 || high_hz <= low_hz)
    return;
  place_columns (axes, places, width, n_columns, low_hz, high_hz);
  image = make_image (waterfall, places, width, low_db, high_db);
  cairo_save (cr);
  cairo_rectangle (cr, axes->x, axes->y, axes->width, axes->height);
  cairo_clip (cr);
  cairo_translate (cr, axes->x, axes->y);
  cairo_scale (cr, 1, axes->height / n_rows);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

void
sol_plot_draw_waterfall_scale (cairo_t *cr,
                               double   x,
                               double   y,
                               double   width,
                               double   height)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (x, 0, x + width, 0);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    cairo_pattern_add_color_stop_rgb (pattern, (double) i / (G_N_ELEMENTS (stops) - 1), stops[i][0] / 255.0,
                                      stops[i][1] / 255.0, stops[i][2] / 255.0);
  cairo_save (cr);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_pattern_destroy (pattern);
}
