/* sol-connect-dialog.c: asks where another broker is, and connects
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-connect-dialog.h"

#include <glib/gi18n.h>

#include "sol-found-view.h"

struct _SolConnectDialog
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine    *engine;
  GSettings    *settings;
  GCancellable *cancellable;

  /* Template */
  SolFoundView  *found;
  GtkWidget     *form;
  GtkEditable   *host;
  GtkSpinButton *port;
  GtkSwitch     *tls;
  AdwComboRow   *protocol;
  GtkEditable   *user;
  GtkEditable   *password;
  GtkEditable   *client_id;
  GtkWidget     *connect;
  GtkSpinner    *spinner;
  GtkLabel      *error;
};

G_DEFINE_FINAL_TYPE (SolConnectDialog, sol_connect_dialog, ADW_TYPE_WINDOW)

static void
set_busy (SolConnectDialog *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_widget_set_sensitive (self->connect, !busy && *gtk_editable_get_text (self->host) != '\0');
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
changed_cb (SolConnectDialog *self)
{
  set_busy (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
}

/* The usual port follows the switch, as long as nobody chose another */
static void
tls_changed_cb (SolConnectDialog *self)
{
  int port = gtk_spin_button_get_value_as_int (self->port);

  if (gtk_switch_get_active (self->tls) && port == 1883)
    gtk_spin_button_set_value (self->port, 8883);
  else if (!gtk_switch_get_active (self->tls) && port == 8883)
    gtk_spin_button_set_value (self->port, 1883);
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (SolConnectDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean connected = sol_source_connect_finish (SOL_SOURCE (object), result, &error);

  if (self->engine == NULL)
    return;
  if (connected)
    {
      gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), "win.view", "s",
                                  "messages");
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  set_busy (self, FALSE);
  gtk_label_set_label (self->error, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error), TRUE);
}

static const char *
get_text (GtkEditable *editable)
{
  const char *text = gtk_editable_get_text (editable);

  return *text != '\0' ? text : NULL;
}

static SolClientProtocol
get_protocol (SolConnectDialog *self)
{
  /* In the order of the template's list */
  static const SolClientProtocol protocols[] = { SOL_CLIENT_PROTOCOL_AUTO, SOL_CLIENT_PROTOCOL_5,
                                                 SOL_CLIENT_PROTOCOL_3_1_1 };

  return protocols[MIN (adw_combo_row_get_selected (self->protocol), G_N_ELEMENTS (protocols) - 1)];
}

static void
connect_clicked_cb (SolConnectDialog *self)
{
  SolClientOptions options;

  if (!gtk_widget_get_sensitive (self->connect))
    return;
  sol_client_options_init (&options);
  options.host = gtk_editable_get_text (self->host);
  options.port = (guint16) gtk_spin_button_get_value_as_int (self->port);
  options.use_tls = gtk_switch_get_active (self->tls);
  options.protocol = get_protocol (self);
  options.user_name = get_text (self->user);
  options.password = get_text (self->password);
  options.client_id = get_text (self->client_id);

  g_settings_apply (self->settings);
  set_busy (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  sol_engine_use_other_broker (self->engine, &options);
  sol_source_connect_async (sol_engine_get_source (self->engine), self->cancellable, connected_cb, g_object_ref (self));
}

/* A certificate is made for a name, and a name of the network needs a resolver that knows it: only where it matters */
static void
picked_cb (SolConnectDialog *self,
           SolFoundBroker   *broker)
{
  gboolean is_secure = sol_found_broker_is_secure (broker);
  g_autofree char *text = is_secure ? sol_found_broker_dup_title (broker) : sol_found_broker_dup_address (broker);
  g_autoptr (GSocketConnectable) address = g_network_address_parse (text, 1883, NULL);

  if (address == NULL)
    return;
  sol_connect_dialog_set_address (self, g_network_address_get_hostname (G_NETWORK_ADDRESS (address)),
                                  g_network_address_get_port (G_NETWORK_ADDRESS (address)), is_secure);
  if (!is_secure)
    connect_clicked_cb (self);
}

static void
sol_connect_dialog_dispose (GObject *object)
{
  SolConnectDialog *self = SOL_CONNECT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_CONNECT_DIALOG);
  G_OBJECT_CLASS (sol_connect_dialog_parent_class)->dispose (object);
}

static void
sol_connect_dialog_class_init (SolConnectDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_connect_dialog_dispose;

  g_type_ensure (SOL_TYPE_FOUND_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/connect-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, found);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, form);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, host);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, port);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, tls);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, protocol);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, user);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, password);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, client_id);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, connect);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, SolConnectDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tls_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_connect_dialog_init (SolConnectDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
bind_settings (SolConnectDialog *self)
{
  g_settings_bind (self->settings, "last-host", self->host, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "last-tls", self->tls, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "last-port", gtk_spin_button_get_adjustment (self->port), "value",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "last-user", self->user, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "last-client-id", self->client_id, "text", G_SETTINGS_BIND_DEFAULT);
}

SolConnectDialog *
sol_connect_dialog_new (SolEngine *engine,
                        GSettings *settings,
                        GtkWindow *parent)
{
  SolConnectDialog *self = g_object_new (SOL_TYPE_CONNECT_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *schema = NULL;

  g_object_get (settings, "schema-id", &schema, NULL);
  self->engine = g_object_ref (engine);
  /* An own view of the settings, delayed: what was typed is remembered only with Connect */
  self->settings = g_settings_new (schema);
  g_settings_delay (self->settings);
  bind_settings (self);
  sol_found_view_set_engine (self->found, engine);
  changed_cb (self);
  return self;
}

void
sol_connect_dialog_set_address (SolConnectDialog *self,
                                const char       *host,
                                guint16           port,
                                gboolean          use_tls)
{
  g_return_if_fail (SOL_IS_CONNECT_DIALOG (self));
  gtk_switch_set_active (self->tls, use_tls || port == 8883);
  gtk_editable_set_text (self->host, host);
  gtk_spin_button_set_value (self->port, port);
}
