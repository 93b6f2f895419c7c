/* sol-scope-page.c: the Scope view: screen, toolbar, channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include <glib/gi18n.h>

#include "sol-alarm-dialog.h"
#include "sol-drag-topic.h"
#include "sol-math-dialog.h"
#include "sol-scope-describe.h"
#include "sol-scope-masks.h"
#include "sol-scope-row.h"
#include "sol-scope-topic-row.h"
#include "sol-scope-trigger.h"
#include "sol-window.h"

G_DEFINE_FINAL_TYPE (SolScopePage, sol_scope_page, ADW_TYPE_BIN)

void
sol_scope_page_toast (SolScopePage *self,
                      const char   *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), text);
}

/* Toolbar */

static void
update_status (SolScopePage *self)
{
  static const char *const classes[] = { "warning", "dim-label", "success", "error" };
  SolScopeStatus status = sol_scope_view_get_status (self->view);

  gtk_label_set_label (self->status, sol_scope_status_get_name (status));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), classes[status]);
}

static void
update_running (SolScopePage *self)
{
  gboolean is_running = sol_scope_view_get_running (self->view);

  adw_button_content_set_icon_name (self->run_content, is_running ? "media-playback-pause-symbolic"
                                                                  : "media-playback-start-symbolic");
  adw_button_content_set_label (self->run_content, is_running ? _("Stop") : _("Run"));
  sol_scope_page_update_actions (self);
}

static void
update_time_base (SolScopePage *self)
{
  g_autofree char *text = sol_scope_format_time_base (sol_scope_view_get_time_base (self->view));

  gtk_label_set_label (self->time_base_label, text);
  sol_scope_page_update_actions (self);
}

static void
update_trigger (SolScopePage *self)
{
  g_autofree char *text = sol_scope_trigger_to_text (self->view);

  gtk_label_set_label (self->trigger_label, text);
  sol_scope_readout_update (self->readout, self->view);
  sol_scope_page_update_actions (self);
}

static GMenuModel *
make_time_base_menu (void)
{
  GMenu *menu = g_menu_new ();
  gint64 per_div_ns = SOL_SCOPE_TIME_BASE_MIN_NS, before_ns = 0;

  for (; per_div_ns != before_ns; per_div_ns = sol_scope_time_base_step (per_div_ns, 1))
    {
      g_autofree char *label = sol_scope_format_time_base (per_div_ns);
      g_autofree char *action = g_strdup_printf ("scope.time-base(int64 %" G_GINT64_FORMAT ")", per_div_ns);

      g_menu_append (menu, label, action);
      before_ns = per_div_ns;
    }
  return G_MENU_MODEL (menu);
}

/* Channels */

static GtkWidget *
make_channel_row (gpointer item,
                  gpointer user_data)
{
  return sol_scope_row_new (SOL_SCOPE_TRACE (item));
}

static GtkWidget *
make_topic_row (gpointer item,
                gpointer user_data)
{
  SolScopePage *self = user_data;

  return sol_scope_topic_row_new (gtk_string_object_get_string (item), self->topics_bound,
                                  sol_ingest_get_reports (sol_engine_get_ingest (self->engine)));
}

static void
row_selected_cb (SolScopePage  *self,
                 GtkListBoxRow *row)
{
  if (row != NULL)
    sol_scope_view_set_selected (self->view, sol_scope_row_get_trace (SOL_SCOPE_ROW (row)));
}

static void
selected_changed_cb (SolScopePage *self)
{
  SolScopeTrace *selected = sol_scope_view_get_selected (self->view);
  gboolean is_choice = gtk_list_box_get_selection_mode (self->channels) != GTK_SELECTION_NONE;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->channels, i)) != NULL; i++)
    if (is_choice && sol_scope_row_get_trace (SOL_SCOPE_ROW (row)) == selected)
      gtk_list_box_select_row (self->channels, row);
  sol_scope_line_update (self->line, self->view, selected);
  sol_scope_measures_update (self->measures, selected);
}

static void
measured_cb (SolScopePage *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->channels, i)) != NULL; i++)
    sol_scope_row_update (SOL_SCOPE_ROW (row));
  sol_scope_line_update (self->line, self->view, sol_scope_view_get_selected (self->view));
  sol_scope_measures_update (self->measures, sol_scope_view_get_selected (self->view));
  sol_scope_line_set_dropped (self->line, sol_ingest_get_dropped (sol_engine_get_ingest (self->engine)));
  update_trigger (self);
}

/* The empty page is for somebody who has chosen nothing; a topic that is silent shows an empty screen */
static void
update_stack (SolScopePage *self)
{
  gboolean has_topic = g_list_model_get_n_items (sol_scope_topics_get_model (self->topics_bound)) > 0;
  guint n_channels = g_list_model_get_n_items (sol_scope_view_get_traces (self->view));

  gtk_stack_set_visible_child_name (self->stack, has_topic || n_channels > 0 ? "scope" : "empty");
  /* An empty list would show its frame */
  gtk_widget_set_visible (GTK_WIDGET (self->channels), n_channels > 0);
  /* With one channel there is nothing to choose */
  gtk_list_box_set_selection_mode (self->channels, n_channels > 1 ? GTK_SELECTION_BROWSE : GTK_SELECTION_NONE);
  selected_changed_cb (self);
  update_trigger (self);
}

