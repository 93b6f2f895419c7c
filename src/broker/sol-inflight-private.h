/* sol-inflight-private.h: messages sent to one client and not yet acknowledged
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"
#include "sol-route-private.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_INFLIGHT_DONE,      /* waits for those before it */
  SOL_INFLIGHT_SENT,      /* PUBLISH is out: PUBACK or PUBREC is to come */
  SOL_INFLIGHT_RELEASED,  /* PUBREL is out: PUBCOMP is to come */
} SolInflightState;

typedef struct
{
  SolMessage *message;  /* owned, nullable: kept only for sessions that last, and for groups */
  SolRoute   *route;    /* owned, nullable; gone with @message */
  guint64     row;      /* the journal's, where the session is stored */
  guint16     id;
  guint8      state;
  guint8      qos : 2;
  guint8      retain : 1;
  guint8      is_held : 1;  /* not sent on this connection yet */
} SolInflightSlot;

/* A ring in the order of sending. Identifiers are given out in turn, so that one finds its slot
 * by subtraction. Zeroed it is empty. */
typedef struct
{
  SolInflightSlot *slots;    /* owned */
  guint32          n_slots;  /* 0 or a power of two */
  guint32          head;
  guint32          n;        /* from the oldest open one to the newest */
  guint32          n_open;
  guint16          last_id;
  guint16          n_held;
  guint16          held_from; /* none that is held stands before it */
} SolInflight;

/* How many identifiers there are */
#define SOL_INFLIGHT_N_IDS 65535u

/* One client that never acknowledges its oldest must not make the ring grow without end */
#define SOL_INFLIGHT_SPAN_FACTOR 4

/* @limit: how many may be open, 1..65535. FALSE while some are held: they go first */
static inline gboolean
sol_inflight_has_room (const SolInflight *self,
                       guint              limit)
{
  return self->n_held == 0 && self->n_open < limit
         && self->n < MIN (SOL_INFLIGHT_N_IDS, limit * SOL_INFLIGHT_SPAN_FACTOR);
}

/* Returns: slot @i of @self->n, the oldest first; some are done */
static inline SolInflightSlot *
sol_inflight_get (const SolInflight *self,
                  guint32            i)
{
  return &self->slots[(self->head + i) & (self->n_slots - 1)];
}

/* Identifiers in turn, without 0 */
static inline guint16
sol_inflight_next_id (guint16 id)
{
  return id == G_MAXUINT16 ? 1 : id + 1;
}

void             sol_inflight_grow     (SolInflight       *self);

/**
 * sol_inflight_push:
 * @message: (transfer full) (nullable)
 * @route: (transfer full) (nullable): NULL without @message
 *
 * Returns: its packet identifier
 */
static inline guint16
sol_inflight_push (SolInflight *self,
                   SolMessage  *message,
                   SolRoute    *route,
                   guint8       qos,
                   gboolean     retain)
{
  if (G_UNLIKELY (self->n == self->n_slots))
    sol_inflight_grow (self);
  self->last_id = sol_inflight_next_id (self->last_id);
  *sol_inflight_get (self, self->n) = (SolInflightSlot) {
    .message = message,
    .route = route,
    .row = 0,
    .id = self->last_id,
    .state = SOL_INFLIGHT_SENT,
    .qos = qos & 3,
    .retain = retain != FALSE,
  };
  self->n++;
  self->n_open++;
  return self->last_id;
}

/* The next message has @id: what would have had those before it was dropped */
void             sol_inflight_skip_to  (SolInflight       *self,
                                        guint16            id);

/* Returns: (nullable): the open slot of @id */
static inline SolInflightSlot *
sol_inflight_find (const SolInflight *self,
                   guint16            id)
{
  SolInflightSlot *slot;
  guint32 first, distance;

  if (self->n == 0)
    return NULL;
  first = self->slots[self->head].id;
  distance = id >= first ? id - first : id + SOL_INFLIGHT_N_IDS - first;
  if (id == 0 || distance >= self->n)
    return NULL;
  slot = sol_inflight_get (self, distance);
  return slot->state == SOL_INFLIGHT_DONE ? NULL : slot;
}

/* The client is back: every PUBLISH that it did not acknowledge is to be sent again */
void             sol_inflight_hold     (SolInflight       *self);

/* Returns: (nullable): the oldest that is held, when fewer than @limit others are open; it no longer counts as held */
SolInflightSlot *sol_inflight_take_held (SolInflight      *self,
                                         guint             limit);

/* The PUBLISH has arrived at QoS 2: the message is no longer needed */
void             sol_inflight_release  (SolInflight       *self,
                                        SolInflightSlot   *slot);
void             sol_inflight_finish   (SolInflight       *self,
                                        SolInflightSlot   *slot);
void             sol_inflight_clear    (SolInflight       *self);

G_END_DECLS
