/* sol-scope-layout-parts.c: members of JSON, and the page's switches in it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-scope-layout-private.h"

static JsonNode *
get_value (JsonObject *object,
           const char *member,
           GType       type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type ? node : NULL;
}

double
sol_scope_layout_get_number (JsonObject *object,
                             const char *member,
                             double      otherwise)
{
  JsonNode *node = get_value (object, member, G_TYPE_DOUBLE);

  if (node == NULL)
    node = get_value (object, member, G_TYPE_INT64);
  return node != NULL ? json_node_get_double (node) : otherwise;
}

gboolean
sol_scope_layout_get_flag (JsonObject *object,
                           const char *member,
                           gboolean    otherwise)
{
  JsonNode *node = get_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : otherwise;
}

guint
sol_scope_layout_get_word (JsonObject        *object,
                           const char        *member,
                           const char *const *words,
                           guint              otherwise)
{
  const char *text = sol_json_get_string (object, member);

  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      return i;
  return otherwise;
}

void
sol_scope_layout_write_switches (GActionGroup         *actions,
                                 const SolScopeSwitch *switches,
                                 guint                 n,
                                 JsonObject           *object)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GVariant) state = g_action_group_get_action_state (actions, switches[i].action);

      if (g_variant_is_of_type (state, G_VARIANT_TYPE_BOOLEAN))
        json_object_set_boolean_member (object, switches[i].member, g_variant_get_boolean (state));
      else if (g_variant_is_of_type (state, G_VARIANT_TYPE_INT64))
        json_object_set_int_member (object, switches[i].member, g_variant_get_int64 (state));
      else
        json_object_set_string_member (object, switches[i].member, g_variant_get_string (state, NULL));
    }
}

/* Returns: (transfer floating) (nullable): NULL when the member is of another kind than the state */
static GVariant *
read_state (JsonObject           *object,
            const SolScopeSwitch *one,
            const GVariantType   *type)
{
  JsonNode *node;

  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    return (node = get_value (object, one->member, G_TYPE_BOOLEAN)) != NULL
             ? g_variant_new_boolean (json_node_get_boolean (node)) : NULL;
  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT64))
    return (node = get_value (object, one->member, G_TYPE_INT64)) != NULL
             ? g_variant_new_int64 (json_node_get_int (node)) : NULL;
  return (node = get_value (object, one->member, G_TYPE_STRING)) != NULL
           ? g_variant_new_string (json_node_get_string (node)) : NULL;
}

void
sol_scope_layout_read_switches (GActionGroup         *actions,
                                const SolScopeSwitch *switches,
                                guint                 n,
                                JsonObject           *object)
{
  for (guint i = 0; i < n; i++)
    {
      GVariant *state = read_state (object, &switches[i],
                                    g_action_group_get_action_state_type (actions, switches[i].action));

      if (state != NULL)
        g_action_group_change_action_state (actions, switches[i].action, state);
    }
}
