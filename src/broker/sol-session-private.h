/* sol-session-private.h: what the broker knows of a client
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sol-absence-private.h"
#include "sol-broker-core-private.h"
#include "sol-id-set-private.h"
#include "sol-inflight-private.h"
#include "sol-message-queue-private.h"
#include "sol-mqtt-ack.h"
#include "sol-share-private.h"

G_BEGIN_DECLS

/* The most filters of one client; more are refused in SUBACK */
#define SOL_SESSION_MAX_SUBSCRIPTIONS 65536

struct _SolSession
{
  SolSubscriber    subscriber;  /* must be first */

  SolBrokerCore   *core;        /* borrowed */
  SolConn         *conn;        /* borrowed; NULL while the client is away */

  SolInflight      inflight;
  SolIdSet         received;
  SolMessageQueue  queue;

  SolAbsence      *absence;     /* owned; NULL while the client is here */
  guint32          n_dropped;
  guint32          stored;      /* the journal's number of it; 0: it is not stored */
  guint32          expiry_s;    /* it lasts so long without its client; 0: it ends with the connection */
  guint8           version;     /* SolMqttVersion of its last connection */
  guint8           is_dropping; /* said so once; until the queue is empty again */
  guint16          id_len;
  char             client_id[]; /* @id_len octets and a zero */
};

/* Made and freed by the core: sol_broker_core_add_session() */
SolSession *sol_session_new       (SolBrokerCore   *core,
                                   const char      *client_id,
                                   gsize            id_len);

/* Returns: (nullable): the session that @subscriber is a part of; NULL for any other kind */
SolSession *sol_session_from_subscriber (SolSubscriber *subscriber);

/* @conn: (nullable): NULL when the client goes away */
static inline void
sol_session_set_conn (SolSession *self,
                      SolConn    *conn)
{
  self->conn = conn;
  self->subscriber.is_away = conn == NULL;
}

/* Takes it out of the topic tree and frees it; the connection must be gone */
void        sol_session_free      (SolSession      *self);

/* Returns: (nullable): the user as whom its client was or is connected */
const char *sol_session_get_user  (const SolSession *self);

static inline gboolean
sol_session_is_lasting (const SolSession *self)
{
  return self->expiry_s > 0;
}

/* Sends again what was not acknowledged, in the old order, then what waits. Source: MQTT 3.1.1
 * §4.4, §4.6 */
void        sol_session_resume    (SolSession      *self);

/* Sends what waits, as far as the window and the connection have room */
void        sol_session_pump      (SolSession      *self);

/**
 * sol_session_acknowledge:
 * @type: PUBACK, PUBREC or PUBCOMP
 * @ack: its reason is 0 before 5.0
 *
 * Returns: %FALSE when the packet breaks the protocol: an acknowledgement of another kind than
 *   the message needs
 */
gboolean    sol_session_acknowledge (SolSession       *self,
                                     guint8            type,
                                     const SolMqttAck *ack);

/* The same for a PUBACK, whatever its reason: the delivery is over */
gboolean    sol_session_acknowledge_sent (SolSession  *self,
                                          guint16      packet_id);

/**
 * sol_session_hand_back:
 *
 * Gives what waits for this client as a member of @share, which it has left, to another member. What is under way to
 * it stays its own. Source: MQTT 5.0 §4.8.2.
 */
void        sol_session_hand_back     (SolSession    *self,
                                       SolShare      *share);

/* The same for all groups when the session is to end and has left them: what is under way at QoS 1 goes too, at QoS 2
 * nobody else may get it: MQTT-4.8.2-5 */
void        sol_session_hand_back_all (SolSession    *self);

/* Its client is here: it has its turn in its groups again */
void        sol_session_rejoin        (SolSession    *self);

/* sol-session-store.c: of a session that is stored. The newest in the queue; the newest that was
 * sent, which was @item (nullable) of it before; one that is done, see sol_journal_finish(). */
void        sol_session_store_last (SolSession             *self);
void        sol_session_store_sent (SolSession             *self,
                                    const SolQueuedMessage *item);
void        sol_session_forget     (SolSession             *self,
                                    guint64                 row,
                                    SolMessage             *message,
                                    gboolean                is_received);
/* Whether the first in the queue may be sent already */
gboolean    sol_session_is_next_ready (SolSession          *self);

/* Counts a message that could not be delivered, and says so once a burst */
void        sol_session_count_drop  (SolSession    *self);

G_END_DECLS
