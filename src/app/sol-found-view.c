/* sol-found-view.c: the brokers that were found, to choose one
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-found-view.h"

#include <glib/gi18n.h>

struct _SolFoundView
{
  AdwBin parent_instance;

  /* Owned */
  SolEngine    *engine;
  SolFoundList *found;      /* NULL while not mapped */
  gboolean      hide_empty;

  /* Template */
  GtkWidget  *group;
  GtkListBox *list;
  GtkLabel   *empty;
};

enum
{
  PROP_0,
  PROP_HIDE_EMPTY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint picked_signal;

G_DEFINE_FINAL_TYPE (SolFoundView, sol_found_view, ADW_TYPE_BIN)

static GtkWidget *
new_row (gpointer item,
         gpointer user_data)
{
  g_autofree char *title = sol_found_broker_dup_title (item);
  const char *name = sol_found_broker_get_name (item);
  g_autofree char *secure = g_strdup_printf (_("%s, encrypted"), name);
  GtkWidget *row = adw_action_row_new (), *verb = gtk_label_new (_("Connect"));

  /* What others called their brokers is no markup */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sol_found_broker_is_secure (item) ? secure : name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_add_css_class (verb, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), verb);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
update_empty (SolFoundView *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->found)) == 0;
  const char *problem = sol_found_list_get_problem (self->found);
  g_autofree char *told = g_strdup_printf (_("This computer does not let Soliton look around: %s"), problem);

  gtk_label_set_label (self->empty, problem != NULL ? told : _("No broker has announced itself yet"));
  gtk_widget_set_visible (self->group, !is_empty || !self->hide_empty);
}

static void
row_activated_cb (SolFoundView  *self,
                  GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  g_autoptr (SolFoundBroker) broker = g_list_model_get_item (G_LIST_MODEL (self->found), index);

  if (broker != NULL)
    g_signal_emit (self, picked_signal, 0, broker);
}

static void
sol_found_view_map (GtkWidget *widget)
{
  SolFoundView *self = SOL_FOUND_VIEW (widget);

  GTK_WIDGET_CLASS (sol_found_view_parent_class)->map (widget);
  if (self->engine == NULL)
    return;
  self->found = sol_engine_find_brokers (self->engine);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->found), new_row, NULL, NULL);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->found, "notify::problem", G_CALLBACK (update_empty), self, G_CONNECT_SWAPPED);
  update_empty (self);
}

static void
drop_found (SolFoundView *self)
{
  if (self->found == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->found, self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->found);
}

static void
sol_found_view_unmap (GtkWidget *widget)
{
  drop_found (SOL_FOUND_VIEW (widget));
  GTK_WIDGET_CLASS (sol_found_view_parent_class)->unmap (widget);
}

static void
sol_found_view_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  SolFoundView *self = SOL_FOUND_VIEW (object);

  if (id != PROP_HIDE_EMPTY)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->hide_empty = g_value_get_boolean (value);
  gtk_widget_set_visible (self->group, !self->hide_empty);
}

static void
sol_found_view_dispose (GObject *object)
{
  SolFoundView *self = SOL_FOUND_VIEW (object);

  drop_found (self);
  g_clear_object (&self->engine);
  /* First, or GTK unparents the template's top behind the bin's back */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_FOUND_VIEW);
  G_OBJECT_CLASS (sol_found_view_parent_class)->dispose (object);
}

static void
sol_found_view_class_init (SolFoundViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_found_view_dispose;
  G_OBJECT_CLASS (klass)->set_property = sol_found_view_set_property;
  widget_class->map = sol_found_view_map;
  widget_class->unmap = sol_found_view_unmap;

  properties[PROP_HIDE_EMPTY] =
    g_param_spec_boolean ("hide-empty", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  picked_signal = g_signal_new ("picked", SOL_TYPE_FOUND_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                SOL_TYPE_FOUND_BROKER);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/found-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SolFoundView, group);
  gtk_widget_class_bind_template_child (widget_class, SolFoundView, list);
  gtk_widget_class_bind_template_child (widget_class, SolFoundView, empty);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
sol_found_view_init (SolFoundView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sol_found_view_set_engine (SolFoundView *self,
                           SolEngine    *engine)
{
  g_return_if_fail (SOL_IS_FOUND_VIEW (self));
  g_set_object (&self->engine, engine);
}
