/* test-source.c: this broker and another one, by the same calls
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-engine.h"

#include <string.h>

#include "sol-test-wait.h"

static SolEngine *
new_running_engine (void)
{
  g_autoptr (SolConfig) config = sol_config_new ();
  SolEngine *engine;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  config->broker->port = 0;
  config->broker->websocket_port = -1;
  engine = sol_engine_new (NULL, NULL, config);
  sol_engine_start_broker_async (engine, NULL, sol_test_answer_cb, &result);
  sol_engine_start_broker_finish (engine, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
  return engine;
}

static void
connect_source (SolEngine *engine)
{
  SolSource *source = sol_engine_get_source (engine);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_source_connect_async (source, NULL, sol_test_answer_cb, &result);
  sol_source_connect_finish (source, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
  sol_test_wait_until (sol_source_get_state (source) == SOL_CLIENT_CONNECTED);
}

static gboolean
subscribe (SolEngine   *engine,
           const char  *filter,
           GError     **error)
{
  SolSource *source = sol_engine_get_source (engine);
  g_autoptr (GAsyncResult) result = NULL;

  sol_source_subscribe_async (source, filter, 1, NULL, sol_test_answer_cb, &result);
  return sol_source_subscribe_finish (source, sol_test_wait_answer (&result), error);
}

static void
publish (SolEngine  *engine,
         const char *topic,
         const char *payload,
         guint8      qos)
{
  SolSource *source = sol_engine_get_source (engine);
  g_autoptr (SolMessage) message
      = sol_message_new (topic, strlen (topic), (const guint8 *)payload, strlen (payload), qos,
                         FALSE, g_get_real_time ());
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sol_source_publish_async (source, message, NULL, sol_test_answer_cb, &result);
  sol_source_publish_finish (source, sol_test_wait_answer (&result), &error);
  g_assert_no_error (error);
}

static guint64
get_count (SolEngine  *engine,
           const char *topic)
{
  SolTopicItem *item = sol_topic_list_find (sol_engine_get_topics (engine), topic);

  return item != NULL ? sol_topic_item_get_count (item) : 0;
}

/* A second engine's broker is the other one */
static void
use_other (SolEngine *engine,
           SolEngine *other)
{
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (other));
  sol_engine_use_other_broker (engine, &options);
}

static void
assert_talks (SolEngine *engine)
{
  g_autoptr (GError) error = NULL;

  connect_source (engine);
  g_assert_true (subscribe (engine, "lab/+", &error));
  publish (engine, "lab/x", "1", 1);
  publish (engine, "elsewhere", "1", 0);
  publish (engine, "lab/y", "2", 2);
  sol_test_wait_until (get_count (engine, "lab/x") == 1 && get_count (engine, "lab/y") == 1);
  g_assert_null (sol_topic_list_find (sol_engine_get_topics (engine), "elsewhere"));
  g_assert_cmpstr (sol_source_get_filters (sol_engine_get_source (engine))[0], ==, "lab/+");

  sol_source_unsubscribe (sol_engine_get_source (engine), "lab/+");
  g_assert_null (sol_source_get_filters (sol_engine_get_source (engine))[0]);
  g_assert_true (subscribe (engine, "end", NULL));
  publish (engine, "lab/x", "3", 1);
  publish (engine, "end", "", 1);
  sol_test_wait_until (get_count (engine, "end") == 1);
  g_assert_cmpuint (get_count (engine, "lab/x"), ==, 1);
}

static void
test_this_broker (void)
{
  g_autoptr (SolEngine) engine = new_running_engine ();

  g_assert_true (sol_source_is_local (sol_engine_get_source (engine)));
  assert_talks (engine);
}

static void
test_other_broker (void)
{
  g_autoptr (SolEngine) engine = new_running_engine (), other = new_running_engine ();

  use_other (engine, other);
  g_assert_false (sol_source_is_local (sol_engine_get_source (engine)));
  g_assert_true (
      g_str_has_prefix (sol_source_get_title (sol_engine_get_source (engine)), "127.0.0.1:"));
  assert_talks (engine);
}

/* What was asked for before there is a connection is heard with it, once */
static void
test_subscribe_before_connecting (void)
{
  g_autoptr (SolEngine) engine = new_running_engine (), other = new_running_engine ();
  g_autoptr (SolMessage) retained = sol_message_new ("kept", 4, (const guint8 *)"1", 1, 0, TRUE, 0);

  g_assert_true (sol_broker_publish (sol_engine_get_broker (other), retained, NULL));
  use_other (engine, other);
  g_assert_true (subscribe (engine, "#", NULL));
  connect_source (engine);
  publish (engine, "after", "1", 1);
  sol_test_wait_until (get_count (engine, "after") == 1 && get_count (engine, "kept") > 0);
  g_assert_cmpuint (get_count (engine, "kept"), ==, 1);
}

