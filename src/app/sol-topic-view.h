/* sol-topic-view.h: the tree of topics, with a search
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sol-topic-list.h"

G_BEGIN_DECLS

#define SOL_TYPE_TOPIC_VIEW (sol_topic_view_get_type ())

/* Property: `selected` (SolTopicItem, nullable), read only, notified */
G_DECLARE_FINAL_TYPE (SolTopicView, sol_topic_view, SOL, TOPIC_VIEW, AdwBin)

void          sol_topic_view_set_topics   (SolTopicView *self,
                                           SolTopicList *topics);
/* @text: what topics hold, or an MQTT filter when it has a wildcard; empty shows all */
void          sol_topic_view_search       (SolTopicView *self,
                                           const char   *text);
SolTopicItem *sol_topic_view_get_selected (SolTopicView *self);
/* Lines shown now */
guint         sol_topic_view_get_n_rows   (SolTopicView *self);
/* Opens the levels above and selects it. FALSE: not there, or hidden by the search */
gboolean      sol_topic_view_select       (SolTopicView *self,
                                           const char   *topic);

G_END_DECLS
