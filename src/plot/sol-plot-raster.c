/* sol-plot-raster.c: all traces of a picture in one image
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-picture-private.h"

SolPlotRaster *
sol_plot_raster_new (void)
{
  SolPlotRaster *self = g_new0 (SolPlotRaster, 1);

  self->fill = sol_raster_fill_new ();
  return self;
}

void
sol_plot_raster_free (SolPlotRaster *self)
{
  for (guint i = 0; i < SOL_RASTER_SURFACES; i++)
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
  sol_raster_fill_free (self->fill);
  g_free (self->traces);
  g_free (self->columns);
  g_free (self->scratch);
  g_free (self->mask);
  g_free (self->ranges);
  g_free (self);
}

static gboolean
has_size (cairo_surface_t *surface,
          int              width,
          int              height)
{
  return cairo_image_surface_get_width (surface) == width && cairo_image_surface_get_height (surface) == height;
}

/* The first that nobody else looks at, or the last */
static cairo_surface_t **
find_free (SolPlotRaster *self)
{
  guint i = 0;

  while (i + 1 < SOL_RASTER_SURFACES && self->surfaces[i] != NULL
         && cairo_surface_get_reference_count (self->surfaces[i]) > 1)
    i++;
  return &self->surfaces[i];
}

cairo_surface_t *
sol_plot_raster_take_surface (SolPlotRaster  *self,
                              int             width,
                              int             height,
                              double          scale,
                              SolRasterImage *image)
{
  cairo_surface_t **surface = find_free (self);

  if (*surface != NULL && (cairo_surface_get_reference_count (*surface) > 1 || !has_size (*surface, width, height)))
    g_clear_pointer (surface, cairo_surface_destroy);
  if (*surface == NULL)
    *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_surface_set_device_scale (*surface, scale, scale);
  cairo_surface_flush (*surface);
  *image = sol_raster_get_image (*surface, &(SolRasterPlace) { 0, 0, width, height });
  return *surface;
}

static void
grow (SolPlotRaster *self,
      guint          n_traces,
      int            width)
{
  gsize n_columns = (gsize) n_traces * width;

  if (n_traces > self->n_traces)
    self->traces = g_renew (SolRasterTrace, self->traces, n_traces);
  if (n_columns > self->n_columns)
    self->columns = g_renew (SolRasterColumn, self->columns, n_columns);
  if ((gsize) width > self->n_scratch)
    self->scratch = g_renew (SolColumn, self->scratch, width);
  self->n_traces = MAX (n_traces, self->n_traces);
  self->n_columns = MAX (n_columns, self->n_columns);
  self->n_scratch = MAX ((gsize) width, self->n_scratch);
}

/* Only pictures with few points need one */
static void
prepare_mask (SolPlotRaster *self,
              int            width,
              int            height)
{
  if (self->mask != NULL && self->width == width && self->height == height)
    return;
  g_free (self->mask);
  g_free (self->ranges);
  self->mask = g_new0 (guint8, (gsize) width * height);
  self->ranges = g_new (SolRasterRange, width);
  for (int i = 0; i < width; i++)
    self->ranges[i] = (SolRasterRange) { G_MAXINT, -1 };
  self->width = width;
  self->height = height;
}

static void
draw_trace (SolPlotRaster        *self,
            SolRasterImage       *image,
            const SolRasterTrace *trace)
{
  if (trace->columns != NULL)
    return sol_raster_draw_columns (image, trace);
  prepare_mask (self, image->width, image->height);
  sol_raster_draw_points (image, trace, self->mask, self->ranges);
}

void
sol_plot_raster_fill_rows (SolPlotRaster  *self,
                           SolRasterImage *image,
                           guint           n_traces,
                           int             begin,
                           int             end)
{
  for (guint i = 0; i < n_traces; i += SOL_RASTER_GROUP)
    sol_raster_fill (self->fill, image, self->traces + i, MIN (n_traces - i, SOL_RASTER_GROUP), i == 0, begin, end);
}

void
sol_plot_raster_draw_lines (SolPlotRaster  *self,
                            SolRasterImage *image,
                            guint           n_traces)
{
  for (guint i = 0; i < n_traces; i++)
    {
      draw_trace (self, image, &self->traces[i]);
      g_free (self->traces[i].times_ns);
      g_free (self->traces[i].values);
    }
}

guint
sol_plot_raster_read_traces (SolPlotRaster        *self,
                             const SolPlotTrace   *traces,
                             guint                 n_traces,
                             guint                 n_drawable,
                             double                scale,
                             const SolRasterPlace *place)
{
  guint n = 0;

  grow (self, n_drawable, place->width);
  for (guint i = 0; i < n_traces; i++)
    {
      SolRasterTrace *trace = &self->traces[n];

      if (!sol_plot_frame_is_drawable (&traces[i].frame))
        continue;
      *trace = (SolRasterTrace) { .view = sol_raster_make_view (&traces[i].frame, scale, place->left, place->upper,
                                                                place->width, place->height) };
      sol_raster_read_trace (trace, &traces[i], self->columns + (gsize) n * place->width, self->scratch, n_drawable);
      n++;
    }
  return n;
}

cairo_surface_t *
sol_plot_raster_draw (SolPlotRaster      *self,
                      const SolPlotTrace *traces,
                      guint               n_traces,
                      double              scale,
                      double             *x,
                      double             *y)
{
  cairo_surface_t *surface;
  SolRasterImage image;
  SolRasterPlace place;
  guint n = sol_raster_get_place (traces, n_traces, scale, &place);

  if (n == 0)
    return NULL;
  surface = sol_plot_raster_take_surface (self, place.width, place.height, scale, &image);
  n = sol_plot_raster_read_traces (self, traces, n_traces, n, scale, &place);
  sol_plot_raster_fill_rows (self, &image, n, 0, image.height);
  sol_plot_raster_draw_lines (self, &image, n);
  cairo_surface_mark_dirty (surface);
  *x = place.left / scale;
  *y = place.upper / scale;
  return surface;
}
