/* sol-cbor-array.c: arrays of CBOR whose numbers have one type, in one dimension or more
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-cbor-private.h"
#include "sol-tape-private.h"

#define TAG_HOMOGENEOUS 41

/* Octets of a typed array; @scratch is where the tape's text is to be cut off when they have been read */
static const guint8 *
read_octets (SolCborWalk *self,
             gsize       *length,
             gsize       *scratch)
{
  SolCborHead head;

  *scratch = self->out->tape.text->len;
  if (!sol_cbor_read_head (&self->in, &head) || head.major != SOL_CBOR_BYTES)
    return NULL;
  return sol_cbor_read_string (self, &head, length);
}

gboolean
sol_cbor_walk_typed (SolCborWalk *self,
                     guint64      tag)
{
  SolSampleType type;
  gsize length, scratch;
  const guint8 *octets;
  gboolean is_ok;

  if (!sol_sample_type_from_tag (tag, &type) || (octets = read_octets (self, &length, &scratch)) == NULL)
    return FALSE;
  is_ok = sol_tape_octets (self->out, type, octets, length);
  g_string_truncate (self->out->tape.text, scratch);
  return is_ok;
}

/* Rows are what is counted by all sizes but the last one, columns what the last one counts */
static gboolean
read_sizes (SolCborWalk *self,
            guint64     *n_rows,
            guint64     *n_columns)
{
  SolCborHead head, size;

  if (!sol_cbor_read_head (&self->in, &head) || head.major != SOL_CBOR_ARRAY
      || head.value == 0 || head.value > SOL_TAPE_MAX_DEPTH)
    return FALSE;
  *n_rows = *n_columns = 1;
  for (guint64 i = 0; i < head.value; i++)
    {
      if (!sol_cbor_read_head (&self->in, &size) || size.major != SOL_CBOR_UNSIGNED
          || size.value == 0 || size.value > SOL_DECODED_MAX_VALUES)
        return FALSE;
      *n_rows *= *n_columns;
      *n_columns = size.value;
      if (*n_rows * *n_columns > SOL_DECODED_MAX_VALUES)
        return FALSE;
    }
  return TRUE;
}

static gboolean
say_typed_rows (SolCborWalk *self,
                guint64      tag,
                gsize        n_rows,
                gsize        n_columns)
{
  SolSampleType type;
  gsize length, scratch, row;
  const guint8 *octets;
  gboolean is_ok;

  if (!sol_sample_type_from_tag (tag, &type) || (octets = read_octets (self, &length, &scratch)) == NULL)
    return FALSE;
  row = n_columns * type.size;
  is_ok = length == n_rows * row;
  for (gsize i = 0; i < n_rows && is_ok; i++)
    is_ok = sol_tape_octets (self->out, type, octets + i * row, row);
  g_string_truncate (self->out->tape.text, scratch);
  return is_ok;
}

static gboolean
say_plain_rows (SolCborWalk       *self,
                const SolCborHead *head,
                gsize              n_rows,
                gsize              n_columns)
{
  if (head->major != SOL_CBOR_ARRAY || head->info == SOL_CBOR_INDEFINITE || head->value != n_rows * n_columns)
    return FALSE;
  for (gsize i = 0; i < n_rows; i++)
    {
      guint32 row = self->out->tape.n_nodes;

      if (!sol_cbor_walk_items (self, n_columns, FALSE)
          || sol_tape_get_node (&self->out->tape, row)->type != SOL_NODE_NUMBERS)
        return FALSE;
    }
  return TRUE;
}

static gboolean
say_rows (SolCborWalk *self,
          gsize        n_rows,
          gsize        n_columns)
{
  SolCborHead head;

  if (!sol_cbor_read_head (&self->in, &head))
    return FALSE;
  if (head.major == SOL_CBOR_TAG && head.value == TAG_HOMOGENEOUS && !sol_cbor_read_head (&self->in, &head))
    return FALSE;
  if (head.major == SOL_CBOR_TAG)
    return say_typed_rows (self, head.value, n_rows, n_columns);
  return say_plain_rows (self, &head, n_rows, n_columns);
}

/* Column after column is laid down in rows of the right length, and all values turned afterwards: they are a stretch */
gboolean
sol_cbor_walk_matrix (SolCborWalk *self,
                      gboolean     is_column_major)
{
  guint64 n_rows, n_columns;
  SolCborHead head;
  gsize first;

  if (!sol_cbor_read_head (&self->in, &head) || head.major != SOL_CBOR_ARRAY || head.value != 2
      || !read_sizes (self, &n_rows, &n_columns) || !sol_tape_open_array (self->out))
    return FALSE;
  self->out->tape.is_run = FALSE;
  first = self->out->n_values;
  if (!say_rows (self, (gsize) n_rows, (gsize) n_columns) || self->out->n_values != first + n_rows * n_columns)
    return FALSE;
  if (is_column_major)
    sol_decoded_transpose (self->out, first, (gsize) n_columns, (gsize) n_rows);
  return sol_tape_close (self->out);
}
