/* sol-plot-persistence.c: many sweeps on top of each other, brighter where the signal is more often
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-plot-persistence.h"
#include "sol-plot-raster-private.h"

#define N_SHADES 256
#define FAINTEST 0.18
#define GLOW_FROM 0.7     /* of the scale: from here on the colour goes towards white, or black on a light page */
#define GLOW 0.75
#define DENSE_PER_COLUMN 4

struct _SolPlotPersistence
{
  int    width, height;
  float *counts;   /* owned (array length=width × height): column after column */
};

SolPlotPersistence *
sol_plot_persistence_new (int width,
                          int height)
{
  SolPlotPersistence *self = g_new0 (SolPlotPersistence, 1);

  self->width = width;
  self->height = height;
  self->counts = g_new0 (float, (gsize) width * height);
  return self;
}

void
sol_plot_persistence_free (SolPlotPersistence *self)
{
  g_free (self->counts);
  g_free (self);
}

void
sol_plot_persistence_clear (SolPlotPersistence *self)
{
  memset (self->counts, 0, sizeof *self->counts * self->width * self->height);
}

void
sol_plot_persistence_fade (SolPlotPersistence *self,
                           double              part)
{
  gsize n = (gsize) self->width * self->height;

  for (gsize i = 0; i < n; i++)
    self->counts[i] *= (float) part;
}

/* A column's time is shared by the rows that the signal goes through: an edge is faint, a top is bright */
static void
add_column (SolPlotPersistence    *self,
            int                    x,
            const SolRasterColumn *column)
{
  gboolean has_bar = column->top <= column->bottom;
  float top = has_bar ? column->top : column->line_top, bottom = has_bar ? column->bottom : column->line_bottom;
  int first, last;

  if (!has_bar && isnan (column->enter))
    return;
  first = (int) floorf (top - 0.25f);
  last = (int) ceilf (bottom + 0.25f) - 1;
  for (int y = MAX (first, 0); y <= MIN (last, self->height - 1); y++)
    self->counts[(gsize) x * self->height + y] += 1.0f / (float) (last - first + 1);
}

static void
read_points (SolRasterTrace     *trace,
             const SolPlotFrame *frame,
             SolChannel         *channel,
             gsize               limit)
{
  g_autofree gint64 *times_ns = g_new (gint64, limit);
  g_autofree double *values = g_new (double, limit);

  trace->times_ns = times_ns;
  trace->values = values;
  trace->n_points = sol_channel_read_samples (channel, frame->begin_ns, frame->end_ns, times_ns, values, limit);
  sol_raster_join_points (trace);
}

void
sol_plot_persistence_add (SolPlotPersistence *self,
                          const SolPlotFrame *frame,
                          SolChannel         *channel)
{
  g_autofree SolRasterColumn *columns = g_new (SolRasterColumn, self->width);
  g_autofree SolColumn *scratch = g_new (SolColumn, self->width);
  SolRasterTrace trace = { .columns = columns, .n_columns = (guint) self->width };
  SolPlotFrame whole = *frame;
  guint64 n_samples;

  whole.x = whole.y = 0;
  whole.width = self->width;
  whole.height = self->height;
  if (!sol_plot_frame_is_drawable (&whole))
    return;
  trace.view = sol_raster_make_view (&whole, 1, 0, 0, self->width, self->height);
  n_samples = sol_channel_count_samples (channel, whole.begin_ns, whole.end_ns);
  if (n_samples >= (guint64) self->width * DENSE_PER_COLUMN)
    sol_raster_read_columns (&trace, channel, scratch);
  else
    read_points (&trace, &whole, channel, (gsize) (n_samples + 2) * 2);
  for (int x = 0; x < self->width; x++)
    add_column (self, x, &columns[x]);
}

static guint32
get_shade (const SolColor *color,
           double          level,
           gboolean        is_dark)
{
  double glow = level > GLOW_FROM ? (level - GLOW_FROM) / (1 - GLOW_FROM) * GLOW : 0, goal = is_dark ? 1 : 0;
  double alpha = MIN (FAINTEST + (1 - FAINTEST) * level / GLOW_FROM, 1) * color->alpha;
  double parts[] = { color->red, color->green, color->blue };
  guint32 pixel = (guint32) (alpha * 255 + 0.5);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    pixel = pixel << 8 | (guint32) ((parts[i] + (goal - parts[i]) * glow) * alpha * 255 + 0.5);
  return pixel;
}

static float
get_largest (const SolPlotPersistence *self)
{
  gsize n = (gsize) self->width * self->height;
  float largest = 0;

  for (gsize i = 0; i < n; i++)
    largest = MAX (largest, self->counts[i]);
  return largest;
}

static cairo_surface_t *
make_image (const SolPlotPersistence *self,
            const SolColor           *color,
            gboolean                  is_dark)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (image), shades[N_SHADES];
  int stride = cairo_image_surface_get_stride (image) / 4;
  float largest = get_largest (self), least = MAX (largest * 1e-4f, 1e-6f), factor;

  for (guint i = 0; i < N_SHADES; i++)
    shades[i] = get_shade (color, i / (N_SHADES - 1.0), is_dark);
  factor = (N_SHADES - 1) / logf (MAX (largest / least, 1.0001f));
  for (int x = 0; x < self->width; x++)
    for (int y = 0; y < self->height; y++)
      {
        float count = self->counts[(gsize) x * self->height + y];

        if (count > least)
          pixels[(gsize) y * stride + x] = shades[(guint) MIN (logf (count / least) * factor, N_SHADES - 1.0f)];
      }
  cairo_surface_mark_dirty (image);
  return image;
}

void
sol_plot_persistence_draw (SolPlotPersistence *self,
                           cairo_t            *cr,
                           const SolPlotFrame *frame,
                           const SolColor     *color,
                           gboolean            is_dark)
{
  cairo_surface_t *image;

  if (!(frame->width >= 1) || !(frame->height >= 1))
    return;
  image = make_image (self, color, is_dark);
  cairo_save (cr);
  cairo_translate (cr, frame->x, frame->y);
  cairo_scale (cr, frame->width / self->width, frame->height / self->height);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}
