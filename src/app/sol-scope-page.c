/* sol-scope-page.c: the Scope view: screen, toolbar, channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-page-private.h"

#include "sol-alarm-dialog.h"
#include "sol-drag-topic.h"
#include "sol-math-dialog.h"
#include "sol-scope-masks.h"
#include "sol-scope-row.h"
#include "sol-scope-topic-row.h"

G_DEFINE_FINAL_TYPE (SolScopePage, sol_scope_page, ADW_TYPE_BIN)

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
  sol_scope_page_update_trigger (self);
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
  sol_scope_page_update_trigger (self);
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

  sol_scope_page_stop_layouts (self);
  g_clear_object (&self->chooser);
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
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, layouts);
  gtk_widget_class_bind_template_child (widget_class, SolScopePage, toasts);
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
  g_signal_connect_object (self->view, "notify::selected", G_CALLBACK (selected_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "measured", G_CALLBACK (measured_cb), self, G_CONNECT_SWAPPED);
}

static void
sol_scope_page_init (SolScopePage *self)
{
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
  g_signal_connect_object (self->channels, "row-selected", G_CALLBACK (row_selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->channels, sol_scope_view_get_traces (self->view), make_channel_row, self, NULL);
  sol_scope_page_set_up_toolbar (self);
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
  sol_scope_page_set_up_layouts (self);
  sol_scope_page_start_layouts (self);
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
