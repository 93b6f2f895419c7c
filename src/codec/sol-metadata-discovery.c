/* sol-metadata-discovery.c: Home Assistant's discovery
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-metadata-private.h"

#include <string.h>

/* Source: PAYLOADS.md P12; Home Assistant, "MQTT discovery": PREFIX/COMPONENT/[NODE/]OBJECT/config, keys in full or
 * shortened, `~` at either end of a topic for the base, and the form that says all entities of a device at once. */

static const char * const components[] = {
  "sensor", "binary_sensor", "switch", "light", "number", "climate", "cover", "fan", "lock", "select", "text", "valve",
  "humidifier", "water_heater", "siren", "device_tracker", "event", "update", "vacuum", "device", NULL,
};

gboolean
sol_discovery_is_source (const char *topic)
{
  g_auto (GStrv) levels = NULL;
  guint n;

  if (!g_str_has_suffix (topic, "/config"))
    return FALSE;
  levels = g_strsplit (topic, "/", 6);
  n = g_strv_length (levels);
  return (n == 4 || n == 5) && g_strv_contains (components, levels[1]);
}

/* In full or shortened */
static const char *
get_text (const SolMetadata *self,
          guint32            map,
          const char        *key,
          const char        *abbreviation)
{
  const char *text = sol_metadata_get_text (self, map, key);

  return text != NULL ? text : sol_metadata_get_text (self, map, abbreviation);
}

static guint32
find_map (const SolTape *tape,
          const char    *key,
          const char    *abbreviation)
{
  guint32 at = sol_tape_find_member (tape, 0, key);

  if (at == 0)
    at = sol_tape_find_member (tape, 0, abbreviation);
  return at != 0 && sol_tape_get_node (tape, at)->type == SOL_NODE_MAP ? at : 0;
}

static char *
expand_base (const char *topic,
             const char *base)
{
  gsize length = strlen (topic);

  if (base == NULL || length == 0)
    return g_strdup (topic);
  if (topic[0] == '~')
    return g_strconcat (base, topic + 1, NULL);
  if (topic[length - 1] == '~')
    return g_strdup_printf ("%.*s%s", (int) length - 1, topic, base);
  return g_strdup (topic);
}

/* One step of `value_json.a['b'][0]`. Returns: NULL when it is something else */
static const char *
read_step (const char *p,
           GString    *path)
{
  gsize length;
  char quote;

  if (*p == '.' && (length = strspn (p + 1, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")) > 0)
    {
      g_string_append_c (path, '/');
      g_string_append_len (path, p + 1, (gssize) length);
      return p + 1 + length;
    }
  if (*p != '[')
    return NULL;
  quote = p[1] == '\'' || p[1] == '"' ? p[1] : '\0';
  p += quote != '\0' ? 2 : 1;
  length = quote != '\0' ? strcspn (p, quote == '\'' ? "'" : "\"") : strspn (p, G_CSET_DIGITS);
  if (length == 0 || p[length] != (quote != '\0' ? quote : ']') || (quote != '\0' && p[length + 1] != ']'))
    return NULL;
  g_string_append_c (path, '/');
  g_string_append_len (path, p, (gssize) length);
  return p + length + (quote != '\0' ? 2 : 1);
}

/* Filters that leave the number what it is: float, int, round and default, with whatever arguments */
static gboolean
are_filters_plain (const char *p)
{
  static const char * const filters[] = { "float", "int", "round", "default", "is_defined" };

  for (p += strspn (p, " "); *p == '|'; p += strspn (p, " "))
    {
      guint i = 0;

      p++;
      p += strspn (p, " ");
      while (i < G_N_ELEMENTS (filters) && !g_str_has_prefix (p, filters[i]))
        i++;
      if (i == G_N_ELEMENTS (filters))
        return FALSE;
      p += strlen (filters[i]);
      if (*p == '(')
        p += strcspn (p, ")") + (strchr (p, ')') != NULL);
    }
  return g_str_has_prefix (p, "}}") || g_str_has_prefix (p, "-}}");
}

/* Returns: (transfer full): the path that a template reads, "" for the whole payload and for templates that compute */
static char *
read_template (const char *template)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const char *p = template;

  if (p == NULL || !g_str_has_prefix (p, "{{"))
    return g_strdup ("");
  p += 2;
  p += strspn (p, "- ");
  if (!g_str_has_prefix (p, "value_json"))
    return g_strdup ("");
  for (p += strlen ("value_json"); p != NULL && (*p == '.' || *p == '[');)
    p = read_step (p, path);
  if (p == NULL || !are_filters_plain (p) || path->len == 0)
    return g_strdup ("");
  return g_strdup (path->str + 1);
}

static double
get_expiry (const SolTape *tape,
            guint32        map)
{
  guint32 at = sol_tape_find_member (tape, map, "expire_after");

  if (at == 0)
    at = sol_tape_find_member (tape, map, "exp_aft");
  return at != 0 && sol_tape_get_node (tape, at)->type == SOL_NODE_NUMBER ? sol_tape_get_node (tape, at)->number : 0.0;
}

/* One entity; what it does not say of its topic the device may */
static void
take_entity (SolMetadata *self,
             guint32      map)
{
  const SolTape *tape = &self->decoded.tape;
  guint32 device = find_map (tape, "device", "dev");
  const char *base = sol_metadata_get_text (self, map, "~");
  const char *state = get_text (self, map, "state_topic", "stat_t");
  g_autofree char *path = read_template (get_text (self, map, "value_template", "val_tpl"));
  g_autofree char *topic = NULL;
  SolMetadataEntry said = {
    .name = sol_metadata_get_text (self, map, "name"),
    .unit = get_text (self, map, "unit_of_measurement", "unit_of_meas"),
    .device_class = get_text (self, map, "device_class", "dev_cla"),
    .expire_s = get_expiry (tape, map),
  };

  if (state == NULL)
    state = get_text (self, 0, "state_topic", "stat_t");
  if (base == NULL)
    base = sol_metadata_get_text (self, 0, "~");
  if (said.name == NULL && device != 0)
    said.name = sol_metadata_get_text (self, device, "name");
  if (state == NULL)
    return;
  topic = expand_base (state, base);
  sol_metadata_put (self, topic, path, &said);
}

void
sol_discovery_take (SolMetadata *self)
{
  const SolTape *tape = &self->decoded.tape;
  guint32 all = find_map (tape, "components", "cmps");

  if (sol_tape_get_node (tape, 0)->type != SOL_NODE_MAP)
    return;
  if (all == 0)
    return take_entity (self, 0);
  SOL_TAPE_FOREACH (tape, all, entity)
    if (sol_tape_get_node (tape, entity)->type == SOL_NODE_MAP)
      take_entity (self, entity);
}
