/* sol-shape-table.c: a wave without a formula: drawn, or read from CSV or WAV
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-generator.h"
#include "sol-wav-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n.h>

struct _SolShapeTable
{
  gatomicrefcount ref_count;
  gsize           n;
  double          values[];
};

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
  self = g_malloc (sizeof *self + n * sizeof *values);
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  memcpy (self->values, values, n * sizeof *values);
  return self;
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
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

const double *
sol_shape_table_get_values (const SolShapeTable *self,
                            gsize               *n)
{
  *n = self->n;
  return self->values;
}

/* The last number of a line. FALSE: there is none */
static gboolean
read_line (const char *line,
           double     *value)
{
  gsize length = strlen (line);
  const char *at;
  char *end;

  while (length > 0 && strchr ("\r \t,;", line[length - 1]) != NULL)
    length--;
  at = line + length;
  while (at > line && strchr (" \t,;", at[-1]) == NULL)
    at--;
  *value = g_ascii_strtod (at, &end);
  return end > at && (gsize) (end - line) == length && isfinite (*value);
}

static GArray *
read_text (const guint8 *data,
           gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) data, length);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  double value;

  for (guint i = 0; lines[i] != NULL; i++)
    if (read_line (lines[i], &value))
      g_array_append_val (values, value);
  return values;
}

/* Means of equal parts, in place */
static void
thin_out (GArray *values)
{
  double *numbers = (double *) (gpointer) values->data;
  gsize n = values->len;

  if (n <= SOL_SHAPE_TABLE_MAX)
    return;
  for (gsize i = 0; i < SOL_SHAPE_TABLE_MAX; i++)
    {
      gsize begin = i * n / SOL_SHAPE_TABLE_MAX, end = (i + 1) * n / SOL_SHAPE_TABLE_MAX;
      double sum = 0.0;

      for (gsize k = begin; k < end; k++)
        sum += numbers[k];
      numbers[i] = sum / (double) (end - begin);
    }
  g_array_set_size (values, SOL_SHAPE_TABLE_MAX);
}

static void
normalize (GArray *values)
{
  double *numbers = (double *) (gpointer) values->data;
  double mean = 0.0, peak = 0.0;

  for (guint i = 0; i < values->len; i++)
    mean += numbers[i] / values->len;
  for (guint i = 0; i < values->len; i++)
    peak = MAX (peak, fabs (numbers[i] - mean));
  for (guint i = 0; i < values->len; i++)
    numbers[i] = peak > 0.0 ? (numbers[i] - mean) / peak : 0.0;
}

SolShapeTable *
sol_shape_table_new_from_octets (const guint8  *data,
                                 gsize          length,
                                 GError       **error)
{
  g_autoptr (GArray) values = NULL;

  if (sol_wav_is (data, length))
    values = sol_wav_read (data, length, error);
  else
    values = read_text (data, length);
  if (values == NULL)
    return NULL;
  if (values->len < 2)
    {
      g_set_error_literal (error, SOL_GENERATOR_ERROR, SOL_GENERATOR_ERROR_FILE,
                           _("No wave was found: expected a WAV file, or lines of text that end in a number"));
      return NULL;
    }
  thin_out (values);
  normalize (values);
  return sol_shape_table_new ((const double *) (gpointer) values->data, values->len, error);
}
