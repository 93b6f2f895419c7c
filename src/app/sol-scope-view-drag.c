/* sol-scope-view-drag.c: what is dragged and clicked on the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#define MARK_REACH_X 24.0 /* pixels around the trigger's mark that take hold of it */
#define MARK_REACH_Y 10.0

SolPlotFrame
sol_scope_view_get_own_frame (SolScopeView  *self,
                              SolScopeTrace *trace)
{
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                            trace, &frame);
  return frame;
}

static gboolean
is_on_level (SolScopeView *self,
             double        level,
             double        x,
             double        y)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, sol_scope_view_get_source (self));
  double level_y = frame.y + (frame.top - level) / (frame.top - frame.bottom) * frame.height;

  level_y = CLAMP (level_y, frame.y, frame.y + frame.height);
  return fabs (x - frame.x - frame.width) <= MARK_REACH_X && fabs (y - level_y) <= MARK_REACH_Y;
}

static gboolean
is_on_position (SolScopeView *self,
                double        x,
                double        y)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, NULL);
  double mark_x = frame.x + CLAMP (sol_scope_view_get_position (self), 0, 1) * frame.width;

  return fabs (x - mark_x) <= MARK_REACH_Y && fabs (y - frame.y) <= MARK_REACH_Y;
}

/* What a drag from here would move, marks before cursors before the picture */
static SolScopeDrag
find_drag (SolScopeView *self,
           double        x,
           double        y)
{
  const SolTrigger *trigger = &self->sweep.trigger;

  if (self->uses_trigger && sol_scope_view_get_source (self) != NULL)
    {
      if (sol_trigger_has_upper_level (trigger) && is_on_level (self, trigger->upper_level, x, y))
        return SOL_SCOPE_DRAG_UPPER_LEVEL;
      if (is_on_level (self, trigger->level, x, y))
        return SOL_SCOPE_DRAG_LEVEL;
      if (is_on_position (self, x, y))
        return SOL_SCOPE_DRAG_POSITION;
    }
  return sol_scope_view_find_cursor (self, x, y) >= 0 ? SOL_SCOPE_DRAG_CURSOR : SOL_SCOPE_DRAG_PICTURE;
}

/* Below each other, the channel that is touched is the one meant */
static void
select_lane (SolScopeView *self,
             double        y)
{
  SolScopeTrace *trace = sol_scope_view_find_lane (self, gtk_widget_get_width (GTK_WIDGET (self)),
                                                   gtk_widget_get_height (GTK_WIDGET (self)), y);

  if (trace != NULL)
    sol_scope_view_set_selected (self, trace);
}

static void
drag_begin_cb (GtkGestureDrag *drag,
               double          x,
               double          y,
               SolScopeView   *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_done = self->drag_done_y = 0;
  self->drag = find_drag (self, x, y);
  if (self->drag == SOL_SCOPE_DRAG_PICTURE)
    select_lane (self, y);
  else if (self->drag == SOL_SCOPE_DRAG_CURSOR)
    sol_scope_view_select_cursor (self, sol_scope_view_find_cursor (self, x, y));
  else if (self->drag == SOL_SCOPE_DRAG_POSITION)
    self->drag_from = sol_scope_view_get_position (self);
  else
    self->drag_from = self->drag == SOL_SCOPE_DRAG_LEVEL ? self->sweep.trigger.level : self->sweep.trigger.upper_level;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_level (SolScopeView *self,
            double        dy)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, sol_scope_view_get_source (self));
  double level = self->drag_from - dy / frame.height * (frame.top - frame.bottom);

  level = CLAMP (level, frame.bottom, frame.top);
  if (self->drag == SOL_SCOPE_DRAG_LEVEL)
    sol_scope_view_set_trigger_level (self, level);
  else
    sol_scope_view_set_trigger_upper_level (self, level);
}

static void
drag_picture (SolScopeView *self,
              double        dx,
              double        dy,
              gboolean      moves_values)
{
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
  double x = dx / frame.width, y = dy / frame.height;

  if (moves_values && self->selected != NULL)
    sol_scope_scale_pan (sol_scope_trace_get_scale (self->selected), self->drag_done_y - y);
  else if (x != self->drag_done)
    sol_scope_view_pan (self, x - self->drag_done);
  self->drag_done = x;
  self->drag_done_y = y;
  sol_scope_view_move (self);
}

static void
drag_update_cb (GtkGestureDrag *drag,
                double          dx,
                double          dy,
                SolScopeView   *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, NULL);
  double x = 0, y = 0;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  if (self->drag == SOL_SCOPE_DRAG_LEVEL || self->drag == SOL_SCOPE_DRAG_UPPER_LEVEL)
    drag_level (self, dy);
  else if (self->drag == SOL_SCOPE_DRAG_POSITION)
    sol_scope_view_set_position (self, self->drag_from + dx / frame.width);
  else if (self->drag == SOL_SCOPE_DRAG_CURSOR)
    sol_scope_view_drag_cursor (self, x + dx, y + dy);
  else if (gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, dx, dy) || self->drag_done != 0)
    drag_picture (self, dx, dy, (state & GDK_CONTROL_MASK) != 0);
}

static void
drag_end_cb (GtkGestureDrag *drag,
             double          dx,
             double          dy,
             SolScopeView   *self)
{
  self->drag = SOL_SCOPE_DRAG_PICTURE;
  sol_scope_view_move (self);
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            SolScopeView    *self)
{
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) == GDK_BUTTON_SECONDARY)
    {
      select_lane (self, y);
      sol_scope_view_put_cursor (self, x, y);
    }
  else if (n_press == 2 && find_drag (self, x, y) == SOL_SCOPE_DRAG_PICTURE)
    sol_scope_view_autoscale (self);
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           SolScopeView             *self)
{
  static const char *const names[] = {
    [SOL_SCOPE_DRAG_PICTURE] = "crosshair",   [SOL_SCOPE_DRAG_LEVEL] = "ns-resize",
    [SOL_SCOPE_DRAG_UPPER_LEVEL] = "ns-resize", [SOL_SCOPE_DRAG_POSITION] = "ew-resize",
  };
  SolScopeDrag drag = find_drag (self, x, y);
  int cursor = sol_scope_view_find_cursor (self, x, y);
  const char *name = drag == SOL_SCOPE_DRAG_CURSOR ? cursor <= SOL_SCOPE_CURSOR_TIME_B ? "ew-resize" : "ns-resize"
                                                   : names[drag];

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

void
sol_scope_view_add_drag (SolScopeView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
