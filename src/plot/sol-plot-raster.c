/* sol-plot-raster.c: all traces of a picture in one image
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-raster-private.h"

#define N_SURFACES 3            /* one drawn, one shown, one that a renderer has not let go of */
#define MAX_SIDE 16384
#define DENSE_PER_COLUMN 4      /* samples; below, all of them are looked at */
#define THIN_PER_COLUMN 32      /* samples from which the envelope lets others shine through */
#define THIN_ALPHA 0.55
#define MAX_POINTS 6000.0       /* of all traces together, before they are drawn by columns */
#define MAX_LINE 40000.0        /* the same, in pixels of line */
#define PIXELS_PER_DOT 8.0

struct _SolPlotRaster
{
  /* Owned */
  cairo_surface_t *surfaces[N_SURFACES];
  SolRasterFill   *fill;
  SolRasterTrace  *traces;
  gsize            n_traces;
  SolRasterColumn *columns;
  SolColumn       *scratch;
  gsize            n_columns, n_scratch;
  guint8          *mask;
  SolRasterRange  *ranges;
  int              width, height;  /* of @mask */
};

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
  for (guint i = 0; i < N_SURFACES; i++)
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

/* One that nobody else looks at; of the least recently used when all are shown */
static cairo_surface_t *
take_surface (SolPlotRaster *self,
              int            width,
              int            height)
{
  guint i = 0;

  while (i + 1 < N_SURFACES && self->surfaces[i] != NULL && cairo_surface_get_reference_count (self->surfaces[i]) > 1)
    i++;
  if (self->surfaces[i] != NULL
      && (cairo_surface_get_reference_count (self->surfaces[i]) > 1 || !has_size (self->surfaces[i], width, height)))
    g_clear_pointer (&self->surfaces[i], cairo_surface_destroy);
  if (self->surfaces[i] == NULL)
    self->surfaces[i] = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  return self->surfaces[i];
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

static guint32
to_pixel (const SolColor *color,
          double          alpha)
{
  double a = CLAMP (color->alpha * alpha, 0, 1);

  return (guint32) (a * 255 + 0.5) << 24 | (guint32) (color->red * a * 255 + 0.5) << 16
         | (guint32) (color->green * a * 255 + 0.5) << 8 | (guint32) (color->blue * a * 255 + 0.5);
}

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

/* The more samples a column has, the more its bar says of extremes and the less of the signal */
static double
choose_alpha (double per_column)
{
  double part = (per_column - DENSE_PER_COLUMN) / (THIN_PER_COLUMN - DENSE_PER_COLUMN);

  return 1 + (THIN_ALPHA - 1) * CLAMP (part, 0, 1);
}

static double
get_line_length (const SolRasterTrace *trace)
{
  double sum = 0, y0 = NAN;

  for (gsize i = 0; i < trace->n_points; i++)
    {
      double y = NAN;

      if (!isnan (trace->values[i]))
        y = CLAMP (sol_raster_view_y (&trace->view, trace->values[i]), trace->view.upper, trace->view.lower);
      sum += isnan (y) || isnan (y0) ? 0 : fabs (y - y0);
      y0 = y;
    }
  return sum;
}

static void
read_points (SolRasterTrace     *trace,
             const SolPlotTrace *source,
             gsize               limit)
{
  trace->times_ns = g_new (gint64, limit);
  trace->values = g_new (double, limit);
  trace->n_points = sol_channel_read_samples (source->channel, source->frame.begin_ns, source->frame.end_ns,
                                              trace->times_ns, trace->values, limit);
  trace->has_dots = trace->n_points * PIXELS_PER_DOT * trace->view.line_width
                    < trace->n_columns * SOL_RASTER_LINE_WIDTH;
}

/* Decides how the trace is drawn, and reads what that takes */
static void
prepare_trace (SolPlotRaster      *self,
               SolRasterTrace     *trace,
               const SolPlotTrace *source,
               SolRasterColumn    *columns,
               guint               n_traces)
{
  const SolPlotFrame *frame = &source->frame;
  guint64 n_samples;

  trace->n_columns = (guint) (trace->view.right - trace->view.left);
  trace->columns = columns;
  trace->color = trace->bar_color = to_pixel (&source->color, 1);
  if (trace->n_columns == 0)
    return;
  n_samples = sol_channel_count_samples (source->channel, frame->begin_ns, frame->end_ns);
  if (n_samples >= (guint64) trace->n_columns * DENSE_PER_COLUMN)
    {
      trace->bar_color = to_pixel (&source->color, choose_alpha ((double) n_samples / trace->n_columns));
      return sol_raster_read_columns (trace, source->channel, self->scratch);
    }
  read_points (trace, source, (gsize) (n_samples + 2) * 2);
  if (trace->n_points <= MAX_POINTS / n_traces && get_line_length (trace) <= MAX_LINE / n_traces)
    trace->columns = NULL;
  else
    sol_raster_join_points (trace);
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

/* Clears the rows, and fills what is tall */
static void
fill (SolPlotRaster  *self,
      SolRasterImage *image,
      guint           n_traces,
      int             begin,
      int             end)
{
  for (guint i = 0; i < n_traces; i += SOL_RASTER_GROUP)
    sol_raster_fill (self->fill, image, self->traces + i, MIN (n_traces - i, SOL_RASTER_GROUP), i == 0, begin, end);
}

static void
draw_lines (SolPlotRaster  *self,
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

static guint
prepare_traces (SolPlotRaster        *self,
                const SolPlotTrace   *traces,
                guint                 n_traces,
                guint                 n_drawable,
                double                scale,
                int                   x,
                int                   y,
                const SolRasterImage *image)
{
  guint n = 0;

  grow (self, n_drawable, image->width);
  for (guint i = 0; i < n_traces; i++)
    {
      SolRasterTrace *trace = &self->traces[n];

      if (!sol_plot_frame_is_drawable (&traces[i].frame))
        continue;
      *trace = (SolRasterTrace) { .view = sol_raster_make_view (&traces[i].frame, scale, x, y, image->width,
                                                                image->height) };
      prepare_trace (self, trace, &traces[i], self->columns + (gsize) n * image->width, n_drawable);
      n++;
    }
  return n;
}

/* What a picture takes of the device's pixels */
typedef struct
{
  int left, upper, width, height;
} Place;

/* Returns: how many traces can be drawn */
static guint
get_place (const SolPlotTrace *traces,
           guint               n_traces,
           double              scale,
           Place              *place)
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

static SolRasterImage
get_image (cairo_surface_t *surface,
           int              left,
           int              upper,
           int              width,
           int              height)
{
  int stride = cairo_image_surface_get_stride (surface) / 4;
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);

  return (SolRasterImage) { pixels + (gsize) upper * stride + left, width, height, stride };
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
  Place place;
  guint n = get_place (traces, n_traces, scale, &place);

  if (n == 0)
    return NULL;
  surface = take_surface (self, place.width, place.height);
  cairo_surface_set_device_scale (surface, scale, scale);
  cairo_surface_flush (surface);
  image = get_image (surface, 0, 0, place.width, place.height);
  n = prepare_traces (self, traces, n_traces, n, scale, place.left, place.upper, &image);
  fill (self, &image, n, 0, image.height);
  draw_lines (self, &image, n);
  cairo_surface_mark_dirty (surface);
  *x = place.left / scale;
  *y = place.upper / scale;
  return surface;
}

/* Whether all of the place is there and nothing of it is clipped away. Moves it to the target's own pixels. */
static gboolean
is_open (cairo_t         *cr,
         cairo_surface_t *target,
         Place           *place)
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
  surface = take_surface (self, image->width, image->height);
  cairo_surface_set_device_scale (surface, 1, 1);
  cairo_surface_flush (surface);
  own = get_image (surface, 0, 0, image->width, image->height);
  fill (self, &own, n_traces, begin, end);
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
  Place place, own;
  guint n = get_place (traces, n_traces, scale, &place);

  if (n == 0)
    return TRUE;
  own = place;
  if (!has_pixels (cr, target) || !is_open (cr, target, &own))
    return FALSE;
  image = get_image (target, own.left, own.upper, own.width, own.height);
  n = prepare_traces (self, traces, n_traces, n, scale, place.left, place.upper, &image);
  paint_fill (self, cr, &image, n, own.left, own.upper);
  cairo_surface_flush (target);
  draw_lines (self, &image, n);
  cairo_surface_mark_dirty_rectangle (target, own.left, own.upper, own.width, own.height);
  return TRUE;
}
