/* sol-decode-json.c: JSON: what it holds is the rules' affair
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

#include <string.h>

gboolean
sol_decode_waveform (SolDecoded    *self,
                     const guint8  *payload,
                     gsize          length,
                     GError       **error)
{
  return sol_tape_load (self, sol_tape_read_json, payload, length, error) && sol_rule_waveform (self, 0, error);
}

gboolean
sol_decode_fields (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  if (!sol_tape_load (self, sol_tape_read_json, payload, length, error))
    return FALSE;
  if (sol_tape_get_node (&self->tape, 0)->type == SOL_NODE_ARRAY)
    return sol_rule_records (self, 0, error);
  return sol_rule_fields (self, 0, error);
}
