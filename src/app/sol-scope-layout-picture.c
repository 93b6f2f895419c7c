/* sol-scope-layout-picture.c: time, trigger, cursors and measurements in a layout
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

#include <math.h>

#define MOST_S 1e9 /* from the picture's zero to a cursor */

/* In the order in which they are pressed again: the cursors before what is measured between them */
static const SolScopeSwitch picture[] = {
  { "view", "view" },
  { "time_per_division_ns", "time-base" },
  { "stacked", "stacked" },
  { "persistence", "persistence" },
  { "panel", "show-panel" },
};

static const SolScopeSwitch trigger[] = {
  { "on", "trigger" },         { "mode", "trigger-mode" },   { "edge", "trigger-edge" },
  { "kind", "trigger-kind" },  { "pulse", "trigger-pulse" }, { "window", "trigger-window" },
};

static const SolScopeSwitch cursors[] = { { "shown", "cursors" }, { "selected", "cursor" } };

static const SolScopeSwitch measures[] = {
  { "shown", "measurements" },
  { "of", "measured" },
  { "statistics", "statistics" },
  { "spectrum_of_cursors", "analyse-between" },
};

static GActionGroup *
get_actions (SolScopeLayout *self)
{
  return G_ACTION_GROUP (self->page->actions);
}

/* Trigger: what follows the signal is left out */

static JsonObject *
write_trigger (SolScopeLayout *self)
{
  SolScopeView *view = self->page->view;
  const SolTrigger *t = sol_scope_view_get_trigger (view);
  JsonObject *object = json_object_new ();
  const char *source = sol_scope_layout_get_channel (sol_scope_view_get_source (view));

  sol_scope_layout_write_switches (get_actions (self), trigger, G_N_ELEMENTS (trigger), object);
  if (!sol_scope_view_is_level_auto (view))
    {
      json_object_set_double_member (object, "level", t->level);
      json_object_set_double_member (object, "upper_level", t->upper_level);
    }
  if (!sol_scope_view_is_hysteresis_auto (view))
    json_object_set_double_member (object, "hysteresis", t->hysteresis);
  json_object_set_double_member (object, "shortest_s", t->shortest_s);
  json_object_set_double_member (object, "longest_s", t->longest_s);
  json_object_set_double_member (object, "holdoff_s", sol_scope_view_get_holdoff (view) / 1e9);
  json_object_set_double_member (object, "position", sol_scope_view_get_position (view));
  if (self->source != NULL || source != NULL)
    json_object_set_string_member (object, "source", self->source != NULL ? self->source : source);
  return object;
}

static void
read_levels (SolScopeView *view,
             JsonObject   *object)
{
  double level = sol_scope_layout_get_number (object, "level", NAN);
  SolTrigger settings = *sol_scope_view_get_trigger (view);

  settings.level = isnan (level) ? settings.level : level;
  settings.upper_level = sol_scope_layout_get_number (object, "upper_level", settings.upper_level);
  settings.shortest_s = sol_scope_layout_get_number (object, "shortest_s", settings.shortest_s);
  settings.longest_s = sol_scope_layout_get_number (object, "longest_s", settings.longest_s);
  sol_scope_view_set_trigger (view, &settings, NULL);
  if (isnan (level))
    sol_scope_view_center_trigger (view);
  else
    sol_scope_view_set_trigger_level (view, level);
  sol_scope_view_set_hysteresis (view, sol_scope_layout_get_number (object, "hysteresis", NAN));
}

static void
read_trigger (SolScopeLayout *self,
              JsonObject     *object)
{
  SolScopeView *view = self->page->view;
  double holdoff_s = sol_scope_layout_get_number (object, "holdoff_s", 0);

  sol_scope_layout_read_switches (get_actions (self), trigger, G_N_ELEMENTS (trigger), object);
  read_levels (view, object);
  sol_scope_view_set_holdoff (view, (gint64) (CLAMP (holdoff_s, 0, 1e6) * 1e9));
  sol_scope_view_set_position (view, sol_scope_layout_get_number (object, "position", 0.5));
  g_free (self->source);
  self->source = g_strdup (sol_json_get_string (object, "source"));
}

/* Cursors */

static void
add_pair (JsonObject *object,
          const char *member,
          double      a,
          double      b)
{
  JsonArray *array = json_array_new ();

  json_array_add_double_element (array, a);
  json_array_add_double_element (array, b);
  json_object_set_array_member (object, member, array);
}

