/* sol-metadata.c: what payloads of some topics say about others
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-metadata-private.h"

#include <string.h>

#include "sol-quantity-private.h"

#define MAX_ENTRIES 20000
#define MAX_TEXT 128 /* octets of a name */

typedef struct
{
  SolMetadataEntry  entry;
  char             *source; /* owned: the topic that said it */
  char             *name, *unit, *device_class; /* owned, nullable: what @entry shows */
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  g_free (record->source);
  g_free (record->name);
  g_free (record->unit);
  g_free (record->device_class);
  g_free (record);
}

SolMetadata *
sol_metadata_new (void)
{
  SolMetadata *self = g_new0 (SolMetadata, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, record_free);
  sol_decoded_init (&self->decoded);
  return self;
}

void
sol_metadata_free (SolMetadata *self)
{
  g_hash_table_unref (self->entries);
  sol_decoded_clear (&self->decoded);
  g_free (self);
}

static gboolean
is_meta (const char *topic)
{
  return g_str_has_suffix (topic, "/$meta");
}

static char *
make_key (const char *topic,
          const char *path)
{
  return g_strconcat (topic, "\n", path, NULL);
}

static Record *
get_record (SolMetadata *self,
            const char  *topic,
            const char  *path)
{
  g_autofree char *key = make_key (topic, path);
  Record *record = g_hash_table_lookup (self->entries, key);

  if (record != NULL || g_hash_table_size (self->entries) >= MAX_ENTRIES)
    return record;
  record = g_new0 (Record, 1);
  g_hash_table_insert (self->entries, g_steal_pointer (&key), record);
  return record;
}

static void
set_text (char       **text,
          const char  *said)
{
  if (said == NULL || *said == '\0' || strlen (said) > MAX_TEXT)
    return;
  g_free (*text);
  *text = g_strdup (said);
}

void
sol_metadata_put (SolMetadata            *self,
                  const char             *topic,
                  const char             *path,
                  const SolMetadataEntry *said)
{
  Record *record = get_record (self, topic, path);

  if (record == NULL)
    return;
  g_free (record->source);
  record->source = g_strdup (self->source);
  set_text (&record->name, said->name);
  set_text (&record->unit, said->unit != NULL ? sol_unit_normalize (said->unit) : NULL);
  set_text (&record->device_class, said->device_class);
  record->entry.name = record->name;
  record->entry.unit = record->unit;
  record->entry.device_class = record->device_class;
  if (said->expire_s > 0.0)
    record->entry.expire_s = said->expire_s;
  if (is_meta (self->source))
    record->entry.hints = said->hints;
  self->generation++;
}

const char *
sol_metadata_get_text (const SolMetadata *self,
                       guint32            parent,
                       const char        *key)
{
  const SolTape *tape = &self->decoded.tape;
  guint32 at = sol_tape_find_member (tape, parent, key);
  const SolNode *node = sol_tape_get_node (tape, at);

  return at != 0 && node->type == SOL_NODE_TEXT ? sol_tape_get_text (tape, node) : NULL;
}

/* What the properties of a message may say, said once beside the topic: {"dtype":"int16","fs":1000,"scale":0.001} */
static void
take_meta (SolMetadata *self)
{
  const SolTape *tape = &self->decoded.tape;
  g_autofree char *topic = g_strndup (self->source, strlen (self->source) - strlen ("/$meta"));
  SolMetadataEntry said = { .name = sol_metadata_get_text (self, 0, "name"),
                            .unit = sol_metadata_get_text (self, 0, "unit") };

  if (sol_tape_get_node (tape, 0)->type != SOL_NODE_MAP)
    return;
  SOL_TAPE_FOREACH (tape, 0, child)
    {
      const SolNode *node = sol_tape_get_node (tape, child);
      const char *key = sol_tape_get_key (tape, node);
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      if (node->type == SOL_NODE_TEXT)
        sol_hints_add_property (&said.hints, key, strlen (key), sol_tape_get_text (tape, node), node->n);
      else if (node->type == SOL_NODE_NUMBER && g_ascii_dtostr (number, sizeof number, node->number) != NULL)
        sol_hints_add_property (&said.hints, key, strlen (key), number, strlen (number));
    }
  sol_metadata_put (self, topic, "", &said);
}

gboolean
sol_metadata_is_source (const char *topic)
{
  return sol_discovery_is_source (topic) || sol_homie_is_source (topic) || sol_zigbee_is_source (topic)
         || is_meta (topic);
}

static gboolean
is_from_cb (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return g_str_equal (((Record *) value)->source, user_data);
}

void
sol_metadata_take (SolMetadata  *self,
                   const char   *topic,
                   const guint8 *payload,
                   gsize         length)
{
  self->source = topic;
  if (length == 0)
    self->generation += g_hash_table_foreach_remove (self->entries, is_from_cb, (gpointer) topic);
  else if (sol_homie_is_source (topic))
    sol_homie_take (self, payload, length);
  else if (!sol_tape_load (&self->decoded, sol_tape_read_json, payload, length, NULL))
    self->decoded.loaded = NULL;
  else if (sol_discovery_is_source (topic))
    sol_discovery_take (self);
  else if (sol_zigbee_is_source (topic))
    sol_zigbee_take (self);
  else
    take_meta (self);
  sol_decoded_reset (&self->decoded);
}

guint
sol_metadata_get_generation (const SolMetadata *self)
{
  return self->generation;
}

const SolMetadataEntry *
sol_metadata_find (const SolMetadata *self,
                   const char        *topic,
                   const char        *path)
{
  g_autofree char *key = make_key (topic, path);
  const Record *record = g_hash_table_lookup (self->entries, key);

  return record != NULL ? &record->entry : NULL;
}
