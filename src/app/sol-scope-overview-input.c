/* sol-scope-overview-input.c: pointer and keys that move the window in the whole history
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-overview-private.h"

#include <math.h>

#define REACH 7.0        /* pixels around an edge that take hold of it */

static gint64
get_time (SolScopeOverview *self,
          double            pixels)
{
  double part = pixels / MAX (sol_scope_overview_get_width (self), 1);

  return (gint64) (part * (double) (self->last_ns - self->first_ns));
}

static SolOverviewPart
find_part (SolScopeOverview *self,
           double            x)
{
  double left = sol_scope_overview_get_x (self, self->shown.begin_ns);
  double right = sol_scope_overview_get_x (self, sol_scope_window_get_end (&self->shown));

  /* Of a narrow window the middle stays to be dragged */
  if (right - left < 3 * REACH)
    return x < left && x > left - REACH ? SOL_OVERVIEW_LEFT
           : x > right && x < right + REACH ? SOL_OVERVIEW_RIGHT
                                            : SOL_OVERVIEW_WINDOW;
  return fabs (x - left) <= REACH ? SOL_OVERVIEW_LEFT
         : fabs (x - right) <= REACH ? SOL_OVERVIEW_RIGHT
                                     : SOL_OVERVIEW_WINDOW;
}

static void
drag_begin_cb (GtkGestureDrag   *drag,
               double            x,
               double            y,
               SolScopeOverview *self)
{
  double left = sol_scope_overview_get_x (self, self->shown.begin_ns);
  double right = sol_scope_overview_get_x (self, sol_scope_window_get_end (&self->shown));

  if (self->view == NULL || self->first_ns >= self->last_ns)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->part = find_part (self, x);
  self->from = *sol_scope_view_get_window (self->view);
  if (self->part != SOL_OVERVIEW_WINDOW || (x >= left && x <= right))
    return;
  /* Beside the window: it comes here */
  self->from.begin_ns = self->first_ns + get_time (self, x - SOL_PLOT_LABEL_WIDTH)
                        - sol_scope_window_get_span (&self->from) / 2;
  sol_scope_view_show (self->view, self->from.begin_ns, self->from.per_div_ns);
}

/* An edge goes to the nearest time base, the other one stays */
static void
drag_edge (SolScopeOverview *self,
           gint64            by_ns)
{
  gint64 span_ns = sol_scope_window_get_span (&self->from) + (self->part == SOL_OVERVIEW_RIGHT ? by_ns : -by_ns);
  gint64 per_div_ns = sol_scope_time_base_step (MAX (span_ns, 1) / SOL_SCOPE_DIVISIONS * 4 / 3, 0);
  gint64 end_ns = sol_scope_window_get_end (&self->from);

  sol_scope_view_show (self->view,
                       self->part == SOL_OVERVIEW_RIGHT ? self->from.begin_ns
                                                        : end_ns - per_div_ns * SOL_SCOPE_DIVISIONS,
                       per_div_ns);
}

static void
drag_update_cb (GtkGestureDrag   *drag,
                double            dx,
                double            dy,
                SolScopeOverview *self)
{
  gint64 by_ns = get_time (self, dx);

  if (self->view == NULL || self->first_ns >= self->last_ns)
    return;
  if (self->part == SOL_OVERVIEW_WINDOW)
    sol_scope_view_show (self->view, self->from.begin_ns + by_ns, self->from.per_div_ns);
  else
    drag_edge (self, by_ns);
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           SolScopeOverview         *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   find_part (self, x) == SOL_OVERVIEW_WINDOW ? "grab" : "ew-resize");
}

/* The right edge of a window at the newest sample stays there, else the middle */
static void
resize (SolScopeOverview *self,
        int               steps)
{
  const SolScopeWindow *window = sol_scope_view_get_window (self->view);
  gint64 end_ns = sol_scope_window_get_end (window), span_ns = sol_scope_window_get_span (window);
  gint64 per_div_ns = sol_scope_time_base_step (window->per_div_ns, steps);
  gint64 grown_ns = per_div_ns * SOL_SCOPE_DIVISIONS - span_ns;

  sol_scope_view_show (self->view, window->begin_ns - (end_ns >= self->last_ns ? grown_ns : grown_ns / 2), per_div_ns);
}

static void
move (SolScopeOverview *self,
      int               divisions)
{
  const SolScopeWindow *window = sol_scope_view_get_window (self->view);

  sol_scope_view_show (self->view, window->begin_ns + divisions * window->per_div_ns, window->per_div_ns);
}

static gboolean
key_cb (SolScopeOverview *self,
        guint             key,
        guint             code,
        GdkModifierType   state)
{
  gboolean is_plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0;

  if (self->view == NULL || self->first_ns >= self->last_ns || !is_plain)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    move (self, -1);
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    move (self, 1);
  else if (key == GDK_KEY_Page_Up || key == GDK_KEY_KP_Page_Up)
    move (self, -SOL_SCOPE_DIVISIONS);
  else if (key == GDK_KEY_Page_Down || key == GDK_KEY_KP_Page_Down)
    move (self, SOL_SCOPE_DIVISIONS);
  else if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    resize (self, 1);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    resize (self, -1);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    sol_scope_view_go_oldest (self->view);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    sol_scope_view_go_newest (self->view);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
sol_scope_overview_add_input (SolScopeOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
