/* test-acl.c: access rules: who may publish or subscribe to what
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "sol-acl.h"
#include "sol-broker.h"
#include "sol-mqtt-topic.h"

static SolAclRule *
make_rule (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;
  SolAclRule *rule = sol_acl_rule_new_from_words ((const char * const *) words, &error);

  g_assert_no_error (error);
  return rule;
}

static SolAcl *
make_acl (const char **texts)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; texts[i] != NULL; i++)
    g_ptr_array_add (rules, make_rule (texts[i]));
  sol_acl_check_rules (rules, &error);
  g_assert_no_error (error);
  return sol_acl_new (rules);
}

#define LIST(...) ((const char *[]) { __VA_ARGS__, NULL })

/* @expected: the number of the rule; negative where it denies; 0: no rule, denied */
static void
check_publish (SolAcl     *acl,
               const char *user,
               const char *client_id,
               const char *topic,
               int         expected)
{
  SolAclClient client = { user, client_id };
  SolAclVerdict verdict
      = sol_acl_check_topic (acl, &client, SOL_ACL_PUBLISH, topic, strlen (topic));

  g_test_message ("%s %s", user, topic);
  g_assert_cmpint (verdict.is_allowed ? (int) verdict.rule : -(int) verdict.rule, ==, expected);
}

static void
check_subscribe (SolAcl     *acl,
                 const char *filter,
                 int         expected)
{
  SolAclClient client = { NULL, "c" };
  SolAclVerdict verdict = sol_acl_check_filter (acl, &client, filter, strlen (filter));

  g_test_message ("%s", filter);
  g_assert_cmpint (verdict.is_allowed ? (int) verdict.rule : -(int) verdict.rule, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr (SolAcl) acl = make_acl (LIST (NULL));
  SolAclClient client = { NULL, "c" };

  g_assert_true (sol_acl_is_empty (acl));
  g_assert_true (sol_acl_check_topic (acl, &client, SOL_ACL_PUBLISH, "$SYS/x", 6).is_allowed);
  g_assert_true (sol_acl_check_filter (acl, &client, "#", 1).is_allowed);
}

static void
test_first_match (void)
{
  g_autoptr (SolAcl) acl
      = make_acl (LIST ("deny user anna publish a/secret", "allow user anna publish a/#",
                        "allow anonymous publish open", "deny everybody both b/#",
                        "allow everybody both #"));

  check_publish (acl, "anna", "c", "a/secret", -1);
  check_publish (acl, "anna", "c", "a/b", 2);
  check_publish (acl, "anna", "c", "a", 2);
  check_publish (acl, "anna", "c", "b/c", -4);
  check_publish (acl, "anna", "c", "open", 5);
  check_publish (acl, "otto", "c", "a/secret", 5);
  check_publish (acl, NULL, "c", "open", 3);
  check_publish (acl, NULL, "c", "$SYS/x", 0);
  check_publish (acl, "", "c", "b", -4);
}

static void
test_operations (void)
{
  g_autoptr (SolAcl) acl = make_acl (LIST ("allow everybody subscribe a", "allow everybody publish b"));

  check_publish (acl, NULL, "c", "a", 0);
  check_publish (acl, NULL, "c", "b", 2);
  check_subscribe (acl, "a", 1);
  check_subscribe (acl, "b", 0);
}

/* A name must not reach beyond its level, and not into `$SYS` */
static void
test_names (void)
{
  g_autoptr (SolAcl) acl
      = make_acl (LIST ("allow everybody publish dev/%c/#", "allow everybody publish home/%u-%c",
                        "allow everybody publish %u/x"));

  check_publish (acl, "anna", "c1", "dev/c1/x", 1);
  check_publish (acl, "anna", "c1", "dev/c2/x", 0);
  check_publish (acl, "anna", "c1", "home/anna-c1", 2);
  check_publish (acl, NULL, "c1", "home/anna-c1", 0);
  check_publish (acl, "anna", "+", "dev/c1/x", 0);
  check_publish (acl, "anna", "#", "dev/c1/x", 0);
  check_publish (acl, "anna", "a/b", "dev/a/b/x", 0);
  check_publish (acl, "$SYS", "c1", "$SYS/x", 0);
  check_publish (acl, "anna", "c1", "anna/x", 3);
  check_publish (acl, "", "c1", "/x", 0);
}

static void
test_subscribe_needs_cover (void)
{
  g_autoptr (SolAcl) acl
      = make_acl (LIST ("deny everybody subscribe a/secret/#", "allow everybody subscribe a/+/b",
                        "allow everybody subscribe s/#", "allow everybody subscribe a/#"));

  check_subscribe (acl, "a/secret/x", -1);
  check_subscribe (acl, "a/secret", -1);
  check_subscribe (acl, "a/+/b", 2);
  check_subscribe (acl, "a/#", 4);
  check_subscribe (acl, "#", 0);
  check_subscribe (acl, "+/x", 0);
  check_subscribe (acl, "s", 3);
  check_subscribe (acl, "$share/group/s/+", 3);
  check_subscribe (acl, "$share/group/#", 0);
  check_subscribe (acl, "$share/s", 0);
}

static void
test_dollar (void)
{
  g_autoptr (SolAcl) all = make_acl (LIST ("allow everybody both #"));
  g_autoptr (SolAcl) sys = make_acl (LIST ("allow everybody subscribe $SYS/#"));

  check_subscribe (all, "$SYS/#", 0);
  check_subscribe (all, "$share/g/$SYS/#", 0);
  check_subscribe (all, "#", 1);
  check_subscribe (sys, "$SYS/#", 1);
  check_subscribe (sys, "$SYS/a", 1);
  check_publish (sys, NULL, "c", "$SYS/a", 0);
}

static void
test_refuses_bad_rules (void)
{
  const char *bad[] = {
    "allow everybody publish a#",     "allow everybody publish a/#/b",
    "allow everybody publish a+",     "permit everybody publish a",
    "allow nobody publish a",         "allow everybody read a",
    "allow everybody publish",        "allow everybody publish $share/g/a",
    "allow everybody publish a b",    "allow user",
    "allow",                          "allow user anna",
    "allow everybody publish %u#",    "allow everybody publish dev-%c+",
    "allow everybody publish a/\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (GStrv) words = g_strsplit (bad[i], " ", -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (sol_acl_rule_new_from_words ((const char * const *) words, &error));
      g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_INVALID);
    }
}

