/* sol-xy-picture.c: one channel against another, as a picture
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-xy-picture.h"

#include "sol-scope-picture.h"
#include "sol-xy-view-private.h"

/* `X   CH1   lab/sine` */
static void
add_channel (SolPictureLegend *legend,
             SolXyView        *view,
             const char       *axis,
             guint             place,
             const SolColor   *color)
{
  SolScopeTrace *trace;
  g_autofree char *label = NULL, *text = NULL;

  if (place == G_MAXUINT)
    return;
  trace = sol_xy_view_get_trace (view, place);
  label = sol_scope_trace_dup_label (trace);
  text = g_strdup_printf ("%s   %s   %s", axis, label, sol_channel_get_name (sol_scope_trace_get_channel (trace)));
  sol_picture_legend_add (legend, color, text);
}

static SolPictureLegend *
make_legend (SolXyView          *view,
             const SolPlotTheme *theme)
{
  SolPictureLegend *legend = sol_picture_legend_new (theme, GTK_WIDGET (view));
  g_autofree char *begin = NULL;

  add_channel (legend, view, "X", sol_xy_view_get_x (view), NULL);
  add_channel (legend, view, "Y", sol_xy_view_get_y (view), sol_xy_view_get_color (view, theme));
  if (view->n > 0 && (begin = sol_scope_picture_describe_begin (view->guest.begin_ns)) != NULL)
    sol_picture_legend_add_right (legend, begin);
  return legend;
}

SolPicture *
sol_xy_picture_new (SolXyView                *view,
                    const SolPictureSettings *settings)
{
  const SolPlotTheme *theme = sol_plot_theme_get (settings->is_dark);
  g_autoptr (SolPictureLegend) legend = make_legend (view, theme);
  SolPicture *picture = sol_picture_new (settings, legend);

  sol_xy_view_draw (view, sol_picture_get_cairo (picture), settings->width, settings->height, theme);
  return picture;
}
