/* sol-ingest.h: messages to topics and channels, on a thread of its own
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-channel.h"
#include "sol-decoder.h"
#include "sol-ingest-report.h"
#include "sol-message.h"
#include "sol-topic-list.h"

G_BEGIN_DECLS

typedef struct _SolIngest SolIngest;

/* The queue before it holds at most 64 MiB and 1,000,000 messages; what is over is dropped and counted. */
SolIngest  *sol_ingest_new           (SolTopicList *topics);

/* Any thread; takes a reference. Has the shape of SolClientFunc and SolTapFunc. */
void        sol_ingest_post          (SolMessage   *message,
                                      gpointer      ingest);

/* Main thread: every channel that the topic's payloads hold is made and kept up to date from now on.
 * @filter: a topic or a filter. The newest message already known of it is decoded at once. @settings are copied. */
void        sol_ingest_bind          (SolIngest                *self,
                                      const char               *filter,
                                      const SolDecoderSettings *settings);
void        sol_ingest_unbind        (SolIngest                *self,
                                      const char               *filter);

/* Returns: (transfer none): GListModel of SolChannel, in the order of appearing; changed in the main thread only */
GListModel *sol_ingest_get_channels  (SolIngest    *self);

/* Main thread: a channel that no topic fills, behind those there are; nothing when it is there already. What clears
 * the list takes it along. */
void        sol_ingest_add_channel   (SolIngest    *self,
                                      SolChannel   *channel);
void        sol_ingest_remove_channel (SolIngest   *self,
                                      SolChannel   *channel);

/* Returns: (transfer none): GListModel of SolIngestReport, one a bound topic whose payloads give no trace;
 * at most 1024; changed in the main thread only */
GListModel *sol_ingest_get_reports   (SolIngest    *self);

/* Main thread: forgets every binding, channel and decoder, and what waits in the queue: the messages come from
 * elsewhere now */
void        sol_ingest_clear         (SolIngest    *self);

/* Any thread: is a quarter of the queue full? For who can wait with the next message. */
gboolean    sol_ingest_is_behind     (SolIngest    *self);

guint64     sol_ingest_get_dropped   (SolIngest    *self);
void        sol_ingest_free          (SolIngest    *self);

G_END_DECLS
