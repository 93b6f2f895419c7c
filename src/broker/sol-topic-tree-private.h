/* sol-topic-tree-private.h: filters to those who subscribed to them
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-level-tree-private.h"
#include "sol-subscriber-private.h"

G_BEGIN_DECLS

typedef struct _SolTopicTree SolTopicTree;

/* One subscriber's subscription to one filter */
struct _SolSubscription
{
  SolSubscriber   *subscriber;
  SolLevel        *level;              /* the filter's last */
  SolSubscription *level_previous;     /* others with the same filter */
  SolSubscription *level_next;
  SolSubscription *previous;           /* others of the same subscriber */
  SolSubscription *next;
  guint8           qos;
};

/* One subscriber that a topic reaches */
typedef struct
{
  SolSubscriber *subscriber;
  guint8         qos;
} SolTarget;

SolTopicTree *sol_topic_tree_new               (void);

/* Grows with every change: what was matched before one may be wrong after it */
guint64       sol_topic_tree_get_generation    (SolTopicTree  *self);
guint         sol_topic_tree_get_n             (SolTopicTree  *self);

/**
 * sol_topic_tree_subscribe:
 * @filter: valid
 *
 * A subscription to the same filter is replaced.
 *
 * Returns: %FALSE when the filter is deeper than %SOL_LEVEL_TREE_MAX_DEPTH
 */
gboolean      sol_topic_tree_subscribe         (SolTopicTree  *self,
                                                SolSubscriber *subscriber,
                                                const char    *filter,
                                                gsize          filter_len,
                                                guint8         qos);

/* Returns: %FALSE when there was none */
gboolean      sol_topic_tree_unsubscribe       (SolTopicTree  *self,
                                                SolSubscriber *subscriber,
                                                const char    *filter,
                                                gsize          filter_len);

void          sol_topic_tree_remove_subscriber (SolTopicTree  *self,
                                                SolSubscriber *subscriber);

/**
 * sol_topic_tree_match:
 * @topic: a valid name
 * @targets: (element-type SolTarget): filled: each subscriber once, with the highest QoS of its
 *   matching filters
 *
 * Source: MQTT 3.1.1 §4.7, §3.3.5. Cost: some look-ups a level, no allocation once warm.
 */
void          sol_topic_tree_match             (SolTopicTree  *self,
                                                const char    *topic,
                                                gsize          topic_len,
                                                GArray        *targets);

void          sol_topic_tree_free              (SolTopicTree  *self);

G_END_DECLS
