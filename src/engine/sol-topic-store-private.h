/* sol-topic-store-private.h: the newest messages of every topic, behind one lock
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-message.h"

G_BEGIN_DECLS

typedef struct _SolTopicStore SolTopicStore;

/* One topic that has messages. Fields are under the store's lock unless they say otherwise. */
typedef struct
{
  gatomicrefcount ref_count;
  GRefString     *topic;       /* owned; set once */
  GObject        *item;        /* borrowed; the main thread's alone: what shows it */

  SolMessage    **messages;    /* owned: ring, newest at @newest */
  guint           n_allocated, n_messages, newest;
  gsize           n_bytes;     /* of the messages */
  guint64         count;       /* messages ever */
  gboolean        is_retained; /* the newest message stands on the broker */
  gboolean        is_dirty;    /* waits in one of the two queues below */
  gboolean        is_shown;    /* was handed out as new before */
  GList           link;        /* in the order of use */
} SolTopicNode;

/* What the main thread learns of a node: copied, so that it needs no lock to look */
typedef struct
{
  SolTopicNode *node;          /* (transfer full) */
  guint64       count;
  gboolean      is_retained;
} SolTopicChange;

SolTopicNode  *sol_topic_node_ref            (SolTopicNode   *self);
void           sol_topic_node_unref          (SolTopicNode   *self);

SolTopicStore *sol_topic_store_new           (guint           limit_topics,
                                              gsize           limit_bytes);
SolTopicStore *sol_topic_store_ref           (SolTopicStore  *self);
void           sol_topic_store_unref         (SolTopicStore  *self);

/* Any thread; takes a reference of @message when it keeps it. Cost: one lock, one look-up by hash. */
void           sol_topic_store_push          (SolTopicStore  *self,
                                              SolMessage     *message);

/* The main thread: at most @n_new new topics, then those changed, up to @n in all. Returns: how many */
guint          sol_topic_store_take_changes  (SolTopicStore  *self,
                                              SolTopicChange *changes,
                                              guint           n_new,
                                              guint           n);
void           sol_topic_store_clear         (SolTopicStore  *self);

/* Any thread. Returns: (transfer full) (nullable): the newest message, NULL when memory made it go */
SolMessage    *sol_topic_store_dup_newest    (SolTopicStore  *self,
                                              SolTopicNode   *node);
/* Returns: (element-type SolMessage) (transfer full): all that are kept, newest first */
GPtrArray     *sol_topic_store_dup_messages  (SolTopicStore  *self,
                                              SolTopicNode   *node);
/* The newest message of every topic that @filter matches, in no order */
GPtrArray     *sol_topic_store_dup_matching  (SolTopicStore  *self,
                                              const char     *filter);
guint64        sol_topic_store_get_n_hidden  (SolTopicStore  *self);
guint          sol_topic_store_get_n_topics  (SolTopicStore  *self);
gsize          sol_topic_store_get_n_bytes   (SolTopicStore  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolTopicStore, sol_topic_store_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SolTopicNode, sol_topic_node_unref)

G_END_DECLS
