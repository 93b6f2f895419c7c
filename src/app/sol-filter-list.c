/* sol-filter-list.c: topic filters as rows, to be added to and taken from
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-filter-list.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-engine.h"
#include "sol-mqtt-topic.h"
#include "sol-text.h"

struct _SolFilterList
{
  AdwBin parent_instance;

  /* Owned */
  GtkStringList *filters;

  /* Template */
  GtkListBox  *rows;
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (SolFilterList, sol_filter_list, ADW_TYPE_BIN)

static gboolean
find (SolFilterList *self,
      const char    *filter,
      guint         *position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));

  for (*position = 0; *position < n; (*position)++)
    if (g_str_equal (gtk_string_list_get_string (self->filters, *position), filter))
      return TRUE;
  return FALSE;
}

static void
remove_clicked_cb (GtkButton     *button,
                   SolFilterList *self)
{
  guint position;

  if (find (self, gtk_widget_get_name (GTK_WIDGET (button)), &position))
    gtk_string_list_remove (self->filters, position);
  g_signal_emit_by_name (self, "changed");
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  const char *filter = gtk_string_object_get_string (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), filter);
  gtk_widget_set_name (remove, filter);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (remove, _("Remove"));
  gtk_widget_add_css_class (remove, "flat");
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), user_data, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  return row;
}

/* An empty list would show its frame */
static void
update_rows (SolFilterList *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows), g_list_model_get_n_items (G_LIST_MODEL (self->filters)) > 0);
}

static void
typed_cb (SolFilterList *self)
{
  g_signal_emit_by_name (self, "changed");
}

static gboolean
take_typed (SolFilterList  *self,
            GError        **error)
{
  g_autofree char *filter = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  if (*filter == '\0')
    return TRUE;
  if (!sol_mqtt_topic_is_filter (filter, strlen (filter)))
    {
      g_autofree char *head = sol_text_head (filter, 64);

      g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                   _("“%.64s” is not a topic: + and # stand alone between slashes, # at the end."), head);
      return FALSE;
    }
  sol_filter_list_add (self, filter);
  gtk_editable_set_text (self->entry, "");
  return TRUE;
}

static void
apply_cb (SolFilterList *self)
{
  take_typed (self, NULL);
  g_signal_emit_by_name (self, "changed");
}

static void
sol_filter_list_dispose (GObject *object)
{
  SolFilterList *self = SOL_FILTER_LIST (object);

  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_FILTER_LIST);
  g_clear_object (&self->filters);
  G_OBJECT_CLASS (sol_filter_list_parent_class)->dispose (object);
}

static void
sol_filter_list_class_init (SolFilterListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_filter_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/filter-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SolFilterList, rows);
  gtk_widget_class_bind_template_child (widget_class, SolFilterList, entry);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  g_signal_new ("changed", SOL_TYPE_FILTER_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sol_filter_list_init (SolFilterList *self)
{
  self->filters = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->filters), make_row, self, NULL);
  g_signal_connect_object (self->filters, "items-changed", G_CALLBACK (update_rows), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  update_rows (self);
}

void
sol_filter_list_add (SolFilterList *self,
                     const char    *filter)
{
  guint position;

  g_return_if_fail (SOL_IS_FILTER_LIST (self));
  if (!find (self, filter, &position))
    gtk_string_list_append (self->filters, filter);
}

char **
sol_filter_list_dup (SolFilterList  *self,
                     GError        **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n;

  g_return_val_if_fail (SOL_IS_FILTER_LIST (self), NULL);
  if (!take_typed (self, error))
    return NULL;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));
  if (n == 0)
    {
      g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID, _("Say which topics; # is all."));
      return NULL;
    }
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (texts, g_strdup (gtk_string_list_get_string (self->filters, i)));
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
}
