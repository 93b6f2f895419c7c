/* sol-mosquitto.c: the password and the access file of mosquitto, read
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-mosquitto.h"

#include <glib/gi18n.h>
#include <string.h>

#include "sol-acl.h"
#include "sol-auth-mosquitto.h"
#include "sol-engine.h"

typedef struct
{
  char      *user;      /* owned, nullable: of the topics that follow */
  GPtrArray *denied[2]; /* owned: of users, of patterns */
  GPtrArray *allowed[2];
} Reading;

enum
{
  TOPICS,
  PATTERNS
};

static void
reading_init (Reading *self)
{
  self->user = NULL;
  for (guint i = 0; i < 2; i++)
    {
      self->denied[i] = sol_acl_rules_new ();
      self->allowed[i] = sol_acl_rules_new ();
    }
}

static void
reading_clear (Reading *self)
{
  g_free (self->user);
  for (guint i = 0; i < 2; i++)
    {
      g_ptr_array_unref (self->denied[i]);
      g_ptr_array_unref (self->allowed[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
fail (GError     **error,
      guint        line,
      const char  *message)
{
  g_set_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID, _("Line %u: %s"), line, message);
  return FALSE;
}

/* Lines without what ends them. NULL with @error when it is no text */
static char **
split_lines (const char  *text,
             gsize        length,
             GError     **error)
{
  char **lines;

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                           _("The file is not UTF-8 text. Choose the file that mosquitto reads."));
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  return lines;
}

static gboolean
is_empty_line (const char *line)
{
  line += strspn (line, " \t");
  return *line == '\0' || *line == '#';
}

static gboolean
take_password (GHashTable  *users,
               const char  *line,
               guint        number,
               GError     **error)
{
  const char *colon = strchr (line, ':');
  g_autofree char *name = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
  g_autoptr (GError) cause = NULL;

  if (name == NULL || *name == '\0')
    return fail (error, number, _("a user’s line is NAME:HASH; there is no name and colon."));
  if (!sol_engine_check_user_name (name, &cause) || !sol_auth_mosquitto_check (colon + 1, &cause))
    return fail (error, number, cause->message);
  if (g_hash_table_contains (users, name))
    return fail (error, number, _("the user stands in the file twice. Remove one of the lines."));
  g_hash_table_insert (users, g_steal_pointer (&name),
                       g_strconcat (SOL_AUTH_MOSQUITTO_PREFIX, colon + 1, NULL));
  return TRUE;
}

GHashTable *
sol_mosquitto_parse_passwords (const char  *text,
                               gsize        length,
                               GError     **error)
{
  g_autoptr (GHashTable) users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) lines = split_lines (text, length, error);

  if (lines == NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_empty_line (lines[i]) && !take_password (users, lines[i], i + 1, error))
      return NULL;
  if (g_hash_table_size (users) > 0)
    return g_steal_pointer (&users);
  g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                       _("There is no user in the file. Choose the one that password_file in "
                         "mosquitto.conf names."));
  return NULL;
}

/* Moves @at behind a word and the blanks after it, if that word stands there */
static gboolean
take_word (const char **at,
           const char  *word)
{
  gsize length = strlen (word);

  if (strncmp (*at, word, length) != 0 || ((*at)[length] != ' ' && (*at)[length] != '\t'))
    return FALSE;
  *at += length;
  *at += strspn (*at, " \t");
  return TRUE;
}

/* What may be done, and whether it is denied; without a word it is readwrite */
static SolAclOperation
take_access (const char **at,
             gboolean    *is_denied)
{
  *is_denied = take_word (at, "deny");
  if (*is_denied || take_word (at, "readwrite"))
    return SOL_ACL_BOTH;
  if (take_word (at, "read"))
    return SOL_ACL_SUBSCRIBE;
  return take_word (at, "write") ? SOL_ACL_PUBLISH : SOL_ACL_BOTH;
}

static gboolean
take_rule (Reading     *reading,
           guint        kind,
           const char  *rest,
           guint        number,
           GError     **error)
{
  gboolean is_denied;
  SolAclOperation operation = take_access (&rest, &is_denied);
  SolAclWho who = kind == PATTERNS         ? SOL_ACL_EVERYBODY
                  : reading->user != NULL ? SOL_ACL_USER
                                          : SOL_ACL_ANONYMOUS;
  g_autoptr (SolAclRule) rule = sol_acl_rule_new (who, reading->user, operation, !is_denied, rest);
  g_autoptr (GError) cause = NULL;

  if (kind == TOPICS && (strstr (rest, "%u") != NULL || strstr (rest, "%c") != NULL))
    return fail (error, number, _("%u and %c stand for names in pattern lines alone. Write pattern "
                                  "instead of topic, or rename the topic."));
  if (!sol_acl_check_rule (rule, &cause))
    return fail (error, number, cause->message);
  g_ptr_array_add (is_denied ? reading->denied[kind] : reading->allowed[kind],
                   g_steal_pointer (&rule));
  return TRUE;
}

static gboolean
take_acl_line (Reading     *reading,
               const char  *line,
               guint        number,
               GError     **error)
{
  line += strspn (line, " \t");
  if (take_word (&line, "user"))
    {
      g_free (reading->user);
      reading->user = g_strdup (line);
      return *line != '\0' || fail (error, number, _("a name must stand behind user."));
    }
  if (take_word (&line, "topic"))
    return take_rule (reading, TOPICS, line, number, error);
  if (take_word (&line, "pattern"))
    return take_rule (reading, PATTERNS, line, number, error);
  return fail (error, number, _("a line begins with user, topic or pattern, and something behind "
                                "it. Correct it, or put # before it."));
}

static void
move_rules (GPtrArray *to,
            GPtrArray *from)
{
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add (to, sol_acl_rule_copy (from->pdata[i]));
}

GPtrArray *
sol_mosquitto_parse_acl (const char  *text,
                         gsize        length,
                         GError     **error)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();
  g_auto (Reading) reading;
  g_auto (GStrv) lines = split_lines (text, length, error);

  reading_init (&reading);
  if (lines == NULL)
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_empty_line (lines[i]) && !take_acl_line (&reading, lines[i], i + 1, error))
      return NULL;
  for (guint kind = TOPICS; kind <= PATTERNS; kind++)
    {
      move_rules (rules, reading.denied[kind]);
      move_rules (rules, reading.allowed[kind]);
    }
  if (rules->len > 0)
    return sol_acl_check_rules (rules, error) ? g_steal_pointer (&rules) : NULL;
  g_set_error_literal (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID,
                       _("There is no rule in the file. Choose the one that acl_file in "
                         "mosquitto.conf names."));
  return NULL;
}
