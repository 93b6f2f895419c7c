/* sol-capture-panel.c: what was kept around alarms, in the scope's side panel
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-capture-panel.h"

#include <glib/gi18n.h>

#include "sol-analysis-panel.h"
#include "sol-capture-window.h"
#include "sol-row-button.h"

struct _SolCapturePanel
{
  AdwBin parent_instance;

  /* Owned */
  SolAlarmCaptures *captures;

  /* Template */
  GtkLabel         *dropped;
  GtkListBox       *list;
};

G_DEFINE_FINAL_TYPE (SolCapturePanel, sol_capture_panel, ADW_TYPE_BIN)

/* Returns: (transfer none) (nullable) */
static GtkWidget *
show (SolCapturePanel *self,
      GVariant        *parameter)
{
  g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (G_LIST_MODEL (self->captures),
                                                               g_variant_get_uint32 (parameter));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window;

  if (capture == NULL)
    return NULL;
  window = sol_capture_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, capture);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
show_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  show (user_data, parameter);
}

/* What is saved is seen */
static void
save_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWidget *window = show (user_data, parameter);

  if (window != NULL)
    gtk_widget_activate_action (window, "capture.export", NULL);
}

static void
remove_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolCapturePanel *self = user_data;

  if (g_variant_get_uint32 (parameter) < g_list_model_get_n_items (G_LIST_MODEL (self->captures)))
    sol_alarm_captures_remove (self->captures, g_variant_get_uint32 (parameter));
}

static const GActionEntry entries[] = {
  { "show-capture", show_activated, "u" },
  { "save-capture", save_activated, "u" },
  { "remove-capture", remove_activated, "u" },
};

static void
activated_cb (SolCapturePanel *self,
              GtkListBoxRow   *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "scope.show-capture", "u",
                              (guint) gtk_list_box_row_get_index (row));
}

/* Rows */

static GtkWidget *
make_row (SolCapturePanel *self,
          guint            position)
{
  g_autoptr (SolAlarmCapture) capture = g_list_model_get_item (G_LIST_MODEL (self->captures), position);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (sol_alarm_capture_get_time (capture) / 1000000000);
  g_autofree char *clock = time != NULL ? g_date_time_format (time, "%X") : g_strdup ("");
  AdwActionRow *row = ADW_ACTION_ROW (sol_analysis_row_new (clock));

  adw_action_row_set_subtitle (row, sol_alarm_capture_get_title (capture));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _("Show what was kept around this alarm"));
  adw_action_row_add_suffix (row, sol_row_button_new ("document-save-symbolic", _("Export"), "scope.save-capture",
                                                      g_variant_new_uint32 (position)));
  adw_action_row_add_suffix (row, sol_row_button_new ("user-trash-symbolic", _("Remove"), "scope.remove-capture",
                                                      g_variant_new_uint32 (position)));
  return GTK_WIDGET (row);
}

static void
update_dropped (SolCapturePanel *self)
{
  guint64 n_dropped = sol_alarm_captures_get_n_dropped (self->captures);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, n_dropped);
  /* Translators: what is kept around alarms has a limit */
  g_autofree char *text = g_strdup_printf (_("%s older ones went to make room"), count);

  gtk_label_set_label (self->dropped, text);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped), n_dropped > 0);
}

/* Rows name their place: after a change of the list all are made anew, at most 100 */
static void
update_list (SolCapturePanel *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->captures));
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

/* Widget */

static void
sol_capture_panel_dispose (GObject *object)
{
  SolCapturePanel *self = SOL_CAPTURE_PANEL (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_CAPTURE_PANEL);
  g_clear_object (&self->captures);
  G_OBJECT_CLASS (sol_capture_panel_parent_class)->dispose (object);
}

static void
sol_capture_panel_class_init (SolCapturePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_capture_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/capture-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolCapturePanel, dropped);
  gtk_widget_class_bind_template_child (widget_class, SolCapturePanel, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
sol_capture_panel_init (SolCapturePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_capture_panel_set_up (SolCapturePanel  *self,
                          SolAlarmCaptures *captures,
                          GActionMap       *actions)
{
  g_return_if_fail (self->captures == NULL);

  self->captures = g_object_ref (captures);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (captures, "items-changed", G_CALLBACK (update_list), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (captures, "notify::n-dropped", G_CALLBACK (update_dropped), self, G_CONNECT_SWAPPED);
  update_list (self);
  update_dropped (self);
}
