/* sol-recorder.h: records what a broker's topics carry, for whoever watches
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording-writer.h"
#include "sol-source.h"

G_BEGIN_DECLS

#define SOL_TYPE_RECORDER (sol_recorder_get_type ())

/* Main thread, which never waits for the disk. Properties, read only, notified at most ten times a second: `state`
 * (int, SolRecordingState; FINISHED before the first recording), `n-messages`, `n-dropped`, `file-bytes` (uint64),
 * `length-ns` (int64), `path` and `problem` (string, nullable: why it stalls or failed). After the end they tell of the
 * recording that ended. */
G_DECLARE_FINAL_TYPE (SolRecorder, sol_recorder, SOL, RECORDER, GObject)

SolRecorder *sol_recorder_new           (void);

/**
 * sol_recorder_start_async:
 * @like: whose broker; it gets a connection of its own, and what @like is subscribed to plays no part
 * @settings: `source` is filled in; `filters` are needed
 *
 * Completes when the file is there and the broker has taken the filters; this process's own broker may start later.
 * Errors: those of the file, of connecting and of subscribing; %SOL_ENGINE_ERROR_EXISTS while one is recorded.
 */
void         sol_recorder_start_async   (SolRecorder                *self,
                                         SolSource                  *like,
                                         const SolRecordingSettings *settings,
                                         GCancellable               *cancellable,
                                         GAsyncReadyCallback         callback,
                                         gpointer                    user_data);
gboolean     sol_recorder_start_finish  (SolRecorder                *self,
                                         GAsyncResult               *result,
                                         GError                    **error);

/* Completes when the file is complete; at once when nothing is recorded */
void         sol_recorder_stop_async    (SolRecorder                *self,
                                         GCancellable               *cancellable,
                                         GAsyncReadyCallback         callback,
                                         gpointer                    user_data);
gboolean     sol_recorder_stop_finish   (SolRecorder                *self,
                                         GAsyncResult               *result,
                                         GError                    **error);

gboolean     sol_recorder_is_active     (SolRecorder                *self);
void         sol_recorder_get_status    (SolRecorder                *self,
                                         SolRecordingStatus         *status);
const char  *sol_recorder_get_path      (SolRecorder                *self);
const char  *sol_recorder_get_problem   (SolRecorder                *self);

G_END_DECLS
