/* sol-message-queue-private.h: messages of QoS 1 and 2 that wait for one client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

typedef struct
{
  SolMessage *message;  /* owned */
  guint8      qos;
  guint8      retain;
} SolQueuedMessage;

/* A ring; zeroed it is empty, and an empty one holds no memory */
typedef struct
{
  SolQueuedMessage *items;    /* owned */
  guint32           n_slots;  /* 0 or a power of two */
  guint32           head;
  guint32           n;
  gsize             n_bytes;  /* what holding them costs */
} SolMessageQueue;

static inline gsize
sol_message_queue_cost (gsize topic_len,
                        gsize payload_len)
{
  return sizeof (SolMessage) + topic_len + payload_len + 2 + sizeof (SolQueuedMessage);
}

/* @message: (transfer none) */
void             sol_message_queue_push (SolMessageQueue *self,
                                         SolMessage      *message,
                                         guint8           qos,
                                         gboolean         retain);

/* Returns: (transfer full): the first one of a queue that is not empty */
SolQueuedMessage sol_message_queue_pop  (SolMessageQueue *self);

void             sol_message_queue_clear (SolMessageQueue *self);

G_END_DECLS
