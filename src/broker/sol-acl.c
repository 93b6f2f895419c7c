/* sol-acl.c: access rules, compiled: who may publish or subscribe to what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-acl.h"

#include <string.h>

#include "sol-acl-expand-private.h"
#include "sol-mqtt-topic.h"

#define SHARE "$share/"

typedef struct
{
  char    *filter;
  guint16  length;
  guint8   operation;
  guint8   is_allowed : 1;
  guint8   has_names : 1;   /* `%u` or `%c` */
} Rule;

/* Positions in @rules, in their order: a user's are those that name it and those of everybody */
struct _SolAcl
{
  gatomicrefcount ref_count;
  guint           n_rules;
  Rule           *rules;
  GHashTable     *of_user;       /* name → GArray of guint */
  GArray         *of_others;     /* a user whom no rule names */
  GArray         *of_anonymous;
};

/* One question, walked over the rules */
typedef struct
{
  const SolAclClient *client;
  SolAclOperation     operation;
  const char         *text;
  gsize               length;
  gboolean          (*matches) (const char *filter,
                                gsize       filter_len,
                                const char *text,
                                gsize       length);
} Question;

static void
rule_take (Rule             *self,
           const SolAclRule *rule)
{
  self->filter = g_strdup (rule->filter);
  self->length = (guint16) strlen (rule->filter);
  self->operation = rule->operation;
  self->is_allowed = rule->is_allowed != FALSE;
  self->has_names = sol_acl_has_names (rule->filter);
}

static GArray *
new_positions (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
sol_acl_make_users (SolAcl          *self,
                    const GPtrArray *rules)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SolAclRule *rule = rules->pdata[i];

      if (rule->who == SOL_ACL_USER && !g_hash_table_contains (self->of_user, rule->user))
        g_hash_table_insert (self->of_user, g_strdup (rule->user), new_positions ());
    }
}

static void
sol_acl_add_to_users (SolAcl *self,
                      guint   position)
{
  GHashTableIter iter;
  gpointer positions;

  g_hash_table_iter_init (&iter, self->of_user);
  while (g_hash_table_iter_next (&iter, NULL, &positions))
    g_array_append_val ((GArray *) positions, position);
  g_array_append_val (self->of_others, position);
}

static void
sol_acl_add (SolAcl           *self,
             const SolAclRule *rule,
             guint             position)
{
  rule_take (&self->rules[position], rule);
  if (rule->who == SOL_ACL_USER)
    g_array_append_val ((GArray *) g_hash_table_lookup (self->of_user, rule->user), position);
  if (rule->who == SOL_ACL_EVERYBODY)
    sol_acl_add_to_users (self, position);
  if (rule->who != SOL_ACL_USER)
    g_array_append_val (self->of_anonymous, position);
}

SolAcl *
sol_acl_new (const GPtrArray *rules)
{
  SolAcl *self = g_new0 (SolAcl, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_rules = rules->len;
  self->rules = g_new0 (Rule, MAX (rules->len, 1));
  self->of_user = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_array_unref);
  self->of_others = new_positions ();
  self->of_anonymous = new_positions ();
  sol_acl_make_users (self, rules);
  for (guint i = 0; i < rules->len; i++)
    sol_acl_add (self, rules->pdata[i], i);
  return self;
}

SolAcl *
sol_acl_ref (SolAcl *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
sol_acl_unref (SolAcl *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_rules; i++)
    g_free (self->rules[i].filter);
  g_free (self->rules);
  g_hash_table_unref (self->of_user);
  g_array_unref (self->of_others);
  g_array_unref (self->of_anonymous);
  g_free (self);
}

gboolean
sol_acl_is_empty (const SolAcl *self)
{
  return self->n_rules == 0;
}

static gboolean
rule_matches (const Rule     *self,
              const Question *question)
{
  char room[512];
  g_autofree char *large = NULL;
  const char *filter;
  gsize length;

  if ((self->operation & question->operation) == 0)
    return FALSE;
  if (!self->has_names)
    return question->matches (self->filter, self->length, question->text, question->length);
  filter = sol_acl_expand (self->filter, question->client, room, sizeof room, &large, &length);
  return filter != NULL && question->matches (filter, length, question->text, question->length);
}

