/* sol-retain-private.h: the last retained message of each topic
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

typedef struct _SolRetain SolRetain;

typedef void (*SolRetainFunc) (SolMessage *message,
                               gpointer    user_data);

SolRetain *sol_retain_new          (void);

/* @func is told of every message that is retained no longer, but not at the end of @self */
void       sol_retain_set_dropped  (SolRetain     *self,
                                    SolRetainFunc  func,
                                    gpointer       user_data);

/**
 * sol_retain_put:
 * @limit: how many there may be
 * @limit_bytes: the most that all may hold together
 *
 * Replaces the topic's message. Source: MQTT 3.1.1 §3.3.1.3.
 *
 * Returns: %FALSE when there is no room, or the topic is deeper than %SOL_LEVEL_TREE_MAX_DEPTH;
 *   one that was there is gone then, for it is no longer the last
 */
gboolean   sol_retain_put          (SolRetain     *self,
                                    SolMessage    *message,
                                    guint          limit,
                                    gsize          limit_bytes);

void       sol_retain_remove       (SolRetain     *self,
                                    const char    *topic,
                                    gsize          topic_len);

/* Calls @func for each message whose topic matches the valid @filter; it must not change @self */
void       sol_retain_foreach      (SolRetain     *self,
                                    const char    *filter,
                                    gsize          filter_len,
                                    SolRetainFunc  func,
                                    gpointer       user_data);

/* Unix time: nothing expires before it; %SOL_MESSAGE_NEVER when nothing does */
gint64     sol_retain_get_expires_us (SolRetain   *self);

/* Removes what has expired at @real_us; O(all levels). Returns: how many */
guint      sol_retain_expire       (SolRetain     *self,
                                    gint64         real_us);

/* Calls @func for each message, whatever its topic begins with */
void       sol_retain_foreach_all  (SolRetain     *self,
                                    SolRetainFunc  func,
                                    gpointer       user_data);

guint      sol_retain_get_n        (SolRetain     *self);
gsize      sol_retain_get_bytes    (SolRetain     *self);
void       sol_retain_free         (SolRetain     *self);

G_END_DECLS
