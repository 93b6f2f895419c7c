/* test-recording.c: what is recorded is read again, by this program and with what others wrote into the file
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "record-support.h"
#include "sol-mqtt-properties.h"
#include "sol-recording-reader.h"

static SolRecordingReader *
open_recording (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SolRecordingReader *reader = sol_recording_reader_open (fixture->path, &error);

  g_assert_no_error (error);
  return reader;
}

static void
run_sql (Fixture    *fixture,
         const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
assert_next (SolRecordingReader *reader,
             gint64              at_ms,
             const char         *topic,
             const char         *text)
{
  g_autoptr (GError) error = NULL;
  SolRecordedMessage message;

  g_assert_true (sol_recording_reader_next (reader, &message, &error));
  g_assert_no_error (error);
  g_assert_cmpint (message.time_ns, ==, T0_NS + at_ms * MS_NS);
  g_assert_cmpmem (message.parts.topic, message.parts.topic_len, topic, strlen (topic));
  g_assert_cmpmem (message.parts.payload, message.parts.payload_len, text, strlen (text));
}

static void
assert_end (SolRecordingReader *reader)
{
  g_autoptr (GError) error = NULL;
  SolRecordedMessage message;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (sol_recording_reader_next (reader, &message, &error));
      g_assert_no_error (error);
    }
}

static SolMessage *
new_full_message (GByteArray *properties)
{
  static const guint8 payload[] = { 0, 1, 0xff, 0 };

  sol_mqtt_properties_add_text (properties, SOL_MQTT_PROPERTY_CONTENT_TYPE, "application/x");
  sol_mqtt_properties_add_pair (properties, "fs", "1000");
  sol_mqtt_properties_add_pair (properties, "fs", "2000");
  sol_mqtt_properties_add_number (properties, SOL_MQTT_PROPERTY_SUBSCRIPTION_ID, 7);
  return sol_message_new_from_parts (&(SolMessageParts) {
      .topic = "grüße/x",
      .topic_len = (guint16) strlen ("grüße/x"),
      .payload = payload,
      .payload_len = sizeof payload,
      .properties = properties->data,
      .properties_len = properties->len,
      .qos = 2,
      .retain = TRUE,
      .expires_us = T0_NS / 1000 + 9 * G_USEC_PER_SEC,
  });
}

static void
test_everything_comes_back (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GByteArray) properties = g_byte_array_new ();
  g_autoptr (SolMessage) message = new_full_message (properties);
  g_autoptr (SolRecordingReader) reader = NULL;
  SolRecordingWriter *writer = start_recording (fixture);
  SolRecordedMessage read;

  sol_recording_writer_post_at (writer, message, T0_NS);
  record_text (writer, 5, "empty", "");
  finish_recording (writer);

  reader = open_recording (fixture);
  g_assert_true (sol_recording_reader_next (reader, &read, NULL));
  g_assert_cmpmem (read.parts.topic, read.parts.topic_len, message->topic, message->topic_len);
  g_assert_cmpmem (read.parts.payload, read.parts.payload_len, sol_message_get_payload (message), 4);
  g_assert_cmpint (read.parts.qos, ==, 2);
  g_assert_true (read.parts.retain);
  g_assert_cmpint (read.expiry_s, ==, 9);
  /* All but the number of the subscription, which are the last two octets */
  g_assert_cmpmem (read.parts.properties, read.parts.properties_len, properties->data, properties->len - 2);
  assert_next (reader, 5, "empty", "");
  assert_end (reader);
}

