/* test-admin-recording.c: recording and replaying by HTTP
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "admin-support.h"
#include "sol-engine-recording.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"

#define FOLDER "soliton-admin-recording"

static char *
dup_folder (Fixture *fixture)
{
  return g_strdup (sol_engine_get_recordings_folder (fixture->engine));
}

/* A folder that is not there yet, in one that is */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *parent = g_dir_make_tmp (FOLDER "-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (parent, "recordings", NULL);

  fixture_set_up (fixture, data);
  sol_engine_set_recordings_folder (fixture->engine, folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *folder = dup_folder (fixture);
  g_autofree char *parent = g_path_get_dirname (folder);

  fixture_tear_down (fixture, data);
  sol_test_remove_tree (parent);
}

static JsonObject *
get (Fixture    *fixture,
     const char *path)
{
  fixture_expect (fixture, "GET", path, NULL, 200);
  return fixture_get_object (fixture);
}

static const char *
get_state (Fixture    *fixture,
           const char *path)
{
  return json_object_get_string_member (get (fixture, path), "state");
}

static gint64
get_messages (Fixture *fixture)
{
  return json_object_get_int_member (get (fixture, "/api/v1/recording"), "messages");
}

static void
record_one (Fixture *fixture)
{
  fixture_expect_success (fixture, "POST", "/api/v1/recording/start",
                          "{\"name\": \"a.soliton\", \"filters\": [\"lab/#\"]}");
  g_assert_cmpstr (get_state (fixture, "/api/v1/recording"), ==, "recording");
  fixture_expect_success (fixture, "POST", "/api/v1/publish", "{\"topic\": \"lab/x\", \"message\": \"1\"}");
  fixture_expect_success (fixture, "POST", "/api/v1/publish", "{\"topic\": \"other\", \"message\": \"2\"}");
  sol_test_wait_until (get_messages (fixture) == 1);
  fixture_expect_success (fixture, "POST", "/api/v1/recording/stop", NULL);
}

static void
test_record (Fixture       *fixture,
             gconstpointer  data)
{
  JsonArray *list;

  g_assert_cmpstr (get_state (fixture, "/api/v1/recording"), ==, "idle");
  fixture_expect_json (fixture, "GET", "/api/v1/recordings", NULL, "[]");
  record_one (fixture);
  g_assert_cmpstr (get_state (fixture, "/api/v1/recording"), ==, "idle");
  g_assert_cmpstr (json_object_get_string_member (get (fixture, "/api/v1/recording"), "name"), ==, "a.soliton");
  fixture_expect (fixture, "GET", "/api/v1/recordings", NULL, 200);
  list = json_node_get_array (fixture->root);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0), "name"), ==, "a.soliton");

  fixture_expect_problem (fixture, "POST", "/api/v1/recording/start", "{\"name\": \"a.soliton\"}", 409, "name");
  fixture_expect_success (fixture, "POST", "/api/v1/recording/start", "{}");
  fixture_expect_problem (fixture, "POST", "/api/v1/recording/start", "{}", 409, "filters");
  fixture_expect_success (fixture, "POST", "/api/v1/recording/stop", NULL);
  fixture_expect_success (fixture, "POST", "/api/v1/recording/stop", NULL);
}

static const char *const bad_names[] = {
  "../a.soliton", "a/b.soliton", ".a.soliton", "a.txt", "", "a\\u0000.soliton", "a\\n.soliton", "..\\\\a.soliton",
};

static void
test_names_stay_in_the_folder (Fixture       *fixture,
                               gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"name\": \"%s\"}", bad_names[i]);

      fixture_send (fixture, "POST", "/api/v1/recording/start", body, NULL);
      g_assert_cmpuint (fixture->status, >=, 400);
      g_assert_cmpuint (fixture->status, <, 500);
      fixture_send (fixture, "POST", "/api/v1/replay/start", body, NULL);
      g_assert_cmpuint (fixture->status, >=, 400);
      g_assert_cmpuint (fixture->status, <, 500);
    }
  g_assert_cmpstr (get_state (fixture, "/api/v1/recording"), ==, "idle");
  g_assert_cmpstr (get_state (fixture, "/api/v1/replay"), ==, "idle");
}