static gboolean
get_pair (JsonObject *object,
          const char *member,
          double      pair[2])
{
  JsonArray *array = sol_json_get_array (object, member);

  if (array == NULL || json_array_get_length (array) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      pair[i] = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : NAN;
    }
  return isfinite (pair[0]) && isfinite (pair[1]);
}

static JsonObject *
write_cursors (SolScopeLayout *self)
{
  const SolScopeCursors *c = sol_scope_view_get_cursors (self->page->view);
  JsonObject *object = json_object_new ();

  sol_scope_layout_write_switches (get_actions (self), cursors, G_N_ELEMENTS (cursors), object);
  if (!c->is_placed)
    return object;
  add_pair (object, "times_s", c->times_ns[0] / 1e9, c->times_ns[1] / 1e9);
  add_pair (object, "values", c->values[0], c->values[1]);
  return object;
}

/* Showing them puts them into sight, so that their places come afterwards */
static void
read_cursors (SolScopeLayout *self,
              JsonObject     *object)
{
  SolScopeCursors c;
  double times_s[2], values[2];

  sol_scope_layout_read_switches (get_actions (self), cursors, G_N_ELEMENTS (cursors), object);
  if (!get_pair (object, "times_s", times_s) || !get_pair (object, "values", values) || fabs (times_s[0]) > MOST_S
      || fabs (times_s[1]) > MOST_S)
    return;
  c = *sol_scope_view_get_cursors (self->page->view);
  for (guint i = 0; i < 2; i++)
    {
      c.times_ns[i] = llround (times_s[i] * 1e9);
      c.values[i] = values[i];
    }
  c.is_placed = TRUE;
  sol_scope_view_set_cursors (self->page->view, &c);
}

/* Measurements */

static JsonObject *
write_measures (SolScopeLayout *self)
{
  JsonObject *object = json_object_new ();
  JsonArray *list = json_array_new ();

  sol_scope_layout_write_switches (get_actions (self), measures, G_N_ELEMENTS (measures), object);
  for (guint i = 0; i < SOL_N_MEASURES; i++)
    if (sol_scope_measures_get_shown (self->page->measures, i))
      json_array_add_string_element (list, sol_measure_get_nick (i));
  json_object_set_array_member (object, "list", list);
  return object;
}

static gboolean
is_in (JsonArray  *list,
       const char *nick)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), nick) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_measures (SolScopeLayout *self,
               JsonObject     *object)
{
  JsonArray *list = sol_json_get_array (object, "list");

  sol_scope_layout_read_switches (get_actions (self), measures, G_N_ELEMENTS (measures), object);
  for (guint i = 0; list != NULL && i < SOL_N_MEASURES; i++)
    {
      g_autofree char *action = g_strdup_printf ("measure-%s", sol_measure_get_nick (i));

      g_action_group_change_action_state (get_actions (self), action,
                                          g_variant_new_boolean (is_in (list, sol_measure_get_nick (i))));
    }
}

void
sol_scope_layout_write_picture (SolScopeLayout *self,
                                JsonObject     *layout)
{
  const char *selected = sol_scope_layout_get_channel (sol_scope_view_get_selected (self->page->view));

  sol_scope_layout_write_switches (get_actions (self), picture, G_N_ELEMENTS (picture), layout);
  if (self->selected != NULL || selected != NULL)
    json_object_set_string_member (layout, "selected", self->selected != NULL ? self->selected : selected);
  json_object_set_object_member (layout, "trigger", write_trigger (self));
  json_object_set_object_member (layout, "cursors", write_cursors (self));
  json_object_set_object_member (layout, "measurements", write_measures (self));
}

void
sol_scope_layout_read_picture (SolScopeLayout *self,
                               JsonObject     *layout)
{
  JsonObject *part;

  sol_scope_layout_read_switches (get_actions (self), picture, G_N_ELEMENTS (picture), layout);
  g_free (self->selected);
  self->selected = g_strdup (sol_json_get_string (layout, "selected"));
  if ((part = sol_json_get_object (layout, "trigger")) != NULL)
    read_trigger (self, part);
  if ((part = sol_json_get_object (layout, "cursors")) != NULL)
    read_cursors (self, part);
  if ((part = sol_json_get_object (layout, "measurements")) != NULL)
    read_measures (self, part);
}
