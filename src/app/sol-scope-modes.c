/* sol-scope-modes.c: what the scope shows beside its picture over time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-modes.h"

#define FACTS_EVERY_US (G_USEC_PER_SEC / 4)

struct _SolScopeModes
{
  AdwBin parent_instance;

  /* Owned */
  GSimpleAction    *action;

  /* Borrowed: in the side panel */
  SolSpectrumPanel *spectrum_panel;
  SolXyPanel       *xy_panel;

  const char       *mode;       /* of @modes */
  gint64            facts_us;

  /* Template */
  GtkStack         *stack;
  SolSpectrumView  *spectrum;
  GtkLabel         *facts;
  SolXyView        *xy;
};

G_DEFINE_FINAL_TYPE (SolScopeModes, sol_scope_modes, ADW_TYPE_BIN)

static const char *const modes[] = { "time", "spectrum", "xy" };

/* 25 times a second would flicker */
static void
update_facts (SolScopeModes *self)
{
  gint64 now_us = g_get_monotonic_time ();
  g_autofree char *text = NULL;

  if (now_us - self->facts_us < FACTS_EVERY_US)
    return;
  self->facts_us = now_us;
  text = sol_spectrum_view_describe (self->spectrum);
  gtk_label_set_label (self->facts, text);
}

static void
view_changed (GSimpleAction *action,
              GVariant      *state,
              gpointer       user_data)
{
  sol_scope_modes_set_mode (user_data, g_variant_get_string (state, NULL));
}

static void
restart_activated (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  sol_spectrum_view_restart (SOL_SCOPE_MODES (user_data)->spectrum);
}

static void
waterfall_changed (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  SolScopeModes *self = user_data;
  SolSpectrumViewSettings settings = *sol_spectrum_view_get_settings (self->spectrum);

  settings.is_waterfall = g_variant_get_boolean (state);
  sol_spectrum_view_set_settings (self->spectrum, &settings);
  g_simple_action_set_state (action, state);
}

static void
xy_changed (GSimpleAction *action,
            GVariant      *state,
            gpointer       user_data)
{
  SolScopeModes *self = user_data;
  SolXyViewSettings settings = *sol_xy_view_get_settings (self->xy);

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "xy-line"))
    settings.is_line = g_variant_get_boolean (state);
  else
    settings.is_persistent = g_variant_get_boolean (state);
  sol_xy_view_set_settings (self->xy, &settings);
  g_simple_action_set_state (action, state);
}

static const GActionEntry entries[] = {
  { "view", NULL, "s", "'time'", view_changed },
  { "spectrum-restart", restart_activated },
  { "spectrum-waterfall", NULL, NULL, "false", waterfall_changed },
  { "xy-line", NULL, NULL, "true", xy_changed },
  { "xy-persistence", NULL, NULL, "false", xy_changed },
};

static void
sol_scope_modes_dispose (GObject *object)
{
  SolScopeModes *self = SOL_SCOPE_MODES (object);

  g_clear_object (&self->action);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_MODES);
  G_OBJECT_CLASS (sol_scope_modes_parent_class)->dispose (object);
}

static void
sol_scope_modes_class_init (SolScopeModesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_modes_dispose;
  g_type_ensure (SOL_TYPE_SPECTRUM_VIEW);
  g_type_ensure (SOL_TYPE_XY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-modes.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeModes, stack);
  gtk_widget_class_bind_template_child (widget_class, SolScopeModes, spectrum);
  gtk_widget_class_bind_template_child (widget_class, SolScopeModes, facts);
  gtk_widget_class_bind_template_child (widget_class, SolScopeModes, xy);
}

static void
sol_scope_modes_init (SolScopeModes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->mode = modes[0];
  g_signal_connect_object (self->spectrum, "updated", G_CALLBACK (update_facts), self, G_CONNECT_SWAPPED);
}

void
sol_scope_modes_set_up (SolScopeModes *self,
                        SolScopeView  *scope,
                        GActionMap    *actions,
                        GtkBox        *panels)
{
  g_return_if_fail (self->action == NULL);

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  self->action = g_object_ref (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "view")));
  sol_spectrum_view_set_scope (self->spectrum, scope);
  self->spectrum_panel = g_object_new (SOL_TYPE_SPECTRUM_PANEL, "visible", FALSE, NULL);
  sol_spectrum_panel_set_view (self->spectrum_panel, self->spectrum);
  gtk_box_prepend (panels, GTK_WIDGET (self->spectrum_panel));
  sol_xy_view_set_scope (self->xy, scope);
  self->xy_panel = g_object_new (SOL_TYPE_XY_PANEL, "visible", FALSE, NULL);
  sol_xy_panel_set_view (self->xy_panel, self->xy, sol_scope_view_get_traces (scope));
  gtk_box_prepend (panels, GTK_WIDGET (self->xy_panel));
}

void
sol_scope_modes_set_mode (SolScopeModes *self,
                          const char    *mode)
{
  g_return_if_fail (SOL_IS_SCOPE_MODES (self));

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      if (!g_str_equal (modes[i], mode))
        continue;
      self->mode = modes[i];
      if (i > 0)
        gtk_stack_set_visible_child_name (self->stack, mode);
      gtk_widget_set_visible (GTK_WIDGET (self), i > 0);
      gtk_widget_set_visible (GTK_WIDGET (self->spectrum_panel), g_str_equal (mode, "spectrum"));
      gtk_widget_set_visible (GTK_WIDGET (self->xy_panel), g_str_equal (mode, "xy"));
      g_simple_action_set_state (self->action, g_variant_new_string (mode));
    }
}

const char *
sol_scope_modes_get_mode (SolScopeModes *self)
{
  return self->mode;
}

SolXyView *
sol_scope_modes_get_xy (SolScopeModes *self)
{
  return self->xy;
}

SolSpectrumView *
sol_scope_modes_get_spectrum (SolScopeModes *self)
{
  return self->spectrum;
}
