/* sol-message-queue-private.h: messages of QoS 1 and 2 that wait for one client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-route-private.h"

G_BEGIN_DECLS

typedef struct
{
  SolMessage *message;  /* owned */
  SolRoute   *route;    /* owned, nullable */
  guint64     row;      /* the journal's, where the session is stored */
  guint16     id;       /* that it will have then */
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

/* @message_bytes: sol_message_get_size() */
static inline gsize
sol_message_queue_cost (gsize message_bytes)
{
  return message_bytes + sizeof (SolQueuedMessage);
}

/* @item: (transfer none): a reference to its message and its route is taken */
void             sol_message_queue_push  (SolMessageQueue        *self,
                                          const SolQueuedMessage *item);

/* Returns: (transfer full): the first one of a queue that is not empty */
SolQueuedMessage sol_message_queue_pop   (SolMessageQueue        *self);

/* Returns: (transfer none): entry @i of @self->n, the oldest first */
SolQueuedMessage *sol_message_queue_get  (const SolMessageQueue  *self,
                                          guint32                 i);

/* Lets go of what sol_message_queue_pop() gave */
void             sol_queued_message_clear (SolQueuedMessage      *item);

/* Returns: (transfer full): takes all out that were given to a member of @share; the rest keeps its order */
SolMessageQueue  sol_message_queue_take_shared (SolMessageQueue  *self,
                                               SolShare         *share);

void             sol_message_queue_clear (SolMessageQueue *self);

G_END_DECLS
