/* sol-match-memo.c: whom a topic reached the last time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-match-memo-private.h"

#include "sol-hash-private.h"

#define N_BUCKETS 16384
#define MAX_ENTRIES 65536
#define MAX_BYTES (16 * 1024 * 1024)

struct _SolMatchMemo
{
  SolTopicTree *tree;       /* borrowed */
  guint64       generation; /* of @tree when the first entry was learned */
  guint64       seed;
  GArray       *targets;
  GArray       *withheld;
  SolMatchFilter filter;     /* nullable */
  gpointer      filter_data;
  guint64       stamp;
  gsize         n_bytes;
  guint         n_entries;
  SolMatch     *buckets[N_BUCKETS];
};

SolMatchMemo *
sol_match_memo_new (SolTopicTree *tree)
{
  SolMatchMemo *self = g_new0 (SolMatchMemo, 1);

  self->tree = tree;
  self->seed = sol_hash_seed_new ();
  self->targets = g_array_new (FALSE, FALSE, sizeof (SolTarget));
  self->withheld = g_array_new (FALSE, FALSE, sizeof (SolTarget));
  g_array_set_clear_func (self->withheld, sol_target_clear);
  return self;
}

static void
sol_match_free (SolMatch *self)
{
  for (guint32 i = 0; i < self->n_targets; i++)
    sol_target_clear (&self->targets[i]);
  g_clear_pointer (&self->withheld, g_array_unref);
  g_free (self);
}

void
sol_match_memo_forget (SolMatchMemo *self)
{
  self->stamp++;
  for (guint i = 0; i < N_BUCKETS && self->n_entries > 0; i++)
    for (SolMatch *next; self->buckets[i] != NULL; self->buckets[i] = next)
      {
        next = self->buckets[i]->hash_next;
        sol_match_free (self->buckets[i]);
        self->n_entries--;
      }
  self->n_bytes = 0;
}

void
sol_match_memo_set_filter (SolMatchMemo   *self,
                           SolMatchFilter  filter,
                           gpointer        user_data)
{
  self->filter = filter;
  self->filter_data = user_data;
}

guint64
sol_match_memo_get_stamp (SolMatchMemo *self)
{
  return self->stamp;
}

/* Those who stay keep their order; the others are in @withheld */
static void
sol_match_memo_leave_out (SolMatchMemo *self,
                          const char   *topic,
                          gsize         topic_len)
{
  SolTarget *targets = (SolTarget *) (gpointer) self->targets->data;
  guint n_kept = 0;

  for (guint i = 0; i < self->targets->len; i++)
    if (self->filter (targets[i].subscriber, topic, topic_len, self->filter_data))
      targets[n_kept++] = targets[i];
    else
      g_array_append_val (self->withheld, targets[i]);
  g_array_set_size (self->targets, n_kept);
}

static inline const void *
sol_match_get_topic (const SolMatch *self)
{
  return self->targets + self->n_targets;
}

const SolMatch *
sol_match_memo_find (SolMatchMemo *self,
                     const char   *topic,
                     gsize         topic_len)
{
  guint64 hash;

  if (G_UNLIKELY (self->generation != sol_topic_tree_get_generation (self->tree)))
    return NULL;
  hash = sol_hash_octets (topic, topic_len, self->seed);
  for (const SolMatch *at = self->buckets[hash % N_BUCKETS]; at != NULL; at = at->hash_next)
    if (at->hash == hash && at->topic_len == topic_len
        && memcmp (sol_match_get_topic (at), topic, topic_len) == 0)
      return at;
  return NULL;
}

/* Returns: (transfer full) (nullable) */
static GArray *
sol_match_memo_take_withheld (SolMatchMemo *self)
{
  GArray *withheld = self->withheld;

  if (withheld->len == 0)
    return NULL;
  self->n_bytes += withheld->len * sizeof (SolTarget);
  self->withheld = g_array_new (FALSE, FALSE, sizeof (SolTarget));
  g_array_set_clear_func (self->withheld, sol_target_clear);
  return withheld;
}

static gboolean
is_personal (const GArray *targets)
{
  for (guint i = 0; i < targets->len; i++)
    if ((g_array_index (targets, SolTarget, i).flags & (SOL_TARGET_NOT_OWN | SOL_TARGET_OWN_ONLY))
        != 0)
      return TRUE;
  return FALSE;
}

const SolMatch *
sol_match_memo_learn (SolMatchMemo *self,
                      const char   *topic,
                      gsize         topic_len)
{
  guint64 generation = sol_topic_tree_get_generation (self->tree);
  gsize size_targets;
  SolMatch *match;

  if (self->generation != generation || self->n_bytes > MAX_BYTES || self->n_entries >= MAX_ENTRIES)
    sol_match_memo_forget (self);
  self->generation = generation;
  sol_topic_tree_match (self->tree, topic, topic_len, self->targets);
  if (G_UNLIKELY (self->filter != NULL))
    sol_match_memo_leave_out (self, topic, topic_len);

  size_targets = self->targets->len * sizeof (SolTarget);
  match = g_malloc (sizeof (SolMatch) + size_targets + topic_len);
  match->hash = sol_hash_octets (topic, topic_len, self->seed);
  match->withheld = sol_match_memo_take_withheld (self);
  match->n_targets = self->targets->len;
  match->topic_len = (guint16) topic_len;
  match->is_personal = is_personal (self->targets);
  if (size_targets > 0)
    memcpy (match->targets, self->targets->data, size_targets);
  memcpy (match->targets + match->n_targets, topic, topic_len);
  g_array_set_size (self->targets, 0);

  match->hash_next = self->buckets[match->hash % N_BUCKETS];
  self->buckets[match->hash % N_BUCKETS] = match;
  self->n_bytes += sizeof (SolMatch) + size_targets + topic_len;
  self->n_entries++;
  return match;
}

void
sol_match_memo_free (SolMatchMemo *self)
{
  sol_match_memo_forget (self);
  g_array_unref (self->targets);
  g_array_unref (self->withheld);
  g_free (self);
}
