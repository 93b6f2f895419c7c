/* sol-broker-page.c: the Broker view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-broker-page-private.h"

#include <glib/gi18n.h>

#include "sol-format.h"

G_DEFINE_FINAL_TYPE (SolBrokerPage, sol_broker_page, ADW_TYPE_BIN)

static const struct
{
  const char *dot;     /* style class */
  const char *text;
  const char *button;
} looks[] = {
  [SOL_BROKER_STOPPED] = { NULL, N_("Stopped"), N_("Start Broker") },
  [SOL_BROKER_STARTING] = { "working", N_("Starting…"), N_("Start Broker") },
  [SOL_BROKER_RUNNING] = { "running", N_("Running"), N_("Stop Broker") },
  [SOL_BROKER_STOPPING] = { "working", N_("Stopping…"), N_("Stop Broker") },
};

static gboolean
update_uptime_cb (gpointer user_data)
{
  SolBrokerPage *self = user_data;
  SolBrokerStats stats = { 0 };
  g_autofree char *duration = NULL;
  g_autofree char *text = NULL;

  sol_broker_get_stats (sol_engine_get_broker (self->engine), &stats);
  if (sol_engine_get_broker_state (self->engine) != SOL_BROKER_RUNNING || stats.started_us == 0)
    return G_SOURCE_CONTINUE;
  duration = sol_format_duration (g_get_monotonic_time () - stats.started_us);
  text = g_strdup_printf (_("Running %s"), duration);
  gtk_label_set_label (self->state_label, text);
  return G_SOURCE_CONTINUE;
}

static void
update_start_stop (SolBrokerPage  *self,
                   SolBrokerState  state)
{
  gboolean starts = state == SOL_BROKER_STOPPED || state == SOL_BROKER_STARTING;

  gtk_button_set_label (self->start_stop, _(looks[state].button));
  if (starts)
    gtk_widget_add_css_class (GTK_WIDGET (self->start_stop), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_stop), "suggested-action");
}

static void
sol_broker_page_update (SolBrokerPage *self)
{
  SolBrokerState state = sol_engine_get_broker_state (self->engine);
  const char *classes[] = { "status-dot", looks[state].dot, NULL };
  gboolean local = sol_source_is_local (sol_engine_get_source (self->engine));

  if (state == SOL_BROKER_RUNNING || !local)
    g_settings_set_boolean (self->settings, "welcomed", TRUE);
  gtk_stack_set_visible_child_name (self->content,
                                    g_settings_get_boolean (self->settings, "welcomed") ? "main" : "welcome");
  gtk_widget_set_css_classes (self->state_dot, classes);
  gtk_label_set_label (self->state_label, _(looks[state].text));
  update_start_stop (self, state);
  update_uptime_cb (self);
  sol_broker_page_update_actions (self);
}

static void
filter_changed_cb (SolBrokerPage *self)
{
  const char *text = gtk_editable_get_text (self->filter);

  sol_client_view_filter (self->client_view, text);
  sol_subscription_view_filter (self->subscription_view, text);
  sol_user_view_filter (self->user_view, text);
}

static void
sol_broker_page_map (GtkWidget *widget)
{
  SolBrokerPage *self = SOL_BROKER_PAGE (widget);

  GTK_WIDGET_CLASS (sol_broker_page_parent_class)->map (widget);
  if (self->engine == NULL)
    return;
  update_uptime_cb (self);
  self->timer_id = g_timeout_add_seconds (1, update_uptime_cb, self);
}

static void
sol_broker_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&SOL_BROKER_PAGE (widget)->timer_id, g_source_remove);
  GTK_WIDGET_CLASS (sol_broker_page_parent_class)->unmap (widget);
}

static void
sol_broker_page_dispose (GObject *object)
{
  SolBrokerPage *self = SOL_BROKER_PAGE (object);

  g_clear_handle_id (&self->timer_id, g_source_remove);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_BROKER_PAGE);
  g_clear_object (&self->clients);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_broker_page_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (SOL_TYPE_ADDRESS_CARD);
  g_type_ensure (SOL_TYPE_CLIENT_DETAIL);
  g_type_ensure (SOL_TYPE_CLIENT_VIEW);
  g_type_ensure (SOL_TYPE_COUNTER_STRIP);
  g_type_ensure (SOL_TYPE_LOG_PANE);
  g_type_ensure (SOL_TYPE_SUBSCRIPTION_VIEW);
  g_type_ensure (SOL_TYPE_USER_VIEW);
  g_type_ensure (SOL_TYPE_WELCOME_PAGE);
}

static void
sol_broker_page_class_init (SolBrokerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_broker_page_dispose;
  widget_class->map = sol_broker_page_map;
  widget_class->unmap = sol_broker_page_unmap;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/broker-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, content);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, welcome);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, state_dot);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, start_stop);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, address_card);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, counters);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, lists);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, filter);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, client_view);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, subscription_view);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, user_view);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, log_revealer);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, log_pane);
  gtk_widget_class_bind_template_child (widget_class, SolBrokerPage, client_detail);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
sol_broker_page_init (SolBrokerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_broker_page_set_engine (SolBrokerPage *self,
                            SolEngine     *engine,
                            SolAdmin      *admin,
                            GSettings     *settings)
{
  g_return_if_fail (SOL_IS_BROKER_PAGE (self));
  self->engine = g_object_ref (engine);
  self->settings = g_object_ref (settings);
  self->clients = g_object_ref (sol_engine_get_clients (engine));
  sol_welcome_page_set_engine (self->welcome, engine);
  sol_address_card_set_engine (self->address_card, engine, admin);
  sol_counter_strip_set_engine (self->counters, engine);
  sol_client_view_set_model (self->client_view, self->clients);
  sol_subscription_view_set_model (self->subscription_view, self->clients);
  sol_user_view_set_engine (self->user_view, engine);
  sol_log_pane_set_log (self->log_pane, sol_engine_get_log (engine));
  sol_broker_page_add_actions (self);
  g_settings_bind (settings, "log-visible", self->log_revealer, "reveal-child", G_SETTINGS_BIND_GET);
  g_signal_connect_object (engine, "notify", G_CALLBACK (sol_broker_page_update), self, G_CONNECT_SWAPPED);
  sol_broker_page_update (self);
}

GActionGroup *
sol_broker_page_get_actions (SolBrokerPage *self)
{
  g_return_val_if_fail (SOL_IS_BROKER_PAGE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

void
sol_broker_page_search (SolBrokerPage *self)
{
  g_return_if_fail (SOL_IS_BROKER_PAGE (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->filter));
}
