/* sol-scope-guest.c: what screens have in common that show the scope's picture another way
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-guest.h"

static guint
sum_generations (SolScopeGuest *self)
{
  GListModel *traces = sol_scope_view_get_traces (self->scope);
  guint sum = 0;

  for (guint i = 0; i < g_list_model_get_n_items (traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (traces, i);

      sum += sol_channel_get_generation (sol_scope_trace_get_channel (trace));
    }
  return sum;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  SolScopeGuest *self = user_data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  SolScopeGuestPicture picture;
  guint generations;

  if (self->scope == NULL || now_us - self->taken_us < self->every_us)
    return G_SOURCE_CONTINUE;
  sol_scope_view_get_analysed (self->scope, &picture.begin_ns, &picture.end_ns);
  generations = sum_generations (self);
  picture.is_moved = picture.begin_ns != self->begin_ns || picture.end_ns != self->end_ns;
  if ((!picture.is_moved && generations == self->generations) || !self->func (self->widget, &picture))
    return G_SOURCE_CONTINUE;
  self->begin_ns = picture.begin_ns;
  self->end_ns = picture.end_ns;
  self->generations = generations;
  self->taken_us = now_us;
  return G_SOURCE_CONTINUE;
}

static void
map_cb (SolScopeGuest *self)
{
  g_free (self->font);
  self->font = sol_scope_style_dup_font (self->widget);
  self->tick_id = gtk_widget_add_tick_callback (self->widget, tick_cb, self, NULL);
}

/* Nothing is looked at out of sight */
static void
unmap_cb (SolScopeGuest *self)
{
  gtk_widget_remove_tick_callback (self->widget, self->tick_id);
  self->tick_id = 0;
}

void
sol_scope_guest_init (SolScopeGuest     *self,
                      GtkWidget         *widget,
                      const char        *label,
                      gint64             every_us,
                      SolScopeGuestFunc  func)
{
  *self = (SolScopeGuest) { .widget = widget, .every_us = every_us, .func = func };
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  /* The widget emits these, and the guest is a part of it */
  g_signal_connect_swapped (widget, "map", G_CALLBACK (map_cb), self);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (unmap_cb), self);
  sol_scope_style_follow (widget);
}

void
sol_scope_guest_dispose (SolScopeGuest *self)
{
  g_clear_object (&self->scope);
}

void
sol_scope_guest_finalize (SolScopeGuest *self)
{
  g_free (self->font);
}

void
sol_scope_guest_set_scope (SolScopeGuest *self,
                           SolScopeView  *scope)
{
  g_return_if_fail (self->scope == NULL);

  self->scope = g_object_ref (scope);
}

void
sol_scope_guest_restart (SolScopeGuest *self)
{
  self->end_ns = 0;
  self->generations = 0;
}
