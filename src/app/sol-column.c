/* sol-column.c: columns of text that follow their items' properties
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-column.h"

#include <glib/gi18n.h>

static void
cell_update (GtkListItem *cell)
{
  const SolColumnSpec *spec = g_object_get_data (G_OBJECT (cell), "spec");
  g_autofree char *text = spec->func (gtk_list_item_get_item (cell));
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (cell));

  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell,
          gpointer                  user_data)
{
  const SolColumnSpec *spec = user_data;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), spec->is_number ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (spec->is_number)
    gtk_widget_add_css_class (label, "numeric");
  g_object_set_data (G_OBJECT (cell), "spec", user_data);
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         gpointer                  user_data)
{
  g_signal_connect_object (gtk_list_item_get_item (cell), "notify", G_CALLBACK (cell_update), cell,
                           G_CONNECT_SWAPPED);
  cell_update (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *cell,
           gpointer                  user_data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (cell), cell_update, cell);
}

static GtkSorter *
make_sorter (GType       item_type,
             const char *property)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (item_type);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_CLASS (klass), property);
  GtkExpression *expression = gtk_property_expression_new_for_pspec (NULL, pspec);

  if (pspec->value_type == G_TYPE_STRING)
    return GTK_SORTER (gtk_string_sorter_new (expression));
  return GTK_SORTER (gtk_numeric_sorter_new (expression));
}

void
sol_column_add (GtkColumnView       *view,
                GType                item_type,
                const SolColumnSpec *spec)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (_(spec->title), factory);
  g_autoptr (GtkSorter) sorter = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) spec);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  if (spec->property != NULL)
    {
      sorter = make_sorter (item_type, spec->property);
      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_expand (column, spec->expand);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (spec->width > 0)
    gtk_column_view_column_set_fixed_width (column, spec->width);
  gtk_column_view_append_column (view, column);
}