static void
test_names_bad_rule_by_number (void)
{
  g_autoptr (GPtrArray) rules = sol_acl_rules_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (rules, make_rule ("allow everybody both #"));
  g_ptr_array_add (rules, sol_acl_rule_new (SOL_ACL_USER, "", SOL_ACL_BOTH, TRUE, "a"));
  g_assert_false (sol_acl_check_rules (rules, &error));
  g_assert_true (g_str_has_prefix (error->message, "Rule 2: "));
}

/* ---- against a model that splits into levels and knows nothing of offsets ---- */

static gboolean
model_matches (char **filter,
               char **topic)
{
  if (*filter == NULL)
    return *topic == NULL;
  if (strcmp (*filter, "#") == 0)
    return TRUE;
  if (*topic == NULL)
    return FALSE;
  if (strcmp (*filter, "+") != 0 && strcmp (*filter, *topic) != 0)
    return FALSE;
  return model_matches (filter + 1, topic + 1);
}

static gboolean
model_match (const char *filter,
             const char *topic)
{
  g_auto (GStrv) filter_levels = g_strsplit (filter, "/", -1);
  g_auto (GStrv) topic_levels = g_strsplit (topic, "/", -1);

  if (*topic == '$' && (*filter == '+' || *filter == '#'))
    return FALSE;
  return model_matches (filter_levels, topic_levels);
}

static const char *const levels[] = { "a", "b", "", "$x", "zz" };

/* All topics of one to four of @levels; `zz` stands for whatever no filter says */
static GPtrArray *
make_topics (void)
{
  GPtrArray *topics = g_ptr_array_new_with_free_func (g_free);
  guint begin = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    g_ptr_array_add (topics, g_strdup (levels[i]));
  for (guint depth = 1; depth < 4; depth++)
    {
      guint end = topics->len;

      for (; begin < end; begin++)
        for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
          g_ptr_array_add (topics, g_strconcat (topics->pdata[begin], "/", levels[i], NULL));
    }
  return topics;
}

static char *
random_filter (GRand *rand)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n; i++)
    {
      int choice = g_rand_int_range (rand, 0, 7);

      if (i > 0)
        g_string_append_c (text, '/');
      g_string_append (text, choice < 4 ? levels[choice] : choice == 6 && i + 1 == n ? "#" : "+");
    }
  if (text->len == 0)
    g_string_append_c (text, 'a');
  return g_string_free (text, FALSE);
}

/* Covers: no topic that one matches is not matched by the other */
static gboolean
model_covers (const GPtrArray *topics,
              const char      *wide,
              const char      *narrow)
{
  for (guint i = 0; i < topics->len; i++)
    {
      const char *topic = topics->pdata[i];

      if (*topic != '\0' && model_match (narrow, topic) && !model_match (wide, topic))
        return FALSE;
    }
  return TRUE;
}

