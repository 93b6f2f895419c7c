/* sol-generator-page.c: the Generator view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <glib/gi18n.h>

#include "sol-generator-row.h"
#include "sol-scenario.h"
#include "sol-window.h"

G_DEFINE_FINAL_TYPE (SolGeneratorPage, sol_generator_page, ADW_TYPE_BIN)

void
sol_generator_page_toast (SolGeneratorPage *self,
                          const char       *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (SOL_IS_WINDOW (root))
    sol_window_toast (SOL_WINDOW (root), text);
}

/* The selected source */

static void
show_config (SolGeneratorPage *self)
{
  if (!self->is_taking)
    sol_generator_form_set_config (self->form, sol_generator_item_get_config (self->selected));
  sol_generator_page_show_settings (self);
  sol_generator_page_show_state (self);
}

static void
let_go (SolGeneratorPage *self)
{
  if (self->selected == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->selected, show_config, self);
  g_signal_handlers_disconnect_by_func (self->selected, sol_generator_page_show_state, self);
  g_clear_object (&self->selected);
}

static void
take_item (SolGeneratorPage *self,
           SolGeneratorItem *item)
{
  if (item == self->selected)
    return;
  let_go (self);
  if (item != NULL)
    {
      self->selected = g_object_ref (item);
      g_signal_connect_object (item, "notify::config", G_CALLBACK (show_config), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (item, "notify::running", G_CALLBACK (sol_generator_page_show_state), self,
                               G_CONNECT_SWAPPED);
      show_config (self);
    }
  sol_generator_page_update_actions (self);
}

static void
row_selected_cb (SolGeneratorPage *self,
                 GtkListBoxRow    *row)
{
  if (row != NULL)
    take_item (self, sol_generator_row_get_item (SOL_GENERATOR_ROW (row)));
}

static void
row_activated_cb (SolGeneratorPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail_box);
}

static void
back_clicked_cb (SolGeneratorPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->list_box);
}

/* The topic of what runs changes when it is confirmed, not with every letter: each would be a topic */
static void
take_form (SolGeneratorPage *self,
           gboolean          with_topic)
{
  const SolWaveConfig *before;
  g_autoptr (SolWaveConfig) config = NULL;

  if (self->selected == NULL)
    return;
  before = sol_generator_item_get_config (self->selected);
  config = sol_generator_form_dup_config (self->form);
  if (!sol_wave_config_check_name (config->name, NULL))
    {
      g_free (config->name);
      config->name = g_strdup (before->name);
    }
  if (!with_topic && sol_generator_item_is_running (self->selected))
    {
      g_free (config->topic);
      config->topic = g_strdup (before->topic);
    }
  self->is_taking = TRUE;
  sol_generator_list_set (self->sources, self->selected, config);
  self->is_taking = FALSE;
}

static void
form_changed_cb (SolGeneratorPage *self)
{
  take_form (self, FALSE);
}

static void
topic_applied_cb (SolGeneratorPage *self)
{
  take_form (self, TRUE);
}

static void
open_file_cb (SolGeneratorPage *self)
{
  sol_generator_page_open_file (self);
}

/* The list */

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  return sol_generator_row_new (item);
}

/* What stands where the selected one stood, or the last */
static void
items_changed_cb (SolGeneratorPage *self,
                  guint             position)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sources));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "sources" : "empty");
  if (n == 0)
    take_item (self, NULL);
  else if (gtk_list_box_get_selected_row (self->list) == NULL)
    gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) MIN (position, n - 1)));
  sol_generator_page_update_actions (self);
}

static void
add_scenarios (SolGeneratorPage *self)
{
  guint n;
  const SolScenario *scenarios = sol_scenario_list (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_(scenarios[i].title), NULL);

      g_menu_item_set_action_and_target (item, "generator.new", "s", scenarios[i].nick);
      g_menu_append_item (self->scenarios, item);
    }
}

static void
sol_generator_page_dispose (GObject *object)
{
  SolGeneratorPage *self = SOL_GENERATOR_PAGE (object);

  g_clear_handle_id (&self->count_id, g_source_remove);
  let_go (self);
  g_clear_object (&self->chooser);
  g_clear_weak_pointer (&self->offer);
  g_clear_pointer (&self->removed, sol_wave_config_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), SOL_TYPE_GENERATOR_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->sources);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (sol_generator_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, list_box);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, list);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, detail_box);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, title);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, preview);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, form);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, start);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, start_content);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, problem);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, estimate);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, sent);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, next);
  gtk_widget_class_bind_template_child (widget_class, SolGeneratorPage, scenarios);
}

static void
sol_generator_page_class_init (SolGeneratorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sol_generator_page_dispose;
  g_type_ensure (SOL_TYPE_GENERATOR_FORM);
  g_type_ensure (SOL_TYPE_GENERATOR_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/soliton_mqtt/Soliton/generator-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, topic_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_file_cb);
}

static void
sol_generator_page_init (SolGeneratorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  sol_generator_page_add_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "generator", G_ACTION_GROUP (self->actions));
  add_scenarios (self);
}

GtkWidget *
sol_generator_page_new (SolEngine *engine)
{
  SolGeneratorPage *self = g_object_new (SOL_TYPE_GENERATOR_PAGE, NULL);

  sol_generator_page_set_engine (self, engine);
  return GTK_WIDGET (self);
}

void
sol_generator_page_set_engine (SolGeneratorPage *self,
                               SolEngine        *engine)
{
  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  self->sources = g_object_ref (sol_engine_get_generators (engine));
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->sources), make_row, NULL, NULL);
  g_signal_connect_object (self->sources, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sources, "notify::running", G_CALLBACK (sol_generator_page_update_actions), self,
                           G_CONNECT_SWAPPED);
  items_changed_cb (self, 0);
}

GActionGroup *
sol_generator_page_get_actions (SolGeneratorPage *self)
{
  g_return_val_if_fail (SOL_IS_GENERATOR_PAGE (self), NULL);
  return G_ACTION_GROUP (self->actions);
}

SolGeneratorItem *
sol_generator_page_get_selected (SolGeneratorPage *self)
{
  g_return_val_if_fail (SOL_IS_GENERATOR_PAGE (self), NULL);
  return self->selected;
}

void
sol_generator_page_select (SolGeneratorPage *self,
                           SolGeneratorItem *item)
{
  GtkListBoxRow *row;

  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self));
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (sol_generator_row_get_item (SOL_GENERATOR_ROW (row)) == item)
      gtk_list_box_select_row (self->list, row);
}

void
sol_generator_page_set_settings (SolGeneratorPage           *self,
                                 const SolGeneratorSettings *settings)
{
  const SolWaveConfig *before;
  g_autoptr (SolWaveConfig) config = NULL;

  g_return_if_fail (SOL_IS_GENERATOR_PAGE (self) && self->selected != NULL);
  before = sol_generator_item_get_config (self->selected);
  config = sol_wave_config_new (before->name, before->topic, settings);
  config->qos = before->qos;
  config->retain = before->retain;
  sol_generator_list_set (self->sources, self->selected, config);
}
