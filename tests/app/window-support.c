/* window-support.c: finds windows and what is in them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "window-support.h"

#include "sol-app-fixture.h"

static gpointer
find_window (GType type)
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

static gboolean
is_window_there (gpointer type)
{
  return find_window ((GType) type) != NULL;
}

static gboolean
is_window_gone (gpointer type)
{
  return !is_window_there (type);
}

gpointer
support_await_window (GType type)
{
  g_assert_true (sol_app_wait (is_window_there, (gpointer) type, 5000));
  return find_window (type);
}

void
support_await_no_window (GType type)
{
  g_assert_true (sol_app_wait (is_window_gone, (gpointer) type, 10000));
}

GtkWidget *
support_find_below (GtkWidget *widget,
                    GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = support_find_below (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
support_press (gpointer    widget,
               const char *label)
{
  GtkWidget *button = find_button (widget, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
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
