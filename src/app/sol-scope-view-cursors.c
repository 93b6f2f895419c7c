/* sol-scope-view-cursors.c: the cursors on the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>
#include <pango/pangocairo.h>

#define REACH 6.0        /* pixels */
#define STEPS 100        /* of an arrow key across the picture */
#define NAME_SIZE 15.0

static gboolean
is_time (SolScopeCursor cursor)
{
  return cursor <= SOL_SCOPE_CURSOR_TIME_B;
}

static double
get_x (SolScopeView       *self,
       const SolPlotFrame *frame,
       guint               i)
{
  gint64 from_ns = self->window.zero_ns + self->cursors.times_ns[i] - frame->begin_ns;

  return frame->x + (double) from_ns / (double) (frame->end_ns - frame->begin_ns) * frame->width;
}

static double
get_y (SolScopeView       *self,
       const SolPlotFrame *frame,
       guint               i)
{
  return frame->y + (frame->top - self->cursors.values[i]) / (frame->top - frame->bottom) * frame->height;
}

static void
changed (SolScopeView *self)
{
  sol_scope_view_move (self);
  if (self->measures_between)
    sol_scope_view_measure_now (self);
  g_signal_emit_by_name (self, "changed");
}

/* A quarter of the picture from each edge, where they are seen at once */
static void
place (SolScopeView *self)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
  gint64 span_ns = frame.end_ns - frame.begin_ns;

  for (int i = 0; i < 2; i++)
    {
      self->cursors.times_ns[i] = frame.begin_ns - self->window.zero_ns + span_ns * (1 + 2 * i) / 4;
      self->cursors.values[i] = frame.bottom + (frame.top - frame.bottom) * (1 + 2 * i) / 4;
    }
  self->cursors.is_placed = TRUE;
}

const SolScopeCursors *
sol_scope_view_get_cursors (SolScopeView *self)
{
  return &self->cursors;
}

void
sol_scope_view_set_cursors (SolScopeView          *self,
                            const SolScopeCursors *cursors)
{
  self->cursors = *cursors;
  if (self->cursors.is_shown && !self->cursors.is_placed)
    place (self);
  changed (self);
}

void
sol_scope_view_show_cursors (SolScopeView *self,
                             gboolean      is_shown)
{
  if (self->cursors.is_shown == is_shown)
    return;
  self->cursors.is_shown = is_shown;
  /* Out of sight they would seem not to be there */
  if (is_shown)
    place (self);
  changed (self);
}

void
sol_scope_view_select_cursor (SolScopeView   *self,
                              SolScopeCursor  cursor)
{
  self->cursors.selected = cursor;
  changed (self);
}

void
sol_scope_view_step_cursor (SolScopeView *self,
                            int           steps)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
  SolScopeCursor cursor = self->cursors.selected;

  if (is_time (cursor))
    self->cursors.times_ns[cursor] += (frame.end_ns - frame.begin_ns) / STEPS * steps;
  else
    self->cursors.values[cursor - SOL_SCOPE_CURSOR_VALUE_A] += (frame.top - frame.bottom) / STEPS * steps;
  changed (self);
}

int
sol_scope_view_find_cursor (SolScopeView *self,
                            double        x,
                            double        y)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
  double nearest = REACH;
  int found = -1;

  for (int i = 0; i < SOL_SCOPE_N_CURSORS && self->cursors.is_shown; i++)
    {
      double distance = is_time (i) ? fabs (x - get_x (self, &frame, i))
                                    : fabs (y - get_y (self, &frame, i - SOL_SCOPE_CURSOR_VALUE_A));

      if (distance > nearest)
        continue;
      nearest = distance;
      found = i;
    }
  return found;
}

static void
put_at (SolScopeView   *self,
        SolScopeCursor  cursor,
        double          x,
        double          y)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
  double right = CLAMP ((x - frame.x) / frame.width, 0, 1), down = CLAMP ((y - frame.y) / frame.height, 0, 1);

  if (is_time (cursor))
    self->cursors.times_ns[cursor] = frame.begin_ns + (gint64) (right * (frame.end_ns - frame.begin_ns))
                                     - self->window.zero_ns;
  else
    self->cursors.values[cursor - SOL_SCOPE_CURSOR_VALUE_A] = frame.top - down * (frame.top - frame.bottom);
}