static void
test_is_read_while_written (Fixture       *fixture,
                            gconstpointer  data)
{
  SolRecordingWriter *writer = start_recording (fixture);
  SolRecordingStatus status;
  gint64 posted_us, seen_us;
  SolRecordingInfo info = { 0 };

  wait_for_state (writer, SOL_RECORDING_RUNNING);
  posted_us = g_get_monotonic_time ();
  record_text (writer, 0, "a", "1");
  while (info.n_messages == 0)
    {
      g_autoptr (SolRecordingReader) reader = open_recording (fixture);

      g_assert_true (sol_recording_reader_get_info (reader, &info, NULL));
      g_assert_cmpint (g_get_monotonic_time () - posted_us, <, 20 * G_USEC_PER_SEC);
    }
  seen_us = g_get_monotonic_time () - posted_us;
  g_test_message ("seen by a reader after %d ms", (int) (seen_us / 1000));
  do /* a reader may be told before the writer has counted */
    sol_recording_writer_get_status (writer, &status);
  while (status.n_messages == 0 && g_get_monotonic_time () - posted_us < 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (status.n_messages, ==, 1);
  g_assert_cmpuint (status.n_topics, ==, 1);
  g_assert_cmpuint (status.queued_bytes, ==, 0);
  finish_recording (writer);
}

static void
test_seek (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (SolRecordingReader) reader = NULL;
  SolRecordingWriter *writer = start_recording (fixture);
  SolRecordingInfo info;

  for (gint64 i = 0; i < 1000; i++)
    record_text (writer, 10 * i, "a", "x");
  finish_recording (writer);

  reader = open_recording (fixture);
  g_assert_true (sol_recording_reader_get_info (reader, &info, NULL));
  g_assert_cmpuint (info.n_messages, ==, 1000);
  g_assert_cmpint (info.first_ns, ==, T0_NS);
  g_assert_cmpint (info.last_ns, ==, T0_NS + 9990 * MS_NS);
  for (gint64 i = 0; i < 1000; i += 37)
    {
      g_assert_true (sol_recording_reader_seek (reader, T0_NS + 10 * i * MS_NS - 1, NULL));
      assert_next (reader, 10 * i, "a", "x");
      g_assert_true (sol_recording_reader_seek (reader, T0_NS + 10 * i * MS_NS, NULL));
      assert_next (reader, 10 * i, "a", "x");
    }
  g_assert_true (sol_recording_reader_seek (reader, G_MAXINT64, NULL));
  assert_end (reader);
  g_assert_true (sol_recording_reader_seek (reader, G_MININT64, NULL));
  assert_next (reader, 0, "a", "x");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (SolRecordingReader) reader = NULL;
  SolRecordingInfo info;

  finish_recording (start_recording (fixture));
  reader = open_recording (fixture);
  g_assert_true (sol_recording_reader_get_info (reader, &info, NULL));
  g_assert_cmpuint (info.n_messages, ==, 0);
  g_assert_true (sol_recording_reader_seek (reader, T0_NS, NULL));
  assert_end (reader);
}

static void
test_nothing_is_overwritten (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (SolRecordingReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  SolRecordingWriter *writer = start_recording (fixture);

  record_text (writer, 0, "a", "kept");
  finish_recording (writer);

  writer = start_recording (fixture);
  wait_for_state (writer, SOL_RECORDING_FAILED);
  error = sol_recording_writer_dup_error (writer);
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_EXISTS);
  record_text (writer, 0, "a", "nowhere");
  sol_recording_writer_free (writer);
  reader = open_recording (fixture);
  assert_next (reader, 0, "a", "kept");

  finish_recording (sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path, .replace = TRUE }, NULL,
                                              NULL));
  g_clear_pointer (&reader, sol_recording_reader_free);
  reader = open_recording (fixture);
  assert_end (reader);
}

static void
test_ends_at_a_size (Fixture       *fixture,
                     gconstpointer  data)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path, .limit_bytes = 100000 }, NULL, NULL);
  SolRecordingStatus status;
  char text[1001] = { 0 };

  memset (text, 'x', 1000);
  do
    {
      record_text (writer, 0, "a", text);
      g_usleep (100);
      sol_recording_writer_get_status (writer, &status);
    }
  while (status.state < SOL_RECORDING_FINISHED);
  g_assert_cmpint (status.state, ==, SOL_RECORDING_FINISHED);
  g_assert_cmpuint (status.file_bytes, >=, 100000);
  g_assert_cmpuint (status.n_messages, >, 0);
  sol_recording_writer_free (writer);
}

static void
test_ends_after_a_time (Fixture       *fixture,
                        gconstpointer  data)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path, .limit_us = 50000 }, NULL, NULL);
  SolRecordingStatus status;

  wait_for_state (writer, SOL_RECORDING_FINISHED);
  sol_recording_writer_get_status (writer, &status);
  g_assert_cmpint (status.length_ns, >=, 50 * MS_NS);
  g_assert_cmpuint (status.n_dropped, ==, 0);
  sol_recording_writer_free (writer);
}