static void
test_what_is_asked_is_checked (Fixture       *fixture,
                               gconstpointer  data)
{
  const char *start = "/api/v1/recording/start";
  g_autofree char *folder = dup_folder (fixture);

  fixture_expect_problem (fixture, "POST", start, "{\"filters\": []}", 422, "filters");
  fixture_expect_problem (fixture, "POST", start, "{\"filters\": \"a\"}", 422, "filters");
  fixture_expect_problem (fixture, "POST", start, "{\"filters\": [1]}", 422, "filters");
  fixture_expect_problem (fixture, "POST", start, "{\"filters\": [\"a/#/b\"]}", 422, "filters");
  fixture_expect_problem (fixture, "POST", start, "{\"seconds\": -1}", 422, "seconds");
  fixture_expect_problem (fixture, "POST", start, "{\"bytes\": \"1\"}", 422, "bytes");
  fixture_expect_problem (fixture, "POST", "/api/v1/replay/start", "{}", 400, "name");
  fixture_expect_problem (fixture, "POST", "/api/v1/replay/start", "{\"name\": \"a.soliton\", \"speed\": 101}", 422,
                          "speed");
  fixture_expect_problem (fixture, "POST", "/api/v1/replay/start", "{\"name\": \"a.soliton\", \"prefix\": \"#\"}", 422,
                          "prefix");
  fixture_expect_problem (fixture, "POST", "/api/v1/replay", "{\"paused\": true}", 409, NULL);
  sol_engine_set_recordings_folder (fixture->engine, NULL);
  fixture_expect_problem (fixture, "POST", start, "{}", 409, NULL);
  fixture_expect_json (fixture, "GET", "/api/v1/recordings", NULL, "[]");
  sol_engine_set_recordings_folder (fixture->engine, folder);
}

static gboolean
is_in_state (Fixture    *fixture,
             const char *state)
{
  return g_str_equal (get_state (fixture, "/api/v1/replay"), state);
}

static void
test_replay (Fixture       *fixture,
             gconstpointer  data)
{
  record_one (fixture);
  fixture_expect_success (fixture, "POST", "/api/v1/replay/start",
                          "{\"name\": \"a.soliton\", \"paused\": true, \"speed\": 2.5, \"prefix\": \"again/\"}");
  sol_test_wait_until (is_in_state (fixture, "paused"));
  g_assert_cmpint (json_object_get_int_member (get (fixture, "/api/v1/replay"), "messages"), ==, 1);
  fixture_expect (fixture, "POST", "/api/v1/replay", "{\"speed\": 10, \"loop\": true}", 200);
  g_assert_cmpfloat (json_object_get_double_member (fixture_get_object (fixture), "speed"), ==, 10.0);
  g_assert_true (json_object_get_boolean_member (fixture_get_object (fixture), "loop"));
  g_assert_cmpstr (json_object_get_string_member (fixture_get_object (fixture), "state"), ==, "paused");
  fixture_expect_problem (fixture, "POST", "/api/v1/replay", "{\"position\": \"x\"}", 422, "position");
  fixture_expect (fixture, "POST", "/api/v1/replay", "{\"loop\": false, \"paused\": false}", 200);
  sol_test_wait_until (is_in_state (fixture, "ended"));
  g_assert_cmpint (json_object_get_int_member (get (fixture, "/api/v1/replay"), "sent"), ==, 1);
  fixture_expect_success (fixture, "POST", "/api/v1/replay/stop", NULL);
  g_assert_cmpstr (get_state (fixture, "/api/v1/replay"), ==, "idle");

  fixture_expect_success (fixture, "POST", "/api/v1/replay/start", "{\"name\": \"gone.soliton\"}");
  sol_test_wait_until (is_in_state (fixture, "failed"));
  sol_test_wait_until (json_object_has_member (get (fixture, "/api/v1/replay"), "problem"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/admin/recording/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("record", test_record);
  ADD ("names-stay-in-the-folder", test_names_stay_in_the_folder);
  ADD ("what-is-asked-is-checked", test_what_is_asked_is_checked);
  ADD ("replay", test_replay);
  return g_test_run ();
}
