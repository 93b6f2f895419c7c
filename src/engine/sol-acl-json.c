/* sol-acl-json.c: access rules and bans as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl-json.h"

#include <glib/gi18n.h>

#include "sol-acl.h"
#include "sol-broker.h"

static const char *const who_names[] = {
  [SOL_ACL_EVERYBODY] = "everybody",
  [SOL_ACL_ANONYMOUS] = "anonymous",
  [SOL_ACL_USER] = "user",
};

static const char *const operation_names[] = {
  [SOL_ACL_PUBLISH] = "publish",
  [SOL_ACL_SUBSCRIBE] = "subscribe",
  [SOL_ACL_BOTH] = "both",
};

const char *
sol_acl_operation_name (SolAclOperation operation)
{
  return operation_names[operation];
}

gboolean
sol_acl_operation_parse (const char      *name,
                         SolAclOperation *operation)
{
  for (guint i = SOL_ACL_PUBLISH; i <= SOL_ACL_BOTH; i++)
    if (g_strcmp0 (name, operation_names[i]) == 0)
      {
        *operation = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_who (const char *name,
           SolAclWho  *who)
{
  for (guint i = 0; i < G_N_ELEMENTS (who_names); i++)
    if (g_strcmp0 (name, who_names[i]) == 0)
      {
        *who = i;
        return TRUE;
      }
  return FALSE;
}

JsonObject *
sol_acl_rule_to_json (const SolAclRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "who", who_names[rule->who]);
  if (rule->user != NULL)
    json_object_set_string_member (object, "user", rule->user);
  json_object_set_string_member (object, "operation", sol_acl_operation_name (rule->operation));
  json_object_set_boolean_member (object, "allow", rule->is_allowed);
  json_object_set_string_member (object, "filter", rule->filter);
  return object;
}

JsonArray *
sol_acl_rules_to_json (const GPtrArray *rules)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rules->len; i++)
    json_array_add_object_element (array, sol_acl_rule_to_json (rules->pdata[i]));
  return array;
}

/* NULL when it is missing or of another type */
static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
                 && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
get_boolean (JsonObject *object,
             const char *name,
             gboolean   *value)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
fail (guint        number,
      const char  *message,
      GError     **error)
{
  g_set_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID, _("Rule %u: %s"), number, message);
  return FALSE;
}

static gboolean
read_rule (JsonObject  *object,
           guint        number,
           GPtrArray   *rules,
           GError     **error)
{
  SolAclOperation operation;
  SolAclWho who;
  gboolean is_allowed;

  if (!parse_who (get_text (object, "who"), &who))
    return fail (number, _("“who” must be everybody, anonymous or user."), error);
  if (!sol_acl_operation_parse (get_text (object, "operation"), &operation))
    return fail (number, _("“operation” must be publish, subscribe or both."), error);
  if (!get_boolean (object, "allow", &is_allowed))
    return fail (number, _("“allow” must be true or false."), error);
  if (get_text (object, "filter") == NULL)
    return fail (number, _("“filter” must be a text: a topic filter."), error);
  g_ptr_array_add (rules, sol_acl_rule_new (who, get_text (object, "user"), operation, is_allowed,
                                            get_text (object, "filter")));
  return TRUE;
}

GPtrArray *
sol_acl_rules_from_json (JsonArray  *array,
                         GError    **error)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          fail (i + 1, _("it must be an object: { … }"), error);
          return NULL;
        }
      if (!read_rule (json_node_get_object (node), i + 1, rules, error))
        return NULL;
    }
  return sol_acl_check_rules (rules, error) ? g_steal_pointer (&rules) : NULL;
}

JsonObject *
sol_ban_to_json (const SolBan *ban)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", sol_ban_kind_name (ban->kind));
  json_object_set_string_member (object, "value", ban->value);
  json_object_set_int_member (object, "since", ban->since_s);
  if (ban->until_s == 0)
    json_object_set_null_member (object, "until");
  else
    json_object_set_int_member (object, "until", ban->until_s);
  return object;
}