static void
test_change_clears (void)
{
  g_autoptr (SolEngine) engine = new_running_engine (), other = new_running_engine ();

  assert_talks (engine);
  use_other (engine, other);
  g_assert_cmpuint (sol_topic_list_get_n_topics (sol_engine_get_topics (engine)), ==, 0);
  g_assert_null (sol_source_get_filters (sol_engine_get_source (engine))[0]);
  sol_engine_use_this_broker (engine);
  assert_talks (engine);
}

static void
test_rejects (void)
{
  g_autoptr (SolEngine) engine = new_running_engine ();
  const char *bad[] = { "", "a/#/b", "a+", "#a" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (subscribe (engine, bad[i], &error));
      g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_INVALID);
    }
  g_assert_null (sol_source_get_filters (sol_engine_get_source (engine))[0]);
}

static void
test_nobody_there (void)
{
  g_autoptr (SolEngine) engine = sol_engine_new (NULL, NULL, NULL);
  g_autoptr (GAsyncResult) here = NULL, there = NULL;
  g_autoptr (GError) error = NULL, cause = NULL;
  SolClientOptions options;

  sol_source_connect_async (sol_engine_get_source (engine), NULL, sol_test_answer_cb, &here);
  g_assert_false (sol_source_connect_finish (sol_engine_get_source (engine),
                                             sol_test_wait_answer (&here), &error));
  g_assert_error (error, SOL_BROKER_ERROR, SOL_BROKER_ERROR_NOT_RUNNING);
  g_clear_error (&error);

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_engine_find_free_port ("127.0.0.1", 23000);
  sol_engine_use_other_broker (engine, &options);
  sol_source_connect_async (sol_engine_get_source (engine), NULL, sol_test_answer_cb, &there);
  g_assert_false (sol_source_connect_finish (sol_engine_get_source (engine),
                                             sol_test_wait_answer (&there), &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED);
  cause = sol_source_dup_error (sol_engine_get_source (engine));
  g_assert_error (cause, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED);
}

static void
assert_generates (SolEngine *engine)
{
  SolGeneratorList *sources = sol_engine_get_generators (engine);
  SolGeneratorSettings settings;
  g_autoptr (SolWaveConfig) config = NULL;
  g_autoptr (GError) error = NULL;
  SolGeneratorItem *item;
  SolWaveCounts counts;

  sol_generator_settings_init (&settings);
  settings.n_points = 10;
  settings.rate_hz = 1000;
  connect_source (engine);
  g_assert_true (subscribe (engine, "wave", NULL));
  config = sol_wave_config_new ("Wave", "wave", &settings);
  item = sol_generator_list_add (sources, 0, config, &error);
  g_assert_no_error (error);
  g_assert_true (sol_generator_list_start (sources, item, &error));
  g_assert_true (sol_generator_list_is_running (sources));
  sol_test_wait_until (get_count (engine, "wave") > 20);
  sol_generator_item_get_counts (item, &counts);
  g_assert_cmpuint (counts.n_sent, >, 20);
  g_assert_cmpuint (counts.n_lost, ==, 0);
}

static void
test_generator (void)
{
  g_autoptr (SolEngine) engine = new_running_engine (), other = new_running_engine ();
  SolGeneratorList *sources = sol_engine_get_generators (engine);

  assert_generates (engine);
  use_other (engine, other);
  g_assert_false (sol_generator_list_is_running (sources));
  assert_generates (engine);
  sol_generator_list_stop_all (sources);
  g_assert_false (sol_generator_list_is_running (sources));
}

/* Left while everything runs: nothing is delivered to what is gone */
static void
test_left_in_a_flood (void)
{
  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (SolEngine) engine = new_running_engine ();

      assert_generates (engine);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/source/this-broker", test_this_broker);
  g_test_add_func ("/source/other-broker", test_other_broker);
  g_test_add_func ("/source/subscribe-before-connecting", test_subscribe_before_connecting);
  g_test_add_func ("/source/change-clears", test_change_clears);
  g_test_add_func ("/source/rejects", test_rejects);
  g_test_add_func ("/source/nobody-there", test_nobody_there);
  g_test_add_func ("/source/generator", test_generator);
  g_test_add_func ("/source/left-in-a-flood", test_left_in_a_flood);
  return g_test_run ();
}
