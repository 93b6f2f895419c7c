/* sol-decoder-json.c: what a person has said of a topic, as JSON
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-decoder-json.h"

#include <string.h>

#include <glib/gi18n.h>

#include "sol-json.h"

static const char *const times[] = {
  [SOL_TIME_FIRST] = "first", [SOL_TIME_LAST] = "last", [SOL_TIME_ARRIVAL] = "arrival",
};

static const struct
{
  const char      *member;
  SolDecoderNumber which;
} numbers[] = {
  { "scale", SOL_DECODER_SCALE },
  { "offset", SOL_DECODER_OFFSET },
  { "rate_hz", SOL_DECODER_RATE },
};

static void
add_number (JsonObject *object,
            const char *member,
            double      value)
{
  if (value != 0.0)
    json_object_set_double_member (object, member, value);
}

static void
add_fields (JsonObject  *object,
            char       **fields)
{
  JsonArray *array;

  if (fields == NULL || fields[0] == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; fields[i] != NULL; i++)
    json_array_add_string_element (array, fields[i]);
  json_object_set_array_member (object, "fields", array);
}

JsonObject *
sol_decoder_settings_to_json (const SolDecoderSettings *self)
{
  JsonObject *object = json_object_new ();

  if (self->format != SOL_FORMAT_AUTO)
    json_object_set_string_member (object, "format", sol_format_get_nick (self->format));
  add_fields (object, self->fields);
  add_number (object, "scale", self->scale);
  add_number (object, "offset", self->offset);
  if (self->unit != NULL)
    json_object_set_string_member (object, "unit", self->unit);
  add_number (object, "rate_hz", self->rate_hz);
  if (self->time_source != SOL_TIME_FIRST)
    json_object_set_string_member (object, "time", times[self->time_source]);
  return object;
}

static gboolean
refuse (const char  *member,
        const char  *problem,
        GError     **error)
{
  /* Translators: a member of a file, and what is wrong with it */
  g_set_error (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_SETTING, _("“%s”: %s"), member, problem);
  return FALSE;
}

/* Returns: FALSE with an error when the member is there and no text; @text is NULL when it is not there */
static gboolean
get_text (JsonObject  *object,
          const char  *member,
          const char **text,
          GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  *text = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  return node == NULL || *text != NULL || refuse (member, _("not a text"), error);
}

static gboolean
read_format (JsonObject          *object,
             SolDecoderSettings  *self,
             GError             **error)
{
  const char *nick;

  if (!get_text (object, "format", &nick, error))
    return FALSE;
  if (nick == NULL || (sol_format_from_nick (nick, &self->format)
                       && (self->format == SOL_FORMAT_AUTO || sol_format_is_choice (self->format))))
    return TRUE;
  return refuse ("format", _("not a format that a topic can be read as"), error);
}

static gboolean
read_time (JsonObject          *object,
           SolDecoderSettings  *self,
           GError             **error)
{
  const char *nick;

  if (!get_text (object, "time", &nick, error))
    return FALSE;
  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (times); i++)
    if (strcmp (times[i], nick) == 0)
      {
        self->time_source = (SolTimeSource) i;
        return TRUE;
      }
  return nick == NULL || refuse ("time", _("none of first, last and arrival"), error);
}

static gboolean
read_numbers (JsonObject          *object,
              SolDecoderSettings  *self,
              GError             **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      JsonNode *node = json_object_get_member (object, numbers[i].member);
      g_autoptr (GError) problem = NULL;

      if (node == NULL)
        continue;
      if (!JSON_NODE_HOLDS_VALUE (node)
          || !(json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE))
        return refuse (numbers[i].member, _("not a number"), error);
      if (!sol_decoder_settings_set_number (self, numbers[i].which, json_node_get_double (node), &problem))
        return refuse (numbers[i].member, problem->message, error);
    }
  return TRUE;
}

static gboolean
read_fields (JsonObject          *object,
             SolDecoderSettings  *self,
             GError             **error)
{
  JsonNode *node = json_object_get_member (object, "fields");
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse ("fields", _("not a list of texts"), error);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *field = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (field == NULL)
        return refuse ("fields", _("not a list of texts"), error);
      g_strv_builder_add (fields, field);
    }
  if (json_array_get_length (array) > 0)
    self->fields = g_strv_builder_end (fields);
  return TRUE;
}

gboolean
sol_decoder_settings_from_json (JsonObject          *object,
                                SolDecoderSettings  *self,
                                GError             **error)
{
  const char *unit = NULL;

  *self = (SolDecoderSettings) { 0 };
  if (read_format (object, self, error) && read_time (object, self, error) && read_numbers (object, self, error)
      && get_text (object, "unit", &unit, error) && read_fields (object, self, error))
    {
      self->unit = g_strdup (unit);
      return TRUE;
    }
  sol_decoder_settings_clear (self);
  *self = (SolDecoderSettings) { 0 };
  return FALSE;
}

char *
sol_decoder_settings_to_text (const SolDecoderSettings *self)
{
  return sol_json_print_object (sol_decoder_settings_to_json (self), FALSE, NULL);
}

gboolean
sol_decoder_settings_from_text (const char          *text,
                                SolDecoderSettings  *self,
                                GError             **error)
{
  g_autoptr (JsonObject) object = sol_json_parse_object (text, strlen (text), error);

  *self = (SolDecoderSettings) { 0 };
  return object != NULL && sol_decoder_settings_from_json (object, self, error);
}
