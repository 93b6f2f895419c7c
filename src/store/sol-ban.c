/* sol-ban.c: who is kept out: one ban, as it is kept
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ban.h"

static const char *const kind_names[SOL_BAN_N_KINDS] = {
  [SOL_BAN_CLIENT] = "client",
  [SOL_BAN_USER] = "user",
  [SOL_BAN_ADDRESS] = "address",
};

SolBan *
sol_ban_new (SolBanKind  kind,
             const char *value,
             gint64      since_s,
             gint64      until_s)
{
  SolBan *self = g_new0 (SolBan, 1);

  self->kind = kind;
  self->value = g_strdup (value);
  self->since_s = since_s;
  self->until_s = until_s;
  return self;
}

SolBan *
sol_ban_copy (const SolBan *self)
{
  return sol_ban_new (self->kind, self->value, self->since_s, self->until_s);
}

void
sol_ban_free (SolBan *self)
{
  g_free (self->value);
  g_free (self);
}

gboolean
sol_ban_is_over (const SolBan *self,
                 gint64        now_s)
{
  return self->until_s != 0 && self->until_s <= now_s;
}

const char *
sol_ban_kind_name (SolBanKind kind)
{
  return kind < SOL_BAN_N_KINDS ? kind_names[kind] : "";
}

gboolean
sol_ban_kind_parse (const char *name,
                    SolBanKind *kind)
{
  for (guint i = 0; i < SOL_BAN_N_KINDS; i++)
    if (g_strcmp0 (name, kind_names[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

GPtrArray *
sol_bans_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sol_ban_free);
}
