/* sol-ingest-topics-private.h: which topics become channels, and their decoders
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-channel.h"
#include "sol-decoder.h"
#include "sol-ingest-report.h"
#include "sol-message.h"

G_BEGIN_DECLS

/* The ingest thread's state; every function runs there. */
typedef struct _SolIngestTopics SolIngestTopics;

/* @is_added: FALSE when the channel goes. It is called once for each. */
typedef void (*SolIngestChannelFunc) (SolChannel *channel,
                                      gboolean    is_added,
                                      gpointer    user_data);

/* @report: (nullable): why @topic is not drawn; NULL when there is nothing to say any more.
 * At most once a second and topic. */
typedef void (*SolIngestReportFunc) (const char      *topic,
                                     SolIngestReport *report,
                                     gpointer         user_data);

SolIngestTopics *sol_ingest_topics_new    (SolIngestChannelFunc  channel_func,
                                           SolIngestReportFunc   report_func,
                                           gpointer              user_data);
void             sol_ingest_topics_free   (SolIngestTopics      *self);

/* A filter bound before gets the new settings. A topic that is bound by its own name keeps those under a wider
 * filter. */
void             sol_ingest_topics_bind   (SolIngestTopics          *self,
                                           const char               *filter,
                                           const SolDecoderSettings *settings);
void             sol_ingest_topics_unbind (SolIngestTopics          *self,
                                           const char               *filter);
/* Forgets all, without a word to the functions */
void             sol_ingest_topics_clear  (SolIngestTopics      *self);

/* Families of devices beyond those that the program knows; before the first binding. See sol_families_add() */
gboolean         sol_ingest_topics_add_families (SolIngestTopics  *self,
                                                 const char       *text,
                                                 gsize             length,
                                                 GError          **error);

/* Takes what the message says about other topics, and nothing else */
void             sol_ingest_topics_learn  (SolIngestTopics      *self,
                                           const SolMessage     *message);

/* Decodes the message if a filter wants it. Cost: a look-up when it does not; nothing when there is no filter */
void             sol_ingest_topics_take   (SolIngestTopics      *self,
                                           const SolMessage     *message);

G_END_DECLS
