/* record-support.c: recordings in a folder that goes away
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "record-support.h"

#include <string.h>

#include <glib/gstdio.h>

#include "sol-test-folder.h"

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("soliton-record-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "x" SOL_RECORDING_SUFFIX, NULL);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  sol_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

SolRecordingWriter *
start_recording (Fixture *fixture)
{
  return sol_recording_writer_new (&(SolRecordingSettings) { .path = fixture->path, .source = "a test" }, NULL, NULL);
}

void
record_text (SolRecordingWriter *writer,
             gint64              at_ms,
             const char         *topic,
             const char         *text)
{
  g_autoptr (SolMessage) message = sol_message_new (topic, strlen (topic), (const guint8 *) text, strlen (text), 0,
                                                    FALSE, 0);

  sol_recording_writer_post_at (writer, message, T0_NS + at_ms * MS_NS);
}

void
wait_for_state (SolRecordingWriter *writer,
                SolRecordingState   state)
{
  gint64 deadline_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  SolRecordingStatus status;

  do
    {
      g_usleep (1000);
      sol_recording_writer_get_status (writer, &status);
    }
  while (status.state != state && g_get_monotonic_time () < deadline_us);
  g_assert_cmpint (status.state, ==, state);
}

void
finish_recording (SolRecordingWriter *writer)
{
  sol_recording_writer_stop (writer);
  wait_for_state (writer, SOL_RECORDING_FINISHED);
  sol_recording_writer_free (writer);
}
