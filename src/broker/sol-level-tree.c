/* sol-level-tree.c: topics and filters as a tree of their levels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Levels hang together as parent, first child and siblings. One hash table for the whole tree leads
 * from a parent and a name to the child, so that a level with a hundred thousand children costs no
 * more than one with two.
 */
#include "config.h"

#include "sol-level-tree-private.h"

#include "sol-hash-private.h"

#define MIN_BUCKETS 64

SolLevelTree *
sol_level_tree_new (void)
{
  SolLevelTree *self = g_new0 (SolLevelTree, 1);

  self->seed = sol_hash_seed_new ();
  self->n_buckets = MIN_BUCKETS;
  self->buckets = g_new0 (SolLevel *, self->n_buckets);
  return self;
}

gboolean
sol_level_tree_accepts (const char *path,
                        gsize       length)
{
  guint depth = 1;

  for (gsize i = 0; i < length; i++)
    depth += path[i] == '/';
  return depth <= SOL_LEVEL_TREE_MAX_DEPTH;
}

static guint32
sol_level_tree_hash (SolLevelTree *self,
                     SolLevel     *parent,
                     const char   *name,
                     gsize         length)
{
  return (guint32) sol_hash_octets (name, length, self->seed ^ GPOINTER_TO_SIZE (parent));
}

SolLevel *
sol_level_tree_find_child (SolLevelTree *self,
                           SolLevel     *parent,
                           const char   *name,
                           gsize         length)
{
  guint32 hash;

  if (parent->first_child == NULL)
    return NULL;
  hash = sol_level_tree_hash (self, parent, name, length);
  for (SolLevel *at = self->buckets[hash & (self->n_buckets - 1)]; at != NULL; at = at->hash_next)
    if (at->hash == hash && at->parent == parent && at->length == length
        && memcmp (at->name, name, length) == 0)
      return at;
  return NULL;
}

static void
sol_level_tree_link_bucket (SolLevelTree *self,
                            SolLevel     *level)
{
  SolLevel **bucket = &self->buckets[level->hash & (self->n_buckets - 1)];

  level->hash_next = *bucket;
  *bucket = level;
}

static void
sol_level_tree_grow (SolLevelTree *self)
{
  SolLevel **old = self->buckets;
  guint n_old = self->n_buckets;

  self->n_buckets *= 2;
  self->buckets = g_new0 (SolLevel *, self->n_buckets);
  for (guint i = 0; i < n_old; i++)
    for (SolLevel *at = old[i], *next; at != NULL; at = next)
      {
        next = at->hash_next;
        sol_level_tree_link_bucket (self, at);
      }
  g_free (old);
}

static SolLevel *
sol_level_tree_add_child (SolLevelTree *self,
                          SolLevel     *parent,
                          const char   *name,
                          gsize         length)
{
  SolLevel *level = g_malloc0 (sizeof (SolLevel) + length);

  if (self->n_levels >= self->n_buckets)
    sol_level_tree_grow (self);
  level->parent = parent;
  level->length = (guint16) length;
  level->hash = sol_level_tree_hash (self, parent, name, length);
  memcpy (level->name, name, length);
  level->next = parent->first_child;
  if (level->next != NULL)
    level->next->previous = level;
  parent->first_child = level;
  sol_level_tree_link_bucket (self, level);
  self->n_levels++;
  self->n_bytes += sizeof (SolLevel) + length;
  return level;
}

SolLevel *
sol_level_tree_find (SolLevelTree *self,
                     const char   *path,
                     gsize         length)
{
  const char *end = path + length;
  SolLevel *level = &self->root;

  for (;; path++)
    {
      const char *stop = sol_level_end (path, end);

      level = sol_level_tree_find_child (self, level, path, stop - path);
      path = stop;
      if (level == NULL || path == end)
        return level;
    }
}

SolLevel *
sol_level_tree_ensure (SolLevelTree *self,
                       const char   *path,
                       gsize         length)
{
  const char *end = path + length;
  SolLevel *level = &self->root;

  for (;; path++)
    {
      const char *stop = sol_level_end (path, end);
      SolLevel *child = sol_level_tree_find_child (self, level, path, stop - path);

      level = child != NULL ? child : sol_level_tree_add_child (self, level, path, stop - path);
      path = stop;
      if (path == end)
        return level;
    }
}

static void
sol_level_tree_remove (SolLevelTree *self,
                       SolLevel     *level)
{
  SolLevel **at = &self->buckets[level->hash & (self->n_buckets - 1)];

  while (*at != level)
    at = &(*at)->hash_next;
  *at = level->hash_next;

  if (level->previous != NULL)
    level->previous->next = level->next;
  else
    level->parent->first_child = level->next;
  if (level->next != NULL)
    level->next->previous = level->previous;

  self->n_levels--;
  self->n_bytes -= sizeof (SolLevel) + level->length;
  g_free (level);
}

void
sol_level_tree_prune (SolLevelTree *self,
                      SolLevel     *level)
{
  while (level != &self->root && level->value == NULL && level->first_child == NULL)
    {
      SolLevel *parent = level->parent;

      sol_level_tree_remove (self, level);
      level = parent;
    }
}

SolLevel *
sol_level_tree_walk (const SolLevel *top,
                     SolLevel       *level)
{
  if (level->first_child != NULL)
    return level->first_child;
  while (level != top && level->next == NULL)
    level = level->parent;
  return level == top ? NULL : level->next;
}

char *
sol_level_dup_path (const SolLevel *self)
{
  g_autoptr (GString) path = g_string_new_len (self->name, self->length);

  for (const SolLevel *at = self->parent; at->parent != NULL; at = at->parent)
    {
      g_string_prepend_c (path, '/');
      g_string_prepend_len (path, at->name, at->length);
    }
  return g_string_free (g_steal_pointer (&path), FALSE);
}

void
sol_level_tree_free (SolLevelTree   *self,
                     GDestroyNotify  value_free)
{
  for (guint i = 0; i < self->n_buckets; i++)
    for (SolLevel *at = self->buckets[i], *next; at != NULL; at = next)
      {
        next = at->hash_next;
        if (at->value != NULL && value_free != NULL)
          value_free (at->value);
        g_free (at);
      }
  g_free (self->buckets);
  g_free (self);
}
