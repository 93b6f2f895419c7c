/* sol-alarm-json.c: what channels are watched for as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alarm-list.h"

static const char *const kinds[] = {
  [SOL_ALARM_ABOVE] = "above",   [SOL_ALARM_BELOW] = "below",     [SOL_ALARM_OUTSIDE] = "outside",
  [SOL_ALARM_INSIDE] = "inside", [SOL_ALARM_ABSENCE] = "absence",
};

JsonArray *
sol_alarm_list_to_json (SolAlarmList *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SolAlarmItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);
      const SolAlarmSettings *settings = sol_alarm_item_get_settings (item);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "channel", sol_alarm_item_get_input (item));
      json_object_set_string_member (object, "kind", kinds[settings->kind]);
      json_object_set_double_member (object, "level", settings->level);
      json_object_set_double_member (object, "upper_level", settings->upper_level);
      json_object_set_double_member (object, "hysteresis", settings->hysteresis);
      json_object_set_double_member (object, "duration_s", settings->duration_s);
      json_object_set_double_member (object, "keep_s", sol_alarm_item_get_keep (item));
      json_array_add_object_element (array, object);
    }
  return array;
}

/* 0 for what is no number */
static double
get_number (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0.0;
}

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static void
load_one (SolAlarmList *self,
          JsonObject   *object)
{
  const char *input = get_string (object, "channel"), *kind = get_string (object, "kind");
  SolAlarmSettings settings = { 0 };

  if (input == NULL || kind == NULL)
    return;
  while (settings.kind < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[settings.kind], kind))
    settings.kind++;
  settings.level = get_number (object, "level");
  settings.upper_level = get_number (object, "upper_level");
  settings.hysteresis = get_number (object, "hysteresis");
  settings.duration_s = get_number (object, "duration_s");
  if (settings.kind < G_N_ELEMENTS (kinds))
    sol_alarm_list_set (self, g_list_model_get_n_items (G_LIST_MODEL (self)), input, &settings,
                        get_number (object, "keep_s"), NULL);
}

void
sol_alarm_list_load (SolAlarmList *self,
                     JsonArray    *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        load_one (self, json_node_get_object (node));
    }
}
