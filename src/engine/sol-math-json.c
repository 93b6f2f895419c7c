/* sol-math-json.c: the calculated channels as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-math-list.h"

static JsonArray *
strings_to_json (const char *const *strings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; strings[i] != NULL; i++)
    json_array_add_string_element (array, strings[i]);
  return array;
}

static const char *
get_string (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

/* Returns: (transfer full) (nullable): NULL when there is something else in it */
static char **
strings_from_json (JsonObject *object,
                   const char *member)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_string (json_array_get_element (array, i));

      if (text == NULL)
        return NULL;
      g_strv_builder_add (strings, text);
    }
  return g_strv_builder_end (strings);
}

JsonArray *
sol_math_list_to_json (SolMathList *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (SolMathItem) item = g_list_model_get_item (G_LIST_MODEL (self), i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "expression", sol_math_item_get_text (item));
      json_object_set_string_member (object, "unit", sol_math_item_get_unit (item));
      json_object_set_array_member (object, "names", strings_to_json (sol_math_item_get_names (item)));
      json_object_set_array_member (object, "channels", strings_to_json (sol_math_item_get_inputs (item)));
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
load_one (SolMathList *self,
          JsonObject  *object)
{
  const char *text = get_string (json_object_get_member (object, "expression"));
  const char *unit = get_string (json_object_get_member (object, "unit"));
  g_auto (GStrv) names = strings_from_json (object, "names"), inputs = strings_from_json (object, "channels");

  if (text == NULL || names == NULL || inputs == NULL || g_strv_length (names) != g_strv_length (inputs))
    return;
  sol_math_list_set (self, g_list_model_get_n_items (G_LIST_MODEL (self)), text, unit, (const char *const *) names,
                     (const char *const *) inputs, NULL);
}

void
sol_math_list_load (SolMathList *self,
                    JsonArray   *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        load_one (self, json_node_get_object (node));
    }
}
