/* sol-shape-table.c: a wave without a formula: drawn, or read from a file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

struct _SolShapeTable
{
  gatomicrefcount ref_count;
  char           *path, *column, *problem;  /* owned, nullable */
  gsize           n;
  double          values[];
};

static SolShapeTable *
allocate (gsize n)
{
  SolShapeTable *self = g_malloc0 (sizeof *self + n * sizeof (double));

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  return self;
}

SolShapeTable *
sol_shape_table_new (const double  *values,
                     gsize          n,
                     GError       **error)
{
  SolShapeTable *self;

  if (n < 2 || n > SOL_SHAPE_TABLE_MAX)
    {
      g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
                   _("table has %zu values: expected 2 to %u"), n, SOL_SHAPE_TABLE_MAX);
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    if (!isfinite (values[i]))
      {
        g_set_error (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_SETTINGS,
                     _("value %zu of table is not a number"), i + 1);
        return NULL;
      }
  self = allocate (n);
  memcpy (self->values, values, n * sizeof *values);
  return self;
}

SolShapeTable *
sol_shape_table_new_from_file (const double  *values,
                               gsize          n,
                               const char    *path,
                               const char    *column,
                               GError       **error)
{
  SolShapeTable *self = sol_shape_table_new (values, n, error);

  if (self == NULL)
    return NULL;
  self->path = g_strdup (path);
  self->column = g_strdup (column);
  return self;
}

SolShapeTable *
sol_shape_table_new_missing (const char *path,
                             const char *column,
                             const char *problem)
{
  SolShapeTable *self = allocate (0);

  self->path = g_strdup (path);
  self->column = g_strdup (column);
  self->problem = g_strdup (problem);
  return self;
}

const char *
sol_shape_table_get_path (const SolShapeTable *self)
{
  return self->path;
}

const char *
sol_shape_table_get_column (const SolShapeTable *self)
{
  return self->column;
}

const char *
sol_shape_table_get_problem (const SolShapeTable *self)
{
  return self->problem;
}

SolShapeTable *
sol_shape_table_ref (SolShapeTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_shape_table_unref (SolShapeTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->path);
  g_free (self->column);
  g_free (self->problem);
  g_free (self);
}

const double *
sol_shape_table_get_values (const SolShapeTable *self,
                            gsize               *n)
{
  *n = self->n;
  return self->values;
}
