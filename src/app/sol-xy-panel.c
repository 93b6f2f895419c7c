/* sol-xy-panel.c: which channels X-Y shows, and how
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-xy-panel.h"

struct _SolXyPanel
{
  AdwBin parent_instance;

  /* Owned */
  SolXyView   *view;
  GListModel  *traces;
  guint        names_id;   /* of the idle function that names them; 0 when they have their names */

  gboolean     is_showing; /* the rows follow the view, and not the view the rows */

  /* Template */
  AdwComboRow *x;
  AdwComboRow *y;
  GtkSwitch   *line;
  GtkSwitch   *persistence;
};

G_DEFINE_FINAL_TYPE (SolXyPanel, sol_xy_panel, ADW_TYPE_BIN)

static void
chosen_cb (SolXyPanel *self)
{
  guint x = adw_combo_row_get_selected (self->x), y = adw_combo_row_get_selected (self->y);

  if (!self->is_showing && x != GTK_INVALID_LIST_POSITION && y != GTK_INVALID_LIST_POSITION)
    sol_xy_view_choose (self->view, x, y);
}

static void
changed_cb (SolXyPanel *self)
{
  SolXyViewSettings settings = { gtk_switch_get_active (self->line), gtk_switch_get_active (self->persistence) };

  if (!self->is_showing)
    sol_xy_view_set_settings (self->view, &settings);
}

/* `CH1 lab/bench/wave`, in the traces' order */
static GListModel *
make_names (SolXyPanel *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->traces); i++)
    {
      g_autoptr (SolScopeTrace) trace = g_list_model_get_item (self->traces, i);
      g_autofree char *label = sol_scope_trace_dup_label (trace);

      gtk_string_list_append (names, label);
    }
  return G_LIST_MODEL (names);
}

static void
show_all (SolXyPanel *self)
{
  const SolXyViewSettings *settings = sol_xy_view_get_settings (self->view);

  self->is_showing = TRUE;
  adw_combo_row_set_selected (self->x, sol_xy_view_get_x (self->view));
  adw_combo_row_set_selected (self->y, sol_xy_view_get_y (self->view));
  gtk_switch_set_active (self->line, settings->is_line);
  gtk_switch_set_active (self->persistence, settings->is_persistent);
  self->is_showing = FALSE;
}

static gboolean
show_names_cb (gpointer user_data)
{
  SolXyPanel *self = user_data;
  g_autoptr (GListModel) names = make_names (self);

  self->names_id = 0;
  self->is_showing = TRUE;
  adw_combo_row_set_model (self->x, names);
  adw_combo_row_set_model (self->y, names);
  show_all (self);
  return G_SOURCE_REMOVE;
}

/* A recording brings a hundred channels one by one, and each model costs as much as it has lines */
static void
traces_changed_cb (SolXyPanel *self)
{
  if (self->names_id == 0 && self->traces != NULL)
    self->names_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_names_cb, self, NULL);
}

static void
sol_xy_panel_dispose (GObject *object)
{
  SolXyPanel *self = SOL_XY_PANEL (object);

  g_clear_handle_id (&self->names_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_XY_PANEL);
  g_clear_object (&self->view);
  g_clear_object (&self->traces);
  G_OBJECT_CLASS (sol_xy_panel_parent_class)->dispose (object);
}

static void
sol_xy_panel_class_init (SolXyPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_xy_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/xy-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SolXyPanel, x);
  gtk_widget_class_bind_template_child (widget_class, SolXyPanel, y);
  gtk_widget_class_bind_template_child (widget_class, SolXyPanel, line);
  gtk_widget_class_bind_template_child (widget_class, SolXyPanel, persistence);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
sol_xy_panel_init (SolXyPanel *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_xy_panel_set_view (SolXyPanel *self,
                       SolXyView  *view,
                       GListModel *traces)
{
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  self->traces = g_object_ref (traces);
  g_signal_connect_object (view, "changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (traces, "items-changed", G_CALLBACK (traces_changed_cb), self, G_CONNECT_SWAPPED);
  show_names_cb (self);
}
