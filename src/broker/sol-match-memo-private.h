/* sol-match-memo-private.h: whom a topic reached the last time
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-topic-tree-private.h"

G_BEGIN_DECLS

typedef struct _SolMatchMemo SolMatchMemo;
typedef struct _SolMatch SolMatch;

struct _SolMatch
{
  SolMatch  *hash_next;
  guint64    hash;
  GArray    *withheld;     /* owned, nullable: SolTarget, whom the filter left out */
  guint32    n_targets;
  guint16    topic_len;
  gboolean   is_personal;  /* some targets are about who publishes: No Local */
  SolTarget  targets[];  /* @n_targets, then @topic_len octets of the topic */
};

/* Whether a topic may reach a subscriber; asked once for each, until everything is forgotten */
typedef gboolean (*SolMatchFilter) (SolSubscriber *subscriber,
                                    const char    *topic,
                                    gsize          topic_len,
                                    gpointer       user_data);

SolMatchMemo   *sol_match_memo_new    (SolTopicTree *tree);

/* @filter: (nullable): nobody is left out */
void            sol_match_memo_set_filter (SolMatchMemo   *self,
                                           SolMatchFilter  filter,
                                           gpointer        user_data);

/* When what the filter says has changed */
void            sol_match_memo_forget (SolMatchMemo *self);

/* Grows whenever entries are freed: a pointer to one is good as long as it has not changed */
guint64         sol_match_memo_get_stamp (SolMatchMemo *self);

/**
 * sol_match_memo_find:
 *
 * Returns: (nullable): what is remembered of a topic, which is therefore a valid name; good until
 *   the next call of any function here
 */
const SolMatch *sol_match_memo_find   (SolMatchMemo *self,
                                       const char   *topic,
                                       gsize         topic_len);

/* Matches and remembers a valid name. Everything is forgotten when subscriptions change, or 16
 * MiB are full. */
const SolMatch *sol_match_memo_learn  (SolMatchMemo *self,
                                       const char   *topic,
                                       gsize         topic_len);

void            sol_match_memo_free   (SolMatchMemo *self);

G_END_DECLS
