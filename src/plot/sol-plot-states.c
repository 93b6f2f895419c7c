/* sol-plot-states.c: a lane of words
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-plot-marks.h"
#include "sol-plot-private.h"
#include "sol-plot-text-private.h"

#define BAND_ALPHA 0.30
#define SLOPE 4.0       /* pixels that a band's corners are cut by, as logic analysers draw a bus */
#define PADDING 6.0

static void
add_band (cairo_t            *cr,
          const SolPlotFrame *frame,
          double              left,
          double              right)
{
  double top = floor (frame->y) + 1.5, bottom = floor (frame->y + frame->height) - 1.5, middle = (top + bottom) / 2;
  double slope = MIN (SLOPE, (right - left) / 2);

  cairo_move_to (cr, left, middle);
  cairo_line_to (cr, left + slope, top);
  cairo_line_to (cr, right - slope, top);
  cairo_line_to (cr, right, middle);
  cairo_line_to (cr, right - slope, bottom);
  cairo_line_to (cr, left + slope, bottom);
  cairo_close_path (cr);
}

/* Where the word's own colour is its border's and its ground's, the word is in the text's, which is always legible */
static void
draw_state (cairo_t            *cr,
            PangoLayout        *layout,
            const SolPlotTheme *theme,
            const SolPlotFrame *frame,
            double              inset,
            const SolPlotState *state)
{
  const SolColor *color = &theme->traces[state->color % G_N_ELEMENTS (theme->traces)];
  double left = MAX (sol_plot_frame_x (frame, state->begin_ns), frame->x - 2 * SLOPE);
  double right = MIN (sol_plot_frame_x (frame, state->end_ns), frame->x + frame->width + 2 * SLOPE);
  double begin = MAX (left, frame->x + inset), width, height;
  double room = MIN (right, frame->x + frame->width) - begin - 2 * PADDING;

  add_band (cr, frame, left, MAX (right, left + 1));
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * BAND_ALPHA);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha);
  cairo_stroke (cr);
  if (room < 3 * PADDING)
    return;
  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  sol_plot_text_set (layout, state->word, &width, &height);
  cairo_set_source_rgba (cr, theme->text.red, theme->text.green, theme->text.blue, MIN (theme->text.alpha * 1.4, 1));
  cairo_move_to (cr, begin + PADDING, frame->y + (frame->height - height) / 2);
  pango_cairo_show_layout (cr, layout);
}

void
sol_plot_draw_states (cairo_t            *cr,
                      const SolPlotTheme *theme,
                      const SolPlotFrame *frame,
                      double              inset,
                      const SolPlotState *states,
                      guint               n_states)
{
  g_autoptr (PangoLayout) layout = NULL;

  if (!sol_plot_frame_is_drawable (frame))
    return;
  layout = sol_plot_text_new (cr, frame->font);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  cairo_save (cr);
  cairo_rectangle (cr, frame->x, frame->y, frame->width, frame->height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < n_states; i++)
    if (states[i].end_ns > frame->begin_ns && states[i].begin_ns < frame->end_ns)
      draw_state (cr, layout, theme, frame, inset, &states[i]);
  cairo_restore (cr);
}
