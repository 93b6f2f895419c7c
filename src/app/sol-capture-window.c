/* sol-capture-window.c: what was kept around an alarm, on a screen of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-capture-window.h"

#include <glib/gi18n.h>

#include "sol-export-dialog.h"

struct _SolCaptureWindow
{
  AdwWindow parent_instance;

  /* Template */
  AdwToastOverlay *toasts;
  SolScopeView    *view;
};

G_DEFINE_FINAL_TYPE (SolCaptureWindow, sol_capture_window, ADW_TYPE_WINDOW)

static void
saved_cb (SolCaptureWindow *self,
          const char       *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = g_strdup_printf (_("Saved as “%s”"), name);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

static void
export_activated (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  SolCaptureWindow *self = SOL_CAPTURE_WINDOW (widget);
  SolExportDialog *dialog = sol_export_dialog_new (GTK_WINDOW (self), self->view, NULL, "csv");

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
sol_capture_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_CAPTURE_WINDOW);
  G_OBJECT_CLASS (sol_capture_window_parent_class)->dispose (object);
}

static void
sol_capture_window_class_init (SolCaptureWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_capture_window_dispose;
  g_type_ensure (SOL_TYPE_SCOPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/capture-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SolCaptureWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SolCaptureWindow, view);
  gtk_widget_class_install_action (widget_class, "capture.export", NULL, export_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "capture.export", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sol_capture_window_init (SolCaptureWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All of it, the alarm in the middle and at 0 */
static void
show_all (SolCaptureWindow *self,
          SolAlarmCapture  *capture)
{
  gint64 event_ns = sol_alarm_capture_get_time (capture), per_div_ns = SOL_SCOPE_TIME_BASE_MIN_NS, before_ns = 0;
  SolChannelStats stats;
  gint64 half_ns;

  sol_channel_get_stats (sol_alarm_capture_get_channel (capture), &stats);
  half_ns = MAX (event_ns - stats.first_ns, stats.last_ns - event_ns);
  while (per_div_ns * SOL_SCOPE_DIVISIONS / 2 < half_ns && per_div_ns != before_ns)
    {
      before_ns = per_div_ns;
      per_div_ns = sol_scope_time_base_step (per_div_ns, 1);
    }
  sol_scope_view_show (self->view, event_ns - per_div_ns * SOL_SCOPE_DIVISIONS / 2, per_div_ns);
  sol_scope_view_set_zero (self->view, event_ns);
}

GtkWidget *
sol_capture_window_new (GtkWindow       *parent,
                        SolAlarmCapture *capture)
{
  SolCaptureWindow *self = g_object_new (SOL_TYPE_CAPTURE_WINDOW, "transient-for", parent, "title",
                                         sol_alarm_capture_get_title (capture), NULL);
  g_autoptr (GListStore) channels = g_list_store_new (SOL_TYPE_CHANNEL);

  g_list_store_append (channels, sol_alarm_capture_get_channel (capture));
  sol_scope_view_set_channels (self->view, G_LIST_MODEL (channels));
  sol_scope_view_set_uses_trigger (self->view, FALSE);
  show_all (self, capture);
  return GTK_WIDGET (self);
}
