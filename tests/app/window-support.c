/* window-support.c: finds windows and what is in them, and presses it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "window-support.h"

#include "sol-test-wait.h"

gpointer
support_find_window (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (g_type_is_a (G_OBJECT_TYPE (toplevel), type) && gtk_widget_get_visible (toplevel))
        return toplevel;
    }
  return NULL;
}

gpointer
support_find_other (gpointer window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (toplevel != window && gtk_widget_get_visible (toplevel))
        return toplevel;
    }
  return NULL;
}

gpointer
support_await_window (GType type)
{
  sol_test_wait_until (support_find_window (type) != NULL);
  return support_find_window (type);
}

void
support_await_no_window (GType type)
{
  sol_test_wait_until (support_find_window (type) == NULL);
}

GtkWidget *
support_find (gpointer     widget,
              SupportMatch match,
              gpointer     data)
{
  GtkWidget *found = match (widget, data) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = support_find (child, match, data);
  return found;
}

static gboolean
is_a (GtkWidget *widget,
      gpointer   type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), (GType) type);
}

GtkWidget *
support_find_below (gpointer widget,
                    GType    type)
{
  return support_find (widget, is_a, (gpointer) type);
}

static gboolean
has_label (GtkWidget *widget,
           gpointer   label)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

GtkWidget *
support_find_button (gpointer    widget,
                     const char *label)
{
  return support_find (widget, has_label, (gpointer) label);
}

static gboolean
has_action (GtkWidget *widget,
            gpointer   action)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0;
}

GtkWidget *
support_find_action (gpointer    widget,
                     const char *action)
{
  return support_find (widget, has_action, (gpointer) action);
}

GtkEventController *
support_find_controller (gpointer widget,
                         GType    type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  return NULL;
}

void
support_press (gpointer    widget,
               const char *label)
{
  sol_test_wait_until (support_find_button (widget, label) != NULL);
  g_signal_emit_by_name (support_find_button (widget, label), "clicked");
}

void
support_click (gpointer    widget,
               const char *id)
{
  g_signal_emit_by_name (support_get (widget, id), "clicked");
}

gpointer
support_get (gpointer    widget,
             const char *id)
{
  gpointer child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), id);

  g_assert_nonnull (child);
  return child;
}

void
support_activate (GActionGroup *actions,
                  const char   *name,
                  GVariant     *parameter)
{
  g_assert_true (g_action_group_has_action (actions, name));
  g_action_group_activate_action (actions, name, parameter);
}

void
support_activate_detailed (GActionGroup *actions,
                           const char   *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, &error));
  g_assert_no_error (error);
  support_activate (actions, name, target);
}
