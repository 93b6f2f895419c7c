/* sol-analysis-panel.c: what is calculated, or watched for, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-analysis-panel.h"

#include <glib/gi18n.h>

#include "sol-row-button.h"
#include "sol-window.h"

struct _SolAnalysisPanel
{
  AdwBin parent_instance;

  /* Owned */
  SolAnalysisList       *items;
  SolScopeView          *view;
  AdwToast              *toast;     /* weak, nullable: offers to undo the last change */

  const SolAnalysisKind *kind;
  gboolean               is_undoing;

  /* Template */
  AdwPreferencesGroup   *group;
  GtkButton             *add;
  GtkLabel              *empty;
  GtkListBox            *list;
};

G_DEFINE_FINAL_TYPE (SolAnalysisPanel, sol_analysis_panel, ADW_TYPE_BIN)

/* Actions */

static void
open_dialog (SolAnalysisPanel *self,
             guint             position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_window_present (GTK_WINDOW (self->kind->make_dialog (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                           self->items, self->view, position)));
}

static void
add_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SolAnalysisPanel *self = user_data;

  open_dialog (self, sol_analysis_list_get_count (self->items));
}

static void
edit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolAnalysisPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < sol_analysis_list_get_count (self->items))
    open_dialog (self, g_variant_get_uint32 (parameter));
}

static void
remove_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolAnalysisPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < sol_analysis_list_get_count (self->items))
    sol_analysis_list_remove (self->items, g_variant_get_uint32 (parameter));
}

static void
undo_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolAnalysisPanel *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  self->is_undoing = TRUE;
  if (!sol_analysis_list_undo (self->items, &error) && SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), error->message);
  self->is_undoing = FALSE;
}

static void
add_action (SolAnalysisPanel *self,
            GActionMap       *actions,
            const char       *verb,
            const char       *type,
            void            (*activate) (GSimpleAction *, GVariant *, gpointer))
{
  g_autofree char *name = g_strdup_printf ("%s-%s", verb, self->kind->noun);
  const GActionEntry entry = { name, activate, type };

  g_action_map_add_action_entries (actions, &entry, 1, self);
}

/* `scope.edit-math`. Returns: (transfer full) */
static char *
make_action_name (SolAnalysisPanel *self,
                  const char       *verb)
{
  return g_strdup_printf ("scope.%s-%s", verb, self->kind->noun);
}

/* An offer to undo what was before the last change would undo the last one, so it says so: dismissed while it fades, a
 * toast of libadwaita 1.2 is freed twice */
static void
offer_undo (SolAnalysisPanel *self,
            const char       *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *action = make_action_name (self, "undo");
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (self->toast != NULL)
    adw_toast_set_title (self->toast, markup);
  else if (SOL_IS_WINDOW (root))
    g_set_weak_pointer (&self->toast, sol_window_toast_undo (SOL_WINDOW (root), text, action));
}

/* Rows */

GtkWidget *
sol_analysis_row_new (const char *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  return row;
}

static void
show_state (SolAnalysisItem *item,
            AdwActionRow    *row)
{
  static const char *const classes[] = { [SOL_ANALYSIS_WARNING] = "warning", [SOL_ANALYSIS_ALERT] = "error" };
  SolAnalysisMood mood;
  g_autofree char *text = sol_analysis_item_describe_state (item, &mood);

  adw_action_row_set_subtitle (row, text);
  for (guint i = SOL_ANALYSIS_WARNING; i < G_N_ELEMENTS (classes); i++)
    if (i == (guint) mood)
      gtk_widget_add_css_class (GTK_WIDGET (row), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (row), classes[i]);
}

static void
add_button (SolAnalysisPanel *self,
            AdwActionRow     *row,
            const char       *icon_name,
            const char       *tooltip,
            const char       *verb,
            guint             position)
{
  g_autofree char *action = make_action_name (self, verb);

  adw_action_row_add_suffix (row, sol_row_button_new (icon_name, tooltip, action, g_variant_new_uint32 (position)));
}

static GtkWidget *
make_row (SolAnalysisPanel *self,
          guint             position)
{
  SolAnalysisItem *item = sol_analysis_list_get (self->items, position);
  g_autofree char *title = sol_analysis_item_describe (item);
  AdwActionRow *row = ADW_ACTION_ROW (sol_analysis_row_new (title));

  add_button (self, row, "document-edit-symbolic", _("Edit"), "edit", position);
  add_button (self, row, "user-trash-symbolic", _("Remove"), "remove", position);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_state), row, 0);
  show_state (item, row);
  return GTK_WIDGET (row);
}

/* Rows name their place: after a change of the list all are made anew, at most 64 */
static void
update_list (SolAnalysisPanel *self)
{
  guint n = sol_analysis_list_get_count (self->items);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n == 0);
}

static void
items_changed_cb (SolAnalysisPanel *self,
                  guint             position,
                  guint             n_removed,
                  guint             n_added)
{
  update_list (self);
  if (n_removed > 0 && !self->is_undoing)
    offer_undo (self, _(n_added > 0 ? self->kind->changed : self->kind->removed));
}

/* Widget */

static void
sol_analysis_panel_dispose (GObject *object)
{
  SolAnalysisPanel *self = SOL_ANALYSIS_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ANALYSIS_PANEL);
  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->items);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (sol_analysis_panel_parent_class)->dispose (object);
}

static void
sol_analysis_panel_class_init (SolAnalysisPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_analysis_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/analysis-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolAnalysisPanel, group);
  gtk_widget_class_bind_template_child (widget_class, SolAnalysisPanel, add);
  gtk_widget_class_bind_template_child (widget_class, SolAnalysisPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, SolAnalysisPanel, list);
}

static void
sol_analysis_panel_init (SolAnalysisPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_analysis_panel_set_up (SolAnalysisPanel      *self,
                           const SolAnalysisKind *kind,
                           SolAnalysisList       *list,
                           SolScopeView          *view,
                           GActionMap            *actions)
{
  g_autofree char *add = NULL;

  g_return_if_fail (self->items == NULL);

  self->kind = kind;
  self->items = g_object_ref (list);
  self->view = g_object_ref (view);
  add = make_action_name (self, "add");
  adw_preferences_group_set_title (self->group, _(kind->title));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->add), _(kind->add));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), add);
  gtk_label_set_label (self->empty, _(kind->empty));
  add_action (self, actions, "add", NULL, add_activated);
  add_action (self, actions, "edit", "u", edit_activated);
  add_action (self, actions, "remove", "u", remove_activated);
  add_action (self, actions, "undo", NULL, undo_activated);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  update_list (self);
}
