/* sol-topic-item-private.h: one level of a topic, and the list of those below it
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-topic-list.h"
#include "sol-topic-store-private.h"

G_BEGIN_DECLS

/* A GListModel of SolTopicItem in order of name. New ones are collected and go in together, one signal for each stretch
 * of neighbours. Main thread. */
#define SOL_TYPE_TOPIC_LEVEL (sol_topic_level_get_type ())
G_DECLARE_FINAL_TYPE (SolTopicLevel, sol_topic_level, SOL, TOPIC_LEVEL, GObject)

SolTopicLevel *sol_topic_level_new           (void);
/* @name: (array length=length). Finds those that wait as well. Returns: (nullable) (transfer none) */
SolTopicItem  *sol_topic_level_find          (SolTopicLevel *self,
                                              const char    *name,
                                              gsize          length);
/* @item: (transfer full): shown by the next sol_topic_level_flush(). Returns: TRUE for the first one that waits */
gboolean       sol_topic_level_add           (SolTopicLevel *self,
                                              SolTopicItem  *item);
void           sol_topic_level_flush         (SolTopicLevel *self);
/* Items that others still hold know no parent afterwards */
void           sol_topic_level_clear         (SolTopicLevel *self);

/* @topic: the whole topic below which it was found, @begin and @end: where its own level stands in it */
SolTopicItem  *sol_topic_item_new            (SolTopicStore *store,
                                              SolTopicItem  *parent,
                                              GRefString    *topic,
                                              gsize          begin,
                                              gsize          end);
SolTopicItem  *sol_topic_item_get_parent     (SolTopicItem  *self);
SolTopicLevel *sol_topic_item_get_level      (SolTopicItem  *self);
void           sol_topic_item_orphan         (SolTopicItem  *self);

/* From now on the item shows what @node holds */
void           sol_topic_item_set_node       (SolTopicItem  *self,
                                              SolTopicNode  *node);
/* Counts what came to the item itself. Returns: how many more than before */
guint64        sol_topic_item_take_change    (SolTopicItem         *self,
                                              const SolTopicChange *change);
/* Counts messages at or below it. Returns: TRUE the first time since sol_topic_item_settle() */
gboolean       sol_topic_item_add_count      (SolTopicItem  *self,
                                              guint64        n);
/* Notifies what has changed */
void           sol_topic_item_settle         (SolTopicItem  *self);
/* Returns: FALSE when the rate has come to rest at 0 and nobody needs to ask again */
gboolean       sol_topic_item_update_rate    (SolTopicItem  *self,
                                              gint64         now_us);

/* @is_active: waits in the list's round of rates */
gboolean       sol_topic_item_is_active      (SolTopicItem  *self);
void           sol_topic_item_set_active     (SolTopicItem  *self,
                                              gboolean       is_active);

G_END_DECLS