static void
failed_cb (SolScopePage *self,
           const char   *message)
{
  sol_scope_page_toast (self, message);
}

/* Widget */

static void
sol_scope_page_dispose (GObject *object)
{
  SolScopePage *self = SOL_SCOPE_PAGE (object);

  /* The stack is bound and the bin's child: gtk_widget_dispose_template () would unparent it behind the bin's back */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_SCOPE_PAGE);
  g_clear_object (&self->topics_bound);
  g_clear_object (&self->actions);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_scope_page_parent_class)->dispose (object);
}

static void
sol_scope_page_class_init (SolScopePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_scope_page_dispose;
  g_type_ensure (SOL_TYPE_SCOPE_VIEW);
  g_type_ensure (SOL_TYPE_SCOPE_LINE);
  g_type_ensure (SOL_TYPE_SCOPE_MEASURES);
  g_type_ensure (SOL_TYPE_SCOPE_OVERVIEW);
  g_type_ensure (SOL_TYPE_SCOPE_READOUT);
  g_type_ensure (SOL_TYPE_SCOPE_MODES);
  g_type_ensure (SOL_TYPE_ANALYSIS_PANEL);
  g_type_ensure (SOL_TYPE_CAPTURE_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/scope-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, stack);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, run_content);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, time_base);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, time_base_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, status);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, trigger);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, trigger_label);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, flap);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, view);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, line);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, channels);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, topics);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, measures);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, readout);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, overview);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, modes);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, math);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, alarms);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, captures);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, panels);
}

static void
connect_view (SolScopePage *self)
{
  g_signal_connect_object (self->view, "notify::status", G_CALLBACK (update_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::running", G_CALLBACK (update_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::time-base", G_CALLBACK (update_time_base), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected", G_CALLBACK (selected_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "changed", G_CALLBACK (update_trigger), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "measured", G_CALLBACK (measured_cb), self, G_CONNECT_SWAPPED);
}

static void
sol_scope_page_init (SolScopePage *self)
{
  g_autoptr (GMenuModel) menu = make_time_base_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  sol_scope_page_add_actions (self);
  sol_scope_page_add_shortcuts (self);
  /* The page's own buttons work before a window shows the actions to others */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "scope", G_ACTION_GROUP (self->actions));

  connect_view (self);
  /* Plot, panel and the empty page alike */
  sol_drag_topic_add_target (GTK_WIDGET (self->stack));
  sol_scope_overview_set_view (self->overview, self->view);
  sol_scope_modes_set_up (self->modes, self->view, G_ACTION_MAP (self->actions), self->panels);
  gtk_menu_button_set_menu_model (self->time_base, menu);
  gtk_menu_button_set_popover (self->trigger, sol_scope_trigger_new (self->view));
  g_signal_connect_object (self->channels, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->channels, sol_scope_view_get_traces (self->view), make_channel_row, self, NULL);
  update_status (self);
  update_running (self);
  update_time_base (self);
  update_trigger (self);
}

GtkWidget *
sol_scope_page_new (SolEngine *engine)
{
  SolScopePage *self = g_object_new (SOL_TYPE_SCOPE_PAGE, NULL);

  sol_scope_page_set_engine (self, engine);
  return GTK_WIDGET (self);
}

static void
add_panels (SolScopePage *self)
{
  SolAlarmList *alarms = sol_engine_get_alarms (self->engine);
  GActionMap *actions = G_ACTION_MAP (self->actions);

  sol_analysis_panel_set_up (self->math, sol_math_dialog_get_kind (),
                             SOL_ANALYSIS_LIST (sol_engine_get_math (self->engine)), self->view, actions);
  sol_analysis_panel_set_up (self->alarms, sol_alarm_dialog_get_kind (), SOL_ANALYSIS_LIST (alarms), self->view,
                             actions);
  sol_scope_masks_draw_on (self->view, alarms);
  sol_capture_panel_set_up (self->captures, sol_alarm_list_get_captures (alarms), actions);
}

void
sol_scope_page_set_engine (SolScopePage *self,
                           SolEngine    *engine)
{
  g_return_if_fail (SOL_IS_SCOPE_PAGE (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  self->topics_bound = sol_scope_topics_new (engine);
  g_signal_connect_object (self->topics_bound, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sol_scope_topics_get_model (self->topics_bound), "items-changed",
                           G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sol_scope_view_get_traces (self->view), "items-changed", G_CALLBACK (update_stack), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_box_bind_model (self->topics, sol_scope_topics_get_model (self->topics_bound), make_topic_row, self, NULL);
  sol_scope_view_set_channels (self->view, sol_ingest_get_channels (sol_engine_get_ingest (engine)));
  add_panels (self);
  update_stack (self);
}

GActionGroup *
sol_scope_page_get_actions (SolScopePage *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

SolScopeView *
sol_scope_page_get_view (SolScopePage *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), NULL);
  return self->view;
}

SolScopeModes *
sol_scope_page_get_modes (SolScopePage *self)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), NULL);
  return self->modes;
}

gboolean
sol_scope_page_add_topic (SolScopePage              *self,
                          const char                *filter,
                          const SolDecoderSettings  *settings,
                          GError                   **error)
{
  g_return_val_if_fail (SOL_IS_SCOPE_PAGE (self), FALSE);
  return sol_scope_topics_add (self->topics_bound, filter, settings, error);
}
