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
  return sol_tape_load (self, sol_tape_read_json, payload, length, error)
         && sol_rule_waveform (self, sol_rule_get_root (self), error);
}

gboolean
sol_decode_fields (SolDecoded    *self,
                   const guint8  *payload,
                   gsize          length,
                   GError       **error)
{
  guint32 root;

  if (!sol_tape_load (self, sol_tape_read_json, payload, length, error))
    return FALSE;
  root = sol_rule_get_root (self);
  if (sol_tape_get_node (&self->tape, root)->type == SOL_NODE_ARRAY)
    return sol_rule_records (self, root, error);
  return sol_rule_fields (self, root, error);
}

gboolean
sol_decode_senml (SolDecoded    *self,
                  const guint8  *payload,
                  gsize          length,
                  GError       **error)
{
  return sol_tape_load (self, sol_tape_read_json, payload, length, error) && sol_rule_senml (self, 0, error);
}
