/* sol-ack-queue-private.h: acknowledgements of one connection that wait for the store
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Beside packet types */
#define SOL_ACK_HOLD 0    /* the output is held back until it is through */
#define SOL_ACK_PUMP 255  /* messages of QoS 2 wait behind it in the session's queue */

typedef struct
{
  guint64 batch;   /* of the journal; 0 waits for nothing but those before it */
  guint32 wait;    /* of the batch */
  guint16 id;
  guint8  type;
  guint8  reason;
} SolAck;

/* A ring in the order of the packets that they answer: MQTT-4.6.0-2. It exists while it is not
 * empty. */
typedef struct
{
  SolAck  *acks;     /* owned */
  guint32  n_slots;  /* a power of two */
  guint32  head;
  guint32  n;
} SolAckQueue;

void          sol_ack_queue_push (SolAckQueue       **self,
                                  const SolAck       *ack);

static inline SolAck *
sol_ack_queue_get (SolAckQueue *self,
                   guint32      i)
{
  return &self->acks[(self->head + i) & (self->n_slots - 1)];
}

/* Drops the first; the last one takes the queue with it */
void          sol_ack_queue_pop  (SolAckQueue       **self);
void          sol_ack_queue_free (SolAckQueue        *self);

G_END_DECLS
