/* test-mosquitto.c: mosquitto's password and access files, read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-acl-rule.h"
#include "sol-auth-mosquitto.h"
#include "sol-engine.h"
#include "sol-mosquitto.h"

/* Of the password `secret`: as mosquitto_passwd 2.0 wrote them */
#define HASH_7 \
  "$7$101$KmwpMOhjmXsnpB3V$V2hOxwgFcTMBaPnPkPP+8rc0jTvjogOzF+ZJ5wU76nszCjpFK6KYmXrO" \
  "+xyXyJDWKWX3F8KNouBj2xqXB/2Tfg=="
#define HASH_6 \
  "$6$XHmfqqb5cFTygh7l$r4KTh3gGvQEWiEY6YWNNgjyHudIT9t8tzCU0D72IbELSaDjqfOqg6TQVb+XU" \
  "tswfWbGRLTD05wDoIyGi6VLW5g=="

static const char passwords[] = "# users\r\n\nlab:" HASH_7 "\r\nold name:" HASH_6;
static const char rules[] = "# first\n"
                            "topic read news/#\n"
                            "\n"
                            "user lab\n"
                            "topic bench/#\n"
                            "topic  deny\tbench/secret\n"
                            "topic write a b/c\n"
                            "user o'Brien\r\n"
                            "topic readwrite %\r\n"
                            "pattern read dev/%c/%u\n"
                            "pattern deny dev/%c/x";

static void
test_passwords (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) users
      = sol_mosquitto_parse_passwords (passwords, strlen (passwords), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (users), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (users, "lab"), ==, "mosquitto:" HASH_7);
  g_assert_true (sol_auth_mosquitto_verify (g_hash_table_lookup (users, "lab"), "secret"));
  g_assert_true (sol_auth_mosquitto_verify (g_hash_table_lookup (users, "old name"), "secret"));
  g_assert_false (sol_auth_mosquitto_verify (g_hash_table_lookup (users, "lab"), "secreT"));
  g_assert_false (sol_auth_mosquitto_verify (g_hash_table_lookup (users, "old name"), ""));
}

static void
test_rules (void)
{
  const char *expected[] = {
    "deny user lab both bench/secret",     "allow anonymous subscribe news/#",
    "allow user lab both bench/#",         "allow user lab publish a b/c",
    "allow user o'Brien both %",           "deny everybody both dev/%c/x",
    "allow everybody subscribe dev/%c/%u",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = sol_mosquitto_parse_acl (rules, strlen (rules), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *text = sol_acl_rule_to_text (list->pdata[i]);

      g_assert_cmpstr (text, ==, expected[i]);
    }
}

typedef struct
{
  const char *text;
  const char *part; /* of the message */
} Bad;

static void
test_bad_passwords (void)
{
  const Bad bad[] = {
    { "", "no user" },
    { "# nothing\n", "no user" },
    { "lab:" HASH_7 "\nlab:" HASH_6, "Line 2: the user stands" },
    { "lab", "Line 1: " },
    { ":" HASH_6, "Line 1: " },
    { "\n\nlab:secret", "Line 3: The password is not hashed" },
    { "lab:$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA", "Argon2" },
    { "lab:$7$0$c2FsdA==$c2FsdA==", "Line 1: " },
    { "lab:$7$99999999999$c2FsdA==$c2FsdA==", "Line 1: " },
    { "lab:$6$c2FsdA==$c2FsdA==", "Line 1: " },
    { "lab:$6$$", "Line 1: " },
    { "lab:$6$a$b$c$d", "Line 1: " },
    { "l\001b:" HASH_6, "Line 1: " },
    { "\xff:" HASH_6, "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (sol_mosquitto_parse_passwords (bad[i].text, strlen (bad[i].text), &error));
      g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].part));
    }
}

static void
test_bad_rules (void)
{
  const Bad bad[] = {
    { "", "no rule" },
    { "user lab\n", "no rule" },
    { "topik a", "Line 1: a line begins" },
    { "topic", "Line 1: " },
    { "topic read a\nuser ", "Line 2: " },
    { "topic read a\ntopic write a#", "Line 2: " },
    { "topic dev/%c", "Line 1: " },
    { "pattern read $share/g/a", "Line 1: " },
    { "topic a/\xff", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (sol_mosquitto_parse_acl (bad[i].text, strlen (bad[i].text), &error));
      g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, bad[i].part));
    }
}

/* Whatever it is: read, or refused with an error; the octets stand at the end of their memory */
static void
read_both (const char *text,
           gsize       length)
{
  g_autofree char *exact = g_strndup (text, length);
  g_autoptr (GError) one = NULL;
  g_autoptr (GError) two = NULL;
  g_autoptr (GHashTable) users = sol_mosquitto_parse_passwords (exact, length, &one);
  g_autoptr (GPtrArray) list = sol_mosquitto_parse_acl (exact, length, &two);

  g_assert_cmpint (users == NULL, ==, one != NULL);
  g_assert_cmpint (list == NULL, ==, two != NULL);
}

static void
test_prefixes_and_changes (void)
{
  const char *texts[] = { passwords, rules };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize at = 0; at < strlen (texts[i]); at++)
      {
        g_autofree char *changed = g_strdup (texts[i]);

        read_both (texts[i], at);
        changed[at] = '\xff';
        read_both (changed, strlen (texts[i]));
        changed[at] = '$';
        read_both (changed, strlen (texts[i]));
        changed[at] = '\n';
        read_both (changed, strlen (texts[i]));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/mosquitto/passwords", test_passwords);
  g_test_add_func ("/engine/mosquitto/rules-in-its-order", test_rules);
  g_test_add_func ("/engine/mosquitto/names-line-of-bad-password", test_bad_passwords);
  g_test_add_func ("/engine/mosquitto/names-line-of-bad-rule", test_bad_rules);
  g_test_add_func ("/engine/mosquitto/prefixes-and-changes", test_prefixes_and_changes);
  return g_test_run ();
}
