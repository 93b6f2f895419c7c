/* fuzz-mosquitto.c: the password and the access file of mosquitto, and what is made of them: a password is checked
 * against what was read, the rules are asked, written as JSON and read again
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "sol-acl-json.h"
#include "sol-acl.h"
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

static const SolAclClient clients[] = {
  { NULL, "c1" }, { "ada", "c1" }, { "a/b", "+" }, { "$SYS", "" },
};
static const char * const topics[] = { "a", "a/b", "$SYS/x", "ada/c1/value" };
static const char * const filters[] = { "#", "+", "a/#", "$SYS/#", "$share/g/a/+" };

static void
ask (const SolAcl *acl,
     guint         n_rules)
{
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (topics); k++)
        g_assert_cmpuint (sol_acl_check_topic (acl, &clients[i], SOL_ACL_PUBLISH, topics[k], strlen (topics[k])).rule,
                          <=, n_rules);
      for (guint k = 0; k < G_N_ELEMENTS (filters); k++)
        g_assert_cmpuint (sol_acl_check_filter (acl, &clients[i], filters[k], strlen (filters[k])).rule, <=, n_rules);
    }
}

static void
read_rules (const char *text,
            gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rules = sol_mosquitto_parse_acl (text, length, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (SolAcl) acl = NULL;

  g_assert_cmpint (rules == NULL, ==, error != NULL);
  if (rules == NULL)
    return;
  sol_acl_check_rules (rules, &error);
  g_assert_no_error (error);
  acl = sol_acl_new (rules);
  ask (acl, rules->len);
  array = sol_acl_rules_to_json (rules);
  again = sol_acl_rules_from_json (array, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, rules->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GHashTable) users = sol_mosquitto_parse_passwords (text, size, NULL);

  if (users != NULL)
    verify (users);
  read_rules (text, size);
  return 0;
}
