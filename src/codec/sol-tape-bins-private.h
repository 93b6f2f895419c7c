/* sol-tape-bins-private.h: octets in a map whose type stands beside them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-decoded-private.h"

G_BEGIN_DECLS

#define SOL_BINS_MAX 16

/* MessagePack and plain CBOR have octets without a type: {"dtype":"int16","data":h'...'}. The type may stand in front
 * of them or behind, so that they wait for the end of their map. All zero is empty. */
typedef struct
{
  struct
  {
    const guint8 *octets;  /* borrowed from the payload */
    gsize         length;
    guint32       node;    /* a NULL that becomes NUMBERS */
  } bins[SOL_BINS_MAX];
  guint n_bins;
} SolBins;

/* Says the octets: numbers when the message states a type, else nothing as yet */
gboolean sol_bins_add    (SolBins      *self,
                          SolDecoded   *decoded,
                          const guint8 *octets,
                          gsize         length);

/* @map has been closed: what waits in it becomes numbers if a member `dtype` or `type` says of what type */
gboolean sol_bins_settle (SolBins      *self,
                          SolDecoded   *decoded,
                          guint32       map);

/* Numbers of known type. Returns: FALSE when @length is no multiple of the type's, or over the limit of a message */
gboolean sol_tape_octets (SolDecoded    *self,
                          SolSampleType  type,
                          const guint8  *octets,
                          gsize          length);

G_END_DECLS
