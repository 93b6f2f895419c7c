/* sol-metadata-homie.c: what Homie devices say of their properties
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-metadata-private.h"

#include <string.h>

/* Source: PAYLOADS.md P14; the Homie convention 4.0 (`homie/DEVICE/NODE/PROPERTY/$unit`) and 5.0 (one description of a
 * device in JSON at `homie/5/DEVICE/$description`). */

#define MAX_TEXT 64 /* octets of a unit or name */

static gboolean
is_description (const char *topic)
{
  return g_str_has_suffix (topic, "/$description");
}

gboolean
sol_homie_is_source (const char *topic)
{
  return g_str_has_prefix (topic, "homie/")
         && (is_description (topic) || g_str_has_suffix (topic, "/$unit") || g_str_has_suffix (topic, "/$name"));
}

/* One attribute of a property, as text */
static void
take_attribute (SolMetadata  *self,
                const guint8 *payload,
                gsize         length)
{
  const char *attribute = strrchr (self->source, '/');
  g_autofree char *topic = g_strndup (self->source, (gsize) (attribute - self->source));
  g_autofree char *text = NULL;
  SolMetadataEntry said = { 0 };

  if (length > MAX_TEXT || !g_utf8_validate_len ((const char *) payload, length, NULL))
    return;
  text = g_strndup ((const char *) payload, length);
  if (strcmp (attribute, "/$unit") == 0)
    said.unit = text;
  else
    said.name = text;
  sol_metadata_put (self, topic, "", &said);
}

static void
take_properties (SolMetadata *self,
                 const char  *device,
                 guint32      node)
{
  const SolTape *tape = &self->decoded.tape;
  guint32 all = sol_tape_find_member (tape, node, "properties");

  if (all == 0)
    return;
  SOL_TAPE_FOREACH (tape, all, property)
    {
      g_autofree char *topic = g_strdup_printf ("%s/%s/%s", device,
                                                sol_tape_get_key (tape, sol_tape_get_node (tape, node)),
                                                sol_tape_get_key (tape, sol_tape_get_node (tape, property)));
      SolMetadataEntry said = { .name = sol_metadata_get_text (self, property, "name"),
                                .unit = sol_metadata_get_text (self, property, "unit") };

      sol_metadata_put (self, topic, "", &said);
    }
}

static void
take_description (SolMetadata *self)
{
  const SolTape *tape = &self->decoded.tape;
  guint32 nodes = sol_tape_find_member (tape, 0, "nodes");
  g_autofree char *device = g_strndup (self->source, strlen (self->source) - strlen ("/$description"));

  if (nodes == 0)
    return;
  SOL_TAPE_FOREACH (tape, nodes, node)
    take_properties (self, device, node);
}

void
sol_homie_take (SolMetadata  *self,
                const guint8 *payload,
                gsize         length)
{
  if (!is_description (self->source))
    take_attribute (self, payload, length);
  else if (sol_tape_load (&self->decoded, sol_tape_read_json, payload, length, NULL))
    take_description (self);
}
