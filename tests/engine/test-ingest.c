/* test-ingest.c: messages to topics and channels
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "sol-ingest.h"

#define DEADLINE_US (20 * G_USEC_PER_SEC)
#define NOW_US (G_GINT64_CONSTANT (1700000000) * G_USEC_PER_SEC)

typedef struct
{
  SolTopicList *topics;
  SolIngest    *ingest;
  GListModel   *channels;
  gint64        next_us;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->topics = sol_topic_list_new ();
  fixture->ingest = sol_ingest_new (fixture->topics);
  fixture->channels = sol_ingest_get_channels (fixture->ingest);
  fixture->next_us = NOW_US;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  sol_ingest_free (fixture->ingest);
  g_object_unref (fixture->topics);
}

static void
post (Fixture    *fixture,
      const char *topic,
      const char *payload)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) payload,
                                                    strlen (payload), 0, FALSE, fixture->next_us);

  fixture->next_us += 10000;
  sol_ingest_post (message, fixture->ingest);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until there are as many channels */
static void
wait_for_channels (Fixture *fixture,
                   guint    n)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  guint id = g_timeout_add (20, tick_cb, NULL);

  while (g_list_model_get_n_items (fixture->channels) != n && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->channels), ==, n);
}

/* Runs the main loop until the topic list has seen as many messages of @topic */
static void
wait_for_count (Fixture    *fixture,
                const char *topic,
                guint       n)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  SolTopicItem *item = NULL;

  while (g_get_monotonic_time () < deadline_us)
    {
      g_main_context_iteration (NULL, FALSE);
      sol_topic_list_update (fixture->topics);
      item = sol_topic_list_find (fixture->topics, topic);
      if (item != NULL && sol_topic_item_get_count (item) >= n)
        break;
      g_thread_yield ();
    }
  g_assert_nonnull (item);
  g_assert_cmpuint (sol_topic_item_get_count (item), ==, n);
}

static char *
join_channels (Fixture *fixture)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->channels); i++)
    {
      g_autoptr (SolChannel) channel = g_list_model_get_item (fixture->channels, i);

      g_string_append_printf (names, "%s|", sol_channel_get_name (channel));
    }
  return g_string_free (names, FALSE);
}

static guint64
get_samples (Fixture *fixture,
             guint    position)
{
  g_autoptr (SolChannel) channel = g_list_model_get_item (fixture->channels, position);
  SolChannelStats stats;

  sol_channel_get_stats (channel, &stats);
  return stats.n_samples;
}

static void
test_bind (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *names = NULL;

  post (fixture, "other", "1.5");
  sol_ingest_bind (fixture->ingest, "wave", &(SolDecoderSettings) { 0 });
  post (fixture, "other", "1.5");
  post (fixture, "wave", "{\"sampling_rate\":4,\"data\":[1,2,3,4]}");
  post (fixture, "wave", "{\"sampling_rate\":4,\"data\":[1,2,3,4]}");
  post (fixture, "end", "");
  wait_for_count (fixture, "end", 1);
  wait_for_channels (fixture, 1);
  names = join_channels (fixture);
  g_assert_cmpstr (names, ==, "wave|");
  g_assert_cmpuint (get_samples (fixture, 0), ==, 8);
  wait_for_count (fixture, "other", 2);
}

static void
test_paths (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *names = NULL;

  sol_ingest_bind (fixture->ingest, "sensor/+", &(SolDecoderSettings) { 0 });
  post (fixture, "sensor/1", "{\"t\":21.5,\"air\":{\"h\":40}}");
  post (fixture, "sensor/2", "7");
  post (fixture, "sensor/1", "{\"air\":{\"h\":41},\"t\":21.6,\"new\":1}");
  wait_for_channels (fixture, 4);
  names = join_channels (fixture);
  g_assert_cmpstr (names, ==, "sensor/1 t|sensor/1 air/h|sensor/2|sensor/1 new|");
  g_assert_cmpuint (get_samples (fixture, 0), ==, 2);
  g_assert_cmpuint (get_samples (fixture, 3), ==, 1);
}

/* What is known of a topic is decoded when it is bound, and only once */
static void
test_bind_known (Fixture       *fixture,
                 gconstpointer  data)
{
  post (fixture, "slow", "1");
  post (fixture, "slow", "2");
  wait_for_count (fixture, "slow", 2);
  sol_ingest_bind (fixture->ingest, "slow", &(SolDecoderSettings) { 0 });
  wait_for_channels (fixture, 1);
  g_assert_cmpuint (get_samples (fixture, 0), ==, 1);
}

