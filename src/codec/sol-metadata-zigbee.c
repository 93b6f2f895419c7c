/* sol-metadata-zigbee.c: Zigbee2MQTT's list of devices
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-metadata-private.h"

#include <string.h>

/* Source: PAYLOADS.md P10; Zigbee2MQTT, "MQTT topics": `BASE/bridge/devices` is a list of devices, each with what it
 * exposes; features of a whole are inside it. Values come at `BASE/NAME`. */

#define SUFFIX "/bridge/devices"

gboolean
sol_zigbee_is_source (const char *topic)
{
  return g_str_has_suffix (topic, SUFFIX);
}

static void
take_features (SolMetadata *self,
               const char  *topic,
               guint32      list)
{
  const SolTape *tape = &self->decoded.tape;

  if (list == 0 || sol_tape_get_node (tape, list)->type != SOL_NODE_ARRAY)
    return;
  SOL_TAPE_FOREACH (tape, list, feature)
    {
      const char *property = sol_metadata_get_text (self, feature, "property");
      SolMetadataEntry said = { .name = sol_metadata_get_text (self, feature, "label"),
                                .unit = sol_metadata_get_text (self, feature, "unit") };

      if (property != NULL && (said.unit != NULL || said.name != NULL))
        sol_metadata_put (self, topic, property, &said);
      take_features (self, topic, sol_tape_find_member (tape, feature, "features"));
    }
}

void
sol_zigbee_take (SolMetadata *self)
{
  const SolTape *tape = &self->decoded.tape;

  if (sol_tape_get_node (tape, 0)->type != SOL_NODE_ARRAY)
    return;
  SOL_TAPE_FOREACH (tape, 0, device)
    {
      const char *name = sol_metadata_get_text (self, device, "friendly_name");
      g_autofree char *topic = NULL;
      guint32 exposes;

      if (name == NULL || !sol_tape_find_path (tape, device, "definition/exposes", &exposes))
        continue;
      topic = g_strdup_printf ("%.*s/%s", (int) (strlen (self->source) - strlen (SUFFIX)), self->source, name);
      take_features (self, topic, exposes);
    }
}
