/* test-recorder.c: the engine records a broker, publishes a recording, and shows one as if it were a broker
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-engine-recording.h"
#include "sol-recording-reader.h"
#include "sol-test-folder.h"
#include "sol-test-wait.h"

typedef struct
{
  SolEngine *engine;
  char      *folder;
  char      *path;
} Fixture;

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
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->engine = new_running_engine ();
  fixture->folder = g_dir_make_tmp ("soliton-recorder-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "x.soliton", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sol_test_release (fixture->engine);
  sol_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
start (Fixture         *fixture,
       SolEngineTarget  target,
       const char      *filter,
       GError         **error)
{
  const char *filters[] = { filter, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  sol_engine_start_recording_async (fixture->engine, target,
                                    &(SolRecordingSettings) { .path = fixture->path, .filters = filters }, NULL,
                                    sol_test_answer_cb, &result);
  return sol_engine_start_recording_finish (fixture->engine, sol_test_wait_answer (&result), error);
}

static void
start_well (Fixture         *fixture,
            SolEngineTarget  target,
            const char      *filter)
{
  g_autoptr (GError) error = NULL;

  start (fixture, target, filter, &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  SolRecorder *recorder = sol_engine_get_recorder (fixture->engine);
  g_autoptr (GAsyncResult) result = NULL;

  sol_recorder_stop_async (recorder, NULL, sol_test_answer_cb, &result);
  g_assert_true (sol_recorder_stop_finish (recorder, sol_test_wait_answer (&result), NULL));
}

static void
publish (SolEngine  *engine,
         const char *topic,
         const char *text)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) text, strlen (text), 0,
                                                    FALSE, g_get_real_time ());

  g_assert_true (sol_broker_publish (sol_engine_get_broker (engine), message, NULL));
}

static guint64
count_recorded (Fixture *fixture)
{
  SolRecordingStatus status;

  sol_recorder_get_status (sol_engine_get_recorder (fixture->engine), &status);
  return status.n_messages;
}

static void
assert_recorded (Fixture    *fixture,
                 const char *topic,
                 const char *text)
{
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (fixture->path, NULL);
  SolRecordedMessage message;

  g_assert_nonnull (reader);
  g_assert_true (sol_recording_reader_next (reader, &message, NULL));
  g_assert_cmpmem (message.parts.topic, message.parts.topic_len, topic, strlen (topic));
  g_assert_cmpmem (message.parts.payload, message.parts.payload_len, text, strlen (text));
  g_assert_false (sol_recording_reader_next (reader, &message, NULL));
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
test_this_broker (Fixture       *fixture,
                  gconstpointer  data)
{
  SolRecorder *recorder = sol_engine_get_recorder (fixture->engine);
  g_autoptr (GError) error = NULL;
  guint n_states = 0;
  int state;

  g_signal_connect_swapped (recorder, "notify::state", G_CALLBACK (count_cb), &n_states);
  g_assert_false (sol_recorder_is_active (recorder));
  start_well (fixture, SOL_ENGINE_SOURCE_IN_USE, "lab/+");
  g_assert_true (sol_recorder_is_active (recorder));
  g_object_get (recorder, "state", &state, NULL);
  g_assert_cmpint (state, ==, SOL_RECORDING_RUNNING);

  publish (fixture->engine, "lab/x", "1");
  publish (fixture->engine, "elsewhere", "2");
  sol_test_wait_until (count_recorded (fixture) == 1);
  g_assert_false (start (fixture, SOL_ENGINE_THIS_BROKER, "#", &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_EXISTS);

  stop (fixture);
  g_object_get (recorder, "state", &state, NULL);
  g_assert_cmpint (state, ==, SOL_RECORDING_FINISHED);
  g_assert_cmpuint (n_states, >=, 2);
  assert_recorded (fixture, "lab/x", "1");
  stop (fixture);
}

/* From the broker's thread into the file, as fast as they are published */
static void
test_flood (Fixture       *fixture,
            gconstpointer  data)
{
  const guint n = 20000;
  SolRecordingStatus status;

  start_well (fixture, SOL_ENGINE_SOURCE_IN_USE, "flood/#");
  for (guint i = 0; i < n; i++)
    publish (fixture->engine, i % 2 == 0 ? "flood/even" : "flood/odd", "21.5");
  sol_test_wait_until (count_recorded (fixture) == n);
  sol_recorder_get_status (sol_engine_get_recorder (fixture->engine), &status);
  g_assert_cmpuint (status.n_dropped, ==, 0);
  stop (fixture);
}

