/* sol-window.c: the window
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-window-private.h"

#include <glib/gi18n.h>

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

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address) : g_strcmp0 (host, "localhost") == 0;
}

char *
sol_window_dup_address (SolWindow *self)
{
  const char *host = sol_engine_get_config (self->engine)->broker->host;
  guint16 port = sol_broker_get_port (sol_engine_get_broker (self->engine));
  g_auto (GStrv) addresses = NULL;

  if (sol_engine_get_broker_state (self->engine) != SOL_BROKER_RUNNING)
    return NULL;
  if (is_loopback (host))
    return g_strdup_printf ("localhost:%u", port);

  addresses = sol_engine_list_lan_addresses ();
  return g_strdup_printf ("%s:%u", addresses[0] != NULL ? addresses[0] : host, port);
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
}

static void
view_changed_cb (SolWindow *self)
{
  gtk_stack_set_visible_child_name (self->primary, sol_window_get_view (self));
}

static void
sol_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_WINDOW);
  G_OBJECT_CLASS (sol_window_parent_class)->dispose (object);
}

static void
sol_window_class_init (SolWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, views);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, primary);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, broker_content);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, broker_button);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_dot);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_small_dot);
  gtk_widget_class_bind_template_child (widget_class, SolWindow, chip_label);
}

static void
sol_window_init (SolWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sol_window_add_actions (self);
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sol_window_set_engine (SolWindow *self,
                       SolEngine *engine)
{
  self->engine = engine;
  g_signal_connect_object (engine, "notify", G_CALLBACK (sol_window_update), self, G_CONNECT_SWAPPED);
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
  sol_window_set_engine (self, sol_application_get_engine (application));
  sol_window_bind_settings (self, sol_application_get_settings (application));
  return self;
}

void
sol_window_toast (SolWindow  *self,
                  const char *text)
{
  AdwToast *toast;
  g_autofree char *markup = NULL;

  g_return_if_fail (SOL_IS_WINDOW (self));
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_overlay_add_toast (self->toasts, toast);
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