static const GArray *
sol_acl_find_positions (const SolAcl       *self,
                        const SolAclClient *client)
{
  const GArray *positions;

  if (client->user == NULL)
    return self->of_anonymous;
  positions = g_hash_table_lookup (self->of_user, client->user);
  return positions != NULL ? positions : self->of_others;
}

static SolAclVerdict
sol_acl_judge (const SolAcl   *self,
               const Question *question)
{
  const GArray *positions = sol_acl_find_positions (self, question->client);

  if (self->n_rules == 0)
    return (SolAclVerdict) { TRUE, 0 };
  for (guint i = 0; i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);

      if (rule_matches (&self->rules[position], question))
        return (SolAclVerdict) { self->rules[position].is_allowed, position + 1 };
    }
  return (SolAclVerdict) { FALSE, 0 };
}

SolAclVerdict
sol_acl_check_topic (const SolAcl       *self,
                     const SolAclClient *client,
                     SolAclOperation     operation,
                     const char         *topic,
                     gsize               topic_len)
{
  Question question = { client, operation, topic, topic_len, sol_mqtt_topic_matches };

  return sol_acl_judge (self, &question);
}

SolAclVerdict
sol_acl_check_filter (const SolAcl       *self,
                      const SolAclClient *client,
                      const char         *filter,
                      gsize               filter_len)
{
  Question question = { client, SOL_ACL_SUBSCRIBE, filter, filter_len, sol_acl_filter_covers };

  if (filter_len > strlen (SHARE) && memcmp (filter, SHARE, strlen (SHARE)) == 0)
    {
      const char *name = filter + strlen (SHARE);
      const char *slash = memchr (name, '/', (gsize) (filter + filter_len - name));

      if (slash != NULL && slash + 1 < filter + filter_len)
        {
          question.text = slash + 1;
          question.length = (gsize) (filter + filter_len - question.text);
        }
    }
  return sol_acl_judge (self, &question);
}

static const char *
level_end (const char *at,
           const char *end)
{
  const char *slash = memchr (at, '/', (gsize) (end - at));

  return slash != NULL ? slash : end;
}

static gboolean
is_wildcard (const char *at,
             const char *end,
             char        wildcard)
{
  return end - at == 1 && *at == wildcard;
}

/* What `#` at the first level matches, `+/#` matches as well */
static gboolean
is_everything (const char *at,
               const char *end)
{
  return is_wildcard (at, end, '#') || (end - at == 3 && memcmp (at, "+/#", 3) == 0);
}

static gboolean
level_covers (const char *wide,
              const char *wide_end,
              const char *narrow,
              const char *narrow_end)
{
  if (is_wildcard (wide, wide_end, '+'))
    return !is_wildcard (narrow, narrow_end, '#');
  return wide_end - wide == narrow_end - narrow
         && memcmp (wide, narrow, (gsize) (wide_end - wide)) == 0;
}

gboolean
sol_acl_filter_covers (const char *wide,
                       gsize       wide_len,
                       const char *narrow,
                       gsize       narrow_len)
{
  const char *wide_end = wide + wide_len, *narrow_end = narrow + narrow_len;

  if (*narrow == '$' && (*wide == '+' || *wide == '#'))
    return FALSE;
  if (is_everything (narrow, narrow_end) && is_everything (wide, wide_end))
    return TRUE;
  for (;;)
    {
      const char *wide_stop = level_end (wide, wide_end);
      const char *narrow_stop = level_end (narrow, narrow_end);

      if (is_wildcard (wide, wide_end, '#'))
        return TRUE;
      if (!level_covers (wide, wide_stop, narrow, narrow_stop))
        return FALSE;
      if (wide_stop == wide_end)
        return narrow_stop == narrow_end;
      if (narrow_stop == narrow_end)
        return is_wildcard (wide_stop + 1, wide_end, '#');
      wide = wide_stop + 1;
      narrow = narrow_stop + 1;
    }
}
