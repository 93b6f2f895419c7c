/* sol-scope-channel-popover.c: how one channel is shown
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-channel-popover.h"

#include <math.h>

#include <adwaita.h>
#include <glib/gi18n.h>

#include "sol-plot.h"

#define N_COLORS 8
#define SWATCH 16

struct _SolScopeChannelPopover
{
  GtkPopover parent_instance;

  SolScopeTrace *trace;       /* owned */
  gboolean       is_updating;

  /* Template */
  GtkLabel      *per_division;
  GtkSpinButton *offset;
  GtkSwitch     *second;
  GtkBox        *colors;
};

G_DEFINE_FINAL_TYPE (SolScopeChannelPopover, sol_scope_channel_popover, GTK_TYPE_POPOVER)

static const char *
get_name (SolScopeChannelPopover *self)
{
  return sol_channel_get_name (sol_scope_trace_get_channel (self->trace));
}

char *
sol_scope_format_per_division (SolScopeTrace *trace)
{
  double step = sol_scope_scale_get_step (sol_scope_trace_get_scale (trace));
  g_autofree char *value = sol_plot_format_si (step > 0 ? step : NAN, sol_scope_trace_get_unit (trace), 1);

  /* Translators: what a division of the grid is worth: "500 mV/div" */
  return g_strdup_printf (_("%s/div"), value);
}

static void
update (SolScopeChannelPopover *self)
{
  const SolScopeScale *scale = sol_scope_trace_get_scale (self->trace);
  double step = sol_scope_scale_get_step (scale);
  g_autofree char *text = sol_scope_format_per_division (self->trace);

  self->is_updating = TRUE;
  gtk_label_set_label (self->per_division, text);
  if (step > 0)
    {
      gtk_spin_button_set_increments (self->offset, step / 10, step);
      gtk_spin_button_set_digits (self->offset, (guint) CLAMP (2 - floor (log10 (step)), 0, 12));
    }
  gtk_spin_button_set_value (self->offset, sol_scope_scale_get_middle (scale));
  gtk_switch_set_active (self->second, sol_scope_trace_get_second (self->trace));
  self->is_updating = FALSE;
}

static void
step (SolScopeChannelPopover *self,
      int                     steps)
{
  double now = sol_scope_scale_get_step (sol_scope_trace_get_scale (self->trace));

  gtk_widget_activate_action (GTK_WIDGET (self), "scope.channel-per-division", "(sd)", get_name (self),
                              sol_scope_value_step (now, steps));
  update (self);
}

static void
less_cb (SolScopeChannelPopover *self)
{
  step (self, -1);
}

static void
more_cb (SolScopeChannelPopover *self)
{
  step (self, 1);
}

static void
auto_cb (SolScopeChannelPopover *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "scope.channel-auto", "s", get_name (self));
}

static void
offset_changed_cb (SolScopeChannelPopover *self)
{
  if (!self->is_updating)
    gtk_widget_activate_action (GTK_WIDGET (self), "scope.channel-offset", "(sd)", get_name (self),
                                gtk_spin_button_get_value (self->offset));
}

static void
second_changed_cb (SolScopeChannelPopover *self)
{
  if (!self->is_updating)
    gtk_widget_activate_action (GTK_WIDGET (self), "scope.channel-second-axis", "(sb)", get_name (self),
                                gtk_switch_get_active (self->second));
}

static void
draw_color_cb (GtkDrawingArea *area,
               cairo_t        *cr,
               int             width,
               int             height,
               gpointer        user_data)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const SolColor *color = &sol_plot_theme_get (is_dark)->traces[GPOINTER_TO_UINT (user_data)];

  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
add_color (SolScopeChannelPopover *self,
           guint                   color)
{
  GtkWidget *button = gtk_button_new (), *area = gtk_drawing_area_new ();
  g_autofree char *name = g_strdup_printf (_("Colour %u"), color + 1);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SWATCH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), SWATCH);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_color_cb, GUINT_TO_POINTER (color), NULL);
  gtk_button_set_child (GTK_BUTTON (button), area);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "swatch");
  gtk_widget_set_tooltip_text (button, name);
  /* Target before name: GTK warns of a name whose target is not there yet */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)", get_name (self), color);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "scope.channel-color");
  gtk_box_append (self->colors, button);
}

static void
sol_scope_channel_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_CHANNEL_POPOVER);
  g_clear_object (&SOL_SCOPE_CHANNEL_POPOVER (object)->trace);
  G_OBJECT_CLASS (sol_scope_channel_popover_parent_class)->dispose (object);
}

static void
sol_scope_channel_popover_class_init (SolScopeChannelPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_channel_popover_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/soliton_mqtt/Soliton/scope-channel-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeChannelPopover, per_division);
  gtk_widget_class_bind_template_child (widget_class, SolScopeChannelPopover, offset);
  gtk_widget_class_bind_template_child (widget_class, SolScopeChannelPopover, second);
  gtk_widget_class_bind_template_child (widget_class, SolScopeChannelPopover, colors);
  gtk_widget_class_bind_template_callback (widget_class, less_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, auto_cb);
  gtk_widget_class_bind_template_callback (widget_class, offset_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, second_changed_cb);
}

static void
sol_scope_channel_popover_init (SolScopeChannelPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
}

GtkWidget *
sol_scope_channel_popover_new (SolScopeTrace *trace)
{
  SolScopeChannelPopover *self = g_object_new (SOL_TYPE_SCOPE_CHANNEL_POPOVER, NULL);

  self->trace = g_object_ref (trace);
  for (guint i = 0; i < N_COLORS; i++)
    add_color (self, i);
  return GTK_WIDGET (self);
}
