/* sol-address-card.c: which address a device must use, and who can reach it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-address-card.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-lan.h"

/* IPv4 comes first; a device is given one of them, and IPv6 only where there is nothing else */
#define MAX_HOSTS 2

struct _SolAddressCard
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine *engine;
  SolAdmin  *admin;

  /* Template */
  GtkListBox   *addresses;
  AdwActionRow *reachable_row;
  AdwActionRow *web_row;
};

G_DEFINE_FINAL_TYPE (SolAddressCard, sol_address_card, ADW_TYPE_BIN)

char **
sol_host_list_addresses (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lan = NULL;

  if (!sol_lan_is_reachable (host))
    g_strv_builder_add (builder, "localhost");
  else if (address != NULL && !g_inet_address_get_is_any (address))
    g_strv_builder_add (builder, host);
  else
    {
      lan = sol_engine_list_lan_addresses ();
      g_strv_builder_addv (builder, (const char **) lan);
      if (lan[0] == NULL)
        g_strv_builder_add (builder, "localhost");
    }
  return g_strv_builder_end (builder);
}

char *
sol_host_dup_with_port (const char *host,
                        guint       port)
{
  return strchr (host, ':') != NULL ? g_strdup_printf ("[%s]:%u", host, port) : g_strdup_printf ("%s:%u", host, port);
}

static void
add_row (SolAddressCard *self,
         char           *address,
         const char     *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  gtk_widget_set_valign (copy, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (copy, _("Copy"));
  gtk_widget_add_css_class (copy, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (copy), "s", address);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "broker.copy");
  gtk_widget_add_css_class (row, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), address);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), copy);
  gtk_list_box_append (self->addresses, row);
  g_free (address);
}

/* Never localhost alone: what a device would need is told beside it */
static char *
dup_hint (const char *host)
{
  g_auto (GStrv) lan = NULL;

  if (sol_lan_is_reachable (host))
    return g_strdup (_("MQTT: what a device must use"));
  lan = sol_engine_list_lan_addresses ();
  if (lan[0] == NULL)
    return g_strdup (_("MQTT: for programs on this computer"));
  return g_strdup_printf (_("MQTT: on this computer; devices would use %s"), lan[0]);
}

static void
add_address (SolAddressCard *self,
             const char     *host)
{
  SolBroker *broker = sol_engine_get_broker (self->engine);
  guint16 websocket_port = sol_broker_get_websocket_port (broker);
  guint16 tls_port = sol_broker_get_tls_port (broker);
  g_autofree char *host_port = sol_host_dup_with_port (host, websocket_port);
  g_autofree char *tls_host_port = sol_host_dup_with_port (host, tls_port);
  g_autofree char *hint = dup_hint (host);

  add_row (self, sol_host_dup_with_port (host, sol_broker_get_port (broker)), hint);
  if (websocket_port != 0)
    add_row (self, g_strdup_printf ("ws://%s/mqtt", host_port), _("WebSocket: for browsers"));
  if (tls_port == 0)
    return;
  add_row (self, g_strdup_printf ("mqtts://%s", tls_host_port), _("MQTT over TLS"));
  add_row (self, g_strdup_printf ("wss://%s/mqtt", tls_host_port), _("WebSocket over TLS: for browsers"));
}

static void
update_addresses (SolAddressCard *self)
{
  const char *host = sol_engine_get_config (self->engine)->broker->host;
  g_auto (GStrv) hosts = sol_host_list_addresses (host);
  GtkListBoxRow *row;

  /* Not every child: the placeholder is one too */
  while ((row = gtk_list_box_get_row_at_index (self->addresses, 0)) != NULL)
    gtk_list_box_remove (self->addresses, GTK_WIDGET (row));
  if (sol_engine_get_broker_state (self->engine) == SOL_BROKER_RUNNING)
    for (guint i = 0; hosts[i] != NULL && i < MAX_HOSTS; i++)
      if (i == 0 || strchr (hosts[i], ':') == NULL)
        add_address (self, hosts[i]);
}

static void
update_reachable (SolAddressCard *self)
{
  const char *host = sol_engine_get_config (self->engine)->broker->host;
  const char *text;

  if (sol_lan_is_reachable (host))
    text = _("Devices can connect");
  else
    text = _("Devices cannot connect");
  adw_action_row_set_subtitle (self->reachable_row, text);
}

static void
update_web (SolAddressCard *self)
{
  const char *url = sol_admin_get_url (self->admin);
  const GError *error = sol_admin_get_error (self->admin);

  adw_action_row_set_subtitle (self->web_row, url != NULL ? url : error != NULL ? error->message : _("Off"));
}

static void
sol_address_card_update (SolAddressCard *self)
{
  update_addresses (self);
  update_reachable (self);
  update_web (self);
}

static void
sol_address_card_dispose (GObject *object)
{
  SolAddressCard *self = SOL_ADDRESS_CARD (object);

  g_clear_object (&self->engine);
  g_clear_object (&self->admin);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ADDRESS_CARD);
  G_OBJECT_CLASS (sol_address_card_parent_class)->dispose (object);
}

static void
sol_address_card_class_init (SolAddressCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_address_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/address-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SolAddressCard, addresses);
  gtk_widget_class_bind_template_child (widget_class, SolAddressCard, reachable_row);
  gtk_widget_class_bind_template_child (widget_class, SolAddressCard, web_row);
}

static void
sol_address_card_init (SolAddressCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_address_card_set_engine (SolAddressCard *self,
                             SolEngine      *engine,
                             SolAdmin       *admin)
{
  g_return_if_fail (SOL_IS_ADDRESS_CARD (self));
  self->engine = g_object_ref (engine);
  self->admin = g_object_ref (admin);
  g_signal_connect_object (engine, "notify", G_CALLBACK (sol_address_card_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (admin, "notify", G_CALLBACK (update_web), self, G_CONNECT_SWAPPED);
  sol_address_card_update (self);
}