static void
test_unbind (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *names = NULL;

  sol_ingest_bind (fixture->ingest, "a/#", &(SolDecoderSettings) { 0 });
  sol_ingest_bind (fixture->ingest, "a/x", &(SolDecoderSettings) { 0 });
  post (fixture, "a/x", "1");
  post (fixture, "a/y", "1");
  wait_for_channels (fixture, 2);
  sol_ingest_unbind (fixture->ingest, "a/#");
  wait_for_channels (fixture, 1);
  names = join_channels (fixture);
  g_assert_cmpstr (names, ==, "a/x|");
  post (fixture, "a/y", "2");
  post (fixture, "a/x", "2");
  wait_for_count (fixture, "a/x", 2);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->channels), ==, 1);
}

static void
test_format (Fixture       *fixture,
             gconstpointer  data)
{
  sol_ingest_bind (fixture->ingest, "raw", &(SolDecoderSettings) { .format = SOL_FORMAT_INT16, .rate_hz = 500.0 });
  post (fixture, "raw", "abcdefgh");
  wait_for_channels (fixture, 1);
  g_assert_cmpuint (get_samples (fixture, 0), ==, 4);
  sol_ingest_bind (fixture->ingest, "raw", &(SolDecoderSettings) { .format = SOL_FORMAT_FLOAT32, .rate_hz = 500.0 });
  post (fixture, "raw", "abcdefgh");
  wait_for_count (fixture, "raw", 2);
  post (fixture, "end", "");
  wait_for_count (fixture, "end", 1);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->channels), ==, 1);
}

/* Runs the main loop until there are as many reports */
static void
wait_for_reports (Fixture *fixture,
                  guint    n)
{
  GListModel *reports = sol_ingest_get_reports (fixture->ingest);
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;
  guint id = g_timeout_add (20, tick_cb, NULL);

  while (g_list_model_get_n_items (reports) != n && g_get_monotonic_time () < deadline_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_cmpuint (g_list_model_get_n_items (reports), ==, n);
}

static void
post_wave (Fixture *fixture)
{
  gint16 values[256];
  g_autoptr (SolMessage) message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = GINT16_TO_LE ((gint16) (8000 * sin (2 * G_PI * i / 64)));
  message = sol_message_new ("lab/raw", strlen ("lab/raw"), (const guint8 *) values, sizeof values, 0, FALSE,
                             fixture->next_us);
  fixture->next_us += G_USEC_PER_SEC;
  sol_ingest_post (message, fixture->ingest);
}

static void
test_report_of_text (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (SolIngestReport) report = NULL;

  sol_ingest_bind (fixture->ingest, "lab/+", &(SolDecoderSettings) { 0 });
  post (fixture, "lab/door", "the door is open");
  post (fixture, "lab/door", "the door is shut, and locked");
  wait_for_reports (fixture, 1);
  report = g_list_model_get_item (sol_ingest_get_reports (fixture->ingest), 0);
  g_assert_cmpstr (sol_ingest_report_get_filter (report), ==, "lab/+");
  g_assert_cmpstr (sol_ingest_report_get_topic (report), ==, "lab/door");
  g_assert_nonnull (strstr (sol_ingest_report_get_text (report), "text without numbers"));
  g_assert_cmpint (sol_ingest_report_get_proposal (report), ==, SOL_FORMAT_BINARY);

  fixture->next_us += 2 * G_USEC_PER_SEC;
  post (fixture, "lab/door", "1");
  wait_for_reports (fixture, 0);
  wait_for_channels (fixture, 1);
}

/* The topic alone gets the format that it is offered, whatever filter brought it */
static void
test_report_proposes_format (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (SolIngestReport) report = NULL;

  sol_ingest_bind (fixture->ingest, "lab/#", &(SolDecoderSettings) { 0 });
  post_wave (fixture);
  post (fixture, "lab/number", "1");
  wait_for_reports (fixture, 1);
  wait_for_channels (fixture, 1);
  report = g_list_model_get_item (sol_ingest_get_reports (fixture->ingest), 0);
  g_assert_cmpint (sol_ingest_report_get_proposal (report), ==, SOL_FORMAT_INT16);

  sol_ingest_bind (fixture->ingest, "lab/raw", &(SolDecoderSettings) { .format = SOL_FORMAT_INT16 });
  post_wave (fixture);
  wait_for_reports (fixture, 0);
  wait_for_channels (fixture, 2);
  post (fixture, "lab/number", "2");
  post (fixture, "end", "");
  wait_for_count (fixture, "end", 1);
  g_assert_cmpuint (get_samples (fixture, 0), ==, 2);
}

/* One odd payload of a topic that is drawn is an accident, eight in a row are not */
static void
test_report_waits_for_a_row (Fixture       *fixture,
                             gconstpointer  data)
{
  sol_ingest_bind (fixture->ingest, "t", &(SolDecoderSettings) { .format = SOL_FORMAT_NUMBER });
  post (fixture, "t", "1");
  for (guint i = 0; i < 7; i++)
    post (fixture, "t", "none");
  post (fixture, "t", "2");
  post (fixture, "end", "");
  wait_for_count (fixture, "end", 1);
  wait_for_channels (fixture, 1);
  g_assert_cmpuint (g_list_model_get_n_items (sol_ingest_get_reports (fixture->ingest)), ==, 0);
  for (guint i = 0; i < 8; i++)
    post (fixture, "t", "none");
  wait_for_reports (fixture, 1);
  sol_ingest_unbind (fixture->ingest, "t");
  wait_for_reports (fixture, 0);
}

static void
test_limit_of_channels (Fixture       *fixture,
                        gconstpointer  data)
{
  sol_ingest_bind (fixture->ingest, "#", &(SolDecoderSettings) { 0 });
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *topic = g_strdup_printf ("t%u", i);

      post (fixture, topic, "1");
    }
  wait_for_count (fixture, "t99", 1);
  wait_for_channels (fixture, 64);
  sol_ingest_unbind (fixture->ingest, "#");
  wait_for_channels (fixture, 0);
  sol_ingest_bind (fixture->ingest, "t99", &(SolDecoderSettings) { 0 });
  wait_for_channels (fixture, 1);
}

