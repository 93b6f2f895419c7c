/* sol-recording-reader.h: the messages of a recording, in their order
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-recording.h"

G_BEGIN_DECLS

/* One message as it stands in the file; borrowed until the next call */
typedef struct
{
  SolMessageParts parts;     /* arrived_us is when it was recorded, expires_us is not set */
  gint64          time_ns;   /* Unix time */
  gint64          expiry_s;  /* seconds that it was still good for, -1 is for ever */
} SolRecordedMessage;

/* Belongs to one thread at a time, not to a main thread: every function reads the disk. */
typedef struct _SolRecordingReader SolRecordingReader;

/**
 * sol_recording_reader_open:
 *
 * The file may still be written to. What is in it is checked as what comes from a stranger: rows that are no MQTT
 * message are left out and counted.
 * Errors: %SOL_RECORDING_ERROR_OPEN, %SOL_RECORDING_ERROR_FORMAT, %SOL_RECORDING_ERROR_READ.
 */
SolRecordingReader *sol_recording_reader_open        (const char          *path,
                                                      GError             **error);

/* What is committed by now; cost O(log n) */
gboolean            sol_recording_reader_get_info    (SolRecordingReader  *self,
                                                      SolRecordingInfo    *info,
                                                      GError             **error);

/* The next message is the first one at or after @time_ns; cost O(log n) */
gboolean            sol_recording_reader_seek        (SolRecordingReader  *self,
                                                      gint64               time_ns,
                                                      GError             **error);

/* FALSE without @error after the last one */
gboolean            sol_recording_reader_next        (SolRecordingReader  *self,
                                                      SolRecordedMessage  *message,
                                                      GError             **error);

/* Rows left out */
guint64             sol_recording_reader_get_n_bad   (SolRecordingReader  *self);

void                sol_recording_reader_free        (SolRecordingReader  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolRecordingReader, sol_recording_reader_free)

G_END_DECLS
