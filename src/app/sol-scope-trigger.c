/* sol-scope-trigger.c: the popover with the trigger's settings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-trigger.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-plot.h"

struct _SolScopeTrigger
{
  GtkPopover parent_instance;

  SolScopeView  *view;        /* owned */
  gboolean       is_updating;

  /* Template */
  GtkDropDown   *source;
  GtkSpinButton *level;
  GtkSpinButton *hysteresis;
  GtkSpinButton *upper_level;
  GtkSpinButton *shortest;
  GtkSpinButton *longest;
  GtkSpinButton *holdoff;
  GtkSpinButton *position;
  GtkWidget     *pulse;
  GtkWidget     *window;
  GtkWidget     *upper_level_label;
  GtkWidget     *pulse_label;
  GtkWidget     *window_label;
  GtkWidget     *shortest_label;
  GtkWidget     *longest_label;
};

#define MS_PER_S 1e3

G_DEFINE_FINAL_TYPE (SolScopeTrigger, sol_scope_trigger, GTK_TYPE_POPOVER)

static char *
get_trace_label (SolScopeTrace *trace)
{
  return sol_scope_trace_dup_label (trace);
}

/* A step of a twentieth of the graticule, whatever the signal's size */
static void
set_steps (GtkSpinButton       *spin,
           const SolScopeScale *scale)
{
  double height = scale->top > scale->bottom ? scale->top - scale->bottom : 2;
  double step = sol_plot_tick_step (height, 20);

  gtk_spin_button_set_increments (spin, step, step * 5);
  gtk_spin_button_set_digits (spin, (guint) CLAMP (1 - floor (log10 (step)), 0, 12));
}

static void
show_both (GtkWidget *label,
           GtkWidget *control,
           gboolean   is_shown)
{
  gtk_widget_set_visible (label, is_shown);
  gtk_widget_set_visible (control, is_shown);
}

/* Only what the kind asks for */
static void
show_controls (SolScopeTrigger  *self,
               const SolTrigger *trigger)
{
  gboolean is_pulse = trigger->kind == SOL_TRIGGER_PULSE;
  gboolean has_shortest = trigger->kind == SOL_TRIGGER_TIMEOUT
                          || (is_pulse && trigger->pulse_rule != SOL_PULSE_SHORTER);

  show_both (self->upper_level_label, GTK_WIDGET (self->upper_level),
             trigger->kind == SOL_TRIGGER_WINDOW || trigger->kind == SOL_TRIGGER_RUNT);
  show_both (self->pulse_label, self->pulse, is_pulse);
  show_both (self->window_label, self->window, trigger->kind == SOL_TRIGGER_WINDOW);
  show_both (self->shortest_label, GTK_WIDGET (self->shortest), has_shortest);
  show_both (self->longest_label, GTK_WIDGET (self->longest), is_pulse && trigger->pulse_rule != SOL_PULSE_LONGER);
}

static void
update (SolScopeTrigger *self)
{
  SolScopeTrace *source = sol_scope_view_get_source (self->view);
  const SolTrigger *trigger = sol_scope_view_get_trigger (self->view);
  guint position = GTK_INVALID_LIST_POSITION;

  if (source == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->is_updating = TRUE;
  if (g_list_store_find (G_LIST_STORE (sol_scope_view_get_traces (self->view)), source, &position))
    gtk_drop_down_set_selected (self->source, position);
  set_steps (self->level, sol_scope_trace_get_scale (source));
  set_steps (self->hysteresis, sol_scope_trace_get_scale (source));
  gtk_spin_button_set_value (self->level, trigger->level);
  gtk_spin_button_set_value (self->hysteresis, trigger->hysteresis);
  set_steps (self->upper_level, sol_scope_trace_get_scale (source));
  gtk_spin_button_set_value (self->upper_level, trigger->upper_level);
  gtk_spin_button_set_value (self->shortest, trigger->shortest_s * MS_PER_S);
  gtk_spin_button_set_value (self->longest, trigger->longest_s * MS_PER_S);
  gtk_spin_button_set_value (self->holdoff, sol_scope_view_get_holdoff (self->view) / 1e6);
  gtk_spin_button_set_value (self->position, CLAMP (sol_scope_view_get_position (self->view), 0, 1) * 100);
  show_controls (self, trigger);
  self->is_updating = FALSE;
}

static void
activate (SolScopeTrigger *self,
          const char      *action,
          double           value)
{
  if (!self->is_updating)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "d", value);
}

