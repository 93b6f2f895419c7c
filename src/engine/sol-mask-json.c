/* sol-mask-json.c: masks as JSON, in the settings and in files of their own (data/doc/MEASUREMENTS.md)
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mask-json.h"

#include <math.h>

#include <glib/gi18n.h>

#include "sol-json.h"
#include "sol-signal-error.h"

static const char *const kinds[] = { "edge", "pulse", "window", "timeout", "runt", NULL };
static const char *const edges[] = { "rising", "falling", "either", NULL };
static const char *const pulse_rules[] = { "shorter", "longer", "within", NULL };
static const char *const window_rules[] = { "enters", "leaves", NULL };
static const char *const pictures[] = { "trigger", "message", NULL };

/* Written */

/* No limit is null: JSON has no NaN */
static void
add_limit (JsonArray *array,
           double     value)
{
  if (isnan (value))
    json_array_add_null_element (array);
  else
    json_array_add_double_element (array, value);
}

static JsonArray *
points_to_json (const SolMaskRule *rule)
{
  JsonArray *array = json_array_sized_new (rule->n);

  for (guint i = 0; i < rule->n; i++)
    {
      JsonArray *point = json_array_sized_new (3);

      json_array_add_double_element (point, rule->points[i].t_s);
      add_limit (point, rule->points[i].lo);
      add_limit (point, rule->points[i].hi);
      json_array_add_array_element (array, point);
    }
  return array;
}

static JsonObject *
trigger_to_json (const SolTrigger *trigger)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kinds[trigger->kind]);
  json_object_set_string_member (object, "edge", edges[trigger->edge]);
  json_object_set_double_member (object, "level", trigger->level);
  json_object_set_double_member (object, "upper_level", trigger->upper_level);
  json_object_set_double_member (object, "hysteresis", trigger->hysteresis);
  json_object_set_string_member (object, "pulse", pulse_rules[trigger->pulse_rule]);
  json_object_set_double_member (object, "shortest_s", trigger->shortest_s);
  json_object_set_double_member (object, "longest_s", trigger->longest_s);
  json_object_set_string_member (object, "window", window_rules[trigger->window_rule]);
  return object;
}

JsonObject *
sol_mask_to_json (const SolMaskRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "picture", pictures[rule->is_per_message]);
  if (!rule->is_per_message)
    {
      json_object_set_object_member (object, "trigger", trigger_to_json (&rule->trigger));
      json_object_set_double_member (object, "holdoff_s", (double) rule->holdoff_ns * 1e-9);
    }
  json_object_set_array_member (object, "points", points_to_json (rule));
  return object;
}

/* Read */

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, message);
  return FALSE;
}

/* @place: (inout): what it is without that member */
static gboolean
read_word (JsonObject         *object,
           const char         *member,
           const char *const  *words,
           guint              *place,
           GError            **error)
{
  const char *word = sol_json_get_string (object, member);
  g_autofree char *all = g_strjoinv (", ", (char **) words);

  if (!json_object_has_member (object, member))
    return TRUE;
  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        *place = i;
        return TRUE;
      }
  g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS, _("“%s” of the mask must be one of %s"), member,
               all);
  return FALSE;
}

static gboolean
trigger_from_json (JsonObject  *object,
                   SolTrigger  *trigger,
                   GError     **error)
{
  guint kind = 0, edge = 0, pulse_rule = 0, window_rule = 0;

  if (!read_word (object, "kind", kinds, &kind, error) || !read_word (object, "edge", edges, &edge, error)
      || !read_word (object, "pulse", pulse_rules, &pulse_rule, error)
      || !read_word (object, "window", window_rules, &window_rule, error))
    return FALSE;
  *trigger = (SolTrigger) {
    .kind = (SolTriggerKind) kind,
    .edge = (SolEdge) edge,
    .level = sol_json_get_number (object, "level"),
    .upper_level = sol_json_get_number (object, "upper_level"),
    .hysteresis = sol_json_get_number (object, "hysteresis"),
    .pulse_rule = (SolPulseRule) pulse_rule,
    .shortest_s = sol_json_get_number (object, "shortest_s"),
    .longest_s = sol_json_get_number (object, "longest_s"),
    .window_rule = (SolWindowRule) window_rule,
  };
  return TRUE;
}

