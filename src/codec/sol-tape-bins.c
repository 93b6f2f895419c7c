/* sol-tape-bins.c: octets in a map whose type stands beside them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-tape-bins-private.h"

#include "sol-tape-private.h"

gboolean
sol_tape_octets (SolDecoded    *self,
                 SolSampleType  type,
                 const guint8  *octets,
                 gsize          length)
{
  gsize n = length / type.size;
  double *values;

  if (length % type.size != 0
      || (values = sol_tape_numbers (self, n, sol_sample_type_get_precision (type))) == NULL)
    return FALSE;
  sol_samples_convert (type, octets, n, values);
  return TRUE;
}

gboolean
sol_bins_add (SolBins      *self,
              SolDecoded   *decoded,
              const guint8 *octets,
              gsize         length)
{
  gboolean is_element = decoded->tape.is_run;

  if (decoded->dtype.size > 0 && length > 0 && length % decoded->dtype.size == 0)
    return sol_tape_octets (decoded, decoded->dtype, octets, length);
  if (!sol_tape_null (decoded))
    return FALSE;
  if (is_element || length == 0 || self->n_bins == SOL_BINS_MAX)
    return TRUE;
  self->bins[self->n_bins].octets = octets;
  self->bins[self->n_bins].length = length;
  self->bins[self->n_bins++].node = decoded->tape.n_nodes - 1;
  return TRUE;
}

static gboolean
find_type (const SolTape *tape,
           guint32        map,
           SolSampleType *type)
{
  guint32 member = sol_tape_find_member (tape, map, "dtype");
  const SolNode *node;

  if (member == 0)
    member = sol_tape_find_member (tape, map, "type");
  node = sol_tape_get_node (tape, member);
  return member != 0 && node->type == SOL_NODE_TEXT
         && sol_sample_type_from_name (sol_tape_get_text (tape, node), node->n, type);
}

static gboolean
become_numbers (SolDecoded    *self,
                guint32        at,
                SolSampleType  type,
                const guint8  *octets,
                gsize          length)
{
  SolNode *node = &self->tape.nodes[at];
  gsize n = length / type.size;

  if (length % type.size != 0)
    return TRUE;
  if (!sol_decoded_reserve (self, n))
    return FALSE;
  node->type = SOL_NODE_NUMBERS;
  node->first = self->n_values;
  node->n = (guint32) n;
  node->precision = (guint8) sol_sample_type_get_precision (type);
  sol_samples_convert (type, octets, n, self->values + self->n_values);
  self->n_values += n;
  return TRUE;
}

gboolean
sol_bins_settle (SolBins    *self,
                 SolDecoded *decoded,
                 guint32     map)
{
  SolSampleType type;
  gboolean is_ok = TRUE;

  if (self->n_bins == 0 || !find_type (&decoded->tape, map, &type))
    return TRUE;
  while (self->n_bins > 0 && self->bins[self->n_bins - 1].node > map && is_ok)
    {
      self->n_bins--;
      is_ok = become_numbers (decoded, self->bins[self->n_bins].node, type, self->bins[self->n_bins].octets,
                              self->bins[self->n_bins].length);
    }
  return is_ok;
}
