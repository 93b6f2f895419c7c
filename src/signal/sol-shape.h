/* sol-shape.h: one period of a wave
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SOL_SHAPE_COMPOSITE, /* the original's: sine + 0.2·sine of ten times the frequency */
  SOL_SHAPE_SINE,
  SOL_SHAPE_SQUARE,
  SOL_SHAPE_TRIANGLE,
  SOL_SHAPE_SAWTOOTH,
  SOL_SHAPE_PULSE,     /* 0, and the amplitude for its duty */
  SOL_SHAPE_NOISE,     /* Gaussian, σ = amplitude */
  SOL_SHAPE_DC,
  SOL_SHAPE_TABLE,     /* drawn by hand or read from a file: a SolShapeTable */
} SolShape;

#define SOL_N_SHAPES 9

const char *sol_shape_get_nick  (SolShape    shape);
gboolean    sol_shape_from_nick (const char *nick,
                                 SolShape   *shape);

/* The shape's duty where nobody set one: 0.1 of a pulse, else 0.5 */
double      sol_shape_get_duty  (SolShape    shape);

/* A wave without a formula. Immutable and counted: any thread. */
typedef struct _SolShapeTable SolShapeTable;

#define SOL_SHAPE_TABLE_MAX 65536u

/* @values: (array length=n): one period; @n: 2..SOL_SHAPE_TABLE_MAX, numbers that are finite (else NULL and an error
 * that says which is not) */
SolShapeTable *sol_shape_table_new        (const double         *values,
                                           gsize                 n,
                                           GError              **error);

/**
 * sol_shape_table_new_from_octets:
 * @data: (array length=length): a WAV file (PCM of 8 to 32 bits or float32; its first channel), or text with a number
 *   in the last column of each line, as CSV; lines without one are headings
 *
 * What the file holds becomes one period from −1 to 1: the mean is taken away, and the largest peak is 1. Thousands of
 * samples too many are thinned out to the means of equal parts.
 * Errors: %SOL_GENERATOR_ERROR_FILE with what is missing.
 */
SolShapeTable *sol_shape_table_new_from_octets (const guint8    *data,
                                                gsize            length,
                                                GError         **error);
SolShapeTable *sol_shape_table_ref        (SolShapeTable        *self);
void           sol_shape_table_unref      (SolShapeTable        *self);
/* Returns: (array length=n) (transfer none) */
const double  *sol_shape_table_get_values (const SolShapeTable  *self,
                                           gsize                *n);

/**
 * sol_shape_evaluate:
 * @phase: 0..1
 * @duty: of square and pulse, 0..1
 * @table: (nullable): of %SOL_SHAPE_TABLE; straight lines between its values, from the last one back to the first
 *
 * One period over 0..1, peak 1, beginning with a rise through 0 where the shape has one. Not for noise, which is 0.
 */
double         sol_shape_evaluate         (SolShape              shape,
                                           double                phase,
                                           double                duty,
                                           const SolShapeTable  *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolShapeTable, sol_shape_table_unref)

G_END_DECLS
