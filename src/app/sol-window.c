/* sol-window.c: the window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include <glib/gi18n.h>

#include "sol-address-card.h"

G_DEFINE_FINAL_TYPE (SolWindow, sol_window, ADW_TYPE_APPLICATION_WINDOW)

/* How the broker's state looks in the header, by SolBrokerState */
static const struct
{
  const char *dot;     /* style class */
  const char *icon;
  const char *label;
  const char *chip;    /* instead of an address */
} state_looks[] = {
  [SOL_BROKER_STOPPED] = { NULL, "media-playback-start-symbolic", N_("Start"), N_("Stopped") },
  [SOL_BROKER_STARTING] = { "working", "media-playback-start-symbolic", N_("Start"), N_("Starting…") },
  [SOL_BROKER_RUNNING] = { "running", "media-playback-stop-symbolic", N_("Stop"), NULL },
  [SOL_BROKER_STOPPING] = { "working", "media-playback-stop-symbolic", N_("Stop"), N_("Stopping…") },
};

char *
sol_window_dup_address (SolWindow *self)
{
  const char *host = sol_engine_get_config (self->engine)->broker->host;
  g_auto (GStrv) hosts = sol_host_list_addresses (host);

  if (sol_engine_get_broker_state (self->engine) != SOL_BROKER_RUNNING)
    return NULL;
  return sol_host_dup_with_port (hosts[0], sol_broker_get_port (sol_engine_get_broker (self->engine)));
}

static void
set_dot (GtkWidget  *dot,
         const char *css_class)
{
  const char *classes[] = { "status-dot", css_class, NULL };

  gtk_widget_set_css_classes (dot, classes);
}

static void
sol_window_update (SolWindow *self)
{
  SolBrokerState state = sol_engine_get_broker_state (self->engine);
  g_autofree char *address = sol_window_dup_address (self);

  set_dot (self->chip_dot, state_looks[state].dot);
  set_dot (self->chip_small_dot, state_looks[state].dot);
  gtk_label_set_label (self->chip_label, address != NULL ? address : _(state_looks[state].chip));
  adw_button_content_set_icon_name (self->broker_content, state_looks[state].icon);
  adw_button_content_set_label (self->broker_content, _(state_looks[state].label));
  sol_window_update_actions (self);
  sol_window_update_problems (self);
}

static gboolean
update_problems_cb (gpointer user_data)
{
  sol_window_update_problems (user_data);
  return G_SOURCE_CONTINUE;
}

/* Closing the only window is quitting: the question about connected clients is asked there */
static gboolean
sol_window_close_request (GtkWindow *window)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "quit", NULL);
  return TRUE;
}

static void
view_changed_cb (SolWindow *self)
{
  gtk_stack_set_visible_child_name (self->primary, sol_window_get_view (self));
  sol_window_update_search (self);
}

static void
sol_window_dispose (GObject *object)
{
  g_clear_handle_id (&SOL_WINDOW (object)->timer_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_WINDOW);
  G_OBJECT_CLASS (sol_window_parent_class)->dispose (object);
}

static void
sol_window_class_init (SolWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sol_window_close_request;

  g_type_ensure (SOL_TYPE_BROKER_PAGE);
  g_type_ensure (SOL_TYPE_MESSAGES_PAGE);
  g_type_ensure (SOL_TYPE_SCOPE_PAGE);
  g_type_ensure (SOL_TYPE_GENERATOR_PAGE);
  g_type_ensure (SOL_TYPE_RECORDING_BAR);
  g_type_ensure (SOL_TYPE_OPEN_BAR);
  g_type_ensure (SOL_TYPE_REPLAY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, views);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, primary);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, broker_content);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, broker_button);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_dot);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_small_dot);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_label);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, banner_box);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, recording_bar);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, open_bar);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, replay_bar);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, broker_page);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, messages_page);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, scope_page);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, generator_page);
}

static void
sol_window_init (SolWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sol_window_add_actions (self);
  sol_window_add_banners (self);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sol_window_set_application (SolWindow      *self,
                            SolApplication *application)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GSettings *settings = sol_application_get_settings (application);

  self->engine = sol_application_get_engine (application);
  self->admin = sol_application_get_admin (application);
  sol_broker_page_set_engine (self->broker_page, self->engine, self->admin, settings);
  gtk_widget_insert_action_group (widget, "broker", sol_broker_page_get_actions (self->broker_page));
  sol_messages_page_set_engine (self->messages_page, self->engine);
  gtk_widget_insert_action_group (widget, "messages", sol_messages_page_get_actions (self->messages_page));
  sol_scope_page_set_engine (self->scope_page, self->engine);
  gtk_widget_insert_action_group (widget, "scope", sol_scope_page_get_actions (self->scope_page));
  sol_window_watch_alarms (self);
  sol_window_watch_recording (self);
  sol_generator_page_set_engine (self->generator_page, self->engine);
  gtk_widget_insert_action_group (widget, "generator", sol_generator_page_get_actions (self->generator_page));

  g_signal_connect_object (self->engine, "notify", G_CALLBACK (sol_window_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->admin, "notify", G_CALLBACK (sol_window_update_problems), self, G_CONNECT_SWAPPED);
  self->timer_id = g_timeout_add_seconds (2, update_problems_cb, self);
  sol_window_update (self);
}

static void
sol_window_bind_settings (SolWindow *self,
                          GSettings *settings)
{
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "current-view", self->views, "visible-child-name", G_SETTINGS_BIND_DEFAULT);
}

SolWindow *
sol_window_new (SolApplication *application)
{
  SolWindow *self;

  g_return_val_if_fail (SOL_IS_APPLICATION (application), NULL);
  self = g_object_new (SOL_TYPE_WINDOW, "application", application, NULL);
  sol_window_set_application (self, application);
  sol_window_bind_settings (self, sol_application_get_settings (application));
  return self;
}

static AdwToast *
make_toast (const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  return adw_toast_new (markup);
}

void
sol_window_toast (SolWindow  *self,
                  const char *text)
{
  g_return_if_fail (SOL_IS_WINDOW (self));
  sol_window_add_toast (self, make_toast (text));
}

AdwToast *
sol_window_toast_undo (SolWindow  *self,
                       const char *text,
                       const char *action)
{
  AdwToast *toast = make_toast (text);

  g_return_val_if_fail (SOL_IS_WINDOW (self), NULL);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, action);
  sol_window_add_toast (self, toast);
  return toast;
}

void
sol_window_add_toast (SolWindow *self,
                      AdwToast  *toast)
{
  AdwToastOverlay *own = g_strcmp0 (sol_window_get_view (self), "scope") == 0
                           ? sol_scope_page_get_toasts (self->scope_page) : NULL;

  adw_toast_overlay_add_toast (own != NULL ? own : self->toasts, toast);
}

const char *
sol_window_get_view (SolWindow *self)
{
  g_return_val_if_fail (SOL_IS_WINDOW (self), NULL);
  return adw_view_stack_get_visible_child_name (self->views);
}

void
sol_window_show_view (SolWindow  *self,
                      const char *name)
{
  g_return_if_fail (SOL_IS_WINDOW (self));
  if (adw_view_stack_get_child_by_name (self->views, name) != NULL)
    adw_view_stack_set_visible_child_name (self->views, name);
}
