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

/* What a table is between its values, and from the last one back to the first */
typedef enum
{
  SOL_INTERPOLATION_LINEAR,
  SOL_INTERPOLATION_STEPPED, /* each value until the next */
  SOL_INTERPOLATION_SMOOTH,  /* a cubic through each with the slope of its neighbours (Catmull-Rom) */
} SolInterpolation;

#define SOL_N_INTERPOLATIONS 3

/* A wave without a formula. Immutable and counted: any thread. */
typedef struct _SolShapeTable SolShapeTable;

#define SOL_SHAPE_TABLE_MAX 4194304u

/* @values: (array length=n): one period; @n: 2..SOL_SHAPE_TABLE_MAX, numbers that are finite (else NULL and an error
 * that says which is not) */
SolShapeTable *sol_shape_table_new        (const double         *values,
                                           gsize                 n,
                                           GError              **error);

/* The same, and where it comes from: copied. @column: (nullable) */
SolShapeTable *sol_shape_table_new_from_file (const double         *values,
                                              gsize                 n,
                                              const char           *path,
                                              const char           *column,
                                              GError              **error);
/* Stands for a file that is not read: settings with it cannot be, and @problem says why */
SolShapeTable *sol_shape_table_new_missing   (const char           *path,
                                              const char           *column,
                                              const char           *problem);
/* Returns: (transfer none) (nullable): NULL for one that comes from no file */
const char    *sol_shape_table_get_path      (const SolShapeTable  *self);
const char    *sol_shape_table_get_column    (const SolShapeTable  *self);
const char    *sol_shape_table_get_problem   (const SolShapeTable  *self);

SolShapeTable *sol_shape_table_ref        (SolShapeTable        *self);
void           sol_shape_table_unref      (SolShapeTable        *self);
/* Returns: (array length=n) (transfer none): of a missing one, none */
const double  *sol_shape_table_get_values (const SolShapeTable  *self,
                                           gsize                *n);

/**
 * sol_shape_evaluate:
 * @phase: 0..1
 * @duty: of square and pulse, 0..1
 * @table: (nullable): of %SOL_SHAPE_TABLE
 *
 * One period over 0..1, peak 1, beginning with a rise through 0 where the shape has one. Not for noise, which is 0.
 */
double         sol_shape_evaluate         (SolShape              shape,
                                           double                phase,
                                           double                duty,
                                           const SolShapeTable  *table,
                                           SolInterpolation      interpolation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolShapeTable, sol_shape_table_unref)

G_END_DECLS
