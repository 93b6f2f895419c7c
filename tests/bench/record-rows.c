/* record-rows.c: messages a second into a recording, and out of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * record-rows FOLDER [MESSAGES]: payloads of 64 octets on 100 topics, posted as fast as the queue takes them.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <glib/gstdio.h>

#include "sol-recording-reader.h"
#include "sol-recording-writer.h"

#define N_TOPICS 100

static double
get_cpu_s (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
tell (const char *what,
      guint64     n,
      gint64      begin_us,
      double      begin_cpu_s)
{
  double elapsed_s = (double) (g_get_monotonic_time () - begin_us) / 1e6;

  g_print ("%s  %8.0f a second, %5.2f CPU s a million\n", what, (double) n / elapsed_s,
           (get_cpu_s () - begin_cpu_s) * 1e6 / (double) n);
}

static void
post (SolRecordingWriter *writer,
      guint64             n)
{
  SolMessage *messages[N_TOPICS];
  SolRecordingStatus status;
  guint8 payload[64] = { 0 };

  for (guint i = 0; i < N_TOPICS; i++)
    {
      g_autofree char *topic = g_strdup_printf ("bench/one/two/%u", i);

      messages[i] = sol_message_new (topic, strlen (topic), payload, sizeof payload, 0, FALSE, 0);
    }
  for (guint64 i = 0; i < n; i++)
    {
      sol_recording_writer_post (messages[i % N_TOPICS], writer);
      if (i % 10000 != 0)
        continue;
      sol_recording_writer_get_status (writer, &status);
      for (; status.queued_bytes > (32u << 20); sol_recording_writer_get_status (writer, &status))
        g_usleep (1000);
    }
  for (guint i = 0; i < N_TOPICS; i++)
    sol_message_unref (messages[i]);
}

static void
write_file (const char *path,
            guint64     n)
{
  gint64 begin_us = g_get_monotonic_time ();
  double begin_cpu_s = get_cpu_s ();
  SolRecordingStatus status;
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = path, .replace = TRUE }, NULL, NULL);

  post (writer, n);
  sol_recording_writer_stop (writer);
  do
    {
      g_usleep (1000);
      sol_recording_writer_get_status (writer, &status);
    }
  while (status.state < SOL_RECORDING_FINISHED);
  if (status.n_messages != n)
    g_error ("%u messages of %u", (guint) status.n_messages, (guint) n);
  tell ("recorded", n, begin_us, begin_cpu_s);
  g_print ("          %8.1f octets each in the file\n", (double) status.file_bytes / (double) n);
  sol_recording_writer_free (writer);
}

static void
read_file (const char *path)
{
  g_autoptr (SolRecordingReader) reader = sol_recording_reader_open (path, NULL);
  gint64 begin_us = g_get_monotonic_time ();
  double begin_cpu_s = get_cpu_s ();
  SolRecordedMessage message;
  guint64 n = 0;

  while (sol_recording_reader_next (reader, &message, NULL))
    n++;
  tell ("read    ", n, begin_us, begin_cpu_s);
}

int
main (int    argc,
      char **argv)
{
  guint64 n = argc > 2 ? g_ascii_strtoull (argv[2], NULL, 10) : 2000000;
  g_autofree char *path = NULL;

  if (argc < 2)
    g_error ("record-rows FOLDER [MESSAGES]");
  path = g_build_filename (argv[1], "bench.soliton", NULL);
  write_file (path, n);
  read_file (path);
  g_unlink (path);
  return 0;
}