/* Also when the person looks at this one again meanwhile */
static void
test_another_broker (Fixture       *fixture,
                     gconstpointer  data)
{
  SolEngine *other = new_running_engine ();
  SolClientOptions options;

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = sol_broker_get_port (sol_engine_get_broker (other));
  options.client_id = "mine";
  sol_engine_use_other_broker (fixture->engine, &options);
  start_well (fixture, SOL_ENGINE_SOURCE_IN_USE, "lab/#");
  sol_engine_use_this_broker (fixture->engine);
  publish (fixture->engine, "lab/here", "1");
  publish (other, "lab/there", "2");
  sol_test_wait_until (count_recorded (fixture) == 1);
  stop (fixture);
  assert_recorded (fixture, "lab/there", "2");
  sol_test_release (other);
}

static void
test_what_cannot_be (Fixture       *fixture,
                     gconstpointer  data)
{
  SolRecorder *recorder = sol_engine_get_recorder (fixture->engine);
  g_autoptr (GError) error = NULL;
  SolClientOptions options;
  guint16 port = sol_engine_find_free_port ("127.0.0.1", 20000);

  g_assert_false (start (fixture, SOL_ENGINE_THIS_BROKER, "a/#/b", &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (start (fixture, SOL_ENGINE_THIS_BROKER, NULL, &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
  g_clear_error (&error);

  g_file_set_contents (fixture->path, "mine", -1, NULL);
  g_assert_false (start (fixture, SOL_ENGINE_THIS_BROKER, "#", &error));
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_EXISTS);
  g_assert_false (sol_recorder_is_active (recorder));
  g_assert_cmpstr (sol_recorder_get_problem (recorder), ==, error->message);
  g_clear_error (&error);
  g_unlink (fixture->path);

  sol_client_options_init (&options);
  options.host = "127.0.0.1";
  options.port = port;
  sol_engine_use_other_broker (fixture->engine, &options);
  g_assert_false (start (fixture, SOL_ENGINE_SOURCE_IN_USE, "#", &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_REFUSED);
  g_assert_false (sol_recorder_is_active (recorder));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* The engine goes while it records: the file is complete */
static void
test_is_complete_when_all_ends (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  start_well (fixture, SOL_ENGINE_THIS_BROKER, "lab");
  publish (fixture->engine, "lab", "last");
  sol_test_wait_until (count_recorded (fixture) == 1);
  sol_test_release (fixture->engine);
  assert_recorded (fixture, "lab", "last");
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  fixture->engine = new_running_engine ();
}

/* A second of one message each 10 ms, its number */
static void
record_numbers (Fixture *fixture)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path }, NULL, NULL);
  gint64 begin_ns = 1767225600 * G_GINT64_CONSTANT (1000000000);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (SolMessage) message = sol_message_new ("lab/n", 5, (const guint8 *) text, strlen (text), 0, FALSE, 0);

      sol_recording_writer_post_at (writer, message, begin_ns + i * G_GINT64_CONSTANT (10000000));
    }
  sol_recording_writer_free (writer);
}

static void
subscribe (SolEngine  *engine,
           const char *filter)
{
  g_autoptr (GAsyncResult) result = NULL;

  sol_source_subscribe_async (sol_engine_get_source (engine), filter, 0, NULL, sol_test_answer_cb, &result);
  g_assert_true (sol_source_subscribe_finish (sol_engine_get_source (engine), sol_test_wait_answer (&result), NULL));
}

static guint64
get_count (SolEngine  *engine,
           const char *topic)
{
  SolTopicItem *item = sol_topic_list_find (sol_engine_get_topics (engine), topic);

  return item != NULL ? sol_topic_item_get_count (item) : 0;
}

static int
get_replay_state (SolEngine *engine)
{
  int state;

  g_object_get (sol_engine_get_replayer (engine), "state", &state, NULL);
  return state;
}

static void
test_replay_into_this_broker (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SolReplaySettings settings;

  record_numbers (fixture);
  subscribe (fixture->engine, "again/#");
  sol_replay_settings_init (&settings);
  settings.speed = 20.0;
  settings.prefix = "again/";
  g_assert_true (sol_engine_start_replay (fixture->engine, SOL_ENGINE_SOURCE_IN_USE, fixture->path, &settings, &error));
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_ENDED);
  sol_test_wait_until (get_count (fixture->engine, "again/lab/n") == 100);

  settings.speed = 1000.0;
  g_assert_false (sol_engine_start_replay (fixture->engine, SOL_ENGINE_SOURCE_IN_USE, fixture->path, &settings,
                                           &error));
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_INVALID);
  g_assert_nonnull (sol_engine_get_replayer (fixture->engine));
  sol_engine_stop_replay (fixture->engine);
  g_assert_null (sol_engine_get_replayer (fixture->engine));
}

