/* sol-scope-view-marks.c: what stands over the traces: zeros, lanes' names, the trigger
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#include <pango/pangocairo.h>

#define TAG_HEIGHT 13.0
#define TAG_WIDTH 13.0
#define TAG_POINT (SOL_SCOPE_TAG_ROOM - TAG_WIDTH)
#define MAX_TAGS 64
#define MAX_BESIDE 8   /* tags: more would hide the picture */
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

/* Where the tags before stand, so that the next does not cover them */
typedef struct
{
  double places[MAX_TAGS];
  guint  n;
} Tags;

/* Returns: FALSE where there are too many already */
static gboolean
find_room (Tags   *self,
           double  y,
           double *x)
{
  guint n_beside = 0;

  for (guint i = 0; i < self->n; i++)
    n_beside += fabs (self->places[i] - y) < TAG_HEIGHT;
  if (n_beside >= MAX_BESIDE || self->n == MAX_TAGS)
    return FALSE;
  self->places[self->n++] = y;
  *x += n_beside * SOL_SCOPE_TAG_ROOM;
  return TRUE;
}

/* A tag at the left edge whose point says where the channel's zero is; at the border when that is out of sight */
static void
draw_zero (SolScopeView       *self,
           SolScopeTrace      *trace,
           cairo_t            *cr,
           const SolPlotFrame *frame,
           const SolPlotTheme *theme,
           Tags               *tags)
{
  g_autofree char *number = g_strdup_printf ("%u", sol_scope_trace_get_number (trace) + 1);
  double y = frame->y + frame->top / (frame->top - frame->bottom) * frame->height;
  double bottom = frame->y + frame->height, left = frame->x + 1;

  if (sol_scope_trace_get_words (trace) == NULL)
    bottom -= sol_scope_view_get_words_height (self);
  y = CLAMP (y, frame->y + TAG_HEIGHT / 2, MAX (bottom, frame->y + TAG_HEIGHT) - TAG_HEIGHT / 2);
  if (!find_room (tags, y, &left))
    return;
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
  Tags tags = { .n = 0 };

  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolPlotFrame frame;

      if (!sol_scope_trace_get_visible (trace))
        continue;
      sol_scope_view_get_frame (self, width, height, trace, &frame);
      draw_zero (self, trace, cr, &frame, theme, &tags);
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

GBytes *
sol_scope_view_make_marks_key (SolScopeView *self,
                               double        width,
                               double        height,
                               gboolean      is_dark)
{
  g_autoptr (GBytes) grid = sol_scope_view_make_key (self, width, height, is_dark);
  SolScopeTrace *source = sol_scope_view_get_source (self);
  const double places[] = { self->sweep.trigger.level, self->sweep.trigger.upper_level,
                            sol_scope_view_get_position (self) };
  const guint flags[] = { self->uses_trigger, sol_trigger_has_upper_level (&self->sweep.trigger), self->drag,
                          source != NULL ? sol_scope_trace_get_number (source) : G_MAXUINT,
                          self->cursors.selected, self->cursors.is_shown };
  GByteArray *key = g_byte_array_new ();

  g_byte_array_append (key, g_bytes_get_data (grid, NULL), (guint) g_bytes_get_size (grid));
  g_byte_array_append (key, (const guint8 *) places, sizeof places);
  g_byte_array_append (key, (const guint8 *) flags, sizeof flags);
  g_byte_array_append (key, (const guint8 *) self->cursors.times_ns, sizeof self->cursors.times_ns);
  g_byte_array_append (key, (const guint8 *) self->cursors.values, sizeof self->cursors.values);
  return g_byte_array_free_to_bytes (key);
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
