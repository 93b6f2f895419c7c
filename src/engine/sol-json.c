/* sol-json.c: JSON objects from octets that nobody vouches for
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-json.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

#include "sol-config.h"

#define MAX_DEPTH 32

static gboolean
fail (GError     **error,
      const char  *message)
{
  g_set_error_literal (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX, message);
  return FALSE;
}

/* Returns: the octet behind the closing quote of the text that begins at @at; NULL when a \u0000
 * stands in it */
static const char *
skip_text (const char *at,
           const char *end)
{
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\')
      {
        if (end - at >= 6 && memcmp (at, "\\u0000", 6) == 0)
          return NULL;
        at++;
      }
  return at < end ? at + 1 : end;
}

/* What the parser cannot be trusted with: depth costs it stack, and a zero octet ends its texts */
static gboolean
check_shape (const char  *data,
             gsize        length,
             GError     **error)
{
  const char *at = data, *end = data + length;
  guint depth = 0;

  while (at < end)
    {
      if (*at == '"')
        {
          at = skip_text (at, end);
          if (at == NULL)
            return fail (error, _ ("A text in JSON must not hold \\u0000"));
          continue;
        }
      if (*at == '{' || *at == '[')
        depth++;
      else if ((*at == '}' || *at == ']') && depth > 0)
        depth--;
      if (depth > MAX_DEPTH)
        return fail (error, _ ("The JSON is nested too deep: at most 32 levels are understood"));
      at++;
    }
  return TRUE;
}

/* json-glib makes another number of an integer that has no room in 64 bits: it is given a fraction, so that it becomes
 * a double of about the same value. All such have this many digits, and those in range that have may be doubles too. */
#define WIDE_DIGITS 19

static gboolean
is_wide_integer (const char *begin,
                 const char *digits_end,
                 const char *end)
{
  gboolean has_more = digits_end < end && strchr (".eE", *digits_end) != NULL;

  return digits_end - begin >= WIDE_DIGITS && !has_more;
}

/* The octet behind the integer part, and behind what follows it, of the number that begins at @at */
static const char *
skip_number (const char  *at,
             const char  *end,
             const char **digits_end)
{
  while (at < end && g_ascii_isdigit (*at))
    at++;
  *digits_end = at;
  while (at < end && (g_ascii_isdigit (*at) || strchr (".eE+-", *at) != NULL))
    at++;
  return at;
}

/* Appends a number, which begins behind its sign; its integer part ends at @digits_end, its last octet before @end */
typedef void (*NumberFunc) (GString    *text,
                            const char *begin,
                            const char *digits_end,
                            const char *end);

/* Of text that check_shape() let through. Returns: (transfer full) */
static GString *
rewrite_numbers (const char *data,
                 gsize       length,
                 NumberFunc  append_number)
{
  GString *text = g_string_sized_new (length + 2);
  const char *at = data, *end = data + length;

  while (at < end)
    {
      const char *begin = at, *digits_end;

      if (g_ascii_isdigit (*at))
        {
          at = skip_number (at, end, &digits_end);
          append_number (text, begin, digits_end, at);
          continue;
        }
      at = *at == '"' ? skip_text (at, end) : at + 1;
      g_string_append_len (text, begin, at - begin);
    }
  return text;
}

static void
append_widened (GString    *text,
                const char *begin,
                const char *digits_end,
                const char *end)
{
  g_string_append_len (text, begin, end - begin);
  if (is_wide_integer (begin, digits_end, end))
    g_string_append (text, ".0");
}

/* json-glib 1.6 writes 1e-10 as 1e-10.0, which is no JSON: nobody could read it again */
static void
append_narrowed (GString    *text,
                 const char *begin,
                 const char *digits_end,
                 const char *end)
{
  gsize length = (gsize) (end - begin);

  if (memchr (begin, 'e', length) != NULL && memcmp (end - 2, ".0", 2) == 0)
    length -= 2;
  g_string_append_len (text, begin, (gssize) length);
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  return g_utf8_validate (text, -1, NULL) || fail (error, _ ("A text in JSON must not hold half a character by \\u"));
}

static gboolean
check_value (JsonNode  *node,
             GError   **error)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return check_text (json_node_get_string (node), error);
  return json_node_get_value_type (node) != G_TYPE_DOUBLE || isfinite (json_node_get_double (node))
         || fail (error, _ ("A number in the JSON is too large: at most 1.7e308 is understood"));
}

/* What the parser makes of what is no JSON, and what could not be written again: 1e999 reads as infinity, half a
 * surrogate pair as no UTF-8 */
static gboolean
check_node (JsonNode  *node,
            GError   **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;

  for (const GList *at = members; at != NULL; at = at->next)
    if (!check_text (at->data, error) || !check_node (json_object_get_member (object, at->data), error))
      return FALSE;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (!check_node (json_array_get_element (array, i), error))
      return FALSE;
  return !JSON_NODE_HOLDS_VALUE (node) || check_value (node, error);
}

JsonObject *
sol_json_parse_object (const char  *data,
                       gsize        length,
                       GError     **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) cause = NULL;
  g_autoptr (GString) text = NULL;
  JsonNode *root;

  if (length > G_MAXSSIZE || !g_utf8_validate_len (data, length, NULL))
    {
      fail (error, _ ("The text is not UTF-8"));
      return NULL;
    }
  if (!check_shape (data, length, error))
    return NULL;
  text = rewrite_numbers (data, length, append_widened);
  if (!json_parser_load_from_data (parser, text->str, (gssize) text->len, &cause))
    {
      /* The parser quotes what it read: half a surrogate pair, too */
      g_autofree char *quoted = g_utf8_make_valid (cause->message, -1);

      g_set_error (error, SOL_CONFIG_ERROR, SOL_CONFIG_ERROR_SYNTAX, _ ("The text is not JSON: %s"), quoted);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, _ ("The JSON must be an object: { … }"));
      return NULL;
    }
  return check_node (root, error) ? json_node_dup_object (root) : NULL;
}

char *
sol_json_print (JsonNode *root,
                gboolean  pretty,
                gsize    *length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *data = NULL;
  GString *text;
  gsize size;

  json_generator_set_pretty (generator, pretty);
  json_generator_set_root (generator, root);
  data = json_generator_to_data (generator, &size);
  text = rewrite_numbers (data, size, append_narrowed);
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}

char *
sol_json_print_object (JsonObject *object,
                       gboolean    pretty,
                       gsize      *length)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, object);
  return sol_json_print (root, pretty, length);
}

const char *
sol_json_get_string (JsonObject *object,
                     const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

double
sol_json_get_number (JsonObject *object,
                     const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0.0;
}

JsonObject *
sol_json_get_object (JsonObject *object,
                     const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
sol_json_get_array (JsonObject *object,
                    const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}
