/* sol-auth-renewals.c: imported hashes that became our own when their users came
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-auth-renewals.h"

typedef struct
{
  char *hash;
  char *renewed;
} Renewal;

static void
renewal_free (gpointer data)
{
  Renewal *renewal = data;

  g_free (renewal->hash);
  g_free (renewal->renewed);
  g_free (renewal);
}

GHashTable *
sol_auth_renewals_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, renewal_free);
}

void
sol_auth_renewals_note (GHashTable *self,
                        const char *user_name,
                        const char *hash,
                        const char *renewed)
{
  Renewal *renewal = g_new (Renewal, 1);

  *renewal = (Renewal) { g_strdup (hash), g_strdup (renewed) };
  g_hash_table_insert (self, g_strdup (user_name), renewal);
}

static gboolean
renewal_has (const Renewal *self,
             const char    *hash)
{
  return g_strcmp0 (self->hash, hash) == 0 || g_strcmp0 (self->renewed, hash) == 0;
}

gboolean
sol_auth_renewals_same (GHashTable *self,
                        const char *user_name,
                        const char *a,
                        const char *b)
{
  const Renewal *renewal;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  renewal = g_hash_table_lookup (self, user_name);
  return renewal != NULL && renewal_has (renewal, a) && renewal_has (renewal, b);
}
