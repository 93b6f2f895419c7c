/* sol-topic-pump-private.h: brings the topic list up to date while messages come
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-topic-list.h"

G_BEGIN_DECLS

/* Ten updates a second, and none when nothing comes */
typedef struct _SolTopicPump SolTopicPump;

SolTopicPump *sol_topic_pump_new   (SolTopicList *topics);

/* Any thread: a message came. Cost: one atomic read, a post once in 100 ms. */
void          sol_topic_pump_touch (SolTopicPump *self);

/* Main thread; nobody may touch it any more */
void          sol_topic_pump_free  (SolTopicPump *self);

G_END_DECLS