static void
level_changed_cb (SolScopeTrigger *self)
{
  activate (self, "scope.trigger-level", gtk_spin_button_get_value (self->level));
}

static void
hysteresis_changed_cb (SolScopeTrigger *self)
{
  activate (self, "scope.trigger-hysteresis", gtk_spin_button_get_value (self->hysteresis));
}

/* Each spin button's action has its name */
static void
number_changed_cb (SolScopeTrigger *self,
                   GtkSpinButton   *spin)
{
  double value = gtk_spin_button_get_value (spin);

  if (spin == self->upper_level)
    activate (self, "scope.trigger-upper-level", value);
  else if (spin == self->shortest)
    activate (self, "scope.trigger-shortest", value / MS_PER_S);
  else if (spin == self->longest)
    activate (self, "scope.trigger-longest", value / MS_PER_S);
  else if (spin == self->holdoff)
    activate (self, "scope.trigger-holdoff", value / MS_PER_S);
  else
    activate (self, "scope.trigger-position", value / 100);
}

static void
connect_numbers (SolScopeTrigger *self)
{
  GtkSpinButton *spins[] = { self->upper_level, self->shortest, self->longest, self->holdoff, self->position };

  for (guint i = 0; i < G_N_ELEMENTS (spins); i++)
    g_signal_connect_object (spins[i], "value-changed", G_CALLBACK (number_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
source_changed_cb (SolScopeTrigger *self)
{
  SolScopeTrace *trace = gtk_drop_down_get_selected_item (self->source);

  if (self->is_updating || trace == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "scope.trigger-source", "s",
                              sol_channel_get_name (sol_scope_trace_get_channel (trace)));
}

static void
sol_scope_trigger_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_TRIGGER);
  g_clear_object (&SOL_SCOPE_TRIGGER (object)->view);
  G_OBJECT_CLASS (sol_scope_trigger_parent_class)->dispose (object);
}

static void
sol_scope_trigger_class_init (SolScopeTriggerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_trigger_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-trigger.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, source);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, level);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, hysteresis);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, upper_level);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, shortest);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, longest);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, holdoff);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, position);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, pulse);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, window);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, upper_level_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, pulse_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, window_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, shortest_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopeTrigger, longest_label);
}

static void
sol_scope_trigger_init (SolScopeTrigger *self)
{
  g_autoptr (GtkExpression) label = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  label = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_trace_label), NULL, NULL);
  gtk_drop_down_set_expression (self->source, label);
  g_signal_connect_object (self->level, "value-changed", G_CALLBACK (level_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->hysteresis, "value-changed", G_CALLBACK (hysteresis_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->source, "notify::selected", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  connect_numbers (self);
  g_signal_connect (self, "map", G_CALLBACK (update), NULL);
}

GtkWidget *
sol_scope_trigger_new (SolScopeView *view)
{
  SolScopeTrigger *self = g_object_new (SOL_TYPE_SCOPE_TRIGGER, NULL);

  self->view = g_object_ref (view);
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->source, sol_scope_view_get_traces (view));
  self->is_updating = FALSE;
  g_signal_connect_object (view, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/* `↗` for an edge; what is not one has a sign of its own */
static const char *
get_sign (const SolTrigger *trigger)
{
  static const char *const arrows[] = { [SOL_EDGE_RISING] = "↗", [SOL_EDGE_FALLING] = "↘", [SOL_EDGE_EITHER] = "↕" };
  static const char *const signs[] = {
    [SOL_TRIGGER_PULSE] = "⊓", [SOL_TRIGGER_WINDOW] = "⇅", [SOL_TRIGGER_TIMEOUT] = "⏱", [SOL_TRIGGER_RUNT] = "⌅",
  };

  return trigger->kind == SOL_TRIGGER_EDGE ? arrows[trigger->edge] : signs[trigger->kind];
}

char *
sol_scope_trigger_to_text (SolScopeView *view)
{
  SolScopeTrace *source = sol_scope_view_get_source (view);
  const SolTrigger *trigger = sol_scope_view_get_trigger (view);
  g_autofree char *label = source != NULL ? sol_scope_trace_dup_label (source) : NULL;
  g_autofree char *level = NULL;

  if (source == NULL || !sol_scope_view_get_uses_trigger (view))
    return g_strdup (_("No Trigger"));
  level = sol_plot_format_si (trigger->level, sol_scope_trace_get_unit (source), 3);
  return g_strdup_printf ("%s %s %s", get_sign (trigger), label, level);
}
