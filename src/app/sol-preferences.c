/* sol-preferences.c: the preferences
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-preferences.h"

#include <glib/gi18n.h>

#include "sol-access-page.h"
#include "sol-config-row.h"
#include "sol-history-page.h"

struct _SolPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Template */
  SolAccessPage *access;
  SolConfigRow *host;
  SolConfigRow *port;
  SolConfigRow *websocket_port;
  SolConfigRow *mdns;
  SolConfigRow *allow_anonymous;
  SolConfigRow *tls_port;
  SolConfigRow *tls_certificate;
  SolConfigRow *tls_key;
  SolConfigRow *tls_client_ca;
  SolConfigRow *tls_require_client;
  SolConfigRow *tls_identity;
  SolConfigRow *max_login_failures;
  SolConfigRow *max_connections;
  SolConfigRow *max_keepalive;
  SolConfigRow *max_packet_bytes;
  SolConfigRow *max_queue_bytes;
  SolConfigRow *max_queued_messages;
  SolConfigRow *max_total_bytes;
  SolConfigRow *max_inflight;
  SolConfigRow *max_publish_rate;
  SolConfigRow *max_publish_bytes;
  SolConfigRow *durability;
  SolConfigRow *max_sessions;
  SolConfigRow *max_session_expiry;
  SolConfigRow *max_retained;
  SolConfigRow *max_retained_bytes;
  SolConfigRow *sys_interval;
  SolConfigRow *web_enabled;
  SolConfigRow *web_host;
  SolConfigRow *web_port;
  AdwActionRow *make_row;
  GtkWidget    *make_button;

  /* Weak: libadwaita 1.2 keeps the rows of a preferences window that is gone */
  SolEngine    *engine;
};

G_DEFINE_FINAL_TYPE (SolPreferences, sol_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (SolPreferences) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  gtk_widget_set_sensitive (self->make_button, TRUE);
  if (sol_engine_make_certificates_finish (SOL_ENGINE (object), result, &error))
    {
      path = sol_engine_dup_authority_path (SOL_ENGINE (object));
      text = g_strdup_printf (_("Copy this file to every device: %s"), path);
    }
  markup = g_markup_escape_text (text != NULL ? text : error->message, -1);
  adw_action_row_set_subtitle (self->make_row, markup);
}

static void
make_clicked_cb (SolPreferences *self)
{
  if (self->engine == NULL)
    return;
  gtk_widget_set_sensitive (self->make_button, FALSE);
  sol_engine_make_certificates_async (self->engine, 0, NULL, made_cb, g_object_ref (self));
}

static void
sol_preferences_dispose (GObject *object)
{
  g_clear_weak_pointer (&SOL_PREFERENCES (object)->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_PREFERENCES);
  G_OBJECT_CLASS (sol_preferences_parent_class)->dispose (object);
}

static void
sol_preferences_class_init (SolPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_preferences_dispose;

  g_type_ensure (SOL_TYPE_CONFIG_ROW);
  g_type_ensure (SOL_TYPE_ACCESS_PAGE);
  g_type_ensure (SOL_TYPE_HISTORY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, access);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, host);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, port);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, websocket_port);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, mdns);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, allow_anonymous);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_port);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_certificate);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_key);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_client_ca);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_require_client);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, tls_identity);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_login_failures);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, make_row);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, make_button);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked_cb);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_connections);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_keepalive);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_packet_bytes);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_queue_bytes);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_queued_messages);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_total_bytes);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_inflight);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_publish_rate);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_publish_bytes);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, durability);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_sessions);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_session_expiry);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_retained);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, max_retained_bytes);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, sys_interval);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, web_enabled);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, web_host);
  gtk_widget_class_bind_template_child (widget_class, SolPreferences, web_port);
}

static void
sol_preferences_init (SolPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolPreferences *
sol_preferences_new (SolEngine *engine)
{
  SolPreferences *self = g_object_new (SOL_TYPE_PREFERENCES, NULL);
  SolConfigRow *rows[] = {
    self->host, self->port, self->websocket_port, self->mdns, self->allow_anonymous, self->max_connections,
    self->max_keepalive, self->max_packet_bytes, self->max_queue_bytes, self->max_total_bytes,
    self->max_inflight, self->durability, self->web_enabled, self->web_host, self->web_port,
    self->tls_port, self->tls_certificate, self->tls_key, self->tls_client_ca,
    self->tls_require_client, self->tls_identity, self->max_login_failures, self->max_sessions,
    self->max_session_expiry, self->max_retained, self->max_retained_bytes, self->sys_interval,
    self->max_publish_rate, self->max_publish_bytes, self->max_queued_messages,
  };

  g_set_weak_pointer (&self->engine, engine);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    sol_config_row_set_engine (rows[i], engine);
  sol_access_page_set_engine (self->access, engine);
  return self;
}
