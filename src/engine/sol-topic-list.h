/* sol-topic-list.h: the topics seen, as a tree of list models
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-message.h"

G_BEGIN_DECLS

/* One level of a topic. Properties, notified at most ten times a second and only when changed: `text` (the last payload
 * in one line, shortened), `count` (messages at and below), `rate` (messages a second at and below), `is-retained`. */
#define SOL_TYPE_TOPIC_ITEM (sol_topic_item_get_type ())
G_DECLARE_FINAL_TYPE (SolTopicItem, sol_topic_item, SOL, TOPIC_ITEM, GObject)

const char *sol_topic_item_get_name     (SolTopicItem  *self); /* this level alone */
const char *sol_topic_item_get_topic    (SolTopicItem  *self); /* all levels down to it */
const char *sol_topic_item_get_text     (SolTopicItem  *self);
guint64     sol_topic_item_get_count    (SolTopicItem  *self);
double      sol_topic_item_get_rate     (SolTopicItem  *self);
gboolean    sol_topic_item_is_retained  (SolTopicItem  *self);
gboolean    sol_topic_item_has_messages (SolTopicItem  *self);
/* Returns: (transfer none): the levels below, in order of name; empty for a leaf */
GListModel *sol_topic_item_get_children (SolTopicItem  *self);
/* The last messages, newest first, at most 100 and 256 KiB, but always one. Returns: (element-type SolMessage)
 * (transfer full) */
GPtrArray  *sol_topic_item_dup_messages (SolTopicItem  *self);

/* The whole: a GListModel of the first level's SolTopicItems. Fed by the ingest thread through a lock, shown by the
 * main thread from one timer; bounded in topics (20,000) and octets (64 MiB), what is over is counted. */
#define SOL_TYPE_TOPIC_LIST (sol_topic_list_get_type ())
G_DECLARE_FINAL_TYPE (SolTopicList, sol_topic_list, SOL, TOPIC_LIST, GObject)

SolTopicList *sol_topic_list_new          (void);
/* Any thread; takes a reference of @message when it keeps it; under 1 µs */
void          sol_topic_list_push         (SolTopicList  *self,
                                           SolMessage    *message);
/* Main thread: brings the models up to date; the engine calls it ten times a second */
void          sol_topic_list_update       (SolTopicList  *self);
/* While paused the models stay as they are; what comes is kept in the same bounds and shown afterwards */
void          sol_topic_list_set_paused   (SolTopicList  *self,
                                           gboolean       is_paused);
void          sol_topic_list_clear        (SolTopicList  *self);
SolTopicItem *sol_topic_list_find         (SolTopicList  *self,
                                           const char    *topic);
/* Any thread. Returns: (element-type SolMessage) (transfer full): the newest message of every topic that @filter
 * matches */
GPtrArray    *sol_topic_list_dup_newest   (SolTopicList  *self,
                                           const char    *filter);
guint64       sol_topic_list_get_n_hidden (SolTopicList  *self); /* messages on topics over the limit */
guint         sol_topic_list_get_n_topics (SolTopicList  *self);

G_END_DECLS
