/* test-admin-access.c: /api/v1/acl and /api/v1/bans, and files of mosquitto
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "admin-support.h"
#include "sol-engine-access.h"

#define PUT_TWO                                                                                \
  "{\"revision\":0,\"rules\":["                                                                \
  "{\"who\":\"user\",\"user\":\"lab\",\"operation\":\"publish\",\"allow\":true,"               \
  "\"filter\":\"bench/%c/#\"},"                                                                \
  "{\"who\":\"everybody\",\"operation\":\"both\",\"allow\":false,\"filter\":\"#\"}]}"

static void
test_rules (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_expect_json (fixture, "GET", "/api/v1/acl", NULL, "{\"revision\":0,\"rules\":[]}");
  fixture_expect_success (fixture, "PUT", "/api/v1/acl", PUT_TWO);
  fixture_expect_json (
      fixture, "GET", "/api/v1/acl", NULL,
      "{\"revision\":1,\"rules\":["
      "{\"who\":\"user\",\"user\":\"lab\",\"operation\":\"publish\",\"allow\":true,"
      "\"filter\":\"bench/%c/#\"},"
      "{\"who\":\"everybody\",\"operation\":\"both\",\"allow\":false,\"filter\":\"#\"}]}");
  fixture_expect_success (fixture, "PUT", "/api/v1/acl", "{\"rules\":[]}");
  fixture_expect_json (fixture, "GET", "/api/v1/acl", NULL, "{\"revision\":2,\"rules\":[]}");
}

static void
test_stale (Fixture       *fixture,
            gconstpointer  data)
{
  fixture_expect_success (fixture, "PUT", "/api/v1/acl", PUT_TWO);
  fixture_expect_problem (fixture, "PUT", "/api/v1/acl", PUT_TWO, 409, "revision");
}

static void
test_bad_rules (Fixture       *fixture,
                gconstpointer  data)
{
  const char *bad[] = {
    "{\"rules\":[1]}",
    "{\"rules\":[{}]}",
    "{\"rules\":[{\"who\":\"all\",\"operation\":\"both\",\"allow\":true,\"filter\":\"#\"}]}",
    "{\"rules\":[{\"who\":\"user\",\"operation\":\"both\",\"allow\":true,\"filter\":\"#\"}]}",
    "{\"rules\":[{\"who\":\"everybody\",\"operation\":\"read\",\"allow\":true,\"filter\":\"#\"}]}",
    "{\"rules\":[{\"who\":\"everybody\",\"operation\":\"both\",\"allow\":1,\"filter\":\"#\"}]}",
    "{\"rules\":[{\"who\":\"everybody\",\"operation\":\"both\",\"allow\":true,\"filter\":\"a#\"}]}",
    "{\"rules\":[{\"who\":\"everybody\",\"operation\":\"both\",\"allow\":true}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    fixture_expect_problem (fixture, "PUT", "/api/v1/acl", bad[i], 422, "rules");
  fixture_expect_problem (fixture, "PUT", "/api/v1/acl", "{\"rules\":{}}", 400, "rules");
  fixture_expect_json (fixture, "GET", "/api/v1/acl", NULL, "{\"revision\":0,\"rules\":[]}");
}

static void
expect_answer (Fixture    *fixture,
               const char *question,
               gboolean    is_allowed,
               int         rule)
{
  JsonObject *answer;

  fixture_expect (fixture, "POST", "/api/v1/acl/test", question, 200);
  answer = fixture_get_object (fixture);
  g_assert_cmpint (json_object_get_boolean_member (answer, "allowed"), ==, is_allowed);
  g_assert_cmpint (json_object_get_int_member (answer, "rule"), ==, rule);
  g_assert_cmpint (json_object_get_null_member (answer, "matched"), ==, rule == 0);
  g_assert_cmpstr (json_object_get_string_member (answer, "text"), !=, "");
}

static void
test_question (Fixture       *fixture,
               gconstpointer  data)
{
  expect_answer (fixture, "{\"operation\":\"publish\",\"topic\":\"a\"}", TRUE, 0);
  fixture_expect_success (fixture, "PUT", "/api/v1/acl", PUT_TWO);
  expect_answer (fixture,
                 "{\"user\":\"lab\",\"client\":\"c1\",\"operation\":\"publish\","
                 "\"topic\":\"bench/c1/x\"}",
                 TRUE, 1);
  expect_answer (fixture,
                 "{\"user\":\"lab\",\"client\":\"c1\",\"operation\":\"publish\","
                 "\"topic\":\"bench/c2/x\"}",
                 FALSE, 2);
  expect_answer (fixture, "{\"operation\":\"subscribe\",\"topic\":\"$SYS/#\"}", FALSE, 0);
  fixture_expect_problem (fixture, "POST", "/api/v1/acl/test",
                          "{\"operation\":\"publish\",\"topic\":\"a/#\"}", 422, "topic");
  fixture_expect_problem (fixture, "POST", "/api/v1/acl/test",
                          "{\"operation\":\"both\",\"topic\":\"a\"}", 422, "operation");
  fixture_expect_problem (fixture, "POST", "/api/v1/acl/test", "{\"operation\":\"publish\"}", 400,
                          "topic");
}

static void
test_import_acl (Fixture       *fixture,
                 gconstpointer  data)
{
  fixture_expect_success (fixture, "POST", "/api/v1/acl/import",
                          "{\"text\":\"topic read news/#\\nuser lab\\ntopic bench/#\\n"
                          "topic deny bench/secret\\npattern write dev/%c/#\\n\"}");
  fixture_expect_json (
      fixture, "GET", "/api/v1/acl", NULL,
      "{\"revision\":1,\"rules\":["
      "{\"who\":\"user\",\"user\":\"lab\",\"operation\":\"both\",\"allow\":false,"
      "\"filter\":\"bench/secret\"},"
      "{\"who\":\"anonymous\",\"operation\":\"subscribe\",\"allow\":true,\"filter\":\"news/#\"},"
      "{\"who\":\"user\",\"user\":\"lab\",\"operation\":\"both\",\"allow\":true,"
      "\"filter\":\"bench/#\"},"
      "{\"who\":\"everybody\",\"operation\":\"publish\",\"allow\":true,"
      "\"filter\":\"dev/%c/#\"}]}");
  fixture_expect_problem (fixture, "POST", "/api/v1/acl/import", "{\"text\":\"topik a\"}", 422,
                          "text");
  fixture_expect_problem (fixture, "POST", "/api/v1/acl/import", "{}", 400, "text");
}

static void
test_import_users (Fixture       *fixture,
                   gconstpointer  data)
{
  fixture_expect_success (
      fixture, "POST", "/api/v1/users/import",
      "{\"text\":\"lab:$6$c2FsdA==$"
      "0jKWBH/EjcbV2+CTp4sTXcKf9pzk4ikD0X3BWRt6bkPYXH5bBYZIvQ7w/nSp3PJgE1EfDGdT3qpKPQ5lw71U4w==\"}");
  fixture_expect_json (fixture, "GET", "/api/v1/users", NULL, "[\"lab\"]");
  fixture_expect_problem (fixture, "POST", "/api/v1/users/import", "{\"text\":\"lab:secret\"}", 422,
                          "text");
  g_assert_nonnull (strstr (fixture->text, "Line 1"));
}

static void
test_bans (Fixture       *fixture,
           gconstpointer  data)
{
  JsonObject *ban;

  fixture_expect_json (fixture, "GET", "/api/v1/bans", NULL, "[]");
  fixture_expect_success (fixture, "POST", "/api/v1/bans",
                          "{\"kind\":\"client\",\"value\":\"a b/c\",\"seconds\":3600}");
  fixture_expect (fixture, "GET", "/api/v1/bans", NULL, 200);
  ban = json_array_get_object_element (json_node_get_array (fixture->root), 0);
  g_assert_cmpstr (json_object_get_string_member (ban, "value"), ==, "a b/c");
  g_assert_cmpint (json_object_get_int_member (ban, "until"), ==,
                   json_object_get_int_member (ban, "since") + 3600);
  fixture_expect_success (fixture, "DELETE", "/api/v1/bans/client:a%20b%2Fc", NULL);
  fixture_expect_problem (fixture, "DELETE", "/api/v1/bans/client:a%20b%2Fc", NULL, 404, NULL);
  fixture_expect_problem (fixture, "DELETE", "/api/v1/bans/nobody", NULL, 404, NULL);
  fixture_expect_success (fixture, "POST", "/api/v1/bans",
                          "{\"kind\":\"address\",\"value\":\"FE80:0::1\"}");
  fixture_expect_success (fixture, "DELETE", "/api/v1/bans/address:fe80::1", NULL);
  fixture_expect_problem (fixture, "POST", "/api/v1/bans",
                          "{\"kind\":\"address\",\"value\":\"nowhere\"}", 422, "value");
  fixture_expect_problem (fixture, "POST", "/api/v1/bans",
                          "{\"kind\":\"client\",\"value\":\"\"}", 422, "value");
  fixture_expect_problem (fixture, "POST", "/api/v1/bans", "{\"kind\":\"x\",\"value\":\"a\"}", 422,
                          "kind");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/admin/access/rules", test_rules);
  add ("/admin/access/rules-changed-meanwhile", test_stale);
  add ("/admin/access/names-bad-rule", test_bad_rules);
  add ("/admin/access/may-somebody", test_question);
  add ("/admin/access/imports-rules", test_import_acl);
  add ("/admin/access/imports-users", test_import_users);
  add ("/admin/access/bans", test_bans);
  return g_test_run ();
}
