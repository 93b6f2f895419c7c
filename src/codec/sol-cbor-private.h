/* sol-cbor-private.h: a walk through CBOR
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-octets-private.h"
#include "sol-tape-bins-private.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_CBOR_UNSIGNED, SOL_CBOR_NEGATIVE, SOL_CBOR_BYTES, SOL_CBOR_TEXT,
  SOL_CBOR_ARRAY,    SOL_CBOR_MAP,      SOL_CBOR_TAG,   SOL_CBOR_SIMPLE,
} SolCborMajor;

#define SOL_CBOR_INDEFINITE 31
#define SOL_CBOR_BREAK      0xff

/* The head of a data item. Source: RFC 8949 §3 */
typedef struct
{
  guint8  major;     /* SolCborMajor */
  guint8  info;      /* what stood beside it: 24 to 27 is the size of @value, 31 is indefinite */
  guint64 value;
} SolCborHead;

typedef struct
{
  SolOctets   in;
  SolDecoded *out;
  SolBins     bins;
} SolCborWalk;

gboolean sol_cbor_read_head (SolOctets   *in,
                             SolCborHead *head);

/* Any data item, its tags included, onto the tape */
gboolean sol_cbor_walk      (SolCborWalk *self);

/* An array's items, whose head has been read */
gboolean sol_cbor_walk_items (SolCborWalk *self,
                              guint64      n,
                              gboolean     is_open);

/* Octets of a string whose head has been read, put together if they come in pieces. Returns: (nullable): borrowed
 * from the payload, or from the tape's text, from whose length before the call the caller must cut it off again */
const guint8 *
         sol_cbor_read_string (SolCborWalk       *self,
                               const SolCborHead *head,
                               gsize             *length);

/* What is tagged as an array. Source: RFC 8746 §2, §3.1 */
gboolean sol_cbor_walk_typed  (SolCborWalk *self,
                               guint64      tag);
gboolean sol_cbor_walk_matrix (SolCborWalk *self,
                               gboolean     is_column_major);

G_END_DECLS
