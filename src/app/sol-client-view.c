/* sol-client-view.c: the table of clients
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-view.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-client-item.h"
#include "sol-column.h"
#include "sol-format.h"
#include "sol-mqtt-types.h"

struct _SolClientView
{
  AdwBin parent_instance;

  /* Owned */
  GtkFilter *filter;
  char      *text;

  /* Borrowed */
  GtkSelectionModel *selection;

  /* Template */
  GtkStack      *stack;
  GtkColumnView *table;
};

G_DEFINE_FINAL_TYPE (SolClientView, sol_client_view, ADW_TYPE_BIN)

static char *
dup_id (gpointer item)
{
  const SolBrokerClient *info = sol_client_item_get_info (item);

  return g_strdup_printf ("%s  %s", info->is_connected ? "●" : "○", info->client_id);
}

static char *
dup_address (gpointer item)
{
  const SolBrokerClient *info = sol_client_item_get_info (item);

  if (!info->is_connected)
    return g_strdup (_("(away)"));
  return info->is_websocket ? g_strdup_printf (_("%s (WebSocket)"), info->address) : g_strdup (info->address);
}

static char *
dup_user (gpointer item)
{
  const SolBrokerClient *info = sol_client_item_get_info (item);

  return g_strdup (info->user_name != NULL ? info->user_name : "—");
}

static char *
dup_version (gpointer item)
{
  return g_strdup (sol_format_version (sol_client_item_get_info (item)->version));
}

static char *
dup_n_subscriptions (gpointer item)
{
  const SolBrokerClient *info = sol_client_item_get_info (item);

  return sol_format_count (info->subscriptions != NULL ? g_strv_length (info->subscriptions) : 0);
}

static char *
dup_in (gpointer item)
{
  return sol_format_count (sol_client_item_get_info (item)->n_in);
}

static char *
dup_out (gpointer item)
{
  return sol_format_count (sol_client_item_get_info (item)->n_out);
}

static char *
dup_queue (gpointer item)
{
  const SolBrokerClient *info = sol_client_item_get_info (item);

  return info->queued_bytes == 0 ? g_strdup ("0") : g_format_size (info->queued_bytes);
}

static char *
dup_since (gpointer item)
{
  return sol_format_time_of_day (sol_client_item_get_info (item)->since_us, FALSE);
}

static const SolColumnSpec columns[] = {
  { N_("Client"), "client-id", dup_id, FALSE, TRUE, 0 },
  { N_("Address"), "address", dup_address, FALSE, TRUE, 0 },
  { N_("User"), "user-name", dup_user, FALSE, FALSE, 110 },
  { N_("Version"), "version", dup_version, FALSE, FALSE, 80 },
  { N_("Filters"), NULL, dup_n_subscriptions, TRUE, FALSE, 70 },
  { N_("In"), "n-in", dup_in, TRUE, FALSE, 100 },
  { N_("Out"), "n-out", dup_out, TRUE, FALSE, 100 },
  { N_("Queue"), "queued-bytes", dup_queue, TRUE, FALSE, 90 },
  { N_("Since"), "since-us", dup_since, TRUE, FALSE, 90 },
};

static gboolean
holds (const char *hay,
       const char *needle)
{
  g_autofree char *folded = hay != NULL ? g_utf8_casefold (hay, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  SolClientView *self = user_data;
  const SolBrokerClient *info = sol_client_item_get_info (item);

  return self->text == NULL || holds (info->client_id, self->text) || holds (info->address, self->text)
         || holds (info->user_name, self->text);
}

static void
activate_cb (SolClientView *self,
             guint          position)
{
  g_autoptr (SolClientItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "broker.show-client", "s",
                              sol_client_item_get_info (item)->client_id);
}

static void
items_changed_cb (SolClientView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "table" : self->text != NULL ? "no-match" : "empty");
}

static void
sol_client_view_dispose (GObject *object)
{
  SolClientView *self = SOL_CLIENT_VIEW (object);

  g_clear_object (&self->filter);
  g_clear_pointer (&self->text, g_free);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_CLIENT_VIEW);
  G_OBJECT_CLASS (sol_client_view_parent_class)->dispose (object);
}

static void
sol_client_view_class_init (SolClientViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_client_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/client-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolClientView, stack);
  gtk_widget_class_bind_template_child (widget_class, SolClientView, table);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
sol_client_view_init (SolClientView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    sol_column_add (self->table, SOL_TYPE_CLIENT_ITEM, &columns[i]);
}

void
sol_client_view_set_model (SolClientView *self,
                           GListModel    *model)
{
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (SOL_IS_CLIENT_VIEW (self));
  filtered = gtk_filter_list_model_new (g_object_ref (model), g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), g_object_ref (gtk_column_view_get_sorter (self->table)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
  self->selection = selection;
  gtk_column_view_set_model (self->table, selection);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
}

void
sol_client_view_filter (SolClientView *self,
                        const char    *text)
{
  g_return_if_fail (SOL_IS_CLIENT_VIEW (self));
  g_clear_pointer (&self->text, g_free);
  if (text != NULL && *text != '\0')
    self->text = g_utf8_casefold (text, -1);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  items_changed_cb (self);
}