void
sol_scope_view_drag_cursor (SolScopeView *self,
                            double        x,
                            double        y)
{
  put_at (self, self->cursors.selected, x, y);
  changed (self);
}

/* The pair that was not put last comes here, so that two of these measure a distance */
void
sol_scope_view_put_cursor (SolScopeView *self,
                           double        x,
                           double        y)
{
  gboolean is_first = !self->cursors.is_shown;
  guint which = is_first || self->cursors.selected % 2 == 1 ? 0 : 1;

  sol_scope_view_show_cursors (self, TRUE);
  put_at (self, SOL_SCOPE_CURSOR_TIME_A + which, x, y);
  put_at (self, SOL_SCOPE_CURSOR_VALUE_A + which, x, y);
  self->cursors.selected = SOL_SCOPE_CURSOR_TIME_A + which;
  changed (self);
}

/* Drawing */

static void
set_color (cairo_t        *cr,
           const SolColor *color,
           double          alpha)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * alpha);
}

static void
draw_name (SolScopeView       *self,
           cairo_t            *cr,
           const SolPlotTheme *theme,
           const char         *name,
           double              x,
           double              y)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (self->font != NULL ? self->font
                                                                                               : "Sans 9");
  int width, height;

  cairo_rectangle (cr, x, y, NAME_SIZE, NAME_SIZE);
  set_color (cr, &theme->text, 1);
  cairo_fill (cr);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, name, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, x + (NAME_SIZE - width) / 2, y + (NAME_SIZE - height) / 2);
  set_color (cr, &theme->background, 1);
  pango_cairo_show_layout (cr, layout);
}

static void
stroke (SolScopeView       *self,
        cairo_t            *cr,
        const SolPlotTheme *theme,
        SolScopeCursor      cursor)
{
  static const double dashes[] = { 5, 3 };
  gboolean is_selected = self->cursors.selected == cursor;

  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, is_selected ? 0 : G_N_ELEMENTS (dashes), 0);
  set_color (cr, &theme->text, is_selected ? 1 : 0.7);
  cairo_stroke (cr);
}

static void
draw_time (SolScopeView       *self,
           cairo_t            *cr,
           const SolPlotTheme *theme,
           const SolPlotFrame *frame,
           guint               i)
{
  double x = floor (get_x (self, frame, i)) + 0.5;

  if (x < frame->x || x > frame->x + frame->width)
    return;
  cairo_move_to (cr, x, frame->y);
  cairo_line_to (cr, x, frame->y + frame->height);
  stroke (self, cr, theme, SOL_SCOPE_CURSOR_TIME_A + i);
  draw_name (self, cr, theme, i == 0 ? "A" : "B", MIN (x, frame->x + frame->width - NAME_SIZE), frame->y);
}

static void
draw_value (SolScopeView       *self,
            cairo_t            *cr,
            const SolPlotTheme *theme,
            const SolPlotFrame *frame,
            guint               i)
{
  double y = floor (get_y (self, frame, i)) + 0.5;

  if (y < frame->y || y > frame->y + frame->height)
    return;
  cairo_move_to (cr, frame->x, y);
  cairo_line_to (cr, frame->x + frame->width, y);
  stroke (self, cr, theme, SOL_SCOPE_CURSOR_VALUE_A + i);
  draw_name (self, cr, theme, i == 0 ? "A" : "B", frame->x + frame->width - NAME_SIZE,
             MIN (y, frame->y + frame->height - NAME_SIZE));
}

void
sol_scope_view_draw_cursors (SolScopeView       *self,
                             cairo_t            *cr,
                             double              width,
                             double              height,
                             const SolPlotTheme *theme)
{
  SolPlotFrame whole, own;

  if (!self->cursors.is_shown)
    return;
  sol_scope_view_get_frame (self, width, height, NULL, &whole);
  sol_scope_view_get_frame (self, width, height, self->selected, &own);
  cairo_save (cr);
  for (guint i = 0; i < 2; i++)
    {
      draw_time (self, cr, theme, &whole, i);
      draw_value (self, cr, theme, &own, i);
    }
  cairo_restore (cr);
}
