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

SolTopicTree *sol_topic_tree_new               (void);

/* Grows with every change: what was matched before one may be wrong after it */
guint64       sol_topic_tree_get_generation    (SolTopicTree  *self);
guint         sol_topic_tree_get_n             (SolTopicTree  *self);
guint         sol_topic_tree_get_n_shared      (SolTopicTree  *self);
/* Whether anybody subscribed to a filter whose first level is @name */
gboolean      sol_topic_tree_has_top           (SolTopicTree  *self,
                                                const char    *name);

/**
 * sol_topic_tree_subscribe:
 * @filter: valid
 * @options: SOL_MQTT_OPTION_*
 * @identifier: 0 is none
 * @existed: (out) (optional): whether there was one to the same filter, which is replaced
 *
 * `$share/group/filter` makes @subscriber a member of the group. Source: MQTT 5.0 §3.8.3.1, §4.8.2.
 *
 * Returns: (nullable): good until it is removed; %NULL when the filter is deeper than %SOL_LEVEL_TREE_MAX_DEPTH,
 *   or begins with `$share/` and is not a shared one
 */
const SolSubscription *sol_topic_tree_subscribe (SolTopicTree  *self,
                                                SolSubscriber *subscriber,
                                                const char    *filter,
                                                gsize          filter_len,
                                                guint8         options,
                                                guint32        identifier,
                                                gboolean      *existed);

/* Returns: (nullable): the subscription to exactly that filter */
SolSubscription *sol_topic_tree_find           (SolTopicTree  *self,
                                                SolSubscriber *subscriber,
                                                const char    *filter,
                                                gsize          filter_len);
void          sol_topic_tree_remove            (SolTopicTree    *self,
                                                SolSubscription *subscription);

void          sol_topic_tree_remove_subscriber (SolTopicTree  *self,
                                                SolSubscriber *subscriber);

/**
 * sol_topic_tree_match:
 * @topic: a valid name
 * @targets: (element-type SolTarget): filled, each with a reference to its route: each subscriber once, with the
 *   highest QoS and all identifiers of its matching filters; one with No Local among them twice where others of its
 *   filters match too; each group of a shared subscription for itself
 *
 * Source: MQTT 5.0 §4.7, §3.3.4. Cost: some look-ups a level, no allocation once warm and without identifiers.
 */
void          sol_topic_tree_match             (SolTopicTree  *self,
                                                const char    *topic,
                                                gsize          topic_len,
                                                GArray        *targets);

/* Lets go of a #SolTarget that was matched: a clear function for an array of them */
void          sol_target_clear                 (gpointer       target);

void          sol_topic_tree_free              (SolTopicTree  *self);

G_END_DECLS
