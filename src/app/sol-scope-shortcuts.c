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
  { "space", "scope.run-stop" },
  { "s", "scope.single" },
  { "a", "scope.autoscale" },
  { "t", "scope.trigger-half" },
  { "plus|KP_Add|equal", "scope.time-base-down" },
  { "minus|KP_Subtract", "scope.time-base-up" },
  { "<Shift>plus|<Shift>KP_Add", "scope.scale-down" },
  { "<Shift>minus|<Shift>underscore|<Shift>KP_Subtract", "scope.scale-up" },
  { "Left", "scope.pan-left" },
  { "Right", "scope.pan-right" },
  { "Home", "scope.go-oldest" },
  { "End", "scope.go-newest" },
  { "<Control>s", "scope.save-picture" },
  { "F9", "scope.show-panel" },
};

/* Keys pressed elsewhere in the window come here last, so that an entry has had its letters before */
void
sol_scope_page_add_shortcuts (SolScopePage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (shortcuts[i].trigger),
                                                            gtk_named_action_new (shortcuts[i].action)));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