static void
test_replayer_is_steered (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  SolReplaySettings settings;
  SolReplayer *replayer;
  gint64 position_ns;

  record_numbers (fixture);
  sol_replay_settings_init (&settings);
  settings.is_paused = TRUE;
  g_assert_true (sol_engine_start_replay (fixture->engine, SOL_ENGINE_THIS_BROKER, fixture->path, &settings, &error));
  replayer = sol_engine_get_replayer (fixture->engine);
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_PAUSED);
  sol_replayer_seek (replayer, 1767225600 * G_GINT64_CONSTANT (1000000000) + 500000000);
  g_object_get (replayer, "position-ns", &position_ns, NULL);
  g_object_set (replayer, "speed", 100.0, "is-looping", TRUE, NULL);
  sol_replayer_play (replayer);
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_PLAYING);
  g_object_set (replayer, "is-looping", FALSE, NULL);
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_ENDED);
  sol_engine_use_this_broker (fixture->engine);
  g_assert_null (sol_engine_get_replayer (fixture->engine));
}

static void
test_replay_of_nothing (Fixture       *fixture,
                        gconstpointer  data)
{
  SolReplaySettings settings;

  sol_replay_settings_init (&settings);
  g_assert_true (sol_engine_start_replay (fixture->engine, SOL_ENGINE_THIS_BROKER, fixture->path, &settings, NULL));
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_FAILED);
  g_assert_nonnull (sol_replayer_get_problem (sol_engine_get_replayer (fixture->engine)));
}

static SolChannel *
get_channel (SolEngine *engine)
{
  return g_list_model_get_item (sol_ingest_get_channels (sol_engine_get_ingest (engine)), 0);
}

/* The scope reads the whole file at its own time */
static void
test_a_recording_is_a_source (Fixture       *fixture,
                              gconstpointer  data)
{
  static const SolDecoderSettings nothing_said = { 0 };
  GListModel *channels = sol_ingest_get_channels (sol_engine_get_ingest (fixture->engine));
  g_autoptr (SolChannel) channel = NULL;
  SolReplaySettings settings;
  SolChannelStats stats;

  record_numbers (fixture);
  sol_replay_settings_init (&settings);
  settings.speed = 0.0;
  settings.keeps_time = TRUE;
  settings.is_paused = TRUE;
  g_assert_true (sol_engine_view_recording (fixture->engine, fixture->path, &settings, NULL));
  g_assert_cmpstr (sol_source_get_title (sol_engine_get_source (fixture->engine)), ==, "x.soliton");
  g_assert_cmpint (sol_source_get_state (sol_engine_get_source (fixture->engine)), ==, SOL_CLIENT_CONNECTED);
  subscribe (fixture->engine, "lab/#");
  sol_ingest_bind (sol_engine_get_ingest (fixture->engine), "lab/n", &nothing_said);
  sol_replayer_play (sol_engine_get_replayer (fixture->engine));
  sol_test_wait_until (get_replay_state (fixture->engine) == SOL_REPLAY_ENDED);
  sol_test_wait_until (g_list_model_get_n_items (channels) == 1 && get_count (fixture->engine, "lab/n") == 100);
  channel = get_channel (fixture->engine);
  do
    sol_channel_get_stats (channel, &stats);
  while (stats.n_samples < 100);
  g_assert_cmpint (stats.first_ns, ==, 1767225600 * G_GINT64_CONSTANT (1000000000));
  g_assert_cmpint (stats.last_ns, ==, stats.first_ns + 990000000);

  sol_engine_use_this_broker (fixture->engine);
  g_assert_null (sol_engine_get_replayer (fixture->engine));
  g_assert_cmpuint (g_list_model_get_n_items (channels), ==, 0);
}

static void
test_a_recording_takes_nothing (Fixture       *fixture,
                                gconstpointer  data)
{
  SolSource *source;
  g_autoptr (SolMessage) message = sol_message_new ("a", 1, NULL, 0, 0, FALSE, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SolReplaySettings settings;

  record_numbers (fixture);
  sol_replay_settings_init (&settings);
  g_assert_true (sol_engine_view_recording (fixture->engine, fixture->path, &settings, NULL));
  source = sol_engine_get_source (fixture->engine);
  sol_source_publish_async (source, message, NULL, sol_test_answer_cb, &result);
  g_assert_false (sol_source_publish_finish (source, sol_test_wait_answer (&result), &error));
  g_assert_error (error, SOL_CLIENT_ERROR, SOL_CLIENT_ERROR_NOT_CONNECTED);
  g_clear_error (&error);
  g_assert_false (start (fixture, SOL_ENGINE_SOURCE_IN_USE, "#", &error));
  g_assert_error (error, SOL_ENGINE_ERROR, SOL_ENGINE_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/recorder/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("this-broker", test_this_broker);
  ADD ("flood", test_flood);
  ADD ("another-broker", test_another_broker);
  ADD ("what-cannot-be", test_what_cannot_be);
  ADD ("is-complete-when-all-ends", test_is_complete_when_all_ends);
  ADD ("replay-into-this-broker", test_replay_into_this_broker);
  ADD ("replayer-is-steered", test_replayer_is_steered);
  ADD ("replay-of-nothing", test_replay_of_nothing);
  ADD ("a-recording-is-a-source", test_a_recording_is_a_source);
  ADD ("a-recording-takes-nothing", test_a_recording_takes_nothing);
  return g_test_run ();
}
