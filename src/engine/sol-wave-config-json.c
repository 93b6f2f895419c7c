/* sol-wave-config-json.c: sources of waves as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-wave-config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-generator-fields.h"
#include "sol-json.h"

#define TABLE_MAX 65536u /* of numbers written out; what is longer belongs into a file */

static gboolean
fail (GError     **error,
      const char  *member,
      const char  *expected)
{
  /* Translators: the name of a value in a file, and what it should be */
  g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS, _("%s: expected %s"), member, expected);
  return FALSE;
}

/* Writing */

static JsonArray *
table_to_json (const SolShapeTable *table)
{
  JsonArray *array = json_array_new ();
  gsize n;
  const double *values = sol_shape_table_get_values (table, &n);

  for (gsize i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  return array;
}

static void
add_table (JsonObject          *object,
           const SolShapeTable *table)
{
  if (sol_shape_table_get_path (table) == NULL)
    {
      json_object_set_array_member (object, "table", table_to_json (table));
      return;
    }
  json_object_set_string_member (object, "file", sol_shape_table_get_path (table));
  if (sol_shape_table_get_column (table) != NULL)
    json_object_set_string_member (object, "column", sol_shape_table_get_column (table));
}

static JsonArray *
harmonics_to_json (const SolGeneratorSettings *settings)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < settings->n_harmonics; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "order", settings->harmonics[i].order);
      json_object_set_double_member (object, "amplitude", settings->harmonics[i].amplitude);
      json_object_set_double_member (object, "phase", settings->harmonics[i].phase);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
add_settings (JsonObject                 *object,
              const SolGeneratorSettings *settings)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const SolGeneratorField *fields;

  for (guint i = 0; i < n; i++)
    json_object_set_string_member (object, choices[i].nick,
                                   choices[i].get_nick (sol_generator_choice_get (&choices[i], settings)));
  fields = sol_generator_get_fields (&n);
  for (guint i = 0; i < n; i++)
    json_object_set_double_member (object, fields[i].nick, sol_generator_field_get (&fields[i], settings));
  json_object_set_array_member (object, "harmonics", harmonics_to_json (settings));
  if (settings->table != NULL)
    add_table (object, settings->table);
}

JsonObject *
sol_wave_config_to_json (const SolWaveConfig *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", self->name);
  json_object_set_string_member (object, "topic", self->topic);
  json_object_set_int_member (object, "qos", self->qos);
  json_object_set_boolean_member (object, "retain", self->retain);
  add_settings (object, &self->settings);
  return object;
}

/* Reading */

static gboolean
read_number (JsonNode    *node,
             const char  *member,
             double      *value,
             GError     **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return fail (error, member, _("a number"));
  *value = json_node_get_double (node);
  return TRUE;
}

static gboolean
read_text (JsonNode    *node,
           const char  *member,
           const char **text,
           GError     **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, member, _("text in quotes"));
  *text = json_node_get_string (node);
  return TRUE;
}

static gboolean
read_harmonic (JsonNode     *node,
               SolHarmonic  *harmonic,
               GError      **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  double order;

  if (object == NULL || !json_object_has_member (object, "order") || !json_object_has_member (object, "amplitude"))
    return fail (error, "harmonics", _("objects with order, amplitude and phase"));
  if (!read_number (json_object_get_member (object, "order"), "order", &order, error)
      || !read_number (json_object_get_member (object, "amplitude"), "amplitude", &harmonic->amplitude, error))
    return FALSE;
  harmonic->order = order >= 1.0 && order <= G_MAXINT ? (guint) order : 0;
  harmonic->phase = 0.0;
  return !json_object_has_member (object, "phase")
         || read_number (json_object_get_member (object, "phase"), "phase", &harmonic->phase, error);
}

