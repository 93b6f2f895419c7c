/* sol-scope-view-frames.c: where each channel stands on the scope's screen
 *
 * One graticule for all, with the scale of the selected channel at the left and that of one of the second axis at the
 * right; or lanes below each other, one a channel that is shown. A channel that says words has a lane in either case.
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#define TOP_MARGIN 18 /* for the trigger's position */
#define RIGHT_MARGIN 14
#define LANE_GAP 14.0 /* half of a label reaches over each edge */
#define LANE_GAP_PART 0.3 /* of a lane that is too low for labels */
#define WORDS_HEIGHT 22 /* of a lane of words at the lower edge of a graticule */
#define WORDS_GAP 4

guint
sol_scope_view_count_traces (SolScopeView *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->traces));
}

SolScopeTrace *
sol_scope_view_get_trace (SolScopeView *self,
                          guint         i)
{
  g_autoptr (SolScopeTrace) trace = g_list_model_get_item (G_LIST_MODEL (self->traces), i);

  return trace; /* the store holds it */
}

const SolColor *
sol_scope_view_get_color (const SolPlotTheme *theme,
                          SolScopeTrace      *trace)
{
  return &theme->traces[sol_scope_trace_get_color (trace) % G_N_ELEMENTS (theme->traces)];
}

static gboolean
says_words (SolScopeTrace *trace)
{
  return sol_scope_trace_get_words (trace) != NULL;
}

/* The channels that are shown, and those of them that say words */
typedef struct
{
  guint n, n_words;
} Lanes;

/* Those before @trace, or all. Returns: FALSE when @trace is not shown */
static gboolean
count_lanes (SolScopeView  *self,
             SolScopeTrace *trace,
             Lanes         *lanes)
{
  *lanes = (Lanes) { 0, 0 };
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *other = sol_scope_view_get_trace (self, i);

      if (!sol_scope_trace_get_visible (other))
        continue;
      if (other == trace)
        return TRUE;
      lanes->n++;
      lanes->n_words += says_words (other);
    }
  return trace == NULL;
}

/* The selected one when it is on that axis, else the first there is */
static SolScopeTrace *
find_axis (SolScopeView *self,
           gboolean      is_second)
{
  SolScopeTrace *first = NULL;

  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (!sol_scope_trace_get_visible (trace) || sol_scope_trace_get_second (trace) != is_second
          || says_words (trace))
        continue;
      if (trace == self->selected)
        return trace;
      first = first != NULL ? first : trace;
    }
  return first;
}

/* Lanes of words are low, the others share the rest */
static void
place_lane (SolScopeView  *self,
            SolScopeTrace *trace,
            SolPlotFrame  *frame)
{
  Lanes before, all;
  double height, words_height, gap;

  if (!self->is_stacked || trace == NULL || !count_lanes (self, trace, &before))
    return;
  count_lanes (self, NULL, &all);
  gap = MIN (LANE_GAP, frame->height / all.n * LANE_GAP_PART);
  words_height = WORDS_HEIGHT + gap;
  if (all.n == all.n_words)
    words_height = MIN (words_height * 2, (frame->height + gap) / all.n);
  height = (frame->height + gap - all.n_words * words_height) / MAX (all.n - all.n_words, 1);
  frame->y += (before.n - before.n_words) * height + before.n_words * words_height;
  frame->height = MAX ((says_words (trace) ? words_height : height) - gap, 1);
  frame->has_no_times = before.n + 1 < all.n;
}

/* Along the lower edge of a graticule that is shared */
static void
place_words (SolScopeView  *self,
             SolScopeTrace *trace,
             SolPlotFrame  *frame)
{
  Lanes before, all;

  if (trace == NULL || !says_words (trace))
    return;
  frame->bottom = -1;
  frame->top = 1;
  frame->unit = NULL;
  frame->has_no_values = TRUE;
  if (self->is_stacked || !count_lanes (self, trace, &before))
    return;
  count_lanes (self, NULL, &all);
  frame->y += frame->height - (all.n_words - before.n_words) * (WORDS_HEIGHT + WORDS_GAP);
  frame->height = WORDS_HEIGHT;
}

double
sol_scope_view_get_words_height (SolScopeView *self)
{
  Lanes all;

  count_lanes (self, NULL, &all);
  return self->is_stacked ? 0 : all.n_words * (WORDS_HEIGHT + WORDS_GAP);
}

