/* sol-rule.c: what a structured payload means, whatever its syntax
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-rule-private.h"

static const SolRuleFunc rules[] = { sol_rule_senml, sol_rule_waveform, sol_rule_records };

gboolean
sol_rule_any (SolDecoded  *self,
              guint32      root,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (rules[i] (self, root, NULL))
        return TRUE;
      sol_decoded_restart (self);
    }
  return sol_rule_fields (self, root, error);
}

guint32
sol_rule_get_root (const SolDecoded *self)
{
  guint32 root;

  if (self->family == NULL || !sol_tape_find_path (&self->tape, 0, self->family->root, &root))
    return 0;
  return root;
}
