/* sol-log-pane.c: what happened at the door: connections, refusals, warnings
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-log-pane.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-format.h"

struct _SolLogPane
{
  AdwBin parent_instance;

  /* Owned */
  GtkFilter *filter;
  guint      scroll_id;

  /* Borrowed */
  GListModel *shown;

  /* Template */
  GtkStack          *stack;
  GtkScrolledWindow *scroller;
  GtkListView       *list;
  GtkEditable       *search;
  GtkToggleButton   *connections;
  GtkToggleButton   *refusals;
  GtkToggleButton   *warnings;
  GtkToggleButton   *follow;
};

G_DEFINE_FINAL_TYPE (SolLogPane, sol_log_pane, ADW_TYPE_BIN)

static gboolean
is_type_shown (SolLogPane         *self,
               SolBrokerEventType  type)
{
  switch (type)
    {
    case SOL_BROKER_EVENT_CONNECTED:
    case SOL_BROKER_EVENT_DISCONNECTED:
    case SOL_BROKER_EVENT_LISTENING:
      return gtk_toggle_button_get_active (self->connections);
    case SOL_BROKER_EVENT_REFUSED:
    case SOL_BROKER_EVENT_DENIED:
      return gtk_toggle_button_get_active (self->refusals);
    case SOL_BROKER_EVENT_WARNING:
    default:
      return gtk_toggle_button_get_active (self->warnings);
    }
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  SolLogPane *self = user_data;
  const char *needle = gtk_editable_get_text (self->search);
  g_autofree char *text = NULL;

  if (!is_type_shown (self, sol_log_item_get_event (item)->type))
    return FALSE;
  if (*needle == '\0')
    return TRUE;
  text = sol_log_item_dup_text (item);
  return strstr (text, needle) != NULL;
}

static gboolean
scroll_cb (gpointer user_data)
{
  SolLogPane *self = user_data;
  guint n = g_list_model_get_n_items (self->shown);

  self->scroll_id = 0;
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", n - 1);
  return G_SOURCE_REMOVE;
}

/* The list knows its height only once it was laid out, and says so by its adjustment: scroll after that */
static void
follow_cb (SolLogPane *self)
{
  if (self->scroll_id == 0 && gtk_toggle_button_get_active (self->follow))
    self->scroll_id = g_idle_add_full (G_PRIORITY_LOW, scroll_cb, self, NULL);
}

static void
items_changed_cb (SolLogPane *self)
{
  gboolean any = g_list_model_get_n_items (self->shown) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "empty");
}

static void
filter_changed_cb (SolLogPane *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *cell,
          gpointer                  user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *time = gtk_label_new (NULL);
  GtkWidget *text = gtk_label_new (NULL);
  GtkWidget *allow = gtk_button_new_with_label (_("Allow…"));

  gtk_widget_add_css_class (time, "numeric");
  gtk_widget_add_css_class (time, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), time);
  gtk_widget_add_css_class (allow, "flat");
  gtk_widget_set_valign (allow, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (allow, _("Make an Access Rule That Allows This"));
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), allow);
  gtk_list_item_set_child (cell, box);
  gtk_list_item_set_activatable (cell, FALSE);
}

static gboolean
is_refusal (const SolBrokerEvent *event)
{
  return event->type == SOL_BROKER_EVENT_REFUSED || event->type == SOL_BROKER_EVENT_DENIED;
}

static void
bind_allow (GtkWidget            *button,
            const SolBrokerEvent *event)
{
  gboolean can_allow = event->type == SOL_BROKER_EVENT_DENIED && event->topic != NULL;

  gtk_widget_set_visible (button, can_allow);
  if (!can_allow)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(susu)",
                                    event->user_name != NULL ? event->user_name : "", (guint) event->operation,
                                    event->topic, event->rule);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "broker.allow");
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *cell,
         gpointer                  user_data)
{
  GtkWidget *box = gtk_list_item_get_child (cell);
  GtkWidget *label = gtk_widget_get_next_sibling (gtk_widget_get_first_child (box));
  SolLogItem *item = gtk_list_item_get_item (cell);
  const SolBrokerEvent *event = sol_log_item_get_event (item);
  g_autofree char *time = sol_format_time_of_day (event->time_us, FALSE);
  g_autofree char *text = sol_log_item_dup_text (item);
  const char *refused[] = { "error", NULL };
  const char *warned[] = { "warning", NULL };
  const char *plain[] = { NULL };

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), time);
  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_set_css_classes (label, is_refusal (event)                          ? refused
                                     : event->type == SOL_BROKER_EVENT_WARNING ? warned
                                                                               : plain);
  bind_allow (gtk_widget_get_last_child (box), event);
}

static void
sol_log_pane_dispose (GObject *object)
{
  SolLogPane *self = SOL_LOG_PANE (object);

  g_clear_handle_id (&self->scroll_id, g_source_remove);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_LOG_PANE);
  G_OBJECT_CLASS (sol_log_pane_parent_class)->dispose (object);
}

static void
sol_log_pane_class_init (SolLogPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_log_pane_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/log-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, stack);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, list);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, search);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, connections);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, refusals);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, warnings);
  gtk_widget_class_bind_template_child (widget_class, SolLogPane, follow);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
sol_log_pane_init (SolLogPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed", G_CALLBACK (follow_cb),
                           self, G_CONNECT_SWAPPED);
}

void
sol_log_pane_set_log (SolLogPane  *self,
                      SolEventLog *log)
{
  GtkFilterListModel *filtered;
  g_autoptr (GtkSelectionModel) selection = NULL;

  g_return_if_fail (SOL_IS_LOG_PANE (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (log)), g_object_ref (self->filter));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (filtered)));
  self->shown = G_LIST_MODEL (selection);
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  items_changed_cb (self);
}

char *
sol_log_pane_dup_text (SolLogPane *self)
{
  GString *lines = g_string_new (NULL);

  g_return_val_if_fail (SOL_IS_LOG_PANE (self), NULL);
  for (guint i = 0; i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr (SolLogItem) item = g_list_model_get_item (self->shown, i);
      g_autoptr (GDateTime) time =
        g_date_time_new_from_unix_local (sol_log_item_get_event (item)->time_us / G_USEC_PER_SEC);
      g_autofree char *stamp = g_date_time_format_iso8601 (time);
      g_autofree char *text = sol_log_item_dup_text (item);

      g_string_append_printf (lines, "%s  %s\n", stamp, text);
    }
  return g_string_free (lines, FALSE);
}