static void
test_covers_as_model (void)
{
  g_autoptr (GPtrArray) topics = make_topics ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  guint n_covered = 0;

  for (guint i = 0; i < 4000; i++)
    {
      g_autofree char *wide = random_filter (rand);
      g_autofree char *narrow = random_filter (rand);
      gboolean covers = sol_acl_filter_covers (wide, strlen (wide), narrow, strlen (narrow));

      if (covers != model_covers (topics, wide, narrow))
        g_error ("“%s” covers “%s”: %d", wide, narrow, covers);
      n_covered += covers;
    }
  g_assert_cmpuint (n_covered, >, 200);
}

static const char *const users[] = { NULL, "anna", "otto", "$x", "a/b", "+" };

static GPtrArray *
random_rules (GRand *rand)
{
  GPtrArray *rules = sol_acl_rules_new ();
  int n = g_rand_int_range (rand, 1, 8);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *filter = random_filter (rand);
      g_autofree char *named = g_rand_int_range (rand, 0, 3) == 0 ? g_strconcat ("%u/", filter, NULL)
                                                                  : g_strdup (filter);

      g_ptr_array_add (rules, sol_acl_rule_new (g_rand_int_range (rand, 0, 3),
                                                users[g_rand_int_range (rand, 1, 6)],
                                                g_rand_int_range (rand, 1, 4),
                                                g_rand_boolean (rand), named));
    }
  return rules;
}

static gboolean
model_rule_matches (const SolAclRule *rule,
                    const char       *user,
                    SolAclOperation   operation,
                    const char       *topic)
{
  g_autofree char *filter = NULL;

  if ((rule->operation & operation) == 0)
    return FALSE;
  if (rule->who == SOL_ACL_ANONYMOUS && user != NULL)
    return FALSE;
  if (rule->who == SOL_ACL_USER && g_strcmp0 (rule->user, user) != 0)
    return FALSE;
  if (!g_str_has_prefix (rule->filter, "%u"))
    return model_match (rule->filter, topic);
  if (user == NULL || strpbrk (user, "/+#$") != NULL)
    return FALSE;
  filter = g_strconcat (user, rule->filter + 2, NULL);
  return model_match (filter, topic);
}

static int
model_judge (const GPtrArray *rules,
             const char      *user,
             SolAclOperation  operation,
             const char      *topic)
{
  for (guint i = 0; i < rules->len; i++)
    {
      const SolAclRule *rule = rules->pdata[i];

      if (model_rule_matches (rule, user, operation, topic))
        return rule->is_allowed ? (int) i + 1 : -(int) i - 1;
    }
  return 0;
}

static void
test_judges_as_model (void)
{
  g_autoptr (GPtrArray) topics = make_topics ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GPtrArray) rules = random_rules (rand);
      g_autoptr (SolAcl) acl = sol_acl_new (rules);
      const char *topic = topics->pdata[g_rand_int_range (rand, 0, (int) topics->len)];
      const char *user = users[g_rand_int_range (rand, 0, G_N_ELEMENTS (users))];
      g_autofree char *own = g_strconcat (user != NULL ? user : "anna", "/", topic, NULL);
      SolAclOperation operation = g_rand_boolean (rand) ? SOL_ACL_PUBLISH : SOL_ACL_SUBSCRIBE;
      SolAclClient client = { user, "c" };
      SolAclVerdict verdict;

      if (*topic == '\0' || g_rand_boolean (rand))
        topic = own;
      verdict = sol_acl_check_topic (acl, &client, operation, topic, strlen (topic));
      g_assert_cmpint (verdict.is_allowed ? (int) verdict.rule : -(int) verdict.rule, ==,
                       model_judge (rules, user, operation, topic));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/broker/acl/no-rule-allows-everything", test_empty);
  g_test_add_func ("/broker/acl/first-match-decides", test_first_match);
  g_test_add_func ("/broker/acl/publish-and-subscribe-apart", test_operations);
  g_test_add_func ("/broker/acl/names-stay-in-their-level", test_names);
  g_test_add_func ("/broker/acl/subscription-must-be-covered", test_subscribe_needs_cover);
  g_test_add_func ("/broker/acl/wildcards-do-not-reach-dollar-topics", test_dollar);
  g_test_add_func ("/broker/acl/refuses-bad-rules", test_refuses_bad_rules);
  g_test_add_func ("/broker/acl/names-bad-rule-by-number", test_names_bad_rule_by_number);
  g_test_add_func ("/broker/acl/covers-as-a-model-does", test_covers_as_model);
  g_test_add_func ("/broker/acl/judges-as-a-model-does", test_judges_as_model);
  return g_test_run ();
}
