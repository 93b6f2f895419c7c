/* sol-alarm-panel.c: alarms, and what was kept around them, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-panel.h"

#include <glib/gi18n.h>

#include "sol-alarm-dialog.h"
#include "sol-row-button.h"
#include "sol-scope-view.h"

#define WINDOW_WIDTH 800
#define WINDOW_HEIGHT 420

struct _SolAlarmPanel
{
  AdwBin parent_instance;

  /* Owned */
  SolAlarmList *alarms;
  GListModel   *traces;

  /* Template */
  GtkListBox   *list;
  GtkWidget    *kept;
  GtkListBox   *captures;
};

G_DEFINE_FINAL_TYPE (SolAlarmPanel, sol_alarm_panel, ADW_TYPE_BIN)

static GtkWindow *
get_window (SolAlarmPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
open_dialog (SolAlarmPanel *self,
             guint          position)
{
  gtk_window_present (GTK_WINDOW (sol_alarm_dialog_new (get_window (self), self->alarms, self->traces, position)));
}

static void
add_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  SolAlarmPanel *self = user_data;

  open_dialog (self, g_list_model_get_n_items (G_LIST_MODEL (self->alarms)));
}

static void
edit_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolAlarmPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < g_list_model_get_n_items (G_LIST_MODEL (self->alarms)))
    open_dialog (self, g_variant_get_uint32 (parameter));
}

static void
remove_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolAlarmPanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < g_list_model_get_n_items (G_LIST_MODEL (self->alarms)))
    sol_alarm_list_remove (self->alarms, g_variant_get_uint32 (parameter));
}

/* A screen of its own, on the copy: what the channel does now does not change it */
static void
show_capture (SolAlarmPanel   *self,
              SolAlarmCapture *capture)
{
  g_autoptr (GListStore) channels = g_list_store_new (SOL_TYPE_CHANNEL);
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = sol_scope_view_new ();

  g_list_store_append (channels, sol_alarm_capture_get_channel (capture));
  sol_scope_view_set_channels (SOL_SCOPE_VIEW (view), G_LIST_MODEL (channels));
  sol_scope_view_set_uses_trigger (SOL_SCOPE_VIEW (view), FALSE);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), sol_alarm_capture_get_title (capture));
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_set_transient_for (GTK_WINDOW (window), get_window (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
capture_activated (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  SolAlarmPanel *self = user_data;
  g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (sol_alarm_list_get_captures (self->alarms),
                                                               g_variant_get_uint32 (parameter));

  if (capture != NULL)
    show_capture (self, capture);
}

static void
capture_activated_cb (SolAlarmPanel *self,
                      GtkListBoxRow *row)
{
  g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (sol_alarm_list_get_captures (self->alarms),
                                                               (guint) gtk_list_box_row_get_index (row));

  if (capture != NULL)
    show_capture (self, capture);
}

static const GActionEntry entries[] = {
  { "add-alarm", add_activated },
  { "edit-alarm", edit_activated, "u" },
  { "remove-alarm", remove_activated, "u" },
  { "show-capture", capture_activated, "u" },
};

static char *
format_time (gint64 t_ns)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (t_ns / 1000000000);

  return time != NULL ? g_date_time_format (time, "%X") : g_strdup ("");
}

/* `Since 12:14:03, 5 times` */
static char *
describe_state (SolAlarmItem *item)
{
  g_autofree char *time = format_time (sol_alarm_item_get_time (item));
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, sol_alarm_item_get_count (item));

  if (!sol_alarm_item_is_watching (item))
    return g_strdup (_("The channel is not on the scope: add it again"));
  if (sol_alarm_item_is_active (item))
    return g_strdup_printf (_("Since %s; %s in all"), time, count);
  if (sol_alarm_item_get_count (item) > 0)
    return g_strdup_printf (_("Over since %s; %s in all"), time, count);
  return g_strdup (_("Not yet"));
}

static void
show_state (SolAlarmItem *item,
            AdwActionRow *row)
{
  g_autofree char *text = describe_state (item);

  adw_action_row_set_subtitle (row, text);
  if (sol_alarm_item_is_active (item))
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static AdwActionRow *
make_row (const char *title)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static GtkWidget *
make_alarm_row (SolAlarmItem *item,
                guint         position)
{
  g_autofree char *title = sol_alarm_item_describe (item);
  AdwActionRow *row = make_row (title);

  adw_action_row_add_suffix (row, sol_row_button_new ("document-edit-symbolic", _("Edit"), "scope.edit-alarm",
                                                      g_variant_new_uint32 (position)));
  adw_action_row_add_suffix (row, sol_row_button_new ("user-trash-symbolic", _("Remove"), "scope.remove-alarm",
                                                      g_variant_new_uint32 (position)));
  g_signal_connect_object (item, "changed", G_CALLBACK (show_state), row, 0);
  show_state (item, row);
  return GTK_WIDGET (row);
}

static GtkWidget *
make_capture_row (gpointer item,
                  gpointer user_data)
{
  g_autofree char *time = format_time (sol_alarm_capture_get_time (item));
  AdwActionRow *row = make_row (time);

  adw_action_row_set_subtitle (row, sol_alarm_capture_get_title (item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return GTK_WIDGET (row);
}

static void
update_list (SolAlarmPanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->alarms));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolAlarmItem) item = g_list_model_get_item (G_LIST_MODEL (self->alarms), i);

      gtk_list_box_append (self->list, make_alarm_row (item, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
}

static void
update_captures (SolAlarmPanel *self)
{
  gboolean has_any = g_list_model_get_n_items (sol_alarm_list_get_captures (self->alarms)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->captures), has_any);
  gtk_widget_set_visible (self->kept, has_any);
}

static void
sol_alarm_panel_dispose (GObject *object)
{
  SolAlarmPanel *self = SOL_ALARM_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_ALARM_PANEL);
  g_clear_object (&self->alarms);
  g_clear_object (&self->traces);
  G_OBJECT_CLASS (sol_alarm_panel_parent_class)->dispose (object);
}

static void
sol_alarm_panel_class_init (SolAlarmPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_alarm_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/alarm-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolAlarmPanel, list);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmPanel, kept);
  gtk_widget_class_bind_template_child (widget_class, SolAlarmPanel, captures);
  gtk_widget_class_bind_template_callback (widget_class, capture_activated_cb);
}

static void
sol_alarm_panel_init (SolAlarmPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_alarm_panel_set_up (SolAlarmPanel *self,
                        SolAlarmList  *list,
                        GListModel    *traces,
                        GActionMap    *actions)
{
  GListModel *captures = sol_alarm_list_get_captures (list);

  g_return_if_fail (self->alarms == NULL);

  self->alarms = g_object_ref (list);
  self->traces = g_object_ref (traces);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (update_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (captures, "items-changed", G_CALLBACK (update_captures), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->captures, captures, make_capture_row, NULL, NULL);
  update_list (self);
  update_captures (self);
}
