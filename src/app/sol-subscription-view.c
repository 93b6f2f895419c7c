/* sol-subscription-view.c: which filters are subscribed to, and by whom
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-subscription-view.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-client-item.h"

struct _SolSubscriptionView
{
  AdwBin parent_instance;

  /* Owned */
  GListModel    *clients;
  GtkStringList *rows;   /* `filter`, a tab, the clients */
  GtkFilter     *filter;
  char          *text;
  guint          timer_id;

  /* Template */
  GtkStack    *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (SolSubscriptionView, sol_subscription_view, ADW_TYPE_BIN)

static void
collect_client (GTree                 *filters,
                const SolBrokerClient *info)
{
  for (guint i = 0; info->subscriptions != NULL && info->subscriptions[i] != NULL; i++)
    {
      GString *names = g_tree_lookup (filters, info->subscriptions[i]);

      if (names != NULL)
        g_string_append_printf (names, ", %s", info->client_id);
      else
        g_tree_insert (filters, g_strdup (info->subscriptions[i]), g_string_new (info->client_id));
    }
}

static gboolean
append_row (gpointer key,
            gpointer value,
            gpointer user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf ("%s\t%s", (char *) key, ((GString *) value)->str));
  return FALSE;
}

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  return strcmp (a, b);
}

static char **
collect_rows (GListModel *clients)
{
  g_autoptr (GTree) filters = g_tree_new_full (compare_names, NULL, g_free, string_free);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (clients); i++)
    {
      g_autoptr (SolClientItem) item = g_list_model_get_item (clients, i);

      collect_client (filters, sol_client_item_get_info (item));
    }
  g_tree_foreach (filters, append_row, rows);
  g_ptr_array_add (rows, NULL);
  return (char **) g_ptr_array_free (rows, FALSE);
}

static gboolean
is_same (GtkStringList *list,
         char         **rows)
{
  guint n = g_strv_length (rows);

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (gtk_string_list_get_string (list, i), rows[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
update_cb (gpointer user_data)
{
  SolSubscriptionView *self = user_data;
  g_auto (GStrv) rows = collect_rows (self->clients);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (!is_same (self->rows, rows))
    gtk_string_list_splice (self->rows, 0, n, (const char * const *) rows);
  gtk_stack_set_visible_child_name (self->stack, rows[0] != NULL ? "list" : "empty");
  return G_SOURCE_CONTINUE;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  SolSubscriptionView *self = user_data;

  return self->text == NULL || strstr (gtk_string_object_get_string (item), self->text) != NULL;
}

static GtkWidget *
make_label (gboolean dim)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, dim ? "dim-label" : "monospace");
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell,
          gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_label (FALSE));
  gtk_box_append (GTK_BOX (box), make_label (TRUE));
  gtk_list_item_set_child (cell, box);
  gtk_list_item_set_activatable (cell, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         gpointer                  user_data)
{
  GtkWidget *box = gtk_list_item_get_child (cell);
  const char *row = gtk_string_object_get_string (gtk_list_item_get_item (cell));
  const char *tab = strrchr (row, '\t');
  g_autofree char *filter = g_strndup (row, tab - row);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), filter);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), tab + 1);
}

static void
sol_subscription_view_map (GtkWidget *widget)
{
  SolSubscriptionView *self = SOL_SUBSCRIPTION_VIEW (widget);

  GTK_WIDGET_CLASS (sol_subscription_view_parent_class)->map (widget);
  if (self->clients == NULL)
    return;
  update_cb (self);
  self->timer_id = g_timeout_add_seconds (1, update_cb, self);
}

static void
sol_subscription_view_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SOL_SUBSCRIPTION_VIEW (widget)->timer_id, g_source_remove);
  GTK_WIDGET_CLASS (sol_subscription_view_parent_class)->unmap (widget);
}

static void
sol_subscription_view_dispose (GObject *object)
{
  SolSubscriptionView *self = SOL_SUBSCRIPTION_VIEW (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_clear_object (&self->clients);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->text, g_free);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SUBSCRIPTION_VIEW);
  G_OBJECT_CLASS (sol_subscription_view_parent_class)->dispose (object);
}

static void
sol_subscription_view_class_init (SolSubscriptionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_subscription_view_dispose;
  widget_class->map = sol_subscription_view_map;
  widget_class->unmap = sol_subscription_view_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/soliton_mqtt/Soliton/subscription-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolSubscriptionView, stack);
  gtk_widget_class_bind_template_child (widget_class, SolSubscriptionView, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
sol_subscription_view_init (SolSubscriptionView *self)
{
  GtkFilterListModel *filtered;
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_string_list_new (NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)), g_object_ref (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered)));
  gtk_list_view_set_model (self->list, selection);
}

void
sol_subscription_view_set_model (SolSubscriptionView *self,
                                 GListModel          *clients)
{
  g_return_if_fail (SOL_IS_SUBSCRIPTION_VIEW (self));
  g_set_object (&self->clients, clients);
}

void
sol_subscription_view_filter (SolSubscriptionView *self,
                              const char          *text)
{
  g_return_if_fail (SOL_IS_SUBSCRIPTION_VIEW (self));
  g_clear_pointer (&self->text, g_free);
  if (text != NULL && *text != '\0')
    self->text = g_strdup (text);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}
