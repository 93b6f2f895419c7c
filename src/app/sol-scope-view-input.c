/* sol-scope-view-input.c: wheel, drag and double click on the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#define MARK_REACH_X 24.0 /* pixels around the trigger's mark that take hold of it */
#define MARK_REACH_Y 10.0
#define SCALE_STEP 1.25

static SolPlotFrame
get_frame (SolScopeView  *self,
           SolScopeTrace *trace)
{
  SolPlotFrame frame;

  sol_scope_view_get_frame (self, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)),
                            trace, &frame);
  return frame;
}

/* Where the pointer is in the graticule, 0..1 from its left or upper edge; the middle when it is not known */
static void
get_pointer (SolScopeView       *self,
             GtkEventController *controller,
             double             *x,
             double             *y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  SolPlotFrame frame = get_frame (self, self->selected);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double event_x, event_y, native_x, native_y;

  *x = *y = 0.5;
  if (event == NULL || !gdk_event_get_position (event, &event_x, &event_y))
    return;
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), event_x - native_x, event_y - native_y,
                                    &event_x, &event_y);
  *x = CLAMP ((event_x - frame.x) / frame.width, 0, 1);
  *y = CLAMP ((event_y - frame.y) / frame.height, 0, 1);
}

/* Wheel: time; with Ctrl: values; with Shift, or sideways: pan */
static gboolean
scroll_cb (GtkEventControllerScroll *scroll,
           double                    dx,
           double                    dy,
           SolScopeView             *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  double x, y;
  int steps;

  if ((state & GDK_SHIFT_MASK) != 0 || fabs (dx) > fabs (dy))
    {
      sol_scope_view_pan (self, -(fabs (dx) > fabs (dy) ? dx : dy) / SOL_SCOPE_DIVISIONS);
      return GDK_EVENT_STOP;
    }
  get_pointer (self, controller, &x, &y);
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      sol_scope_view_zoom_scale (self, pow (SCALE_STEP, dy), y);
      return GDK_EVENT_STOP;
    }
  /* A touchpad sends parts of a step */
  self->scrolled += dy;
  steps = (int) self->scrolled;
  self->scrolled -= steps;
  if (steps != 0)
    sol_scope_view_zoom_time (self, steps, x);
  return GDK_EVENT_STOP;
}

static gboolean
is_on_mark (SolScopeView *self,
            double        x,
            double        y)
{
  SolScopeTrace *source = sol_scope_view_get_source (self);
  SolPlotFrame frame = get_frame (self, source);
  double level_y;

  if (source == NULL || !self->uses_trigger)
    return FALSE;
  level_y = frame.y + (frame.top - self->sweep.trigger.level) / (frame.top - frame.bottom) * frame.height;
  return fabs (x - frame.x - frame.width) <= MARK_REACH_X && fabs (y - level_y) <= MARK_REACH_Y;
}

static void
drag_begin_cb (GtkGestureDrag *drag,
               double          x,
               double          y,
               SolScopeView   *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->drag_done = self->drag_done_y = 0;
  self->is_dragging_level = is_on_mark (self, x, y);
  self->drag_level = self->sweep.trigger.level;
  if (self->is_dragging_level)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_level (SolScopeView *self,
            double        dy)
{
  SolPlotFrame frame = get_frame (self, sol_scope_view_get_source (self));
  double level = self->drag_level - dy / frame.height * (frame.top - frame.bottom);

  sol_scope_view_set_trigger_level (self, CLAMP (level, frame.bottom, frame.top));
}

static void
drag_picture (SolScopeView *self,
              double        dx,
              double        dy,
              gboolean      moves_values)
{
  SolPlotFrame frame = get_frame (self, self->selected);
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

  if (self->is_dragging_level)
    drag_level (self, dy);
  else if (gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, dx, dy) || self->drag_done != 0)
    drag_picture (self, dx, dy, (state & GDK_CONTROL_MASK) != 0);
}

static void
drag_end_cb (GtkGestureDrag *drag,
             double          dx,
             double          dy,
             SolScopeView   *self)
{
  self->is_dragging_level = FALSE;
  sol_scope_view_move (self);
}

static void
pressed_cb (GtkGestureClick *click,
            int              n_press,
            double           x,
            double           y,
            SolScopeView    *self)
{
  if (n_press == 2)
    sol_scope_view_autoscale (self);
}

static void
motion_cb (GtkEventControllerMotion *motion,
           double                    x,
           double                    y,
           SolScopeView             *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on_mark (self, x, y) ? "ns-resize" : "crosshair");
}

void
sol_scope_view_add_input (SolScopeView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}
