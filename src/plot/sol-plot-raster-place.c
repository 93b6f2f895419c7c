/* sol-plot-raster-place.c: where traces stand among the pixels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-picture-private.h"

#define MAX_SIDE 16384

SolRasterView
sol_raster_make_view (const SolPlotFrame *frame,
                      double              scale,
                      int                 left,
                      int                 upper,
                      int                 width,
                      int                 height)
{
  SolRasterView view = { .x = frame->x * scale - left, .y = frame->y * scale - upper, .top = frame->top };

  view.height = frame->height * scale;
  view.left = CLAMP ((int) floor (view.x + 1e-6), 0, width);
  view.right = CLAMP ((int) ceil (view.x + frame->width * scale - 1e-6), view.left, width);
  view.upper = CLAMP ((int) floor (view.y + 1e-6), 0, height);
  view.lower = CLAMP ((int) ceil (view.y + view.height - 1e-6), view.upper, height);
  view.begin_ns = frame->begin_ns;
  view.ns_per_column = (double) (frame->end_ns - frame->begin_ns) / (frame->width * scale);
  view.rows_per_unit = view.height / (frame->top - frame->bottom);
  view.line_width = SOL_RASTER_LINE_WIDTH * scale;
  return view;
}

typedef struct
{
  double left, top, right, bottom;  /* in the frames' units */
} Box;

static guint
get_box (const SolPlotTrace *traces,
         guint               n_traces,
         Box                *box)
{
  guint n = 0;

  *box = (Box) { INFINITY, INFINITY, -INFINITY, -INFINITY };
  for (guint i = 0; i < n_traces; i++)
    {
      const SolPlotFrame *frame = &traces[i].frame;

      if (!sol_plot_frame_is_drawable (frame))
        continue;
      box->left = MIN (box->left, frame->x);
      box->top = MIN (box->top, frame->y);
      box->right = MAX (box->right, frame->x + frame->width);
      box->bottom = MAX (box->bottom, frame->y + frame->height);
      n++;
    }
  return n;
}

guint
sol_raster_get_place (const SolPlotTrace *traces,
                      guint               n_traces,
                      double              scale,
                      SolRasterPlace     *place)
{
  Box box;
  guint n = get_box (traces, n_traces, &box);

  if (n == 0 || !(scale > 0) || !((box.right - box.left) * scale < MAX_SIDE)
      || !((box.bottom - box.top) * scale < MAX_SIDE))
    return 0;
  place->left = (int) floor (box.left * scale + 1e-6);
  place->upper = (int) floor (box.top * scale + 1e-6);
  place->width = (int) ceil (box.right * scale - 1e-6) - place->left;
  place->height = (int) ceil (box.bottom * scale - 1e-6) - place->upper;
  return n;
}

SolRasterImage
sol_raster_get_image (cairo_surface_t      *surface,
                      const SolRasterPlace *place)
{
  int stride = cairo_image_surface_get_stride (surface) / 4;
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);

  return (SolRasterImage) { pixels + (gsize) place->upper * stride + place->left, place->width, place->height, stride };
}
