/* sol-engine-recording.h: recording and replaying by the engine
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-engine.h"
#include "sol-recorder.h"
#include "sol-recording-load.h"
#include "sol-replayer.h"

G_BEGIN_DECLS

/* All of it in the main thread. */

/* Which broker: the one whose messages are shown, or this process's own */
typedef enum
{
  SOL_ENGINE_SOURCE_IN_USE,
  SOL_ENGINE_THIS_BROKER,
} SolEngineTarget;

/* Returns: (transfer none): one, whose properties tell how it is. It goes on when the source in use changes. */
SolRecorder *sol_engine_get_recorder           (SolEngine                  *self);
/* As sol_recorder_start_async(); the recorder itself stops it */
void         sol_engine_start_recording_async  (SolEngine                  *self,
                                                SolEngineTarget             target,
                                                const SolRecordingSettings *settings,
                                                GCancellable               *cancellable,
                                                GAsyncReadyCallback         callback,
                                                gpointer                    user_data);
gboolean     sol_engine_start_recording_finish (SolEngine                  *self,
                                                GAsyncResult               *result,
                                                GError                    **error);

/**
 * sol_engine_start_replay:
 *
 * Publishes a recording; the replay before it ends. A change of the source in use ends it too. FALSE: a setting cannot
 * be, which the error of %SOL_RECORDING_ERROR names. Whether the file can be read is told by the replayer's state.
 */
gboolean     sol_engine_start_replay           (SolEngine                  *self,
                                                SolEngineTarget             target,
                                                const char                 *path,
                                                const SolReplaySettings    *settings,
                                                GError                    **error);

/**
 * sol_engine_view_recording:
 *
 * Makes a recording the source in use, as another broker would be one: Messages and Scope read what is subscribed to.
 * With a speed the messages come as if they were live; with a speed of 0 and `keeps_time` all of it comes as fast as it
 * is read, at its own time. What comes before it is subscribed to is not shown: begin with `is_paused`, subscribe,
 * play. Channels keep what they keep of any source, ten minutes; sol_recording_load_async() makes channels of all.
 * sol_engine_use_this_broker() and its like end it.
 */
gboolean     sol_engine_view_recording         (SolEngine                  *self,
                                                const char                 *path,
                                                const SolReplaySettings    *settings,
                                                GError                    **error);

/**
 * sol_engine_open_recording_async:
 * @progress: (nullable)
 *
 * Reads all samples of a recording, then makes it the source in use: the first 64 signals in it are channels with their
 * whole history, and Messages has the topics as they were at its end. Until then nothing changes, nor when it fails.
 * Errors: those of sol_recording_load_async().
 */
void         sol_engine_open_recording_async   (SolEngine                  *self,
                                                const char                 *path,
                                                SolLoadFunc                 progress,
                                                gpointer                    progress_data,
                                                GCancellable               *cancellable,
                                                GAsyncReadyCallback         callback,
                                                gpointer                    user_data);
gboolean     sol_engine_open_recording_finish  (SolEngine                  *self,
                                                GAsyncResult               *result,
                                                GError                    **error);

/* Makes channels of what the open recording has on topics that @filter matches, and is none yet: the next 64 of it.
 * Without a recording nothing happens. @filter: (nullable): NULL: all topics, those of $SYS too */
void         sol_engine_show_recorded          (SolEngine                  *self,
                                                const char                 *filter);
/* How many signals of it are none yet */
guint        sol_engine_get_n_unlisted         (SolEngine                  *self);

/* Returns: (transfer none) (nullable): the replay of either kind; `replayer` of the engine is notified */
SolReplayer *sol_engine_get_replayer           (SolEngine                  *self);
void         sol_engine_stop_replay            (SolEngine                  *self);

/* Where recordings stand that are named without a folder: below the data folder at first. NULL when nothing is kept in
 * files. @folder: (nullable) */
const char  *sol_engine_get_recordings_folder  (SolEngine                  *self);
void         sol_engine_set_recordings_folder  (SolEngine                  *self,
                                                const char                 *folder);

G_END_DECLS
