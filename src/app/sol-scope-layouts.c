/* sol-scope-layouts.c: the list of layouts behind a button
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layouts.h"

#include <glib/gi18n.h>

#include "sol-row-button.h"

struct _SolScopeLayouts
{
  GtkPopover parent_instance;

  /* Owned */
  SolLayoutStore *store;
  GActionGroup   *actions;
  GtkStringList  *names;

  /* Template */
  GtkLabel       *problem;
  GtkWidget      *empty;
  GtkWidget      *scrolled;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (SolScopeLayouts, sol_scope_layouts, GTK_TYPE_POPOVER)

static gboolean
is_current (SolScopeLayouts *self,
            const char      *name)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (self->actions, "layout");

  return g_str_equal (g_variant_get_string (state, NULL), name);
}

/* The button closes the list as well, so that what it asks is seen */
static GtkWidget *
make_button (SolScopeLayouts *self,
             const char      *icon,
             const char      *tooltip,
             const char      *action,
             const char      *name)
{
  GtkWidget *button = sol_row_button_new (icon, tooltip, action, g_variant_new_string (name));

  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  SolScopeLayouts *self = user_data;
  const char *name = gtk_string_object_get_string (item);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (name);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_widget_set_opacity (mark, is_current (self, name) ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), make_button (self, "document-edit-symbolic", _("Rename"), "scope.ask-rename-layout",
                                              name));
  gtk_box_append (GTK_BOX (row), make_button (self, "document-save-as-symbolic", _("Export…"), "scope.export-layout",
                                              name));
  gtk_box_append (GTK_BOX (row), make_button (self, "user-trash-symbolic", _("Delete"), "scope.delete-layout", name));
  return row;
}

static void
update (SolScopeLayouts *self)
{
  g_auto (GStrv) names = sol_layout_store_dup_names (self->store);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  gtk_string_list_splice (self->names, 0, n, (const char *const *) names);
  gtk_widget_set_visible (self->empty, names[0] == NULL);
  gtk_widget_set_visible (self->scrolled, names[0] != NULL);
}

static void
row_activated_cb (SolScopeLayouts *self,
                  GtkListBoxRow   *row)
{
  const char *name = gtk_string_list_get_string (self->names, gtk_list_box_row_get_index (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_action_group_change_action_state (self->actions, "layout", g_variant_new_string (name));
}

static void
sol_scope_layouts_dispose (GObject *object)
{
  SolScopeLayouts *self = SOL_SCOPE_LAYOUTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_LAYOUTS);
  g_clear_object (&self->store);
  g_clear_object (&self->actions);
  g_clear_object (&self->names);
  G_OBJECT_CLASS (sol_scope_layouts_parent_class)->dispose (object);
}

static void
sol_scope_layouts_class_init (SolScopeLayoutsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_layouts_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-layouts.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopeLayouts, problem);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLayouts, empty);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLayouts, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SolScopeLayouts, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sol_scope_layouts_init (SolScopeLayouts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->names = gtk_string_list_new (NULL);
}

GtkWidget *
sol_scope_layouts_new (SolLayoutStore *store,
                       GActionGroup   *actions)
{
  SolScopeLayouts *self = g_object_new (SOL_TYPE_SCOPE_LAYOUTS, NULL);

  self->store = g_object_ref (store);
  self->actions = g_object_ref (actions);
  if (sol_layout_store_get_problem (store) != NULL)
    gtk_label_set_label (self->problem, sol_layout_store_get_problem (store));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sol_layout_store_get_problem (store) != NULL);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->names), make_row, self, NULL);
  g_signal_connect_object (store, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "action-state-changed::layout", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
