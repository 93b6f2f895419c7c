/* sol-inspector.c: the last messages of one topic: text, JSON, hex
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-inspector-private.h"

#include <glib/gi18n.h>

#include "sol-format.h"
#include "sol-message-item.h"

#define REFRESH_MS 250

G_DEFINE_FINAL_TYPE (SolInspector, sol_inspector, ADW_TYPE_BIN)

static char *
dup_summary (const SolMessage *message)
{
  g_autofree char *time = sol_format_time_of_day (message->arrived_us, TRUE);
  g_autofree char *size = sol_format_count (message->payload_len);

  return g_strdup_printf (_("%s · QoS %u · %s octets%s"), time, message->qos, size,
                          message->retain ? _(" · retained") : "");
}

static void
show_message (SolInspector *self,
              SolMessage   *message)
{
  g_autofree char *summary = NULL;

  if (self->shown == message)
    return;
  g_clear_pointer (&self->shown, sol_message_unref);
  self->shown = sol_message_ref (message);
  summary = dup_summary (message);
  gtk_label_set_label (self->summary, summary);
  sol_inspector_choose_tab (self);
  sol_inspector_show_payload (self);
}

static SolMessage *
get_chosen (SolInspector *self)
{
  SolMessageItem *item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? sol_message_item_get_message (item) : NULL;
}

static guint
find_message (GPtrArray  *items,
              SolMessage *message)
{
  for (guint i = 0; i < items->len; i++)
    if (sol_message_item_get_message (g_ptr_array_index (items, i)) == message)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static void
fill_list (SolInspector *self,
           GPtrArray    *messages)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  SolMessage *chosen = get_chosen (self);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->messages));
  guint position;

  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add (items, sol_message_item_new (g_ptr_array_index (messages, i)));
  position = chosen != NULL ? find_message (items, chosen) : GTK_INVALID_LIST_POSITION;

  self->is_filling = TRUE;
  g_list_store_splice (self->messages, 0, n_before, items->pdata, items->len);
  gtk_single_selection_set_selected (self->selection, position);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->newest), position != GTK_INVALID_LIST_POSITION);
}

static void
refresh (SolInspector *self)
{
  g_autoptr (GPtrArray) messages = sol_topic_item_dup_messages (self->item);
  SolMessage *chosen;

  gtk_stack_set_visible_child_name (self->stack, messages->len > 0 ? "message" : "level");
  if (messages->len == 0)
    return;
  fill_list (self, messages);
  chosen = get_chosen (self);
  show_message (self, chosen != NULL ? chosen : g_ptr_array_index (messages, 0));
}

static gboolean
refresh_cb (gpointer user_data)
{
  SolInspector *self = user_data;

  self->refresh_id = 0;
  if (!self->is_paused && self->item != NULL)
    refresh (self);
  return G_SOURCE_REMOVE;
}

static void
item_changed_cb (SolInspector *self)
{
  if (self->refresh_id == 0 && !self->is_paused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
chosen_cb (SolInspector *self)
{
  SolMessage *message = get_chosen (self);

  if (self->is_filling)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->newest), message != NULL);
  if (message != NULL)
    show_message (self, message);
}

static void
newest_clicked_cb (SolInspector *self)
{
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (self->item != NULL)
    refresh (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell,
          gpointer                  user_data)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (cell, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         gpointer                  user_data)
{
  g_autofree char *text = dup_summary (sol_message_item_get_message (gtk_list_item_get_item (cell)));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (cell)), text);
}

static void
sol_inspector_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (sol_inspector_parent_class)->map (widget);
  item_changed_cb (SOL_INSPECTOR (widget));
}

static void
sol_inspector_dispose (GObject *object)
{
  SolInspector *self = SOL_INSPECTOR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->shown, sol_message_unref);
  g_clear_object (&self->item);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_INSPECTOR);
  g_clear_object (&self->messages);
  G_OBJECT_CLASS (sol_inspector_parent_class)->dispose (object);
}

static void
sol_inspector_class_init (SolInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_inspector_dispose;
  widget_class->map = sol_inspector_map;

  g_type_ensure (SOL_TYPE_FIELD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SolInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, topic);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, summary);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, truncated);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, views);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, text);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, fields);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, json);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, hex);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, picture_page);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, picture);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, picture_error);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, properties_page);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, properties);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, list);
  gtk_widget_class_bind_template_child (widget_class, SolInspector, newest);
  gtk_widget_class_bind_template_callback (widget_class, sol_inspector_show_payload);
  gtk_widget_class_bind_template_callback (widget_class, newest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
sol_inspector_init (SolInspector *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = g_list_store_new (SOL_TYPE_MESSAGE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->messages)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  selection = GTK_SELECTION_MODEL (self->selection);
  gtk_list_view_set_model (self->list, selection);
}

void
sol_inspector_set_item (SolInspector *self,
                        SolTopicItem *item)
{
  g_return_if_fail (SOL_IS_INSPECTOR (self));
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, item_changed_cb, self);
  g_set_object (&self->item, item);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  if (item == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  gtk_label_set_label (self->topic, sol_topic_item_get_topic (item));
  g_signal_connect_object (item, "notify", G_CALLBACK (item_changed_cb), self, G_CONNECT_SWAPPED);
  refresh (self);
}

void
sol_inspector_set_paused (SolInspector *self,
                          gboolean      paused)
{
  g_return_if_fail (SOL_IS_INSPECTOR (self));
  self->is_paused = paused;
  item_changed_cb (self);
}
