/* sol-sol1-private.h: the program's own binary message
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 28 octets, then the samples frame by frame: one of each channel, then the next of each. All little-endian.
 *
 *   0  4  magic     the letters SOL1
 *   4  1  dtype     SolSol1Type
 *   5  1  channels  1..64
 *   6  2  flags     0; a reader ignores those it does not know
 *   8  8  t0        Unix time of the first frame in ns; 0: not known
 *  16  8  fs        frames a second, float64, more than 0
 *  24  4  seq       message number, counting up and around; 0 throughout: not counted
 *  28     samples
 *
 * The same table with code for devices is data/doc/SOL1.md. */
#define SOL_SOL1_MAGIC "SOL1"
#define SOL_SOL1_HEADER 28

typedef enum
{
  SOL_SOL1_INT16   = 1,
  SOL_SOL1_FLOAT32 = 2,
  SOL_SOL1_FLOAT64 = 3,
  SOL_SOL1_INT32   = 4,
  SOL_SOL1_UINT16  = 5,
  SOL_SOL1_INT8    = 6,
  SOL_SOL1_UINT8   = 7,
} SolSol1Type;

typedef struct
{
  guint8  dtype, n_channels;
  guint16 flags;
  guint64 t0_ns;
  double  rate_hz;
  guint32 sequence;
} SolSol1Header;

/* @octets: SOL_SOL1_HEADER of them. Returns: FALSE without the magic */
gboolean sol_sol1_header_read  (SolSol1Header       *self,
                                const guint8        *octets);
void     sol_sol1_header_write (const SolSol1Header *self,
                                guint8              *octets);
/* Octets of one sample, 0 for an unknown type */
gsize    sol_sol1_get_size     (guint8               dtype);

G_END_DECLS
