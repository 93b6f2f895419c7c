/* sol-family-apply.c: what is known of a family put to what a payload held
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-quantity-private.h"

#include <string.h>

static const char *
get_last_key (const char *path)
{
  const char *slash = strrchr (path, '/');

  return slash != NULL ? slash + 1 : path;
}

/* `C` and `F` are degrees here, and not coulomb and farad */
static const char *
find_stated_unit (const SolDecoded *self,
                  const char       *unit_key)
{
  guint32 at = sol_tape_find_member (&self->tape, 0, unit_key);
  const SolNode *node = sol_tape_get_node (&self->tape, at);
  const char *unit;

  if (at == 0 || node->type != SOL_NODE_TEXT)
    return NULL;
  unit = sol_tape_get_text (&self->tape, node);
  if (strcmp (unit, "C") == 0)
    return "°C";
  return strcmp (unit, "F") == 0 ? "°F" : sol_unit_normalize (unit);
}

static const char *
find_unit (const SolDecoded *self,
           const char       *key)
{
  const char *unit_key = g_hash_table_lookup (self->family->unit_keys, key);
  const char *unit = unit_key != NULL && self->loaded != NULL ? find_stated_unit (self, unit_key) : NULL;

  return unit != NULL ? unit : g_hash_table_lookup (self->family->units, key);
}

static void
leave_out (SolDecoded *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_channels; i++)
    {
      const char *path = sol_decoded_get_path (self, &self->channels[i]);

      if (!g_strv_contains ((const char * const *) self->family->skip, get_last_key (path)))
        self->channels[n++] = self->channels[i];
    }
  self->n_channels = n;
}

static void
find_time (SolDecoded *self)
{
  const char *path = self->family->time;
  SolStamp stamp;
  guint32 node;

  if (strcmp (path, "arrival") == 0)
    self->stamp.kind = SOL_STAMP_NONE;
  else if (*path != '\0' && self->loaded != NULL && self->stamp.kind == SOL_STAMP_NONE
           && sol_tape_find_path (&self->tape, 0, path, &node)
           && sol_stamp_from_node (&self->tape, sol_tape_get_node (&self->tape, node), &stamp))
    self->stamp = stamp;
}

void
sol_family_apply (SolDecoded *self)
{
  leave_out (self);
  find_time (self);
  for (guint i = 0; i < self->n_channels; i++)
    {
      SolDecodedChannel *channel = &self->channels[i];

      if (channel->unit == NULL && channel->states == NULL && self->unit == NULL)
        channel->unit = find_unit (self, get_last_key (sol_decoded_get_path (self, channel)));
    }
}
