/* sol-plot-raster-onto.c: traces straight onto a target's own pixels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-picture-private.h"

/* Whether all of the place is there and nothing of it is clipped away. Moves it to the target's own pixels. */
static gboolean
is_open (cairo_t         *cr,
         cairo_surface_t *target,
         SolRasterPlace  *place)
{
  cairo_rectangle_list_t *list;
  cairo_matrix_t matrix;
  gboolean is_whole;
  double scale_x, scale_y, offset_x, offset_y;

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  cairo_surface_get_device_offset (target, &offset_x, &offset_y);
  offset_x += matrix.x0 * scale_x;
  offset_y += matrix.y0 * scale_y;
  place->left += (int) offset_x;
  place->upper += (int) offset_y;
  list = cairo_copy_clip_rectangle_list (cr);
  is_whole = offset_x == (int) offset_x && offset_y == (int) offset_y && list->status == CAIRO_STATUS_SUCCESS
             && list->num_rectangles == 1 && place->left >= 0 && place->upper >= 0
             && place->left + place->width <= cairo_image_surface_get_width (target)
             && place->upper + place->height <= cairo_image_surface_get_height (target);
  if (is_whole)
    {
      double x = list->rectangles->x, y = list->rectangles->y;
      double x1 = x + list->rectangles->width, y1 = y + list->rectangles->height;

      cairo_user_to_device (cr, &x, &y);
      cairo_user_to_device (cr, &x1, &y1);
      is_whole = x * scale_x <= place->left && y * scale_y <= place->upper
                 && x1 * scale_x >= place->left + place->width && y1 * scale_y >= place->upper + place->height;
    }
  cairo_rectangle_list_destroy (list);
  return is_whole;
}

static gboolean
has_pixels (cairo_t         *cr,
            cairo_surface_t *target)
{
  cairo_format_t format = cairo_image_surface_get_format (target);

  return (format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24)
         && cairo_get_operator (cr) == CAIRO_OPERATOR_OVER;
}

/* Tall bars cover much: they are mixed apart, and laid over the target by cairo, which is good at that */
static void
paint_fill (SolPlotRaster        *self,
            cairo_t              *cr,
            const SolRasterImage *image,
            guint                 n_traces,
            int                   left,
            int                   upper)
{
  cairo_surface_t *surface;
  SolRasterImage own;
  int begin, end;

  if (!sol_raster_get_rows (self->traces, n_traces, &begin, &end))
    return;
  surface = sol_plot_raster_take_surface (self, image->width, image->height, 1, &own);
  sol_plot_raster_fill_rows (self, &own, n_traces, begin, end);
  cairo_surface_mark_dirty (surface);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_rectangle (cr, left, upper + begin, image->width, end - begin);
  cairo_clip (cr);
  cairo_set_source_surface (cr, surface, left, upper);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

gboolean
sol_raster_draw_onto (SolPlotRaster      *self,
                      cairo_t            *cr,
                      const SolPlotTrace *traces,
                      guint               n_traces,
                      double              scale)
{
  cairo_surface_t *target = cairo_get_group_target (cr);
  SolRasterImage image;
  SolRasterPlace place, own;
  guint n = sol_raster_get_place (traces, n_traces, scale, &place);

  if (n == 0)
    return TRUE;
  own = place;
  if (!has_pixels (cr, target) || !is_open (cr, target, &own))
    return FALSE;
  image = sol_raster_get_image (target, &own);
  n = sol_plot_raster_read_traces (self, traces, n_traces, n, scale, &place);
  paint_fill (self, cr, &image, n, own.left, own.upper);
  cairo_surface_flush (target);
  sol_plot_raster_draw_lines (self, &image, n);
  cairo_surface_mark_dirty_rectangle (target, own.left, own.upper, own.width, own.height);
  return TRUE;
}
