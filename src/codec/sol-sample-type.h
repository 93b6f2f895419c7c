/* sol-sample-type.h: what samples are stored as, and their bulk conversion
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sol-sample-block.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_KIND_UNSIGNED = 1,
  SOL_KIND_SIGNED,
  SOL_KIND_FLOAT,
} SolSampleKind;

/* All zero is no type. */
typedef struct
{
  guint8 kind;   /* SolSampleKind */
  guint8 size;   /* octets: 1, 2, 4, 8; 2 to 16 of FLOAT */
  guint8 is_big; /* the most significant octet comes first */
} SolSampleType;

/* As NumPy and C programmers write it: int16, <i2, s16le, float32, >f4, double …; little-endian unless it says other */
gboolean     sol_sample_type_from_name     (const char    *name,
                                            gsize          length,
                                            SolSampleType *type);

/* Of RFC 8746, table 1. Returns: FALSE for a tag that is none of 64 to 87, or the reserved 76 */
gboolean     sol_sample_type_from_tag      (guint64        tag,
                                            SolSampleType *type);

SolPrecision sol_sample_type_get_precision (SolSampleType  type);

/* @octets: @n of them, in no alignment. Cost: linear, one branch in all; no allocation */
void         sol_samples_convert           (SolSampleType  type,
                                            const guint8  *octets,
                                            gsize          n,
                                            double        *values);

/* IEEE 754 binary16, exact */
double       sol_half_to_double            (guint16        half);

G_END_DECLS