/* Nothing that was posted before a clear shows after it, however full the queue was */
static void
test_clear (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint round = 0; round < 20; round++)
    {
      sol_ingest_bind (fixture->ingest, "old/#", &(SolDecoderSettings) { 0 });
      for (guint i = 0; i < 2000; i++)
        post (fixture, "old/1", "1");
      sol_ingest_clear (fixture->ingest);
      sol_topic_list_clear (fixture->topics);
      g_assert_cmpuint (g_list_model_get_n_items (fixture->channels), ==, 0);
      post (fixture, "new", "1");
      wait_for_count (fixture, "new", 1);
      g_assert_null (sol_topic_list_find (fixture->topics, "old"));
      g_assert_cmpuint (g_list_model_get_n_items (fixture->channels), ==, 0);
      sol_ingest_clear (fixture->ingest);
      sol_topic_list_clear (fixture->topics);
    }
}

/* Runs the main loop until the first channel has as many samples */
static SolChannel *
wait_for_samples (Fixture *fixture,
                  guint    n)
{
  gint64 deadline_us = g_get_monotonic_time () + DEADLINE_US;

  wait_for_channels (fixture, 1);
  while (get_samples (fixture, 0) < n && g_get_monotonic_time () < deadline_us)
    g_thread_yield ();
  g_assert_cmpuint (get_samples (fixture, 0), ==, n);
  return g_list_model_get_item (fixture->channels, 0);
}

static void
assert_said (SolChannel *channel,
             const char *unit,
             const char *title)
{
  g_autofree char *said_unit = sol_channel_dup_unit (channel), *said_title = sol_channel_dup_title (channel);

  g_assert_cmpstr (said_unit, ==, unit);
  g_assert_cmpstr (said_title, ==, title);
}

/* Samples under other settings do not compare: channels begin anew with the newest message, and those that nobody asks
 * for any more go */
static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  SolDecoderSettings settings = { .fields = (char *[]) { (char *) "b", NULL }, .scale = 10.0, .unit = (char *) "V" };
  g_autoptr (SolChannel) channel = NULL;
  g_autofree char *names = NULL;
  SolChannelStats stats;

  sol_ingest_bind (fixture->ingest, "s", &(SolDecoderSettings) { 0 });
  post (fixture, "s", "{\"a\":1,\"b\":2}");
  post (fixture, "s", "{\"a\":3,\"b\":4}");
  wait_for_channels (fixture, 2);
  sol_ingest_bind (fixture->ingest, "s", &settings);
  channel = wait_for_samples (fixture, 1);
  names = join_channels (fixture);
  g_assert_cmpstr (names, ==, "s b|");
  assert_said (channel, "V", NULL);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpfloat (stats.last_max, ==, 40.0);
}

static void
test_words (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SolChannel) channel = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *text = NULL;

  sol_ingest_bind (fixture->ingest, "door", &(SolDecoderSettings) { 0 });
  post (fixture, "door", "open");
  post (fixture, "door", "closed");
  post (fixture, "door", "ajar");
  channel = wait_for_samples (fixture, 3);
  words = sol_channel_dup_words (channel);
  text = g_strjoinv (",", words);
  g_assert_cmpstr (text, ==, "closed,open,ajar");
}

#define DISCOVERY "homeassistant/sensor/bench/config"

