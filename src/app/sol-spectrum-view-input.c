/* sol-spectrum-view-input.c: pointer on the spectra's screen
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-spectrum-view-private.h"

#include <math.h>

#define ZOOM 1.25

static void
motion_cb (SolSpectrumView *self,
           double           x,
           double           y)
{
  self->pointer_x = x;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (SolSpectrumView *self)
{
  self->pointer_x = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
scroll_cb (SolSpectrumView *self,
           double           dx,
           double           dy)
{
  SolPlotAxes axes;
  double pointer;

  sol_spectrum_view_get_axes (self, &axes);
  pointer = isfinite (self->pointer_x) ? (self->pointer_x - axes.x) / axes.width : 0.5;
  sol_spectrum_view_zoom (self, pow (ZOOM, dy), CLAMP (pointer, 0, 1));
  return GDK_EVENT_STOP;
}

static void
drag_begin_cb (SolSpectrumView *self)
{
  self->dragged = 0.0;
}

static void
drag_update_cb (SolSpectrumView *self,
                double           x,
                double           y)
{
  SolPlotAxes axes;

  sol_spectrum_view_get_axes (self, &axes);
  if (self->high_hz > 0.0 && axes.width > 0)
    sol_spectrum_view_pan (self, (self->dragged - x) / axes.width);
  self->dragged = x;
}

static void
pressed_cb (SolSpectrumView *self,
            int              n_press)
{
  if (n_press == 2)
    sol_spectrum_view_fit (self);
}

void
sol_spectrum_view_add_input (SolSpectrumView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new (), *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}
