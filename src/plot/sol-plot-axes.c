/* sol-plot-axes.c: a graticule whose horizontal axis is not time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-axes.h"

#include "sol-plot-labels-private.h"
#include "sol-plot-private.h"
#include "sol-plot-text-private.h"

#define PIXELS_PER_X_TICK 160 /* when the step is the largest that fits */
#define PIXELS_PER_Y_TICK 45
#define LABEL_GAP 6.0
#define LABEL_DISTANCE 14.0
#define MAX_TICKS 64

/* Values where a line stands; a labelled one is strong on a logarithmic axis */
typedef struct
{
  double values[MAX_TICKS];
  guint  n;
  double step;     /* 0 on a logarithmic axis */
  double largest;
} Ticks;

double
sol_plot_axes_x (const SolPlotAxes *self,
                 double             value)
{
  double part;

  if (self->is_log)
    part = value > 0.0 ? log (value / self->left) / log (self->right / self->left) : -SOL_PLOT_FAR;
  else
    part = (value - self->left) / (self->right - self->left);
  return CLAMP (self->x + part * self->width, -SOL_PLOT_FAR, SOL_PLOT_FAR);
}

double
sol_plot_axes_y (const SolPlotAxes *self,
                 double             value)
{
  double y = self->y + (self->top - value) / (self->top - self->bottom) * self->height;

  return CLAMP (y, -SOL_PLOT_FAR, SOL_PLOT_FAR);
}

double
sol_plot_axes_get_at (const SolPlotAxes *self,
                      double             x)
{
  double part = (x - self->x) / self->width;

  if (self->is_log)
    return self->left * pow (self->right / self->left, part);
  return self->left + part * (self->right - self->left);
}

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static double
snap (double position)
{
  return floor (position) + 0.5;
}

static void
find_even (Ticks  *ticks,
           double  low,
           double  high,
           guint   least)
{
  ticks->step = sol_plot_tick_step (high - low, least);
  ticks->n = 0;
  ticks->largest = MAX (fabs (low), fabs (high));
  for (double v = ceil (low / ticks->step - 1e-6) * ticks->step;
       v <= high + ticks->step * 1e-6 && ticks->n < MAX_TICKS; v += ticks->step)
    ticks->values[ticks->n++] = fabs (v) < ticks->step * 1e-6 ? 0.0 : v;
}

/* 1, 2 and 5 of each decade */
static void
find_log (Ticks  *ticks,
          double  low,
          double  high)
{
  static const double parts[] = { 1, 2, 5 };
  double decade = pow (10, floor (log10 (low)));

  ticks->step = 0.0;
  ticks->n = 0;
  ticks->largest = high;
  for (; decade <= high; decade *= 10)
    for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
      if (decade * parts[i] >= low * (1 - 1e-9) && decade * parts[i] <= high * (1 + 1e-9) && ticks->n < MAX_TICKS)
        ticks->values[ticks->n++] = decade * parts[i];
}

static void
find_x_ticks (const SolPlotAxes *self,
              Ticks             *ticks)
{
  /* Less than a decade has too few of 1, 2 and 5 */
  if (self->is_log && self->right > 8 * self->left)
    find_log (ticks, self->left, self->right);
  else
    find_even (ticks, self->left, self->right, CLAMP ((guint) (self->width / PIXELS_PER_X_TICK), 2, 10));
}

static void
find_y_ticks (const SolPlotAxes *self,
              Ticks             *ticks)
{
  find_even (ticks, self->bottom, self->top, CLAMP ((guint) (self->height / PIXELS_PER_Y_TICK), 2, 8));
}

static void
draw_lines (const SolPlotAxes *self,
            cairo_t           *cr,
            const Ticks       *xs,
            const Ticks       *ys)
{
  for (guint i = 0; i < xs->n; i++)
    {
      double x = snap (MIN (sol_plot_axes_x (self, xs->values[i]), self->x + self->width - 1));

      cairo_move_to (cr, x, self->y);
      cairo_line_to (cr, x, self->y + self->height);
    }
  for (guint i = 0; i < ys->n; i++)
    {
      double y = snap (MIN (sol_plot_axes_y (self, ys->values[i]), self->y + self->height - 1));

      cairo_move_to (cr, self->x, y);
      cairo_line_to (cr, self->x + self->width, y);
    }
  cairo_stroke (cr);
}

