/* sol-alias-table.c: the topic aliases that one client was told
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-alias-table-private.h"

#include "sol-hash-private.h"

#define MAX_ALIASES 32

/* An alias takes three octets: a shorter topic gains nothing, a longer one is not worth keeping */
#define MIN_TOPIC 8
#define MAX_TOPIC 1024

/* So often others must want an alias before it is taken from a topic that no longer comes */
#define PATIENCE 8

typedef struct
{
  guint64  wanted_hash;  /* of the topic that wanted it last in vain */
  char    *topic;        /* owned, nullable, no zero */
  guint16  topic_len;
  guint16  n_wanted;     /* since @topic came last */
} Entry;

struct _SolAliasTable
{
  guint64 seed;
  guint   n;
  Entry   entries[];     /* of alias index + 1 */
};

SolAliasTable *
sol_alias_table_new (guint16 limit)
{
  guint n = MIN (limit, MAX_ALIASES);
  SolAliasTable *self = g_malloc0 (sizeof (SolAliasTable) + n * sizeof (Entry));

  self->seed = sol_hash_seed_new ();
  self->n = n;
  return self;
}

static void
entry_take (Entry      *self,
            const char *topic,
            gsize       topic_len)
{
  g_free (self->topic);
  self->topic = g_memdup2 (topic, topic_len);
  self->topic_len = (guint16) topic_len;
  self->n_wanted = 0;
}

static gboolean
entry_is_free_for (Entry   *self,
                   guint64  hash)
{
  gboolean came_before = self->wanted_hash == hash;

  self->wanted_hash = hash;
  if (self->topic == NULL)
    return came_before;
  self->n_wanted++;
  return came_before && self->n_wanted > PATIENCE;
}

guint16
sol_alias_table_use (SolAliasTable *self,
                     const char    *topic,
                     gsize          topic_len,
                     gboolean      *is_told)
{
  guint64 hash;
  Entry *entry;

  *is_told = FALSE;
  if (topic_len < MIN_TOPIC || topic_len > MAX_TOPIC)
    return 0;
  hash = sol_hash_octets (topic, topic_len, self->seed);
  entry = &self->entries[hash % self->n];
  *is_told = entry->topic_len == topic_len && memcmp (entry->topic, topic, topic_len) == 0;
  if (*is_told)
    entry->n_wanted = 0;
  else if (entry_is_free_for (entry, hash))
    entry_take (entry, topic, topic_len);
  else
    return 0;
  return (guint16) (entry - self->entries + 1);
}

void
sol_alias_table_free (SolAliasTable *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->entries[i].topic);
  g_free (self);
}
