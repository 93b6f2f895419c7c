/* sol-ingest-topic-private.h: one topic: its decoder, its channels, and what is said of it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-ingest-topics-private.h"
#include "sol-metadata.h"

G_BEGIN_DECLS

/* What all topics have together */
typedef struct
{
  SolMetadata          *metadata; /* owned */
  SolFamilies          *families; /* owned */
  guint                 n_channels;
  SolIngestChannelFunc  channel_func;
  SolIngestReportFunc   report_func;
  gpointer              user_data;
} SolIngestShared;

/* One that no filter wants has no decoder: it is here so that filters are not asked again. */
typedef struct
{
  const char    *filter;  /* borrowed, nullable: of the binding */
  SolDecoder    *decoder; /* owned, nullable */
  GArray        *traces;  /* owned, nullable: in the order of the payload */
  guint          next;    /* where the next block's trace probably is */
  guint          n_odd;   /* unreadable payloads in a row */
  guint          description_id; /* of what its channels have been told */
  const SolMetadataEntry *meta; /* borrowed, nullable: what others say of it, in @generation of the metadata */
  guint          generation;
  gboolean       is_source; /* its payloads say something about other topics */
  gboolean       is_reported;
  SolFormat      proposal; /* as reported */
  gint64         reported_us; /* Unix time */
} SolIngestTopic;

SolIngestTopic *sol_ingest_topic_new     (const char               *name);
void            sol_ingest_topic_free    (gpointer                  topic);

/* It is wanted from now on; sol_ingest_topic_bind() says how */
void            sol_ingest_topic_start   (SolIngestTopic           *self,
                                          const char               *name,
                                          const SolFamily          *family);

/* @filter is borrowed and must stay. Other settings than before begin the channels anew */
void            sol_ingest_topic_bind    (SolIngestTopic           *self,
                                          SolIngestShared          *shared,
                                          const char               *name,
                                          const char               *filter,
                                          const SolDecoderSettings *settings);

/* Takes back its channels and what was said of it */
void            sol_ingest_topic_give_up (SolIngestTopic           *self,
                                          SolIngestShared          *shared,
                                          const char               *name);

/* Decodes the message into the channels */
void            sol_ingest_topic_take    (SolIngestTopic           *self,
                                          SolIngestShared          *shared,
                                          const SolMessage         *message);

G_END_DECLS
