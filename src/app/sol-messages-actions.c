/* sol-messages-actions.c: messages.*: what can be done in the Messages view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-messages-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-mqtt-topic.h"
#include "sol-window.h"

static SolWindow *
get_window (SolMessagesPage *self)
{
  return SOL_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The chosen topic; NULL while none is, or where only a level is */
static const char *
get_topic (SolMessagesPage *self)
{
  SolTopicItem *item = sol_topic_view_get_selected (self->topic_view);

  return item != NULL && sol_topic_item_has_messages (item) ? sol_topic_item_get_topic (item) : NULL;
}

static void
subscribed_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (SolMessagesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_source_subscribe_finish (SOL_SOURCE (object), result, &error) && self->engine != NULL)
    sol_window_toast (get_window (self), error->message);
}

static void
subscribe_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolMessagesPage *self = user_data;
  const char *filter = g_variant_get_string (parameter, NULL);

  if (!sol_mqtt_topic_is_filter (filter, strlen (filter)))
    {
      sol_filter_bar_set_error (self->filter_bar,
                                _("This is not a topic filter: + must be a whole level, and # the whole last one."));
      return;
    }
  sol_filter_bar_set_error (self->filter_bar, NULL);
  sol_source_subscribe_async (self->source, filter, 0, NULL, subscribed_cb, g_object_ref (self));
}

static void
unsubscribe_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  sol_source_unsubscribe (self->source, g_variant_get_string (parameter, NULL));
}

static void
add_filter_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "messages");
  sol_filter_bar_add (self->filter_bar);
}

static void
pause_change_state (GSimpleAction *action,
                    GVariant      *value,
                    gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  g_simple_action_set_state (action, value);
  sol_inspector_set_paused (self->inspector, g_variant_get_boolean (value));
  sol_topic_list_set_paused (self->topics, g_variant_get_boolean (value));
}

static void
clear_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  sol_inspector_set_item (self->inspector, NULL);
  sol_topic_list_clear (self->topics);
}

static void
send_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  sol_publish_bar_send (SOL_MESSAGES_PAGE (user_data)->publish_bar);
}

static void
copy_topic_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), get_topic (self));
  sol_window_toast (get_window (self), _("Topic copied"));
}

static void
plot_topic_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self), "scope.add-topic", "s", get_topic (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "scope");
}

/* A field of the chosen topic: "" is its only one */
static void
plot_field_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolMessagesPage *self = user_data;
  const char *topic = get_topic (self), *field = g_variant_get_string (parameter, NULL);

  if (topic == NULL)
    return;
  if (*field == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "scope.add-topic", "s", topic);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "scope.add-field", "(ss)", topic, field);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "scope");
}

/* What the keyboard is on: a field, else the topic */
static void
plot_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolMessagesPage *self = user_data;
  const char *field = sol_inspector_get_field (self->inspector);

  if (field != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "plot-field", g_variant_new_string (field));
  else
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "plot-topic", NULL);
}

static void
publish_to_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  sol_publish_bar_set_topic (self->publish_bar, get_topic (self));
}

static void
retried_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (SolMessagesPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_source_connect_finish (SOL_SOURCE (object), result, &error) && self->engine != NULL)
    sol_window_toast (get_window (self), error->message);
}

static void
retry_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  SolMessagesPage *self = user_data;

  sol_source_connect_async (self->source, NULL, retried_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { "subscribe", subscribe_activated, "s" },
  { "unsubscribe", unsubscribe_activated, "s" },
  { "add-filter", add_filter_activated },
  { "pause", NULL, NULL, "false", pause_change_state },
  { "clear", clear_activated },
  { "send", send_activated },
  { "copy-topic", copy_topic_activated },
  { "plot-topic", plot_topic_activated },
  { "plot-field", plot_field_activated, "s" },
  { "plot", plot_activated },
  { "publish-to", publish_to_activated },
  { "retry", retry_activated },
};

/* An entry has had its letters before they come here */
static void
add_plot_key (SolMessagesPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, 0),
                                                          gtk_named_action_new ("messages.plot")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
sol_messages_page_add_actions (SolMessagesPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  add_plot_key (self);
}

static void
set_enabled (SolMessagesPage *self,
             const char      *name,
             gboolean         enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
sol_messages_page_update_actions (SolMessagesPage *self)
{
  SolClientState state = sol_source_get_state (self->source);
  gboolean has_topic = get_topic (self) != NULL;

  set_enabled (self, "send", state == SOL_CLIENT_CONNECTED);
  set_enabled (self, "retry", !sol_source_is_local (self->source) && state == SOL_CLIENT_DISCONNECTED);
  set_enabled (self, "clear", g_list_model_get_n_items (G_LIST_MODEL (self->topics)) > 0);
  set_enabled (self, "copy-topic", has_topic);
  set_enabled (self, "plot-topic", has_topic);
  set_enabled (self, "plot-field", has_topic);
  set_enabled (self, "plot", has_topic);
  set_enabled (self, "publish-to", has_topic);
}
