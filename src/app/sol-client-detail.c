/* sol-client-detail.c: everything about one client, and its disconnection
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-client-detail.h"

#include <glib/gi18n.h>

#include "sol-format.h"
#include "sol-mqtt-types.h"

struct _SolClientDetail
{
  AdwBin parent_instance;

  /* Owned */
  SolClientItem *item;
  char          *shown_filters;  /* joined, so that the list is built again only when it changed */

  /* Template */
  GtkLabel     *title;
  GtkButton    *disconnect;
  GtkButton    *ban;
  AdwActionRow *address;
  AdwActionRow *user;
  AdwActionRow *protocol;
  AdwActionRow *session;
  AdwActionRow *since;
  AdwActionRow *traffic;
  AdwActionRow *queue;
  GtkListBox   *filters;
};

G_DEFINE_FINAL_TYPE (SolClientDetail, sol_client_detail, ADW_TYPE_BIN)

static void
set_subtitle (AdwActionRow *row,
              char         *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (g_strcmp0 (adw_action_row_get_subtitle (row), markup) != 0)
    adw_action_row_set_subtitle (row, markup);
  g_free (text);
}

static const char *
get_transport (const SolBrokerClient *info)
{
  if (info->is_websocket)
    return info->is_tls ? "WebSocket, TLS" : "WebSocket";
  return info->is_tls ? "TLS" : "TCP";
}

static char *
dup_protocol (const SolBrokerClient *info)
{
  return g_strdup_printf (_("MQTT %s over %s, keep-alive %u s"), sol_format_version (info->version),
                          get_transport (info), (guint) info->keep_alive_s);
}

static char *
dup_session (const SolBrokerClient *info)
{
  g_autofree char *time = NULL;

  if (info->session_expiry_s == 0)
    return g_strdup (_("Ends with the connection"));
  if (info->session_expiry_s == G_MAXUINT32)
    return g_strdup (_("Waits for the client without end"));
  time = sol_format_duration ((gint64) info->session_expiry_s * G_USEC_PER_SEC);
  return g_strdup_printf (_("Waits %s for the client"), time);
}

static char *
dup_traffic (const SolBrokerClient *info)
{
  g_autofree char *in = sol_format_count (info->n_in);
  g_autofree char *out = sol_format_count (info->n_out);

  return g_strdup_printf (_("%s messages in, %s out"), in, out);
}

static char *
dup_queue (const SolBrokerClient *info)
{
  g_autofree char *size = g_format_size (info->queued_bytes);
  g_autofree char *dropped = sol_format_count (info->n_dropped);
  g_autofree char *withheld = sol_format_count (info->n_withheld);

  if (info->n_withheld > 0)
    return g_strdup_printf (_("%s waiting, %u unacknowledged, %s dropped, %s withheld by access rules"), size,
                            info->n_inflight, dropped, withheld);
  return g_strdup_printf (_("%s waiting, %u unacknowledged, %s dropped"), size, info->n_inflight, dropped);
}

static void
add_filter (GtkListBox *list,
            const char *filter,
            guint       qos)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf (_("QoS %u"), qos);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), filter);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_list_box_append (list, row);
}

static void
update_filters (SolClientDetail       *self,
                const SolBrokerClient *info)
{
  g_autofree char *joined = info->subscriptions != NULL ? g_strjoinv ("\n", info->subscriptions) : g_strdup ("");
  GtkWidget *row;

  if (g_strcmp0 (joined, self->shown_filters) == 0)
    return;
  g_free (self->shown_filters);
  self->shown_filters = g_steal_pointer (&joined);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->filters))) != NULL)
    gtk_list_box_remove (self->filters, row);
  for (guint i = 0; info->subscriptions != NULL && info->subscriptions[i] != NULL; i++)
    add_filter (self->filters, info->subscriptions[i], info->subscription_qos[i]);
}

static void
update (SolClientDetail *self)
{
  const SolBrokerClient *info = sol_client_item_get_info (self->item);

  gtk_label_set_label (self->title, info->client_id);
  gtk_widget_set_visible (GTK_WIDGET (self->disconnect), info->is_connected);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->disconnect), "s", info->client_id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ban), "s", info->client_id);
  set_subtitle (self->address, g_strdup (info->is_connected ? info->address : _("Away; its session waits")));
  set_subtitle (self->user, g_strdup (info->user_name != NULL ? info->user_name : _("Anonymous")));
  set_subtitle (self->protocol, dup_protocol (info));
  set_subtitle (self->session, dup_session (info));
  set_subtitle (self->since, sol_format_time_of_day (info->since_us, FALSE));
  set_subtitle (self->traffic, dup_traffic (info));
  set_subtitle (self->queue, dup_queue (info));
  update_filters (self, info);
}

static void
sol_client_detail_dispose (GObject *object)
{
  SolClientDetail *self = SOL_CLIENT_DETAIL (object);

  g_clear_object (&self->item);
  g_clear_pointer (&self->shown_filters, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_CLIENT_DETAIL);
  G_OBJECT_CLASS (sol_client_detail_parent_class)->dispose (object);
}

static void
sol_client_detail_class_init (SolClientDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_client_detail_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/client-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, title);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, disconnect);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, ban);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, address);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, user);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, protocol);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, session);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, since);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, traffic);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, queue);
  gtk_widget_class_bind_template_child (widget_class, SolClientDetail, filters);
}

static void
sol_client_detail_init (SolClientDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_client_detail_set_item (SolClientDetail *self,
                            SolClientItem   *item)
{
  g_return_if_fail (SOL_IS_CLIENT_DETAIL (self));
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