/* What other topics say of a channel, before it is bound and afterwards */
static void
test_metadata (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (SolChannel) first = NULL, second = NULL;
  g_autofree char *description = NULL;

  post (fixture, DISCOVERY,
        "{\"name\":\"Bench\",\"stat_t\":\"bench\",\"unit_of_meas\":\"V\",\"val_tpl\":\"{{value_json.v}}\"}");
  sol_ingest_bind (fixture->ingest, "#", &(SolDecoderSettings) { 0 });
  post (fixture, "bench", "{\"v\":1}");
  first = wait_for_samples (fixture, 1);
  assert_said (first, "V", "Bench");
  post (fixture, DISCOVERY,
        "{\"name\":\"Supply\",\"stat_t\":\"bench\",\"unit_of_meas\":\"A\",\"val_tpl\":\"{{value_json.v}}\"}");
  post (fixture, "bench", "{\"v\":2}");
  post (fixture, "bench", "{\"v\":3}");
  second = wait_for_samples (fixture, 3);
  assert_said (second, "A", "Supply");
  post (fixture, "end", "done with it, really");
  wait_for_count (fixture, "end", 1);
  description = sol_channel_dup_description (second);
  g_assert_cmpstr (description, ==, "JSON fields, found");
}

/* Raw samples with their types in the properties, and beside them in TOPIC/$meta */
static void
test_properties (Fixture       *fixture,
                 gconstpointer  data)
{
  static const guint8 octets[] = { 0, 0, 0xe8, 3, 0, 0, 0x18, 0xfc };
  static const guint8 properties[] = { 0x26, 0, 5, 'd', 't', 'y', 'p', 'e', 0, 5, 'i', 'n', 't', '1', '6',
                                       0x26, 0, 4, 'u', 'n', 'i', 't', 0, 1, 'V' };
  SolMessageParts parts = { .topic = "raw", .topic_len = 3, .payload = octets, .payload_len = sizeof octets,
                            .properties = properties, .properties_len = sizeof properties, .arrived_us = NOW_US };
  g_autoptr (SolMessage) stated = sol_message_new_from_parts (&parts), bare = NULL;
  g_autoptr (SolChannel) channel = NULL;
  SolChannelStats stats;

  sol_ingest_bind (fixture->ingest, "#", &(SolDecoderSettings) { 0 });
  sol_ingest_post (stated, fixture->ingest);
  channel = wait_for_samples (fixture, 4);
  assert_said (channel, "V", NULL);

  post (fixture, "raw/$meta", "{\"dtype\":\"int16\",\"fs\":250,\"name\":\"Raw\"}");
  parts.properties_len = 0;
  parts.arrived_us += G_USEC_PER_SEC;
  bare = sol_message_new_from_parts (&parts);
  sol_ingest_post (bare, fixture->ingest);
  g_object_unref (channel);
  channel = wait_for_samples (fixture, 8);
  sol_channel_get_stats (channel, &stats);
  g_assert_cmpfloat (stats.declared_rate_hz, ==, 250.0);
  assert_said (channel, "V", "Raw");
}

/* A flood that nobody reads stays within 1,000,000 messages, and what is over is counted */
static void
test_flood (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SolMessage) message = sol_message_new ("flood", 5, (const guint8 *) "1", 1, 0, FALSE, NOW_US);
  gint64 begin_us = g_get_monotonic_time ();
  guint64 n_dropped;

  for (guint i = 0; i < 200000; i++)
    sol_ingest_post (message, fixture->ingest);
  g_test_message ("post %.0f ns", (g_get_monotonic_time () - begin_us) * 1000.0 / 200000.0);
  n_dropped = sol_ingest_get_dropped (fixture->ingest);
  wait_for_count (fixture, "flood", (guint) (200000 - n_dropped));
  g_test_message ("taken in %.0f ns a message", (g_get_monotonic_time () - begin_us) * 1000.0 / 200000.0);
}

#define ADD(name, func) g_test_add ("/engine/ingest/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("bind", test_bind);
  ADD ("paths", test_paths);
  ADD ("bind-known", test_bind_known);
  ADD ("report-of-text", test_report_of_text);
  ADD ("report-proposes-format", test_report_proposes_format);
  ADD ("report-waits-for-a-row", test_report_waits_for_a_row);
  ADD ("unbind", test_unbind);
  ADD ("format", test_format);
  ADD ("limit-of-channels", test_limit_of_channels);
  ADD ("clear", test_clear);
  ADD ("words", test_words);
  ADD ("settings", test_settings);
  ADD ("metadata", test_metadata);
  ADD ("properties", test_properties);
  ADD ("flood", test_flood);
  return g_test_run ();
}
