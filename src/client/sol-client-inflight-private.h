/* sol-client-inflight-private.h: messages on their way out, and QoS 2 on its way in
 *
 * SPDX-FileCopyrightText: 2026 The Soliton authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "sol-message.h"

G_BEGIN_DECLS

/* A message that waits for its turn or for its acknowledgement */
typedef struct
{
  GList       link;        /* in one of the queues below */
  SolMessage *message;     /* owned */
  GTask      *task;        /* owned, nullable */
  guint16     packet_id;   /* 0 while it waits */
  gboolean    is_released; /* QoS 2: PUBREC came, PUBREL went */
} SolClientOutgoing;

typedef struct
{
  GQueue              unsent; /* QoS 0 published without a connection */
  GQueue              waiting; /* QoS 1 and 2 beyond the window */
  GQueue              sent;     /* in the order of sending */
  GQueue              released; /* in the order of their PUBREC */
  SolClientOutgoing **slots;    /* by packet identifier - 1 */
  guint16            *free_ids; /* ring: the identifier used least recently comes next */
  guint               window;
  guint               limit;        /* of @n_open, at most @window: the broker's receive maximum */
  guint               n_open;       /* published on this connection and not answered */
  GList              *again;        /* of @sent: the first that this connection has not seen */
  guint               n_received;   /* bits set in @received */
  guint               next_free;
  guint               n_sent;   /* in @sent and @released */
  guint8             *received; /* bits by packet identifier: QoS 2 delivered and not yet released; NULL until needed */
} SolClientInflight;

void               sol_client_inflight_init    (SolClientInflight *self,
                                                guint              window);

/* Completes all tasks with @error; Returns: octets of messages let go */
gsize              sol_client_inflight_clear   (SolClientInflight *self,
                                                const GError      *error);

gboolean           sol_client_inflight_is_idle (const SolClientInflight *self);

/* A connection begins: at most @receive_maximum messages may be open on it, and all that was sent is to be sent
 * again */
void               sol_client_inflight_limit   (SolClientInflight *self,
                                                guint              receive_maximum);
void               sol_client_inflight_rewind  (SolClientInflight *self);

/* Returns: (nullable) (transfer none): the next message of an earlier connection that there is room for */
SolClientOutgoing *sol_client_inflight_repeat  (SolClientInflight *self);

/* @message, @task: (transfer full) */
void               sol_client_inflight_push    (SolClientInflight *self,
                                                SolMessage        *message,
                                                GTask             *task);

/* Returns: (nullable) (transfer none): the next message that the window admits, with its packet identifier */
SolClientOutgoing *sol_client_inflight_admit   (SolClientInflight *self);

/* Returns: (nullable) (transfer full): the next QoS 0 message that had no connection */
SolClientOutgoing *sol_client_inflight_take_unsent (SolClientInflight *self);

/**
 * sol_client_inflight_acknowledge:
 * @qos: 1 for PUBACK, 2 for PUBCOMP
 *
 * Returns: (nullable) (transfer full): the finished message; NULL for an acknowledgement of nothing
 */
SolClientOutgoing *sol_client_inflight_acknowledge (SolClientInflight *self,
                                                    guint16            packet_id,
                                                    guint8             qos);

/* Returns: (nullable) (transfer full): the message, that will not be answered any more */
SolClientOutgoing *sol_client_inflight_withdraw (SolClientInflight *self,
                                                 guint16            packet_id);

/* PUBREC came */
void               sol_client_inflight_release (SolClientInflight *self,
                                                guint16            packet_id);

/* A session that the broker has lost: what was released must be published again, or it might be lost with it */
void               sol_client_inflight_restart (SolClientInflight *self);

/* Returns: TRUE when QoS 2 @packet_id was not delivered yet, and notes it */
gboolean           sol_client_inflight_receive (SolClientInflight *self,
                                                guint16            packet_id);
/* PUBREL came */
void               sol_client_inflight_forget  (SolClientInflight *self,
                                                guint16            packet_id);

void               sol_client_outgoing_free    (SolClientOutgoing *outgoing);

G_END_DECLS
