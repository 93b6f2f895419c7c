/* sol-ingest-news-private.h: what the ingest thread tells the main thread: channels and reports
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-channel.h"
#include "sol-ingest-report.h"

G_BEGIN_DECLS

/* Two lists that only the main thread changes. What was said before a clear is about channels that are gone: each side
 * counts the clears it knows of, and news of another count is left out. */
typedef struct _SolIngestNews SolIngestNews;

/* In the main thread; to be freed there when the ingest thread has ended */
SolIngestNews *sol_ingest_news_new            (void);
void           sol_ingest_news_free           (SolIngestNews   *self);

/* In the ingest thread: a SolIngestChannelFunc and a SolIngestReportFunc */
void           sol_ingest_news_tell_channel   (SolChannel      *channel,
                                               gboolean         is_added,
                                               gpointer         news);
void           sol_ingest_news_tell_report    (const char      *topic,
                                               SolIngestReport *report,
                                               gpointer         news);
/* In the ingest thread: what comes from now on is from behind a clear */
void           sol_ingest_news_begin          (SolIngestNews   *self);

/* In the main thread, as all below: empties the lists, until the other side has begun again */
void           sol_ingest_news_clear          (SolIngestNews   *self);

/* Returns: (transfer none): GListModel of SolChannel, of SolIngestReport */
GListModel    *sol_ingest_news_get_channels   (SolIngestNews   *self);
GListModel    *sol_ingest_news_get_reports    (SolIngestNews   *self);

/* A channel that the ingest thread does not know */
void           sol_ingest_news_add_channel    (SolIngestNews   *self,
                                               SolChannel      *channel);
void           sol_ingest_news_remove_channel (SolIngestNews   *self,
                                               SolChannel      *channel);

G_END_DECLS
