/* sol-recorder-private.h: what the recorder's files share
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recorder.h"
#include "sol-status-watch-private.h"

G_BEGIN_DECLS

struct _SolRecorder
{
  GObject parent_instance;

  /* Owned, while something is recorded */
  SolRecordingWriter *writer;
  SolSource          *source;
  char              **filters;
  GTask              *start_task;  /* nullable: until it records */
  GError             *start_error; /* nullable: why it will not */
  guint               n_asked;     /* filters that the broker has not answered */
  gboolean            is_joining;

  GPtrArray          *stop_tasks;  /* of GTask */
  SolStatusWatch      watch;
  SolRecordingStatus  status;      /* as notified */
};

/* sol-recorder-start.c */
gboolean sol_recorder_check_start  (SolRecorder                 *self,
                                    const SolRecordingSettings  *settings,
                                    GError                     **error);
/* The file is there: connects and subscribes, then answers the start's task, or gives up */
void     sol_recorder_join         (SolRecorder                 *self);
/* @error: (transfer full) (nullable): NULL is success */
void     sol_recorder_answer_start (SolRecorder                 *self,
                                    GError                      *error);
/* Deliveries end before what they are delivered to */
void     sol_recorder_close_source (SolRecorder                 *self);

G_END_DECLS
