/* sol-rule-rows.c: arrays of arrays: channels side by side, or pairs of time and value
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

/* Source: PAYLOADS.md P02, P03 */

/* The shorter side is the channels */
gboolean
sol_rule_are_rows (const SolDecoded *self,
                   guint32           node)
{
  const SolTape *tape = &self->tape;
  const SolNode *rows = sol_tape_get_node (tape, node);
  guint32 n_columns = 0;

  if (rows->type != SOL_NODE_ARRAY || rows->n == 0)
    return FALSE;
  SOL_TAPE_FOREACH (tape, node, child)
    {
      const SolNode *row = sol_tape_get_node (tape, child);

      if (row->type != SOL_NODE_NUMBERS || row->n == 0 || (n_columns > 0 && row->n != n_columns))
        return FALSE;
      n_columns = row->n;
    }
  return MIN (rows->n, n_columns) <= SOL_DECODED_MAX_CHANNELS;
}

/* (t, y) pairs: the first column rises and is a time of day */
static gboolean
are_pairs (const double *values,
           gsize         n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    if (values[2 * i] < 1e9 || values[2 * i] >= 9.2e18 || (i > 0 && values[2 * i] <= values[2 * i - 2]))
      return FALSE;
  return n_rows > 1;
}

static gboolean
add_pairs (SolDecoded *self,
           gsize       first,
           gsize       n_rows)
{
  double *values = self->values + first;

  if (!sol_decoded_add_times (self, values, n_rows, 2))
    return FALSE;
  for (gsize i = 0; i < n_rows; i++)
    values[i] = values[2 * i + 1];
  sol_decoded_settle_times (self);
  return sol_decoded_add_channel (self, "", first, n_rows);
}

static gboolean
add_each_row (SolDecoded *self,
              gsize       first,
              gsize       n_rows,
              gsize       n_columns)
{
  char path[32];

  for (gsize row = 0; row < n_rows; row++)
    {
      g_snprintf (path, sizeof path, "%" G_GSIZE_FORMAT, row);
      if (!sol_decoded_add_channel (self, path, first + row * n_columns, n_columns))
        return FALSE;
    }
  return TRUE;
}

/* Of the rows together; they stand behind each other in the samples, for nothing else came between them */
static SolPrecision
get_precision (const SolTape *tape,
               guint32        node)
{
  SOL_TAPE_FOREACH (tape, node, child)
    if (sol_tape_get_node (tape, child)->precision == SOL_PRECISION_DOUBLE)
      return SOL_PRECISION_DOUBLE;
  return SOL_PRECISION_FLOAT32;
}

/* A square has its channels side by side, as loggers write rows */
gboolean
sol_rule_add_rows (SolDecoded *self,
                   guint32     node)
{
  const SolNode *rows = sol_tape_get_node (&self->tape, node), *row = sol_tape_get_node (&self->tape, node + 1);
  gsize first = row->first, n_rows = rows->n, n_columns = row->n;
  SolPrecision precision = get_precision (&self->tape, node);
  gboolean is_ok;

  if (n_columns == 2 && are_pairs (self->values + first, n_rows))
    return add_pairs (self, first, n_rows);
  if (n_columns == 1 || n_rows == 1)
    is_ok = sol_decoded_add_channel (self, "", first, n_rows * n_columns);
  else if (n_rows < n_columns)
    is_ok = add_each_row (self, first, n_rows, n_columns);
  else
    is_ok = sol_decoded_add_columns (self, first, n_rows, n_columns);
  for (guint i = 0; i < self->n_channels; i++)
    self->channels[i].precision = precision;
  return is_ok;
}
