/* sol-level-tree-private.h: topics and filters as a tree of their levels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Deeper filters are refused, deeper topics not retained: a level costs some 80 octets for one
 * of the peer's */
#define SOL_LEVEL_TREE_MAX_DEPTH 200

typedef struct _SolLevel SolLevel;

struct _SolLevel
{
  SolLevel *parent;
  SolLevel *first_child;
  SolLevel *previous;   /* siblings */
  SolLevel *next;
  SolLevel *hash_next;  /* in its bucket */
  gpointer  value;      /* the owner's; a level without value and children is pruned */
  guint32   hash;
  guint16   length;
  char      name[];     /* @length octets, no zero */
};

typedef struct
{
  SolLevel   root;
  SolLevel **buckets;
  guint      n_buckets;  /* a power of two */
  guint      n_levels;
  gsize      n_bytes;    /* held by all levels */
  guint64    seed;
} SolLevelTree;

SolLevelTree *sol_level_tree_new        (void);

/* One level more than there are slashes; FALSE when that is over the limit */
gboolean      sol_level_tree_accepts    (const char    *path,
                                         gsize          length);

/* Returns: (nullable): the child of that name; one look into a hash table for the whole tree */
SolLevel     *sol_level_tree_find_child (SolLevelTree  *self,
                                         SolLevel      *parent,
                                         const char    *name,
                                         gsize          length);

/* Returns: (nullable): the level at the end of @path */
SolLevel     *sol_level_tree_find       (SolLevelTree  *self,
                                         const char    *path,
                                         gsize          length);

/* Returns: the level at the end of @path, made with those above it when missing: give it a
 * value, or prune it */
SolLevel     *sol_level_tree_ensure     (SolLevelTree  *self,
                                         const char    *path,
                                         gsize          length);

/* Removes @level, and those above it, as long as they have neither value nor children */
void          sol_level_tree_prune      (SolLevelTree  *self,
                                         SolLevel      *level);

/* The next of all levels below @top, depth first, @level's children before its siblings; NULL
 * after the last. Without recursion: a topic may have 65,536 levels. */
SolLevel     *sol_level_tree_walk       (const SolLevel *top,
                                         SolLevel       *level);

/* Returns: (transfer full): the path, a zero behind it */
char         *sol_level_dup_path        (const SolLevel *self);

/* @value_free: (nullable): for values left */
void          sol_level_tree_free       (SolLevelTree   *self,
                                         GDestroyNotify  value_free);

/* Where the level that begins at @at ends */
static inline const char *
sol_level_end (const char *at,
               const char *end)
{
  while (at < end && *at != '/')
    at++;
  return at;
}

G_END_DECLS
