/* sol-scope-shortcuts.c: single keys of the Scope view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

static const struct
{
  const char *trigger;
  const char *action;
} shortcuts[] = {
  { "s", "scope.single" },
  { "a", "scope.autoscale" },
  { "t", "scope.trigger-half" },
  { "plus|KP_Add|equal", "scope.time-base-down" },
  { "minus|KP_Subtract", "scope.time-base-up" },
  { "<Shift>plus|<Shift>KP_Add", "scope.scale-down" },
  { "<Shift>minus|<Shift>underscore|<Shift>KP_Subtract", "scope.scale-up" },
  { "c", "scope.cursors" },
  { "<Shift>c", "scope.cursor-next" },
  { "m", "scope.measurements" },
  { "l", "scope.stacked" },
  { "Left", "scope.arrow('left')" },
  { "Right", "scope.arrow('right')" },
  { "Up", "scope.arrow('up')" },
  { "Down", "scope.arrow('down')" },
  { "1", "scope.select-channel('CH1')" },
  { "2", "scope.select-channel('CH2')" },
  { "3", "scope.select-channel('CH3')" },
  { "4", "scope.select-channel('CH4')" },
  { "5", "scope.select-channel('CH5')" },
  { "6", "scope.select-channel('CH6')" },
  { "7", "scope.select-channel('CH7')" },
  { "8", "scope.select-channel('CH8')" },
  { "Home", "scope.go-oldest" },
  { "End", "scope.go-newest" },
  { "<Control>s", "scope.save-picture" },
  { "<Control>e", "scope.export" },
  { "F9", "scope.show-panel" },
};

/* The window takes Space for the widget with the focus. Where that is none, or the screen, it is ours, before the
 * window. */
static gboolean
run_stop_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  SolScopePage *self = SOL_SCOPE_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && focus != GTK_WIDGET (self->view))
    return FALSE;
  gtk_widget_activate_action (widget, "scope.run-stop", NULL);
  return TRUE;
}

static GtkEventController *
make_run_stop (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                                                          gtk_callback_action_new (run_stop_cb, NULL, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  return controller;
}

static GtkShortcut *
make_shortcut (const char *keys,
               const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  GtkShortcut *shortcut;

  g_action_parse_detailed_name (detailed, &name, &target, NULL);
  shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys), gtk_named_action_new (name));
  gtk_shortcut_set_arguments (shortcut, target);
  return shortcut;
}

/* Keys pressed elsewhere in the window come here last, so that an entry has had its letters before */
static GtkEventController *
make_keys (void)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          make_shortcut (shortcuts[i].trigger, shortcuts[i].action));
  return controller;
}

/* While another view is shown, its keys are not ours */
static void
mapped_cb (SolScopePage *self)
{
  self->keys[0] = make_run_stop ();
  self->keys[1] = make_keys ();
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    {
      gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (self->keys[i]), GTK_SHORTCUT_SCOPE_GLOBAL);
      gtk_widget_add_controller (GTK_WIDGET (self), self->keys[i]);
    }
}

static void
unmapped_cb (SolScopePage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    if (self->keys[i] != NULL)
      gtk_widget_remove_controller (GTK_WIDGET (self), g_steal_pointer (&self->keys[i]));
}

void
sol_scope_page_add_shortcuts (SolScopePage *self)
{
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmapped_cb), NULL);
}
