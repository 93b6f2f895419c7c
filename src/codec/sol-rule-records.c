/* sol-rule-records.c: an array of objects: a sample of each field in each of them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

/* Source: PAYLOADS.md P04. A field that a record lacks is NaN there. Fields come in the order of the record before, so
 * that the first channel looked at is nearly always the right one. */

typedef struct
{
  gsize n_records, record;
  guint next;   /* the channel that the next field probably has */
} Table;

static SolDecodedChannel *
find_channel (SolDecoded *self,
              guint       next)
{
  for (guint i = 0; i < self->n_channels; i++)
    {
      SolDecodedChannel *channel = &self->channels[(next + i) % self->n_channels];

      if (strcmp (sol_decoded_get_path (self, channel), self->path->str) == 0)
        return channel;
    }
  return NULL;
}

static SolDecodedChannel *
add_channel (SolDecoded    *self,
             const Table   *table,
             const SolLeaf *leaf)
{
  gsize first = self->n_values;

  if (!sol_decoded_reserve (self, table->n_records)
      || !sol_decoded_add_channel (self, self->path->str, first, table->n_records))
    return NULL;
  for (gsize i = 0; i < table->n_records; i++)
    self->values[self->n_values++] = NAN;
  self->channels[self->n_channels - 1].states = leaf->states;
  self->channels[self->n_channels - 1].unit = leaf->unit;
  return &self->channels[self->n_channels - 1];
}

static gboolean
put_leaf (SolDecoded    *self,
          const SolLeaf *leaf,
          gpointer       user_data)
{
  Table *table = user_data;
  SolDecodedChannel *channel = find_channel (self, table->next);

  if (channel == NULL && self->n_channels == SOL_DECODED_MAX_CHANNELS)
    return TRUE;
  if (channel == NULL && (channel = add_channel (self, table, leaf)) == NULL)
    return FALSE;
  self->values[channel->first + table->record] = leaf->value;
  table->next = (guint) (channel - self->channels) + 1;
  return TRUE;
}

static guint32
find_time (const SolTape *tape,
           guint32        record,
           SolStamp      *stamp)
{
  SOL_TAPE_FOREACH (tape, record, child)
    {
      const SolNode *node = sol_tape_get_node (tape, child);

      if (sol_key_is_time (sol_tape_get_key (tape, node)) && sol_stamp_from_node (tape, node, stamp))
        return child;
    }
  return 0;
}

/* Every record states a time, and they rise: else it is a field like others */
static gboolean
read_times (SolDecoded *self,
            guint32     root)
{
  SolStamp last = { SOL_STAMP_NONE, 0 }, stamp;

  SOL_TAPE_FOREACH (&self->tape, root, record)
    {
      if (find_time (&self->tape, record, &stamp) == 0
          || (last.kind != SOL_STAMP_NONE && (stamp.kind != last.kind || stamp.ns <= last.ns))
          || !sol_decoded_add_time (self, stamp.ns))
        {
          self->n_times = 0;
          return FALSE;
        }
      last = stamp;
    }
  self->stamp = last;
  sol_decoded_settle_times (self);
  return TRUE;
}

static gboolean
are_records (const SolTape *tape,
             guint32        root)
{
  const SolNode *node = sol_tape_get_node (tape, root);

  if (node->type != SOL_NODE_ARRAY || node->n == 0)
    return FALSE;
  SOL_TAPE_FOREACH (tape, root, record)
    if (sol_tape_get_node (tape, record)->type != SOL_NODE_MAP)
      return FALSE;
  return TRUE;
}

static gboolean
read_records (SolDecoded *self,
              guint32     root)
{
  Table table = { .n_records = sol_tape_get_node (&self->tape, root)->n };
  gboolean is_timed = read_times (self, root);
  SolStamp stamp;

  SOL_TAPE_FOREACH (&self->tape, root, record)
    {
      guint32 time = is_timed ? find_time (&self->tape, record, &stamp) : 0;

      table.next = 0;
      if (!sol_rule_foreach_leaf (self, record, time, put_leaf, &table))
        return FALSE;
      table.record++;
    }
  return self->n_channels > 0;
}

gboolean
sol_rule_records (SolDecoded  *self,
                  guint32      root,
                  GError     **error)
{
  if (are_records (&self->tape, root) && read_records (self, root))
    return TRUE;
  g_set_error_literal (error, SOL_CODEC_ERROR, SOL_CODEC_ERROR_NO_SAMPLES,
                       _("There is no array of objects with numbers"));
  return FALSE;
}