void
sol_scope_view_get_frame (SolScopeView  *self,
                          double         width,
                          double         height,
                          SolScopeTrace *trace,
                          SolPlotFrame  *frame)
{
  const SolScopeScale *scale = trace != NULL ? sol_scope_trace_get_scale (trace) : NULL;
  gboolean has_scale = scale != NULL && scale->top > scale->bottom;
  gboolean has_right = !self->is_stacked && find_axis (self, TRUE) != NULL;

  *frame = (SolPlotFrame) {
    .x = SOL_PLOT_LABEL_WIDTH,
    .y = TOP_MARGIN,
    .width = width - SOL_PLOT_LABEL_WIDTH - (has_right ? SOL_PLOT_LABEL_WIDTH : RIGHT_MARGIN),
    .height = height - TOP_MARGIN - SOL_PLOT_LABEL_HEIGHT,
    .begin_ns = self->window.begin_ns,
    .end_ns = sol_scope_window_get_end (&self->window),
    .zero_ns = self->window.zero_ns,
    .bottom = has_scale ? scale->bottom : -1,
    .top = has_scale ? scale->top : 1,
    .value_step = has_scale ? sol_scope_scale_get_step (scale) : 0,
    .unit = trace != NULL ? sol_scope_trace_get_unit (trace) : NULL,
    .font = self->font,
  };
  place_lane (self, trace, frame);
  place_words (self, trace, frame);
}

/* With several channels the labels have the colour of the one whose values they are */
static void
draw_one (SolScopeView       *self,
          SolScopeTrace      *trace,
          cairo_t            *cr,
          double              width,
          double              height,
          const SolPlotTheme *theme,
          gboolean            is_right)
{
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, width, height, trace, &frame);
  if (trace != NULL && sol_scope_view_count_traces (self) > 1)
    frame.value_color = sol_scope_view_get_color (theme, trace);
  if (is_right)
    sol_plot_draw_right_axis (cr, theme, &frame);
  else
    sol_plot_draw_graticule (cr, theme, &frame);
}

static void
draw_lanes (SolScopeView       *self,
            cairo_t            *cr,
            double              width,
            double              height,
            const SolPlotTheme *theme)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (sol_scope_trace_get_visible (trace))
        draw_one (self, trace, cr, width, height, theme, FALSE);
    }
}

void
sol_scope_view_draw_graticules (SolScopeView       *self,
                                cairo_t            *cr,
                                double              width,
                                double              height,
                                const SolPlotTheme *theme)
{
  SolScopeTrace *left = find_axis (self, FALSE), *right = find_axis (self, TRUE);

  if (self->is_stacked && (left != NULL || right != NULL))
    {
      draw_lanes (self, cr, width, height, theme);
      return;
    }
  draw_one (self, left != NULL ? left : self->selected, cr, width, height, theme, FALSE);
  if (right != NULL)
    draw_one (self, right, cr, width, height, theme, TRUE);
}

/* All that a graticule shows, one frame behind the other */
static void
add_key (GByteArray    *key,
         SolScopeView  *self,
         SolScopeTrace *trace,
         double         width,
         double         height)
{
  SolPlotFrame frame;
  guint color = sol_scope_trace_get_color (trace) + (trace == self->selected ? 256 : 0);

  sol_scope_view_get_frame (self, width, height, trace, &frame);
  g_byte_array_append (key, (const guint8 *) &frame.y, 2 * sizeof (double));
  g_byte_array_append (key, (const guint8 *) &frame.width, sizeof (double));
  g_byte_array_append (key, (const guint8 *) &frame.bottom, sizeof (double));
  g_byte_array_append (key, (const guint8 *) &frame.top, sizeof (double));
  g_byte_array_append (key, (const guint8 *) &color, sizeof color);
  if (frame.unit != NULL)
    g_byte_array_append (key, (const guint8 *) frame.unit, (guint) strlen (frame.unit));
}

GBytes *
sol_scope_view_make_key (SolScopeView *self,
                         double        width,
                         double        height,
                         gboolean      is_dark)
{
  GByteArray *key = g_byte_array_new ();
  const double size[] = { width, height };
  const gint64 times[] = { self->window.begin_ns - self->window.zero_ns, self->window.per_div_ns,
                           is_dark + 2 * self->is_stacked };

  g_byte_array_append (key, (const guint8 *) size, sizeof size);
  g_byte_array_append (key, (const guint8 *) times, sizeof times);
  for (guint i = 0; i < sol_scope_view_count_traces (self); i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);

      if (sol_scope_trace_get_visible (trace))
        add_key (key, self, trace, width, height);
    }
  return g_byte_array_free_to_bytes (key);
}

SolScopeTrace *
sol_scope_view_find_lane (SolScopeView *self,
                          double        width,
                          double        height,
                          double        y)
{
  for (guint i = 0; i < sol_scope_view_count_traces (self) && self->is_stacked; i++)
    {
      SolScopeTrace *trace = sol_scope_view_get_trace (self, i);
      SolPlotFrame frame;

      sol_scope_view_get_frame (self, width, height, trace, &frame);
      if (sol_scope_trace_get_visible (trace) && y >= frame.y && y <= frame.y + frame.height)
        return trace;
    }
  return NULL;
}