static gboolean
read_number (JsonArray *array,
             guint      i,
             double    *value)
{
  JsonNode *node = json_array_get_element (array, i);
  GType type = json_node_get_value_type (node);

  *value = NAN;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || (type != G_TYPE_DOUBLE && type != G_TYPE_INT64))
    return FALSE;
  *value = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_point (JsonNode     *node,
            SolMaskPoint *point)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) == 3 && read_number (array, 0, &point->t_s)
         && read_number (array, 1, &point->lo) && read_number (array, 2, &point->hi);
}

/* Returns: (transfer full) (nullable): SolMaskPoint */
static GArray *
points_from_json (JsonObject  *object,
                  GError     **error)
{
  JsonArray *array = sol_json_get_array (object, "points");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (SolMaskPoint));

  for (guint i = 0; array != NULL && i < MIN (json_array_get_length (array), SOL_MASK_MAX_POINTS + 1); i++)
    {
      SolMaskPoint point;

      if (!read_point (json_array_get_element (array, i), &point))
        {
          g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_SETTINGS,
                       _("Point %u of the mask must be [seconds, lowest, highest]; null is no limit"), i + 1);
          return NULL;
        }
      g_array_append_val (points, point);
    }
  if (array != NULL)
    return g_steal_pointer (&points);
  fail (error, _("The mask has no “points”: [[seconds, lowest, highest], …]"));
  return NULL;
}

SolMaskRule *
sol_mask_from_json (JsonObject        *object,
                    const SolTrigger  *trigger,
                    gint64             holdoff_ns,
                    GError           **error)
{
  JsonNode *node = json_object_get_member (object, "trigger");
  double holdoff_s = sol_json_get_number (object, "holdoff_s");
  g_autoptr (GArray) points = NULL;
  guint picture = trigger == NULL && node == NULL;
  SolTrigger own;

  if (!read_word (object, "picture", pictures, &picture, error))
    return NULL;
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      if (!trigger_from_json (json_node_get_object (node), &own, error))
        return NULL;
      trigger = &own;
      holdoff_ns = holdoff_s >= 0.0 && holdoff_s <= 1e6 ? (gint64) (holdoff_s * 1e9) : -1;
    }
  points = points_from_json (object, error);
  if (points == NULL)
    return NULL;
  if (picture == 0 && trigger == NULL)
    {
      fail (error, _("The mask says no “trigger”, and there is none to take"));
      return NULL;
    }
  return sol_mask_rule_new ((const SolMaskPoint *) (gpointer) points->data, points->len,
                            picture == 0 ? trigger : NULL, holdoff_ns, error);
}

SolMaskRule *
sol_mask_parse (const char        *text,
                gsize              length,
                const SolTrigger  *trigger,
                gint64             holdoff_ns,
                GError           **error)
{
  g_autoptr (JsonObject) object = NULL;

  if (length > SOL_MASK_MAX_BYTES)
    {
      g_set_error (error, SOL_SIGNAL_ERROR, SOL_SIGNAL_ERROR_TOO_LARGE, _("A mask’s file may have %u octets"),
                   SOL_MASK_MAX_BYTES);
      return NULL;
    }
  object = sol_json_parse_object (text, length, error);
  return object != NULL ? sol_mask_from_json (object, trigger, holdoff_ns, error) : NULL;
}

char *
sol_mask_print (const SolMaskRule *rule,
                gsize             *length)
{
  return sol_json_print_object (sol_mask_to_json (rule), FALSE, length);
}
