/* sol-generator-actions.c: generator.*: every operation of the Generator view
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator-page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-window.h"

#define TOPIC "soliton/"

static void
start (SolGeneratorPage *self)
{
  g_autoptr (GError) error = NULL;

  if (self->selected != NULL && !sol_generator_list_start (self->sources, self->selected, &error))
    sol_generator_page_toast (self, error->message);
}

static void
start_activated (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  start (user_data);
}

static void
stop_activated (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  SolGeneratorPage *self = user_data;

  sol_generator_list_stop (self->sources, self->selected);
}

static void
run_changed (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  if (g_variant_get_boolean (state))
    start (user_data);
  else
    stop_activated (action, NULL, user_data);
}

static void
start_all_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sol_generator_list_start_all (self->sources, &error))
    sol_generator_page_toast (self, error->message);
}

static void
stop_all_activated (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  sol_generator_list_stop_all (SOL_GENERATOR_PAGE (user_data)->sources);
}

static void
show_on_scope_activated (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  const SolWaveConfig *config = sol_generator_item_get_config (self->selected);
  guint n = config->settings.n_channels;

  start (self);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *topic = n == 1 ? g_strdup (config->topic) : g_strdup_printf ("%s/%u", config->topic, i);

      gtk_widget_activate_action (GTK_WIDGET (self), "scope.add-topic", "s", topic);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.view", "s", "scope");
}

static void
open_table_activated (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  sol_generator_page_open_file (user_data);
}

/* Adding */

/* A name of its own and, where @config shares its topic with another, a topic of its own. Returns: (nullable) */
static SolGeneratorItem *
add (SolGeneratorPage *self,
     SolWaveConfig    *config,
     guint             position)
{
  g_autofree char *name = sol_generator_list_make_name (self->sources, config->name), *topic = g_strdup (config->topic);
  g_autoptr (GError) error = NULL;
  SolGeneratorItem *item;

  g_free (config->name);
  config->name = g_steal_pointer (&name);
  for (guint i = 2; sol_generator_list_find (self->sources, config->topic) != NULL; i++)
    {
      g_free (config->topic);
      config->topic = g_strdup_printf ("%s-%u", topic, i);
    }
  item = sol_generator_list_add (self->sources, position, config, &error);
  if (item == NULL)
    sol_generator_page_toast (self, error->message);
  return item;
}

static guint
get_n_sources (SolGeneratorPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->sources));
}

static void
show_new (SolGeneratorPage *self,
          SolGeneratorItem *item)
{
  if (item == NULL)
    return;
  sol_generator_page_select (self, item);
  adw_leaflet_set_visible_child (self->leaflet, self->detail_box);
}

static void
add_scenario (SolGeneratorPage *self,
              const char       *nick)
{
  const SolScenario *scenario = sol_scenario_find (nick);
  g_autofree char *topic = g_strconcat (TOPIC, nick, NULL);
  g_autoptr (GPtrArray) configs = NULL;
  SolGeneratorItem *first = NULL;

  if (scenario == NULL)
    return;
  configs = sol_wave_configs_for_scenario (scenario, topic);
  for (guint i = 0; i < configs->len; i++)
    {
      SolGeneratorItem *item = add (self, configs->pdata[i], get_n_sources (self));

      first = first != NULL ? first : item;
    }
  show_new (self, first);
}

static void
add_wave (SolGeneratorPage *self,
          const char       *name,
          const char       *topic,
          SolShape          shape)
{
  g_autoptr (SolWaveConfig) config = NULL;
  SolGeneratorSettings settings;
  SolGeneratorItem *item;

  sol_generator_settings_init_simple (&settings);
  config = sol_wave_config_new (name, topic, &settings);
  config->settings.shape = shape;
  if (shape == SOL_SHAPE_TABLE)
    config->settings.table = sol_shape_table_new ((const double[]) { 0.0, 1.0, 0.0, -1.0 }, 4, NULL);
  item = add (self, config, get_n_sources (self));
  show_new (self, item);
}

