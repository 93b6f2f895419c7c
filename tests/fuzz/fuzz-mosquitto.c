/* fuzz-mosquitto.c: the password and the access file of mosquitto, and checking a password against what was read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-auth-mosquitto.h"
#include "sol-mosquitto.h"

/* With up to 999 rounds, not with the ten millions that are allowed */
static gboolean
is_quick (const char *hash)
{
  const char *rounds = strstr (hash, "$7$");

  return rounds == NULL || strcspn (rounds + 3, "$") <= 3;
}

static void
verify (GHashTable *users)
{
  GHashTableIter iter;
  gpointer hash;

  g_hash_table_iter_init (&iter, users);
  while (g_hash_table_iter_next (&iter, NULL, &hash))
    if (is_quick (hash))
      g_assert_false (sol_auth_mosquitto_verify (hash, "") && sol_auth_mosquitto_verify (hash, "x"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GHashTable) users = sol_mosquitto_parse_passwords (text, size, NULL);
  g_autoptr (GPtrArray) rules = sol_mosquitto_parse_acl (text, size, NULL);

  if (users != NULL)
    verify (users);
  return 0;
}
