/* sol-node-private.h: a structured payload as a flat list of nodes
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-sample-block.h"

G_BEGIN_DECLS

/* JSON, CBOR and MessagePack all say the same: maps, arrays, numbers, words. Their walkers lay it down on one tape, in
 * the order in which it is read; what the payload means is decided on the tape, by rules that know no syntax. An array
 * that holds nothing but numbers is one node over a stretch of the samples, so that a waveform costs one node.
 *
 *   {"fs":500,"y":[1,2,3],"o":{"a":1}}
 *   0 MAP next 5 │ 1 NUMBER fs next 2 │ 2 NUMBERS y next 3 │ 3 MAP o next 5 │ 4 NUMBER a next 5
 */
typedef enum
{
  SOL_NODE_NULL,
  SOL_NODE_BOOL,    /* @number is 0 or 1 */
  SOL_NODE_NUMBER,
  SOL_NODE_NUMBERS, /* an array of numbers only; null and what else has no value is NaN among them */
  SOL_NODE_TEXT,
  SOL_NODE_MAP,
  SOL_NODE_ARRAY,   /* of anything else; its children have no keys */
} SolNodeType;

typedef struct
{
  guint8   type;        /* SolNodeType */
  guint8   precision;   /* SolPrecision: of NUMBERS */
  guint8   is_exact;    /* of NUMBER: ±@mantissa · 10^@exponent is what the payload says */
  guint8   is_negative;
  gint16   exponent;
  guint32  key;         /* where in the tape's text; 0: none */
  guint32  next;        /* the node behind this one and all that is in it */
  guint32  n;           /* of MAP, ARRAY: children; of NUMBERS: samples; of TEXT: octets */
  double   number;      /* of BOOL, NUMBER */
  union
  {
    guint64 mantissa;   /* of NUMBER */
    guint64 first;      /* of NUMBERS: where its samples begin */
    guint64 text;       /* of TEXT: where in the tape's text */
  };
} SolNode;

#define SOL_TAPE_MAX_DEPTH 16         /* maps and arrays in each other */
#define SOL_TAPE_MAX_NODES (1u << 20)

typedef struct
{
  SolNode  *nodes;       /* owned; only grows */
  guint32   n_nodes, n_allocated;
  GString  *text;        /* owned: an empty word, then keys and words, each with its zero, valid UTF-8 */
  guint32   open[SOL_TAPE_MAX_DEPTH];
  guint     depth;
  guint32   key;         /* of the value that comes next; 0: none */
  gsize     run;         /* where the numbers of the innermost array begin */
  gboolean  is_run;      /* it holds nothing but numbers so far */
  gboolean  is_double;   /* one of them needs a double */
} SolTape;

static inline const SolNode *
sol_tape_get_node (const SolTape *self,
                   guint32        node)
{
  return &self->nodes[node];
}

/* "" for what has none */
static inline const char *
sol_tape_get_key (const SolTape *self,
                  const SolNode *node)
{
  return self->text->str + node->key;
}

/* Of a TEXT */
static inline const char *
sol_tape_get_text (const SolTape *self,
                   const SolNode *node)
{
  return self->text->str + node->text;
}

/* The children of @parent, which need not be a container, with an index as loop variable */
#define SOL_TAPE_FOREACH(tape, parent, child) \
  for (guint32 child = (parent) + 1; child < (tape)->nodes[parent].next; child = (tape)->nodes[child].next)

/* Returns: the member of map @parent, 0 when there is none (node 0 is nobody's member) */
guint32 sol_tape_find_member (const SolTape *self,
                              guint32        parent,
                              const char    *key);

/* @path: keys and numbers between slashes, from @root on. Returns: FALSE when nothing is there */
gboolean sol_tape_find_path  (const SolTape *self,
                              guint32        root,
                              const char    *path,
                              guint32       *node);

G_END_DECLS
