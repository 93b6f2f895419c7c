/* sol-math-panel.c: the calculated channels in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-panel.h"

#include <glib/gi18n.h>

#include "sol-math-dialog.h"
#include "sol-row-button.h"

struct _SolMathPanel
{
  AdwBin parent_instance;

  /* Owned */
  SolMathList *math;
  GListModel  *traces;

  /* Template */
  GtkListBox  *list;
};

G_DEFINE_FINAL_TYPE (SolMathPanel, sol_math_panel, ADW_TYPE_BIN)

static void
open_dialog (SolMathPanel *self,
             guint         position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (sol_math_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->math,
                                                       self->traces, position)));
}

static void
add_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SolMathPanel *self = user_data;

  open_dialog (self, g_list_model_get_n_items (G_LIST_MODEL (self->math)));
}

static void
edit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolMathPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < g_list_model_get_n_items (G_LIST_MODEL (self->math)))
    open_dialog (self, g_variant_get_uint32 (parameter));
}

static void
remove_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolMathPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < g_list_model_get_n_items (G_LIST_MODEL (self->math)))
    sol_math_list_remove (self->math, g_variant_get_uint32 (parameter));
}

static const GActionEntry entries[] = {
  { "add-math", add_activated },
  { "edit-math", edit_activated, "u" },
  { "remove-math", remove_activated, "u" },
};

static void
show_problem (SolMathItem  *item,
              GParamSpec   *pspec,
              AdwActionRow *row)
{
  const char *problem = sol_math_item_get_problem (item);

  adw_action_row_set_subtitle (row, problem != NULL ? problem : "");
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "warning");
}

static GtkWidget *
make_row (SolMathItem *item,
          guint        position)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *title = g_strdup_printf ("%s = %s", sol_math_item_get_name (item), sol_math_item_get_text (item));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (row, 2);
  adw_action_row_add_suffix (row, sol_row_button_new ("document-edit-symbolic", _("Edit"), "scope.edit-math",
                                                      g_variant_new_uint32 (position)));
  adw_action_row_add_suffix (row, sol_row_button_new ("user-trash-symbolic", _("Remove"), "scope.remove-math",
                                                      g_variant_new_uint32 (position)));
  g_signal_connect_object (item, "notify::problem", G_CALLBACK (show_problem), row, 0);
  show_problem (item, NULL, row);
  return GTK_WIDGET (row);
}

/* Rows name their place: after a change of the list all are made anew, at most 16 */
static void
update_list (SolMathPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->math));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self->math), i);

      gtk_list_box_append (self->list, make_row (item, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
sol_math_panel_dispose (GObject *object)
{
  SolMathPanel *self = SOL_MATH_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_MATH_PANEL);
  g_clear_object (&self->math);
  g_clear_object (&self->traces);
  G_OBJECT_CLASS (sol_math_panel_parent_class)->dispose (object);
}

static void
sol_math_panel_class_init (SolMathPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_math_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/math-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolMathPanel, list);
}

static void
sol_math_panel_init (SolMathPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_math_panel_set_up (SolMathPanel *self,
                       SolMathList  *list,
                       GListModel   *traces,
                       GActionMap   *actions)
{
  g_return_if_fail (self->math == NULL);

  self->math = g_object_ref (list);
  self->traces = g_object_ref (traces);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (update_list), self, G_CONNECT_SWAPPED);
  update_list (self);
}
