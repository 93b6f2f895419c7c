/* sol-plot-mask.c: where a trace may not go
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-mask.h"

#include "sol-plot-private.h"

#define ALPHA 0.16
#define ALPHA_VIOLATED 0.34
#define LINE_ALPHA 0.6
#define LINE_WIDTH 1.0

/* One limit of the mask over a frame */
typedef struct
{
  const SolPlotFrame *frame;
  const SolMaskPoint *points;
  gint64              zero_ns;
  gboolean            is_upper;
} Limit;

static double
get_value (const Limit *self,
           guint        i)
{
  return self->is_upper ? self->points[i].hi : self->points[i].lo;
}

static double
get_x (const Limit *self,
       guint        i)
{
  double x = sol_plot_frame_x (self->frame, self->zero_ns + (gint64) (self->points[i].t_s * 1e9));

  return CLAMP (x, -SOL_PLOT_FAR, SOL_PLOT_FAR);
}

static void
add_line (const Limit *self,
          cairo_t     *cr,
          guint        begin,
          guint        end)
{
  cairo_new_sub_path (cr);
  for (guint i = begin; i < end; i++)
    cairo_line_to (cr, get_x (self, i), sol_plot_frame_y (self->frame, get_value (self, i)));
}

/* What is beyond the limit from one point to another, up to the frame's edge */
static void
add_area (const Limit *self,
          cairo_t     *cr,
          guint        begin,
          guint        end)
{
  double edge = self->is_upper ? self->frame->y : self->frame->y + self->frame->height;

  add_line (self, cr, begin, end);
  cairo_line_to (cr, get_x (self, end - 1), edge);
  cairo_line_to (cr, get_x (self, begin), edge);
  cairo_close_path (cr);
}

/* From here on there is a limit. Returns: one past the last point of it */
static guint
find_end (const Limit *self,
          guint        begin,
          guint        n)
{
  guint end = begin;

  while (end < n && !isnan (get_value (self, end)))
    end++;
  return end;
}

static void
add_limit (const Limit *self,
           cairo_t     *cr,
           guint        n,
           void       (*add) (const Limit *, cairo_t *, guint, guint))
{
  for (guint i = 0; i < n;)
    {
      guint end = find_end (self, i, n);

      if (end - i >= 2)
        add (self, cr, i, end);
      i = MAX (end, i + 1);
    }
}

void
sol_plot_draw_mask (cairo_t            *cr,
                    const SolPlotFrame *frame,
                    const SolMaskPoint *points,
                    guint               n,
                    gint64              zero_ns,
                    const SolColor     *color,
                    gboolean            is_violated)
{
  const Limit limits[] = { { frame, points, zero_ns, TRUE }, { frame, points, zero_ns, FALSE } };

  if (!sol_plot_frame_is_drawable (frame))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (cr);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      add_limit (&limits[i], cr, n, add_area);
      cairo_set_source_rgba (cr, color->red, color->green, color->blue, is_violated ? ALPHA_VIOLATED : ALPHA);
      cairo_fill (cr);
      add_limit (&limits[i], cr, n, add_line);
      cairo_set_source_rgba (cr, color->red, color->green, color->blue, LINE_ALPHA);
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}
