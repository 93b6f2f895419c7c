/* sol-device-window.c: how a device connects to this broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-device-window.h"

#include <glib/gi18n.h>

#include "sol-address-card.h"
#include "sol-device-sketch.h"
#include "sol-format.h"
#include "sol-lan.h"
#include "sol-qr-view.h"

#define MAX_REFUSED 5

struct _SolDeviceWindow
{
  AdwWindow parent_instance;

  /* Owned */
  SolEngine *engine;

  /* Template */
  AdwToastOverlay *toasts;
  SolQrView       *qr;
  GtkLabel        *address;
  GtkLabel        *hint;
  GtkWidget       *allow;
  GtkDropDown     *kind;
  GtkTextView     *sketch;
  GtkWidget       *refused;
  GtkListBox      *refused_list;
};

G_DEFINE_FINAL_TYPE (SolDeviceWindow, sol_device_window, ADW_TYPE_WINDOW)

/* Returns: (transfer full): the address that a device would use, even while the broker is closed to it */
static char *
dup_host (SolDeviceWindow *self)
{
  const char *host = sol_engine_get_config (self->engine)->broker->host;
  g_auto (GStrv) hosts = sol_lan_is_reachable (host) ? sol_host_list_addresses (host)
                                                     : sol_engine_list_lan_addresses ();

  return g_strdup (hosts[0] != NULL ? hosts[0] : "localhost");
}

static guint16
get_port (SolDeviceWindow *self)
{
  guint16 port = sol_broker_get_port (sol_engine_get_broker (self->engine));

  return port != 0 ? port : sol_engine_get_config (self->engine)->broker->port;
}

static const char *
get_hint (SolDeviceWindow *self)
{
  if (sol_engine_get_broker_state (self->engine) != SOL_BROKER_RUNNING)
    return _("The broker is stopped: start it first.");
  if (!sol_lan_is_reachable (sol_engine_get_config (self->engine)->broker->host))
    return _("Only this computer can connect now.");
  return _("The device must be on the same network as this computer.");
}

static void
update_sketch (SolDeviceWindow *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  g_autofree char *host = NULL, *text = NULL;

  if (self->engine == NULL || kind >= SOL_N_SKETCHES)
    return;
  host = dup_host (self);
  text = sol_sketch_write (kind, host, get_port (self),
                           !sol_engine_get_config (self->engine)->broker->allow_anonymous);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->sketch), text, -1);
}

static void
sol_device_window_update (SolDeviceWindow *self)
{
  g_autofree char *host = dup_host (self);
  g_autofree char *address = sol_host_dup_with_port (host, get_port (self));
  g_autofree char *uri = g_strconcat ("mqtt://", address, NULL);
  gboolean is_open = sol_lan_is_reachable (sol_engine_get_config (self->engine)->broker->host);

  gtk_label_set_label (self->address, address);
  gtk_label_set_label (self->hint, get_hint (self));
  gtk_widget_set_visible (self->allow, !is_open);
  sol_qr_view_set_text (self->qr, uri);
  update_sketch (self);
}

static void
add_refused (SolDeviceWindow *self,
             SolLogItem      *item)
{
  g_autofree char *text = sol_log_item_dup_text (item);
  g_autofree char *time = sol_format_time_of_day (sol_log_item_get_event (item)->time_us, FALSE);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
  gtk_list_box_append (self->refused_list, row);
}

/* The newest first: a device that was just tried stands on top */
static void
update_refused (SolDeviceWindow *self)
{
  GListModel *log = G_LIST_MODEL (sol_engine_get_log (self->engine));
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->refused_list, 0)) != NULL)
    gtk_list_box_remove (self->refused_list, GTK_WIDGET (row));
  for (guint i = g_list_model_get_n_items (log); i-- > 0 && n < MAX_REFUSED;)
    {
      g_autoptr (SolLogItem) item = g_list_model_get_item (log, i);

      if (sol_log_item_get_event (item)->type != SOL_BROKER_EVENT_REFUSED)
        continue;
      add_refused (self, item);
      n++;
    }
  gtk_widget_set_visible (self->refused, n > 0);
}

static void
copy_sketch_cb (SolDeviceWindow *self)
{
  g_autofree char *text = sol_device_window_dup_sketch (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_("Program copied")));
}

static void
allow_cb (SolDeviceWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), "broker.reachable", "s",
                              "network");
}

static void
sol_device_window_dispose (GObject *object)
{
  g_clear_object (&SOL_DEVICE_WINDOW (object)->engine);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_DEVICE_WINDOW);
  G_OBJECT_CLASS (sol_device_window_parent_class)->dispose (object);
}

static void
sol_device_window_class_init (SolDeviceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_device_window_dispose;

  g_type_ensure (SOL_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/device-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, qr);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, address);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, allow);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, kind);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, sketch);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, refused);
  gtk_widget_class_bind_template_child (widget_class, SolDeviceWindow, refused_list);
  gtk_widget_class_bind_template_callback (widget_class, update_sketch);
  gtk_widget_class_bind_template_callback (widget_class, copy_sketch_cb);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
add_kinds (SolDeviceWindow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint kind = 0; kind < SOL_N_SKETCHES; kind++)
    gtk_string_list_append (names, sol_sketch_get_name (kind));
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
}

static void
sol_device_window_init (SolDeviceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

SolDeviceWindow *
sol_device_window_new (SolEngine *engine,
                       GtkWindow *parent)
{
  SolDeviceWindow *self = g_object_new (SOL_TYPE_DEVICE_WINDOW, "transient-for", parent, NULL);

  self->engine = g_object_ref (engine);
  add_kinds (self);
  g_signal_connect_object (engine, "notify", G_CALLBACK (sol_device_window_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sol_engine_get_log (engine), "items-changed", G_CALLBACK (update_refused), self,
                           G_CONNECT_SWAPPED);
  sol_device_window_update (self);
  update_refused (self);
  /* Not the address, which would then stand there selected */
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->kind));
  return self;
}

char *
sol_device_window_dup_sketch (SolDeviceWindow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (SOL_IS_DEVICE_WINDOW (self), NULL);
  buffer = gtk_text_view_get_buffer (self->sketch);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}
