/* sol-scope-view-input.c: the wheel on the scope's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-view-private.h"

#include <math.h>

#define SCALE_STEP 1.25

/* Where the pointer is in the graticule, 0..1 from its left or upper edge; the middle when it is not known */
static void
get_pointer (SolScopeView       *self,
             GtkEventController *controller,
             double             *x,
             double             *y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  SolPlotFrame frame = sol_scope_view_get_own_frame (self, self->selected);
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

void
sol_scope_view_add_input (SolScopeView *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  sol_scope_view_add_drag (self);
}