static char *
format (double      value,
        const Ticks *ticks,
        const char  *unit)
{
  if (ticks->step > 0.0)
    return sol_plot_format_tick (value, ticks->step, ticks->largest, unit);
  return sol_plot_format_si (value, unit, 1);
}

/* One that would touch its neighbour is left out */
static void
draw_x_labels (const SolPlotAxes *self,
               cairo_t           *cr,
               PangoLayout       *layout,
               const Ticks       *ticks)
{
  double end = -SOL_PLOT_FAR;

  for (guint i = 0; i < ticks->n; i++)
    {
      g_autofree char *text = format (ticks->values[i], ticks, self->x_unit);
      double width, height, x;

      sol_plot_text_set (layout, text, &width, &height);
      x = sol_plot_axes_x (self, ticks->values[i]) - width / 2;
      x = CLAMP (x, self->x - width / 2, self->x + self->width - width);
      if (x < end + LABEL_DISTANCE)
        continue;
      end = x + width;
      cairo_move_to (cr, x, self->y + self->height + LABEL_GAP - 2);
      pango_cairo_show_layout (cr, layout);
    }
}

static void
draw_y_labels (const SolPlotAxes *self,
               cairo_t           *cr,
               PangoLayout       *layout,
               const Ticks       *ticks)
{
  g_autofree char *base = NULL;
  SolPlotLabels labels;
  double width, height;

  sol_plot_labels_init (&labels, layout, self->bottom, self->top, ticks->step, self->y_unit,
                        SOL_PLOT_LABEL_WIDTH - LABEL_GAP);
  for (guint i = 0; i < ticks->n; i++)
    {
      g_autofree char *text = sol_plot_labels_dup_text (&labels, ticks->values[i]);
      double y;

      sol_plot_text_set (layout, text, &width, &height);
      y = sol_plot_axes_y (self, ticks->values[i]) - height / 2;
      cairo_move_to (cr, self->x - LABEL_GAP - width,
                     CLAMP (y, self->y - height / 2, self->y + self->height - height / 2));
      pango_cairo_show_layout (cr, layout);
    }
  base = sol_plot_labels_dup_base (&labels);
  if (base == NULL)
    return;
  sol_plot_text_set (layout, base, &width, &height);
  cairo_move_to (cr, self->x + LABEL_GAP, self->y + LABEL_GAP / 2);
  pango_cairo_show_layout (cr, layout);
}

static gboolean
is_drawable (const SolPlotAxes *self)
{
  return self->width >= 2 && self->height >= 2 && self->right > self->left && self->top > self->bottom
         && isfinite (self->right - self->left) && isfinite (self->top - self->bottom)
         && (!self->is_log || self->left > 0.0);
}

void
sol_plot_axes_draw (const SolPlotAxes  *self,
                    cairo_t            *cr,
                    const SolPlotTheme *theme)
{
  g_autoptr (PangoLayout) layout = NULL;
  Ticks xs, ys;

  if (!is_drawable (self))
    return;
  find_x_ticks (self, &xs);
  find_y_ticks (self, &ys);

  cairo_save (cr);
  set_color (cr, &theme->background);
  cairo_rectangle (cr, self->x, self->y, self->width, self->height);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1);
  set_color (cr, &theme->grid);
  draw_lines (self, cr, &xs, &ys);
  set_color (cr, &theme->axis);
  cairo_rectangle (cr, self->x + 0.5, self->y + 0.5, self->width - 1, self->height - 1);
  cairo_stroke (cr);

  layout = sol_plot_text_new (cr, self->font);
  set_color (cr, &theme->text);
  draw_y_labels (self, cr, layout, &ys);
  draw_x_labels (self, cr, layout, &xs);
  cairo_restore (cr);
}