static gboolean
read_harmonics (JsonNode              *node,
                SolGeneratorSettings  *settings,
                GError               **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) > SOL_HARMONICS_MAX)
    return fail (error, "harmonics", _("a list of at most 16"));
  settings->n_harmonics = json_array_get_length (array);
  for (guint i = 0; i < settings->n_harmonics; i++)
    if (!read_harmonic (json_array_get_element (array, i), &settings->harmonics[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_table (JsonNode              *node,
            SolGeneratorSettings  *settings,
            GError               **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autofree double *values = NULL;

  if (n < 2 || n > TABLE_MAX)
    return fail (error, "table", _("a list of 2 to 65536 numbers; a longer wave belongs into a file"));
  values = g_new (double, n);
  for (guint i = 0; i < n; i++)
    if (!read_number (json_array_get_element (array, i), "table", &values[i], error))
      return FALSE;
  g_clear_pointer (&settings->table, sol_shape_table_unref);
  settings->table = sol_shape_table_new (values, n, error);
  return settings->table != NULL;
}

/* The file itself is read later */
static gboolean
read_file (JsonObject            *object,
           SolGeneratorSettings  *settings,
           GError               **error)
{
  JsonNode *column = json_object_get_member (object, "column");
  const char *path, *name = NULL;
  g_autofree char *problem = NULL;

  if (!read_text (json_object_get_member (object, "file"), "file", &path, error)
      || (column != NULL && !read_text (column, "column", &name, error)))
    return FALSE;
  problem = g_strdup_printf (_("The file “%s” has not been read yet"), path);
  g_clear_pointer (&settings->table, sol_shape_table_unref);
  settings->table = sol_shape_table_new_missing (path, name, problem);
  return TRUE;
}

static gboolean
read_choice (const char            *member,
             JsonNode              *node,
             SolGeneratorSettings  *settings,
             gboolean              *is_known,
             GError               **error)
{
  guint n;
  const SolGeneratorChoice *choices = sol_generator_get_choices (&n);
  const char *word;

  for (guint i = 0; i < n; i++)
    if (strcmp (choices[i].nick, member) == 0)
      return read_text (node, member, &word, error) && sol_generator_choice_parse (&choices[i], word, settings, error);
  *is_known = FALSE;
  return TRUE;
}

static gboolean
read_field (const char            *member,
            JsonNode              *node,
            SolGeneratorSettings  *settings,
            gboolean              *is_known,
            GError               **error)
{
  guint n;
  const SolGeneratorField *fields = sol_generator_get_fields (&n);
  double value;

  for (guint i = 0; i < n; i++)
    if (strcmp (fields[i].nick, member) == 0)
      {
        *is_known = TRUE;
        if (!read_number (node, member, &value, error))
          return FALSE;
        sol_generator_field_set (&fields[i], settings, value);
        return TRUE;
      }
  return TRUE;
}

static gboolean
read_qos (SolWaveConfig  *self,
          JsonNode       *node,
          GError        **error)
{
  double value;

  if (!read_number (node, "qos", &value, error))
    return FALSE;
  if (value != 0.0 && value != 1.0 && value != 2.0)
    return fail (error, "qos", _("0, 1 or 2"));
  self->qos = (guint8) value;
  return TRUE;
}

static gboolean
read_retain (SolWaveConfig  *self,
             JsonNode       *node,
             GError        **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, "retain", _("true or false"));
  self->retain = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_words (char       **place,
            JsonNode    *node,
            const char  *member,
            GError     **error)
{
  const char *text;

  if (!read_text (node, member, &text, error))
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static gboolean
read_member (SolWaveConfig  *self,
             JsonObject     *object,
             const char     *member,
             GError        **error)
{
  JsonNode *node = json_object_get_member (object, member);
  gboolean is_known = TRUE;

  if (strcmp (member, "name") == 0)
    return read_words (&self->name, node, member, error);
  if (strcmp (member, "topic") == 0)
    return read_words (&self->topic, node, member, error);
  if (strcmp (member, "qos") == 0)
    return read_qos (self, node, error);
  if (strcmp (member, "retain") == 0)
    return read_retain (self, node, error);
  if (strcmp (member, "harmonics") == 0)
    return read_harmonics (node, &self->settings, error);
  if (strcmp (member, "table") == 0)
    return read_table (node, &self->settings, error);
  if (strcmp (member, "file") == 0)
    return read_file (object, &self->settings, error);
  if (strcmp (member, "column") == 0)
    return json_object_has_member (object, "file") || fail (error, member, _("“file” beside it"));
  if (!read_choice (member, node, &self->settings, &is_known, error))
    return FALSE;
  if (!is_known && !read_field (member, node, &self->settings, &is_known, error))
    return FALSE;
  return is_known || fail (error, member, _("a name that data/doc/GENERATOR.md lists"));
}

SolWaveConfig *
sol_wave_config_new_from_json (JsonObject  *object,
                               GError     **error)
{
  g_autoptr (SolWaveConfig) self = g_new0 (SolWaveConfig, 1);
  g_autoptr (GList) members = json_object_get_members (object);

  sol_generator_settings_init (&self->settings);
  for (GList *at = members; at != NULL; at = at->next)
    if (!read_member (self, object, at->data, error))
      return NULL;
  if (self->topic == NULL)
    {
      fail (error, "topic", _("the topic to publish to"));
      return NULL;
    }
  if (self->name == NULL)
    self->name = g_strndup (self->topic, SOL_WAVE_NAME_MAX);
  return sol_wave_config_check_name (self->name, error) ? g_steal_pointer (&self) : NULL;
}
