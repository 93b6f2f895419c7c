/* recording-support.c: a recording to open and to replay
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "recording-support.h"

#include <string.h>

#include "sol-engine-recording.h"

void
support_record (const char *path,
                const char *topic,
                guint       n,
                gint64      begin_ns,
                gint64      step_ns)
{
  SolRecordingWriter *writer
    = sol_recording_writer_new (&(SolRecordingSettings) { .path = path, .replace = TRUE }, NULL, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (SolMessage) message
        = sol_message_new (topic, strlen (topic), (const guint8 *) text, strlen (text), 0, FALSE, 0);

      sol_recording_writer_post_at (writer, message, begin_ns + i * step_ns);
    }
  sol_recording_writer_free (writer);
}