/* Somebody holds the file: it counts as a disk that takes nothing */
static void
test_waits_for_a_disk_that_takes_nothing (Fixture       *fixture,
                                          gconstpointer  data)
{
  SolRecordingWriter *writer = start_recording (fixture);
  g_autoptr (SolRecordingReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  wait_for_state (writer, SOL_RECORDING_RUNNING);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  record_text (writer, 0, "a", "1");
  wait_for_state (writer, SOL_RECORDING_STALLED);
  error = sol_recording_writer_dup_error (writer);
  g_assert_error (error, SOL_RECORDING_ERROR, SOL_RECORDING_ERROR_WRITE);

  record_text (writer, 1, "b", "2");
  sqlite3_close (db);
  wait_for_state (writer, SOL_RECORDING_RUNNING);
  g_clear_error (&error);
  error = sol_recording_writer_dup_error (writer);
  g_assert_no_error (error);
  finish_recording (writer);
  reader = open_recording (fixture);
  assert_next (reader, 0, "a", "1");
  assert_next (reader, 1, "b", "2");
  assert_end (reader);
}

static const char *const bad_rows[] = {
  "INSERT INTO messages VALUES (NULL, 1, 99, 0, 0, x'00', NULL, NULL)",           /* no such topic */
  "INSERT INTO messages VALUES (NULL, 1, 2, 0, 0, x'00', NULL, NULL)",            /* a filter */
  "INSERT INTO messages VALUES (NULL, 1, 1, 3, 0, x'00', NULL, NULL)",            /* QoS 3 */
  "INSERT INTO messages VALUES (NULL, 'noon', 1, 0, 0, x'00', NULL, NULL)",
  "INSERT INTO messages VALUES (NULL, 1, 1, 0, 0, x'00', x'26ffff', NULL)",       /* cut off */
  "INSERT INTO messages VALUES (NULL, 1, 1, 0, 0, x'00', x'230001', NULL)",       /* a topic alias */
};

static void
test_bad_rows_are_left_out (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (SolRecordingReader) reader = NULL;
  SolRecordingWriter *writer = start_recording (fixture);

  record_text (writer, 0, "a", "1");
  finish_recording (writer);
  run_sql (fixture, "INSERT INTO topics VALUES (2, 'a/+')");
  for (guint i = 0; i < G_N_ELEMENTS (bad_rows); i++)
    run_sql (fixture, bad_rows[i]);
  run_sql (fixture, "INSERT INTO messages VALUES (NULL, 1767225600007000000, 1, 0, 0, 'text', NULL, NULL)");

  reader = open_recording (fixture);
  assert_next (reader, 0, "a", "1");
  assert_next (reader, 7, "a", "text");
  assert_end (reader);
  g_assert_cmpuint (sol_recording_reader_get_n_bad (reader), ==, G_N_ELEMENTS (bad_rows));
}

static void
assert_is_refused (Fixture           *fixture,
                   SolRecordingError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sol_recording_reader_open (fixture->path, &error));
  g_assert_error (error, SOL_RECORDING_ERROR, (int) code);
}

static void
test_what_is_no_recording (Fixture       *fixture,
                           gconstpointer  data)
{
  assert_is_refused (fixture, SOL_RECORDING_ERROR_OPEN);
  g_file_set_contents (fixture->path,
                       "a text that is as long as the head of a database would be, "
                        "a hundred octets, which are not there …",
                       -1, NULL);
  assert_is_refused (fixture, SOL_RECORDING_ERROR_FORMAT);
  g_file_set_contents (fixture->path, "", 0, NULL);
  run_sql (fixture, "CREATE TABLE messages (id)");
  assert_is_refused (fixture, SOL_RECORDING_ERROR_FORMAT);

  g_file_set_contents (fixture->path, "", 0, NULL);
  finish_recording (sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path, .replace = TRUE }, NULL,
                                              NULL));
  run_sql (fixture, "PRAGMA user_version = 2");
  assert_is_refused (fixture, SOL_RECORDING_ERROR_FORMAT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/recording/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("everything-comes-back", test_everything_comes_back);
  ADD ("is-read-while-written", test_is_read_while_written);
  ADD ("seek", test_seek);
  ADD ("empty", test_empty);
  ADD ("nothing-is-overwritten", test_nothing_is_overwritten);
  ADD ("ends-at-a-size", test_ends_at_a_size);
  ADD ("ends-after-a-time", test_ends_after_a_time);
  ADD ("waits-for-a-disk-that-takes-nothing", test_waits_for_a_disk_that_takes_nothing);
  ADD ("bad-rows-are-left-out", test_bad_rows_are_left_out);
  ADD ("what-is-no-recording", test_what_is_no_recording);
  return g_test_run ();
}
