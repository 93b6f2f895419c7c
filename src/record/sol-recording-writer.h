/* sol-recording-writer.h: messages into a recording, on a thread of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-recording.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_RECORDING_OPENING,
  SOL_RECORDING_RUNNING,
  SOL_RECORDING_STALLED,  /* the disk takes nothing: it is asked again twice a second, the error says why */
  SOL_RECORDING_FINISHED, /* stopped, or at a limit; the file is complete */
  SOL_RECORDING_FAILED,   /* the file could not be made, the error says why */
} SolRecordingState;

typedef struct
{
  const char         *path;
  const char         *source;      /* nullable: where the messages come from, for people to read */
  const char * const *filters;     /* nullable: what was asked for, noted in the file */
  gboolean            replace;     /* a file of that name goes */
  gboolean            makes_folder; /* that it stands in, for its owner alone */
  guint64             limit_bytes; /* the file's size at which it ends, 0 is none; exceeded by one batch at most */
  gint64              limit_us;    /* the time after which it ends, 0 is none */
} SolRecordingSettings;

typedef struct
{
  SolRecordingState state;
  guint64 n_messages;    /* committed: any reader sees them */
  guint64 n_dropped;     /* not recorded: the queue was full, or the disk until the end */
  guint64 payload_bytes;
  guint64 file_bytes;    /* without the log beside it */
  guint   n_topics;
  gsize   queued_bytes;
  gint64  started_ns;    /* Unix time */
  gint64  length_ns;     /* from the start to now, or to the end */
} SolRecordingStatus;

typedef struct _SolRecordingWriter SolRecordingWriter;

/* In the writer's thread, after the state has changed */
typedef void (*SolRecordingFunc) (gpointer user_data);

/**
 * sol_recording_writer_new:
 * @func: (nullable)
 *
 * Makes the file and writes what is posted in transactions, five a second, so that a kill costs what came in the last
 * fifth of a second. At most 64 MiB and 1,000,000 messages wait for the disk; then the newest are dropped and counted.
 */
SolRecordingWriter *sol_recording_writer_new        (const SolRecordingSettings *settings,
                                                     SolRecordingFunc            func,
                                                     gpointer                    user_data);

/**
 * sol_recording_writer_post:
 *
 * Thread: any; has the shape of SolClientFunc and SolTapFunc. Takes a reference, and the time: by the clock that goes
 * on while the computer sleeps and is never set, so that times in the file never go back. Cost: a lock, no allocation.
 */
void                sol_recording_writer_post       (SolMessage                 *message,
                                                     gpointer                    writer);

/* The same at a Unix time of the caller's, which must not go back */
void                sol_recording_writer_post_at    (SolRecordingWriter         *self,
                                                     SolMessage                 *message,
                                                     gint64                      time_ns);

/* Any thread; returns at once. What was posted is written, then the state is FINISHED */
void                sol_recording_writer_stop       (SolRecordingWriter         *self);

/* The same, and the file goes */
void                sol_recording_writer_discard    (SolRecordingWriter         *self);

/* Any thread */
void                sol_recording_writer_get_status (SolRecordingWriter         *self,
                                                     SolRecordingStatus         *status);
/* Returns: (transfer full) (nullable) */
GError             *sol_recording_writer_dup_error  (SolRecordingWriter         *self);

/* Stops, and waits until the file is complete: not in a main thread unless the state is FINISHED or FAILED already, or
 * the process ends */
void                sol_recording_writer_free       (SolRecordingWriter         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolRecordingWriter, sol_recording_writer_free)

G_END_DECLS
