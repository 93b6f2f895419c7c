/* sol-messages-page.c: the Messages view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-messages-page-private.h"

#include <glib/gi18n.h>

#include "sol-format.h"
#include "sol-window.h"

G_DEFINE_FINAL_TYPE (SolMessagesPage, sol_messages_page, ADW_TYPE_BIN)

static void
describe_away_local (SolMessagesPage *self)
{
  adw_status_page_set_title (self->away, _("The Broker Is Stopped"));
  adw_status_page_set_description (self->away, _("Its messages appear here when it runs."));
}

static void
describe_away_client (SolMessagesPage *self,
                      SolClientState   state)
{
  g_autoptr (GError) error = sol_source_dup_error (self->source);
  g_autofree char *description = g_markup_escape_text (error != NULL ? error->message : "", -1);

  adw_status_page_set_title (self->away, state == SOL_CLIENT_CONNECTING ? _("Connecting…")
                                         : state == SOL_CLIENT_WAITING ? _("Connection Lost, Trying Again…")
                                         : _("Not Connected"));
  adw_status_page_set_description (self->away, description);
}

static void
describe_away (SolMessagesPage *self,
               SolClientState   state)
{
  gboolean local = sol_source_is_local (self->source);

  gtk_widget_set_visible (self->start, local);
  gtk_widget_set_visible (self->retry, !local && state == SOL_CLIENT_DISCONNECTED);
  gtk_widget_set_visible (self->use_this, !local);
  if (local)
    describe_away_local (self);
  else
    describe_away_client (self, state);
}

static const char *
choose_child (SolMessagesPage *self)
{
  const char * const *filters = sol_source_get_filters (self->source);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->topics)) > 0)
    return "topics";
  if (sol_source_get_state (self->source) != SOL_CLIENT_CONNECTED)
    return "away";
  return filters == NULL || filters[0] == NULL ? "no-filters" : "waiting";
}

static char *
dup_topics_status (SolMessagesPage *self)
{
  guint n = sol_topic_list_get_n_topics (self->topics);
  g_autofree char *n_topics = sol_format_count (n);
  g_autofree char *n_hidden = sol_format_count (sol_topic_list_get_n_hidden (self->topics));

  if (sol_topic_list_get_n_hidden (self->topics) > 0)
    return g_strdup_printf (_("%s topics; %s messages on further topics are not shown"), n_topics, n_hidden);
  return g_strdup_printf (ngettext ("%s topic", "%s topics", n), n_topics);
}

/* What is not shown is told: of topics over the limit, and of messages that a flood left no time for */
static void
update_status (SolMessagesPage *self)
{
  guint64 n_dropped = sol_ingest_get_dropped (sol_engine_get_ingest (self->engine));
  g_autofree char *topics = dup_topics_status (self);
  g_autofree char *dropped = sol_format_count (n_dropped);
  g_autofree char *text = NULL;

  if (n_dropped > 0)
    text = g_strdup_printf (_("%s; %s messages came too fast to be shown"), topics, dropped);
  gtk_label_set_label (self->status, text != NULL ? text : topics);
}

static void
update (SolMessagesPage *self)
{
  const char *child = choose_child (self);

  describe_away (self, sol_source_get_state (self->source));
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), child) != 0)
    gtk_stack_set_visible_child_name (self->stack, child);
  update_status (self);
  sol_messages_page_update_actions (self);
}

static void
subscribed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!sol_source_subscribe_finish (SOL_SOURCE (object), result, &error))
    g_message ("The topics of this broker could not be subscribed to: %s", error->message);
}

static void
source_changed_cb (SolMessagesPage *self)
{
  SolSource *source = sol_engine_get_source (self->engine);
  const char * const *filters = sol_source_get_filters (source);

  if (self->source != NULL)
    g_signal_handlers_disconnect_by_func (self->source, update, self);
  g_set_object (&self->source, source);
  g_signal_connect_object (source, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  sol_filter_bar_set_source (self->filter_bar, source);
  /* On another broker `#` may be a flood that somebody else pays for; on this one it is what people want to see */
  if (sol_source_is_local (source) && (filters == NULL || filters[0] == NULL))
    sol_source_subscribe_async (source, "#", 0, NULL, subscribed_cb, NULL);
  update (self);
}

static void
search_changed_cb (SolMessagesPage *self)
{
  sol_topic_view_search (self->topic_view, gtk_editable_get_text (self->search));
}

static void
selected_cb (SolMessagesPage *self)
{
  SolTopicItem *item = sol_topic_view_get_selected (self->topic_view);

  sol_inspector_set_item (self->inspector, item);
  if (item != NULL && sol_topic_item_has_messages (item))
    adw_leaflet_set_visible_child (self->leaflet, self->inspector_box);
  sol_messages_page_update_actions (self);
}

static void
back_clicked_cb (SolMessagesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->tree_box);
}

static void
sent_cb (SolMessagesPage *self)
{
  sol_window_toast (SOL_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _("Message sent"));
}

static void
sol_messages_page_dispose (GObject *object)
{
  SolMessagesPage *self = SOL_MESSAGES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_MESSAGES_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->topics);
  g_clear_object (&self->source);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_messages_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, away);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, start);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, retry);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, use_this);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, tree_box);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, search);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, topic_view);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, status);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, inspector_box);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, inspector);
  gtk_widget_class_bind_template_child (widget_class, SolMessagesPage, publish_bar);
}

static void
sol_messages_page_class_init (SolMessagesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_messages_page_dispose;

  g_type_ensure (SOL_TYPE_FILTER_BAR);
  g_type_ensure (SOL_TYPE_INSPECTOR);
  g_type_ensure (SOL_TYPE_PUBLISH_BAR);
  g_type_ensure (SOL_TYPE_TOPIC_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/messages-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, sent_cb);
}

static void
sol_messages_page_init (SolMessagesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_messages_page_set_engine (SolMessagesPage *self,
                              SolEngine       *engine)
{
  g_return_if_fail (SOL_IS_MESSAGES_PAGE (self));
  self->engine = g_object_ref (engine);
  self->topics = g_object_ref (sol_engine_get_topics (engine));
  sol_messages_page_add_actions (self);
  sol_topic_view_set_topics (self->topic_view, self->topics);
  sol_publish_bar_set_engine (self->publish_bar, engine);
  g_signal_connect_object (engine, "notify::source", G_CALLBACK (source_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->topics, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  source_changed_cb (self);
}

GActionGroup *
sol_messages_page_get_actions (SolMessagesPage *self)
{
  g_return_val_if_fail (SOL_IS_MESSAGES_PAGE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

void
sol_messages_page_search (SolMessagesPage *self)
{
  g_return_if_fail (SOL_IS_MESSAGES_PAGE (self));
  adw_leaflet_set_visible_child (self->leaflet, self->tree_box);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

gboolean
sol_messages_page_select_topic (SolMessagesPage *self,
                                const char      *topic)
{
  g_return_val_if_fail (SOL_IS_MESSAGES_PAGE (self), FALSE);
  return sol_topic_view_select (self->topic_view, topic);
}

char *
sol_messages_page_dup_text (SolMessagesPage *self)
{
  g_return_val_if_fail (SOL_IS_MESSAGES_PAGE (self), NULL);
  return sol_inspector_dup_text (self->inspector);
}
