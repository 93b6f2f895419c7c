/* sol-ingest-news.c: what the ingest thread tells the main thread: channels and reports
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sol-ingest-news-private.h"

#include "sol-mailbox.h"

struct _SolIngestNews
{
  SolMailbox *mailbox;    /* owned: News, read by the main thread */

  guint       epoch;      /* the ingest thread's own: clears that it has seen */

  /* The main thread's own */
  GListStore *channels;   /* owned */
  GListStore *reports;    /* owned: one a topic that is not read */
  guint       main_epoch;
};

/* Of a channel, or of a topic */
typedef struct
{
  SolChannel      *channel; /* owned, nullable */
  gboolean         is_added;
  char            *topic;   /* owned, nullable */
  SolIngestReport *report;  /* owned, nullable */
  guint            epoch;
} News;

static void
news_free (gpointer item)
{
  News *news = item;

  g_clear_object (&news->channel);
  g_clear_object (&news->report);
  g_free (news->topic);
  g_free (news);
}

void
sol_ingest_news_tell_channel (SolChannel *channel,
                              gboolean    is_added,
                              gpointer    news)
{
  SolIngestNews *self = news;
  News *item = g_new (News, 1);

  *item = (News) { .channel = g_object_ref (channel), .is_added = is_added, .epoch = self->epoch };
  sol_mailbox_post (self->mailbox, item, 0);
}

void
sol_ingest_news_tell_report (const char      *topic,
                             SolIngestReport *report,
                             gpointer         news)
{
  SolIngestNews *self = news;
  News *item = g_new (News, 1);

  *item = (News) { .topic = g_strdup (topic), .epoch = self->epoch };
  g_set_object (&item->report, report);
  sol_mailbox_post (self->mailbox, item, 0);
}

void
sol_ingest_news_begin (SolIngestNews *self)
{
  self->epoch++;
}

static void
note_channel (SolIngestNews *self,
              const News    *news)
{
  if (news->is_added)
    g_list_store_append (self->channels, news->channel);
  else
    sol_ingest_news_remove_channel (self, news->channel);
}

static guint
find_report (SolIngestNews *self,
             const char    *topic)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->reports));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (SolIngestReport) report = g_list_model_get_item (G_LIST_MODEL (self->reports), i);

      if (g_str_equal (sol_ingest_report_get_topic (report), topic))
        return i;
    }
  return n;
}

static void
note_report (SolIngestNews *self,
             const News    *news)
{
  guint position = find_report (self, news->topic);
  guint n_before = position < g_list_model_get_n_items (G_LIST_MODEL (self->reports)) ? 1 : 0;

  g_list_store_splice (self->reports, position, n_before, (gpointer *) &news->report, news->report != NULL ? 1 : 0);
}

static void
news_cb (gpointer item,
         gpointer user_data)
{
  SolIngestNews *self = user_data;
  News *news = item;

  if (news->epoch == self->main_epoch && news->channel != NULL)
    note_channel (self, news);
  else if (news->epoch == self->main_epoch)
    note_report (self, news);
  news_free (news);
}

SolIngestNews *
sol_ingest_news_new (void)
{
  SolIngestNews *self = g_new0 (SolIngestNews, 1);

  self->channels = g_list_store_new (SOL_TYPE_CHANNEL);
  self->reports = g_list_store_new (SOL_TYPE_INGEST_REPORT);
  self->mailbox = sol_mailbox_new (NULL, 0, 0, news_cb, self, news_free);
  return self;
}

void
sol_ingest_news_free (SolIngestNews *self)
{
  sol_mailbox_close (self->mailbox);
  sol_mailbox_unref (self->mailbox);
  g_object_unref (self->channels);
  g_object_unref (self->reports);
  g_free (self);
}

void
sol_ingest_news_clear (SolIngestNews *self)
{
  self->main_epoch++;
  g_list_store_remove_all (self->channels);
  g_list_store_remove_all (self->reports);
}

GListModel *
sol_ingest_news_get_channels (SolIngestNews *self)
{
  return G_LIST_MODEL (self->channels);
}

GListModel *
sol_ingest_news_get_reports (SolIngestNews *self)
{
  return G_LIST_MODEL (self->reports);
}

void
sol_ingest_news_add_channel (SolIngestNews *self,
                             SolChannel    *channel)
{
  if (!g_list_store_find (self->channels, channel, NULL))
    g_list_store_append (self->channels, channel);
}

void
sol_ingest_news_remove_channel (SolIngestNews *self,
                                SolChannel    *channel)
{
  guint position;

  if (g_list_store_find (self->channels, channel, &position))
    g_list_store_remove (self->channels, position);
}