static void
new_activated (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  const char *kind = g_variant_get_string (parameter, NULL);

  if (strcmp (kind, "wave") == 0)
    add_wave (user_data, _("Wave"), TOPIC "wave", SOL_SHAPE_SINE);
  else if (strcmp (kind, "drawn") == 0)
    add_wave (user_data, _("Drawn Wave"), TOPIC "drawn", SOL_SHAPE_TABLE);
  else if (strcmp (kind, "file") == 0)
    {
      add_wave (user_data, _("Wave from a File"), TOPIC "file", SOL_SHAPE_TABLE);
      sol_generator_page_open_file (user_data);
    }
  else
    add_scenario (user_data, kind);
}

static guint
find_selected (SolGeneratorPage *self)
{
  guint position = 0;

  for (; position < get_n_sources (self); position++)
    {
      g_autoptr (SolGeneratorItem) item = g_list_model_get_item (G_LIST_MODEL (self->sources), position);

      if (item == self->selected)
        break;
    }
  return position;
}

static void
duplicate_activated (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  g_autoptr (SolWaveConfig) config = sol_wave_config_copy (sol_generator_item_get_config (self->selected));

  show_new (self, add (self, config, find_selected (self) + 1));
}

static void
rename_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolGeneratorPage *self = user_data;

  adw_leaflet_set_visible_child (self->leaflet, self->detail_box);
  sol_generator_form_rename (self->form);
}

/* Removing */

/* The offer before would bring this one back, so it says so: dismissed while it fades, a toast of libadwaita 1.2 is
 * freed twice */
static void
offer_undo (SolGeneratorPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf (_("“%s” removed"), self->removed->name);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  if (self->offer != NULL)
    adw_toast_set_title (self->offer, markup);
  else if (SOL_IS_WINDOW (root))
    g_set_weak_pointer (&self->offer, sol_window_toast_undo (SOL_WINDOW (root), text, "generator.undo-remove"));
}

static void
remove_activated (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  g_autoptr (SolGeneratorItem) item = g_object_ref (self->selected);

  g_clear_pointer (&self->removed, sol_wave_config_free);
  self->removed = sol_wave_config_copy (sol_generator_item_get_config (item));
  self->removed_at = find_selected (self);
  sol_generator_list_remove (self->sources, item);
  offer_undo (self);
}

static void
undo_remove_activated (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  SolGeneratorPage *self = user_data;
  g_autoptr (SolWaveConfig) config = g_steal_pointer (&self->removed);
  g_autoptr (GError) error = NULL;
  SolGeneratorItem *item = sol_generator_list_add (self->sources, MIN (self->removed_at, get_n_sources (self)), config,
                                                   &error);

  if (item == NULL)
    sol_generator_page_toast (self, error->message);
  else
    sol_generator_page_select (self, item);
}

static const GActionEntry entries[] = {
  { "new", new_activated, "s" },
  { "duplicate", duplicate_activated },
  { "rename", rename_activated },
  { "remove", remove_activated },
  { "undo-remove", undo_remove_activated },
  { "start", start_activated },
  { "stop", stop_activated },
  { "run", NULL, NULL, "false", run_changed },
  { "start-all", start_all_activated },
  { "stop-all", stop_all_activated },
  { "open-table", open_table_activated },
  { "show-on-scope", show_on_scope_activated },
};

void
sol_generator_page_add_actions (SolGeneratorPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

static void
set_enabled (SolGeneratorPage *self,
             const char       *name,
             gboolean          is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
sol_generator_page_update_actions (SolGeneratorPage *self)
{
  gboolean has_one = self->selected != NULL;
  gboolean is_running = has_one && sol_generator_item_is_running (self->selected);
  gboolean is_right = has_one && sol_generator_item_get_problem (self->selected) == NULL;
  GAction *run = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "run");

  g_simple_action_set_state (G_SIMPLE_ACTION (run), g_variant_new_boolean (is_running));
  set_enabled (self, "run", is_running || is_right);
  set_enabled (self, "start", !is_running && is_right);
  set_enabled (self, "stop", is_running);
  set_enabled (self, "start-all", self->sources != NULL && get_n_sources (self) > 0);
  set_enabled (self, "stop-all", self->sources != NULL && sol_generator_list_is_running (self->sources));
  set_enabled (self, "show-on-scope", is_right);
  set_enabled (self, "duplicate", has_one);
  set_enabled (self, "rename", has_one);
  set_enabled (self, "remove", has_one);
  set_enabled (self, "undo-remove", self->removed != NULL);
  set_enabled (self, "open-table", has_one);
}
