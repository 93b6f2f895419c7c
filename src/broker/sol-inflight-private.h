/* sol-inflight-private.h: messages sent to one client and not yet acknowledged
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-message.h"

G_BEGIN_DECLS

typedef enum
{
  SOL_INFLIGHT_DONE,      /* waits for those before it */
  SOL_INFLIGHT_SENT,      /* PUBLISH is out: PUBACK or PUBREC is to come */
  SOL_INFLIGHT_RELEASED,  /* PUBREL is out: PUBCOMP is to come */
} SolInflightState;

typedef struct
{
  SolMessage *message;  /* owned, nullable: kept only for sessions that last */
  guint16     id;
  guint8      state;
  guint8      qos : 2;
  guint8      retain : 1;
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
} SolInflight;

/* @limit: how many may be open, 1..65535 */
gboolean         sol_inflight_has_room (const SolInflight *self,
                                        guint              limit);

/**
 * sol_inflight_push:
 * @message: (transfer full) (nullable)
 *
 * Returns: its packet identifier
 */
guint16          sol_inflight_push     (SolInflight       *self,
                                        SolMessage        *message,
                                        guint8             qos,
                                        gboolean           retain);

/* Returns: (nullable): the open slot of @id */
SolInflightSlot *sol_inflight_find     (const SolInflight *self,
                                        guint16            id);

/* Returns: slot @i of @self->n, the oldest first; some are done */
SolInflightSlot *sol_inflight_get      (const SolInflight *self,
                                        guint32            i);

/* The PUBLISH has arrived at QoS 2: the message is no longer needed */
void             sol_inflight_release  (SolInflight       *self,
                                        SolInflightSlot   *slot);
void             sol_inflight_finish   (SolInflight       *self,
                                        SolInflightSlot   *slot);
void             sol_inflight_clear    (SolInflight       *self);

G_END_DECLS
