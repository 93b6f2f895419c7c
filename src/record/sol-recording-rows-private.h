/* sol-recording-rows-private.h: messages as rows of a recording
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-recording-writer.h"

G_BEGIN_DECLS

/* All here belongs to the writer's thread */
typedef struct _SolRecordingRows SolRecordingRows;

typedef struct
{
  gint64      time_ns;  /* Unix time */
  SolMessage *message;  /* owned */
} SolRecordingItem;

SolRecordingRows *sol_recording_rows_new            (const SolRecordingSettings *settings,
                                                     gint64                      started_ns,
                                                     GError                    **error);

/* All of them, in one transaction, or none */
gboolean          sol_recording_rows_write          (SolRecordingRows           *self,
                                                     const SolRecordingItem     *items,
                                                     gsize                       n_items,
                                                     GError                    **error);

guint64           sol_recording_rows_get_file_bytes (SolRecordingRows           *self);
guint             sol_recording_rows_get_n_topics   (SolRecordingRows           *self);

/* Notes how it went, and makes one plain file of it that needs no log beside it, unless somebody reads it just now */
void              sol_recording_rows_finish         (SolRecordingRows           *self,
                                                     gint64                      ended_ns,
                                                     guint64                     n_dropped);

G_END_DECLS
