/* sol-scope-view-marks.c: what stands over the traces: zeros, lanes' names, the trigger
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <pango/pangocairo.h>

#define TAG_HEIGHT 13.0
#define TAG_WIDTH 13.0
#define TAG_POINT 5.0
#define POSITION_HALF 5.0
#define POSITION_LENGTH 8.0

static void
set_color (cairo_t        *cr,
           const SolColor *color)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
}

static void
show_text (SolScopeView *self,
           cairo_t      *cr,
           const char   *text,
           double        x,
           double        y)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (self->font != NULL ? self->font
                                                                                               : "Sans 9");
  int width, height;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x - width / 2.0, y - height / 2.0);
  pango_cairo_show_layout (cr, layout);
}

/* A tag at the left edge whose point says where the channel's zero is; at the border when that is out of sight */
static void
draw_zero (SolScopeView       *self,
           SolScopeTrace      *trace,
           cairo_t            *cr,
           const SolPlotFrame *frame,
           const SolPlotTheme *theme)
{
  g_autofree char *number = g_strdup_printf ("%u", sol_scope_trace_get_number (trace) + 1);
  double y = frame->y + frame->top / (frame->top - frame->bottom) * frame->height;
  double left = frame->x + 1;

  y = CLAMP (y, frame->y + TAG_HEIGHT / 2, frame->y + frame->height - TAG_HEIGHT / 2);
  cairo_move_to (cr, left, y - TAG_HEIGHT / 2);
  cairo_line_to (cr, left + TAG_WIDTH, y - TAG_HEIGHT / 2);
  cairo_line_to (cr, left + TAG_WIDTH + TAG_POINT, y);
  cairo_line_to (cr, left + TAG_WIDTH, y + TAG_HEIGHT / 2);
  cairo_line_to (cr, left, y + TAG_HEIGHT / 2);
  cairo_close_path (cr);
  set_color (cr, sol_scope_view_get_color (theme, trace));
  cairo_fill (cr);
  set_color (cr, &theme->background);
  show_text (self, cr, number, left + TAG_WIDTH / 2 + 1, y);
}

static void
draw_zeros (SolScopeView       *self,
            cairo_t            *cr,
            double              width,
            double              height,
            const SolPlotTheme *theme)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolPlotFrame frame;

      if (!sol_scope_trace_get_visible (trace))
        continue;
      sol_scope_view_get_frame (self, width, height, trace, &frame);
      draw_zero (self, trace, cr, &frame, theme);
    }
}

/* In the colour of the trace that it belongs to: the level at the right, the moment at the top */
static void
draw_trigger (SolScopeView       *self,
              cairo_t            *cr,
              double              width,
              double              height,
              const SolPlotTheme *theme)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  SolPlotTheme tinted = *theme;
  SolPlotFrame frame;
  double x;

  if (source == NULL || !self->uses_trigger)
    return;
  tinted.text = *sol_scope_view_get_color (theme, source);
  sol_scope_view_get_frame (self, width, height, source, &frame);
  sol_plot_draw_trigger (cr, &tinted, &frame, self->sweep.trigger.level, self->drag == SOL_SCOPE_DRAG_LEVEL);
  if (sol_trigger_has_upper_level (&self->sweep.trigger))
    sol_plot_draw_trigger (cr, &tinted, &frame, self->sweep.trigger.upper_level,
                           self->drag == SOL_SCOPE_DRAG_UPPER_LEVEL);

  sol_scope_view_get_frame (self, width, height, NULL, &frame);
  x = frame.x + CLAMP (sol_scope_view_get_position (self), 0, 1) * frame.width;
  cairo_move_to (cr, x - POSITION_HALF, frame.y - POSITION_LENGTH);
  cairo_line_to (cr, x + POSITION_HALF, frame.y - POSITION_LENGTH);
  cairo_line_to (cr, x, frame.y);
  cairo_close_path (cr);
  set_color (cr, &tinted.text);
  cairo_fill (cr);
}

void
sol_scope_view_draw_marks (SolScopeView       *self,
                           cairo_t            *cr,
                           double              width,
                           double              height,
                           const SolPlotTheme *theme)
{
  if (sol_scope_view_count_traces (self) > 1)
    draw_zeros (self, cr, width, height, theme);
  sol_scope_view_draw_cursors (self, cr, width, height, theme);
  draw_trigger (self, cr, width, height, theme);
}
